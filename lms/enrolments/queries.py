"""What a person has begun, read and been asked; a few statements whatever the number of courses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.model import Course
from lms.enrolments.arranged import accepted_rows
from lms.enrolments.arrangements import NOTICE as TIME_NOTICE
from lms.enrolments.arrangements import Given, Wish, arranged_with
from lms.enrolments.asked import asked_rows
from lms.enrolments.audiences import NEWCOMER_DAYS, About, Audience, Due, How, Line, reckoned
from lms.enrolments.models import (
    Assignment,
    AssignmentLine,
    CalendarFeed,
    Enrolment,
    ModuleRead,
    PracticeDone,
)
from lms.enrolments.sharing import is_shared
from lms.people import leading
from lms.people.dated import works_here
from lms.people.models import Notice, Person, Team
from lms.standing import Proof, Standing, longest


@dataclass(frozen=True, slots=True)
class Asked:
    """A course asked of the person: by when and why, of which audience, by whom and since when."""

    course: str
    due_on: date | None
    why: str
    assignment_id: int = 0
    audience: Audience = Audience.TEAM
    team: str = ""
    holder: str | None = None
    due: Due = Due.FIXED
    due_days: int | None = None
    asked_by: str = ""
    since: datetime | None = None
    asked_on: date | None = None
    came_on: date | None = None  # a newcomer's days move the date
    day_of_all: date | None = None  # the fixed day of everybody else
    others: tuple[Asked, ...] = ()
    """What else asks for the same course, with a later date."""

    @property
    def newcomer_days(self) -> int:
        """How many days whoever comes later has at least."""
        return NEWCOMER_DAYS

    @property
    def counts_from_asking(self) -> bool:
        """Whether the date counts from the day it was asked: the person was there before."""
        if self.due not in {Due.JOINING, Due.ENTERING} or self.asked_on is None:
            return False
        return self.due_on == reckoned(self.asked_on, self.due_days or 0)


@dataclass(frozen=True, slots=True)
class Learning:
    """Everything My learning and course pages know about one person."""

    read: Mapping[str, Mapping[str, datetime]]  # course -> module -> when
    enrolled: frozenset[str]
    proofs: Mapping[str, Proof]
    certificate_ids: Mapping[str, int]
    asked: Mapping[str, Asked]  # the earliest date of each course

    def standing(self, course: Course) -> Standing:
        """The dated facts about one course."""
        done = self.read.get(course.slug, {})
        asked = self.asked.get(course.slug)
        return Standing(
            modules=len(course.modules),
            modules_read=sum(module.slug in done for module in course.modules),
            enrolled=course.slug in self.enrolled,
            proof=self.proofs.get(course.slug),
            due_on=asked.due_on if asked else None,
        )


@dataclass(frozen=True, slots=True)
class Supposed:
    """A certificate as if it counted, or as if it did not."""

    certificate_id: int
    counts: bool


def learning(
    db: Session,
    *,
    person_id: int,
    path: Sequence[str],
    today: date,
    course: str | None = None,
) -> Learning:
    """Read a person's learning, of one course or of all, in four statements."""
    reads: dict[str, dict[str, datetime]] = {}
    query = select(ModuleRead.course, ModuleRead.module, ModuleRead.read_at).where(
        ModuleRead.person_id == person_id
    )
    if course:
        query = query.where(ModuleRead.course == course)
    for slug, module, read_at in db.execute(query.order_by(ModuleRead.id)):
        reads.setdefault(slug, {})[module] = read_at
    begun = select(Enrolment.course).where(Enrolment.person_id == person_id).distinct()
    if course:
        begun = begun.where(Enrolment.course == course)
    proofs, ids = proofs_of(db, person_id=person_id, course=course, today=today)
    return Learning(
        read=reads,
        enrolled=frozenset(db.scalars(begun)),
        proofs=proofs,
        certificate_ids=ids,
        asked=asked_of(db, person_id=person_id, path=path, today=today, course=course),
    )


def proofs_of(
    db: Session,
    *,
    person_id: int,
    course: str | None = None,
    today: date | None = None,
    supposed: Supposed | None = None,
) -> tuple[dict[str, Proof], dict[str, int]]:
    """The latest certificate of each course that was not revoked, and its id.

    With `today` other training that counts on it is put beside, in the same statement.
    """
    counts: ColumnElement[bool] = Certificate.revoked_at.is_(None)
    if supposed is not None:
        one = Certificate.id == supposed.certificate_id
        counts = or_(counts, one) if supposed.counts else and_(counts, ~one)
    certificates = select(
        Certificate.course.label("course"),
        Certificate.issued_on.label("issued_on"),
        Certificate.expires_on.label("expires_on"),
        Certificate.renew_from.label("renew_from"),
        Certificate.counts_until.label("counts_until"),
        Certificate.id.label("id"),
    ).where(Certificate.person_id == person_id, counts)
    known: Any = certificates
    if today is not None:
        other = accepted_rows(select(literal(person_id)), day=today).subquery()
        days = (other.c.issued_on, other.c.expires_on, other.c.renew_from, other.c.counts_until)
        known = union_all(certificates, select(other.c.course, *days, cast(null(), Integer)))
    found = known.subquery()
    query = select(found).order_by(found.c.id.is_(None), found.c.id)
    if course:
        query = query.where(found.c.course == course)
    proofs: dict[str, Proof] = {}
    ids: dict[str, int] = {}
    for row in db.execute(query):
        proof = Proof(row.issued_on, row.expires_on, row.renew_from, row.counts_until)
        if row.id is not None:
            proofs[row.course], ids[row.course] = proof, row.id
        elif row.course in proofs:
            proofs[row.course] = longest(proofs[row.course], proof)
        else:
            proofs[row.course] = proof
    return proofs, ids


