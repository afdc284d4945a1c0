"""The day that an address names, and when it ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from lms.clock import Clock, Past
from lms.readiness.days import Shown, Slip, counted, shown

TODAY = date(2026, 11, 22)
CLOCK = Clock(ZoneInfo("Europe/Helsinki"), lambda: datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "day", "is_past", "slip"),
    [
        ("", TODAY, False, None),
        ("  ", TODAY, False, None),
        ("2026-11-22", TODAY, False, None),
        ("2026-11-21", date(2026, 11, 21), True, None),
        (" 2026-09-30 ", date(2026, 9, 30), True, None),
        ("1950-01-01", date(1950, 1, 1), True, None),
        ("1949-12-31", TODAY, False, Slip.FAR),
        ("0001-01-01", TODAY, False, Slip.FAR),
        ("2026-11-23", TODAY, False, Slip.AHEAD),
        ("9999-12-31", TODAY, False, Slip.FAR),
        ("30.9.2026", TODAY, False, Slip.UNREADABLE),
        ("2026-02-30", TODAY, False, Slip.UNREADABLE),
        ("2026-09-30' or 1=1", TODAY, False, Slip.UNREADABLE),
    ],
)
def test_a_day_of_an_address(text: str, day: date, *, is_past: bool, slip: Slip | None) -> None:
    found = shown(text, today=TODAY, clock=CLOCK)

    assert (found.day, found.past is not None, found.slip) == (day, is_past, slip)
    assert found.on == (day.isoformat() if is_past else None)
    assert found.asked == text.strip()[:20]


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 9, 30), datetime(2026, 9, 30, 21, 0, tzinfo=UTC)),
        (date(2026, 11, 21), datetime(2026, 11, 21, 22, 0, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 0, tzinfo=UTC)),  # clocks go back
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 0, tzinfo=UTC)),  # clocks go forward
    ],
)
def test_a_day_ends_at_the_organisations_midnight(day: date, end: datetime) -> None:
    assert CLOCK.past(day) == Past(day, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", TODAY),
        ("2026-11-15", date(2026, 11, 15)),
        ("2026-09-06", date(2026, 9, 6)),
        ("2026-08-30", None),  # before the first point of the line
        ("2026-11-14", None),  # between two points
        ("2026-11-29", None),
        ("2015-01-01", None),
        ("20261122", None),
        ("x", None),
        ("", None),
    ],
)
def test_only_the_points_of_the_line_are_told_of(text: str, day: date | None) -> None:
    assert counted(text, of=Shown(TODAY, None, "")) == day


def test_today_has_no_day_in_its_address() -> None:
    assert Shown(TODAY, None, "").on is None
