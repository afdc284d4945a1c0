"""The audit log with what was before and after; append-only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, delete, literal, or_, select
from sqlalchemy.orm import Session

from lms.database import insert_many, take_numbers
from lms.people.actions import known, with_known_fields
from lms.people.models import AuditDifference, AuditEntry, Membership, Person, Team

Value = str | bool | None
"""What a field held: text, a day as YYYY-MM-DD, or yes and no."""

SHOWN = frozenset(
    {
        "arrangement_ended",
        "arrangement_given",
        "membership_begun",
        "membership_changed",
        "membership_ended",
        "person_added",
        "person_changed",
        "person_deactivated",
        "person_erased",
        "person_reactivated",
        "team_added",
        "team_begun_again",
        "team_changed",
        "team_ended",
        "time_declined",
    }
)
"""What the pages of a person and a team tell; the rest of the log is read on the server."""

PRIVATE = frozenset({"reason"})
"""Fields that may say why, such as an illness: no list and no pack tells them. Their digest stays
under the seal, and the reason itself with what it was given for."""

MOST = 50


@dataclass(frozen=True, slots=True)
class Record:
    """One thing done, with the fields that differ."""

    action: str
    subject: str
    before: Mapping[str, Value] = field(default_factory=dict)
    after: Mapping[str, Value] = field(default_factory=dict)
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done, as a page tells it; `about` names the team or person beside the page's."""

    at: datetime
    actor: str | None
    action: str
    about: str
    before: Mapping[str, Value]
    after: Mapping[str, Value]


def record(db: Session, records: Iterable[Record], *, actor_id: int | None, now: datetime) -> None:
    """Write what was done, many at once."""
    listed = list(records)
    if not listed:
        return
    ids = take_numbers(db, AuditEntry, len(listed))
    insert_many(
        db,
        AuditEntry,
        [
            {
                "id": key,
                "at": now,
                "actor_id": actor_id,
                "action": known(one.action),
                "subject": one.subject,
                "detail": one.detail,
            }
            for key, one in zip(ids, listed, strict=True)
        ],
    )
    insert_many(
        db,
        AuditDifference,
        [
            {
                "audit_id": key,
                "before": with_known_fields(one.before),
                "after": with_known_fields(one.after),
            }
            for key, one in zip(ids, listed, strict=True)
            if one.before or one.after
        ],
    )


def differing(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """Only the fields that differ, of both."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def forget(db: Session, *, person_id: int) -> None:
    """Take what somebody's own fields held out of the log; that something was done stays."""
    about = select(AuditEntry.id).where(AuditEntry.subject == f"person:{person_id}")
    db.execute(delete(AuditDifference).where(AuditDifference.audit_id.in_(about)))


def forget_about(db: Session, subjects: Select[Any]) -> None:
    """Take what fields of these things held out of the log; that something was done stays."""
    about = select(AuditEntry.id).where(AuditEntry.subject.in_(subjects))
    db.execute(delete(AuditDifference).where(AuditDifference.audit_id.in_(about)))


def about_person(db: Session, *, person_id: int) -> tuple[Entry, ...]:
    """What was done to a person and their memberships, newest first."""
    return _entries(db, f"person:{person_id}", person_id=person_id)


def about_team(db: Session, *, team_id: int) -> tuple[Entry, ...]:
    """What was done to a team and its memberships, newest first."""
    return _entries(db, f"team:{team_id}", team_id=team_id)


def told(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The fields that lists tell."""
    return {name: value for name, value in values.items() if name not in PRIVATE}


def _entries(
    db: Session, subject: str, *, person_id: int | None = None, team_id: int | None = None
) -> tuple[Entry, ...]:
    key = literal("membership:") + cast(Membership.id, String)
    mine = (
        Membership.person_id == person_id
        if person_id is not None
        else Membership.team_id == team_id
    )
    rows = db.execute(
        select(AuditEntry, AuditDifference, Person.first_name, Person.last_name)
        .outerjoin(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(
            or_(AuditEntry.subject == subject, AuditEntry.subject.in_(select(key).where(mine))),
            AuditEntry.action.in_(SHOWN),
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(MOST)
    ).all()
    names = _others(db, [row.AuditEntry.subject for row in rows], by_team=person_id is not None)
    return tuple(
        Entry(
            at=row.AuditEntry.at,
            actor=None if row.last_name is None else f"{row.first_name} {row.last_name}".strip(),
            action=row.AuditEntry.action,
            about=names.get(row.AuditEntry.subject, ""),
            before=told(row.AuditDifference.before) if row.AuditDifference else {},
            after=told(row.AuditDifference.after) if row.AuditDifference else {},
        )
        for row in rows
    )


def _others(db: Session, subjects: Sequence[str], *, by_team: bool) -> dict[str, str]:
    """The team of each membership, or its person, by the subject of the log."""
    ids = {int(one.partition(":")[2]) for one in subjects if one.startswith("membership:")}
    if not ids:
        return {}
    rows = db.execute(
        select(Membership.id, Team.name, Person.first_name, Person.last_name)
        .join(Team, Team.id == Membership.team_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(ids))
    )
    return {
        f"membership:{row.id}": row.name if by_team else f"{row.first_name} {row.last_name}".strip()
        for row in rows
    }
