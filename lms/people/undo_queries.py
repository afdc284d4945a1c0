"""The imports of the last hours, what each did as the audit log has it, and what is there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session

from lms.people import team_services
from lms.people.audit import Value
from lms.people.models import (
    AuditDifference,
    AuditEntry,
    Membership,
    PeopleImport,
    Person,
    SignInSession,
    Team,
)
from lms.people.undoing import (
    NAMES,
    POSSIBLE,
    Done,
    MembershipNow,
    Now,
    PersonNow,
    Step,
    TeamNow,
    Values,
)

CHUNK = 5_000
MANY = 20_000
"""From so many on, everybody is looked through in one statement."""

FIELDS = (
    "sign_in_name", "email", "first_name", "last_name", "job_title", "language", "left_on",
    "is_imported",
)  # fmt: skip
"""What imports change of people."""


@dataclass(frozen=True, slots=True)
class Import:
    """An import, as the page tells it; `who` is None for a command on the server."""

    import_id: int
    at: datetime
    day: date
    who: str | None
    added: int
    changed: int
    left: int
    undone_at: datetime | None

    @property
    def touched(self) -> int:
        """How many people it added, changed or let go."""
        return self.added + self.changed + self.left

    def can_be_undone(self, now: datetime) -> bool:
        """Whether it was not undone yet, and not too long ago."""
        return self.undone_at is None and now < self.at + POSSIBLE


def recent(db: Session, *, now: datetime) -> tuple[Import, ...]:
    """The imports that can be undone or just were, newest first."""
    return _imports(db, AuditEntry.at > now - POSSIBLE)


def one(db: Session, *, import_id: int) -> Import | None:
    """An import; None when nothing is kept of it."""
    found = _imports(db, PeopleImport.entry_id == import_id)
    return found[0] if found else None


def later(db: Session, found: Import) -> Import | None:
    """The newest import after this one that is still in place."""
    after = _imports(
        db, (PeopleImport.entry_id > found.import_id) & PeopleImport.undone_at.is_(None)
    )
    return after[0] if after else None


def _imports(db: Session, condition: ColumnElement[bool]) -> tuple[Import, ...]:
    rows = db.execute(
        select(PeopleImport, AuditEntry.at, Person.first_name, Person.last_name)
        .join(AuditEntry, AuditEntry.id == PeopleImport.entry_id)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(condition)
        .order_by(PeopleImport.entry_id.desc())
    )
    return tuple(
        Import(
            import_id=row.PeopleImport.entry_id,
            at=row.at,
            day=row.PeopleImport.day,
            who=None if row.last_name is None else f"{row.first_name} {row.last_name}".strip(),
            added=row.PeopleImport.added,
            changed=row.PeopleImport.changed,
            left=row.PeopleImport.left,
            undone_at=row.PeopleImport.undone_at,
        )
        for row in rows
    )


def done(db: Session, *, import_id: int) -> Done:
    """What an import did, put together from its entries in the audit log."""
    kept = db.get_one(PeopleImport, import_id)
    entry = db.get_one(AuditEntry, import_id)
    rows = db.execute(
        select(AuditEntry.action, AuditEntry.subject, AuditDifference.before, AuditDifference.after)
        .join(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(
            AuditEntry.id.between(kept.first_entry, import_id),
            AuditEntry.at == entry.at,  # others may write entries in between
            AuditEntry.actor_id.is_not_distinct_from(entry.actor_id),
        )
        .order_by(AuditEntry.id)
    )
    added: dict[int, Values] = {}
    steps: dict[str, dict[int, Step]] = {"person": {}, "membership": {}, "team": {}}
    for action, subject, before, after in rows:
        kind, _colon, key = subject.partition(":")
        if kind not in steps:
            continue
        number = int(key)
        if action == "person_added":
            added[number] = after
        elif (earlier := steps[kind].get(number)) is None:
            steps[kind][number] = Step(before, after)
        else:
            steps[kind][number] = Step(before | dict(earlier.before), dict(earlier.after) | after)
    return Done(
        day=kept.day,
        last_membership=kept.last_membership,
        added=added,
        people=steps["person"],
        memberships=steps["membership"],
        teams=steps["team"],
    )


def now_of(db: Session, what: Done, *, import_id: int, today: date, locking: bool = False) -> Now:
    """What is there of all that an import touched; with `locking` nobody changes it meanwhile."""
    people = {*what.added, *what.people}
    if what.memberships:
        touched = (
            select(Membership.id, Membership.person_id).where(condition)
            for condition in within(Membership.id, what.memberships)
        )
        numbers = what.memberships.keys()
        people |= {
            row.person_id for rows in touched for row in db.execute(rows) if row.id in numbers
        }
    teams = {
        row.id: TeamNow(row.name, row.parent_id, row.ended_on)
        for row in db.execute(select(Team.id, Team.name, Team.parent_id, Team.ended_on))
    }
    begun = [
        number for number, step in what.teams.items() if "parent" not in step.before
        or "ended_on" in step.before
    ]  # fmt: skip
    return Now(
        people=_people(db, people, locking=locking),
        memberships=_memberships(db, people, today=today, locking=locking),
        then=_then(db, import_id),
        teams=teams,
        lasting=_lasting(db, begun, today),
        team_ids=_team_ids(db, teams, import_id),
        holders=_holders(db, what),
    )


def within(
    column: Any, numbers: Iterable[int], *, exactly: bool = False
) -> Iterator[ColumnElement[bool]]:
    """Conditions that together find the rows of these numbers; of many all rows, or `exactly`."""
    listed = sorted(numbers)
    if len(listed) > MANY and not exactly:
        yield true()
        return
    for start in range(0, len(listed), CHUNK):
        yield column.in_(listed[start : start + CHUNK])


def _rows(
    db: Session, statement: Select[Any], column: Any, numbers: set[int], *, locking: bool
) -> Iterator[Any]:
    for condition in within(column, numbers, exactly=locking):  # others are never locked
        wanted = statement.where(condition)
        yield from db.execute(wanted.with_for_update() if locking else wanted)


def _people(db: Session, numbers: set[int], *, locking: bool) -> dict[int, PersonNow]:
    statement = select(
        Person.id,
        *(getattr(Person, name) for name in FIELDS),
        Person.password_hash.is_not(None).label("has_password"),
        or_(Person.is_author, Person.is_administrator).label("has_roles"),
        Person.erased_at,
    ).order_by(Person.id)
    rows = list(_rows(db, statement, Person.id, numbers, locking=locking))
    # Sessions are read last: once the rows of people are locked nobody signs in any more.
    sessions = select(SignInSession.person_id).distinct()
    signed_in = {
        row.person_id
        for row in _rows(db, sessions, SignInSession.person_id, numbers, locking=False)
    }
    found = {}
    for row in rows:
        if row.id not in numbers:
            continue
        values: dict[str, Value] = {name: getattr(row, name) for name in FIELDS}
        values["left_on"] = row.left_on.isoformat() if row.left_on else None
        found[row.id] = PersonNow(
            name=f"{row.first_name} {row.last_name}".strip(),
            values=values,
            has_password=bool(row.has_password),
            is_signed_in=row.id in signed_in,
            has_roles=bool(row.has_roles),
            is_erased=row.erased_at is not None,
        )
    return found


def _memberships(
    db: Session, numbers: set[int], *, today: date, locking: bool
) -> dict[int, MembershipNow]:
    table = Membership.__table__.c
    rows = _rows(
        db,
        select(
            table.id,
            table.person_id,
            table.team_id,
            table.role,
            table.since,
            table.until,
            table.is_deputy,
            table.is_by_hand,
        ).order_by(table.id),
        table.person_id,
        numbers,
        locking=locking,
    )
    return {
        row.id: MembershipNow(
            person_id=row.person_id,
            team_id=row.team_id,
            role=row.role,
            values=team_services.said(row),
            lasts=row.until is None or (row.until > today and row.until > row.since),
            is_by_hand=row.is_by_hand,
        )
        for row in rows
        if row.person_id in numbers
    }


def _lasting(db: Session, teams: Sequence[int], today: date) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for condition in within(Membership.team_id, teams):
        rows = db.execute(
            select(Membership.team_id, Membership.id).where(condition, team_services.lasts(today))
        )
        for row in rows:
            found.setdefault(row.team_id, set()).add(row.id)
    return {team: frozenset(numbers) for team, numbers in found.items()}


def _then(db: Session, import_id: int) -> dict[int, Values]:
    """What memberships were when the import ended, as far as they were changed since."""
    changed = db.execute(
        select(AuditEntry.subject, AuditDifference.before)
        .join(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(AuditEntry.id > import_id, AuditEntry.subject.startswith("membership:"))
        .order_by(AuditEntry.id.desc())
    )
    then: dict[int, dict[str, Value]] = {}
    for subject, before in changed:
        then.setdefault(int(subject.partition(":")[2]), {}).update(before)
    return dict(then)


def _team_ids(db: Session, teams: dict[int, TeamNow], import_id: int) -> dict[str, int]:
    """Teams by the names they had when the import ended."""
    then = {number: team.name for number, team in teams.items()}
    renamed = db.execute(
        select(AuditEntry.subject, AuditDifference.before)
        .join(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(AuditEntry.id > import_id, AuditEntry.action == "team_changed")
        .order_by(AuditEntry.id.desc())
    )
    for subject, before in renamed:
        number = int(subject.partition(":")[2])
        if "name" in before and number in then:
            then[number] = before["name"]
    return {name: number for number, name in then.items()}


def _holders(db: Session, what: Done) -> dict[str, int]:
    """Who has a name today that somebody is to get back."""
    wanted = sorted(
        {
            str(step.before[name])
            for step in what.people.values()
            for name in NAMES
            if step.before.get(name)
        }
    )
    found: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        rows = db.execute(
            select(Person.id, Person.sign_in_name, Person.email).where(
                or_(Person.sign_in_name.in_(chunk), Person.email.in_(chunk))
            )
        )
        for row in rows:
            for name in (row.sign_in_name, row.email):
                if name:
                    found[name] = row.id
    return found
