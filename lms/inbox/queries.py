"""What somebody sent, what waits for them as a reader, and who reads what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from lms.inbox.models import InboxKeeper, InboxMessage
from lms.inbox.rules import Kind, reader
from lms.inbox.sealing import Unreadable, opened
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team

LISTED = 100
"""The newest messages that a list shows."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Those who may read a message, for the policy."""

    sender_id: int
    reader_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its sender and its readers see it; words are None where they cannot be read."""

    id: int
    kind: Kind
    sender_id: int
    sender: str
    reader: str
    words: str | None
    reply: str | None
    language: str
    may_be_used: bool
    is_offered: bool
    sent_at: datetime
    settled_at: datetime | None
    parties: Parties

    @property
    def resource(self) -> Parties:
        """What the policy judges."""
        return self.parties


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody chosen to read messages of a kind."""

    person_id: int
    name: str
    sign_in_name: str


def keepers(db: Session, today: date) -> dict[Kind, tuple[Keeper, ...]]:
    """Everybody chosen, by kind in their order; leavers drop out."""
    found: dict[Kind, list[Keeper]] = {kind: [] for kind in Kind}
    rows = db.execute(
        select(
            InboxKeeper.kind,
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.sign_in_name,
        )
        .join(Person, Person.id == InboxKeeper.person_id)
        .where(works_here(today))
        .order_by(InboxKeeper.kind, InboxKeeper.place, Person.id)
    )
    for row in rows:
        name = f"{row.first_name} {row.last_name}".strip()
        found[Kind(row.kind)].append(Keeper(row.id, name, row.sign_in_name))
    return {kind: tuple(people) for kind, people in found.items()}


def reader_for(db: Session, *, kind: Kind, sender_id: int, today: date) -> Keeper | None:
    """Who will read what this person sends; never their own manager by default."""
    chosen = keepers(db, today)[kind]
    if not chosen:
        return None
    managers = managers_of(db, person_id=sender_id, today=today)
    if not kind.has_one_reader:
        return next((item for item in chosen if item.person_id != sender_id), None)
    wanted = reader([item.person_id for item in chosen], sender=sender_id, managers=managers)
    return next((item for item in chosen if item.person_id == wanted), None)


def managers_of(db: Session, *, person_id: int, today: date) -> Collection[int]:
    """Whoever manages a team of the person, or a team above one."""
    mine = (
        select(Team.id, Team.parent_id)
        .join(Membership, Membership.team_id == Team.id)
        .where(
            Membership.person_id == person_id, Membership.role == Role.MEMBER.value, holds(today)
        )
        .cte("mine", recursive=True)
    )
    above = aliased(Team)
    mine = mine.union(select(above.id, above.parent_id).join(mine, above.id == mine.c.parent_id))
    return frozenset(
        db.scalars(
            select(Membership.person_id)
            .join(mine, mine.c.id == Membership.team_id)
            .where(Membership.role == Role.MANAGER.value, holds(today))
        )
    )


def message(db: Session, *, message_id: int, secret: str, today: date) -> Message | None:
    """The message of an address, with those who may read it."""
    found = _messages(
        db, _selected().where(InboxMessage.id == message_id), secret=secret, today=today
    )
    return found[0] if found else None


def sent_by(db: Session, *, person_id: int, secret: str, today: date) -> list[Message]:
    """What a person sent, the newest first."""
    return _messages(
        db, _selected().where(InboxMessage.sender_id == person_id), secret=secret, today=today
    )


def waiting_for(db: Session, *, person_id: int, secret: str, today: date) -> list[Message]:
    """What a chosen reader may read, the newest first; nothing for anybody else."""
    kinds = [
        kind
        for kind, people in keepers(db, today).items()
        if not kind.has_one_reader and person_id in {item.person_id for item in people}
    ]
    return _messages(
        db,
        _selected().where(
            or_(InboxMessage.keeper_id == person_id, InboxMessage.kind.in_(kinds)),
            InboxMessage.sender_id != person_id,
        ),
        secret=secret,
        today=today,
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """A question with its answer that could become content: nobody's name, no day."""

    id: int
    words: str
    reply: str
    language: str


def offered(db: Session, *, secret: str) -> list[Offered]:
    """What authors may take up; the sender agreed and the reader offered it."""
    rows = db.execute(
        select(
            InboxMessage.id,
            InboxMessage.token,
            InboxMessage.words,
            InboxMessage.reply,
            InboxMessage.language,
        )
        .where(InboxMessage.may_be_used, InboxMessage.is_offered, InboxMessage.reply.is_not(None))
        .order_by(InboxMessage.id.desc())
        .limit(LISTED)
    )
    found = []
    for row in rows:
        words, reply = _read(secret, row.token, row.words), _read(secret, row.token, row.reply)
        if words is not None and reply is not None:
            found.append(Offered(row.id, words, reply, row.language))
    return found


def own_messages(db: Session, *, person_id: int, secret: str) -> list[dict[str, Any]]:
    """What a person sent, in clear, for the copy of their own data."""
    rows = db.scalars(
        select(InboxMessage).where(InboxMessage.sender_id == person_id).order_by(InboxMessage.id)
    )
    return [
        {
            "kind": row.kind,
            "sent_at": row.sent_at,
            "words": _read(secret, row.token, row.words),
            "reply": _read(secret, row.token, row.reply),
            "settled_at": row.settled_at,
        }
        for row in rows
    ]


def _selected() -> Any:
    sender, keeper = aliased(Person), aliased(Person)
    return (
        select(
            InboxMessage,
            sender.first_name.label("sender_first"),
            sender.last_name.label("sender_last"),
            keeper.first_name.label("keeper_first"),
            keeper.last_name.label("keeper_last"),
        )
        .join(sender, sender.id == InboxMessage.sender_id)
        .outerjoin(keeper, keeper.id == InboxMessage.keeper_id)
        .order_by(InboxMessage.id.desc())
        .limit(LISTED)
    )


def _messages(db: Session, statement: Select[Any], *, secret: str, today: date) -> list[Message]:
    rows: Sequence[Any] = db.execute(statement).all()
    chosen = keepers(db, today) if rows else {}
    found = []
    for row in rows:
        item: InboxMessage = row.InboxMessage
        kind = Kind(item.kind)
        readers = (
            {item.keeper_id}
            if kind.has_one_reader
            else {keeper.person_id for keeper in chosen.get(kind, ())}
        )
        found.append(
            Message(
                id=item.id,
                kind=kind,
                sender_id=item.sender_id,
                sender=f"{row.sender_first} {row.sender_last}".strip(),
                reader=f"{row.keeper_first or ''} {row.keeper_last or ''}".strip(),
                words=_read(secret, item.token, item.words),
                reply=_read(secret, item.token, item.reply),
                language=item.language,
                may_be_used=item.may_be_used,
                is_offered=item.is_offered,
                sent_at=item.sent_at,
                settled_at=item.settled_at,
                parties=Parties(
                    item.sender_id, frozenset(value for value in readers if value is not None)
                ),
            )
        )
    return found


def _read(secret: str, token: str, words: bytes | None) -> str | None:
    if words is None:
        return None
    try:
        return opened(secret, token, words)
    except Unreadable:
        return None
