"""Versions: what is locked, what differs, and what must be told before it is published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.config import data_folder
from lms.content import versions
from lms.content.current import Current
from lms.content.model import ContentSet, Finding
from lms.content.versions import Kind, Locked, LockError, Piece, What
from lms.standing import Renewal
from tests.content.sample import (
    COURSE,
    MODULE_EN,
    MODULE_FI,
    QUIZ_EN,
    QUIZ_FI,
    SCENARIO_EN,
    SCENARIO_FI,
    a_folder,
    load,
    write,
)

M, MF = "knots/10-one-loop.en.md", "knots/10-one-loop.fi.md"
S, SF = "knots/scenario-adrift.en.md", "knots/scenario-adrift.fi.md"
Q, QF = "knots/quiz.en.md", "knots/quiz.fi.md"
C = "knots/course.yml"

CHANGE = """\
- on: 2026-11-20
  course: knots
  kind: material
  edition: 2
  covers: [holds]
  because: {en: The knot was wrong., fi: Solmu oli väärä.}
  relearn: {objectives: [C1], within: 60 days}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample folder with a lock that fits it."""
    root = a_folder(tmp_path)
    content = load(root)
    assert [item for item in content.findings if item.code[0] == "E"] == []
    write(root, {"content.lock": versions.write(versions.lock_of(content))})
    return root


def check(root: Path) -> tuple[ContentSet, list[Finding]]:
    """The folder again, and what is amiss with its versions."""
    content = load(root)
    assert [str(item) for item in content.findings if item.code[0] == "E"] == []
    return content, list(versions.check(content, content.lock))


def codes(root: Path) -> list[str]:
    """Only the codes."""
    return [finding.code for finding in check(root)[1]]


def a_question_name(content: ContentSet) -> str:
    """The first question of the sample's quiz."""
    quiz = content.courses["knots"].quiz
    assert quiz is not None
    return next(iter(quiz.questions["en"]))


def both(root: Path, old: str, new: str) -> None:
    """The same change in the quiz of both languages."""
    for name, text in ((Q, QUIZ_EN), (QF, QUIZ_FI)):
        assert old in text
        write(root, {name: text.replace(old, new)})


def moved_tick(text: str) -> str:
    """The right answer of the first single question goes to another option."""
    first = text.index("- [x]")
    other = text.index("- [ ]")
    low, high = sorted((first, other))
    marks = {first: "- [ ]", other: "- [x]"}
    return text[:low] + marks[low] + text[low + 5 : high] + marks[high] + text[high + 5 :]


def test_a_folder_without_a_lock_has_no_versions_to_be_wrong(tmp_path: Path) -> None:
    assert codes(a_folder(tmp_path)) == []


def test_a_fitting_lock_is_fine(root: Path) -> None:
    content, findings = check(root)
    assert findings == []
    assert versions.differences(content, versions.read(content.lock or "")) == ()


def test_changed_words_ask_only_for_the_lock(root: Path) -> None:
    write(root, {M: MODULE_EN.replace("One loop\n", "One good loop\n")})
    content, findings = check(root)
    assert [(finding.code, finding.path) for finding in findings] == [("E805", "content.lock")]
    (difference,) = versions.differences(content, versions.read(content.lock or ""))
    (piece,) = difference.pieces
    assert (piece.kind, piece.name, piece.what) == (Kind.MODULE, "one-loop", What.WORDS)
    assert piece.languages == ("en",)


def test_blank_lines_and_spaces_are_no_change(root: Path) -> None:
    write(root, {M: MODULE_EN.replace("\n## ", "\n\n\n## ").replace(". ", ".  ")})
    assert codes(root) == []


def test_a_moved_tick_must_be_told(root: Path) -> None:
    write(root, {Q: moved_tick(QUIZ_EN), QF: moved_tick(QUIZ_FI)})
    content, findings = check(root)
    assert [finding.code for finding in findings] == ["E801"]
    assert findings[0].path == Q
    assert QUIZ_EN.splitlines()[findings[0].line - 1].startswith("### ")
    changed = [
        piece
        for course in versions.differences(content, versions.read(content.lock or ""))
        for piece in course.pieces
    ]
    assert [piece.what for piece in changed] == [What.MEANING]


