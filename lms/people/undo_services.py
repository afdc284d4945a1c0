"""Undoing an import: its rows get back what they had, and each step leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Table, bindparam, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.errors import Conflict
from lms.people import audit, team_services, undo_queries, undoing
from lms.people.audit import Record, Value
from lms.people.models import (
    AuditEntry,
    Membership,
    PasswordLink,
    PeopleImport,
    Person,
    Team,
    TeamPlace,
)
from lms.people.undo_queries import CHUNK
from lms.people.undoing import POSSIBLE, Mend, Now, Undo


def undo_import(
    db: Session,
    *,
    import_id: int,
    fingerprint: str | None,
    actor_id: int | None,
    now: datetime,
    today: date,
) -> Undo:
    """Undo an import, once and within a day; what was changed since stays as it is.

    Raises Conflict("import_over") when it cannot be undone any more, and "people_changed" when the
    undoing would be another one than that of the fingerprint, and "undo_refused" when the database
    refuses it.
    """
    _claim(db, import_id, now)
    team_services.lock_tree(db)
    done = undo_queries.done(db, import_id=import_id)
    there = undo_queries.now_of(db, done, import_id=import_id, today=today, locking=True)
    plan = undoing.undo(done, there)
    if fingerprint is not None and fingerprint != plan.fingerprint:
        raise Conflict("people_changed")
    try:
        with db.begin_nested():
            _let_go(db, plan, now)
            _give_back(db, plan, there)
            _shorten(db, plan)
            _reopen(db, plan)
    except IntegrityError as error:
        raise Conflict("undo_refused") from error
    for team_id, parent_id in plan.placed:
        team_services.place(db, db.get_one(Team, team_id), parent_id=parent_id, today=plan.day)
    _end_teams(db, plan)
    audit.record(db, _records(plan), actor_id=actor_id, now=now)
    db.add(
        AuditEntry(
            at=now,
            actor_id=actor_id,
            action="import_undone",
            subject="people",
            detail=f"import {import_id}, taken out {len(plan.removed)}, "
            f"given back {len(plan.people) + len(plan.memberships)}, "
            f"left alone {len(plan.left_alone)}",
        )
    )
    db.flush()
    db.expire_all()  # rows were changed beside the session
    return plan


def forget_imports(db: Session, *, now: datetime) -> None:
    """Forget which entries belong to imports that cannot be undone any more."""
    over = select(AuditEntry.id).where(
        AuditEntry.action == "people_imported", AuditEntry.at <= now - POSSIBLE
    )
    db.execute(delete(PeopleImport).where(PeopleImport.entry_id.in_(over)))


def _claim(db: Session, import_id: int, now: datetime) -> None:
    """Let nobody else undo it: the row is changed by whoever comes first."""
    recent = select(AuditEntry.id).where(AuditEntry.id == import_id, AuditEntry.at > now - POSSIBLE)
    claimed = db.execute(
        update(PeopleImport)
        .where(PeopleImport.entry_id.in_(recent), PeopleImport.undone_at.is_(None))
        .values(undone_at=now)
        .execution_options(synchronize_session=False)
    )
    if _count(claimed) != 1:
        raise Conflict("import_over")


def _let_go(db: Session, plan: Undo, now: datetime) -> None:
    """End those whom the import brought on the day they came, and void links of all who go."""
    for numbers in _chunks([mend.number for mend in plan.removed]):
        ended = db.execute(
            update(Person)
            .where(Person.id.in_(numbers), Person.password_hash.is_(None))
            .values(left_on=plan.day)
            .execution_options(synchronize_session=False)
        )
        if _count(ended) != len(numbers):
            raise Conflict("people_changed")
    gone = [mend.number for mend in plan.removed]
    gone += [mend.number for mend in plan.people if dict(mend.after).get("left_on")]
    for numbers in _chunks(gone):
        db.execute(
            update(PasswordLink)
            .where(PasswordLink.person_id.in_(numbers), PasswordLink.used_at.is_(None))
            .values(used_at=now)
            .execution_options(synchronize_session=False)
        )


def _give_back(db: Session, plan: Undo, there: Now) -> None:
    """Give people the values back that they had."""
    rows = []
    for mend in plan.people:
        values = dict(there.people[mend.number].values) | dict(mend.after)
        values["job_title"] = values["job_title"] or ""
        rows.append(
            {f"new_{name}": value for name, value in values.items()}
            | {"number": mend.number, "new_left_on": _day(values["left_on"])}
        )
    _update_many(db, cast("Table", Person.__table__), undo_queries.FIELDS, rows)


def _shorten(db: Session, plan: Undo) -> None:
    """End memberships before others are opened: only one may be open."""
    for numbers in _chunks(plan.withdrawn):
        db.execute(
            update(Membership)
            .where(Membership.id.in_(numbers))
            .values(until=Membership.since)
            .execution_options(synchronize_session=False)
        )
    _change_memberships(db, plan, ending=True)


def _reopen(db: Session, plan: Undo) -> None:
    _change_memberships(db, plan, ending=False)


def _change_memberships(db: Session, plan: Undo, *, ending: bool) -> None:
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for mend in plan.memberships:
        after = dict(mend.after)
        if ("last_day" in after and after["last_day"] is not None) is not ending:
            continue
        row: dict[str, Any] = {"number": mend.number}
        if "since" in after:
            row["new_since"] = _day(after["since"])
        if "last_day" in after:
            last = _day(after["last_day"])
            row["new_until"] = last + timedelta(days=1) if last else None
        fields = tuple(name for name in ("since", "until") if f"new_{name}" in row)
        by_fields.setdefault(fields, []).append(row)
    for fields, rows in by_fields.items():
        _update_many(db, cast("Table", Membership.__table__), fields, rows)


def _update_many(
    db: Session, table: Table, fields: Sequence[str], rows: Sequence[dict[str, Any]]
) -> None:
    if not rows:
        return
    statement = (
        update(table)
        .where(table.c.id == bindparam("number"))
        .values({name: bindparam(f"new_{name}") for name in fields})
    )
    for start in range(0, len(rows), CHUNK):
        db.connection().execute(statement, list(rows[start : start + CHUNK]))


def _end_teams(db: Session, plan: Undo) -> None:
    by_day: dict[date, list[int]] = {}
    for number, day in plan.ended:
        by_day.setdefault(day, []).append(number)
    for day, numbers in by_day.items():
        for chunk in _chunks(numbers):
            of_these = TeamPlace.team_id.in_(chunk)
            for statement in (
                delete(TeamPlace).where(of_these, TeamPlace.since >= plan.day),
                update(TeamPlace)
                .where(of_these, or_(TeamPlace.until.is_(None), TeamPlace.until > plan.day))
                .values(until=plan.day),
                update(Team).where(Team.id.in_(chunk)).values(parent_id=None, ended_on=day),
            ):
                db.execute(statement.execution_options(synchronize_session=False))


def _records(plan: Undo) -> Iterator[Record]:
    """What was given back, in the words the log has for the same thing done by hand."""

    def told(action: str, kind: str, mend: Mend) -> Record:
        return Record(action, f"{kind}:{mend.number}", dict(mend.before), dict(mend.after))

    for mend in plan.removed:
        yield told("person_deactivated", "person", mend)
    for mend in plan.people:
        comes_back = mend.after == (("left_on", None),)
        yield told("person_reactivated" if comes_back else "person_changed", "person", mend)
    for mend in plan.memberships:
        yield told("membership_changed", "membership", mend)
    for mend in plan.moved:
        yield told("team_changed", "team", mend)
    for mend in plan.closed:
        yield told("team_ended", "team", mend)


def _day(value: Value) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    listed = list(numbers)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _count(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
