"""Writing a note with its message, answering, showing, taking back and forgetting it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Delete, delete, select, update
from sqlalchemy.orm import Session

from lms.database import insert_for, insert_once
from lms.notes.models import Answer, DeletedNote, HelpReply, Kind, Note, NoteTurn
from lms.notes.rules import Turn
from lms.people import notices
from lms.people.models import Notice, Outgoing

MAIL = "note"
"""The kind of the message that brings a note."""
SAID_YES = "help_yes"
"""The kind of the notice that tells a manager of a yes."""


@dataclass(frozen=True, slots=True)
class Words:
    """The message that brings a note, in the receiver's language."""

    subject: str
    text: str
    html: str
    stop_address: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A note to be written, and the message for somebody who has an address."""

    kind: Kind
    sender_id: int
    receiver_id: int
    about: str
    text: str
    turn: Turn
    words: Words | None


def subject_key(note_id: int) -> str:
    """What the message of a note is about, as the outbox names it."""
    return f"note:{note_id}"


def write(db: Session, draft: Draft, *, now: datetime, today: date) -> int | None:
    """Write a note and its message; None when the turn is taken, however many try at once."""
    if not _take_turn(db, draft.turn, draft.receiver_id, today):
        return None
    note = Note(
        kind=draft.kind.value,
        sender_id=draft.sender_id,
        receiver_id=draft.receiver_id,
        about=draft.about,
        text=draft.text,
        written_at=now,
        written_on=today,
    )
    db.add(note)
    db.flush()
    if draft.words is not None:
        db.add(
            Outgoing(
                person_id=draft.receiver_id,
                kind=MAIL,
                subject_key=subject_key(note.id),
                subject=draft.words.subject[:200],
                body=draft.words.text,
                html=draft.words.html,
                stop_address=draft.words.stop_address,
                created_at=now,
            )
        )
        db.flush()
    return note.id


def _take_turn(db: Session, turn: Turn, person_id: int, today: date) -> bool:
    """Take a turn in one statement: the unique key decides between two who try at once."""
    insert = insert_for(db.get_bind().dialect.name)
    fresh = insert(NoteTurn).values(person_id=person_id, key=turn.key, taken_on=today)
    taken = db.scalar(
        fresh.on_conflict_do_update(
            index_elements=["person_id", "key"],
            set_={"taken_on": today},
            where=NoteTurn.taken_on <= turn.last_taken(today),
        ).returning(NoteTurn.person_id)
    )
    return taken is not None


def show(db: Session, *, note_id: int, is_shared: bool) -> None:
    """Let the own team see thanks, or nobody; the receiver's choice."""
    db.execute(
        update(Note)
        .where(Note.id == note_id, Note.kind == Kind.THANKS.value)
        .values(is_shared=is_shared)
    )


def answer(
    db: Session,
    *,
    note_id: int,
    person_id: int,
    sender_id: int | None,
    said: Answer,
    now: datetime,
) -> None:
    """Answer an offer of help, or answer otherwise; only a yes is told."""
    insert = insert_for(db.get_bind().dialect.name)
    fresh = insert(HelpReply).values(note_id=note_id, person_id=person_id, said=said.value)
    db.execute(fresh.on_conflict_do_update(index_elements=["note_id"], set_={"said": said.value}))
    if sender_id is None:
        return
    if said is Answer.YES:
        notices.leave(db, person_id=sender_id, kind=SAID_YES, subject=str(note_id), now=now)
    else:
        notices.close(db, person_id=sender_id, kind=SAID_YES, subject=str(note_id), now=now)


def hide(db: Session, *, note_id: int, person_id: int, sender_id: int | None) -> None:
    """Delete a note for its receiver; its writer sees it as before, until its time is over.

    A message that was not sent yet is not sent any more. Whose writer was erased goes at once.
    """
    if sender_id is None:
        _remove(db, [note_id])
        return
    db.execute(insert_once(db, DeletedNote), {"note_id": note_id, "person_id": person_id})
    db.execute(update(Note).where(Note.id == note_id).values(is_shared=False))
    db.execute(_unsent([note_id]))


def remove(db: Session, *, note_id: int) -> None:
    """Delete a note for both, with the message that was not sent yet."""
    _remove(db, [note_id])


def forget(db: Session, *, before: date) -> None:
    """Delete offers and reminders written before a day, deleted thanks, and turns that are over."""
    is_deleted = Note.id.in_(select(DeletedNote.note_id))
    old = select(Note.id).where(
        (Note.kind != Kind.THANKS.value) | is_deleted, Note.written_on < before
    )
    _remove(db, list(db.scalars(old)))
    db.execute(delete(NoteTurn).where(NoteTurn.taken_on < before))


def erase(db: Session, *, person_id: int) -> None:
    """Erase what somebody got and offered; thanks they wrote stay with whom they are for."""
    mine = select(Note.id).where(
        (Note.receiver_id == person_id)
        | ((Note.sender_id == person_id) & (Note.kind != Kind.THANKS.value))
    )
    _remove(db, list(db.scalars(mine)))
    thanks = list(db.scalars(select(Note.id).where(Note.sender_id == person_id)))
    for part in _parts(thanks):
        keys = [subject_key(one) for one in part]
        db.execute(delete(Outgoing).where(Outgoing.kind == MAIL, Outgoing.subject_key.in_(keys)))
    db.execute(update(Note).where(Note.sender_id == person_id).values(sender_id=None))
    db.execute(
        delete(NoteTurn).where(
            (NoteTurn.person_id == person_id) | (NoteTurn.key == f"thanks:{person_id}")
        )
    )


def _remove(db: Session, ids: list[int]) -> None:
    for part in _parts(ids):
        db.execute(_unsent(part))
        subjects = [str(one) for one in part]
        db.execute(delete(Notice).where(Notice.kind == SAID_YES, Notice.subject.in_(subjects)))
        for table in (HelpReply, DeletedNote):
            db.execute(delete(table).where(table.note_id.in_(part)))
        db.execute(delete(Note).where(Note.id.in_(part)))


def _unsent(ids: list[int]) -> Delete:
    """Take the messages of notes that were not sent yet out of the outbox."""
    keys = [subject_key(one) for one in ids]
    return delete(Outgoing).where(
        Outgoing.kind == MAIL, Outgoing.subject_key.in_(keys), Outgoing.sent_at.is_(None)
    )


def _parts(ids: list[int]) -> list[list[int]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
