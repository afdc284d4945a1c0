"""Practices: what the model holds of them, and what a pass may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.practices import PracticeReader
from lms.content.source import Findings, lines_of, split
from tests.content.sample import MODULE_EN, MODULE_FI, a_folder, load

M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"
C = "knots/course.yml"
ANSWER = MODULE_EN[MODULE_EN.index("<details>") : MODULE_EN.index("## Check yourself")]


def said(root: Path) -> list[str]:
    """Everything that is found."""
    return [str(finding) for finding in load(root).findings]


def test_a_practice_holds_its_task_list_and_model_answer(tmp_path: Path) -> None:
    task = "Tie the loop with your eyes closed.\n"
    root = a_folder(
        tmp_path, (M, task, f"{task}Write 200 to 500 characters about it.\n"),
        (F, "Tee silmukka silmät kiinni.\n",
         "Tee silmukka silmät kiinni.\nKirjoita siitä 200–500 merkkiä.\n"),
    )  # fmt: skip
    texts = load(root).courses["knots"].modules[0].texts
    (practice,) = texts["en"].practices
    assert (practice.name, practice.title) == ("tie-it", "Practice")
    assert practice.task.startswith("<p>Tie the loop with your eyes closed.")
    assert practice.checks == ("It holds when pulled.",)
    assert practice.answer == "<p>Make a small eye first and come up through it.</p>"
    assert (practice.shortest, practice.longest) == (200, 500)
    (finnish,) = texts["fi"].practices
    assert (finnish.title, finnish.shortest, finnish.longest) == ("Harjoitus", 200, 500)


def test_a_practice_may_be_without_a_length(tmp_path: Path) -> None:
    (practice,) = load(a_folder(tmp_path)).courses["knots"].modules[0].texts["en"].practices
    assert (practice.shortest, practice.longest) == (None, None)


def test_every_practice_of_a_page_is_a_section_of_its_own(tmp_path: Path) -> None:
    again = MODULE_EN[MODULE_EN.index("## Practice") : MODULE_EN.index("## Check yourself")]
    finnish = MODULE_FI[MODULE_FI.index("## Harjoitus") : MODULE_FI.index("## Testaa")]
    root = a_folder(
        tmp_path,
        (M, "## Check yourself", again.replace("tie-it", "tie-two") + "## Check yourself"),
        (F, "## Testaa", finnish.replace("tie-it", "tie-two") + "## Testaa"),
    )
    content = load(root)
    assert content.findings == ()
    text = content.courses["knots"].modules[0].texts["en"]
    assert text.body.count('class="practice"') == 2
    assert [practice.name for practice in text.practices] == ["tie-it", "tie-two"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- [ ] It holds when pulled.\n", "", "E116 the practice \"tie-it\" has no list"),
        (ANSWER, "", "E116 the practice \"tie-it\" has no model answer"),
        ("Make a small eye first and come up through it.\n", "", "has no model answer"),
        ("Tie the loop with your eyes closed.\n", "", "E305 the practice \"tie-it\" has no task"),
        ("## Practice `tie-it`", "## Practice `Tie it`", "E303"),
        ("## Practice `tie-it`", "## Practice", "E303 the practice has no name"),
        ("## Practice `tie-it`", "## Harjoitus `tie-it`", "E603"),
    ],
)  # fmt: skip
def test_mistakes_are_named(old: str, new: str, expected: str, tmp_path: Path) -> None:
    found = said(a_folder(tmp_path, (M, old, new)))
    assert any(expected in finding for finding in found), found


def test_a_pass_may_ask_for_a_practice(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (C, "critical: all", "critical: all, practice: [tie-it]"))
    content = load(root)
    assert content.findings == ()
    assert content.courses["knots"].passing.practice == ("tie-it",)


@pytest.mark.parametrize(
    ("name", "fix"), [("tie-itt", 'did you mean "tie-it"'), ("row", "mend the name")]
)
def test_an_unknown_practice_is_an_error(name: str, fix: str, tmp_path: Path) -> None:
    (found,) = said(a_folder(tmp_path, (C, "critical: all", f"practice: [{name}]")))
    assert found.startswith(f'{C}:5:30: E502 there is no practice "{name}"; {fix}')


def test_a_practice_of_a_draft_is_not_asked_for(tmp_path: Path) -> None:
    text = MODULE_EN.replace("10-one-loop", "20-two").replace("status: ready", "status: draft")
    text = text.replace("tie-it", "tie-two").replace("check-slip", "check-two")
    root = a_folder(
        tmp_path, (C, "critical: all", "critical: all, practice: [tie-two]"),
        **{"knots/20-two.en.md": text},
    )  # fmt: skip
    found = [line for line in said(root) if line.startswith(C)]
    assert len(found) == 1
    assert 'E502 the practice "tie-two" is in no ready module' in found[0]


def test_two_modules_do_not_share_a_practice(tmp_path: Path) -> None:
    text = MODULE_EN.replace("10-one-loop", "20-two").replace("check-slip", "check-two")
    root = a_folder(tmp_path, **{"knots/20-two.en.md": text})
    assert any(f'E316 the practice "tie-it" stands in {M} already' in line for line in said(root))


@given(st.lists(st.text(max_size=60), max_size=30))
def test_any_text_can_be_read_as_practices(rows: list[str]) -> None:
    text = "## Practice `one`\n" + "\n".join(row.replace("\n", " ") for row in rows)
    _, sections = split(lines_of(text), 2)
    assert PracticeReader(M, "en", Findings(M)).read(sections)
