"""Who wants recall, and when each question comes back; for the person alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class RecallChoice(Base):
    """A person wants recall; without the row nothing is asked and nothing is kept."""

    __tablename__ = "recall_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class RecallCard(Base):
    """A question that came back at least once: how well it is known, and when it comes again.

    `given` is the latest answer, so that its page can tell what it was worth; the next replaces it.
    """

    __tablename__ = "recall_card"
    __table_args__ = (
        UniqueConstraint("person_id", "course", "question"),
        CheckConstraint("times >= 1", name="asked_once"),
        CheckConstraint("stability > 0", name="stability_positive"),
        CheckConstraint("due_on > asked_on", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(String(80))
    stability: Mapped[float]
    difficulty: Mapped[float]
    asked_on: Mapped[date]
    due_on: Mapped[date]
    times: Mapped[int]
    given: Mapped[Any] = mapped_column(JSON)
