"""Readiness as a file that a Finnish or English spreadsheet opens right and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.i18n import day
from lms.readiness.rules import Columns, PersonFacts
from lms.standing import Standing, State, state

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


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


def course_fields(standing: Standing, words: Words, today: date) -> list[str]:
    """State, end of validity and date asked for, of one course."""
    until = standing.proof.expires_on if standing.proof else None
    return [
        words.states[state(standing, today)],
        day(until, words.language) if until else "",
        day(standing.due_on, words.language) if standing.due_on else "",
    ]


def safe(text: str) -> str:
    """Text that a spreadsheet shows and does not calculate."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def line(fields: Sequence[str]) -> str:
    """One line of the file."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([safe(text) for text in fields])
    return out.getvalue()
