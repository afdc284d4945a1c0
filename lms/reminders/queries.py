"""Whom a reminder may concern and what is known about them: few statements for many people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.certificates.models import Certificate
from lms.content.model import ContentSet
from lms.enrolments.models import Assignment
from lms.people.models import Membership, Outgoing, Person, Role, Team
from lms.reminders import rules
from lms.reminders.models import Reminder, ReminderChoice
from lms.reminders.rules import HORIZON, WEEK, About, Choice, Mention, Recipient
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


def candidates(db: Session, *, today: date) -> list[int]:
    """People with an address for whom a date is near and who were not written to today."""
    near = (today + timedelta(days=1), today + timedelta(days=HORIZON))
    tree = (
        select(Assignment.id.label("assignment_id"), Assignment.team_id.label("team_id"))
        .where(Assignment.ended_at.is_(None), Assignment.due_on.between(*near))
        .cte("tree", recursive=True)
    )
    tree = tree.union(
        select(tree.c.assignment_id, Team.id).join(tree, Team.parent_id == tree.c.team_id)
    )
    asked = (
        select(Membership.person_id)
        .join(tree, tree.c.team_id == Membership.team_id)
        .where(*_is_member(today))
    )
    ending = select(Certificate.person_id).where(
        Certificate.revoked_at.is_(None), Certificate.expires_on.between(*near)
    )
    told = select(Outgoing.person_id).where(Outgoing.kind == KIND, Outgoing.day == today)
    return list(
        db.scalars(
            select(Person.id)
            .where(
                or_(Person.id.in_(asked), Person.id.in_(ending)),
                Person.id.not_in(told),
                Person.email.is_not(None),
                or_(Person.left_on.is_(None), Person.left_on > today),
            )
            .order_by(Person.id)
        )
    )


def addressees(
    db: Session, ids: Sequence[int], *, content: ContentSet, today: date
) -> Iterator[Addressee]:
    """The people of these numbers with their facts, six statements for each five hundred."""
    for start in range(0, len(ids), CHUNK):
        yield from _some(db, ids[start : start + CHUNK], content, today)


def _some(db: Session, ids: Sequence[int], content: ContentSet, today: date) -> Iterator[Addressee]:
    people = db.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.language, Person.left_on)
        .where(Person.id.in_(ids))
        .order_by(Person.id)
    ).all()
    asked = _asked(db, ids, today)
    proofs = _proofs(db, ids)
    said = _said(db, ids, today)
    told_on: dict[int, set[date]] = {}
    for person_id, day in db.execute(
        select(Outgoing.person_id, Outgoing.day).where(
            Outgoing.person_id.in_(ids),
            Outgoing.kind == KIND,
            Outgoing.day > today - timedelta(days=WEEK),
        )
    ):
        if day is not None:
            told_on.setdefault(person_id, set()).add(day)
    choices = _choices(db, ids)
    path = frozenset(content.path.courses)
    for person in people:
        mine = asked.get(person.id, {})
        matters = [
            rules.matter(
                slug,
                Standing(
                    modules=len(course.modules),
                    proof=proofs.get(person.id, {}).get(slug),
                    due_on=mine[slug].due_on if slug in mine else None,
                ),
                today,
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
                choice=choices.get(person.id, Choice()),
                left_on=person.left_on,
            ),
            why={slug: item.why for slug, item in mine.items()},
        )


def choice_of(db: Session, *, person_id: int) -> Choice:
    """What a person chose; for that person and the planner alone."""
    return _choices(db, [person_id]).get(person_id, Choice())


def is_here(db: Session, *, person_id: int, today: date) -> bool:
    """Whether somebody of this number is with the organisation."""
    found = db.scalar(
        select(Person.id).where(
            Person.id == person_id, or_(Person.left_on.is_(None), Person.left_on > today)
        )
    )
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
        Membership.since <= today,
        or_(Membership.until.is_(None), Membership.until > today),
    )


def _asked(db: Session, ids: Iterable[int], today: date) -> dict[int, dict[str, Asked]]:
    """What is asked of each person through their teams and the teams above, earliest first."""
    mine = (
        select(Membership.person_id.label("person_id"), Team.id.label("id"), Team.parent_id)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.person_id.in_(ids), *_is_member(today))
        .cte("mine", recursive=True)
    )
    above = aliased(Team)
    mine = mine.union(
        select(mine.c.person_id, above.id, above.parent_id).join(mine, above.id == mine.c.parent_id)
    )
    found: dict[int, dict[str, Asked]] = {}
    for person_id, course, due_on, why in db.execute(
        select(mine.c.person_id, Assignment.course, Assignment.due_on, Assignment.why)
        .join(mine, mine.c.id == Assignment.team_id)
        .where(Assignment.ended_at.is_(None))
        .order_by(Assignment.due_on, Assignment.id)
    ):
        found.setdefault(person_id, {}).setdefault(course, Asked(due_on, why))
    return found


def _proofs(db: Session, ids: Iterable[int]) -> dict[int, dict[str, Proof]]:
    latest: Select[int] = (
        select(func.max(Certificate.id))
        .where(Certificate.person_id.in_(ids), Certificate.revoked_at.is_(None))
        .group_by(Certificate.person_id, Certificate.course)
    )
    found: dict[int, dict[str, Proof]] = {}
    for row in db.execute(
        select(
            Certificate.person_id,
            Certificate.course,
            Certificate.issued_on,
            Certificate.expires_on,
        ).where(Certificate.id.in_(latest))
    ):
        found.setdefault(row.person_id, {})[row.course] = Proof(row.issued_on, row.expires_on)
    return found


def _said(db: Session, ids: Iterable[int], today: date) -> dict[int, set[Mention]]:
    found: dict[int, set[Mention]] = {}
    for row in db.scalars(
        select(Reminder).where(Reminder.person_id.in_(ids), Reminder.on_day > today)
    ):
        found.setdefault(row.person_id, set()).add(_mention(row))
    return found


def _choices(db: Session, ids: Iterable[int]) -> dict[int, Choice]:
    return {
        row.person_id: Choice(row.wants_voluntary, row.away_from, row.away_until)
        for row in db.scalars(select(ReminderChoice).where(ReminderChoice.person_id.in_(ids)))
    }


def _mention(row: Reminder) -> Mention:
    return Mention(row.course, About(row.about), row.on_day, row.step)
