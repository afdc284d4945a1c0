"""Whom a reminder may concern and what is known about them: few statements for many people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.queries import newest_proofs
from lms.content.model import ContentSet
from lms.enrolments import queries as learning
from lms.enrolments.arranged import EQUIVALENT, is_in_effect
from lms.enrolments.asked import Source, asked_rows, kept
from lms.enrolments.audiences import NEWCOMER_DAYS, Due
from lms.enrolments.models import Arrangement, Assignment
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Outgoing, Person, Role, Team
from lms.reminders import rules
from lms.reminders.models import Reminder, ReminderChoice
from lms.reminders.rules import HORIZON, WEEK, About, Choice, Mention, Office, Recipient
from lms.standing import Proof, Standing

KIND = "reminder"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to, with what the rules ask and what the message says."""

    person_id: int
    name: str
    language: str | None
    recipient: Recipient
    why: Mapping[str, str]  # course -> the reason of what is asked


@dataclass(frozen=True, slots=True)
class Asked:
    """A course asked of somebody: by when and why; the earliest date counts."""

    due_on: date
    why: str


def candidates(
    db: Session, *, path: Sequence[str], today: date, only_elsewhere: bool = False
) -> list[int]:
    """People with an address for whom a date is near and who were not written to today.

    Of people with a time zone of their own, whose day may be another one, more may be given.
    With `only_elsewhere` only they are: for the hours in which the organisation rests.
    """
    near = (today, today + timedelta(days=HORIZON + 1))
    asked = asked_rows(
        _may_be_asked(near, today), day=today, path=path, source=_near(near), name="near"
    ).subquery()
    asked_soon = select(asked.c.person_id).where(asked.c.due_on.between(*near))
    extended = select(Arrangement.person_id).where(
        Arrangement.due_on.between(*near), is_in_effect(today)
    )
    later = asked_rows(extended, day=today, path=path, name="later").subquery()
    asked_later = select(later.c.person_id).where(later.c.due_on.between(*near))
    # Days that have passed for everybody else are near for whoever came a short time ago.
    new = asked_rows(
        _newcomers(today), day=today, path=path, source=_passed(today), name="new"
    ).subquery()
    asked_anew = select(new.c.person_id).where(new.c.due_on.between(*near))
    accepted = select(Arrangement.person_id).where(
        Arrangement.kind == EQUIVALENT, Arrangement.until.between(*near), is_in_effect(today)
    )
    ending = select(Certificate.person_id).where(
        Certificate.revoked_at.is_(None),
        or_(Certificate.expires_on.between(*near), Certificate.counts_until.between(*near)),
    )
    concerned = (asked_soon, asked_later, asked_anew, ending, accepted)
    told = select(Outgoing.person_id).where(Outgoing.day == today)
    elsewhere = Person.id.in_(
        select(ReminderChoice.person_id).where(ReminderChoice.time_zone.is_not(None))
    )
    return list(
        db.scalars(
            select(Person.id)
            .where(
                or_(*(Person.id.in_(some) for some in concerned)),
                elsewhere if only_elsewhere else or_(Person.id.not_in(told), elsewhere),
                Person.email.is_not(None),
                works_here(today),
            )
            .order_by(Person.id)
        )
    )


def _near(near: tuple[date, date]) -> Source:
    """The assignments whose date may be near: fixed there, or reckoned for each person."""
    every = kept()
    return Source(
        every.assignments,
        every.lines,
        lambda found: and_(
            every.is_open(found), or_(found.c.due != Due.FIXED, found.c.due_on.between(*near))
        ),
    )


def _passed(today: date) -> Source:
    """The assignments whose fixed day has passed."""
    every = kept()
    return Source(
        every.assignments,
        every.lines,
        lambda found: and_(every.is_open(found), found.c.due == Due.FIXED, found.c.due_on < today),
    )


def _newcomers(today: date) -> Select[int]:
    """Whoever may have come so lately that days of their own still run, a weekend included."""
    first = today - timedelta(days=NEWCOMER_DAYS + 2)
    since = datetime.combine(first - timedelta(days=1), time(), UTC)
    placed = select(Membership.person_id).where(Membership.since.between(first, today))
    return select(Person.id).where(or_(Person.id.in_(placed), Person.created_at >= since))


def _may_be_asked(near: tuple[date, date], today: date) -> Select[int]:
    """Whom such assignments may concern: those below their teams, or everybody."""
    source = _near(near)
    first, other = source.assignments(), source.assignments()
    tree = (
        select(first.c.team_id)
        .where(source.is_open(first), first.c.team_id.is_not(None))
        .cte("tree", recursive=True)
    )
    tree = tree.union(select(Team.id).join(tree, Team.parent_id == tree.c.team_id))
    members = (
        select(Membership.person_id)
        .join(tree, tree.c.team_id == Membership.team_id)
        .where(*_is_member(today))
    )
    beyond_teams = select(other.c.id).where(source.is_open(other), other.c.team_id.is_(None))
    return select(Person.id).where(
        Person.email.is_not(None), or_(Person.id.in_(members), beyond_teams.exists())
    )


