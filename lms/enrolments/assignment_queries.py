"""What pages about assignments show: the list, one of them, and whom one would be for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from lms.enrolments.asked import asked_rows, thought_of
from lms.enrolments.assignment_services import only
from lms.enrolments.audiences import Audience, Due, Wanted
from lms.enrolments.models import Assignment
from lms.paging import nearest, page_count
from lms.people.dated import holds
from lms.people.models import Membership, Person, Role, Team

PAGE = 25


@dataclass(frozen=True, slots=True)
class AssignmentLineShown:
    """An assignment as the list shows it."""

    assignment_id: int
    audience: Audience
    team: str
    holder: str | None
    course: str
    due: Due
    due_on: date | None
    due_days: int | None
    why: str
    since: datetime
    ended_at: datetime | None
    asked_by: str


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """One page of the list."""

    lines: tuple[AssignmentLineShown, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return page_count(self.total, PAGE)


def assignments(
    db: Session, *, course: str = "", audience: str = "", ended: bool = False, page: int = 1
) -> AssignmentPage:
    """The assignments of today or those that ended, newest first, in two statements."""
    wanted = select(Assignment.id).where(
        Assignment.ended_at.is_not(None) if ended else Assignment.ended_at.is_(None)
    )
    if course:
        wanted = wanted.where(Assignment.course == course)
    if audience:
        wanted = wanted.where(Assignment.audience == audience)
    total = db.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = nearest(page, total, PAGE)
    numbers = wanted.order_by(Assignment.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    rows = db.execute(_shown().where(Assignment.id.in_(numbers)).order_by(Assignment.id.desc()))
    return AssignmentPage(tuple(_line(row) for row in rows), total, page)


def assignment(db: Session, *, assignment_id: int) -> AssignmentLineShown | None:
    """One assignment."""
    row = db.execute(_shown().where(Assignment.id == assignment_id)).one_or_none()
    return None if row is None else _line(row)


def _shown() -> Select[Any]:
    shown: Any = (
        select(Assignment, Team.name.label("team"), Person.first_name, Person.last_name)
        .outerjoin(Team, Team.id == Assignment.team_id)
        .outerjoin(Person, Person.id == Assignment.created_by)
    )
    return cast("Select[Any]", shown)


def _line(row: Any) -> AssignmentLineShown:
    found = row.Assignment
    return AssignmentLineShown(
        assignment_id=found.id,
        audience=Audience(found.audience),
        team=row.team or "",
        holder=found.audience_key if found.audience == Audience.ROLE else None,
        course=found.course,
        due=Due(found.due),
        due_on=found.due_on,
        due_days=found.due_days,
        why=found.why,
        since=found.created_at,
        ended_at=found.ended_at,
        asked_by=f"{row.first_name} {row.last_name}".strip() if row.last_name else "",
    )


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody whom a change concerns, with the earliest date before and after."""

    person_id: int
    name: str
    enters: bool
    leaves: bool
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class TeamCount:
    """How many of a team enter and leave."""

    team: str
    enter: int
    leave: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom an assignment would be for on a day, and how that differs from what is asked now."""

    day: date
    asked: int
    enter: int
    leave: int
    moved: int  # stay, with another date
    people: tuple[Affected, ...]
    teams: tuple[TeamCount, ...]
    page: int

    @property
    def changed(self) -> int:
        """How many are listed."""
        return self.enter + self.leave + self.moved

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return page_count(self.changed, PAGE)


def preview(
    db: Session,
    wanted: Wanted,
    *,
    path: Sequence[str],
    day: date,
    instead_of: int | None = None,
    page: int = 1,
) -> Preview:
    """Who enters and who leaves, in three statements whatever the organisation's size."""
    found = _compared(wanted, path, day, instead_of)
    enters, leaves, moved = _kinds(found)
    counts = db.execute(
        select(
            func.coalesce(func.sum(found.c.is_after), 0).label("asked"),
            func.coalesce(func.sum(case((enters, 1), else_=0)), 0).label("enter"),
            func.coalesce(func.sum(case((leaves, 1), else_=0)), 0).label("leave"),
            func.coalesce(func.sum(case((moved, 1), else_=0)), 0).label("moved"),
        )
    ).one()
    total = counts.enter + counts.leave + counts.moved
    page = nearest(page, total, PAGE)
    people = db.execute(
        select(Person.id, Person.first_name, Person.last_name, found)
        .join(found, found.c.person_id == Person.id)
        .where(enters | leaves | moved)
        .order_by(func.lower(Person.first_name), func.lower(Person.last_name), Person.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    listed = tuple(
        Affected(
            row.id,
            f"{row.first_name} {row.last_name}".strip(),
            bool(row.is_after and not row.is_before),
            bool(row.is_before and not row.is_after),
            row.due_before,
            row.due_after,
        )
        for row in people
    )
    return Preview(
        day=day,
        asked=counts.asked,
        enter=counts.enter,
        leave=counts.leave,
        moved=counts.moved,
        people=listed,
        teams=_by_team(db, found, day) if total > PAGE else (),
        page=page,
    )


def _compared(wanted: Wanted, path: Sequence[str], day: date, instead_of: int | None) -> Subquery:
    """Each person who is asked before or after, with the earliest date of both."""
    everybody = select(Person.id)
    after = asked_rows(
        everybody, day=day, path=path, source=thought_of(wanted), name="after"
    ).subquery()
    no, yes = literal(0, Integer), literal(1, Integer)
    sides = [_side(after, is_before=no, is_after=yes)]
    if instead_of is not None:
        before = asked_rows(
            everybody, day=day, path=path, source=only(instead_of, None), name="before"
        ).subquery()
        sides.append(_side(before, is_before=yes, is_after=no))
    both = union_all(*sides).subquery()
    return (
        select(
            both.c.person_id,
            func.max(both.c.is_before).label("is_before"),
            func.max(both.c.is_after).label("is_after"),
            func.min(case((both.c.is_before == 1, both.c.due_on))).label("due_before"),
            func.min(case((both.c.is_after == 1, both.c.due_on))).label("due_after"),
        )
        .group_by(both.c.person_id)
        .subquery("compared")
    )


def _side(
    rows: Subquery, *, is_before: ColumnElement[int], is_after: ColumnElement[int]
) -> Select[Any]:
    return select(
        rows.c.person_id,
        rows.c.due_on,
        is_before.label("is_before"),
        is_after.label("is_after"),
    )


def _kinds(
    found: Subquery,
) -> tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]:
    was, becomes = found.c.is_before == 1, found.c.is_after == 1
    differs = found.c.due_before.is_distinct_from(found.c.due_after)
    return becomes & ~was, was & ~becomes, was & becomes & differs


def _by_team(db: Session, found: Subquery, day: date) -> tuple[TeamCount, ...]:
    enters, leaves, _moved = _kinds(found)
    enter = func.sum(case((enters, 1), else_=0))
    leave = func.sum(case((leaves, 1), else_=0))
    rows = db.execute(
        select(Team.name, enter.label("enter"), leave.label("leave"))
        .join(Membership, Membership.team_id == Team.id)
        .join(found, found.c.person_id == Membership.person_id)
        .where(
            enters | leaves,
            Membership.role == Role.MEMBER.value,
            holds(day),
        )
        .group_by(Team.id, Team.name)
        .order_by((enter + leave).desc(), Team.name)
        .limit(PAGE)
    )
    return tuple(TeamCount(row.name, row.enter, row.leave) for row in rows)
