"""The only reading of the time; called by views and commands, passed down to everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Past:
    """A day that is over: what was written at its `end` or later is not known on it."""

    day: date
    end: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Gives the time; `today` is the day in the organisation's time zone."""

    zone: ZoneInfo
    read: Callable[[], datetime]

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return self.read()

    def today(self) -> date:
        """The day where the organisation is."""
        return self.read().astimezone(self.zone).date()

    def day_of(self, moment: datetime) -> date:
        """The organisation's day of a moment."""
        return moment.astimezone(self.zone).date()

    def past(self, day: date) -> Past:
        """A day with its end, the midnight where the organisation is."""
        midnight = datetime.combine(day + timedelta(days=1), time.min, self.zone)
        return Past(day, midnight.astimezone(UTC))


def real_clock(zone: str) -> Clock:
    """The machine's clock."""
    return Clock(ZoneInfo(zone), lambda: datetime.now(UTC))


def clock_from_file(zone: str, path: Path) -> Clock:
    """A clock for tests: the file holds one ISO date-time, read at every call."""

    def read() -> datetime:
        text = path.read_text(encoding="utf-8").strip()
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    return Clock(ZoneInfo(zone), read)
