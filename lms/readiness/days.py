"""The day that a page of managers is about: today, or one that is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.clock import Clock, Past
from lms.readiness.rules import week_ends

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 1, 1)
"""Days beyond these are slips of the pen, as where administrators write them."""


class Slip(StrEnum):
    """Why a day of an address cannot be shown; today is shown instead."""

    UNREADABLE = "unreadable"
    AHEAD = "ahead"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Shown:
    """The day that is shown; `past` is None for today, `asked` is what stands in the field."""

    day: date
    past: Past | None
    asked: str
    slip: Slip | None = None

    @property
    def on(self) -> str | None:
        """The day as addresses carry it; today's have none."""
        return self.day.isoformat() if self.past else None


def counted(text: str, *, of: Shown) -> date | None:
    """A point of the line of a page, as an address names it; no other day is told of anybody."""
    return next((day for day in week_ends(of.day) if day.isoformat() == text), None)


def shown(text: str, *, today: date, clock: Clock) -> Shown:
    """Read the day of an address. Days ahead are refused: their facts are not there yet."""
    asked = text.strip()[:20]
    if not asked:
        return Shown(today, None, "")
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return Shown(today, None, asked, Slip.UNREADABLE)
    if not EARLIEST <= day <= LATEST:
        return Shown(today, None, asked, Slip.FAR)
    if day > today:
        return Shown(today, None, asked, Slip.AHEAD)
    if day == today:
        return Shown(today, None, asked)
    return Shown(day, clock.past(day), asked)
