"""What pages about assignments show: the list, one of them, and whom one would be for."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from lms.enrolments.asked import asked_rows, once, thought_of
from lms.enrolments.assignment_services import only
from lms.enrolments.audiences import Audience, Due, Wanted
from lms.enrolments.models import Assignment
from lms.paging import Paged, nearest, page_count
from lms.people.dated import holds
from lms.people.models import Membership, Person, Role, Team

PAGE = 25
MOST_PAGES = 1_000_000
"""No list is that long; a larger number of an address would be too large for the database."""


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


def assignments(
    db: Session, *, course: str = "", audience: str = "", ended: bool = False, page: int = 1
) -> Paged[AssignmentLineShown]:
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
    return Paged(tuple(_line(row) for row in rows), total, page, PAGE)


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
    return typing.cast("Select[Any]", shown)


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
    """Who enters and who leaves, in one statement, so that everybody is derived once."""
    found = once(_compared(wanted, path, day, instead_of), "compared")
    counts = _counts(found).cte("counts")
    rows = db.execute(
        union_all(
            _row("counts", counts.c.asked, counts.c.enter, counts.c.leave, counts.c.moved),
            _people(found, counts, page),
            _teams(found, counts, day),
        ).order_by("place")
    ).all()
    count = next(row for row in rows if row.kind == "counts")
    total = count.second + count.third + count.fourth
    return Preview(
        day=day,
        asked=count.first,
        enter=count.second,
        leave=count.third,
        moved=count.fourth,
        people=tuple(
            Affected(
                row.first,
                row.name,
                bool(row.third and not row.second),
                bool(row.second and not row.third),
                row.due_before,
                row.due_after,
            )
            for row in rows
            if row.kind == "person"
        ),
        teams=tuple(
            TeamCount(row.name, row.second, row.third) for row in rows if row.kind == "team"
        ),
        page=nearest(page, total, PAGE),
    )


def asked_on(db: Session, wanted: Wanted, *, path: Sequence[str], day: date) -> int:
    """How many people an assignment would be for on a day."""
    rows = asked_rows(
        select(Person.id), day=day, path=path, source=thought_of(wanted), name="asked"
    ).subquery()
    return db.scalar(select(func.count(rows.c.person_id.distinct()))) or 0


def _row(kind: str, *numbers: Any, **more: Any) -> Select[Any]:
    """One kind of rows, in the columns that all of them share; rows of a kind stand in order."""
    no_day: Any = cast(null(), Date)
    filled = [*numbers, *(literal(0, Integer) for _ in range(4 - len(numbers)))]
    names = ("first", "second", "third", "fourth")
    rows: Any = select(
        literal(kind, String).label("kind"),
        more.get("place", literal(0, Integer)).label("place"),
        more.get("name", literal("", String)).label("name"),
        *(number.label(name) for name, number in zip(names, filled, strict=True)),
        more.get("due_before", no_day).label("due_before"),
        more.get("due_after", no_day).label("due_after"),
    )
    return typing.cast("Select[Any]", rows)


def _counts(found: CTE) -> Select[Any]:
    """How many are asked, come in, go out and get another date."""
    enters, leaves, moved = _kinds(found)

    def so_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return cast(func.coalesce(func.sum(case((condition, 1), else_=0)), 0), Integer)

    rows: Any = select(
        so_many(found.c.is_after == 1).label("asked"),
        so_many(enters).label("enter"),
        so_many(leaves).label("leave"),
        so_many(moved).label("moved"),
    )
    return typing.cast("Select[Any]", rows)


def _total(counts: CTE) -> ColumnElement[int]:
    return select(counts.c.enter + counts.c.leave + counts.c.moved).scalar_subquery()


def _people(found: CTE, counts: CTE, page: int) -> Select[Any]:
    """One page of those whom the change concerns, the last one for a page beyond it."""
    enters, leaves, moved = _kinds(found)
    order = (func.lower(Person.first_name), func.lower(Person.last_name), Person.id)
    last = (_total(counts) - 1) // PAGE * PAGE  # whole numbers: the first place of the last page
    first = literal((min(max(page, 1), MOST_PAGES) - 1) * PAGE, Integer)
    listed = (
        select(
            Person.id,
            func.trim(Person.first_name + " " + Person.last_name).label("name"),
            found.c.is_before,
            found.c.is_after,
            found.c.due_before,
            found.c.due_after,
            func.row_number().over(order_by=order).label("place"),
        )
        .join(found, found.c.person_id == Person.id)
        .where(enters | leaves | moved)
        .subquery("listed")
    )
    begin = case((first > last, last), else_=first)
    return _row(
        "person",
        listed.c.id,
        listed.c.is_before,
        listed.c.is_after,
        name=listed.c.name,
        place=listed.c.place,
        due_before=listed.c.due_before,
        due_after=listed.c.due_after,
    ).where(listed.c.place > begin, listed.c.place <= begin + PAGE)


def _teams(found: CTE, counts: CTE, day: date) -> Select[Any]:
    """How many of each team come in and go out, when the list of people has several pages."""
    enters, leaves, _moved = _kinds(found)
    enter = func.sum(case((enters, 1), else_=0))
    leave = func.sum(case((leaves, 1), else_=0))
    rows = (
        select(
            Team.name,
            enter.label("enter"),
            leave.label("leave"),
            func.row_number().over(order_by=((enter + leave).desc(), Team.name)).label("place"),
        )
        .join(Membership, Membership.team_id == Team.id)
        .join(found, found.c.person_id == Membership.person_id)
        .where(
            enters | leaves,
            Membership.role == Role.MEMBER.value,
            holds(day),
            _total(counts) > PAGE,
        )
        .group_by(Team.id, Team.name)
        .subquery("of_teams")
    )
    no = literal(0, Integer)
    return _row(
        "team",
        no,
        cast(rows.c.enter, Integer),
        cast(rows.c.leave, Integer),
        name=rows.c.name,
        place=rows.c.place,
    ).where(rows.c.place <= PAGE)


def _compared(
    wanted: Wanted, path: Sequence[str], day: date, instead_of: int | None
) -> Select[Any]:
    """Each person who is asked before or after, with the earliest date of both."""
    everybody = select(Person.id)
    after = once(
        asked_rows(everybody, day=day, path=path, source=thought_of(wanted), name="after"),
        "after_rows",
    )
    no, yes = literal(0, Integer), literal(1, Integer)
    sides = [_side(after, is_before=no, is_after=yes)]
    if instead_of is not None:
        before = once(
            asked_rows(everybody, day=day, path=path, source=only(instead_of, None), name="before"),
            "before_rows",
        )
        sides.append(_side(before, is_before=yes, is_after=no))
    both = union_all(*sides).subquery()
    rows: Any = select(
        both.c.person_id,
        func.max(both.c.is_before).label("is_before"),
        func.max(both.c.is_after).label("is_after"),
        func.min(case((both.c.is_before == 1, both.c.due_on))).label("due_before"),
        func.min(case((both.c.is_after == 1, both.c.due_on))).label("due_after"),
    ).group_by(both.c.person_id)
    return typing.cast("Select[Any]", rows)


def _side(rows: CTE, *, is_before: ColumnElement[int], is_after: ColumnElement[int]) -> Select[Any]:
    return select(
        rows.c.person_id,
        rows.c.due_on,
        is_before.label("is_before"),
        is_after.label("is_after"),
    )


def _kinds(
    found: CTE,
) -> tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]:
    was, becomes = found.c.is_before == 1, found.c.is_after == 1
    differs = found.c.due_before.is_distinct_from(found.c.due_after)
    return becomes & ~was, was & ~becomes, was & becomes & differs
