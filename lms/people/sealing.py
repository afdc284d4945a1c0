"""Sealing the audit log, and looking whether what was sealed is as it was."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

from lms.people import chain
from lms.people.chain import Header
from lms.people.models import AuditDifference, AuditEntry, AuditSeal

IN_ONE = 1000
"""Entries under one seal at most: whoever proves one entry shows the digests of so many."""

LOCK = 7_240_531
"""Any number of our own: PostgreSQL lets one process at a time hold it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal; its digest stands for everything before it."""

    number: int
    digest: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the whole log found."""

    seals: int
    entries: int
    waiting: int
    taken_out: int
    """Differences that went with an erased person."""
    problems: tuple[str, ...]


def waiting(db: Session) -> int:
    """How many entries no seal holds yet."""
    unsealed = select(func.count()).where(AuditEntry.seal_number.is_(None))
    return db.scalar(unsealed) or 0


def head(db: Session) -> Head | None:
    """The newest seal."""
    row = db.execute(
        select(AuditSeal.number, AuditSeal.digest, AuditSeal.sealed_at)
        .order_by(AuditSeal.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else Head(row.number, bytes(row.digest).hex(), row.sealed_at)


def seal(db: Session, *, now: datetime, most: int | None = None) -> int:
    """Put what waits under seals, in the order it was written; says how many entries that were.

    One at a time: on PostgreSQL by a lock that ends with the transaction, on SQLite because writers
    wait for each other. An entry that was committed late goes under a later seal.
    """
    db.flush()
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    found = head(db)
    number, previous = (found.number, bytes.fromhex(found.digest)) if found else (0, b"")
    done = 0
    while most is None or done < most:
        rows = _unsealed(db, IN_ONE if most is None else min(IN_ONE, most - done))
        if not rows:
            break
        number += 1
        made = Header(
            number=number,
            sealed_at=now,
            entries=len(rows),
            root=_put(db, number, rows),
            previous=previous or chain.BEGINNING,
        )
        db.execute(insert(AuditSeal), _values(made))
        previous = made.digest
        done += len(rows)
    return done


def _values(made: Header) -> dict[str, Any]:
    return {
        "number": made.number,
        "sealed_at": made.sealed_at,
        "entries": made.entries,
        "root": made.root,
        "previous": made.previous,
        "digest": made.digest,
    }


_COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.actor_id,
    AuditEntry.action,
    AuditEntry.subject,
    AuditEntry.detail,
)


@dataclass(slots=True)
class _Entry:
    """An entry that is about to be sealed."""

    id: int
    at: datetime
    actor_id: int | None
    action: str
    subject: str
    detail: str
    salt: bytes
    difference: bytes | None = None


def _unsealed(db: Session, most: int) -> Sequence[Any]:
    return db.execute(
        select(*_COLUMNS, AuditDifference.audit_id, AuditDifference.before, AuditDifference.after)
        .outerjoin(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(AuditEntry.seal_number.is_(None))
        .order_by(AuditEntry.id)
        .limit(most)
    ).all()


def _put(db: Session, number: int, rows: Sequence[Any]) -> bytes:
    """Give entries their salts and places under a seal; gives what the seal keeps of them."""
    digests, places, salts = [], [], []
    for position, row in enumerate(rows):
        entry = _Entry(
            row.id,
            row.at,
            row.actor_id,
            row.action,
            row.subject,
            row.detail,
            secrets.token_bytes(16),
        )
        if row.audit_id is not None:
            salt = secrets.token_bytes(16)
            entry.difference = chain.difference_digest(row.before, row.after, salt)
            salts.append({"key": row.id, "new_salt": salt})
        digests.append(chain.entry_digest(entry))
        places.append(
            {
                "key": row.id,
                "new_seal": number,
                "new_place": position,
                "new_salt": entry.salt,
                "new_difference": entry.difference,
            }
        )
    entries = cast("Table", AuditEntry.__table__)
    connection = db.connection()
    connection.execute(
        update(entries)
        .where(entries.c.id == bindparam("key"))
        .values(
            seal_number=bindparam("new_seal"),
            seal_position=bindparam("new_place"),
            salt=bindparam("new_salt"),
            difference=bindparam("new_difference"),
        ),
        places,
    )
    if salts:
        differences = cast("Table", AuditDifference.__table__)
        connection.execute(
            update(differences)
            .where(differences.c.audit_id == bindparam("key"))
            .values(salt=bindparam("new_salt")),
            salts,
        )
    return chain.root_of(digests)


# Looking


def headers(db: Session, *, since: int = 1) -> Iterator[tuple[Header, bytes]]:
    """The seals from a number on, each with the digest that is kept for it."""
    rows = db.execute(
        select(AuditSeal)
        .where(AuditSeal.number >= since)
        .order_by(AuditSeal.number)
        .execution_options(yield_per=200)
    ).scalars()
    for row in rows:
        made = Header(row.number, row.sealed_at, row.entries, bytes(row.root), bytes(row.previous))
        yield made, bytes(row.digest)
        db.expunge(row)


def look(db: Session, *, noted: tuple[int, str] | None = None, most: int = 20) -> Looked:
    """Compute every seal anew and tell what differs, `most` problems at the most.

    `noted` is the number and digest of a seal that somebody wrote down elsewhere.
    """
    problems: list[str] = []
    previous, expected, sealed, taken_out = chain.BEGINNING, 1, 0, 0
    is_noted_met = noted is None
    for made, kept in headers(db):
        if made.number != expected:
            problems.append(f"Seal {expected} is missing.")
        if made.previous != previous:
            problems.append(f"Seal {made.number} does not follow the seal before it.")
        if made.digest != kept:
            problems.append(f"Seal {made.number} was changed.")
        if noted is not None and noted[0] == made.number:
            is_noted_met = True
            if noted[1] != kept.hex():
                problems.append(f"Seal {made.number} is not the one that was written down.")
        found, without = _look_under(db, made)
        problems += found
        taken_out += without
        sealed += made.entries
        previous, expected = kept, made.number + 1
        if len(problems) >= most:
            break
    if not is_noted_met and noted is not None and len(problems) < most:
        problems.append(f"There is no seal {noted[0]} any more.")
    stray = db.scalar(select(func.count()).where(AuditEntry.seal_number >= expected)) or 0
    if stray and len(problems) < most:
        problems.append(f"{stray} entries stand under seals that are missing.")
    return Looked(expected - 1, sealed, waiting(db), taken_out, tuple(problems[:most]))


def _look_under(db: Session, made: Header) -> tuple[list[str], int]:
    """What is wrong with the entries of one seal, and how many differences were taken out."""
    rows = db.execute(
        select(
            *_COLUMNS,
            AuditEntry.salt,
            AuditEntry.difference,
            AuditEntry.seal_position,
            AuditDifference.before,
            AuditDifference.after,
            AuditDifference.audit_id,
            AuditDifference.salt.label("own_salt"),
        )
        .outerjoin(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(AuditEntry.seal_number == made.number)
        .order_by(AuditEntry.seal_position)
    ).all()
    problems, digests = [], []
    gone: dict[str, list[int]] = {}
    for row in rows:
        digests.append(chain.entry_digest(row) if row.salt is not None else b"")
        if row.audit_id is None:
            if row.difference is not None:
                gone.setdefault(row.subject, []).append(row.id)
        elif row.own_salt is None or row.difference != chain.difference_digest(
            row.before, row.after, bytes(row.own_salt)
        ):
            problems.append(f"What entry {row.id} says of before and after was changed.")
    if [row.seal_position for row in rows] != list(range(made.entries)):
        problems.append(f"Entries under seal {made.number} are missing or too many.")
    elif chain.root_of(digests) != made.root:
        problems.append(f"An entry under seal {made.number} was changed.")
    erased = _erased(db, gone)
    for subject, ids in gone.items():
        if subject not in erased:
            problems += [f"What entry {one} says of before and after is missing." for one in ids]
    return problems, sum(len(ids) for subject, ids in gone.items() if subject in erased)


def _erased(db: Session, subjects: dict[str, list[int]]) -> set[str]:
    """Those of the subjects that the log itself says were erased."""
    if not subjects:
        return set()
    return set(
        db.scalars(
            select(AuditEntry.subject)
            .where(AuditEntry.subject.in_(subjects), AuditEntry.action == "person_erased")
            .distinct()
        )
    )
