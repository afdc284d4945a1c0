"""Units: a team with everybody below it, the way to it from the top, and the courses it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Integer, Select, literal, or_, select
from sqlalchemy.orm import Session

from lms.authz import OfTeams
from lms.enrolments.models import Assignment
from lms.people.models import Membership, Role, Team
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


def unit_named(db: Session, *, slug: str) -> Unit | None:
    """The unit of an address, in one statement."""
    team = (
        select(Team.id, Team.parent_id, literal(0, Integer).label("height"))
        .where(Team.slug == slug)
        .cte("way", recursive=True)
    )
    over = Team.__table__.alias("over")
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


def courses(db: Session, *, unit: int, way: Sequence[Step], basis: Basis) -> tuple[str, ...]:
    """The courses a unit has numbers for: those of the path, then what is asked in or above it."""
    inside = teams_in([unit], "asking")
    asked = db.scalars(
        select(Assignment.course)
        .where(
            Assignment.ended_at.is_(None),
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


def teams_in(units: Sequence[int], name: str) -> CTE:
    """The units with all teams below them; for the organisation all teams there are."""
    if ORGANISATION in units:
        return select(Team.id.label("id")).cte(name)
    top = select(Team.id.label("id")).where(Team.id.in_(units)).cte(name, recursive=True)
    under = Team.__table__.alias(f"{name}_under")
    return top.union(select(under.c.id).join(top, under.c.parent_id == top.c.id))


def members_in(units: Sequence[int]) -> Select[Any]:
    """Whoever is or was a member anywhere in the units."""
    inside = teams_in(units, "counted_units")
    return select(Membership.person_id).where(
        Membership.team_id.in_(select(inside.c.id)), Membership.role == Role.MEMBER.value
    )
