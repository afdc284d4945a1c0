"""What somebody sent, what waits for them as a reader, and who reads what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.inbox.models import InboxKeeper, InboxMessage
from lms.inbox.rules import KEPT_OPEN, KEPT_SETTLED, Kind, reader
from lms.inbox.sealing import Unreadable, once, opened
from lms.paging import Paged, nearest
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team

LISTED = 100
"""Messages on one page of a list."""


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
    version: str
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
    email: str | None
    language: str | None
    is_administrator: bool


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
            Person.email,
            Person.language,
            Person.is_administrator,
        )
        .join(Person, Person.id == InboxKeeper.person_id)
        .where(works_here(today))
        .order_by(InboxKeeper.kind, InboxKeeper.place, Person.id)
    )
    for row in rows:
        name = f"{row.first_name} {row.last_name}".strip()
        found[Kind(row.kind)].append(
            Keeper(row.id, name, row.sign_in_name, row.email, row.language, row.is_administrator)
        )
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
    """Whoever manages a team of the person or one above it, or one above a team they manage."""
    own, above = aliased(Team), aliased(Team)
    led = (
        select(Team.id, Team.parent_id)
        .select_from(Membership)
        .join(own, own.id == Membership.team_id)
        .join(
            Team,
            or_(
                and_(Membership.role == Role.MEMBER.value, Team.id == own.id),
                and_(Membership.role == Role.MANAGER.value, Team.id == own.parent_id),
            ),
        )
        .where(Membership.person_id == person_id, holds(today))
        .cte("led", recursive=True)
    )
    led = led.union(select(above.id, above.parent_id).join(led, above.id == led.c.parent_id))
    return frozenset(
        db.scalars(
            select(Membership.person_id)
            .join(led, led.c.id == Membership.team_id)
            .where(Membership.role == Role.MANAGER.value, holds(today))
        )
    )


def message(
    db: Session, *, message_id: int, secret: str, now: datetime, today: date
) -> Message | None:
    """The message of an address, with those who may read it."""
    wanted = and_(InboxMessage.id == message_id, in_time(now))
    found = _messages(db, _selected(today).where(wanted), secret=secret, today=today)
    return found[0] if found else None


def sent_by(
    db: Session, *, person_id: int, secret: str, now: datetime, today: date, page: int = 1
) -> Paged[Message]:
    """What a person sent."""
    mine = and_(InboxMessage.sender_id == person_id, in_time(now))
    return _listed(db, mine, secret=secret, today=today, page=page)


def waiting_for(
    db: Session, *, person_id: int, secret: str, now: datetime, today: date, page: int = 1
) -> Paged[Message]:
    """What a chosen reader may read; nothing for anybody else."""
    kinds = [
        kind
        for kind, people in keepers(db, today).items()
        if not kind.has_one_reader and person_id in {item.person_id for item in people}
    ]
    theirs = and_(
        or_(InboxMessage.keeper_id == person_id, InboxMessage.kind.in_(kinds)),
        InboxMessage.sender_id != person_id,
        in_time(now),
    )
    return _listed(db, theirs, secret=secret, today=today, page=page)


def in_time(now: datetime) -> ColumnElement[bool]:
    """Whether a message's time is not over: `rules.is_over` for a statement."""
    return and_(
        InboxMessage.sent_at >= now - KEPT_OPEN,
        or_(InboxMessage.settled_at.is_(None), InboxMessage.settled_at >= now - KEPT_SETTLED),
    )


def without_reader(today: date) -> ColumnElement[bool]:
    """Whether an open message for one reader has none, or one who has left."""
    here = select(Person.id).where(Person.id == InboxMessage.keeper_id, works_here(today))
    return and_(
        InboxMessage.kind.in_([kind.value for kind in Kind if kind.has_one_reader]),
        InboxMessage.settled_at.is_(None),
        or_(InboxMessage.keeper_id.is_(None), ~here.exists()),
    )


def waiting_for_a_reader(db: Session, *, now: datetime, today: date) -> Mapping[Kind, int]:
    """How many open messages of each kind nobody can read; a number for administrators."""
    unread = [kind.value for kind, people in keepers(db, today).items() if not people]
    rows = db.execute(
        select(InboxMessage.kind, func.count())
        .where(
            InboxMessage.settled_at.is_(None),
            in_time(now),
            or_(
                without_reader(today),
                and_(InboxMessage.keeper_id.is_(None), InboxMessage.kind.in_(unread)),
            ),
        )
        .group_by(InboxMessage.kind)
    )
    counts = {Kind(kind): int(number) for kind, number in rows}
    return {kind: counts[kind] for kind in Kind if kind in counts}


@dataclass(frozen=True, slots=True)
class Offered:
    """A question with its answer that could become content: nobody's name, no day."""

    id: int
    words: str
    reply: str
    language: str


def offered(db: Session, *, secret: str, now: datetime) -> list[Offered]:
    """What authors may take up; the sender agreed and the reader offered it."""
    rows = db.execute(
        select(
            InboxMessage.id,
            InboxMessage.token,
            InboxMessage.words,
            InboxMessage.reply,
            InboxMessage.language,
        )
        .where(
            InboxMessage.may_be_used,
            InboxMessage.is_offered,
            InboxMessage.reply.is_not(None),
            in_time(now),
        )
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


def _listed(
    db: Session, which: ColumnElement[bool], *, secret: str, today: date, page: int
) -> Paged[Message]:
    total = db.scalar(select(func.count()).select_from(InboxMessage).where(which)) or 0
    page = nearest(page, total, LISTED)
    statement = (
        _selected(today)
        .where(which)
        .order_by(InboxMessage.settled_at.is_not(None), InboxMessage.id.desc())
        .limit(LISTED)
        .offset((page - 1) * LISTED)
    )
    listed = _messages(db, statement, secret=secret, today=today)
    return Paged(tuple(listed), total, page, LISTED)


def _selected(today: date) -> Any:
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
        .outerjoin(keeper, and_(keeper.id == InboxMessage.keeper_id, works_here(today, keeper)))
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
                version=version_of(item, secret),
                parties=Parties(
                    item.sender_id, frozenset(value for value in readers if value is not None)
                ),
            )
        )
    return found


def version_of(message: InboxMessage, secret: str) -> str:
    """What tells whether somebody answered meanwhile; nothing while nobody has."""
    if message.settled_at is None:
        return ""
    reply = reply_of(message, secret) or ""
    return once(secret, message.token, message.settled_at.isoformat(), reply)


def reply_of(message: InboxMessage, secret: str) -> str | None:
    """The reply in clear."""
    return _read(secret, message.token, message.reply)


def _read(secret: str, token: str, words: bytes | None) -> str | None:
    if words is None:
        return None
    try:
        return opened(secret, token, words)
    except Unreadable:
        return None
