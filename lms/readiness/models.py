"""Counters of how ready teams are, what was counted for whom, and who is to be counted anew.

All of it can be worked out from the dated facts at any time, so none of it is backed up and none
points to a person by a foreign key: a row that goes away by itself would leave its number behind.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy import CheckConstraint, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class StalePerson(Base):
    """What is counted of a person, or of everybody in a team, may no longer be so.

    Triggers on the tables of facts write it in the transaction of the fact, and only ever append.
    """

    __tablename__ = "stale_person"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (team_id IS NULL)", name="one_of_both"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    team_id: Mapped[int | None]


class CountedPlace(Base):
    """A person was counted in a team: the own ones, all above, and 0 for the organisation."""

    __tablename__ = "counted_place"
    __table_args__ = (Index("ix_counted_place_team_id", "team_id", "person_id"),)

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    team_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CountedSpell(Base):
    """From when to when a person was counted as what; the course is empty for all of them."""

    __tablename__ = "counted_spell"
    __table_args__ = (
        CheckConstraint("kind IN ('ready', 'expiring', 'past')", name="kind"),
        CheckConstraint("until > since", name="in_order"),
        Index("ix_counted_spell_since", "since"),
        Index("ix_counted_spell_until", "until"),
    )

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    course: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date]


class CountedAhead(Base):
    """The next day on which a person's place, or what is asked, changes by itself."""

    __tablename__ = "counted_ahead"

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changes_on: Mapped[date] = mapped_column(index=True)


class Tally(Base):
    """How many people of a team and below are what; the course is empty for all of them."""

    __tablename__ = "tally"

    course: Mapped[str] = mapped_column(String(80), primary_key=True)
    team_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    people: Mapped[int]
    ready: Mapped[int]
    expiring: Mapped[int]
    past: Mapped[int]


class TallyBasis(Base):
    """The day the counters are of, and the digest of what decides; one row at most."""

    __tablename__ = "tally_basis"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(64))


COUNTERS = tuple(
    cast("Table", model.__table__)
    for model in (StalePerson, CountedPlace, CountedSpell, CountedAhead, Tally, TallyBasis)
)
"""What can be worked out anew at any time."""
