"""Reactions as authors read them, without the person, and as the person reads their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.types import Integer

from lms.authz import Owned
from lms.paging import nearest
from lms.quizzes.models import QuestionVersion
from lms.quizzes.statistics import FEWEST, GROUP
from lms.reactions.models import Kind, Reaction, Verdict

PAGE = 25
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Message:
    """A reaction as authors see it: what and where, never who or when."""

    id: int
    kind: str
    course: str
    module: str
    place: str
    place_title: str
    edition: int
    language: str
    verdict: str
    words: str
    reply: str


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A reaction as its sender sees it."""

    person_id: int | None
    message: Message

    @property
    def resource(self) -> Owned:
        """Whose it is, for the policy; of nobody after an erasure."""
        return Owned(self.person_id if self.person_id is not None else -1)


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of messages and how many there are of each sort."""

    messages: tuple[Message, ...]
    open: int
    settled: int
    page: int

    @property
    def total(self) -> int:
        """All messages there are."""
        return self.open + self.settled


@dataclass(frozen=True, slots=True)
class Worth:
    """What people say of one edition of a module; counts only from ten people on."""

    course: str
    module: str
    edition: int
    counts: dict[str, int] | None


_COLUMNS = (
    Reaction.id,
    Reaction.kind,
    Reaction.course,
    Reaction.module,
    Reaction.place,
    Reaction.place_title,
    Reaction.edition,
    Reaction.language,
    Reaction.verdict,
    Reaction.words,
    Reaction.reply,
)
"""What authors may read: neither the person nor the moment is among them."""

_SAYS_SOMETHING = or_(Reaction.kind == Kind.WRONG.value, Reaction.words != "")
"""A bare yes or no is only counted; nobody needs to answer it."""


def inbox(db: Session, *, settled: bool, page: int = 1) -> Inbox:
    """Messages to read, those that wait longest first; the answered ones newest first."""
    counts = db.execute(
        select(
            func.count().filter(Reaction.settled_at.is_(None)).label("open"),
            func.count().filter(Reaction.settled_at.is_not(None)).label("settled"),
        ).where(_SAYS_SOMETHING)
    ).one()
    here: ColumnElement[bool] = Reaction.settled_at.is_(None)
    order: ColumnElement[Any] = Reaction.sent_at.asc()
    if settled:
        here, order = Reaction.settled_at.is_not(None), Reaction.settled_at.desc()
    page = nearest(page, counts.settled if settled else counts.open, PAGE)
    rows = db.execute(
        select(*_COLUMNS)
        .where(_SAYS_SOMETHING, here)
        .order_by(order, Reaction.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Inbox(tuple(Message(*row) for row in rows), counts.open, counts.settled, page)


def message(db: Session, reaction: int) -> Message | None:
    """One message for authors."""
    if reaction > LARGEST_ID:
        return None
    row = db.execute(
        select(*_COLUMNS).where(_SAYS_SOMETHING, Reaction.id == reaction)
    ).one_or_none()
    return Message(*row) if row else None


def own_message(db: Session, reaction: int) -> OwnMessage | None:
    """One message for its sender."""
    if reaction > LARGEST_ID:
        return None
    row = db.execute(
        select(Reaction.person_id, *_COLUMNS).where(Reaction.id == reaction)
    ).one_or_none()
    return OwnMessage(row[0], Message(*tuple(row)[1:])) if row else None


def worth(db: Session) -> Sequence[Worth]:
    """How many found each edition of a module worth their time, counted by fives from ten on."""
    line = (Reaction.course, Reaction.module, Reaction.edition)
    group: ColumnElement[int] = literal_column(str(GROUP), Integer())
    numbered = (
        select(
            *line,
            Reaction.verdict,
            func.row_number().over(partition_by=line, order_by=Reaction.id).label("place"),
            func.count().over(partition_by=line).label("people"),
        )
        .where(Reaction.kind == Kind.WORTH.value)
        .subquery()
    )
    held = numbered.c
    rows = db.execute(
        select(
            held.course,
            held.module,
            held.edition,
            held.people,
            *(
                func.count()
                .filter(
                    and_(
                        held.verdict == verdict.value,
                        held.place <= held.people - held.people % group,
                    )
                )
                .label(verdict.value)
                for verdict in Verdict
            ),
        )
        .group_by(held.course, held.module, held.edition, held.people)
        .order_by(held.course, held.module, held.edition.desc())
    )
    return [
        Worth(
            row.course,
            row.module,
            row.edition,
            {verdict.value: row._mapping[verdict.value] for verdict in Verdict}  # noqa: SLF001
            if row.people >= FEWEST
            else None,
        )
        for row in rows
    ]


def was_asked(db: Session, *, course: str, name: str) -> bool:
    """Whether a quiz ever asked a question of this name."""
    found = select(QuestionVersion.id).where(
        QuestionVersion.course == course, QuestionVersion.name == name
    )
    return db.scalar(found.limit(1)) is not None
