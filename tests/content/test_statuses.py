"""Draft, ready, retired: only what is ready is shown, and a retired name stays taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sample import MODULE_EN, MODULE_FI, a_folder, load

M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"


def second(status: str, number: int = 20) -> dict[str, str]:
    """A second module in both languages."""
    files: dict[str, str] = {}
    for lang, sample in (("en", MODULE_EN), ("fi", MODULE_FI)):
        text = sample.replace("10-one-loop", f"{number}-two-loops").replace("tie-it", "tie-two")
        for old, new in (
            ("check-slip", "check-two"),
            ("# One loop", "# Two loops"),
            ("# Yksi silmukka", "# Kaksi silmukkaa"),
            ("status: ready", f"status: {status}"),
        ):
            text = text.replace(old, new)
        files[f"knots/{number}-two-loops.{lang}.md"] = text
    return files


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_module_that_is_not_ready_is_not_shown(status: str, tmp_path: Path) -> None:
    content = load(a_folder(tmp_path, **second(status)))
    course = content.courses["knots"]
    assert content.findings == ()
    assert [module.slug for module in course.modules] == ["one-loop"]
    assert course.module("two-loops") is None
    assert [module.slug for module in course.drafts] == (["two-loops"] if status == "draft" else [])


def test_the_name_of_a_retired_module_is_not_given_to_another(tmp_path: Path) -> None:
    again = {
        path.replace("20-", "30-"): text.replace("20-two", "30-two")
        for path, text in second("ready").items()
    }
    root = a_folder(tmp_path, **second("retired"), **again)
    found = [finding for finding in load(root).findings if finding.code == "E110"]
    assert {finding.path for finding in found} >= {"knots/30-two-loops.en.md"}
    assert 'the name "two-loops" is that of knots/20-two-loops.en.md' in found[0].what


def test_its_number_is_taken_too(tmp_path: Path) -> None:
    retired = {path.replace("20-two", "10-two"): text for path, text in second("retired").items()}
    assert "E110" in {finding.code for finding in load(a_folder(tmp_path, **retired)).findings}


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_an_objective_that_only_an_unready_module_teaches_is_named(
    status: str, tmp_path: Path
) -> None:
    edit = ("status: ready", f"status: {status}")
    codes = {finding.code for finding in load(a_folder(tmp_path, (M, *edit), (F, *edit))).findings}
    assert {"E208", "E502"} <= codes  # the quiz leads back to it


@pytest.mark.parametrize("kind", ["quiz", "glossary", "scenario-adrift", "course", "diagnostic"])
@pytest.mark.parametrize("status", ["draft", "retired"])
def test_every_kind_of_file_may_be_unready(kind: str, status: str, tmp_path: Path) -> None:
    folder = "" if kind in {"glossary", "diagnostic"} else "knots/"
    edits = [
        (f"{folder}{kind}.{lang}.md", "status: ready", f"status: {status}") for lang in ("en", "fi")
    ]
    content = load(a_folder(tmp_path, *edits))
    course = content.courses.get("knots")
    shown = {
        "quiz": course is not None and course.quiz is not None,
        "glossary": bool(content.glossary),
        "scenario-adrift": bool(course and course.scenarios),
        "course": course is not None,
        "diagnostic": content.diagnostic is not None,
    }
    assert not shown[kind]
    assert all(shown[other] for other in shown if other != kind and kind != "course")


def test_a_language_that_is_not_ready_is_not_shown_while_the_other_is(tmp_path: Path) -> None:
    content = load(a_folder(tmp_path, (F, "status: ready", "status: draft")))
    assert set(content.courses["knots"].modules[0].texts) == {"en"}


def test_a_retired_question_stays_in_the_bank_and_is_not_drawn(tmp_path: Path) -> None:
    edits = [(f"knots/quiz.{lang}.md", "`jams`", "`jams` retired") for lang in ("en", "fi")]
    content = load(a_folder(tmp_path, *edits))
    assert [finding.code for finding in content.findings] == ["W210"]
    quiz = content.courses["knots"].quiz
    assert quiz is not None
    assert quiz.questions["en"]["jams"].retired
