"""The audit log as a page reads it: newest first, a part at a time, by person, kind and time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from lms.enrolments.models import Assignment
from lms.people.audit import Value, told
from lms.people.models import AuditDifference, AuditEntry, Membership, Person, Team

PAGE = 50
MOST_FOUND = 50
"""People that a search takes into account."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks of the log; moments are the first one wanted and the first one not."""

    find: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something done: who, what, to whom, when, and the seal over it."""

    number: int
    at: datetime
    actor: str | None
    action: str
    subject: str
    about: str  # whom or what it names, empty where the words are the page's
    detail: str
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    seal: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the log; `older` is the number after which the next part begins."""

    entries: tuple[Entry, ...]
    older: int | None


def part(db: Session, wanted: Wanted) -> Part:
    """One part of the log, and whether there is more."""
    actor = aliased(Person)
    rows = db.execute(
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.actor_id,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.detail,
            AuditEntry.seal_number,
            actor.first_name,
            actor.last_name,
            AuditDifference.before,
            AuditDifference.after,
        )
        .outerjoin(actor, actor.id == AuditEntry.actor_id)
        .outerjoin(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(*_conditions(db, wanted))
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PAGE + 1)
    ).all()
    shown = rows[:PAGE]
    names = _names(db, {row.subject for row in shown})
    subjects = _courses(db, {row.subject for row in shown})
    return Part(
        entries=tuple(
            Entry(
                number=row.id,
                at=row.at,
                actor=None if row.actor_id is None else _name(row),
                action=row.action,
                subject=subjects.get(row.subject, row.subject),
                about=names.get(row.subject, ""),
                detail=row.detail,
                before=told(row.before or {}),
                after=told(row.after or {}),
                seal=row.seal_number,
            )
            for row in shown
        ),
        older=shown[-1].id if len(rows) > PAGE else None,
    )


def actions(db: Session) -> tuple[str, ...]:
    """The kinds of things that were ever done, by one look into the index for each."""
    first = select(func.min(AuditEntry.action).label("action")).cte("kinds", recursive=True)
    later = aliased(AuditEntry)
    following = (
        select(func.min(later.action)).where(later.action > first.c.action).scalar_subquery()
    )
    kinds = first.union_all(select(following).where(first.c.action.is_not(None)))
    return tuple(db.scalars(select(kinds.c.action).where(kinds.c.action.is_not(None))))


def _conditions(db: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.action:
        conditions.append(AuditEntry.action == wanted.action)
    if wanted.since is not None:
        conditions.append(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditEntry.at < wanted.until)
    if wanted.before is not None:
        at = db.scalar(select(AuditEntry.at).where(AuditEntry.id == wanted.before))
        if at is not None:
            earlier = and_(AuditEntry.at == at, AuditEntry.id < wanted.before)
            conditions.append(or_(AuditEntry.at < at, earlier))
    if wanted.find:
        conditions.append(_concerns(_found(db, wanted.find)))
    return conditions


def _found(db: Session, find: str) -> list[int]:
    """The people a search means."""
    conditions = []
    for word in find.split()[:5]:
        plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        # SQLite folds only the letters a to z, so a name with ä is looked for as written too.
        patterns = {f"%{form}%" for form in (plain, plain.lower(), plain.capitalize())}
        columns = (Person.first_name, Person.last_name, Person.sign_in_name)
        conditions.append(
            or_(*(one.ilike(form, escape="!") for one in columns for form in sorted(patterns)))
        )
    found = select(Person.id).where(*conditions).order_by(Person.id).limit(MOST_FOUND)
    return list(db.scalars(found))


def _concerns(ids: Iterable[int]) -> ColumnElement[bool]:
    """Done by one of these people, or to one of them or to their places in teams."""
    people = list(ids)
    membership = literal("membership:") + cast(Membership.id, String)
    return or_(
        AuditEntry.actor_id.in_(people),
        AuditEntry.subject.in_([f"person:{number}" for number in people]),
        AuditEntry.subject.in_(select(membership).where(Membership.person_id.in_(people))),
    )


def _name(row: Any) -> str:
    return f"{row.first_name} {row.last_name}".strip()


def _names(db: Session, subjects: Iterable[str]) -> dict[str, str]:
    """What the subjects of a part are called today."""
    by_kind: dict[str, set[int]] = {}
    slugs: set[str] = set()
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind == "team":
            slugs.add(number)
        if number.isascii() and number.isdigit() and len(number) < 10:
            by_kind.setdefault(kind, set()).add(int(number))
    people = select(Person.id, Person.first_name, Person.last_name)
    teams = select(Team.id, Team.name)
    places = (
        select(Membership.id, Person.first_name, Person.last_name, Team.name)
        .join(Person, Person.id == Membership.person_id)
        .join(Team, Team.id == Membership.team_id)
    )
    found: dict[str, str] = {}
    if ids := by_kind.get("person"):
        for person in db.execute(people.where(Person.id.in_(ids))):
            found[f"person:{person.id}"] = _name(person)
    if ids := by_kind.get("team"):
        for team in db.execute(teams.where(Team.id.in_(ids))):
            found[f"team:{team.id}"] = team.name
    if slugs:
        for named in db.execute(select(Team.slug, Team.name).where(Team.slug.in_(slugs))):
            found.setdefault(f"team:{named.slug}", named.name)
    if ids := by_kind.get("membership"):
        for place in db.execute(places.where(Membership.id.in_(ids))):
            found[f"membership:{place.id}"] = f"{_name(place)}, {place.name}"
    return found


def _courses(db: Session, subjects: Iterable[str]) -> dict[str, str]:
    """Assignments by the course they ask for, which says more than their number."""
    numbers = [
        int(number)
        for kind, _, number in (subject.partition(":") for subject in subjects)
        if kind == "assignment" and number.isascii() and number.isdigit() and len(number) < 10
    ]
    if not numbers:
        return {}
    rows = db.execute(select(Assignment.id, Assignment.course).where(Assignment.id.in_(numbers)))
    return {f"assignment:{row.id}": f"assignment:{row.course}" for row in rows}
