"""What an answer is worth by a mended key, and when it cannot be said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.model import Option, Question, QuestionType
from lms.quizzes.grading import grade
from lms.quizzes.rejudging import Refusal, refusal, rejudged
from tests.quizzes.questions import (
    a_mark,
    a_match,
    a_multiple,
    a_question,
    a_text,
    an_order,
    one_of_each,
)


@pytest.mark.parametrize("question", one_of_each(), ids=lambda item: item.type)
def test_a_version_can_be_judged_by_itself_and_changes_nothing(question: Question) -> None:
    assert refusal(question, question) is None


def test_answers_to_another_type_other_sides_or_other_steps_are_not_judged() -> None:
    by_type = {question.type: question for question in one_of_each()}
    assert refusal(by_type["single"], by_type["multiple"]) is Refusal.TYPE
    match, order = by_type["match"], by_type["order"]
    fewer = replace(match, rights=match.rights[1:])
    assert refusal(match, fewer) is Refusal.SIDES
    assert refusal(order, replace(order, options=order.options[1:])) is Refusal.STEPS


@pytest.mark.parametrize("question", [a_match(), a_mark()], ids=lambda item: item.type)
def test_pairs_and_posts_need_the_same_sides_on_the_left(question: Question) -> None:
    option = replace(question.options[0], letter="y")
    more = replace(question, options=(*question.options, option))
    fewer = replace(question, options=question.options[1:])
    other = replace(question, options=(option, *question.options[1:]))
    assert [refusal(question, new) for new in (more, fewer, other)] == [Refusal.SIDES] * 3


@pytest.mark.parametrize("question", [a_match(), a_mark()], ids=lambda item: item.type)
def test_pairs_and_posts_may_gain_a_side_on_the_right_and_lose_none(question: Question) -> None:
    more = replace(question, rights=(*question.rights, Option("z", "Side z", text="Side z")))
    assert refusal(question, more) is None
    assert refusal(more, question) is Refusal.SIDES


def test_other_steps_are_not_judged_and_another_order_of_them_is() -> None:
    assert refusal(an_order("abcd"), an_order("abcde")) is Refusal.STEPS
    assert refusal(an_order("abcd"), an_order("abce")) is Refusal.STEPS
    assert refusal(an_order("abcd"), an_order("dcba")) is None


@pytest.mark.parametrize("kind", ["single", "multiple", "text"])
def test_options_may_come_and_go_where_letters_are_their_names(kind: QuestionType) -> None:
    few, many = a_question(kind, letters="abc"), a_question(kind, letters="abcde")
    assert refusal(few, many) is refusal(many, few) is None


def test_a_mended_key_takes_a_point_away_only_where_that_is_allowed() -> None:
    mended = a_question(right="c")
    assert rejudged(mended, "b", Fraction(1), may_lower=True) == 0
    assert rejudged(mended, "b", Fraction(1), may_lower=False) == 1
    assert rejudged(mended, "c", Fraction(0), may_lower=True) == 1
    assert rejudged(mended, "c", Fraction(0), may_lower=False) == 1


def test_typed_words_are_judged_though_they_name_no_option() -> None:
    assert rejudged(a_text(), "steps", Fraction(0), may_lower=False) == 1
    assert rejudged(a_text(), "hops", Fraction(1), may_lower=True) == 0


def test_an_answer_that_names_every_option_is_judged() -> None:
    assert rejudged(a_multiple(), list("abcde"), Fraction(0), may_lower=False) == Fraction(1, 3)
    assert rejudged(an_order(), list("abcd"), Fraction(0), may_lower=False) == 1


def test_a_pair_or_reason_that_is_gone_keeps_its_worth_as_well() -> None:
    assert rejudged(a_match(), {"a": "z"}, Fraction(1, 2), may_lower=True) == Fraction(1, 2)
    assert rejudged(a_match(), {"z": "p"}, Fraction(1, 2), may_lower=True) == Fraction(1, 2)
    assert rejudged(a_mark(), {"b": "z"}, Fraction(1, 2), may_lower=True) == Fraction(1, 2)
    assert rejudged(a_multiple(), ["a", "z"], Fraction(1, 2), may_lower=True) == Fraction(1, 2)


def test_an_answer_that_names_an_option_that_is_gone_keeps_its_worth() -> None:
    question = a_question()
    without = replace(question, options=question.options[1:])
    assert rejudged(without, "a", Fraction(1), may_lower=True) == 1
    assert rejudged(without, "b", Fraction(0), may_lower=True) == 1


@given(st.data())
def test_the_worth_never_goes_down_by_itself(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(one_of_each()))
    letters = [option.letter for option in question.options] or ["a"]
    answer_: Any = data.draw(
        st.one_of(st.sampled_from(letters), st.permutations(letters), st.text(max_size=5))
    )
    before = Fraction(data.draw(st.integers(0, 4)), 4)
    after = rejudged(question, answer_, before, may_lower=False)
    assert before <= after <= 1
    assert after in {before, grade(question, answer_)}


def test_an_option_that_was_added_is_judged_as_well() -> None:
    question = a_question()
    more = replace(question, options=(*question.options, Option("e", "E", right=True, feedback="")))
    assert rejudged(more, "e", Fraction(0), may_lower=False) == 1
