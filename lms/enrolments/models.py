"""Who takes which course, what they have read, and what is asked of teams."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class Enrolment(Base):
    """A person takes a course; a renewal opens the next cycle beside the old one."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("person_id", "course", "cycle"),
        CheckConstraint("cycle >= 1", name="cycle_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    cycle: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ModuleRead(Base):
    """A person marked a module as read."""

    __tablename__ = "module_read"
    __table_args__ = (UniqueConstraint("person_id", "course", "module"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    module: Mapped[str] = mapped_column(String(80))
    edition: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PracticeDone(Base):
    """A person says that they have done a practice; nobody else is shown it."""

    __tablename__ = "practice_done"
    __table_args__ = (UniqueConstraint("person_id", "course", "practice"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    practice: Mapped[str] = mapped_column(String(80))
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CalendarFeed(Base):
    """A person lets other programs fetch their own dates; without the row the address is void."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(43))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Assignment(Base):
    """A course is asked of a team by a date, with a reason that learners see."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("length(why) > 0", name="why_given"),
        Index(
            "uq_assignment_open",
            "team_id",
            "course",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    course: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date]
    why: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
