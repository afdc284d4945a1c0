"""What is still to be written is counted in a draft and stops a page that is ready."""

from __future__ import annotations

from pathlib import Path

from lms.content.source import lines_of
from lms.content.unfinished import is_unfinished, unfinished
from tests.content.sample import a_folder, load

M = "knots/10-one-loop.en.md"
LOOP = "A [bowline](../glossary.en.md#bowline) holds without slipping.\n"
LONG = "TODO: " + "word " * 40 + "word! You must post in 1999.\n"


def found(root: Path, code: str) -> list[str]:
    """Findings of one code in a folder, as lines."""
    return [str(item) for item in load(root).findings if item.code == code]


def test_a_ready_page_with_a_mark_is_not_published(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, LOOP, LOOP + "TODO: Tell how.\n"))
    line = (root / M).read_text().split("\n").index("TODO: Tell how.") + 1
    assert found(root, "E114")[0].startswith(f"{M}:{line}:1: E114")


def test_every_mark_of_a_ready_page_is_named(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, LOOP, "TODO: One.\n\n- TODO: Two.\n"))
    assert len(found(root, "E114")) == 2


def test_a_draft_says_once_how_much_is_left_and_stops_nothing(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, LOOP, LOOP + "TODO: One.\nTODO: Two.\n"),
                    (M, "status: ready", "status: draft"))  # fmt: skip
    assert [line.split(": ")[1][:15] for line in found(root, "W115")] == ["W115 2 texts ar"]
    assert not found(root, "E114")


def test_a_promise_counts_too(tmp_path: Path) -> None:
    root = a_folder(
        tmp_path,
        ("knots/course.en.md", "promise: You tie one knot that holds.", 'promise: "TODO: Say it."'),
    )
    assert found(root, "E114")[0].startswith("knots/course.en.md:4:1:")


def test_the_wording_of_what_is_to_be_replaced_is_not_judged(tmp_path: Path) -> None:
    plain = a_folder(tmp_path / "a", (M, "status: ready", "status: draft"))
    marked = a_folder(tmp_path / "b", (M, "status: ready", "status: draft"), (M, LOOP, LOOP + LONG))
    codes = [{item.code for item in load(root).findings} for root in (plain, marked)]
    assert codes[1] - codes[0] == {"W115"}


def test_marks_in_code_and_inside_words_are_none() -> None:
    text = "`TODO:` is the mark\n```\nTODO: code\n```\nxTODO: no\nTODO: yes"
    assert unfinished(lines_of(text)) == ((6, 1),)
    assert not is_unfinished("to do: nothing")
