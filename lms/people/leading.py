"""Who leads a person's teams and the teams above them, today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Subquery, func, literal, select
from sqlalchemy.orm import Session

from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team
from lms.people.queries import tree

DEEPEST = 40
"""Trees are never so deep; a fault in one could not make a statement endless."""


def leading_over(person_id: int, today: date) -> Subquery:
    """A row for each of a person's teams, each team at or above it, and each who leads that one.

    Columns: own_team_id, depth (0 is the own team), team_id, slug, team, is_deputy, person_id,
    first_name, last_name; the last four are NULL where nobody leads. The person is left out: who
    leads the own team is not above herself.
    """
    own, over = tree(), tree()
    chain = (
        select(
            own.c.id.label("own_team_id"),
            own.c.id.label("id"),
            own.c.parent_id,
            literal(0).label("depth"),
        )
        .join(Membership, Membership.team_id == own.c.id)
        .where(
            Membership.person_id == person_id,
            Membership.role == Role.MEMBER.value,
            holds(today),
        )
        .cte("chain", recursive=True)
    )
    chain = chain.union(
        select(chain.c.own_team_id, over.c.id, over.c.parent_id, chain.c.depth + 1)
        .join(chain, over.c.id == chain.c.parent_id)
        .where(chain.c.depth < DEEPEST)
    )
    leading = (
        select(
            Membership.team_id,
            Membership.is_deputy,
            Person.id.label("person_id"),
            Person.first_name,
            Person.last_name,
        )
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.team_id.in_(select(chain.c.id)),
            Membership.role == Role.MANAGER.value,
            Membership.person_id != person_id,
            holds(today),
            works_here(today),
        )
        .subquery()
    )
    return (
        select(
            chain.c.own_team_id,
            chain.c.depth,
            Team.id.label("team_id"),
            Team.slug,
            Team.name.label("team"),
            leading.c.is_deputy,
            leading.c.person_id,
            leading.c.first_name,
            leading.c.last_name,
        )
        .join(Team, Team.id == chain.c.id)
        .outerjoin(leading, leading.c.team_id == chain.c.id)
        .subquery()
    )


def nearest(db: Session, *, person_id: int, today: date) -> list[tuple[str, int]]:
    """Who leads a person: of each own team those of the nearest team at or above it that anybody
    else leads, as pairs of that person's own team (its slug) and who leads.
    """
    found = leading_over(person_id, today)
    rows = db.execute(
        select(found.c.own_team_id, found.c.depth, found.c.slug, found.c.person_id)
    ).all()
    slugs = {row.own_team_id: row.slug for row in rows if row.depth == 0}
    depths: dict[int, int] = {}
    for row in rows:
        if row.person_id is not None:
            depth = depths.get(row.own_team_id, row.depth)
            depths[row.own_team_id] = min(depth, row.depth)
    return sorted(
        {
            (slugs[row.own_team_id], row.person_id)
            for row in rows
            if row.person_id is not None and row.depth == depths[row.own_team_id]
        }
    )


def teams_led(
    db: Session, *, people: Collection[int], leader_id: int, today: date
) -> dict[int, tuple[str, ...]]:
    """Of each of these people the teams that somebody leads, themselves or from above.

    The nearest come first; whoever they lead in nothing is left out. One statement for all.
    """
    own, over = tree(), tree()
    chain = (
        select(
            Membership.person_id,
            own.c.id.label("own_team_id"),
            own.c.id.label("id"),
            own.c.parent_id,
            literal(0).label("depth"),
        )
        .join(Membership, Membership.team_id == own.c.id)
        .where(
            Membership.person_id.in_(people),
            Membership.person_id != leader_id,
            Membership.role == Role.MEMBER.value,
            holds(today),
        )
        .cte("chain", recursive=True)
    )
    chain = chain.union(
        select(
            chain.c.person_id,
            chain.c.own_team_id,
            over.c.id,
            over.c.parent_id,
            chain.c.depth + 1,
        )
        .join(chain, over.c.id == chain.c.parent_id)
        .where(chain.c.depth < DEEPEST)
    )
    leading = (
        select(Membership.team_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.person_id == leader_id,
            Membership.role == Role.MANAGER.value,
            holds(today),
            works_here(today),
        )
    )
    depth = func.min(chain.c.depth)
    rows = db.execute(
        select(chain.c.person_id, Team.slug)
        .join(Team, Team.id == chain.c.own_team_id)
        .where(chain.c.id.in_(leading))
        .group_by(chain.c.person_id, chain.c.own_team_id, Team.slug)
        .order_by(depth, Team.slug)
    )
    led: dict[int, tuple[str, ...]] = {}
    for row in rows:
        led[row.person_id] = (*led.get(row.person_id, ()), row.slug)
    return led
