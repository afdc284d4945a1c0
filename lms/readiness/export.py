"""Readiness as files: one for a spreadsheet, which never runs it, and one for other programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from lms.i18n import day
from lms.readiness.rules import Columns, PersonFacts
from lms.standing import Standing, State, state

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Shape(StrEnum):
    """For whom the file is made."""

    SHEET = "sheet"
    """For people: words and dates as the reader's spreadsheet has them."""
    DATA = "data"
    """For programs: the same names of columns and states for ever, dates as 2026-11-22."""


BASE_IDS = ("team", "as_of", "name", "job_title")
COURSE_IDS = ("state", "valid_until", "asked_by")
"""The names of the columns for programs; those of a course stand after its name and a dot."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the file in the reader's language; `headings` in the order of the columns."""

    headings: tuple[str, ...]
    states: Mapping[State, str]
    language: str


def csv_lines(
    people: Iterable[PersonFacts], *, columns: Columns, words: Words, today: date
) -> Iterator[str]:
    """The file line by line: byte order mark, semicolons, CRLF."""
    yield BOM + line(words.headings)
    for person in people:
        fields = [person.name, person.job_title]
        for standing in person.standings:
            fields += course_fields(standing, words, today)
        yield line(fields)


_day = lru_cache(maxsize=4096)(day)
"""The same few dates come again and again in a large team."""


def course_fields(standing: Standing, words: Words, today: date) -> list[str]:
    """State, end of validity and date asked for, of one course."""
    until = standing.proof.expires_on if standing.proof else None
    return [
        words.states[state(standing, today)],
        _day(until, words.language) if until else "",
        _day(standing.due_on, words.language) if standing.due_on else "",
    ]


def data_ids(columns: Columns) -> tuple[str, ...]:
    """The names of the columns for programs; what is published under them never changes."""
    of_courses = (f"{course}.{name}" for course in columns.courses for name in COURSE_IDS)
    return (*BASE_IDS, *of_courses)


def data_lines(
    people: Iterable[PersonFacts], *, team: str, columns: Columns, today: date
) -> Iterator[str]:
    """The file for programs line by line: plain UTF-8, commas, CRLF."""
    yield line(data_ids(columns), ",")
    for person in people:
        fields = [team, today.isoformat(), person.name, person.job_title]
        for standing in person.standings:
            until = standing.proof.expires_on if standing.proof else None
            fields += [
                state(standing, today).value,
                until.isoformat() if until else "",
                standing.due_on.isoformat() if standing.due_on else "",
            ]
        yield line(fields, ",")


def pieces(lines: Iterable[str], size: int = 16_384) -> Iterator[str]:
    """Lines joined to pieces worth sending; the first line goes out at once."""
    waiting: list[str] = []
    length = size
    for text in lines:
        waiting.append(text)
        length += len(text)
        if length >= size:
            yield "".join(waiting)
            waiting.clear()
            length = 0
    if waiting:
        yield "".join(waiting)


def safe(text: str) -> str:
    """Text that a spreadsheet shows and does not calculate."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


class _Echo:
    """A file that hands back what is written to it, so that a writer can serve line by line."""

    def write(self, text: str) -> str:
        return text


_ECHO = _Echo()


def line(fields: Sequence[str], delimiter: str = ";") -> str:
    """One line of the file."""
    writer = csv.writer(_ECHO, delimiter=delimiter, lineterminator="\r\n")
    made: str = writer.writerow([safe(text) for text in fields])  # what the echo gives back
    return made
