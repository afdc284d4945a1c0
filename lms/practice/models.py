"""Drafts, who was asked to look at them, and what they said: all of it goes after 30 days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime

MOST_ASKED = 2
"""How many colleagues may be asked for a draft at a time."""


class PracticeDraft(Base):
    """A draft of one person; `token` stands in its address, so that nobody can count drafts."""

    __tablename__ = "practice_draft"
    __table_args__ = (UniqueConstraint("person_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token: Mapped[str] = mapped_column(String(32))
    task: Mapped[str] = mapped_column(String(200), default="")
    audience: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8), default="")
    text: Mapped[str] = mapped_column(Text)
    has_picture: Mapped[bool] = mapped_column(default=False)
    picture_words: Mapped[str] = mapped_column(String(500), default="")
    ticks: Mapped[str] = mapped_column(String(100), default="")
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class PracticeAsk(Base):
    """A colleague is asked for comments, and sees the draft for as long as this row is there."""

    __tablename__ = "practice_ask"
    __table_args__ = (
        UniqueConstraint("draft_id", "place"),
        UniqueConstraint("draft_id", "person_id"),
        CheckConstraint(f"place BETWEEN 1 AND {MOST_ASKED}", name="two_at_most"),
        CheckConstraint("person_id <> writer_id", name="somebody_else"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("practice_draft.id"))
    place: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    writer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PracticeComment(Base):
    """What the writer or a colleague said beside a draft; `token` names the form it came from."""

    __tablename__ = "practice_comment"
    __table_args__ = (UniqueConstraint("person_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("practice_draft.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    writer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
