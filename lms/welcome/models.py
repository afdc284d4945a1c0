"""What people say for themselves, sealed for them alone, and counts that hold nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class PrivateBox(Base):
    """What one person keeps to themselves, under a key that only their password opens.

    Everybody who has signed in has one, of one size however much is in it, so that not even its
    being there tells anything. `locked_key` is the box's key under the key of the password.
    """

    __tablename__ = "private_box"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    locked_key: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PrivatePass(Base):
    """The key of a person's box for one session, under the token that only the cookie holds."""

    __tablename__ = "private_pass"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("sign_in_session.id", ondelete="CASCADE"), primary_key=True
    )
    locked_key: Mapped[bytes] = mapped_column(LargeBinary)


class BarrierPlace(Base):
    """Where answers are counted: a team, or number 0 for small teams and people without one.

    `batch` is the number of refreshes so far, so it names those who answer before the next one.
    """

    __tablename__ = "barrier_place"
    __table_args__ = (CheckConstraint("batch >= 0", name="batch"),)

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(default=0)


class BarrierCount(Base):
    """How many said so, of those who came between two refreshes; no reason counts everybody."""

    __tablename__ = "barrier_count"
    __table_args__ = (CheckConstraint("said >= 0", name="said"),)

    place: Mapped[int] = mapped_column(ForeignKey("barrier_place.place"), primary_key=True)
    batch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(String(2), primary_key=True)
    said: Mapped[int]


class BarrierSummary(Base):
    """The step that is shown, and all that was told so far by the steps shown before."""

    __tablename__ = "barrier_summary"
    __table_args__ = (CheckConstraint("step BETWEEN 1 AND 4", name="step"),)

    place: Mapped[int] = mapped_column(ForeignKey("barrier_place.place"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(2), primary_key=True)
    step: Mapped[int | None]
    trail: Mapped[list[Any]] = mapped_column(JSON)


class BarrierMonth(Base):
    """A month whose refresh has been made."""

    __tablename__ = "barrier_month"

    month: Mapped[date] = mapped_column(primary_key=True)
