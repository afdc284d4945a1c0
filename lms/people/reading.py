"""A people file as bytes, made into rows: encodings, separators, headings in two languages."""

from __future__ import annotations

import csv
import io
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


OF_READINESS = (".state", ": state", ": tilanne")
"""How columns end in an export of a team's readiness, which is no people file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its rows, what could not be read, and the columns left aside."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored: tuple[str, ...] = field(default=())


def read(data: bytes, *, largest: int | None = None, most_rows: int | None = None) -> Reading:
    """Make rows of a file; a file that is none gives problems instead."""
    if len(data) > (largest or LARGEST):
        return Reading(problems=(Problem(1, "", "file_large"),))
    text = decode(data)
    if not text.strip():
        return Reading(problems=(Problem(1, "", "file_empty"),))
    if "\x00" in text:
        return Reading(problems=(Problem(1, "", "file_unreadable"),))
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        text, skipped = rest, 1  # a line that spreadsheets write for each other
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator(text.split("\n", 1)[0]), strict=True
    )
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start + skipped, cells))
            start = reader.line_num + 1
            if len(lines) > (most_rows or MOST_ROWS) + 1:
                return Reading(problems=(Problem(start + skipped, "", "file_large"),))
    except csv.Error:
        return Reading(problems=(Problem(start + skipped, "", "line_unreadable"),))
    if not lines:
        return Reading(problems=(Problem(1, "", "file_empty"),))
    return _rows(lines)


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


def _rows(lines: list[tuple[int, list[str]]]) -> Reading:
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
            if heading.strip():
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
    return Reading(tuple(rows), tuple(problems), tuple(ignored))
