"""Sending, answering, deleting messages and choosing who reads them; all safe to repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.database import insert_new
from lms.errors import Invalid, NotFound
from lms.inbox.models import InboxKeeper, InboxMessage
from lms.inbox.queries import (
    Keeper,
    in_time,
    keepers,
    reader_for,
    reply_of,
    version_of,
    without_reader,
)
from lms.inbox.rules import MOST_KEEPERS, Kind
from lms.inbox.sealing import once, sealed
from lms.people import notices
from lms.people.audit import Record, record
from lms.people.dated import works_here
from lms.people.models import Notice, Person
from lms.people.services import send_mail

Letter = Callable[[Keeper], tuple[str, str]]
"""Writes what tells a reader to look: a subject and a text, without anything of the words."""


def send(
    db: Session,
    *,
    kind: Kind,
    token: str,
    sender_id: int,
    words: str,
    language: str,
    may_be_used: bool,
    secret: str,
    now: datetime,
    today: date,
    letter: Letter | None = None,
) -> None:
    """Send a message to whoever reads its kind.

    The same words in the same form are one message however often they come, and the newest tick
    counts; other words are another message. Raises NotFound("no_reader") where nobody is chosen
    who could read it.
    """
    chosen = reader_for(db, kind=kind, sender_id=sender_id, today=today)
    if chosen is None:
        raise NotFound("no_reader")
    name = once(secret, kind.value, str(sender_id), token, words)
    is_lent = may_be_used and kind is Kind.QUESTION
    values = {
        "kind": kind.value,
        "token": name,
        "sender_id": sender_id,
        "keeper_id": chosen.person_id if kind.has_one_reader else None,
        "words": sealed(secret, name, words),
        "language": language,
        "may_be_used": is_lent,
        "is_offered": False,
        "sent_at": now,
    }
    message = insert_new(db, InboxMessage, values)
    if message is None:
        db.execute(
            update(InboxMessage).where(InboxMessage.token == name).values(may_be_used=is_lent)
        )
        return
    if kind.has_one_reader:
        _tell(db, chosen, message.id, letter=letter, now=now)
        return
    for keeper in keepers(db, today)[kind]:
        if keeper.person_id != sender_id:
            _tell(db, keeper, message.id, letter=None, now=now)


def _tell(
    db: Session, keeper: Keeper, message_id: int, *, letter: Letter | None, now: datetime
) -> None:
    """Leave a reader a notice, and write to them where a letter can be written and sent."""
    notices.leave(db, person_id=keeper.person_id, kind="inbox", subject=str(message_id), now=now)
    if letter is not None and keeper.email is not None:
        subject, body = letter(keeper)
        send_mail(db, person_id=keeper.person_id, subject=subject, body=body, now=now)


def answer(
    db: Session,
    *,
    message_id: int,
    reply: str,
    offers: bool,
    seen: str,
    secret: str,
    now: datetime,
) -> bool:
    """Keep a reply, settle the message and tell its sender; no empty one takes another away.

    False when it was answered otherwise since its reader saw it as `seen`, or is gone.
    """
    message = db.get(InboxMessage, message_id, with_for_update=True, populate_existing=True)
    if message is None:
        return False
    if seen != version_of(message, secret):
        return bool(reply) and reply == reply_of(message, secret)
    if reply:
        message.reply = sealed(secret, message.token, reply)
    message.is_offered = offers and message.may_be_used and message.reply is not None
    message.settled_at = now
    db.flush()
    notices.leave(
        db, person_id=message.sender_id, kind="inbox_reply", subject=str(message.id), now=now
    )
    _close(db, [message.id], kind="inbox", now=now)
    return True


def delete_message(db: Session, *, message_id: int) -> None:
    """Delete a message with its reply and the notices of it."""
    _delete(db, [message_id])


def choose(
    db: Session,
    *,
    kind: Kind,
    names: Sequence[str],
    actor_id: int | None,
    now: datetime,
    today: date,
    letter: Letter | None = None,
) -> None:
    """Choose who reads a kind, in this order; what was sent to somebody before stays with them.

    Open messages whose reader has left go to the first who may read them. Raises
    Invalid(kind, "unknown_keeper", names=...) and Invalid(kind, "too_many_keepers").
    """
    wanted = list(dict.fromkeys(name.strip().casefold() for name in names if name.strip()))
    if len(wanted) > MOST_KEEPERS:
        raise Invalid(kind.value, "too_many_keepers", most=MOST_KEEPERS)
    known = {
        row.sign_in_name: row.id
        for row in db.execute(
            select(Person.sign_in_name, Person.id).where(
                Person.sign_in_name.in_(wanted),
                works_here(today),
            )
        )
    }
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise Invalid(kind.value, "unknown_keeper", names=", ".join(unknown))
    before = [item.person_id for item in keepers(db, today)[kind]]
    after = [known[name] for name in wanted]
    if before != after:
        db.execute(delete(InboxKeeper).where(InboxKeeper.kind == kind.value))
        db.add_all(
            InboxKeeper(kind=kind.value, person_id=person_id, place=place)
            for place, person_id in enumerate(after, start=1)
        )
        record(
            db,
            [
                Record(
                    "inbox.choose",
                    f"inbox:{kind.value}",
                    {"people": ", ".join(map(str, before))},
                    {"people": ", ".join(map(str, after))},
                )
            ],
            actor_id=actor_id,
            now=now,
        )
        db.flush()
    hand_over(db, now=now, today=today, letter=letter, kind=kind)


def hand_over(
    db: Session,
    *,
    now: datetime,
    today: date,
    letter: Letter | None = None,
    kind: Kind | None = None,
) -> int:
    """Open messages, of one kind or all, whose reader has left find another one; says how many.

    Where nobody may read one it waits without a reader, and the administrators' page counts it.
    """
    moved = 0
    orphans = select(InboxMessage).where(without_reader(today), in_time(now))
    if kind is not None:
        orphans = orphans.where(InboxMessage.kind == kind.value)
    for message in db.scalars(orphans).all():
        found = reader_for(db, kind=Kind(message.kind), sender_id=message.sender_id, today=today)
        if message.keeper_id is not None:
            _close(db, [message.id], kind="inbox", now=now)
        message.keeper_id = found.person_id if found is not None else None
        if found is not None:
            _tell(db, found, message.id, letter=letter, now=now)
            moved += 1
    db.flush()
    return moved


def forget_old(db: Session, *, now: datetime) -> int:
    """Delete messages whose time is over."""
    old = db.scalars(select(InboxMessage.id).where(~in_time(now))).all()
    _delete(db, old)
    return len(old)


def erase(db: Session, *, person_id: int) -> None:
    """Delete what an erased person sent, and let them read nothing any more."""
    mine = db.scalars(select(InboxMessage.id).where(InboxMessage.sender_id == person_id)).all()
    _delete(db, mine)
    db.execute(delete(InboxKeeper).where(InboxKeeper.person_id == person_id))
    db.execute(
        update(InboxMessage).where(InboxMessage.keeper_id == person_id).values(keeper_id=None)
    )


def _delete(db: Session, ids: Sequence[int]) -> None:
    if not ids:
        return
    db.execute(
        delete(Notice).where(
            Notice.kind.in_(["inbox", "inbox_reply"]),
            Notice.subject.in_([str(item) for item in ids]),
        )
    )
    db.execute(delete(InboxMessage).where(InboxMessage.id.in_(ids)))


def _close(db: Session, ids: Sequence[int], *, kind: str, now: datetime) -> None:
    db.execute(
        update(Notice)
        .where(Notice.kind == kind, Notice.subject.in_([str(item) for item in ids]))
        .values(closed_at=now)
    )