def tell(root: Path, change: str, course: str = COURSE) -> None:
    """Move the tick and tell of it so."""
    name = a_question_name(load(root))
    write(root, {Q: moved_tick(QUIZ_EN), QF: moved_tick(QUIZ_FI), C: course})
    write(root, {"changes.yml": change.replace("[holds]", f"[{name}]")})


def test_a_material_change_with_a_new_edition_is_fine(root: Path) -> None:
    tell(root, CHANGE, COURSE.replace("edition: 1", "edition: 2"))
    assert codes(root) == ["E805"]


def test_a_material_change_needs_a_new_edition(root: Path) -> None:
    tell(root, CHANGE)
    assert "E803" in codes(root)


def test_a_raised_edition_needs_a_material_change(root: Path) -> None:
    write(root, {C: COURSE.replace("edition: 1", "edition: 2")})
    assert codes(root) == ["E803"]


def test_a_story_may_be_told_anew_in_silence(root: Path) -> None:
    write(
        root,
        {S: SCENARIO_EN.replace("- [~]", "- [ ]", 1), SF: SCENARIO_FI.replace("- [~]", "- [ ]", 1)},
    )
    content, findings = check(root)
    assert [finding.code for finding in findings] == ["E805"]
    (difference,) = versions.differences(content, versions.read(content.lock or ""))
    (piece,) = difference.pieces
    assert (piece.kind, piece.name, piece.what) == (Kind.SCENARIO, "adrift", What.MEANING)


def test_a_story_that_is_gone_leaves_nothing_amiss(root: Path) -> None:
    (root / S).unlink()
    (root / SF).unlink()
    content, findings = check(root)
    assert [finding.code for finding in findings] == ["E805"]
    (difference,) = versions.differences(content, versions.read(content.lock or ""))
    assert [piece.what for piece in difference.pieces] == [What.REMOVED]


