"""A translation knows block by block whether it still follows its original."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.source import Line, lines_of, name_of
from lms.content.translation import (
    Block,
    BlockState,
    State,
    blocks_of,
    compare,
    is_current,
    record_of,
)
from tests.content.sample import (
    COURSE_EN,
    GLOSSARY_EN,
    MODULE_EN,
    MODULE_FI,
    QUIZ_EN,
    QUIZ_FI,
)

COURSES = Path(__file__).resolve().parents[2] / "course_content"
M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"
Q = "knots/quiz.en.md"
QF = "knots/quiz.fi.md"
SCENE = """\
# Adrift

The boat is loose.

## start

The wind rises.

- [x] (a) Call for help. [Call](#end-held)
  > A call costs nothing.
- [ ] (b) Jump. [Jump](#end-wet)
  > The water is cold.

## end-held

Dry feet.

## end-wet

Wet feet.
"""


def cut(path: str, text: str) -> tuple[Block, ...]:
    """The blocks of a text, its front matter taken off."""
    name = name_of(path)
    assert name is not None
    _, _, body = text.partition("\n---\n") if text.startswith("---") else ("", "", text)
    first = text[: len(text) - len(body)].count("\n") + 1
    return blocks_of(name, lines_of(body, first), objective="C1")


def states(path: str, old: str, new: str, own: str | None = None) -> dict[str, State]:
    """What is not fresh in a translation of `old` when the original has become `new`."""
    source = cut(path, old)
    found = compare(cut(path, new), cut(path, own or old), record_of(source))
    return {state.key: state.state for state in found if state.state is not State.FRESH}


def by_key(found: tuple[BlockState, ...]) -> dict[str, BlockState]:
    """States by the names of their blocks."""
    return {state.key: state for state in found}


def test_a_module_is_cut_where_people_would_cut_it() -> None:
    assert [(block.key, block.kind) for block in cut(M, MODULE_EN)] == [
        ("title", "title"),
        ("lead", "lead"),
        ("the-loop", "section"),
        ("the-loop/important", "callout"),
        ("tie-it", "practice"),
        ("check-slip", "question"),
        ("in-short", "section"),
        ("note/act", "note"),
    ]


def test_quizzes_terms_objectives_and_scenes_keep_the_names_authors_gave_them() -> None:
    assert [block.key for block in cut(Q, QUIZ_EN)] == [
        "title", "C1", "evening-wind", "good-rope", "jams", "ends", "steps", "its-name",
    ]  # fmt: skip
    assert [block.key for block in cut("glossary.en.md", GLOSSARY_EN)] == ["title", "bowline"]
    assert "C1" in [block.key for block in cut("knots/course.en.md", COURSE_EN)]
    scene = cut("knots/scenario-adrift.en.md", SCENE)
    assert [block.key for block in scene] == ["title", "lead", "start", "end-held", "end-wet"]


def test_a_translation_of_the_present_text_is_fresh_and_knows_both_lines() -> None:
    source = cut(M, MODULE_EN)
    found = compare(source, cut(F, MODULE_FI), record_of(source))
    assert is_current(found)
    for state in found:
        english = MODULE_EN.split("\n")[state.line - 1]
        finnish = MODULE_FI.split("\n")[state.own_line - 1]
        assert english[:2] == finnish[:2] or state.kind in {"lead", "section", "note"}, state
    loop = by_key(found)["the-loop"]
    assert MODULE_FI.split("\n")[loop.own_line - 1] == "## Silmukka"


@pytest.mark.parametrize(
    ("path", "text", "old", "new", "key"),
    [
        (M, MODULE_EN, "One loop\n", "One good loop\n", "title"),
        (M, MODULE_EN, "evening wind", "morning wind", "lead"),
        (M, MODULE_EN, "without slipping", "and never slips", "the-loop"),
        (M, MODULE_EN, "## The loop", "## The round loop", "the-loop"),
        (M, MODULE_EN, "The loop, from above", "From above", "the-loop"),
        (M, MODULE_EN, "working end", "free end", "the-loop"),
        (M, MODULE_EN, "lane is marked", "lane is lit", "the-loop/important"),
        (M, MODULE_EN, "small eye", "smaller eye", "tie-it"),
        (M, MODULE_EN, "Another loop does", "Some loops do", "check-slip"),
        (M, MODULE_EN, "section 2.", "section 3.", "note/act"),
        (M, MODULE_EN, "finlex.fi/fi/rope", "finlex.fi/fi/rope-2", "note/act"),
        (Q, QUIZ_EN, "## C1 Tie", "## C1 Always tie", "C1"),
        (Q, QUIZ_EN, "- [x] (b) A bowline", "- [ ] (b) A bowline", "evening-wind"),
    ],
)
def test_a_change_turns_its_own_block_stale_and_no_other(
    path: str, text: str, old: str, new: str, key: str
) -> None:
    found = states(path, text, text.replace(old, new, 1))
    renamed = "the-round-loop" if "round" in new else key
    if "round" in new:
        assert found == {renamed: State.STALE}
    else:
        assert found == {key: State.STALE}


def test_marks_line_ends_and_order_of_options_are_no_change() -> None:
    text = MODULE_EN.replace("wind.\nYou", "wind. You").replace("\n## ", "\n\n\n## ")
    text = text.replace("- It holds under", "* It holds under")
    assert states(M, MODULE_EN, text) == {}
    first = "- [ ] (a) A slip knot\n  > It tightens on the post and stays there.\n"
    moved = QUIZ_EN.replace(first, "").replace("**Why:** A loop", f"{first}\n**Why:** A loop")
    assert states(Q, QUIZ_EN, moved) == {}


def test_sections_may_change_places() -> None:
    section = "## Before\n\nLook at the rope.\n\n"
    early = MODULE_EN.replace("## The loop", f"{section}## The loop")
    late = MODULE_EN.replace("## Practice", f"{section}## Practice")
    assert states(M, early, late) == {}


def test_what_is_added_is_missing_and_what_is_taken_out_is_extra() -> None:
    section = "## Before\n\nLook at the rope.\n\n"
    longer = MODULE_EN.replace("## The loop", f"{section}## The loop")
    assert states(M, MODULE_EN, longer) == {"before": State.MISSING}
    assert states(M, longer, MODULE_EN) == {"before": State.EXTRA}
    question = QUIZ_EN[QUIZ_EN.index("### order") : QUIZ_EN.index("### text")]
    shorter = QUIZ_EN.replace(question, "")
    assert states(Q, shorter, QUIZ_EN) == {"steps": State.MISSING}
    assert states(Q, QUIZ_EN, shorter) == {"steps": State.EXTRA}


def test_a_section_keeps_its_place_in_the_translation_when_another_is_added() -> None:
    longer = MODULE_EN.replace("## The loop", "## Before\n\nLook at the rope.\n\n## The loop")
    record = record_of(cut(M, MODULE_EN))
    found = by_key(compare(cut(M, longer), cut(F, MODULE_FI), record))
    assert found["before"].own_line == 0
    assert MODULE_FI.split("\n")[found["the-loop"].own_line - 1] == "## Silmukka"


@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [
        ("- [ ] (a) A slip", "- [x] (a) A slip", True),
        ("- [ ] (c) Two", "- [ ] (d) Two", True),
        ("## C1", "## C2", True),
        ("### single `evening-wind`", "### multiple `evening-wind`", True),
        ("### single `evening-wind` critical", "### single `evening-wind`", False),
        ("A slip knot", "A slipped knot", False),
        ("The wind rises", "Wind rises", False),
    ],
)
def test_answers_options_and_objective_are_told_from_words(old: str, new: str, asks: bool) -> None:
    source = cut(Q, QUIZ_EN)
    found = compare(cut(Q, QUIZ_EN.replace(old, new, 1)), cut(QF, QUIZ_FI), record_of(source))
    assert by_key(found)["evening-wind"].asks is asks


@pytest.mark.parametrize(
    ("old", "new"), [("#end-wet)", "#end-held)"), ("- [ ] (b)", "- [~] (b)"), ("(b) Jump", "(c) J")]
)
def test_the_ways_of_a_scene_are_told_from_its_words(old: str, new: str) -> None:
    path = "knots/scenario-adrift.en.md"
    source = cut(path, SCENE)
    found = by_key(compare(cut(path, SCENE.replace(old, new)), source, record_of(source)))
    assert {key for key, state in found.items() if state.asks} == {"start"}


def test_without_a_record_the_days_decide_and_the_places_show_what_lacks() -> None:
    source, own = cut(M, MODULE_EN), cut(F, MODULE_FI)
    assert is_current(compare(source, own))
    assert {state.state for state in compare(source, own, older=True)} == {State.STALE}
    shorter = MODULE_FI[: MODULE_FI.index("## Harjoitus")]
    found = by_key(compare(source, cut(F, shorter)))
    assert found["tie-it"].state is State.MISSING
    assert by_key(compare(cut(M, MODULE_EN.replace("## Practice `tie-it`", "## More")), own))[
        "tie-it"
    ].state is State.EXTRA  # fmt: skip


def _shipped() -> list[Path]:
    return sorted(COURSES.glob("*/*.en.md"))


@settings(deadline=None)
@given(data=st.data())
def test_editing_any_line_of_a_shipped_text_turns_exactly_its_block_stale(
    data: st.DataObject,
) -> None:
    place = data.draw(st.sampled_from(_shipped()))
    path = place.relative_to(COURSES).as_posix()
    text = place.read_text(encoding="utf-8")
    lines = text.split("\n")
    start = lines.index("---", 1) + 1
    blocks = cut(path, text)
    plain = [
        number
        for number, line in enumerate(lines[start:], start + 1)
        if line.strip() and not line.startswith(("#", "<", "**", "| -", "> [!", "|"))
    ]
    number = data.draw(st.sampled_from(plain))
    word = data.draw(st.text("abcdefgå", min_size=1, max_size=8))
    within = [block for block in blocks if block.line <= number <= block.last]
    expected = min(within, key=lambda block: block.last - block.line)
    lines[number - 1] += f" {word}"
    assert states(path, text, "\n".join(lines)) == {expected.key: State.STALE}


@given(st.lists(st.text(max_size=40), max_size=30), st.sampled_from([M, Q, "glossary.en.md"]))
def test_any_text_is_cut_and_is_fresh_to_itself(rows: list[str], path: str) -> None:
    name = name_of(path)
    assert name is not None
    lines = [Line(number, row) for number, row in enumerate(rows, 1)]
    blocks = blocks_of(name, lines)
    assert len({block.key for block in blocks}) == len(blocks)
    assert is_current(compare(blocks, blocks, record_of(blocks)))
