"""Whatever is stored is said in docs/privacy.md: every table by name, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import lms.migrations.tables  # noqa: F401 - registers every table
from lms.database import Base

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ((?:`[a-z_]+`(?:, )?)+) \| (.+) \|$", flags=re.MULTILINE)


def told() -> dict[str, str]:
    """Each table with what is said of it in the section about tables."""
    section = DOCUMENT.split("## Every table")[1].split("\n## ")[0]
    return {
        name: words
        for names, words in ROW.findall(section)
        for name in re.findall(r"`([a-z_]+)`", names)
    }


def test_every_table_has_an_entry_and_no_entry_is_left_over() -> None:
    assert sorted(told()) == sorted(Base.metadata.tables)


def test_tables_about_people_say_more_than_that_they_hold_nobody() -> None:
    for table in Base.metadata.sorted_tables:
        names_people = any(
            key.column.table.name == "person"
            for column in table.columns
            for key in column.foreign_keys
        )
        if names_people:
            assert not told()[table.name].startswith("nobody"), table.name
