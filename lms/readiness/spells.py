"""From when to when each person is ready, expiring or past a date: worked out from the facts.

A spell is of one course, or of all that the path holds and that is asked of the person. Spells
reach into the future, so a certificate that ends on a day is in the numbers of that day without any
run. They are the same decisions as in `standing.state`, made by the database.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    String,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from lms.clock import Past
from lms.content.model import ContentSet
from lms.enrolments.expressions import days_after
from lms.enrolments.models import Arrangement
from lms.people.models import Membership, Person
from lms.people.queries import tree
from lms.readiness.facts import gathered, is_member, known_pieces

ORGANISATION = 0
"""The unit that holds everybody."""


WHOLE = ""
"""In place of a course: all that the path holds and that is asked of the person."""


BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)
"""Spells without a beginning or an end."""


class Kind(StrEnum):
    """As what a person counts; somebody who is expiring still counts as ready."""

    READY = "ready"
    EXPIRING = "expiring"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Basis:
    """What decides beside people's facts: the courses there are, and those of the path."""

    courses: tuple[str, ...]
    path: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Numbers that were counted by another basis are of no use."""
        return sha256(json.dumps([sorted(self.courses), sorted(self.path)]).encode()).hexdigest()


def basis(content: ContentSet) -> Basis:
    """What the courses that are served decide."""
    path = tuple(slug for slug in content.path.courses if slug in content.courses)
    return Basis(courses=tuple(content.courses), path=path)


def places(people: Select[Any], day: date, name: str, past: Past | None = None) -> Select[Any]:
    """Each person with every unit they count in: person_id, team_id."""
    above = tree(past)
    own = (
        select(Membership.person_id.label("person_id"), Membership.team_id.label("team_id"))
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.person_id.in_(people), is_member(day, past))
        .cte(f"{name}_places", recursive=True)
    )
    found = own.union(
        select(own.c.person_id, func.coalesce(above.c.parent_id, ORGANISATION)).join(
            own, own.c.team_id == above.c.id
        )
    )
    return select(found.c.person_id, found.c.team_id)


def facts(people: Select[Any], basis: Basis, day: date, name: str, past: Past | None = None) -> CTE:
    """Each person with each course that concerns their managers, and its dates.

    Columns: person_id, course, issued_on, expires_on, renew_from, counts_until, due_on.
    """
    pieces = union_all(
        *known_pieces(
            people, path=basis.path, courses=basis.courses, today=day, past=past, name=name
        )
    ).subquery()
    return gathered(pieces, basis.path).cte(f"{name}_facts")


def spells(
    people: Select[Any], basis: Basis, day: date, name: str, past: Past | None = None
) -> Select[Any]:
    """From when to when each person is what: person_id, course, kind, since, until.

    Spells that are over on the day are left out. With `past`, whose day is then `day`, the spells
    are those that could be told when that day ended.
    """
    known = facts(people, basis, day, name, past)
    each = _of_courses(known, day).cte(f"{name}_courses")
    return union_all(
        select(each),
        _ready_for_all(each, basis),
        _past_for_any(each),
        _expiring_for_any(each, name),
    ).subquery().select()  # fmt: skip


def _spell(
    known: CTE, kind: Kind, since: Any, until: Any, *where: ColumnElement[bool]
) -> Select[Any]:
    return select(
        known.c.person_id.label("person_id"),
        known.c.course.label("course"),
        literal(kind.value, String).label("kind"),
        since.label("since"),
        until.label("until"),
    ).where(*where)


def _of_courses(known: CTE, day: date) -> Any:
    """The spells of single courses, the same decisions as in `standing.state`."""
    beginning, end = literal(BEGINNING, Date), literal(END, Date)
    has_proof, ends = known.c.issued_on.is_not(None), known.c.counts_until
    lasts = or_(ends.is_(None), ends > day)
    return union_all(
        _spell(known, Kind.READY, beginning, func.coalesce(ends, end), has_proof, lasts),
        _spell(
            known, Kind.EXPIRING, known.c.renew_from, ends,
            has_proof, ends > day, known.c.renew_from < ends,
        ),
        _spell(known, Kind.PAST, ends, end, has_proof, ends.is_not(None)),
        _spell(
            known, Kind.PAST, days_after(known.c.due_on, 1), end,
            known.c.issued_on.is_(None), known.c.due_on.is_not(None),
        ),
    )  # fmt: skip


def _ready_for_all(each: CTE, basis: Basis) -> Select[Any]:
    """Ready to share until the first certificate of the path ends."""
    return (
        select(
            each.c.person_id,
            literal(WHOLE, String),
            literal(Kind.READY.value, String),
            literal(BEGINNING, Date),
            func.min(each.c.until),
        )
        .where(each.c.kind == Kind.READY.value, each.c.course.in_(basis.path))
        .group_by(each.c.person_id)
        .having(func.count() == max(len(basis.path), 1))
    )


def _past_for_any(each: CTE) -> Select[Any]:
    """Past a date from the first such date on: none of them ends by itself."""
    return (
        select(
            each.c.person_id,
            literal(WHOLE, String),
            literal(Kind.PAST.value, String),
            func.min(each.c.since),
            literal(END, Date),
        )
        .where(each.c.kind == Kind.PAST.value)
        .group_by(each.c.person_id)
    )


def _expiring_for_any(each: CTE, name: str) -> Select[Any]:
    """The windows of several certificates that meet are one spell, so nobody counts twice."""
    order = (each.c.since, each.c.until, each.c.course)
    earlier = (
        select(
            each.c.person_id,
            each.c.course,
            each.c.since,
            each.c.until,
            func.max(each.c.until)
            .over(partition_by=each.c.person_id, order_by=order, rows=(None, -1))
            .label("reached"),
        )
        .where(each.c.kind == Kind.EXPIRING.value)
        .cte(f"{name}_windows")
    )
    begins = case((earlier.c.reached >= earlier.c.since, 0), else_=1)
    numbered = select(
        earlier.c.person_id,
        earlier.c.since,
        earlier.c.until,
        func.sum(begins)
        .over(
            partition_by=earlier.c.person_id,
            order_by=(earlier.c.since, earlier.c.until, earlier.c.course),
            rows=(None, 0),
        )
        .label("number"),
    ).cte(f"{name}_numbered")
    return select(
        numbered.c.person_id,
        literal(WHOLE, String),
        literal(Kind.EXPIRING.value, String),
        func.min(numbered.c.since),
        func.max(numbered.c.until),
    ).group_by(numbered.c.person_id, numbered.c.number)


def changes_ahead(people: Select[Any], day: date) -> Select[Any]:
    """The next day on which something changes that no spell tells: person_id, changes_on."""
    of_people = Membership.person_id.in_(people)  # managers as well: assignments ask roles
    days = union_all(
        select(Membership.person_id.label("person_id"), Membership.since.label("day")).where(
            of_people, Membership.since > day
        ),
        select(Membership.person_id, Membership.until).where(of_people, Membership.until > day),
        select(Person.id, Person.left_on).where(Person.id.in_(people), Person.left_on > day),
        *(
            select(Arrangement.person_id, changes).where(
                Arrangement.person_id.in_(people), changes > day
            )
            for changes in (Arrangement.since, Arrangement.until)
        ),
    ).subquery()
    return select(days.c.person_id, func.min(days.c.day).label("changes_on")).group_by(
        days.c.person_id
    )
