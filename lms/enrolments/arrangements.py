"""Waivers, extensions and equivalents of one person; wishes for more time and their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    case,
    cast,
    delete,
    func,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from lms.database import insert_new
from lms.enrolments.arranged import EXTENSION, is_in_effect
from lms.enrolments.asked import asked_rows
from lms.enrolments.audiences import reckoned
from lms.enrolments.models import Arrangement, TimeRequest
from lms.errors import Conflict, Invalid
from lms.paging import Paged
from lms.paging import nearest as nearest_page
from lms.people import audit, leading, notices
from lms.people.dated import works_here
from lms.people.models import Notice, Person

NOTICE = "time_request"
TO_ADMINISTRATORS = "*"
"""Stands for the team's name in a notice to an administrator."""

WAITING, GIVEN, DECLINED = range(3)
"""What a row about more time is."""

FARTHEST = timedelta(days=5 * 366)
SHOWN = 50
PAGE = 25


class Answering(StrEnum):
    """Who is told of a wish for more time, and answers it."""

    MANAGERS = "managers"
    ADMINISTRATORS = "administrators"


@dataclass(frozen=True, slots=True)
class Given:
    """Something arranged, as the person and those who arrange are told."""

    arrangement_id: int
    person_id: int
    course: str
    kind: str
    reason: str
    since: date
    last_day: date  # of an extension the new date
    given_by: str
    given_by_id: int | None
    is_ended: bool
    is_in_effect: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for more time, with its answer once there is one."""

    request_id: int
    person_id: int
    course: str
    wanted_on: date
    words: str
    asked_at: datetime
    answered_at: datetime | None
    answered_by: str
    is_granted: bool | None
    granted_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class OpenWish:
    """A wish that waits, as the list of all of them says it."""

    request_id: int
    person_id: int
    name: str
    course: str
    wanted_on: date
    asked_at: datetime


def open_wishes(db: Session, *, today: date, page: int = 1) -> Paged[OpenWish]:
    """The wishes for more time that wait for an answer, of everybody who works here."""
    waiting = (
        select(TimeRequest)
        .join(Person, Person.id == TimeRequest.person_id)
        .where(TimeRequest.answered_at.is_(None), works_here(today))
    )
    total = db.scalar(select(func.count()).select_from(waiting.subquery())) or 0
    page = nearest_page(page, total, PAGE)
    rows = db.execute(
        waiting.with_only_columns(
            TimeRequest.id,
            TimeRequest.person_id,
            TimeRequest.course,
            TimeRequest.wanted_on,
            TimeRequest.asked_at,
            Person.first_name,
            Person.last_name,
        )
        .order_by(TimeRequest.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    listed = tuple(
        OpenWish(row.id, row.person_id, _name(row), row.course, row.wanted_on, row.asked_at)
        for row in rows
    )
    return Paged(listed, total, page, PAGE)


def given_to(db: Session, *, person_id: int, today: date) -> tuple[Given, ...]:
    """What was arranged with a person, newest first."""
    query = (
        select(Arrangement, is_in_effect(today).label("holds"), Person.first_name, Person.last_name)
        .outerjoin(Person, Person.id == Arrangement.given_by)
        .where(Arrangement.person_id == person_id)
        .order_by(Arrangement.id.desc())
        .limit(SHOWN)
    )
    return tuple(_given(row) for row in db.execute(query))


def _given(row: Any) -> Given:
    found: Arrangement = row.Arrangement
    last_day = found.due_on or (found.until or found.since) - timedelta(days=1)
    return Given(
        arrangement_id=found.id,
        person_id=found.person_id,
        course=found.course,
        kind=found.kind,
        reason=found.reason,
        since=found.since,
        last_day=last_day,
        given_by=_name(row),
        given_by_id=found.given_by,
        is_ended=found.ended_at is not None,
        is_in_effect=bool(row.holds),
    )


def wishes_of(db: Session, *, person_id: int) -> tuple[Wish, ...]:
    """A person's wishes for more time, open ones first, then the newest."""
    query = (
        select(TimeRequest, Person.first_name, Person.last_name)
        .outerjoin(Person, Person.id == TimeRequest.answered_by)
        .where(TimeRequest.person_id == person_id)
        .order_by(TimeRequest.answered_at.is_not(None), TimeRequest.id.desc())
        .limit(SHOWN)
    )
    return tuple(_wish(row) for row in db.execute(query))