def add_accepted(db: Session, proofs: dict[int, dict[str, Proof]], *, today: date) -> None:
    """Put other training that counts beside the certificates of these people."""
    people = select(Person.id).where(Person.id.in_(proofs))
    for row in db.execute(accepted_rows(people, day=today)):
        other = Proof(row.issued_on, row.expires_on, row.renew_from, row.counts_until)
        mine = proofs[row.person_id]
        held = mine.get(row.course)
        mine[row.course] = other if held is None else longest(held, other)


def choice_of(db: Session, *, person_id: int, course: str, standing: Standing) -> bool | None:
    """Whether a course taken by choice is shared; None before anything of it was begun."""
    if standing.proof is None and not standing.enrolled and not standing.modules_read:
        return None
    return is_shared(db, person_id=person_id, course=course)


def arranged_about(
    db: Session, *, person_id: int, course: str, today: date
) -> tuple[tuple[Given, ...], tuple[Wish, ...]]:
    """What was arranged with a person about a course, and their wishes for more time."""
    return arranged_with(db, person_id=person_id, course=course, today=today)


def asked_of(
    db: Session,
    *,
    person_id: int,
    path: Sequence[str],
    today: date,
    course: str | None = None,
) -> dict[str, Asked]:
    """What is asked of the person, the earliest date of each course."""
    rows = asked_rows(
        select(literal(person_id)),
        day=today,
        path=path,
        courses=None if course is None else (course,),
    ).subquery()
    query = (
        select(
            rows.c.course,
            rows.c.due_on,
            rows.c.came_on,
            Assignment.due_on.label("day_of_all"),
            Assignment.id,
            Assignment.why,
            Assignment.audience,
            Assignment.audience_key,
            Assignment.due,
            Assignment.due_days,
            Assignment.asked_on,
            Assignment.created_at,
            Team.name.label("team"),
            Person.first_name,
            Person.last_name,
        )
        .join(Assignment, Assignment.id == rows.c.assignment_id)
        .outerjoin(Team, Team.id == Assignment.team_id)
        .outerjoin(Person, Person.id == Assignment.created_by)
        .order_by(rows.c.due_on.is_(None), rows.c.due_on, Assignment.id)
    )
    found: dict[str, dict[int, Asked]] = {}
    for row in db.execute(query):
        found.setdefault(row.course, {}).setdefault(row.id, _asked(row))
    return {slug: _first(list(asked.values())) for slug, asked in found.items()}


def _asked(row: Any) -> Asked:
    return Asked(
        course=row.course,
        due_on=row.due_on,
        why=row.why,
        assignment_id=row.id,
        audience=Audience(row.audience),
        team=row.team or "",
        holder=row.audience_key if row.audience == Audience.ROLE else None,
        due=Due(row.due),
        due_days=row.due_days,
        asked_by=f"{row.first_name} {row.last_name}".strip() if row.last_name else "",
        since=row.created_at,
        asked_on=row.asked_on,
        came_on=row.came_on,
        day_of_all=row.day_of_all,
    )


def _first(asked: list[Asked]) -> Asked:
    """The one with the earliest date, holding the others."""
    return replace(asked[0], others=tuple(asked[1:]))


@dataclass(frozen=True, slots=True)
class Rule:
    """What has to be true of a person, line by line."""

    matches_any: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of assignments, with the names of the teams that they mention."""

    by_assignment: Mapping[int, Rule]
    teams: Mapping[int, str]


def rules_of(db: Session, asked: Asked | None) -> Rules:
    """The rules through which a course is asked; no statement when there is none."""
    told = (asked, *asked.others) if asked else ()
    return read_rules(db, [one.assignment_id for one in told if one.audience is Audience.RULE])


def read_rules(db: Session, assignments: Sequence[int]) -> Rules:
    """The rules of these assignments, in one statement."""
    if not assignments:
        return Rules({}, {})
    rows = db.execute(
        select(AssignmentLine, Assignment.matches_any, Team.name)
        .join(Assignment, Assignment.id == AssignmentLine.assignment_id)
        .outerjoin(Team, Team.id == AssignmentLine.team_id)
        .where(AssignmentLine.assignment_id.in_(assignments))
        .order_by(AssignmentLine.assignment_id, AssignmentLine.number)
    ).all()
    lines: dict[int, list[Line]] = {}
    for row in rows:
        kept = row.AssignmentLine
        line = Line(About(kept.about), How(kept.how), kept.text, kept.team_id, kept.day)
        lines.setdefault(kept.assignment_id, []).append(line)
    matches_any = {row.AssignmentLine.assignment_id: row.matches_any for row in rows}
    return Rules(
        {key: Rule(matches_any[key], tuple(found)) for key, found in lines.items()},
        {row.AssignmentLine.team_id: row.name for row in rows if row.name is not None},
    )


@dataclass(frozen=True, slots=True)
class Feed:
    """A person's calendar address, as far as it is stored."""

    nonce: str
    made_at: datetime


