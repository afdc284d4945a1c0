"""What is asked of whom by when: the one derivation, for one person, a team or everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from lms.enrolments.models import Assignment
from lms.people.models import Membership, Role, Team


def asked_rows(
    people: Select[Any],
    *,
    day: date,
    path: Sequence[str],
    courses: Sequence[str] | None = None,
    name: str = "asked",
) -> Select[Any]:
    """A row for each person, course and assignment: person_id, course, due_on, assignment_id.

    `people` selects their numbers, `path` holds the courses of the path, for assignments that ask
    for it whole. `due_on` is the day by which, NULL when the course is asked without one. Several
    assignments may ask for the same course: the earliest day counts. `name` keeps the parts of two
    derivations apart in one statement.
    """
    mine = (
        select(
            Membership.person_id.label("person_id"),
            Team.id.label("team_id"),
            Team.parent_id.label("parent_id"),
        )
        .join(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id.in_(people),
            Membership.role == Role.MEMBER.value,
            Membership.since <= day,
            or_(Membership.until.is_(None), Membership.until > day),
        )
        .cte(f"{name}_teams", recursive=True)
    )
    above = aliased(Team)
    mine = mine.union(
        select(mine.c.person_id, above.id, above.parent_id).join(mine, above.id == mine.c.parent_id)
    )
    rows = (
        select(
            mine.c.person_id,
            Assignment.course.label("course"),
            Assignment.due_on.label("due_on"),
            Assignment.id.label("assignment_id"),
        )
        .join(mine, mine.c.team_id == Assignment.team_id)
        .where(Assignment.ended_at.is_(None))
    )
    return rows if courses is None else rows.where(Assignment.course.in_(courses))
