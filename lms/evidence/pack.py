"""A pack as a file: evidence, pages to read, the chain of seals, and what checks them."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.config import data_folder
from lms.evidence import queries
from lms.evidence.queries import About, Record
from lms.people import audit, chain, sealing
from lms.people.models import AuditEntry

FORMAT = "lms-evidence-1"
CHECKER = "check_evidence.py"
LISTED = 300
"""Records of one kind on the pages for people; the file for programs holds them all."""

README = """This is an evidence pack.

evidence.pdf        the pack to read
evidence.json       the same and more, a record on each line
chain.json          the entries of the audit log about it, and the seals that hold the log together
check_evidence.py   checks the pack: python3 check_evidence.py PACK.zip (the ZIP file itself)

Read the first lines of check_evidence.py: they say what is checked, and what a file cannot prove.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a pack says of itself."""

    about: About
    title: str
    organisation: str
    made_at: datetime
    made_by: str
    purpose: str

    def record(self) -> Record:
        """The first record."""
        return {
            "kind": "pack",
            "format": FORMAT,
            "about": self.title,
            "subject": self.about.subject,
            "organisation": self.organisation,
            "made_at": chain.moment(self.made_at),
            "made_by": self.made_by,
            "purpose": self.purpose,
        }


@dataclass(slots=True)
class Told:
    """What the pages for people tell: how many records of each kind, and the first of them."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, list[Record]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Count a record, and keep it where it is one of the first."""
        kind = record["kind"]
        self.counts[kind] += 1
        listed = self.first.setdefault(kind, [])
        if len(listed) < LISTED:
            listed.append(record)


Document = Callable[[Heading, Told, str], bytes]
"""Makes the PDF of a heading, what is told, and the digest of evidence.json."""

Noted = Callable[[str], None]
"""Writes down in the log that a pack with these digests was made, and seals the log."""


def write(
    db: Session,
    out: IO[bytes],
    heading: Heading,
    *,
    with_keys: bool,
    document: Document,
    note: Noted,
) -> Told:
    """Write a pack, record by record; `note` is called when the evidence is complete."""
    told = Told()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with _listing(archive, "evidence.json") as (add, digest):
            add(heading.record())
            for record in queries.records(db, heading.about, with_keys=with_keys):
                told.take(record)
                add(record)
        evidence = digest.hexdigest()
        page = document(heading, told, evidence)
        archive.writestr("evidence.pdf", page)
        note(f"{evidence} {hashlib.sha256(page).hexdigest()}")
        with _listing(archive, "chain.json") as (add, _):
            for record in chain_records(db, heading.about):
                add(record)
        archive.write(data_folder("scripts") / CHECKER, CHECKER)
        archive.writestr("README.txt", README)
    return told


@contextmanager
def _listing(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[Callable[[Record], None], Any]]:
    """A list in the pack that gets its records one by one."""
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as file:
        begin = b"[\n"

        def put(data: bytes) -> None:
            digest.update(data)
            file.write(data)

        def add(record: Record) -> None:
            nonlocal begin
            put(begin + chain.canonical(record))
            begin = b",\n"

        yield add, digest
        put(b"\n]\n")


def chain_records(db: Session, about: About) -> Iterator[Record]:
    """The entries about a pack, under their seals, and every seal from the first of them on."""
    yield {"kind": "chain", "format": "lms-chain-1"}
    entries = groupby(
        db.connection().execute(queries.log_entries(about), execution_options={"yield_per": 500}),
        key=lambda row: row.seal_number,
    )
    number, group = next(entries, (None, iter(())))
    head = None
    for made, digest in sealing.headers(db, since=number or 1):
        head = {"kind": "head", "number": made.number, "digest": digest.hex()}
        listed = None
        if made.number == number:
            listed = [one.hex() for one in _digests_under(db, made.number)]
        yield {"kind": "seal", "seal": made.fields(), "digests": listed}
        if made.number == number:
            yield from _entries(group)
            number, group = next(entries, (None, iter(())))
    if head is not None:
        yield head


def _digests_under(db: Session, number: int) -> Iterator[bytes]:
    rows = db.execute(
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.actor_id,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.detail,
            AuditEntry.salt,
            AuditEntry.difference,
        )
        .where(AuditEntry.seal_number == number)
        .order_by(AuditEntry.seal_position)
    )
    for row in rows:
        yield chain.entry_digest(row)


def _entries(rows: Iterable[Any]) -> Iterator[Record]:
    for row in rows:
        yield {
            "kind": "entry",
            "position": row.seal_position,
            "entry": chain.entry_fields(row),
            "difference": None
            if row.own_salt is None or _is_private(row)
            else {"after": row.after, "before": row.before, "salt": bytes(row.own_salt).hex()},
        }


def _is_private(row: Any) -> bool:
    """Whether a difference says why, which outsiders need not read; its digest is in the entry."""
    return not audit.PRIVATE.isdisjoint({*row.before, *row.after})
