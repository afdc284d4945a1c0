"""What is asked of whom by when: the one derivation, for one person, a team or everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from lms.clock import Past
from lms.enrolments.models import Assignment
from lms.people.models import Membership, Role
from lms.people.queries import tree


def is_asked(past: Past | None = None) -> ColumnElement[bool]:
    """Whether an assignment is open: today, or when a past day ended."""
    if past is None:
        return Assignment.ended_at.is_(None)
    return and_(
        Assignment.created_at < past.end,
        or_(Assignment.ended_at.is_(None), Assignment.ended_at >= past.end),
    )


def asked_rows(
    people: Select[Any],
    *,
    day: date,
    path: Sequence[str],
    courses: Sequence[str] | None = None,
    past: Past | None = None,
    name: str = "asked",
) -> Select[Any]:
    """A row for each person, course and assignment: person_id, course, due_on, assignment_id.

    `people` selects their numbers, `path` holds the courses of the path, for assignments that ask
    for it whole. `due_on` is the day by which, NULL when the course is asked without one. Several
    assignments may ask for the same course: the earliest day counts. `name` keeps the parts of two
    derivations apart in one statement. With `past`, whose day is then `day`, it is what was asked
    when that day ended.
    """
    own, above = tree(past), tree(past)
    mine = (
        select(
            Membership.person_id.label("person_id"),
            own.c.id.label("team_id"),
            own.c.parent_id.label("parent_id"),
        )
        .join(own, own.c.id == Membership.team_id)
        .where(
            Membership.person_id.in_(people),
            Membership.role == Role.MEMBER.value,
            Membership.since <= day,
            or_(Membership.until.is_(None), Membership.until > day),
        )
        .cte(f"{name}_teams", recursive=True)
    )
    mine = mine.union(
        select(mine.c.person_id, above.c.id, above.c.parent_id).join(
            mine, above.c.id == mine.c.parent_id
        )
    )
    rows = (
        select(
            mine.c.person_id,
            Assignment.course.label("course"),
            Assignment.due_on.label("due_on"),
            Assignment.id.label("assignment_id"),
        )
        .join(mine, mine.c.team_id == Assignment.team_id)
        .where(is_asked(past))
    )
    return rows if courses is None else rows.where(Assignment.course.in_(courses))
