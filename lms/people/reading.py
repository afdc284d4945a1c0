"""A people file as bytes, made into rows: encodings, separators, headings in two languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.people.importing import Problem, Row

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 50_000
"""What one request can compare in time; the command on the server takes more."""
LARGEST_BY_COMMAND = 50 * 1024 * 1024
MOST_ROWS_BY_COMMAND = 500_000

HEADINGS: dict[str, str] = {
    "email": "email", "e_mail": "email", "email_address": "email", "mail": "email",
    "sähköposti": "email", "sähköpostiosoite": "email", "sahkoposti": "email",
    "staff_number": "staff_number", "employee_number": "staff_number",
    "employee_id": "staff_number", "personnel_number": "staff_number",
    "henkilönumero": "staff_number", "henkilöstönumero": "staff_number",
    "työntekijänumero": "staff_number", "henkilonumero": "staff_number",
    "first_name": "first_name", "given_name": "first_name", "etunimi": "first_name",
    "last_name": "last_name", "surname": "last_name", "family_name": "last_name",
    "sukunimi": "last_name",
    "title": "title", "job_title": "title", "nimike": "title", "tehtävänimike": "title",
    "team": "team", "tiimi": "team", "ryhmä": "team",
    "manager": "manager", "supervisor": "manager", "esihenkilö": "manager",
    "esimies": "manager", "esihenkilo": "manager",
    "language": "language", "kieli": "language",
}  # fmt: skip


PART: dict[str, tuple[str, str]] = {
    "en": ("problem (keep this column)", "line (keep this column)"),
    "fi": ("ongelma (säilytä sarake)", "rivi (säilytä sarake)"),
}
"""The first two headings of a file with the lines that are to be mended."""

KNOWN_PARTS = frozenset(
    tuple(heading.partition(" (")[0] for heading in pair) for pair in PART.values()
)
"""They are known without what stands in brackets too."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet calculate, at the start of a cell; the same as in every export."""

OF_READINESS = (".state", ": state", ": tilanne")
"""How columns end in an export of a team's readiness, which is no people file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its rows, what could not be read, and the columns left aside.

    `is_part` says that it holds the mended lines of another file, so that others are missing.
    """

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored: tuple[str, ...] = field(default=())
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class _Lines:
    """The cells of a file, line by line; the first are the headings."""

    lines: list[tuple[int, list[str]]]
    separator: str
    is_part: bool


def read(data: bytes, *, largest: int | None = None, most_rows: int | None = None) -> Reading:
    """Make rows of a file; a file that is none gives problems instead."""
    found = _lines(data, largest or LARGEST, most_rows or MOST_ROWS)
    return Reading(problems=(found,)) if isinstance(found, Problem) else _rows(found)


def rest(data: bytes, told: Mapping[int, str], *, language: str) -> str:
    """The lines of a file that are to be mended, as they were, with what is wrong and where.

    What `told` says of each line stands first, where a cell too many cannot push it aside. The file
    can be read again as it is: the two columns are known and every cell is given back unchanged.
    """
    found = _lines(data, LARGEST_BY_COMMAND, MOST_ROWS_BY_COMMAND)
    if isinstance(found, Problem):
        return ""
    out = io.StringIO(newline="")
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # so that a spreadsheet takes it for UTF-8
    writer = csv.writer(out, delimiter=found.separator, lineterminator="\r\n")

    def write(first: tuple[str, str], cells: list[str]) -> None:
        writer.writerow(map(safe, (*first, *cells)))

    skipped = 2 if found.is_part else 0
    heading, *lines = found.lines
    write(PART[language], heading[1][skipped:])
    for number, cells in lines:
        if number in told:
            first_seen = cells[1] if found.is_part and len(cells) > 1 else str(number)
            write((told[number], first_seen), cells[skipped:])
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that a spreadsheet shows and does not calculate; `bare` gives it back."""
    return f"'{cell}" if cell.lstrip("'").startswith(DANGEROUS) else cell


def bare(cell: str) -> str:
    """What a cell was before it was made safe."""
    is_safe = cell.startswith("'") and cell.lstrip("'").startswith(DANGEROUS)
    return cell[1:] if is_safe else cell


def _lines(data: bytes, largest: int, most_rows: int) -> _Lines | Problem:
    if len(data) > largest:
        return Problem(1, "", "file_large")
    text = decode(data)
    if not text.strip():
        return Problem(1, "", "file_empty")
    if "\x00" in text:
        return Problem(1, "", "file_unreadable")
    skipped = 0
    first, _, remaining = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        text, skipped = remaining, 1  # a line that spreadsheets write for each other
    sign = separator(text.split("\n", 1)[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start + skipped, cells))
            start = reader.line_num + 1
            if len(lines) > most_rows + 1:
                return Problem(start + skipped, "", "file_large")
    except csv.Error:
        return Problem(start + skipped, "", "line_unreadable")
    if not lines:
        return Problem(1, "", "file_empty")
    first_two = (cell.partition("(")[0].strip().casefold() for cell in lines[0][1][:2])
    is_part = tuple(first_two) in KNOWN_PARTS
    if is_part:
        lines = [(number, [bare(cell) for cell in cells]) for number, cells in lines]
    return _Lines(lines, sign, is_part)


def decode(data: bytes) -> str:
    """Text in UTF-8, with or without a mark, UTF-16 with one, or else Windows' Western letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def separator(heading: str) -> str:
    """The sign between cells: the commonest of three in the heading, outside quotes."""
    bare = "".join(heading.split('"')[::2])
    return max(";\t,", key=bare.count)


def _rows(found: _Lines) -> Reading:
    lines = found.lines
    heading_line, headings = lines[0]
    if any(heading.strip().casefold().endswith(OF_READINESS) for heading in headings):
        return Reading(problems=(Problem(heading_line, "", "file_of_readiness"),))
    columns: dict[int, str] = {}
    ignored: list[str] = []
    problems: list[Problem] = []
    for index, heading in enumerate(headings):
        plain = "_".join(heading.casefold().replace("-", " ").replace("_", " ").split())
        name = HEADINGS.get(plain)
        if name is None:
            if heading.strip() and not (found.is_part and index < len(PART["en"])):
                ignored.append(heading.strip()[:60])
        elif name in columns.values():
            problems.append(Problem(heading_line, name, "column_twice"))
        else:
            columns[index] = name
    known = set(columns.values())
    problems.extend(
        Problem(heading_line, name, "column_missing")
        for name in ("first_name", "last_name")
        if name not in known
    )
    if not known & {"email", "staff_number"}:
        problems.append(Problem(heading_line, "email", "column_missing"))
    if problems:
        return Reading(problems=tuple(problems), ignored=tuple(ignored))
    rows: list[Row] = []
    for line, cells in lines[1:]:
        if any(cell.strip() for cell in cells[len(headings) :]):
            problems.append(Problem(line, "", "cells"))
            continue
        values = {name: cells[index] for index, name in columns.items() if index < len(cells)}
        rows.append(Row(line=line, **values))
    return Reading(tuple(rows), tuple(problems), tuple(ignored), found.is_part)
