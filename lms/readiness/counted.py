"""What was counted of people and is kept, as signed rows whose sums are the numbers of units.

Facts that change mark their people as stale, by triggers in the migrations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    select,
    union,
)

from lms.people.models import Person
from lms.readiness.models import CountedAhead, CountedPlace, CountedSpell, StalePerson
from lms.readiness.spells import WHOLE, Kind


def stale_people(today: date) -> Select[Any]:
    """The people whose kept numbers may not hold."""
    found = union(
        select(StalePerson.person_id).where(StalePerson.person_id.is_not(None)),
        select(CountedPlace.person_id).where(CountedPlace.team_id.in_(_marked_teams())),
        select(CountedAhead.person_id).where(CountedAhead.changes_on <= today),
    ).subquery()
    return select(found.c.person_id)


def _marked_teams() -> Select[Any]:
    return select(StalePerson.team_id).where(StalePerson.team_id.is_not(None))


def by_number(people: Sequence[int]) -> Select[Any]:
    """People by number, written out: so the database knows how many they are when it plans."""
    listed = select(Person.id.label("person_id")).where(Person.id.in_(people)).cte("stale")
    return select(listed.c.person_id)


def kept_rows(
    people: Select[Any], day: date, sign: int, courses: Sequence[str] | None = None
) -> Iterator[Select[Any]]:
    """What is in the numbers of a day because of people, row by row."""
    place, spell = CountedPlace, CountedSpell
    yield signed_row(literal(WHOLE, String), place.team_id, sign, None, sign).where(
        place.person_id.in_(people)
    )
    found = signed_row(spell.course, place.team_id, 0, spell.kind, sign).join_from(
        spell, place, place.person_id == spell.person_id
    )
    if courses is not None:
        found = found.where(spell.course.in_(courses))
    yield found.where(spell.person_id.in_(people), spell.since <= day, spell.until > day)


def crossing_rows(
    counted_on: Any, today: date, courses: Sequence[str] | None = None
) -> Iterator[Select[Any]]:
    """What begins and ends after the day that was counted, until today."""
    place, spell = CountedPlace, CountedSpell
    for day, sign in ((spell.since, 1), (spell.until, -1)):
        rows = signed_row(spell.course, place.team_id, 0, spell.kind, sign).join_from(
            spell, place, place.person_id == spell.person_id
        )
        if courses is not None:
            rows = rows.where(spell.course.in_(courses))
        yield rows.where(day > counted_on, day <= today)


def signed_row(course: Any, team_id: Any, people: int, kind: Any, sign: int) -> Select[Any]:
    """A signed row of numbers; `kind` None counts the people."""

    def one(wanted: Kind) -> ColumnElement[int]:
        if kind is None:
            return literal(0, Integer)
        return case((kind == wanted.value, sign), else_=0)

    return select(
        course.label("course"),
        team_id.label("team_id"),
        literal(people, Integer).label("people"),
        *(one(wanted).label(wanted.value) for wanted in Kind),
    )


def summed(rows: Any) -> Select[Any]:
    """Signed rows as one row of numbers for each unit and course."""
    each = rows.subquery()
    return select(
        each.c.course,
        each.c.team_id,
        *(
            cast(func.sum(each.c[name]), Integer).label(name)
            for name in ("people", "ready", "expiring", "past")
        ),
    ).group_by(each.c.course, each.c.team_id)
