"""How many people of each unit are ready, expiring or past a date: counted ahead, never otherwise.

A unit is a team with everybody below it; unit 0 is the organisation. Everybody counts once in it.
What was counted of a person is kept, as spells. Facts that change mark their people as stale;
`folding` takes what was counted of them out of the numbers and puts in what holds now. Until then
the reader takes the difference of those few from the facts; when they are many, it counts the unit
itself from the facts. Either way the numbers are those of the derivation; docs/adr/0020 tells why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from lms.clock import Past
from lms.enrolments.asked import once
from lms.people.models import Team
from lms.people.queries import tree
from lms.readiness.counted import (
    by_number,
    crossing_rows,
    kept_rows,
    signed_row,
    stale_people,
    summed,
)
from lms.readiness.models import Tally, TallyBasis
from lms.readiness.names import named
from lms.readiness.spells import ORGANISATION, WHOLE, Basis, places, spells
from lms.readiness.units import members_in, teams_in

FEW = 2_000
"""So many stale people are taken from the facts beside the counters; more are not worth it."""

PAGE = 25
"""Units, or people, on one page."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A unit's numbers: people, and how many of them are what."""

    people: int = 0
    ready: int = 0
    expiring: int = 0
    past: int = 0


class Source(StrEnum):
    """What the numbers of a page are taken from, the cheapest that is right."""

    KEPT = "kept"
    MENDED = "mended"  # kept, with the difference of some people from the facts
    FACTS = "facts"


class Sort(StrEnum):
    """The order of units: by name, or by how many people there is something to do for."""

    NAME = "name"
    PEOPLE = "people"
    READY = "ready"
    EXPIRING = "expiring"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of the list of units."""

    course: str = WHOLE
    sort: Sort = Sort.NAME
    find: str = ""
    only_past: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A team with the one above it and the numbers of everybody in it and below."""

    team_id: int
    slug: str
    name: str
    above: str
    has_below: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of units; `matching` counts those on all pages."""

    lines: tuple[Line, ...]
    matching: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where the numbers can be taken from at this moment, and whose facts differ from them."""

    source: Source
    stale: tuple[int, ...] = ()


def are_kept(counted_by: str, counted_on: date, basis: Basis, today: date) -> bool:
    """Whether counters of that basis and day can say anything about today."""
    return counted_by == basis.digest and counted_on <= today


def source(db: Session, basis: Basis, today: date) -> Found:
    """Where the numbers can be taken from at this moment, in one statement.

    The stale people are named in what follows. Whoever is folded in between is taken out of the
    numbers and put in again as they are, so that nothing counts twice.
    """
    stale = stale_people(today).distinct().limit(FEW + 1).subquery()
    rows = db.execute(
        select(TallyBasis.counted_on, TallyBasis.decided_by, stale.c.person_id).outerjoin(
            stale, true()
        )
    ).all()
    if not rows or not are_kept(rows[0].decided_by, rows[0].counted_on, basis, today):
        return Found(Source.FACTS)
    people = tuple(row.person_id for row in rows if row.person_id is not None)
    if len(people) > FEW:
        return Found(Source.FACTS)
    is_kept = not people and rows[0].counted_on == today
    return Found(Source.KEPT if is_kept else Source.MENDED, people)


def lines(
    db: Session, *, unit: int, asked: Asked, basis: Basis, today: date, past: Past | None = None
) -> Lines:
    """A page of the teams below a unit, at any depth.

    With `past`, whose day is then `today`, the teams and numbers of that day, from the facts.
    """
    below = teams_in([unit], "listed", past)
    found = _numbers(
        _source(db, basis, today, past),
        basis,
        today,
        courses={WHOLE, asked.course},
        units=[unit],
        teams=select(below.c.id),
        past=past,
    ).subquery("numbers")
    sums = _sums(found, asked.course)
    counted = select(found.c.team_id, *sums.values()).group_by(found.c.team_id).subquery("counted")
    numbers = {name: func.coalesce(counted.c[name], 0) for name in sums}
    above, under = Team.__table__.alias("above"), tree(past)
    place = Team.__table__ if past is None else tree(past)
    statement = (
        select(
            Team.id,
            Team.slug,
            Team.name,
            func.coalesce(above.c.name, "").label("above"),
            exists().where(under.c.parent_id == Team.id).label("has_below"),
            *(value.label(name) for name, value in numbers.items()),
            func.count().over().label("matching"),
        )
        .join(below, below.c.id == Team.id)
        .outerjoin(counted, counted.c.team_id == Team.id)
    )
    if past is None:
        statement = statement.where(or_(Team.ended_on.is_(None), Team.ended_on > today))
    else:
        statement = statement.join(place, place.c.id == Team.id)
    statement = statement.outerjoin(above, above.c.id == place.c.parent_id).where(Team.id != unit)
    if asked.find:
        statement = statement.where(named(asked.find, Team.name))
    if asked.only_past:
        statement = statement.where(numbers["past"] > 0)
    rows = db.execute(
        statement.order_by(*_order(asked.sort, numbers), func.lower(Team.name), Team.id)
        .limit(PAGE)
        .offset((asked.page - 1) * PAGE)
    ).all()
    return Lines(
        lines=tuple(
            Line(row.id, row.slug, row.name, row.above, row.has_below, _counts(row)) for row in rows
        ),
        matching=rows[0].matching if rows else 0,
    )


