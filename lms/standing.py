"""Where a person stands with a course: one function, one enum, for learner and manager alike."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EXPIRING_DAYS = 60
"""So many days before its end a certificate is expiring, where its course says nothing else:
still valid, time to refresh."""


class State(StrEnum):
    """The states of a person with a course; the last one is for managers alone."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    EXPIRING = "expiring"
    GRACE = "grace"
    OVERDUE = "overdue"
    EXPIRED = "expired"
    NOT_ASKED = "not_asked"

    @property
    def is_valid(self) -> bool:
        """Whether the person counts as ready: a certificate in force, or in the grace after it."""
        return self in {State.READY, State.EXPIRING, State.GRACE}


@dataclass(frozen=True, slots=True)
class Renewal:
    """How long a course's certificates last: so many months, or to the same day of every year.

    `window` is how many days before the end a certificate may be renewed without losing any;
    `grace` how many days after it the person still counts.
    """

    months: int | None = None
    last_day: tuple[int, int] | None = None  # month and day of the last valid day
    window: int = EXPIRING_DAYS
    grace: int = 0

    @property
    def ends(self) -> bool:
        """Whether certificates have an end date at all."""
        return self.months is not None or self.last_day is not None


def last_day(first_without: date) -> date:
    """The last day of what is over on a day: the one that every "until" and "ends on" names.

    Dates are kept as the first day without, since two of them then touch and never overlap; people
    are always told the last day.
    """
    return first_without - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a certificate: none of them when it has no end.

    The last valid day is the day before `expires_on`; from `renew_from` on it may be renewed, and
    the person counts until the day before `counts_until`.
    """

    expires_on: date | None = None
    renew_from: date | None = None
    counts_until: date | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate that was not revoked, as far as dates go.

    Without days of its own it has the usual window and no grace.
    """

    issued_on: date
    expires_on: date | None
    renew_from: date | None = None
    counts_until: date | None = None

    def __post_init__(self) -> None:
        """Give the usual days where none are said."""
        if self.expires_on is None:
            return
        if self.renew_from is None:
            usual = self.expires_on - timedelta(days=EXPIRING_DAYS)
            object.__setattr__(self, "renew_from", usual)
        if self.counts_until is None:
            object.__setattr__(self, "counts_until", self.expires_on)

    @property
    def last_valid_day(self) -> date | None:
        """The day the certificate is valid until, as people are told it."""
        return None if self.expires_on is None else last_day(self.expires_on)

    @property
    def last_ready_day(self) -> date | None:
        """The last day of its grace; without one the last valid day."""
        return None if self.counts_until is None else last_day(self.counts_until)

    def next_last_day(self, today: date) -> date | None:
        """The last day that matters now: of the certificate, and in its grace that of the grace."""
        is_over = self.expires_on is not None and today >= self.expires_on
        in_grace = is_over and self.counts_until is not None and today < self.counts_until
        return self.last_ready_day if in_grace else self.last_valid_day


def longest(one: Proof, other: Proof) -> Proof:
    """Two proofs that both end, as one: the later day of each kind counts."""

    def later(first: date | None, second: date | None) -> date | None:
        return max(first or date.min, second or date.min)

    return Proof(
        max(one.issued_on, other.issued_on),
        later(one.expires_on, other.expires_on),
        later(one.renew_from, other.renew_from),
        later(one.counts_until, other.counts_until),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The dated facts about one person and one course."""

    modules: int
    modules_read: int = 0
    enrolled: bool = False  # something was begun: a module read or a quiz started
    proof: Proof | None = None  # the latest one
    due_on: date | None = None  # the earliest date by which the course is asked
    is_asked: bool = True  # what is neither asked nor shared is nobody else's business

    def __post_init__(self) -> None:
        """Refuse to hold anything about a course that is not asked."""
        if not self.is_asked and (self.proof or self.due_on or self.enrolled or self.modules_read):
            raise ValueError("nothing is known of a course that is not asked")


def state(standing: Standing, today: date) -> State:
    """Decide the state on a day.

    A valid certificate counts first, whatever was asked; then one in its grace; an expired one is
    said to be expired; then a date that has passed; then whether anything was begun. The last valid
    day is the day before `expires_on`, the last day of grace the day before `counts_until`, and the
    last day that is not overdue is `due_on` itself. Of a course that is not asked nothing is told.
    """
    if not standing.is_asked:
        return State.NOT_ASKED
    proof = standing.proof
    if proof is not None:
        if proof.expires_on is None:
            return State.READY
        if proof.counts_until is None or today >= proof.counts_until:
            return State.EXPIRED
        if today >= proof.expires_on:
            return State.GRACE
        if proof.renew_from is not None and today >= proof.renew_from:
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


def term(issued_on: date, renewal: Renewal, previous: Proof | None = None) -> Term:
    """The days of a certificate issued on a day.

    Renewing inside the window or in the grace after it counts from the old end date: nobody loses
    days by being early, and grace never lengthens what follows.
    """
    if not renewal.ends:
        return Term()
    start = issued_on if previous is None else _renewed_from(issued_on, previous)
    end = _end(start, renewal)
    if end <= issued_on:  # a grace longer than the period: the old end date is too long ago
        end = _end(issued_on, renewal)
    return dated(end, window=renewal.window, grace=renewal.grace)


def _renewed_from(issued_on: date, previous: Proof) -> date:
    """The day a period begins: the old end date in its window and grace, today otherwise."""
    begin, end, last = previous.renew_from, previous.expires_on, previous.counts_until
    if begin is None or end is None or last is None:
        return issued_on
    return end if begin <= issued_on < last else issued_on


def _end(start: date, renewal: Renewal) -> date:
    """The first day without the certificate, for a period that begins on a day."""
    if renewal.months is not None:
        return add_months(start, renewal.months)
    month, day = renewal.last_day or (12, 31)
    window = timedelta(days=renewal.window)
    ends = (date(start.year + years, month, day) + timedelta(days=1) for years in range(-1, 3))
    return next(end for end in ends if start < end - window)


def dated(end: date | None, *, window: int, grace: int) -> Term:
    """The days of a certificate that ends on a day."""
    if end is None:
        return Term()
    return Term(end, end - timedelta(days=window), end + timedelta(days=grace))


def brought_forward(whole: Term, dues: Iterable[date]) -> Term:
    """The days of a certificate while changed parts are asked by certain days.

    The day by which a part is asked is the last valid one. What has changed has to be known: after
    such a day there is no grace.
    """
    due = min(dues, default=None)
    if due is None:
        return whole
    end = due + timedelta(days=1)
    if whole.expires_on is not None and whole.expires_on <= end:
        return whole
    usual = due - timedelta(days=EXPIRING_DAYS)  # so that a part asked in the usual time is open
    return Term(end, min(usual, whole.renew_from or usual), end)