def addressees(
    db: Session, ids: Sequence[int], *, content: ContentSet, moment: datetime, office: Office
) -> Iterator[Addressee]:
    """The people of these numbers with their facts, six statements for each five hundred."""
    for start in range(0, len(ids), CHUNK):
        yield from _some(db, ids[start : start + CHUNK], content, moment, office)


def _some(
    db: Session, ids: Sequence[int], content: ContentSet, moment: datetime, office: Office
) -> Iterator[Addressee]:
    today = moment.astimezone(office.zone).date()
    people = db.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.language, Person.left_on)
        .where(Person.id.in_(ids))
        .order_by(Person.id)
    ).all()
    asked = _asked(db, ids, content.path.courses, today)
    proofs: dict[int, dict[str, Proof]] = {person_id: {} for person_id in ids}
    proofs |= newest_proofs(db, ids)
    learning.add_accepted(db, proofs, today=today)
    said = _said(db, ids, today)
    told_on: dict[int, set[date]] = {}
    for person_id, day in db.execute(
        select(Outgoing.person_id, Outgoing.day).where(
            Outgoing.person_id.in_(ids),
            Outgoing.day >= today - timedelta(days=WEEK),
        )
    ):
        if day is not None:
            told_on.setdefault(person_id, set()).add(day)
    choices = _choices(db, ids)
    path = frozenset(content.path.courses)
    for person in people:
        mine = asked.get(person.id, {})
        choice = choices.get(person.id, Choice())
        own_today = moment.astimezone(choice.office(office).zone).date()
        matters = [
            rules.matter(
                slug,
                Standing(
                    modules=len(course.modules),
                    proof=proofs.get(person.id, {}).get(slug),
                    due_on=mine[slug].due_on if slug in mine else None,
                ),
                own_today,
                on_path=slug in path,
            )
            for slug, course in content.courses.items()
        ]
        yield Addressee(
            person_id=person.id,
            name=f"{person.first_name} {person.last_name}".strip(),
            language=person.language,
            recipient=Recipient(
                matters=tuple(item for item in matters if item is not None),
                said=frozenset(said.get(person.id, ())),
                told_on=frozenset(told_on.get(person.id, ())),
                choice=choice,
                left_on=person.left_on,
            ),
            why={slug: item.why for slug, item in mine.items()},
        )


def choice_of(db: Session, *, person_id: int) -> Choice:
    """What a person chose; for that person and the planner alone."""
    return _choices(db, [person_id]).get(person_id, Choice())


def is_here(db: Session, *, person_id: int, today: date) -> bool:
    """Whether somebody of this number is with the organisation."""
    found = db.scalar(select(Person.id).where(Person.id == person_id, works_here(today)))
    return found is not None


def mentions_of(db: Session, *, outgoing_id: int) -> list[Mention]:
    """What a written message tells of."""
    return [
        _mention(row)
        for row in db.scalars(select(Reminder).where(Reminder.outgoing_id == outgoing_id))
    ]


def _is_member(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Membership.role == Role.MEMBER.value,
        holds(today),
    )


def _asked(
    db: Session, ids: Sequence[int], path: Sequence[str], today: date
) -> dict[int, dict[str, Asked]]:
    """What is asked of each person by when, earliest first; what has no date is not mentioned."""
    rows = asked_rows(select(Person.id).where(Person.id.in_(ids)), day=today, path=path).subquery()
    found: dict[int, dict[str, Asked]] = {}
    for person_id, course, due_on, why in db.execute(
        select(rows.c.person_id, rows.c.course, rows.c.due_on, Assignment.why)
        .join(Assignment, Assignment.id == rows.c.assignment_id)
        .where(rows.c.due_on.is_not(None))
        .order_by(rows.c.due_on, Assignment.id)
    ):
        found.setdefault(person_id, {}).setdefault(course, Asked(due_on, why))
    return found


def _said(db: Session, ids: Iterable[int], today: date) -> dict[int, set[Mention]]:
    found: dict[int, set[Mention]] = {}
    for row in db.scalars(
        select(Reminder).where(Reminder.person_id.in_(ids), Reminder.on_day >= today)
    ):
        found.setdefault(row.person_id, set()).add(_mention(row))
    return found


def _choices(db: Session, ids: Iterable[int]) -> dict[int, Choice]:
    return {
        row.person_id: Choice(
            row.wants_voluntary,
            row.away_from,
            row.away_until,
            row.time_zone,
            row.is_weekly,
            row.wants_notes,
        )
        for row in db.scalars(select(ReminderChoice).where(ReminderChoice.person_id.in_(ids)))
    }


def _mention(row: Reminder) -> Mention:
    return Mention(row.course, About(row.about), row.on_day, row.step)
