"""Units: a team with everybody below it, the way to it from the top, and the courses it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, Integer, Select, func, literal, or_, select
from sqlalchemy.orm import Session

from lms.authz import OfTeams
from lms.clock import Past
from lms.enrolments.asked import is_asked
from lms.enrolments.models import Assignment
from lms.paging import Paged, nearest
from lms.people.models import Membership, Person, Role, Team
from lms.people.queries import tree
from lms.readiness.facts import is_member
from lms.readiness.spells import ORGANISATION, Basis


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the way from the top to another."""

    team_id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A team with everybody below it; `way` leads to it from the top and ends with it."""

    team_id: int
    slug: str
    name: str
    way: tuple[Step, ...]

    @property
    def resource(self) -> OfTeams:
        """What the policy judges."""
        return OfTeams(frozenset({self.team_id}))


def unit_named(db: Session, *, slug: str, past: Past | None = None) -> Unit | None:
    """The unit of an address with the way to it, today's or that of a past day, in one statement.

    A team that was not there on the day has nothing above it.
    """
    stood, over = tree(past), tree(past)
    team = (
        select(Team.id, stood.c.parent_id, literal(0, Integer).label("height"))
        .outerjoin(stood, stood.c.id == Team.id)
        .where(Team.slug == slug)
        .cte("way", recursive=True)
    )
    way = team.union(
        select(over.c.id, over.c.parent_id, team.c.height + 1).join(
            team, over.c.id == team.c.parent_id
        )
    )
    rows = db.execute(
        select(Team.id, Team.slug, Team.name)
        .join(way, way.c.id == Team.id)
        .order_by(way.c.height.desc())
    )
    steps = tuple(Step(row.id, row.slug, row.name) for row in rows)
    if not steps:
        return None
    own = steps[-1]
    return Unit(own.team_id, own.slug, own.name, steps)


def courses(
    db: Session, *, unit: int, way: Sequence[Step], basis: Basis, past: Past | None = None
) -> tuple[str, ...]:
    """The courses a unit has numbers for: those of the path, then what is asked in or above it."""
    inside = teams_in([unit], "asking", past)
    asked = db.scalars(
        select(Assignment.course)
        .where(
            is_asked(past),
            or_(
                Assignment.team_id.is_(None),
                Assignment.team_id.in_([step.team_id for step in way]),
                Assignment.team_id.in_(select(inside.c.id)),
            ),
        )
        .distinct()
    )
    wanted = set(asked).difference(basis.path)
    return (*basis.path, *(course for course in basis.courses if course in wanted))


def teams_in(units: Sequence[int], name: str, past: Past | None = None) -> CTE:
    """The units with all teams below them; for the organisation all teams there are."""
    own, under = tree(past), tree(past)
    if ORGANISATION in units:
        return select(own.c.id.label("id")).cte(name)
    top = select(own.c.id.label("id")).where(own.c.id.in_(units)).cte(name, recursive=True)
    return top.union(select(under.c.id).join(top, under.c.parent_id == top.c.id))


def members_in(units: Sequence[int], past: Past | None = None) -> Select[Any]:
    """Whoever is or was a member anywhere in the units."""
    inside = teams_in(units, "counted_units", past)
    return select(Membership.person_id).where(
        Membership.team_id.in_(select(inside.c.id)), Membership.role == Role.MEMBER.value
    )


def people_in(unit: int, day: date, past: Past | None = None) -> Select[Any]:
    """Everybody who counts in a unit on a day, once."""
    inside = teams_in([unit], "unit_teams", past)
    return (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(select(inside.c.id)), is_member(day, past))
        .distinct()
    )


def size(db: Session, *, unit: int, day: date, past: Past | None = None) -> int:
    """How many people count in a unit on a day, from memberships alone."""
    return db.scalar(select(func.count()).select_from(people_in(unit, day, past).subquery())) or 0


def right_below(
    db: Session, *, unit: int, page: int, of: int, past: Past | None = None
) -> Paged[Step]:
    """The teams right below a unit by name, without numbers; of the organisation those on top.

    A page that is not there any more is the last one.
    """
    place = tree(past)
    is_there = place.c.parent_id.is_(None) if unit == ORGANISATION else place.c.parent_id == unit
    found = select(Team.id, Team.slug, Team.name).join(place, place.c.id == Team.id).where(is_there)
    total = db.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = nearest(page, total, of)
    rows = db.execute(
        found.order_by(func.lower(Team.name), Team.id).limit(of).offset((page - 1) * of)
    )
    teams = tuple(Step(row.id, row.slug, row.name) for row in rows)
    return Paged(teams, total, page, of)
