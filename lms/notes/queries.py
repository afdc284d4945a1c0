"""Notes as their receiver, their writer and the team may see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import Session, aliased

from lms.authz import Owned
from lms.certificates.queries import newest_proofs
from lms.enrolments import queries as learning
from lms.enrolments.asked import asked_rows
from lms.notes.models import Answer, DeletedNote, HelpReply, Kind, Note, NoteTurn
from lms.notes.rules import SENT_DAYS, SHARED_DAYS, SHOWN_DAYS, WITHDRAWN_DAYS, Turn
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person
from lms.standing import Standing

MOST = 100
"""Notes of one list; older ones are reached once newer ones are deleted."""
MOST_SHARED = 20
MOST_FOUND = 25
"""Colleagues a page lists; with more, a name is looked for."""


@dataclass(frozen=True, slots=True)
class Received:
    """A note as its receiver sees it; without a sender's name when the sender was erased."""

    id: int
    kind: Kind
    sender_id: int | None
    sender: str
    receiver_id: int
    about: str
    text: str
    written_on: date
    is_shared: bool
    answer: Answer | None

    @property
    def resource(self) -> Owned:
        """It belongs to the receiver."""
        return Owned(self.receiver_id)


@dataclass(frozen=True, slots=True)
class Written:
    """A note as its writer sees it: a yes is told, nothing else of what the receiver did."""

    id: int
    kind: Kind
    sender_id: int
    receiver: str
    about: str
    text: str
    written_on: date
    has_yes: bool

    @property
    def resource(self) -> Owned:
        """It belongs to the writer."""
        return Owned(self.sender_id)


@dataclass(frozen=True, slots=True)
class Sent:
    """That a note was sent, without its words; `about` is a course where it is about a date."""

    sender_id: int
    sender: str
    kind: Kind
    about: str
    on: date


@dataclass(frozen=True, slots=True)
class Shown:
    """Thanks that a colleague lets the team see."""

    sender: str
    receiver: str
    about: str
    text: str
    written_on: date


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody in a team with the one who asks."""

    person_id: int
    name: str
    job_title: str
    colleague_of: int


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a message about a note goes, and in which language."""

    email: str | None
    language: str | None


def received(
    db: Session, *, person_id: int, since: date | None = None, kinds: Sequence[Kind] = tuple(Kind)
) -> list[Received]:
    """The notes to a person, newest first."""
    statement = (
        _received()
        .where(Note.receiver_id == person_id, Note.kind.in_([kind.value for kind in kinds]))
        .order_by(Note.written_on.desc(), Note.id.desc())
        .limit(MOST)
    )
    if since is not None:
        statement = statement.where(Note.written_on >= since)
    return [_one_received(row) for row in db.execute(statement)]


def newest(db: Session, *, person_id: int, done: Collection[str], today: date) -> list[Received]:
    """What leads on My learning, of the last thirty days: the newest thanks, offers that wait for
    an answer, and words about courses that are not done.
    """
    found = received(db, person_id=person_id, since=today - timedelta(days=SHOWN_DAYS))
    thanks = [one for one in found if one.kind is Kind.THANKS]
    return [
        one
        for one in found
        if one in thanks[:1]
        or (one.kind is Kind.HELP and one.answer is None)
        or (one.kind is Kind.REMINDER and one.about not in done)
    ]


def received_by_id(db: Session, note: int) -> Received | None:
    """One note, for its receiver."""
    row = db.execute(_received().where(Note.id == note)).one_or_none()
    return _one_received(row) if row is not None else None


def written(db: Session, *, person_id: int, today: date, to: int | None = None) -> list[Written]:
    """What a person wrote in the last month, newest first."""
    statement = (
        _written()
        .where(
            Note.sender_id == person_id,
            Note.written_on > today - timedelta(days=WITHDRAWN_DAYS),
        )
        .order_by(Note.written_on.desc(), Note.id.desc())
        .limit(MOST)
    )
    if to is not None:
        statement = statement.where(Note.receiver_id == to)
    return [_one_written(row) for row in db.execute(statement)]


