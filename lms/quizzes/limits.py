"""How long an attempt may take and when the next may begin; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lms.content.model import Limits

GRACE = timedelta(seconds=30)
"""How late an answer may arrive: a slow line is nobody's fault."""


class MoreTime(StrEnum):
    """How much longer than a course says somebody may take, in every quiz with a clock."""

    USUAL = "usual"
    HALF = "half"
    DOUBLE = "double"
    UNTIMED = "untimed"


PERCENT: dict[MoreTime, int] = {
    MoreTime.USUAL: 100,
    MoreTime.HALF: 150,
    MoreTime.DOUBLE: 200,
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person is given beyond the limits of courses; the more generous time counts."""

    times: tuple[MoreTime, ...] = ()
    more_attempts: int = 0
    is_without_wait: bool = False


NOTHING = Allowance()


def minutes_for(minutes: int | None, allowance: Allowance) -> int | None:
    """How long an attempt may take for this person, rounded up; None without a clock."""
    if minutes is None or MoreTime.UNTIMED in allowance.times:
        return None
    percent = max((PERCENT[time] for time in allowance.times), default=100)
    return -(-minutes * percent // 100)


def deadline(started_at: datetime, minutes: int | None, allowance: Allowance) -> datetime | None:
    """When an attempt ends for this person; None without a clock."""
    own = minutes_for(minutes, allowance)
    return None if own is None else started_at + timedelta(minutes=own)


def is_over(ends_at: datetime | None, now: datetime) -> bool:
    """Whether an answer that arrives now is too late."""
    return ends_at is not None and now > ends_at + GRACE


@dataclass(frozen=True, slots=True)
class Tried:
    """A finished attempt of the cycle, as far as limits ask."""

    finished_at: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class Room:
    """Whether another attempt may begin: how many are left, and from when."""

    left: int | None  # None without a limit
    opens_at: datetime | None  # None for at once

    @property
    def is_open(self) -> bool:
        """Whether one may begin now."""
        return self.left != 0 and self.opens_at is None


def room(limits: Limits, tried: Sequence[Tried], allowance: Allowance, now: datetime) -> Room:
    """What a course's limits leave to a person after the finished attempts of this cycle.

    Whoever has passed is held up by nothing.
    """
    if any(item.passed for item in tried):
        return Room(None, None)
    left = None
    if limits.most is not None:
        left = max(0, limits.most + allowance.more_attempts - len(tried))
    opens_at = None
    if limits.wait_hours and tried and not allowance.is_without_wait:
        last = max(item.finished_at for item in tried)
        opens_at = last + timedelta(hours=limits.wait_hours)
        if opens_at <= now:
            opens_at = None
    return Room(left, opens_at)
