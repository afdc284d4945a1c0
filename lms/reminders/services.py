"""Planning messages, each once; withdrawing what is no longer true; what people choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.database import insert_for, insert_new, insert_once
from lms.people.models import Outgoing
from lms.reminders import queries, rules
from lms.reminders.models import Reminder, ReminderChoice
from lms.reminders.queries import KIND, Addressee
from lms.reminders.rules import Choice, Mention, Office

DIGEST = "dates"
"""What the message of a day is about; with person, kind and day it is unique."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in one person's language."""

    subject: str
    text: str
    html: str
    stop_address: str | None = None


Compose = Callable[[Addressee, tuple[Mention, ...]], Letter]


def plan(
    db: Session,
    people: Iterable[Addressee],
    *,
    compose: Compose,
    moment: datetime,
    office: Office,
) -> int:
    """Write the messages of this moment; a message that another planner wrote is left alone."""
    written = 0
    for person in people:
        today = moment.astimezone(person.recipient.choice.office(office).zone).date()
        mentions = rules.digest(person.recipient, moment, office)
        if not mentions:
            continue
        letter = compose(person, mentions)
        row = insert_new(
            db,
            Outgoing,
            {
                "person_id": person.person_id,
                "kind": KIND,
                "subject_key": DIGEST,
                "day": today,
                "subject": letter.subject[:200],
                "body": letter.text,
                "html": letter.html,
                "stop_address": letter.stop_address,
                "created_at": moment,
            },
        )
        if row is None:
            continue
        db.execute(
            insert_once(db, Reminder),
            [
                {
                    "person_id": person.person_id,
                    "outgoing_id": row.id,
                    "course": mention.course,
                    "about": mention.about.value,
                    "on_day": mention.on,
                    "step": mention.step,
                }
                for mention in mentions
            ],
        )
        written += 1
    return written


def is_still_true(
    db: Session,
    *,
    outgoing_id: int,
    person_id: int,
    content: ContentSet,
    moment: datetime,
    office: Office,
) -> bool:
    """Whether a written reminder may go now, with everything that happened since."""
    row = db.get(Outgoing, outgoing_id)
    people = list(
        queries.addressees(db, [person_id], content=content, moment=moment, office=office)
    )
    if row is None or not people:
        return False
    own = people[0].recipient.choice.office(office)
    if row.day != moment.astimezone(own.zone).date():
        return False
    mentions = queries.mentions_of(db, outgoing_id=outgoing_id)
    return bool(mentions) and rules.still_true(mentions, people[0].recipient, moment, office)


def withdraw(db: Session, *, outgoing_id: int) -> None:
    """Take a message back that nobody was sent; what it told of may be planned again."""
    db.execute(delete(Reminder).where(Reminder.outgoing_id == outgoing_id))
    db.execute(delete(Outgoing).where(Outgoing.id == outgoing_id, Outgoing.sent_at.is_(None)))


def choose(db: Session, *, person_id: int, choice: Choice) -> None:
    """Keep what a person chose on their page."""
    _upsert(db, person_id, asdict(choice))


def stop_voluntary(db: Session, *, person_id: int) -> None:
    """No more reminders of what nobody asks; doing it again changes nothing."""
    _upsert(db, person_id, {"wants_voluntary": False})


def stop_notes(db: Session, *, person_id: int) -> None:
    """No more notes by mail; they are in the product as before."""
    _upsert(db, person_id, {"wants_notes": False})


def forget(db: Session, *, before: date) -> None:
    """Forget reminders of dates that are long over, and days away that have passed."""
    db.execute(delete(Reminder).where(Reminder.on_day < before))
    db.query(ReminderChoice).filter(ReminderChoice.away_until < before).update(
        {"away_from": None, "away_until": None}, synchronize_session=False
    )


def erase(db: Session, *, person_id: int) -> None:
    """Delete what was reminded of and what was chosen, of somebody who is erased."""
    db.execute(delete(Reminder).where(Reminder.person_id == person_id))
    db.execute(delete(ReminderChoice).where(ReminderChoice.person_id == person_id))


def _upsert(db: Session, person_id: int, values: dict[str, object]) -> None:
    insert = insert_for(db.get_bind().dialect.name)
    db.execute(
        insert(ReminderChoice)
        .values(person_id=person_id, **values)
        .on_conflict_do_update(index_elements=["person_id"], set_=values)
    )