def feed_of(db: Session, person_id: int) -> Feed | None:
    """The calendar address of a person, for that person."""
    row = db.get(CalendarFeed, person_id)
    return Feed(row.nonce, row.made_at) if row else None


def feed_language(db: Session, *, person_id: int, nonce: str, today: date) -> str | None:
    """The language of whoever a calendar address belongs to: "" for none chosen, None for nobody.

    Whoever has left, or has made another address, is nobody here.
    """
    found = db.execute(
        select(Person.language)
        .join(CalendarFeed, CalendarFeed.person_id == Person.id)
        .where(
            Person.id == person_id,
            CalendarFeed.nonce == nonce,
            works_here(today),
        )
    ).one_or_none()
    return None if found is None else found.language or ""


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """A notice that was not closed yet."""

    id: int
    kind: str
    subject: str
    person_id: int


def open_notices(db: Session, person_id: int) -> list[OpenNotice]:
    """Notices to show on My learning, newest first, at most five."""
    rows = db.scalars(
        select(Notice)
        .where(Notice.person_id == person_id, Notice.closed_at.is_(None))
        .order_by(Notice.id.desc())
        .limit(5)
    )
    return [OpenNotice(row.id, row.kind, row.subject, row.person_id) for row in rows]


EVERYWHERE = "*"
"""In place of a team: the page of administrators."""


def where_to_answer(
    db: Session,
    notices: Iterable[OpenNotice],
    *,
    person_id: int,
    is_administrator: bool,
    today: date,
) -> dict[int, str]:
    """Of each notice of a wish for more time the team in which it can be answered, "" for none.

    Whoever asked may have moved or left since. Costs nothing without such a notice, and with many
    no more than with one.
    """
    wishes = {
        notice.id: (told, int(asking))
        for notice in notices
        if notice.kind == TIME_NOTICE
        for told, asking in [notice.subject.split(" ")[:2]]
    }
    if not wishes:
        return {}
    asking = {person for _, person in wishes.values()}
    led = leading.teams_led(db, people=asking, leader_id=person_id, today=today)
    known = _known(db, asking - led.keys()) if is_administrator else frozenset[int]()
    found: dict[int, str] = {}
    for notice_id, (told, person) in wishes.items():
        teams = led.get(person, ())
        if teams:
            found[notice_id] = told if told in teams else teams[0]
        else:
            found[notice_id] = EVERYWHERE if person in known else ""
    return found


def _known(db: Session, people: Collection[int]) -> frozenset[int]:
    """Those of these people who were not erased."""
    if not people:
        return frozenset()
    return frozenset(
        db.scalars(select(Person.id).where(Person.id.in_(people), Person.erased_at.is_(None)))
    )


def notice_by_id(db: Session, notice: int) -> OpenNotice | None:
    """The notice of an address."""
    row = db.get(Notice, notice)
    return OpenNotice(row.id, row.kind, row.subject, row.person_id) if row else None


_MODULES_READ = (
    select(ModuleRead.module, ModuleRead.read_at)
    .where(ModuleRead.person_id == bindparam("person_id"), ModuleRead.course == bindparam("course"))
    .order_by(ModuleRead.id)
)


def modules_read(db: Session, *, person_id: int, course: str) -> dict[str, datetime]:
    """Which modules of a course a person has read, and when."""
    rows = db.connection().execute(_MODULES_READ, {"person_id": person_id, "course": course})
    return {row.module: row.read_at for row in rows}


def practices_done(db: Session, *, person_id: int, course: str) -> dict[str, datetime]:
    """Which practices of a course a person says they have done, and when; for that person alone."""
    rows = db.execute(
        select(PracticeDone.practice, PracticeDone.done_at).where(
            PracticeDone.person_id == person_id, PracticeDone.course == course
        )
    )
    return {row.practice: row.done_at for row in rows}


def practices_missing(db: Session, *, person_id: int, course: Course) -> dict[str, str]:
    """The practices a certificate of the course still waits for, each with its module.

    A course that asks for none costs no statement.
    """
    needed = course.needed_practices
    if not needed:
        return {}
    done = practices_done(db, person_id=person_id, course=course.slug)
    return {name: module for name, module in needed.items() if name not in done}


def latest_cycle(db: Session, *, person_id: int, course: str) -> int:
    """The number of the newest cycle, 0 before the first."""
    return (
        db.scalar(
            select(func.max(Enrolment.cycle)).where(
                Enrolment.person_id == person_id, Enrolment.course == course
            )
        )
        or 0
    )
