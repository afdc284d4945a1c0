"""Sending a reaction, settling it, and forgetting it in time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, delete, select, update
from sqlalchemy.orm import Session

from lms.database import insert_for
from lms.errors import NotFound, TooMany
from lms.people import notices
from lms.people.models import Notice
from lms.people.throttle import count_try, forget_old_tries
from lms.reactions.models import Kind, Reaction, Verdict

A_DAY = 24 * 60
MOST_A_DAY = 10
"""How many reactions one person can send in a day."""

NOTICE = "reaction"
"""The kind of the notice that tells somebody of an answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a reaction is about, as it stands when it is sent."""

    course: str
    module: str  # "" for a question of the quiz
    edition: int
    language: str
    block: str = ""  # a heading, "q:" and a question, "" for the whole
    title: str = ""  # the heading or the question in words


def send_worth(
    db: Session, place: Place, *, person_id: int, verdict: Verdict, words: str, now: datetime
) -> None:
    """Say whether a module was worth the time; once for each edition, the newest answer stays."""
    whole = Place(place.course, place.module, place.edition, place.language)
    key = _key(Kind.WORTH, place.course, place.module, str(place.edition))
    _send(db, whole, person_id, key, Kind.WORTH, verdict.value, words, now)


def send_wrong(db: Session, place: Place, *, person_id: int, words: str, now: datetime) -> None:
    """Tell that something is wrong; the same words about the same place are one message."""
    key = _key(Kind.WRONG, place.course, place.module, str(place.edition), place.block, words)
    _send(db, place, person_id, key, Kind.WRONG, "", words, now)


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()


def _send(
    db: Session,
    place: Place,
    person_id: int,
    key: bytes,
    kind: Kind,
    verdict: str,
    words: str,
    now: datetime,
) -> None:
    """Write a reaction; sent once more it is open again. Raises TooMany."""
    minute = int(now.timestamp()) // 60
    day = minute - minute % A_DAY
    if count_try(db, key=_key("reaction", str(person_id)), window=day) > MOST_A_DAY:
        raise TooMany("too_many_reactions", seconds=(day + A_DAY) * 60 - int(now.timestamp()))
    forget_old_tries(db, now=now)
    make = insert_for(db.get_bind().dialect.name)
    said = {
        "language": place.language,
        "verdict": verdict,
        "words": words,
        "sent_at": now,
        "settled_at": None,
        "reply": "",
    }
    db.execute(
        make(Reaction)
        .values(
            person_id=person_id,
            key=key,
            kind=kind.value,
            course=place.course,
            module=place.module,
            place=place.block[:200],
            place_title=place.title[:200],
            edition=place.edition,
            **said,
        )
        .on_conflict_do_update(index_elements=["person_id", "key"], set_=said)
    )


def settle(db: Session, *, reaction_id: int, reply: str, now: datetime) -> bool:
    """Answer a reaction and tell its sender; False when somebody else had answered already."""
    row = db.execute(
        update(Reaction)
        .where(Reaction.id == reaction_id, Reaction.settled_at.is_(None))
        .values(settled_at=now, reply=reply)
        .returning(Reaction.person_id, Reaction.course)
    ).one_or_none()
    if row is None:
        if db.get(Reaction, reaction_id) is None:
            raise NotFound("unknown_reaction")
        return False
    if row.person_id is not None:
        notices.leave(
            db,
            person_id=row.person_id,
            kind=NOTICE,
            subject=f"{reaction_id} {row.course}",
            now=now,
        )
    return True


def forget(db: Session, *, sent_before: datetime) -> int:
    """Delete reactions of long ago, answered or not, and what told of their answers."""
    old = Reaction.sent_at < sent_before
    subject = cast(Reaction.id, String) + " " + Reaction.course
    db.execute(
        delete(Notice).where(Notice.kind == NOTICE, Notice.subject.in_(select(subject).where(old)))
    )
    gone: Sequence[int] = db.scalars(delete(Reaction).where(old).returning(Reaction.id)).all()
    return len(gone)


def forget_sender(db: Session, *, person_id: int) -> None:
    """Take an erased person off everything they sent; the words stay with the authors."""
    db.execute(update(Reaction).where(Reaction.person_id == person_id).values(person_id=None))
