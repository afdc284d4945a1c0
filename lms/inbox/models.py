"""Who reads which kind of message, and the messages, sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime

KINDS = "('slip', 'question', 'deed', 'heard')"


class InboxKeeper(Base):
    """Somebody reads messages of a kind; `place` is their order, for kinds with one reader."""

    __tablename__ = "inbox_keeper"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("place >= 1", name="place_from_one"),
    )

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    place: Mapped[int]


class InboxMessage(Base):
    """A message; words and reply are sealed, and neither is in any log.

    `keeper_id` is the one reader of a slip or a question; of other kinds everybody chosen reads.
    """

    __tablename__ = "inbox_message"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        Index("ix_inbox_message_sender", "sender_id"),
        Index("ix_inbox_message_keeper", "keeper_id"),
        Index("ix_inbox_message_kind", "kind", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    keeper_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info={"is_of_others": True}
    )
    words: Mapped[bytes] = mapped_column(LargeBinary)
    reply: Mapped[bytes | None] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(8))
    may_be_used: Mapped[bool] = mapped_column(default=False)
    is_offered: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
