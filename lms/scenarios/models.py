"""Plays of scenarios and the choices taken in them, for the person alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class ScenarioPlay(Base):
    """One way through a scenario; `token` names the form that began it, so that it begins once."""

    __tablename__ = "scenario_play"
    __table_args__ = (
        UniqueConstraint("person_id", "token"),
        Index("ix_scenario_play_place", "person_id", "course", "scenario"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    scenario: Mapped[str] = mapped_column(String(80))
    token: Mapped[str] = mapped_column(String(32))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ScenarioChoice(Base):
    """What was chosen at a step of a play; the first choice stays."""

    __tablename__ = "scenario_choice"
    __table_args__ = (CheckConstraint("step >= 1", name="step_from_one"),)

    play_id: Mapped[int] = mapped_column(ForeignKey("scenario_play.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    scene: Mapped[str] = mapped_column(String(80))
    letter: Mapped[str] = mapped_column(String(1))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)
