"""Readiness as files: one for a spreadsheet, which never runs it, and one for other programs.

A large file has very many cells and few different facts, so what each fact looks like in the file
is worked out once and kept while the file is made.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.i18n import day
from lms.readiness import workbook
from lms.readiness.lines import Facts, Line, standing
from lms.readiness.rules import Columns
from lms.standing import State, last_day, state

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Shape(StrEnum):
    """For whom the file is made."""

    SHEET = "sheet"
    """For people: words and dates as the reader's spreadsheet has them."""
    WORKBOOK = "workbook"
    """For people: a workbook with real dates and a page that says what each column means."""
    DATA = "data"
    """For programs: the same names of columns and states for ever, dates as 2026-11-22."""


BASE_IDS = ("team", "as_of", "name", "job_title")
UNIT_IDS = ("unit", "as_of", "team", "name", "job_title")
COURSE_IDS = ("state", "valid_until", "asked_by")
"""The names of the columns for programs; those of a course stand after its name and a dot. Files
about a unit name it and the teams of each person in it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the file in the reader's language; `headings` in the order of the columns."""

    headings: tuple[str, ...]
    states: Mapping[State, str]
    language: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The three cells of a person and a course, in every kind of file."""

    state: State
    valid_until: date | None
    asked_by: date | None


def cells_of(facts: Facts | None, today: date) -> Cells:
    """What the file says of a person and a course, by the same rule as the team's page."""
    return Cells(
        state=state(standing(facts, 0), today),
        valid_until=last_day(facts[0]) if facts and facts[0] else None,
        asked_by=facts[3] if facts else None,
    )


class Known(dict[Facts | None, str]):
    """What each fact looks like, worked out when it is met first.

    Facts are few as long as dates are; a file that has more of them begins anew.
    """

    MOST: int = 20_000

    def __init__(self, made: Callable[[Facts | None], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, facts: Facts | None) -> str:
        """Work it out and keep it."""
        if len(self) >= self.MOST:
            self.clear()
        text = self[facts] = self._made(facts)
        return text


def who_told(person: Line, *, has_teams: bool) -> tuple[str, ...]:
    """The first cells of a line for people: who it is, in a file about a unit with the teams."""
    if not has_teams:
        return (person.name, person.job_title)
    return (person.name, person.job_title, ", ".join(team.name for team in person.teams))


def csv_lines(
    people: Iterable[Line],
    *,
    columns: Columns,
    words: Words,
    today: date,
    has_teams: bool = False,
) -> Iterator[str]:
    """The file line by line: byte order mark, semicolons, CRLF."""

    def made(facts: Facts | None) -> str:
        cells = cells_of(facts, today)
        until, asked = cells.valid_until, cells.asked_by
        return _bare(
            [
                words.states[cells.state],
                day(until, words.language) if until else "",
                day(asked, words.language) if asked else "",
            ],
            ";",
        )

    yield BOM + line(words.headings)
    known = Known(made).__getitem__
    for person in people:
        who = _bare(who_told(person, has_teams=has_teams), ";")
        yield ";".join((who, *map(known, person.facts))) + "\r\n"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What a workbook says about itself: names of its sheets, headings, and what each thing means.

    An item is what stands in the sheet, its name for programs, and what it means.
    """

    people: str
    meanings: str
    headings: tuple[str, str, str]
    items: tuple[tuple[str, str, str | date], ...]


def workbook_pieces(
    people: Iterable[Line],
    *,
    columns: Columns,
    words: Words,
    dictionary: Dictionary,
    today: date,
    has_teams: bool = False,
) -> Iterator[bytes]:
    """The workbook: the same cells as in the other files, and a sheet that says what they mean."""

    def made(facts: Facts | None) -> str:
        cells = cells_of(facts, today)
        return "".join(
            (
                workbook.text(words.states[cells.state]),
                workbook.day(cells.valid_until),
                workbook.day(cells.asked_by),
            )
        )

    known = Known(made).__getitem__
    lines = (
        workbook.row(
            (*map(workbook.text, who_told(one, has_teams=has_teams)), *map(known, one.facts))
        )
        for one in people
    )
    meanings = (
        workbook.row(
            (
                workbook.text(said),
                workbook.text(name),
                workbook.day(what) if isinstance(what, date) else workbook.text(what),
            )
        )
        for said, name, what in dictionary.items
    )
    wide = [28, 24, *([28] if has_teams else []), *([18, 14, 14] * len(columns.courses))]
    return workbook.written(
        (
            workbook.Sheet(dictionary.people, words.headings, wide, lines),
            workbook.Sheet(dictionary.meanings, dictionary.headings, (40, 36, 90), meanings),
        )
    )


def data_ids(columns: Columns, *, has_teams: bool = False) -> tuple[str, ...]:
    """The names of the columns for programs; what is published under them never changes."""
    of_courses = (f"{course}.{name}" for course in columns.courses for name in COURSE_IDS)
    return (*(UNIT_IDS if has_teams else BASE_IDS), *of_courses)


def data_lines(
    people: Iterable[Line], *, team: str, columns: Columns, today: date, has_teams: bool = False
) -> Iterator[str]:
    """The file for programs line by line: plain UTF-8, commas, CRLF.

    In a file about a unit, `team` is the unit's name in addresses, and each line has the teams.
    """

    def made(facts: Facts | None) -> str:
        cells = cells_of(facts, today)
        until, asked = cells.valid_until, cells.asked_by
        return _bare(
            [
                cells.state.value,
                until.isoformat() if until else "",
                asked.isoformat() if asked else "",
            ],
            ",",
        )

    yield line(data_ids(columns, has_teams=has_teams), ",")
    known = Known(made).__getitem__
    same = _bare((team, today.isoformat()), ",")
    for person in people:
        teams = [" ".join(team.slug for team in person.teams)] if has_teams else []
        who = _bare((*teams, person.name, person.job_title), ",")
        yield ",".join((same, who, *map(known, person.facts))) + "\r\n"


def pieces(lines: Iterable[str], size: int = 65_536) -> Iterator[str]:
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


_WRITERS = {sign: csv.writer(_Echo(), delimiter=sign, lineterminator="\r\n") for sign in ";,"}


def line(fields: Sequence[str], delimiter: str = ";") -> str:
    """One line of the file."""
    made: str = _WRITERS[delimiter].writerow(map(safe, fields))  # what the echo gives back
    return made


def _bare(fields: Sequence[str], delimiter: str) -> str:
    """A part of a line, without its end."""
    return line(fields, delimiter)[:-2]
