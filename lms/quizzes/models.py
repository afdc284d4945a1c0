"""Attempts, what each attempt was asked, and every answer given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class QuestionVersion(Base):
    """A question as it was asked, in one language; append-only, so no result depends on files."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("course", "name", "language", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(8))
    fingerprint: Mapped[str] = mapped_column(String(40))  # sense + words
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class Attempt(Base):
    """One go at a quiz. The score is a fraction, kept as two whole numbers."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "number"),
        CheckConstraint("points_of > 0", name="something_to_gain"),
        CheckConstraint(
            "(finished_at IS NULL) = (points_num IS NULL) AND "
            "(finished_at IS NULL) = (points_den IS NULL) AND "
            "(finished_at IS NULL) = (passed IS NULL)",
            name="result_when_finished",
        ),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        Index(
            "uq_attempt_open",
            "enrolment_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL AND change_id IS NULL"),
            postgresql_where=text("finished_at IS NULL AND change_id IS NULL"),
        ),
        Index(
            "uq_attempt_open_change",
            "enrolment_id",
            "change_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL AND change_id IS NOT NULL"),
            postgresql_where=text("finished_at IS NULL AND change_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    course: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    edition: Mapped[int]
    seed: Mapped[int]
    pass_score: Mapped[int]
    critical_all: Mapped[bool]
    points_of: Mapped[int]  # how many questions
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    points_num: Mapped[int | None]
    points_den: Mapped[int | None]
    passed: Mapped[bool | None]
    # A partial attempt asks only for what a material change touched.
    change_id: Mapped[int | None] = mapped_column(ForeignKey("content_change.id"))
    minutes: Mapped[int | None]  # the course's clock when it began; none without one


class AttemptQuestion(Base):
    """What an attempt asks at a position, with the order its options were shown in."""

    __tablename__ = "attempt_question"
    __table_args__ = (CheckConstraint("position >= 1", name="position_from_one"),)

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    shown: Mapped[list[str]] = mapped_column(JSON)  # letters, as shown


class Answer(Base):
    """An answer as given; round 1 counts, round 2 is the practice at the end."""

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint("round IN (1, 2)", name="round"),
        CheckConstraint(
            "share_den > 0 AND share_num >= 0 AND share_num <= share_den", name="share"
        ),
    )

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    given: Mapped[Any] = mapped_column(JSON)
    share_num: Mapped[int]
    share_den: Mapped[int]
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Sureness(Base):
    """How sure a learner was of an answer, from 1 to 3: for their own review, shown to nobody else.

    A table of its own, so that nothing that reads answers for others can read this by accident.
    """

    __tablename__ = "sureness"
    __table_args__ = (CheckConstraint("sure BETWEEN 1 AND 3", name="three_steps"),)

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sure: Mapped[int]


class Accommodation(Base):
    """What a person is given beyond the limits of quizzes: by an administrator, and by oneself.

    No reason is kept. What people chose for themselves is read for them alone.
    """

    __tablename__ = "accommodation"
    __table_args__ = (
        CheckConstraint("given_time IN ('usual', 'half', 'double', 'untimed')", name="given_time"),
        CheckConstraint("own_time IN ('usual', 'half', 'double', 'untimed')", name="own_time"),
        CheckConstraint("more_attempts BETWEEN 0 AND 20", name="more_attempts"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    given_time: Mapped[str] = mapped_column(String(8), default="usual")
    own_time: Mapped[str] = mapped_column(String(8), default="usual")
    more_attempts: Mapped[int] = mapped_column(default=0)
    without_wait: Mapped[bool] = mapped_column(default=False)


class AnswerTally(Base):
    """How many people answered a question version in one way; carries no person and no date.

    Filled when answers are forgotten, so that statistics outlive them. `rest` is what the same
    people earned in the other questions of that attempt; its denominator is 0 when there were none.
    A row that `waits` is counted once five people are together.
    """

    __tablename__ = "answer_tally"
    __table_args__ = (
        CheckConstraint("meeting IN ('first', 'later')", name="meeting"),
        CheckConstraint(
            "share_den > 0 AND share_num >= 0 AND share_num <= share_den", name="share"
        ),
        CheckConstraint("rest_num >= 0 AND rest_num <= rest_den", name="rest"),
        CheckConstraint("people > 0", name="people_positive"),
    )

    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id"), primary_key=True
    )
    meeting: Mapped[str] = mapped_column(String(5), primary_key=True)
    waits: Mapped[bool] = mapped_column(primary_key=True)
    chosen: Mapped[str] = mapped_column(String(200), primary_key=True)  # letters, never typed words
    share_num: Mapped[int] = mapped_column(primary_key=True)
    share_den: Mapped[int] = mapped_column(primary_key=True)
    rest_num: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rest_den: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    people: Mapped[int]


class Regrade(Base):
    """A mended key was applied to what had been answered before; append-only."""

    __tablename__ = "regrade"
    __table_args__ = (CheckConstraint("length(why) > 0", name="why_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(300))
    may_lower: Mapped[bool]
    versions: Mapped[dict[str, int]] = mapped_column(JSON)  # language -> the version judged by


class RegradedAnswer(Base):
    """What one answer was worth before a regrade, and since."""

    __tablename__ = "regraded_answer"

    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrade.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    before_num: Mapped[int]
    before_den: Mapped[int]
    now_num: Mapped[int]
    now_den: Mapped[int]
