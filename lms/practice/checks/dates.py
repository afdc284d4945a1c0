"""Days written in full, and whether they are still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

_FULL = re.compile(
    r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"
)
_YEAR = re.compile(r"(?<![\d.,€£$-])(20\d\d)(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A day or a month as written; `is_ahead` says whether it lies after today."""

    start: int
    end: int
    is_ahead: bool


def days_told(text: str, *, months: Mapping[str, int], today: date) -> Iterator[Told]:
    """The days and months of a text that have a year, so that nothing has to be guessed."""
    for match in _FULL.finditer(text):
        numbers = [int(number) for number in match.groups() if number is not None]
        day, month, year = numbers if len(match[0].split("-")) == 1 else reversed(numbers)
        try:
            yield Told(match.start(), match.end(), date(year, month, day) > today)
        except ValueError:
            continue
    names = "|".join(months)
    named = re.compile(
        rf"(?:(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?)?({names})\w*\s+(?:(\d{{1,2}}),?\s+)?(20\d\d)",
        re.IGNORECASE,
    )
    for match in named.finditer(text):
        month, year = months[match[2].casefold()], int(match[4])
        yield Told(match.start(), match.end(), (year, month) > (today.year, today.month))


def years_ahead(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Years after this one."""
    for match in _YEAR.finditer(text):
        if int(match[1]) > today.year:
            yield match.start(), match.end()