def test_an_edition_never_goes_down(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    write(root, {C: COURSE.replace("edition: 1", "edition: 3")})
    write(root, {"content.lock": versions.write(versions.lock_of(load(root)))})
    write(root, {C: COURSE})
    assert codes(root) == ["E804"]


@pytest.mark.parametrize(
    ("kind", "because", "wanted"),
    [("typo", True, "E802"), ("clarified", False, "E802"), ("clarified", True, "E805")],
)
def test_a_smaller_kind_with_another_key_needs_its_reason(
    root: Path, kind: str, because: bool, wanted: str
) -> None:
    lines = CHANGE.replace("material", kind).replace("edition: 2", "edition: 1").splitlines()
    kept = [line for line in lines if "relearn" not in line and (because or "because" not in line)]
    tell(root, "\n".join(kept) + "\n")
    assert codes(root) == [wanted]


def test_a_question_that_is_gone_is_missed_and_its_name_is_taken_for_ever(root: Path) -> None:
    content = load(root)
    name = a_question_name(content)
    lock = versions.read(content.lock or "")
    quiz = content.courses["knots"].quiz
    assert quiz is not None
    fewer = {
        lang: {key: item for key, item in questions.items() if key != name}
        for lang, questions in quiz.questions.items()
    }
    course = replace(content.courses["knots"], quiz=replace(quiz, questions=fewer))
    without = replace(content, courses={"knots": course})
    assert [item.code for item in versions.check(without, content.lock)] == ["E317"]

    later = versions.lock_of(without, lock)
    assert later["knots"].gone == (name,)
    again = versions.check(content, versions.write(later))
    assert "E317" in [item.code for item in again]


def test_a_retired_question_is_no_change_of_meaning(root: Path) -> None:
    content = load(root)
    name = a_question_name(content)
    quiz = content.courses["knots"].quiz
    assert quiz is not None
    retired = {
        lang: {
            key: replace(item, retired=True, sense="another") if key == name else item
            for key, item in questions.items()
        }
        for lang, questions in quiz.questions.items()
    }
    course = replace(content.courses["knots"], quiz=replace(quiz, questions=retired))
    changed = replace(content, courses={"knots": course})
    assert [item.code for item in versions.check(changed, content.lock)] == ["E805"]
    later = versions.lock_of(changed, versions.read(content.lock or ""))
    assert later["knots"].pieces[Kind.QUESTION, name].is_retired
    assert later["knots"].gone == ()


def test_a_letter_is_never_given_again(root: Path) -> None:
    content = load(root)
    name = a_question_name(content)
    lock = versions.read(content.lock or "")
    piece = lock["knots"].pieces[Kind.QUESTION, name]
    letter = piece.letters[-1]
    without = replace(piece, letters=piece.letters[:-1], was=letter)
    pieces = {**lock["knots"].pieces, (Kind.QUESTION, name): without}
    text = versions.write({"knots": replace(lock["knots"], pieces=pieces)})
    findings = versions.check(content, text)
    assert [item.code for item in findings] == ["E318"]
    assert f"({letter})" in findings[0].what


def test_a_lock_that_cannot_be_read_says_where(root: Path) -> None:
    write(root, {"content.lock": "knots:\n  edition: [\n"})
    (finding,) = check(root)[1]
    assert (finding.path, finding.code) == ("content.lock", "E805")
    with pytest.raises(LockError):
        versions.read("knots: 3")


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
PRINTS = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
LETTERS = st.sets(st.sampled_from("abcdefgh")).map(lambda found: "".join(sorted(found)))


@st.composite
def locks(draw: st.DrawFn) -> dict[str, Locked]:
    """Any lock."""
    found = {}
    for slug in draw(st.sets(NAMES, max_size=3)):
        pieces = {}
        for kind, name in draw(st.sets(st.tuples(st.sampled_from(Kind), NAMES), max_size=6)):
            words = draw(st.dictionaries(st.sampled_from(["en", "fi", "sv"]), PRINTS, min_size=1))
            pieces[kind, name] = Piece(
                kind, name, draw(PRINTS), words, draw(LETTERS), draw(LETTERS), draw(st.booleans())
            )
        found[slug] = Locked(
            edition=draw(st.integers(1, 99)),
            rules=draw(PRINTS),
            objectives=tuple(sorted(draw(st.sets(st.sampled_from(["C1", "C2", "H1"]))))),
            pieces=pieces,
            changes=tuple(sorted(draw(st.sets(PRINTS.map(lambda text: text[:8]), max_size=3)))),
            gone=tuple(sorted(draw(st.sets(NAMES, max_size=3)))),
        )
    return found


@given(locks())
def test_a_lock_written_and_read_is_the_same(lock: dict[str, Locked]) -> None:
    text = versions.write(lock)
    assert versions.read(text) == lock
    assert versions.write(versions.read(text)) == text


def test_finnish_words_alone_are_told_as_finnish(root: Path) -> None:
    write(root, {MF: MODULE_FI.replace("# ", "# Uusi ", 1)})
    content = load(root)
    (difference,) = versions.differences(content, versions.read(content.lock or ""))
    assert [piece.languages for piece in difference.pieces] == [("fi",)]


@pytest.mark.parametrize(
    "renewal",
    [
        Renewal(12, window=30),
        Renewal(12, grace=10),
        Renewal(24),
        Renewal(),
        Renewal(last_day=(12, 31)),
        Renewal(last_day=(6, 30)),
    ],
)
def test_another_renewal_is_told_before_it_is_published(content: Current, renewal: Renewal) -> None:
    first = content.get()
    lock = versions.lock_of(first)
    course = first.courses["confidentiality"]
    assert course.renewal == Renewal(12)

    changed = replace(
        first, courses={**first.courses, course.slug: replace(course, renewal=renewal)}
    )

    (found,) = versions.differences(changed, lock)
    assert found.rules_changed
    assert not found.pieces


def test_older_locks_know_the_usual_renewal_by_its_months_alone(content: Current) -> None:
    kept = versions.read((data_folder("course_content") / "content.lock").read_text("utf-8"))

    assert versions.differences(content.get(), kept) == ()
