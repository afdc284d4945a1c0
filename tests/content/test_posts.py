"""Draft posts with marked parts: how they are read, what is wrong in them, and how they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content import posts
from lms.content.model import Question
from lms.content.questions import Reader
from lms.content.source import Findings, lines_of, split

POST = """\
### mark `evening`

You wrote this on the way home.

> **The night train was full** (a) and **my colleague Aino was crying** (c).
> **Our timetable changes in May** (b), which is not out yet.

What should not go out, and why?

- [x] (b) (q)
  > The timetable is told by those who made it.
- [ ] (a)
  > Everybody on the platform saw it.
- [x] (c) (p)
  > Her evening is hers to tell.
- (p) It is somebody's private matter
- (q) It has not been told yet

**Why:** Most of it may go out.

**Review:** [The tests](10-three-tests.en.md#the-tests)
"""


def read(text: str) -> tuple[Question | None, list[str]]:
    """The question of a text, and what is said about it."""
    findings = Findings("course/quiz.en.md")
    _, sections = split(lines_of(text), 3)
    found = Reader("course/quiz.en.md", "en", findings).read(sections, "C1").questions
    return (found[0] if found else None), [
        f"{finding.line}: {finding.code} {finding.what}" for finding in findings.items
    ]


def test_parts_stand_in_the_order_of_the_post_with_their_reasons() -> None:
    question, said = read(POST)
    assert said == []
    assert question is not None
    assert [(part.letter, part.right, part.pair, part.text) for part in question.options] == [
        ("a", False, "", "The night train was full"),
        ("c", True, "p", "my colleague Aino was crying"),
        ("b", True, "q", "Our timetable changes in May"),
    ]
    assert [(reason.letter, reason.text) for reason in question.rights] == [
        ("p", "It is somebody's private matter"),
        ("q", "It has not been told yet"),
    ]
    assert question.options[1].feedback == "Her evening is hers to tell."


def test_a_post_is_shown_with_numbers_and_without_its_letters() -> None:
    question, _ = read(POST)
    assert question is not None
    assert question.prompt.count('<mark class="post-part">') == 3
    assert '<span class="post-number">2</span> my colleague Aino was crying</mark>.' in (
        question.prompt
    )
    assert "(c)" not in question.prompt
    assert "<strong>" not in question.prompt


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("> **The", "**The", "1: E325 part (a) is not marked in the post"),
        ("(a) and", "and", "1: E325 part (a) is not marked in the post"),
        ("crying** (c)", "crying** (a)", "5: E325 part (a) is marked twice in the post"),
        ("crying** (c)", "crying** (d)", "5: E325 part (d) is not in the list"),
        ("What should not go out, and why?\n", "", "1: E325 nothing is asked after the post"),
        ("(b) (q)", "(b)", "10: E326 part (b) has no reason of the list"),
        ("(b) (q)", "(b) (z)", "10: E326 part (b) has no reason of the list"),
        ("- [ ] (a)", "- [ ] (a) (p)", "12: E326 part (a) may go out and has a reason"),
        ("- (q) It has not been told yet\n", "", "1: E326 mark needs at least two reasons"),
        ("- (q)", "- (p)", "17: E310 the letter (p) is used twice"),
        ("- [ ] (a)", "- [x] (a) (p)", "1: E327 mark needs parts of both kinds, found 3 [x] of 3"),
        ("- [ ] (a)", "- [?] (a)", "12: E304 the part or reason cannot be read"),
        ("  > Her evening is hers to tell.\n", "", "14: E311 option (c) has no feedback"),
    ],
)
def test_what_does_not_agree_is_said_at_its_line(old: str, new: str, said: str) -> None:
    assert old in POST
    _, found = read(POST.replace(old, new, 1))
    assert any(item.startswith(said) for item in found), found


def test_without_a_quotation_there_is_no_post() -> None:
    plain = POST.replace("> **", "**").replace("(c).", "(c).  ")
    assert any("E325 there is no post" in item for item in read(plain)[1])


def test_a_moved_tick_or_reason_changes_the_sense_and_a_moved_line_does_not() -> None:
    first, _ = read(POST)
    other, _ = read(POST.replace("- [x] (c) (p)", "- [x] (c) (q)"))
    reasons = "- (p) It is somebody's private matter\n", "- (q) It has not been told yet\n"
    moved, said = read(POST.replace("".join(reasons), "".join(reversed(reasons))))
    assert first is not None
    assert other is not None
    assert moved is not None
    assert said == []
    assert first.sense != other.sense
    assert first.sense == moved.sense


@given(st.text(alphabet="ab*() >\n[]x-", max_size=80))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    lines = lines_of(text)
    assert set(posts.marked(lines)) <= set("ab" + "x")
    for line, what, fix in posts.mistakes(lines, ["a", "b"]):
        assert line >= 0
        assert what
        assert fix
