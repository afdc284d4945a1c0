"""Sending, answering, deleting messages and choosing who reads them; all safe to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from lms.database import insert_new
from lms.errors import Invalid, NotFound
from lms.inbox.models import InboxKeeper, InboxMessage
from lms.inbox.queries import keepers, reader_for
from lms.inbox.rules import KEPT_OPEN, KEPT_SETTLED, MOST_KEEPERS, Kind
from lms.inbox.sealing import sealed
from lms.people import notices
from lms.people.audit import Record, record
from lms.people.dated import works_here
from lms.people.models import Notice, Person


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
) -> None:
    """Send a message to whoever reads its kind; the same form sends one however often it comes.

    Raises NotFound("no_reader") where nobody is chosen who could read it.
    """
    chosen = reader_for(db, kind=kind, sender_id=sender_id, today=today)
    if chosen is None:
        raise NotFound("no_reader")
    values = {
        "kind": kind.value,
        "token": token,
        "sender_id": sender_id,
        "keeper_id": chosen.person_id if kind.has_one_reader else None,
        "words": sealed(secret, token, words),
        "language": language,
        "may_be_used": may_be_used and kind is Kind.QUESTION,
        "is_offered": False,
        "sent_at": now,
    }
    message = insert_new(db, InboxMessage, values)
    if message is None:
        return
    readers = (
        [chosen.person_id]
        if kind.has_one_reader
        else [item.person_id for item in keepers(db, today)[kind] if item.person_id != sender_id]
    )
    for person_id in readers:
        notices.leave(db, person_id=person_id, kind="inbox", subject=str(message.id), now=now)


def answer(
    db: Session,
    *,
    message_id: int,
    reply: str,
    offers: bool,
    secret: str,
    now: datetime,
) -> None:
    """Keep a reply, settle the message and tell its sender; a later reply takes its place."""
    message = db.get_one(InboxMessage, message_id)
    message.reply = sealed(secret, message.token, reply) if reply else None
    message.is_offered = offers and message.may_be_used and bool(reply)
    message.settled_at = now
    db.flush()
    notices.leave(
        db, person_id=message.sender_id, kind="inbox_reply", subject=str(message.id), now=now
    )
    _close(db, [message.id], kind="inbox", now=now)


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
    if before == after:
        return
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
    _hand_over(db, kind, now=now, today=today)


def _hand_over(db: Session, kind: Kind, *, now: datetime, today: date) -> None:
    """Open messages that wait for somebody who has left find another reader."""
    if not kind.has_one_reader:
        return
    orphans = db.scalars(
        select(InboxMessage)
        .outerjoin(Person, Person.id == InboxMessage.keeper_id)
        .where(
            InboxMessage.kind == kind.value,
            InboxMessage.settled_at.is_(None),
            or_(InboxMessage.keeper_id.is_(None), Person.left_on <= today),
        )
    ).all()
    for message in orphans:
        found = reader_for(db, kind=kind, sender_id=message.sender_id, today=today)
        if found is not None:
            message.keeper_id = found.person_id
            notices.leave(
                db, person_id=found.person_id, kind="inbox", subject=str(message.id), now=now
            )
    db.flush()


def forget_old(db: Session, *, now: datetime) -> int:
    """Delete messages whose time is over."""
    old = db.scalars(
        select(InboxMessage.id).where(
            or_(
                InboxMessage.settled_at < now - KEPT_SETTLED,
                InboxMessage.sent_at < now - KEPT_OPEN,
            )
        )
    ).all()
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
