"""What a person is given beyond the limits of quizzes: read for that person, written with a trace.

Two hands write here, and neither sees what the other chose: administrators give time, attempts and
freedom from waiting; everybody may give themselves more time. No reason is asked or kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.database import insert_once
from lms.people.models import AuditEntry
from lms.quizzes.limits import NOTHING, Allowance, MoreTime
from lms.quizzes.models import Accommodation


@dataclass(frozen=True, slots=True)
class Given:
    """What an administrator gave; the person's own choice is not part of it."""

    time: MoreTime = MoreTime.USUAL
    more_attempts: int = 0
    is_without_wait: bool = False


def allowance_of(db: Session, person_id: int) -> Allowance:
    """All that counts for a person's own attempts."""
    row = db.execute(
        select(
            Accommodation.given_time,
            Accommodation.own_time,
            Accommodation.more_attempts,
            Accommodation.without_wait,
        ).where(Accommodation.person_id == person_id)
    ).one_or_none()
    if row is None:
        return NOTHING
    times = (MoreTime(row.given_time), MoreTime(row.own_time))
    return Allowance(times, row.more_attempts, row.without_wait)


def own_time(db: Session, person_id: int) -> MoreTime:
    """The time that a person chose; for that person alone."""
    query = select(Accommodation.own_time).where(Accommodation.person_id == person_id)
    return MoreTime(db.scalar(query) or MoreTime.USUAL)


def choose_time(db: Session, *, person_id: int, time: MoreTime) -> None:
    """The person's own choice, effective in a running attempt at once; nobody is told."""
    _ensure(db, person_id)
    db.execute(
        update(Accommodation)
        .where(Accommodation.person_id == person_id)
        .values(own_time=time.value)
    )


def given_to(db: Session, person_id: int) -> Given:
    """What administrators gave to a person."""
    row = db.execute(
        select(
            Accommodation.given_time, Accommodation.more_attempts, Accommodation.without_wait
        ).where(Accommodation.person_id == person_id)
    ).one_or_none()
    return Given() if row is None else Given(MoreTime(row[0]), row[1], row[2])


def give(db: Session, *, person_id: int, actor_id: int, given: Given, now: datetime) -> None:
    """Give a person time, attempts or freedom from waiting, effective at once.

    The audit log says that something changed, and not what: that is between the two.
    """
    _ensure(db, person_id)
    before = given_to(db, person_id)
    if before == given:
        return
    db.execute(
        update(Accommodation)
        .where(Accommodation.person_id == person_id)
        .values(
            given_time=given.time.value,
            more_attempts=given.more_attempts,
            without_wait=given.is_without_wait,
        )
    )
    db.add(
        AuditEntry(
            at=now,
            actor_id=actor_id,
            action="accommodation.change",
            subject=f"person:{person_id}",
        )
    )
    db.flush()


def _ensure(db: Session, person_id: int) -> None:
    values = {
        "person_id": person_id,
        "given_time": MoreTime.USUAL.value,
        "own_time": MoreTime.USUAL.value,
        "more_attempts": 0,
        "without_wait": False,
    }
    db.execute(insert_once(db, Accommodation), values)