def _wish(row: Any) -> Wish:
    found: TimeRequest = row.TimeRequest
    return Wish(
        request_id=found.id,
        person_id=found.person_id,
        course=found.course,
        wanted_on=found.wanted_on,
        words=found.words,
        asked_at=found.asked_at,
        answered_at=found.answered_at,
        answered_by=_name(row),
        is_granted=found.is_granted,
        granted_on=found.granted_on,
        reason=found.reason,
    )


@dataclass(frozen=True, slots=True)
class LaterDay:
    """A later day that was given or declined, as managers are told: no reason and no words."""

    course: str
    on: date
    is_given: bool
    is_ended: bool
    at: datetime
    by: str


def more_time_of(
    db: Session, *, person_id: int, courses: Iterable[str]
) -> tuple[tuple[Wish, ...], tuple[LaterDay, ...]]:
    """A person's wishes about these courses that wait, and the days given or declined, newest
    first, in one statement."""
    slugs = list(courses)
    nobody: Any = cast(null(), Integer)
    waiting = select(
        *(literal(WAITING).label("what"), TimeRequest.id.label("id"), TimeRequest.course),
        *(TimeRequest.wanted_on.label("on"), TimeRequest.words.label("words")),
        *(TimeRequest.asked_at.label("at"), nobody.label("by"), literal(0).label("is_ended")),
    ).where(
        TimeRequest.person_id == person_id,
        TimeRequest.course.in_(slugs),
        TimeRequest.answered_at.is_(None),
    )
    given = select(
        *(literal(GIVEN), Arrangement.id, Arrangement.course, Arrangement.due_on, literal("")),
        *(Arrangement.given_at, Arrangement.given_by),
        case((Arrangement.ended_at.is_(None), 0), else_=1),
    ).where(
        Arrangement.person_id == person_id,
        Arrangement.kind == EXTENSION,
        Arrangement.course.in_(slugs),
    )
    declined = select(
        *(literal(DECLINED), TimeRequest.id, TimeRequest.course, TimeRequest.wanted_on),
        *(literal(""), TimeRequest.answered_at, TimeRequest.answered_by, literal(0)),
    ).where(
        TimeRequest.person_id == person_id,
        TimeRequest.is_granted.is_(False),
        TimeRequest.course.in_(slugs),
    )
    found = union_all(waiting, given, declined).subquery()
    rows = db.execute(
        select(found, Person.first_name, Person.last_name)
        .outerjoin(Person, Person.id == found.c.by)
        .order_by(found.c.what != WAITING, found.c.at.desc(), found.c.id.desc())
        .limit(SHOWN)
    ).all()
    wishes = [_waiting(row, person_id) for row in rows if row.what == WAITING]
    days = [
        LaterDay(row.course, row.on, row.what == GIVEN, bool(row.is_ended), row.at, _name(row))
        for row in rows
        if row.what != WAITING
    ]
    return tuple(reversed(wishes)), tuple(days)


def _waiting(row: Any, person_id: int) -> Wish:
    return Wish(
        request_id=row.id,
        person_id=person_id,
        course=row.course,
        wanted_on=row.on,
        words=row.words,
        asked_at=row.at,
        answered_at=None,
        answered_by="",
        is_granted=None,
        granted_on=None,
        reason="",
    )


def arranged_with(
    db: Session, *, person_id: int, course: str, today: date
) -> tuple[tuple[Given, ...], tuple[Wish, ...]]:
    """What was arranged with a person about a course and their wishes, in one statement."""
    no_day: Any = cast(null(), Date)
    given = select(
        literal("given").label("what"),
        *(Arrangement.id, Arrangement.kind, Arrangement.reason, Arrangement.since),
        *(Arrangement.until, Arrangement.due_on, Arrangement.given_at.label("at")),
        Arrangement.ended_at.label("ended_at"),
        Arrangement.given_by.label("by"),
        case((is_in_effect(today), 1), else_=0).label("holds"),
        literal("").label("words"),
    ).where(Arrangement.person_id == person_id, Arrangement.course == course)
    wishes = select(
        *(literal("wish"), TimeRequest.id, literal(""), TimeRequest.reason, TimeRequest.wanted_on),
        *(no_day, TimeRequest.granted_on, TimeRequest.asked_at, TimeRequest.answered_at),
        TimeRequest.answered_by,
        case((TimeRequest.is_granted.is_(True), 1), else_=0),
        TimeRequest.words,
    ).where(TimeRequest.person_id == person_id, TimeRequest.course == course)
    both = union_all(given, wishes).subquery()
    rows = db.execute(
        select(both, Person.first_name, Person.last_name)
        .outerjoin(Person, Person.id == both.c.by)
        .order_by(both.c.ended_at.is_not(None), both.c.id.desc())
        .limit(SHOWN)
    ).all()
    return (
        tuple(
            Given(
                arrangement_id=row.id,
                person_id=person_id,
                course=course,
                kind=row.kind,
                reason=row.reason,
                since=row.since,
                last_day=row.due_on or (row.until or row.since) - timedelta(days=1),
                given_by=_name(row),
                given_by_id=row.by,
                is_ended=row.ended_at is not None,
                is_in_effect=bool(row.holds),
            )
            for row in rows
            if row.what == "given"
        ),
        tuple(
            Wish(
                request_id=row.id,
                person_id=person_id,
                course=course,
                wanted_on=row.since,
                words=row.words,
                asked_at=row.at,
                answered_at=row.ended_at,
                answered_by=_name(row),
                is_granted=None if row.ended_at is None else bool(row.holds),
                granted_on=row.due_on,
                reason=row.reason,
            )
            for row in rows
            if row.what == "wish"
        ),
    )


