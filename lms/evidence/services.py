"""Making a pack: written down in both logs, for those it tells about and for whoever checks it."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from sqlalchemy.orm import Session

from lms.errors import Conflict
from lms.evidence import pack
from lms.evidence.pack import Document, Heading, Told
from lms.people import audit, sealing
from lms.people.audit import Record
from lms.people.models import AccessEntry

MOST_TO_SEAL = 20_000
"""Entries a page seals before it makes a pack; more is the business of `lms work`."""


def make(
    db: Session,
    out: IO[bytes],
    heading: Heading,
    *,
    actor_id: int,
    now: datetime,
    document: Document,
    with_keys: bool = False,
    most_to_seal: int | None = MOST_TO_SEAL,
) -> Told:
    """Write a pack and note it; the caller commits before the pack is handed over.

    Raises Conflict("log_not_sealed") where so much of the log waits that a page cannot seal it.
    """
    if most_to_seal is not None and sealing.waiting(db) > most_to_seal:
        raise Conflict("log_not_sealed")
    about = heading.about

    def note(digests: str) -> None:
        record = Record(
            "evidence.made", about.subject, after={"purpose": heading.purpose}, detail=digests
        )
        audit.record(db, [record], actor_id=actor_id, now=now)
        db.add(
            AccessEntry(
                at=now,
                viewer_id=actor_id,
                person_id=about.person_id,
                course=about.course,
                what="evidence" if about.course is None else "course_evidence",
                why=heading.purpose,
            )
        )
        sealing.seal(db, now=now)

    return pack.write(db, out, heading, with_keys=with_keys, document=document, note=note)
