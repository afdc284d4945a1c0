"""The people behind a number of a unit, with their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, select, union_all
from sqlalchemy.orm import Session

from lms.clock import Past
from lms.enrolments.asked import asked_rows
from lms.people.dated import holds
from lms.people.models import Membership, Person, Role, Team
from lms.readiness.counted import by_number
from lms.readiness.facts import that_counted, with_an_end
from lms.readiness.models import CountedPlace, CountedSpell
from lms.readiness.names import named
from lms.readiness.spells import WHOLE, Basis, Kind, facts, places, spells
from lms.readiness.tallies import PAGE, Found, Source, source
from lms.readiness.units import members_in, teams_in
from lms.standing import Proof


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of the list of a unit's people."""

    kind: Kind | None = None
    course: str = WHOLE
    find: str = ""
    page: int = 1
    ends: date | None = None
    """The first day of the month in which a certificate of the path ends."""
    counted: date | None = None
    """A day on which a certificate of the course counted; never without a course."""


@dataclass(frozen=True, slots=True)
class TeamOf:
    """A team as a line of a person names it."""

    team_id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A course of a person with its dates."""

    course: str
    proof: Proof | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with the own teams and the dates of the courses that concern their managers."""

    person_id: int
    name: str
    job_title: str
    teams: tuple[TeamOf, ...]
    courses: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A page of people; `matching` counts those on all pages."""

    people: tuple[PersonLine, ...]
    matching: int


def people(
    db: Session, *, unit: int, wanted: Wanted, basis: Basis, today: date, past: Past | None = None
) -> People:
    """The people behind a number, by name; three statements after the source, at any size.

    With `past`, whose day is then `today`, those of that day, from the facts.
    """
    if past is None:
        counted_as = _behind(source(db, basis, today), unit, wanted, basis, today)
    else:
        counted_as = _behind_by_facts(members_in([unit], past), unit, wanted, basis, today, past)
    found = counted_as.cte("behind")
    statement = select(Person.id, Person.first_name, Person.last_name, Person.job_title).where(
        Person.id.in_(select(found.c.person_id))
    )
    if wanted.ends is not None or wanted.counted is not None:
        people = select(found.c.person_id)
        statement = statement.where(*_in_the_curves(people, wanted, basis, today, past))
    if wanted.find:
        statement = statement.where(named(wanted.find, Person.first_name, Person.last_name))
    if wanted.find or wanted.ends is not None or wanted.counted is not None:
        counted = select(func.count()).select_from(statement.subquery())
    else:
        counted = select(func.count()).select_from(found)
    rows = db.execute(
        statement.add_columns(counted.scalar_subquery().label("matching"))
        .order_by(func.lower(Person.first_name), func.lower(Person.last_name), Person.id)
        .limit(PAGE)
        .offset((wanted.page - 1) * PAGE)
    ).all()
    if not rows:
        return People((), 0)
    teams = _teams_of(db, unit, rows, today, past)
    dated = _dated(db, rows, basis, today, past)
    return People(
        people=tuple(
            PersonLine(
                person_id=row.id,
                name=f"{row.first_name} {row.last_name}".strip(),
                job_title=row.job_title,
                teams=tuple(teams.get(row.id, ())),
                courses=tuple(dated.get(row.id, ())),
            )
            for row in rows
        ),
        matching=rows[0].matching,
    )


def _in_the_curves(
    people: Select[Any], wanted: Wanted, basis: Basis, today: date, past: Past | None
) -> Iterator[ColumnElement[bool]]:
    """Whom the curves of a unit count: in a month that is to come, at the end of a week."""
    further: list[FromClause] = []
    if wanted.course and wanted.course not in basis.path:
        asked = asked_rows(
            people,
            day=today,
            past=past,
            path=basis.path,
            courses=(wanted.course,),
            name="drawn_further",
            dated=False,
        )
        further.append(asked.subquery())
    if wanted.ends is not None:
        yield Person.id.in_(
            with_an_end(
                people,
                first=wanted.ends,
                courses=(wanted.course,) if wanted.course else basis.path,
                path=basis.path,
                today=today,
                past=past,
                further=further,
            )
        )
    if wanted.counted is not None:
        yield Person.id.in_(
            that_counted(
                people,
                day=wanted.counted,
                course=wanted.course,
                path=basis.path,
                past=past,
                further=further,
            )
        )


def _behind(found: Found, unit: int, wanted: Wanted, basis: Basis, today: date) -> Any:
    """The people of a unit who are counted as what is wanted."""
    place, spell = CountedPlace, CountedSpell
    if found.source is Source.FACTS:
        return _behind_by_facts(members_in([unit]), unit, wanted, basis, today)
    kept = select(place.person_id).where(place.team_id == unit)
    if wanted.kind is not None:
        kept = kept.join(spell, spell.person_id == place.person_id).where(
            spell.course == wanted.course,
            spell.kind == wanted.kind.value,
            spell.since <= today,
            spell.until > today,
        )
    if not found.stale:
        return kept
    stale = by_number(found.stale)
    return union_all(
        kept.where(place.person_id.not_in(stale)),
        _behind_by_facts(stale, unit, wanted, basis, today),
    )


def _behind_by_facts(
    people: Select[Any],
    unit: int,
    wanted: Wanted,
    basis: Basis,
    today: date,
    past: Past | None = None,
) -> Select[Any]:
    place = places(people, today, "live", past).subquery("live_place")
    here = select(place.c.person_id).where(place.c.team_id == unit)
    if wanted.kind is None:
        return here
    spell = spells(people, basis, today, "live", past).subquery("live_spell")
    return here.where(
        place.c.person_id.in_(
            select(spell.c.person_id).where(
                spell.c.course == wanted.course,
                spell.c.kind == wanted.kind.value,
                spell.c.since <= today,
                spell.c.until > today,
            )
        )
    )


def _teams_of(
    db: Session, unit: int, people: Sequence[Any], today: date, past: Past | None
) -> dict[int, list[TeamOf]]:
    """The own teams of people, as far as they are inside the unit."""
    inside = teams_in([unit], "inside", past)
    rows = db.execute(
        select(Membership.person_id, Team.id, Team.slug, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id.in_([row.id for row in people]),
            Membership.role == Role.MEMBER.value,
            holds(today),
            Team.id.in_(select(inside.c.id)),
        )
        .order_by(func.lower(Team.name), Team.id)
    )
    found: dict[int, list[TeamOf]] = {}
    for row in rows:
        team = TeamOf(row.id, row.slug, row.name)
        if team not in found.setdefault(row.person_id, []):
            found[row.person_id].append(team)
    return found


def _dated(
    db: Session, people: Sequence[Any], basis: Basis, today: date, past: Past | None
) -> dict[int, list[Dated]]:
    ids = select(Person.id).where(Person.id.in_([row.id for row in people]))
    known = facts(ids, basis, today, "shown", past)
    found: dict[int, list[Dated]] = {}
    for row in db.execute(select(known)):
        proof = None
        if row.issued_on is not None:
            proof = Proof(row.issued_on, row.expires_on, row.renew_from, row.counts_until)
        found.setdefault(row.person_id, []).append(Dated(row.course, proof, row.due_on))
    return found
