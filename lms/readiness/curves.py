"""The curves of a team: how many counted at the end of each week, how many end in each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Result,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.queries import all_as_of
from lms.clock import Past
from lms.readiness import rules
from lms.readiness.facts import asked_further
from lms.readiness.rules import Columns

FOR_EVER = date.max

NO_COURSE = ""
"""In place of a course in the row about people."""


@dataclass(frozen=True, slots=True)
class Curves:
    """By course, so many certificates at the end of each of the last weeks and so many that end in
    each coming month; `together` counts the people who hold one that ends, once in each month.
    """

    lines: Mapping[str, tuple[int, ...]]
    months: Mapping[str, tuple[int, ...]]
    together: tuple[int, ...]


def curves(
    db: Session,
    *,
    people: Select[Any],
    columns: Columns,
    today: date,
    past: Past | None = None,
) -> Curves:
    """Of some people, by course: certificates that counted at the end of each of the last weeks,
    and certificates that end in each of the coming months; and how many people have one that ends
    then. One row a course, and one for the people.
    """
    weeks, months = rules.week_ends(today), rules.month_starts(today)
    held = _held(people, columns, today, past)
    spans = _spans(held)
    counted = [and_(spans.c.first <= day, spans.c.until > day) for day in weeks]
    # A certificate ends in the month of its last day; what is kept is the day after that.
    ending = [
        and_(spans.c.ends_on > first, spans.c.ends_on <= following)
        for first, following in pairwise(months)
    ]
    sums = [
        cast(func.sum(case((condition, spans.c.certificates), else_=0)), Integer)
        for condition in counted + ending
    ]
    people_ending = _people_ending(held, months)
    no_weeks = [literal(0, Integer)] * len(weeks)
    together = [
        cast(
            func.coalesce(func.sum(case((people_ending.c.month == month, 1), else_=0)), 0), Integer
        )
        for month in range(rules.MONTHS)
    ]
    rows: Result[Any] = db.execute(
        union_all(
            select(spans.c.course, *sums).group_by(spans.c.course),
            select(literal(NO_COURSE, String), *no_weeks, *together),
        )
    )
    found: dict[str, tuple[int, ...]] = {row[0]: tuple(row[1:]) for row in rows}
    by_course = {course: found.get(course, (0,) * len(sums)) for course in columns.courses}
    return Curves(
        lines={course: row[: len(weeks)] for course, row in by_course.items()},
        months={course: row[len(weeks) :] for course, row in by_course.items()},
        together=found[NO_COURSE][len(weeks) :],
    )


def _people_ending(held: CTE, months: Sequence[date]) -> Subquery:
    """Each person once for each month in which a certificate of theirs ends."""
    which = case(*((held.c.ends_on <= last, index) for index, last in enumerate(months[1:])))
    return (
        select(held.c.person_id, which.label("month"))
        .where(held.c.ends_on > months[0], held.c.ends_on <= months[-1])
        .distinct()
        .subquery("people_ending")
    )


def _spans(held: CTE) -> Subquery:
    """How many certificates of a course count from one day to another and end on a third.

    Many have the same days, so weeks and months look at few rows.
    """
    days = (held.c.course, held.c.first, held.c.until, held.c.ends_on)
    return select(*days, func.count().label("certificates")).group_by(*days).subquery("spans")


def _held(people: Select[Any], columns: Columns, today: date, past: Past | None) -> CTE:
    """Each certificate, from when until when it counts for its holder, and when it ends.

    Of certificates that overlap, a later one begins where the others end: nobody counts twice on a
    day. Only the newest ends.
    """
    no_day: ColumnElement[Any] = cast(null(), Date)
    no, yes = literal(0, Integer), literal(1, Integer)
    of_all: Any = select(
        Certificate.person_id,
        Certificate.course,
        Certificate.id.label("certificate_id"),
        Certificate.issued_on,
        Certificate.expires_on,
        Certificate.counts_until,
    ).where(
        Certificate.person_id.in_(people),
        Certificate.course.in_(columns.courses),
        Certificate.revoked_at.is_(None),
    )
    if past is not None:
        of_all = all_as_of(people, end=past.end, courses=columns.courses)
    held = of_all.subquery("held")
    # Rows of their own, not a join: SQLite would look all of them through for each certificate.
    marked = union_all(
        select(
            held.c.person_id,
            held.c.course,
            held.c.certificate_id,
            held.c.issued_on,
            held.c.expires_on,
            func.coalesce(held.c.counts_until, literal(FOR_EVER, Date)).label("until"),
            no.label("is_asked"),
        ),
        *(
            select(
                further.c.person_id,
                further.c.course,
                cast(null(), Integer),
                *(no_day, no_day, no_day),
                yes,
            )
            for further in asked_further(people, columns, today, past)
        ),
    ).subquery("marked")
    of_one = (marked.c.person_id, marked.c.course)
    each = select(
        marked,
        func.max(marked.c.is_asked).over(partition_by=of_one).label("is_shown"),
        func.max(marked.c.certificate_id).over(partition_by=of_one).label("newest"),
        func.max(marked.c.until)
        .over(
            partition_by=of_one,
            order_by=(marked.c.issued_on, marked.c.certificate_id),
            rows=(None, -1),
        )
        .label("before"),
    ).subquery("each")
    first = case((each.c.before > each.c.issued_on, each.c.before), else_=each.c.issued_on)
    is_last = and_(each.c.newest == each.c.certificate_id, each.c.until > today)
    ends_on = case((is_last, each.c.expires_on), else_=no_day)
    return (
        select(
            each.c.person_id,
            each.c.course,
            type_coerce(first, Date).label("first"),
            each.c.until,
            type_coerce(ends_on, Date).label("ends_on"),
        )
        .where(
            each.c.certificate_id.is_not(None),
            or_(each.c.course.in_(columns.path), each.c.is_shown == 1),
        )
        .cte("spans_of_people")
    )
