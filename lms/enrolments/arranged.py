"""What was arranged with people, as parts of other statements: waivers, extensions, equivalents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, or_, select, true

from lms.certificates.models import Certificate
from lms.certificates.queries import newest_as_of
from lms.clock import Past
from lms.enrolments.expressions import days_after
from lms.enrolments.models import Arrangement
from lms.standing import EXPIRING_DAYS

WAIVER, EXTENSION, EQUIVALENT = "waiver", "extension", "equivalent"

# Made once: making an alias of a wide table costs more than sending the statement.
_HELD, _NEWER = Certificate.__table__.alias(), Certificate.__table__.alias()


def is_in_effect(day: date, past: Past | None = None) -> ColumnElement[bool]:
    """Whether an arrangement holds on a day: nobody ended it, and it has begun and not lapsed."""
    kept: ColumnElement[bool] = Arrangement.ended_at.is_(None)
    if past is not None:
        kept = and_(
            Arrangement.given_at < past.end,
            or_(Arrangement.ended_at.is_(None), Arrangement.ended_at >= past.end),
        )
    return and_(
        kept,
        Arrangement.since <= day,
        or_(Arrangement.until.is_(None), Arrangement.until > day),
    )


def arranged_rows(people: Select[Any], *, day: date, past: Past | None = None) -> Select[Any]:
    """Of each person and course: is_waived (1 or 0), and extended_to, NULL without extension."""
    rows: Any = (
        select(
            Arrangement.person_id.label("person_id"),
            Arrangement.course.label("course"),
            func.max(case((Arrangement.kind == WAIVER, 1), else_=0)).label("is_waived"),
            func.max(case((Arrangement.kind == EXTENSION, Arrangement.due_on))).label(
                "extended_to"
            ),
        )
        .where(Arrangement.person_id.in_(people), is_in_effect(day, past))
        .group_by(Arrangement.person_id, Arrangement.course)
    )
    return cast("Select[Any]", rows)


def accepted_rows(
    people: Select[Any],
    *,
    day: date,
    courses: Sequence[str] | None = None,
    past: Past | None = None,
    name: str = "accepted",
) -> Select[Any]:
    """Other training that counts on a day, with the days of a certificate.

    One whose end the newest certificate reaches as well is left out: then that one says it all. Of
    a past day it is the newest that was known then. `name` keeps two of these apart in a statement.
    Columns: person_id, course, issued_on, expires_on, renew_from, counts_until.
    """
    held: Any = _HELD
    is_newest: ColumnElement[bool] = true()
    if past is None:
        newer = _NEWER
        is_newest = held.c.revoked_at.is_(None) & ~(
            select(newer.c.id)
            .where(
                newer.c.person_id == held.c.person_id,
                newer.c.course == held.c.course,
                newer.c.revoked_at.is_(None),
                newer.c.id > held.c.id,
            )
            .correlate(held)
            .exists()
        )
    else:
        held = newest_as_of(people, end=past.end, courses=courses, name=name).subquery()
    outlasted = (
        select(held.c.person_id)
        .where(
            held.c.person_id == Arrangement.person_id,
            held.c.course == Arrangement.course,
            is_newest,
            or_(held.c.counts_until.is_(None), held.c.counts_until >= Arrangement.until),
        )
        .correlate(Arrangement)
    )
    until = func.max(Arrangement.until, type_=Date)
    window = literal(-EXPIRING_DAYS)
    rows: Any = (
        select(
            Arrangement.person_id.label("person_id"),
            Arrangement.course.label("course"),
            func.max(Arrangement.since, type_=Date).label("issued_on"),
            until.label("expires_on"),
            days_after(until, window).label("renew_from"),
            until.label("counts_until"),
        )
        .where(
            Arrangement.person_id.in_(people),
            Arrangement.kind == EQUIVALENT,
            is_in_effect(day, past),
            ~outlasted.exists(),
        )
        .group_by(Arrangement.person_id, Arrangement.course)
    )
    if courses is not None:
        rows = rows.where(Arrangement.course.in_(courses))
    return cast("Select[Any]", rows)
