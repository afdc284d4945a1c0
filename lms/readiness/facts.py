"""The dated facts that states are made of, as rows: what is asked, proved, accepted and begun."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.orm import aliased

from lms.certificates.models import Certificate
from lms.certificates.queries import all_as_of, newest_as_of
from lms.clock import Past
from lms.enrolments.arranged import accepted_rows
from lms.enrolments.asked import asked_rows
from lms.enrolments.models import Enrolment, ModuleRead
from lms.enrolments.sharing import shared_rows
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role
from lms.readiness.rules import Columns
from lms.standing import add_months

NO_DAY: ColumnElement[Any] = cast(null(), Date)
NO = literal(0, Integer)
_NEWER = aliased(Certificate)  # made once: that costs more than sending the statement
NO_DATES = (NO_DAY,) * 5  # of a certificate, and the one by which a course is asked


def is_member(today: date, past: Past | None = None) -> ColumnElement[bool]:
    """Whether somebody is a member; who was erased since is missing from past days as well."""
    conditions = [
        Membership.role == Role.MEMBER.value,
        holds(today),
        works_here(today),
    ]
    if past is not None:
        conditions.append(Person.erased_at.is_(None))
    return and_(*conditions)


def members_of(
    team_id: int | ScalarSelect[int], today: date, past: Past | None = None
) -> Select[int]:
    """Who is in the team today."""
    return (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id == team_id, is_member(today, past))
        .distinct()
    )


def asked_further(
    people: Select[Any], columns: Columns, today: date, past: Past | None
) -> tuple[FromClause, ...]:
    """Who is asked for which course beyond the path, and who shares one: for managers to see.

    What others in the team are asked for may be taken by choice: that is nobody else's business.
    """
    further = columns.courses[columns.path_size :]
    if not further:
        return ()
    asked = asked_rows(
        people, day=today, past=past, path=columns.path, courses=further, name="further"
    )
    return asked.subquery(), shared_rows(people, courses=further, past=past).subquery()


def proofs(people: Select[Any], courses: Sequence[str], past: Past | None, name: str) -> FromClause:
    """The dated facts of the newest certificates, of today or as known when a day ended."""
    if past is not None:
        return newest_as_of(people, end=past.end, courses=courses, name=f"{name}_known").subquery()
    newer = _NEWER
    # Whether there is a newer one is asked of an index; to find the newest first and then its row
    # would look each row up twice.
    has_newer = select(newer.id).where(
        newer.person_id == Certificate.person_id,
        newer.course == Certificate.course,
        newer.id > Certificate.id,
        newer.revoked_at.is_(None),
    )
    return (
        select(
            Certificate.person_id,
            Certificate.course,
            Certificate.issued_on,
            Certificate.expires_on,
            Certificate.renew_from,
            Certificate.counts_until,
        )
        .where(
            Certificate.person_id.in_(people),
            Certificate.course.in_(courses),
            Certificate.revoked_at.is_(None),
            ~has_newer.exists(),
        )
        .subquery()
    )


def with_an_end(
    people: Select[Any],
    *,
    first: date,
    courses: Sequence[str],
    path: Sequence[str],
    today: date,
    past: Past | None,
    further: Sequence[FromClause],
) -> Select[int]:
    """Whoever's newest certificate of these courses ends in a month: its last valid day is in it,
    and the day kept is the one after.

    What is neither of the path nor in `further`, rows of people and courses that are for managers
    to see, is nobody else's business.
    """
    ending = proofs(people, courses, past, "ending")
    return select(ending.c.person_id).where(
        _is_told(ending, path, further, "ending"),
        ending.c.counts_until > today,
        ending.c.expires_on > first,
        ending.c.expires_on <= add_months(first, 1),
    )


def that_counted(
    people: Select[Any],
    *,
    day: date,
    course: str,
    path: Sequence[str],
    past: Past | None,
    further: Sequence[FromClause],
) -> Select[int]:
    """Whoever had a certificate of a course that counted on a day: those whom the line counts.

    The line is about these people and about what is known now, whatever the day; so is the list.
    """
    held: Any = select(
        Certificate.person_id,
        Certificate.course,
        Certificate.issued_on,
        Certificate.counts_until,
    ).where(
        Certificate.person_id.in_(people),
        Certificate.course == course,
        Certificate.revoked_at.is_(None),
    )
    if past is not None:
        held = all_as_of(people, end=past.end, courses=[course], name="counted")
    counted = held.subquery("counted_then")
    return select(counted.c.person_id).where(
        _is_told(counted, path, further, "counted"),
        counted.c.issued_on <= day,
        or_(counted.c.counts_until.is_(None), counted.c.counts_until > day),
    )


def _is_told(
    rows: FromClause, path: Sequence[str], further: Sequence[FromClause], name: str
) -> ColumnElement[bool]:
    """Whether the course of a row is of the path, or is for managers to see of its person."""
    is_of_path = rows.c.course.in_(path)
    if not further:
        return is_of_path
    told = tuple_(rows.c.person_id, rows.c.course)
    known = union(*(select(found.c.person_id, found.c.course) for found in further))
    # A CTE, as deeper down SQLite would not read it.
    return or_(is_of_path, told.in_(select(known.cte(f"{name}_asked"))))


def known_pieces(
    people: Select[Any],
    *,
    path: Sequence[str],
    courses: Sequence[str],
    today: date,
    past: Past | None,
    name: str,
) -> list[Select[*tuple[Any, ...]]]:
    """What is proved, accepted and asked, as rows for `gathered`.

    Columns: person_id, course, issued_on, expires_on, renew_from, counts_until, due_on, begun,
    is_asked.
    """
    proved = proofs(people, courses, past, name)
    accepted = accepted_rows(
        people, day=today, courses=courses, past=past, name=f"{name}_accepted"
    ).subquery()
    asked = asked_rows(
        people, day=today, past=past, path=path, courses=courses, name=f"{name}_asked"
    ).subquery()
    return [
        select(
            proved.c.person_id.label("person_id"),
            proved.c.course.label("course"),
            proved.c.issued_on.label("issued_on"),
            proved.c.expires_on.label("expires_on"),
            proved.c.renew_from.label("renew_from"),
            proved.c.counts_until.label("counts_until"),
            NO_DAY.label("due_on"),
            NO.label("begun"),
            NO.label("is_asked"),
        ),
        select(*accepted.c, NO_DAY, NO, NO),
        select(
            asked.c.person_id,
            asked.c.course,
            *NO_DATES[:-1],
            asked.c.due_on,
            NO,
            literal(1, Integer),
        ),
    ]


def facts_rows(
    people: Select[Any],
    columns: Columns,
    today: date,
    past: Past | None,
    name: str,
    *,
    with_shared: bool = True,
) -> Subquery:
    """One row for each person and course about which anything is known.

    What people share of their own choice is shown on the pages of their team; files and numbers of
    units do without it.
    """
    yes = literal(1, Integer)
    started: ColumnElement[bool] = true()
    read: ColumnElement[bool] = true()
    if past is not None:
        started, read = Enrolment.started_at < past.end, ModuleRead.read_at < past.end
    todays = or_(
        false(),
        *(
            and_(ModuleRead.course == course, ModuleRead.module.in_(modules))
            for course, modules in columns.modules.items()
        ),
    )
    shared = shared_rows(people, courses=columns.courses, past=past).subquery()
    # Each once before the dates that it has not: all columns would be compared for each module.
    opened = (
        select(ModuleRead.person_id, ModuleRead.course)
        .where(ModuleRead.person_id.in_(people), todays, read)
        .distinct()
        .subquery()
    )
    pieces = union_all(
        *known_pieces(
            people, path=columns.path, courses=columns.courses, today=today, past=past, name=name
        ),
        *([select(shared.c.person_id, shared.c.course, *NO_DATES, NO, yes)] if with_shared else []),
        select(Enrolment.person_id, Enrolment.course, *NO_DATES, yes, NO).where(
            Enrolment.person_id.in_(people), Enrolment.course.in_(columns.courses), started
        ),
        select(opened.c.person_id, opened.c.course, *NO_DATES, yes, NO),
    ).subquery(f"{name}_pieces")
    return gathered(pieces, columns.path, func.max(pieces.c.begun).label("begun")).subquery(
        f"{name}_facts"
    )


def gathered(
    pieces: FromClause, path: Sequence[str], *further: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    """One row for each person and course of the pieces: the last dates, the earliest asked for.

    What is not asked of a person, as in `asked_further`, is not for managers to see.
    """
    return (
        select(
            pieces.c.person_id,
            pieces.c.course,
            func.max(pieces.c.issued_on).label("issued_on"),
            func.max(pieces.c.expires_on).label("expires_on"),
            func.max(pieces.c.renew_from).label("renew_from"),
            func.max(pieces.c.counts_until).label("counts_until"),
            func.min(pieces.c.due_on).label("due_on"),
            *further,
        )
        .group_by(pieces.c.person_id, pieces.c.course)
        .having(or_(pieces.c.course.in_(path), func.max(pieces.c.is_asked) == 1))
    )