def totals(
    db: Session,
    *,
    units: Sequence[int],
    course: str = WHOLE,
    basis: Basis,
    today: date,
    past: Past | None = None,
) -> dict[int, Counts]:
    """The numbers of some units, today or on a past day."""
    found = _numbers(
        _source(db, basis, today, past),
        basis,
        today,
        courses={WHOLE, course},
        units=units,
        teams=units,
        past=past,
    ).subquery("numbers")
    rows = db.execute(
        select(found.c.team_id, *_sums(found, course).values()).group_by(found.c.team_id)
    )
    return dict.fromkeys(units, Counts()) | {row.team_id: _counts(row) for row in rows}


def everything(db: Session, *, basis: Basis, today: date) -> dict[tuple[int, str], Counts]:
    """The numbers of every unit and course that a page would show at this moment."""
    found = _numbers(
        source(db, basis, today),
        basis,
        today,
        courses={WHOLE, *basis.courses},
        units=[ORGANISATION],
        teams=None,
    )
    rows = db.execute(summed(found))
    known = {(row.team_id, row.course): _counts(row) for row in rows}
    return {key: counts for key, counts in known.items() if counts != Counts()}


def _source(db: Session, basis: Basis, today: date, past: Past | None) -> Found:
    """Counters are of today: the numbers of a past day come from its facts."""
    return source(db, basis, today) if past is None else Found(Source.FACTS)


def _counts(row: Any) -> Counts:
    return Counts(row.people, row.ready, row.expiring, row.past)


def _order(sort: Sort, numbers: Mapping[str, ColumnElement[int]]) -> list[ColumnElement[Any]]:
    """Numbers first where most is to be done; never by share, never the best first."""
    if sort is Sort.NAME:
        return []
    if sort is Sort.READY:
        return [(numbers["people"] - numbers["ready"]).desc()]
    return [numbers[sort.value].desc()]


def _sums(found: Any, course: str) -> dict[str, ColumnElement[int]]:
    """People of the whole, the other numbers of the course."""
    wanted = {"people": WHOLE, "ready": course, "expiring": course, "past": course}
    return {
        name: cast(func.sum(case((found.c.course == of, found.c[name]), else_=0)), Integer).label(
            name
        )
        for name, of in wanted.items()
    }


def _numbers(
    found: Found,
    basis: Basis,
    today: date,
    *,
    courses: set[str],
    units: Sequence[int],
    teams: Any,
    past: Past | None = None,
) -> Any:
    """Signed rows whose sums are the numbers of the teams; `units` holds all of these."""
    if found.source is Source.FACTS:
        people = members_in(units, past)
        return _restricted(union_all(*_live(people, basis, today, courses, past)).subquery(), teams)
    kept = select(
        Tally.course, Tally.team_id, Tally.people, Tally.ready, Tally.expiring, Tally.past
    ).where(Tally.course.in_(courses))
    if teams is not None:
        kept = kept.where(Tally.team_id.in_(teams))
    if found.source is Source.KEPT:
        return kept
    # The day is read in the statement itself: a fold that ends meanwhile brings it forward.
    counted_on = select(TallyBasis.counted_on).scalar_subquery()
    moved = [*crossing_rows(counted_on, today, sorted(courses))]
    if found.stale:
        stale = by_number(found.stale)
        moved += kept_rows(stale, today, -1, sorted(courses))
        moved += _live(stale, basis, today, courses)
    # By their day they are few, by their team very many: SQLite would begin with the teams.
    return union_all(kept, _restricted(once(union_all(*moved), "moved"), teams))


def _restricted(each: FromClause, teams: Any) -> Select[Any]:
    found = select(each)
    return found if teams is None else found.where(each.c.team_id.in_(teams))


def _live(
    people: Select[Any],
    basis: Basis,
    today: date,
    courses: set[str],
    past: Past | None = None,
) -> Iterator[Select[Any]]:
    """What people add to the numbers of the day, from the facts."""
    place = places(people, today, "live", past).cte("live_place")
    spell = spells(people, basis, today, "live", past).cte("live_spell")
    yield signed_row(literal(WHOLE, String), place.c.team_id, 1, None, 1)
    yield (
        signed_row(spell.c.course, place.c.team_id, 0, spell.c.kind, 1)
        .join_from(spell, place, place.c.person_id == spell.c.person_id)
        .where(spell.c.course.in_(courses), spell.c.since <= today, spell.c.until > today)
    )