def sent(
    db: Session, *, receiver_id: int, senders: Collection[int], today: date
) -> tuple[Sent, ...]:
    """What these people sent to somebody in the last ninety days, newest first.

    Whoever reads this may be one of the senders, who sees the own alone, or the receiver.
    """
    rows = db.execute(
        select(
            Note.sender_id,
            Person.first_name,
            Person.last_name,
            Note.kind,
            case((Note.kind == Kind.REMINDER.value, Note.about), else_="").label("about"),
            Note.written_on,
        )
        .join(Person, Person.id == Note.sender_id)
        .where(
            Note.receiver_id == receiver_id,
            Note.sender_id.in_(senders),
            Note.written_on > today - timedelta(days=SENT_DAYS),
            Note.written_on <= today,
        )
        .order_by(Note.written_on.desc(), Note.id.desc())
    )
    return tuple(
        Sent(
            row.sender_id,
            _name(row.first_name, row.last_name),
            Kind(row.kind),
            row.about,
            row.written_on,
        )
        for row in rows
    )


def written_by_id(db: Session, note: int) -> Written | None:
    """One note, for its writer."""
    row = db.execute(_written().where(Note.id == note)).one_or_none()
    return _one_written(row) if row is not None else None


def shown_in_teams(db: Session, *, person_id: int, today: date) -> list[Shown]:
    """What colleagues of the own teams let their team see, newest first."""
    sender, receiver = aliased(Person), aliased(Person)
    rows = db.execute(
        select(
            Note.about,
            Note.text,
            Note.written_on,
            sender.first_name.label("sender_first"),
            sender.last_name.label("sender_last"),
            receiver.first_name,
            receiver.last_name,
        )
        .join(receiver, receiver.id == Note.receiver_id)
        .outerjoin(sender, sender.id == Note.sender_id)
        .where(
            Note.is_shared,
            Note.kind == Kind.THANKS.value,
            Note.written_on > today - timedelta(days=SHARED_DAYS),
            Note.receiver_id != person_id,
            Note.receiver_id.in_(_in_own_teams(person_id, today)),
        )
        .order_by(Note.written_on.desc(), Note.id.desc())
        .limit(MOST_SHARED)
    )
    return [
        Shown(
            sender=_name(row.sender_first, row.sender_last),
            receiver=_name(row.first_name, row.last_name),
            about=row.about,
            text=row.text,
            written_on=row.written_on,
        )
        for row in rows
    ]


def colleagues(db: Session, *, person_id: int, find: str, today: date) -> list[Colleague]:
    """People of the own teams by name, as many as a page lists."""
    statement = _colleagues(person_id, today).order_by(
        Person.last_name, Person.first_name, Person.id
    )
    for word in find.split()[:5]:
        statement = statement.where(_named(word))
    return [_colleague(row, person_id) for row in db.execute(statement.limit(MOST_FOUND + 1))]


def colleague(db: Session, *, person_id: int, other: int, today: date) -> Colleague | None:
    """Somebody in a team with the one who asks, or None."""
    row = db.execute(_colleagues(person_id, today).where(Person.id == other)).one_or_none()
    return _colleague(row, person_id) if row is not None else None


def addressee(db: Session, *, person_id: int) -> Addressee | None:
    """Where a message to a person goes."""
    row = db.execute(
        select(Person.email, Person.language).where(Person.id == person_id)
    ).one_or_none()
    return Addressee(row.email, row.language) if row is not None else None


def free_on(db: Session, *, person_id: int, turn: Turn, today: date) -> date | None:
    """From which day on a turn is free again, None when it is free now. For the page only."""
    taken = db.scalar(
        select(NoteTurn.taken_on).where(NoteTurn.person_id == person_id, NoteTurn.key == turn.key)
    )
    if taken is None or taken <= turn.last_taken(today):
        return None
    return taken + timedelta(days=turn.days)


