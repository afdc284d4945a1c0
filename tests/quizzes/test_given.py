"""Reading answers from forms, and what pages show before and after."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from lms.content.model import Question
from lms.errors import Invalid
from lms.quizzes import asking, given
from lms.quizzes.grading import Given
from tests.quizzes.questions import (
    a_mark,
    a_match,
    a_multiple,
    a_question,
    a_text,
    an_order,
    one_of_each,
)


@pytest.mark.parametrize(
    ("question", "fields", "answer"),
    [
        (a_question(), {"answer": ["b"]}, "b"),
        (a_multiple(), {"answer": ["d", "a"]}, ["a", "d"]),
        (
            a_match(),
            {"answer-a": ["p"], "answer-b": ["s"], "answer-c": ["q"]},
            {"a": "p", "b": "s", "c": "q"},
        ),
        (
            an_order("abc"),
            {"answer-a": ["3"], "answer-b": ["1"], "answer-c": ["2"]},
            ["b", "c", "a"],
        ),
        (a_text(), {"answer": ["  the \n steps\x00 "]}, "the steps"),
        (
            a_mark(),
            {"answer": ["d", "b"], "answer-b": ["q"], "answer-d": ["r"], "answer-a": [""]},
            {"b": "q", "d": "r"},
        ),
    ],
)
def test_a_form_becomes_an_answer_and_back(
    question: Question, fields: dict[str, list[str]], answer: Given
) -> None:
    assert given.read(question, fields) == answer
    assert given.read(question, given.as_fields(question, answer)) == answer


@pytest.mark.parametrize(
    ("question", "fields", "code"),
    [
        (a_question(), {}, "choose_answer"),
        (a_question(), {"answer": ["x"]}, "unknown_answer"),
        (a_question(), {"answer": ["a", "b"]}, "unknown_answer"),
        (a_multiple(), {}, "choose_answer"),
        (a_multiple(), {"answer": ["a", "a"]}, "unknown_answer"),
        (a_multiple(), {"answer": ["a", "z"]}, "unknown_answer"),
        (a_match(), {"answer-a": ["p"]}, "choose_each"),
        (a_match(), {"answer-a": ["a"]}, "unknown_answer"),
        (a_match(), {"answer-a": ["p", "q"]}, "unknown_answer"),
        (an_order("abc"), {"answer-a": ["1"], "answer-b": ["1"]}, "number_once"),
        (an_order("abc"), {"answer-a": ["1"]}, "number_each"),
        (an_order("abc"), {"answer-a": ["4"]}, "unknown_answer"),
        (an_order("abc"), {"answer-a": ["٣"]}, "unknown_answer"),
        (a_mark(), {}, "choose_answer"),
        (a_mark(), {"answer": ["b"]}, "choose_reason"),
        (a_mark(), {"answer": ["b"], "answer-b": ["x"]}, "unknown_answer"),
        (a_mark(), {"answer": ["b"], "answer-b": ["q", "p"]}, "unknown_answer"),
        (a_mark(), {"answer": ["z"], "answer-z": ["q"]}, "unknown_answer"),
        (a_mark(), {"answer": ["b"], "answer-b": ["q"], "answer-a": ["p"]}, "reason_without_tick"),
        (a_text(), {"answer": ["   "]}, "write_answer"),
        (a_text(), {"answer": ["x" * 201]}, "answer_too_long"),
    ],
)
def test_what_is_missing_foreign_doubled_or_too_long_is_refused(
    question: Question, fields: dict[str, list[str]], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        given.read(question, fields)
    assert refused.value.code == code


@for_all(
    st.dictionaries(
        st.sampled_from(["answer", "answer-a", "answer-b", "answer-c", "answer-d", "more"]),
        st.lists(st.text(max_size=4) | st.sampled_from("abcdpqr1234"), max_size=4),
    ),
    st.integers(0, 6),
)
def test_any_form_is_read_or_refused(fields: dict[str, list[str]], index: int) -> None:
    question = one_of_each()[index]
    try:
        answer = given.read(question, fields)
    except Invalid:
        return
    told = asking.feedback(question, None, answer)
    assert 0 <= told.share <= 1


def test_a_prepared_question_knows_nothing_about_what_is_right() -> None:
    for question in one_of_each():
        text = repr(asking.asked(question))
        assert "Reason" not in text
        assert "Because" not in text
        assert "right=True" not in text


def test_a_word_to_write_shows_no_accepted_words() -> None:
    assert "teps" not in repr(asking.asked(a_text()))


def test_the_last_line_asks_and_what_is_before_it_is_the_situation() -> None:
    assert asking.split_prompt("<p>It rains.\nWhat now?</p>") == ("<p>It rains.</p>", "What now?")
    assert asking.split_prompt("<p>One.</p>\n<p>Two?</p>") == ("<p>One.</p>", "Two?")
    assert asking.split_prompt("<p>Only this.</p>") == ("", "Only this.")
    assert asking.split_prompt("<p>An <em>odd\nline</em>?</p>") == ("", "An <em>odd\nline</em>?")


def test_the_title_is_the_first_sentence() -> None:
    question = replace(a_question(), prompt="<p>You &amp; I <em>meet</em>. What now?</p>")
    assert asking.title_of(question) == "You & I meet ."


def test_feedback_marks_the_choice_and_the_right_answer() -> None:
    rows = asking.feedback(a_question(), tuple("dcba"), "c").rows
    assert [(row.state, row.verdict) for row in rows] == [
        ("dimmed", ""),
        ("not-yet", "yours"),
        ("right", "right-answer"),
        ("dimmed", ""),
    ]


def test_feedback_on_several_answers_goes_row_by_row() -> None:
    rows = asking.feedback(a_multiple(), tuple("abcde"), ["a", "c"]).rows
    assert [row.verdict for row in rows] == ["right", "also-right", "yours", "also-right", ""]


def test_feedback_on_a_post_speaks_to_every_part() -> None:
    told = asking.feedback(a_mark(), tuple("abcdepqr"), {"a": "p", "b": "q", "d": "r"})
    assert [(row.verdict, row.chosen, row.partner, row.belongs) for row in told.rows] == [
        ("yours", True, "Cause p", ""),
        ("right", True, "", "Cause q"),
        ("right", False, "", ""),
        ("yours", True, "Cause r", "Cause p"),
        ("right", False, "", ""),
    ]
    assert [row.reason for row in told.rows] == [f"Reason {letter}" for letter in "abcde"]
    assert asking.feedback(a_mark(), None, {"b": "q"}).rows[3].verdict == "yours"


def test_a_post_shows_its_parts_in_their_order_and_every_reason() -> None:
    shown = asking.asked(a_mark())
    assert "<blockquote>" in shown.scenario
    assert shown.text == "What should not go out?"
    assert [part.letter for part in shown.choices] == list("abcde")
    assert [reason.letter for reason in shown.rights] == list("pqr")


def test_feedback_on_pairs_order_and_words() -> None:
    pairs = asking.feedback(a_match(), (*"abc", *"pqrs"), {"a": "p", "b": "r", "c": "q"})
    assert [row.partner for row in pairs.rows] == ["", "Side r", "Side q"]
    steps = asking.feedback(an_order("abc"), tuple("cab"), ["a", "c", "b"])
    assert [row.place for row in steps.rows] == [1, 3, 2]
    words = asking.feedback(a_text(), (), "Leaps.")
    assert [row.reason for row in words.rows] == ["Reason c", "Reason a"]
    assert asking.feedback(a_text(), (), "the steps").is_right