def _name(row: Any) -> str:
    return f"{row.first_name} {row.last_name}".strip() if row.last_name else ""


def give(
    db: Session,
    *,
    person_id: int,
    course: str,
    kind: str,
    last_day: date,
    reason: str,
    path: Sequence[str],
    actor_id: int | None,
    now: datetime,
    today: date,
) -> int:
    """Arrange something with a person and tell them; raises Invalid with the field.

    `last_day` is the new date of an extension, which must be later than the one that stands,
    otherwise the last day on which it holds. `path` holds the courses of the path.
    """
    if not reason:
        raise Invalid("reason", "why_missing")
    _check_day(last_day, today)
    is_extension = kind == EXTENSION
    if is_extension:
        _check_later(db, last_day, person_id=person_id, course=course, path=path, today=today)
    row = Arrangement(
        person_id=person_id,
        course=course,
        kind=kind,
        reason=reason,
        since=today,
        until=None if is_extension else last_day + timedelta(days=1),
        due_on=last_day if is_extension else None,
        given_at=now,
        given_by=actor_id,
    )
    db.add(row)
    db.flush()
    after = {"arrangement": kind, "course": course, "last_day": last_day.isoformat()}
    _record(db, person_id, "arrangement_given", actor_id, now, after=after | {"reason": reason})
    notices.leave(db, person_id=person_id, kind="arrangement", subject=course, now=now)
    return row.id


def _check_day(last_day: date, today: date) -> None:
    if last_day < today:
        raise Invalid("last_day", "last_day_over")
    if last_day > today + FARTHEST:
        raise Invalid("last_day", "last_day_far")


def _check_later(
    db: Session, day: date, *, person_id: int, course: str, path: Sequence[str], today: date
) -> None:
    """Refuse more time that would give none: the course is asked by that day or a later one."""
    only = select(literal(person_id))
    asked = asked_rows(only, day=today, path=path, courses=(course,)).subquery()
    due_on = db.scalar(select(func.min(asked.c.due_on, type_=Date)))
    if due_on is not None and day <= due_on:
        raise Invalid("last_day", "last_day_not_later")


def end(db: Session, *, arrangement_id: int, actor_id: int | None, now: datetime) -> None:
    """Take an arrangement back; what it did until now stays. Raises Conflict when it has ended."""
    row = db.execute(
        update(Arrangement)
        .where(Arrangement.id == arrangement_id, Arrangement.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Arrangement.person_id, Arrangement.course, Arrangement.kind)
    ).one_or_none()
    if row is None:
        raise Conflict("arrangement_over")
    before = {"arrangement": row.kind, "course": row.course}
    _record(db, row.person_id, "arrangement_ended", actor_id, now, before=before)
    notices.leave(db, person_id=row.person_id, kind="arrangement", subject=row.course, now=now)


def ask_for_time(
    db: Session,
    *,
    person_id: int,
    course: str,
    wanted_on: date,
    words: str,
    now: datetime,
    today: date,
) -> None:
    """Ask for more time and tell the managers; asking twice is asking once."""
    if wanted_on <= today:
        raise Invalid("wanted_on", "wanted_over")
    if wanted_on > today + FARTHEST:
        raise Invalid("wanted_on", "last_day_far")
    made = insert_new(
        db,
        TimeRequest,
        {
            "person_id": person_id,
            "course": course,
            "wanted_on": wanted_on,
            "words": words,
            "asked_at": now,
            "reason": "",
        },
    )
    if made is None:
        return  # it waits already
    told = _answering(db, person_id=person_id, today=today)
    for slug, people in told.items():
        subject = _subject(slug, person_id, made.id)
        notices.leave_for_all(
            db,
            select(Person.id).where(Person.id.in_(people)),
            kind=NOTICE,
            subject=subject,
            now=now,
        )