def standings(
    db: Session, *, person_id: int, path: Sequence[str], today: date
) -> dict[str, Standing]:
    """Dates of one person with each course: what is asked by when, and the last certificate."""
    one = select(Person.id).where(Person.id == person_id)
    asked = asked_rows(one, day=today, path=path).subquery()
    due: dict[str, date] = {}
    for course, due_on in db.execute(select(asked.c.course, asked.c.due_on)):
        if due_on is not None:
            due[course] = min(due.get(course, due_on), due_on)
    proofs = newest_proofs(db, [person_id]).get(person_id, {})
    learning.add_accepted(db, {person_id: proofs}, today=today)
    return {
        course: Standing(1, proof=proofs.get(course), due_on=due.get(course))
        for course in due.keys() | proofs.keys()
    }


def _received() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Note.id,
            Note.kind,
            Note.sender_id,
            Note.receiver_id,
            Note.about,
            Note.text,
            Note.written_on,
            Note.is_shared,
            HelpReply.said,
            Person.first_name,
            Person.last_name,
        )
        .outerjoin(Person, Person.id == Note.sender_id)
        .outerjoin(HelpReply, HelpReply.note_id == Note.id)
        .where(~select(DeletedNote.note_id).where(DeletedNote.note_id == Note.id).exists())
    )


def _one_received(row: Any) -> Received:
    return Received(
        id=row.id,
        kind=Kind(row.kind),
        sender_id=row.sender_id,
        sender=_name(row.first_name, row.last_name),
        receiver_id=row.receiver_id,
        about=row.about,
        text=row.text,
        written_on=row.written_on,
        is_shared=row.is_shared,
        answer=Answer(row.said) if row.said else None,
    )


def _written() -> Select[*tuple[Any, ...]]:
    yes = and_(HelpReply.note_id == Note.id, HelpReply.said == Answer.YES.value)
    return (
        select(
            Note.id,
            Note.kind,
            Note.sender_id,
            Note.about,
            Note.text,
            Note.written_on,
            HelpReply.note_id.label("yes"),
            Person.first_name,
            Person.last_name,
        )
        .join(Person, Person.id == Note.receiver_id)
        .outerjoin(HelpReply, yes)
        .where(Note.sender_id.is_not(None))
    )


def _one_written(row: Any) -> Written:
    return Written(
        id=row.id,
        kind=Kind(row.kind),
        sender_id=row.sender_id,
        receiver=_name(row.first_name, row.last_name),
        about=row.about,
        text=row.text,
        written_on=row.written_on,
        has_yes=row.yes is not None,
    )


def _in_own_teams(person_id: int, today: date) -> Select[int]:
    own, other = aliased(Membership), aliased(Membership)
    return (
        select(other.person_id)
        .join(own, own.team_id == other.team_id)
        .where(own.person_id == person_id, holds(today, of=own), holds(today, of=other))
    )


def _colleagues(person_id: int, today: date) -> Select[*tuple[Any, ...]]:
    return select(Person.id, Person.first_name, Person.last_name, Person.job_title).where(
        Person.id.in_(_in_own_teams(person_id, today)),
        Person.id != person_id,
        Person.erased_at.is_(None),
        works_here(today),
    )


def _colleague(row: Any, person_id: int) -> Colleague:
    return Colleague(row.id, _name(row.first_name, row.last_name), row.job_title, person_id)


def _named(word: str) -> ColumnElement[bool]:
    """The word is in a name; SQLite knows only the small letters of English by itself."""
    plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    forms = {plain, plain.lower(), plain.capitalize()}
    columns = (Person.first_name, Person.last_name)
    return or_(*(column.ilike(f"%{form}%", escape="!") for form in forms for column in columns))


def _name(first: str | None, last: str | None) -> str:
    return f"{first or ''} {last or ''}".strip()
