"""Reactions: was a module worth the time, and what is wrong in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class Kind(StrEnum):
    """What a reaction is."""

    WORTH = "worth"
    WRONG = "wrong"


class Verdict(StrEnum):
    """Whether a module was worth the time."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Reaction(Base):
    """What a learner told the authors about a place in a course.

    `person_id` is there so that they can be answered, and for nothing else: no author's page reads
    it. `key` is a digest of what may be said once, so that sending twice has one effect.
    """

    __tablename__ = "reaction"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        CheckConstraint(
            "(kind = 'worth' AND verdict IN ('yes', 'partly', 'no')) OR "
            "(kind = 'wrong' AND verdict = '' AND length(words) > 0)",
            name="says_something",
        ),
        CheckConstraint("(settled_at IS NULL) = (length(reply) = 0)", name="reply_when_settled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    kind: Mapped[str] = mapped_column(String(10))
    course: Mapped[str] = mapped_column(String(80))
    module: Mapped[str] = mapped_column(String(80))  # "" for a question of the quiz
    place: Mapped[str] = mapped_column(String(200), default="")  # a heading, "q:" and a question
    place_title: Mapped[str] = mapped_column(String(200), default="")  # as it read when sent
    edition: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    verdict: Mapped[str] = mapped_column(String(10), default="")
    words: Mapped[str] = mapped_column(String(1000), default="")
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply: Mapped[str] = mapped_column(String(300), default="")
