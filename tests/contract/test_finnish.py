"""The Finnish of the interface keeps to its own list of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[2] / "lms" / "translations" / "fi"


def words_not_used() -> Iterator[str]:
    """The right-hand column of the list: beginnings, so that no form of the word is missed."""
    for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("|") and len(cells) == 3 and cells[2] not in {"not", "---"}:
            yield from cells[2].split(", ")


def sentences() -> Iterator[str]:
    """Every Finnish sentence of the interface."""
    with (FOLDER / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file, locale="fi"):
            if message.id:
                said = message.string
                yield from said if isinstance(said, list | tuple) else [str(said)]


@pytest.mark.parametrize("word", sorted(words_not_used()))
def test_an_idea_keeps_its_word(word: str) -> None:
    wanted = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)

    assert [said for said in sentences() if wanted.search(said)] == []


def test_the_list_is_read() -> None:
    assert {"visa", "esimie", "vetää takaisin"} <= set(words_not_used())


@pytest.mark.parametrize(
    "slip",
    [
        "!",
        "“",
        " — ",
        " - ",
        "  ",
        r"(?<!,)(?<!juuri) ennen kuin",
        r"\bmikäli\b",
        r"\btulee \w+da\b",
    ],
)
def test_marks_and_turns_are_finnish(slip: str) -> None:
    assert [said for said in sentences() if re.search(slip, said)] == []
