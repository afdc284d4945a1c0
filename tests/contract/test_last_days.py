"""Every "until" that people read is the last day, and nobody else works it out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lms
from lms.database import Base
from lms.migrations import tables  # noqa: F401 - so that every table is known
from lms.operations import record

CODE = Path(lms.__file__).parent
TEMPLATES = CODE.parent / "templates"
RAW = re.compile(r"\b(?:expires_on|counts_until)\b")
UNTIL = re.compile(r"\.until\b")
"""The first day without a place in a team or an arrangement; pages say `last_day`."""

KNOW_THE_RAW_DAY = {
    "standing.py": "decides by it, and makes the last day of it",
    "certificates/models.py": "keeps it",
    "certificates/services.py": "writes it",
    "certificates/queries.py": "reads it for the rules",
    "demo/organisation.py": "writes certificates of people who are made up",
    "enrolments/arranged.py": "puts other training beside certificates",
    "enrolments/asked.py": "reckons days from the day before it",
    "enrolments/deriving.py": "judges the select of what is asked",
    "enrolments/known.py": "reads it for the rules",
    "enrolments/queries.py": "reads it for the rules",
    "enrolments/services.py": "asks the rules whether a cycle is over",
    "evidence/document.py": "names the field of a pack, and prints the day before",
    "evidence/queries.py": "packs hold the fields as they are kept, under their names",
    "operations/record.py": "names the column, and prints the day before",
    "publishing/queries.py": "counts by it",
    "publishing/services.py": "brings it forward",
    "quizzes/queries.py": "makes the last day of it",
    "readiness/behind.py": "narrows to months by it",
    "readiness/curves.py": "counts months by it",
    "readiness/drift.py": "tells whoever runs the check from which day somebody is without",
    "readiness/facts.py": "reads it for the rules",
    "readiness/lines.py": "reads it for the rules",
    "readiness/queries.py": "reads it for the rules",
    "readiness/rules.py": "makes standings of the digits of a count",
    "readiness/spells.py": "works out from when to when people count",
    "recall/queries.py": "compares with it",
    "reminders/queries.py": "looks for certificates that end soon",
}
"""Where the first day without a certificate is known, and what for. No page, letter or file that
people read is among them: those say `last_valid_day`, `last_ready_day` or `next_last_day`."""


FIRST_WITHOUT = {"expires_on"}
LAST_DAY_ITSELF = {"away_until": "the last day away, as it was typed"}
"""Columns whose name ends in "until" and that hold the last day; every other is the day after."""


def _named(text: str) -> set[str]:
    return set(RAW.findall(text))


def test_no_template_knows_the_first_day_without() -> None:
    found = {
        path.relative_to(TEMPLATES).as_posix(): _named(path.read_text(encoding="utf-8"))
        for path in TEMPLATES.rglob("*")
        if path.is_file()
    }

    assert {name for name, words in found.items() if words} == set()


def test_no_template_reads_until_when_a_stay_or_an_arrangement_is_kept() -> None:
    found = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*")
        if path.is_file() and UNTIL.search(path.read_text(encoding="utf-8"))
    }

    assert found == set(), "say the last day: lms.standing.last_day"


def test_my_record_knows_every_such_column_about_a_person() -> None:
    ending = {
        column.name
        for table in Base.metadata.sorted_tables
        if table.name in record.TABLES
        for column in table.columns
        if column.name in FIRST_WITHOUT or column.name.endswith("until")
    }

    assert ending - set(LAST_DAY_ITSELF) - record.TECHNICAL == record.FIRST_WITHOUT
    assert not record.FIRST_WITHOUT & set(LAST_DAY_ITSELF)


def test_no_other_code_knows_it() -> None:
    found = {
        path.relative_to(CODE).as_posix()
        for path in CODE.rglob("*.py")
        if "migrations" not in path.parts and _named(path.read_text(encoding="utf-8"))
    }

    assert found - set(KNOW_THE_RAW_DAY) == set(), "say the last day: lms.standing.last_day"


@pytest.mark.parametrize("name", sorted(KNOW_THE_RAW_DAY))
def test_whoever_is_said_to_know_it_does(name: str) -> None:
    assert _named((CODE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text", ["{{ sheet.expires_on|day }}", "proof.counts_until", "date=row.expires_on"]
)
def test_such_a_slip_would_be_found(text: str) -> None:
    assert _named(text)
