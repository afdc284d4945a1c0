"""Who takes which course, what they have read, and what is asked of teams."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
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
    """A course, or the whole path, is asked of an audience, with a reason that learners see.

    Who that is follows from `audience` on any day; no row tells of a person. An assignment is
    never changed: it ends, and another one begins in its place.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("length(why) > 0", name="why_given"),
        CheckConstraint("audience IN ('team', 'everyone', 'role', 'rule')", name="audience"),
        CheckConstraint(
            "(audience = 'team') = (team_id IS NOT NULL) "
            "AND (audience = 'team') = (audience_key IS NULL)",
            name="audience_told",
        ),
        CheckConstraint("due IN ('fixed', 'joining', 'entering', 'certificate')", name="due"),
        CheckConstraint(
            "(due = 'fixed') = (due_on IS NOT NULL) AND (due = 'fixed') = (due_days IS NULL)",
            name="due_told",
        ),
        Index(
            "uq_assignment_open",
            "team_id",
            "course",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "uq_assignment_open_key",
            "audience",
            "audience_key",
            "course",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_assignment_team_id", "team_id"),
        Index("ix_assignment_audience", "audience"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str] = mapped_column(String(10), default="team", server_default="team")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    audience_key: Mapped[str | None] = mapped_column(String(40))
    matches_any: Mapped[bool] = mapped_column(default=False, server_default=false())
    course: Mapped[str] = mapped_column(String(80))
    due: Mapped[str] = mapped_column(String(12), default="fixed", server_default="fixed")
    due_on: Mapped[date | None]
    due_days: Mapped[int | None]
    asked_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AssignmentLine(Base):
    """One line of the rule that says whom an assignment is for."""

    __tablename__ = "assignment_line"
    __table_args__ = (
        CheckConstraint(
            "(about = 'job_title' AND how IN ('is', 'begins', 'contains') AND length(text) > 0) "
            "OR (about = 'language' AND how = 'is') "
            "OR (about = 'team' AND how = 'below' AND team_id IS NOT NULL) "
            "OR (about = 'joined' AND how IN ('before', 'after') AND day IS NOT NULL)",
            name="readable",
        ),
        UniqueConstraint("assignment_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    number: Mapped[int]
    about: Mapped[str] = mapped_column(String(10))
    how: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(100), default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    day: Mapped[date | None]


class Arrangement(Base):
    """What was arranged with one person about one course: never changed, only ended.

    A waiver stops asking, an extension moves the date by which it is asked, an equivalent lets
    other training count. `until` is the first day without; an extension ends with its own date.
    """

    __tablename__ = "arrangement"
    __table_args__ = (
        CheckConstraint("kind IN ('waiver', 'extension', 'equivalent')", name="kind"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        CheckConstraint("until IS NULL OR until > since", name="in_order"),
        CheckConstraint(
            "(kind = 'extension') = (due_on IS NOT NULL) "
            "AND (kind = 'extension') = (until IS NULL)",
            name="end_told",
        ),
        Index("ix_arrangement_person_id", "person_id", "course"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(300))
    since: Mapped[date]
    until: Mapped[date | None]
    due_on: Mapped[date | None]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TimeRequest(Base):
    """Somebody asks for more time; the answer and its reason are kept beside the wish."""

    __tablename__ = "time_request"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (is_granted IS NULL)", name="answer_whole"),
        Index(
            "uq_time_request_open",
            "person_id",
            "course",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    course: Mapped[str] = mapped_column(String(80))
    wanted_on: Mapped[date]
    words: Mapped[str] = mapped_column(String(300), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_granted: Mapped[bool | None]
    granted_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(300), default="")


class SharedCourse(Base):
    """Somebody lets their managers see a course that nobody asks for; without the row none does."""

    __tablename__ = "shared_course"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    course: Mapped[str] = mapped_column(String(80), primary_key=True)
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)