def who_answers(db: Session, *, person_id: int, today: date) -> Answering:
    """Who is told of a person's wish for more time."""
    is_led = bool(leading.nearest(db, person_id=person_id, today=today))
    return Answering.MANAGERS if is_led else Answering.ADMINISTRATORS


def _answering(db: Session, *, person_id: int, today: date) -> dict[str, list[int]]:
    """Whom a wish is told, by the team through which they reach the person.

    Those who lead the person's teams; where nobody does, those of the nearest team above that
    somebody leads; and where there is none at all, the administrators.
    """
    told: dict[str, list[int]] = {}
    met: set[int] = set()
    for slug, leader in leading.nearest(db, person_id=person_id, today=today):
        if leader not in met:
            told.setdefault(slug, []).append(leader)
            met.add(leader)
    if told:
        return told
    administrators = select(Person.id).where(
        Person.is_administrator, Person.id != person_id, works_here(today)
    )
    return {TO_ADMINISTRATORS: list(db.scalars(administrators))}


def _subject(slug: str, person_id: int, request_id: int) -> str:
    """What a notice of a wish is about: the way to the person, and which wish it is."""
    return f"{slug} {person_id} {request_id}"


def answer(
    db: Session,
    *,
    wish: Wish,
    granted_on: date | None,
    reason: str,
    path: Sequence[str],
    actor_id: int | None,
    now: datetime,
    today: date,
) -> None:
    """Say yes with a date, or no with a reason; both are kept and told.

    Raises Invalid, and Conflict when somebody else was faster.
    """
    if granted_on is None and not reason:
        raise Invalid("reason", "no_without_reason")
    if granted_on is not None:  # before anything is written: a refusal shows the wish again
        _check_day(granted_on, today)
        _check_later(
            db, granted_on, person_id=wish.person_id, course=wish.course, path=path, today=today
        )
    answered = db.scalar(
        update(TimeRequest)
        .where(TimeRequest.id == wish.request_id, TimeRequest.answered_at.is_(None))
        .values(
            answered_at=now,
            answered_by=actor_id,
            is_granted=granted_on is not None,
            granted_on=granted_on,
            reason=reason,
        )
        .returning(TimeRequest.id)
    )
    if answered is None:
        raise Conflict("wish_answered")
    db.execute(
        update(Notice)
        .where(
            Notice.kind == NOTICE,
            Notice.subject.endswith(f" {wish.person_id} {wish.request_id}"),
            Notice.closed_at.is_(None),
        )
        .values(closed_at=now)
    )
    if granted_on is not None:
        give(
            db,
            person_id=wish.person_id,
            course=wish.course,
            kind=EXTENSION,
            last_day=granted_on,
            reason=reason or wish.words or "-",
            path=path,
            actor_id=actor_id,
            now=now,
            today=today,
        )
        return
    after = {"course": wish.course, "reason": reason}
    _record(db, wish.person_id, "time_declined", actor_id, now, after=after)
    notices.leave(db, person_id=wish.person_id, kind="arrangement", subject=wish.course, now=now)


def erase(db: Session, *, person_id: int) -> None:
    """Delete what was arranged with an erased person, and what they asked for."""
    db.execute(delete(Arrangement).where(Arrangement.person_id == person_id))
    db.execute(delete(TimeRequest).where(TimeRequest.person_id == person_id))


def one_given(db: Session, *, arrangement_id: int, today: date) -> Given | None:
    """One arrangement."""
    row = db.execute(
        select(Arrangement, is_in_effect(today).label("holds"), Person.first_name, Person.last_name)
        .outerjoin(Person, Person.id == Arrangement.given_by)
        .where(Arrangement.id == arrangement_id)
    ).one_or_none()
    return None if row is None else _given(row)


def suggested(due_on: date | None, today: date) -> Sequence[date]:
    """Working days to ask for: two, four and eight weeks after the date, or after today."""
    start = max(due_on or today, today)
    return [reckoned(start, 7 * weeks) for weeks in (2, 4, 8)]


def _record(
    db: Session,
    person_id: int,
    action: str,
    actor_id: int | None,
    now: datetime,
    *,
    before: Mapping[str, audit.Value] | None = None,
    after: Mapping[str, audit.Value] | None = None,
) -> None:
    record = audit.Record(action, f"person:{person_id}", before=before or {}, after=after or {})
    audit.record(db, [record], actor_id=actor_id, now=now)
