"""When the message that brings a note may go: in the receiver's hours, and after dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.notes.models import Kind, Note
from lms.notes.services import MAIL
from lms.people.models import Outgoing
from lms.reminders import queries, rules
from lms.reminders.rules import About, Office, Recipient, Verdict

__all__ = ["MAIL", "judge", "put_off"]


def judge(
    db: Session,
    *,
    outgoing_id: int,
    is_in_doubt: bool,
    content: ContentSet,
    moment: datetime,
    office: Office,
) -> bool:
    """Whether a note's message goes now; a day is then taken for it, which no other message has.

    One that must wait and whose earlier try ended nobody knows how is given up: it may have
    arrived.
    """
    row = db.get(Outgoing, outgoing_id)
    note = _note_of(db, row)
    if row is None or note is None:
        db.execute(delete(Outgoing).where(Outgoing.id == outgoing_id))
        return False
    people = queries.addressees(db, [row.person_id], content=content, moment=moment, office=office)
    recipient = _without(next(iter(people)).recipient, row.day)
    verdict = (
        rules.by_hand(recipient, moment, office, written_on=note.written_on)
        if _still_holds(note, recipient)
        else Verdict.NEVER
    )
    own = recipient.choice.office(office)
    if verdict is Verdict.NOW:
        row.day = moment.astimezone(own.zone).date()
        db.flush()
        return True
    if verdict is Verdict.LATER and not is_in_doubt:
        put_off(db, outgoing_id=outgoing_id, until=own.opening_after(moment))
    elif is_in_doubt:
        row.given_up_at = moment
    else:
        db.execute(delete(Outgoing).where(Outgoing.id == outgoing_id))
    return False


def put_off(db: Session, *, outgoing_id: int, until: datetime) -> None:
    """Let a message wait without a try being counted; the day it had is free again."""
    db.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id)
        .values(day=None, tries=Outgoing.tries - 1, tried_at=None, next_at=until)
    )


def _note_of(db: Session, row: Outgoing | None) -> Note | None:
    number = (row.subject_key or "").rpartition(":")[2] if row is not None else ""
    return db.scalar(select(Note).where(Note.id == int(number))) if number.isdecimal() else None


def _without(recipient: Recipient, day: date | None) -> Recipient:
    """The recipient without the day that this very message took at an earlier try."""
    return replace(recipient, told_on=recipient.told_on - {day}) if day else recipient


def _still_holds(note: Note, recipient: Recipient) -> bool:
    """Whether a word about a date is still about something to do."""
    return note.kind != Kind.REMINDER.value or any(
        matter.course == note.about and matter.about is About.DUE for matter in recipient.matters
    )
