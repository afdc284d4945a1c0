"""What was reminded of, and what people chose about it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class Reminder(Base):
    """A date that a message told a person of, once for each of the days before it."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("person_id", "course", "about", "on_day", "step"),
        CheckConstraint("about IN ('due', 'end')", name="about"),
        CheckConstraint("step > 0", name="step_before"),
        Index("ix_reminder_on_day", "on_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    outgoing_id: Mapped[int | None] = mapped_column(
        ForeignKey("outgoing.id", ondelete="SET NULL"), index=True
    )
    course: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(10))
    on_day: Mapped[date]
    step: Mapped[int]


class ReminderChoice(Base):
    """What a person chose: when messages come and which do, and days away; theirs alone."""

    __tablename__ = "reminder_choice"
    __table_args__ = (
        CheckConstraint("(away_from IS NULL) = (away_until IS NULL)", name="away_both"),
        CheckConstraint("away_until >= away_from", name="away_in_order"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    wants_voluntary: Mapped[bool] = mapped_column(default=True)
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    time_zone: Mapped[str | None] = mapped_column(String(60))
    is_weekly: Mapped[bool] = mapped_column(default=False, server_default=false())
    wants_notes: Mapped[bool] = mapped_column(default=True, server_default=true())
