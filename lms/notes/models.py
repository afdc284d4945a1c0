"""Notes between two people, and the turns that keep them few."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class Kind(StrEnum):
    """What a note is."""

    THANKS = "thanks"
    HELP = "help"
    REMINDER = "reminder"


class Answer(StrEnum):
    """What somebody said to an offer of help."""

    YES = "yes"
    NO = "no"


class Note(Base):
    """What one person wrote to another; the receiver decides who sees thanks.

    `about` is what the thanks are for, the kind of help, or a course. `sender_id` is empty once
    the sender was erased.
    """

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("kind IN ('thanks', 'help', 'reminder')", name="kind"),
        CheckConstraint("sender_id <> receiver_id", name="not_to_oneself"),
        CheckConstraint("length(text) > 0", name="text_given"),
        CheckConstraint("NOT is_shared OR kind = 'thanks'", name="only_thanks_shared"),
        Index("ix_note_receiver", "receiver_id", "written_on"),
        Index("ix_note_sender", "sender_id", "written_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(String(80))
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_on: Mapped[date]
    is_shared: Mapped[bool] = mapped_column(default=False)


class HelpReply(Base):
    """What somebody said to an offer; a row of theirs, so that a no is in nobody else's copy."""

    __tablename__ = "help_reply"
    __table_args__ = (CheckConstraint("said IN ('yes', 'no')", name="said"),)

    note_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    said: Mapped[str] = mapped_column(String(3))


class DeletedNote(Base):
    """A note that its receiver deleted; a row of theirs, so that its writer sees no difference."""

    __tablename__ = "deleted_note"

    note_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)


class NoteTurn(Base):
    """The last day on which a kind of note was written to somebody; the key keeps it to one.

    `key` is the kind, and for thanks also who wrote.
    """

    __tablename__ = "note_turn"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    taken_on: Mapped[date]
