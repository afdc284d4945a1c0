"""Where a person stands with a course: one function, one enum, for learner and manager alike."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EXPIRING_DAYS = 60
"""A certificate with this many days left, or fewer, is expiring: still valid, time to refresh."""


class State(StrEnum):
    """The six states of a person with a course."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    EXPIRING = "expiring"
    OVERDUE = "overdue"
    EXPIRED = "expired"

    @property
    def is_valid(self) -> bool:
        """Whether the person holds a certificate in force."""
        return self in {State.READY, State.EXPIRING}


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate that was not revoked, as far as dates go."""

    issued_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The dated facts about one person and one course."""

    modules: int
    modules_read: int = 0
    enrolled: bool = False  # something was begun: a module read or a quiz started
    proof: Proof | None = None  # the latest one
    due_on: date | None = None  # the earliest date by which the course is asked


def state(standing: Standing, today: date) -> State:
    """Decide the state on a day.

    A valid certificate counts first, whatever was asked; an expired one is said to be expired;
    then a date that has passed; then whether anything was begun. The last valid day is the day
    before `expires_on`; the last day that is not overdue is `due_on` itself.
    """
    proof = standing.proof
    if proof is not None:
        if proof.expires_on is None:
            return State.READY
        if today >= proof.expires_on:
            return State.EXPIRED
        if today >= proof.expires_on - timedelta(days=EXPIRING_DAYS):
            return State.EXPIRING
        return State.READY
    if standing.due_on is not None and today > standing.due_on:
        return State.OVERDUE
    if standing.enrolled or standing.modules_read:
        return State.IN_PROGRESS
    return State.NOT_STARTED


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day when it has none such."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expires_on(issued_on: date, months: int | None, previous: Proof | None) -> date | None:
    """When a certificate issued on a day ends.

    Renewing inside the window, while the old one is still valid, extends from the old end date,
    so nobody loses days by being early.
    """
    if months is None:
        return None
    start = issued_on
    if previous is not None and previous.expires_on is not None:
        window = previous.expires_on - timedelta(days=EXPIRING_DAYS)
        if window <= issued_on < previous.expires_on:
            start = previous.expires_on
    return add_months(start, months)
