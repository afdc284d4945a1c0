"""Counting people anew whose facts have changed, some at a time; docs/adr/0020 tells why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    Table,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from lms.database import Database, insert_for
from lms.people.models import Membership, Role
from lms.readiness.counted import by_number, crossing_rows, kept_rows, stale_people, summed
from lms.readiness.models import (
    CountedAhead,
    CountedPlace,
    CountedSpell,
    StalePerson,
    Tally,
    TallyBasis,
)
from lms.readiness.spells import Basis, changes_ahead, places, spells

AT_ONCE = 2_000
"""People in one fold: few enough for the deadline of a statement and for others who write."""

LOCK = 770_102
"""The advisory lock of whoever folds."""


def fold_all(
    database: Database,
    basis: Basis,
    *,
    today: date,
    is_stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Fold until nobody is stale; says how many people were counted, 0 when others are at it."""
    counted = 0
    while not is_stopping():
        with database.reading() as db:
            if not _has_work(db, basis, today):
                break
        with database.begin() as db:
            done = fold(db, basis, today=today)
        if done is None:
            break
        counted += done
    return counted


def _has_work(db: Session, basis: Basis, today: date) -> bool:
    kept = db.get(TallyBasis, 1)
    if kept is None or kept.decided_by != basis.digest or kept.counted_on < today:
        return True
    stale = exists(select(StalePerson.id))
    ahead = exists(select(CountedAhead.person_id).where(CountedAhead.changes_on <= today))
    return bool(db.scalar(select(or_(stale, ahead))))


def fold(db: Session, basis: Basis, *, today: date, at_once: int = AT_ONCE) -> int | None:
    """Count some of the stale people anew; None when another process does it.

    What is marked after this began stays marked, even for people counted here.
    """
    if not _is_ours(db):
        return None
    _begin_day(db, basis, today)
    _name_teams(db)
    people = _take(db, today, at_once)
    if not people:
        return 0
    these = by_number(sorted(people))
    _add(db, -1, these, today)
    for kept in (CountedPlace, CountedSpell, CountedAhead):
        db.execute(delete(kept).where(kept.person_id.in_(these)))
    _keep(db, CountedPlace, places(these, today, "new"))
    counted = select(CountedPlace.person_id).where(CountedPlace.person_id.in_(these)).distinct()
    if placed := db.scalars(counted).all():
        _keep(db, CountedSpell, spells(by_number(placed), basis, today, "new"))
    _keep(db, CountedAhead, changes_ahead(these, today))
    _add(db, 1, these, today)
    return len(people)


def mark_everybody(db: Session) -> None:
    """Everybody who counts, or was counted, is to be counted anew."""
    db.execute(delete(StalePerson))
    everybody = union(
        select(Membership.person_id).where(Membership.role == Role.MEMBER.value),
        select(CountedPlace.person_id),
        select(CountedSpell.person_id),
        select(CountedAhead.person_id),
    ).subquery()
    db.execute(insert(StalePerson).from_select(["person_id"], select(everybody.c.person_id)))


def forget(db: Session) -> None:
    """Throw everything away that was counted; the next folds count it all anew."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(LOCK)))
    for kept in (Tally, CountedPlace, CountedSpell, CountedAhead, TallyBasis, StalePerson):
        db.execute(delete(kept))


def _is_ours(db: Session) -> bool:
    """Folds go one after the other; on SQLite all that writes does."""
    if db.get_bind().dialect.name != "postgresql":
        return True
    return bool(db.scalar(select(func.pg_try_advisory_xact_lock(LOCK))))


def _begin_day(db: Session, basis: Basis, today: date) -> None:
    """Bring the numbers to a day; count all anew when something else decides than before."""
    kept = db.get(TallyBasis, 1)
    if kept is not None and kept.counted_on > today:  # a clock was put back: spells are gone
        forget(db)
        db.expunge(kept)
        kept = None
    if kept is None:
        db.add(TallyBasis(id=1, counted_on=today, decided_by=basis.digest))
        db.flush()
        mark_everybody(db)
        return
    if kept.decided_by != basis.digest:
        kept.decided_by = basis.digest
        mark_everybody(db)
    if kept.counted_on < today:
        _upsert(db, summed(union_all(*crossing_rows(literal(kept.counted_on, Date), today))))
        db.execute(delete(CountedSpell).where(CountedSpell.until <= today))
        kept.counted_on = today
    db.flush()


def _name_teams(db: Session) -> None:
    """Turn marked teams into marked people."""
    marked = db.scalars(
        delete(StalePerson).where(StalePerson.team_id.is_not(None)).returning(StalePerson.team_id)
    ).all()
    if marked:
        inside = select(CountedPlace.person_id).where(CountedPlace.team_id.in_(set(marked)))
        db.execute(insert(StalePerson).from_select(["person_id"], inside.distinct()))


def _take(db: Session, today: date, at_once: int) -> set[int]:
    """Take marks away before anything is read: what comes after them is marked again."""
    stale = stale_people(today).distinct().order_by(column("person_id")).limit(at_once)
    people = set(db.scalars(stale))
    if people:
        db.execute(delete(StalePerson).where(StalePerson.person_id.in_(people)))
    return people


def _keep(db: Session, kept: Any, found: Select[Any]) -> None:
    db.execute(insert(kept).from_select([item.name for item in found.selected_columns], found))


def _add(db: Session, sign: int, people: Select[Any], day: date) -> None:
    """Add what is kept of people to the numbers, or take it out of them."""
    _upsert(db, summed(union_all(*kept_rows(people, day, sign))))


def _upsert(db: Session, rows: Select[Any]) -> None:
    names = ("people", "ready", "expiring", "past")
    statement = insert_for(db.get_bind().dialect.name)(Tally).from_select(
        ["course", "team_id", *names], rows
    )
    stored: Table = Tally.__table__  # type: ignore[assignment]
    db.execute(
        statement.on_conflict_do_update(
            index_elements=["course", "team_id"],
            set_={name: stored.c[name] + statement.excluded[name] for name in names},
        )
    )
