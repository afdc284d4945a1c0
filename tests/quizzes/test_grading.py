"""What answers are worth."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from lms.quizzes.grading import Given, Mark, folded, grade, missing, needed, result, shown
from tests.quizzes.questions import (
    a_mark,
    a_match,
    a_multiple,
    a_question,
    a_text,
    a_truefalse,
    an_order,
    one_of_each,
)

LETTERS = st.sampled_from("abcdeftpqrsxz")
ANSWERS = st.one_of(
    st.text(max_size=8),
    LETTERS,
    st.lists(LETTERS, max_size=8),
    st.permutations("abcd").map(list),
    st.dictionaries(LETTERS, LETTERS, max_size=6),
)


def test_one_answer_is_right_or_not() -> None:
    assert grade(a_question(), "b") == 1
    assert grade(a_question(), "a") == 0
    assert grade(a_truefalse(), "t") == 1
    assert grade(a_truefalse(), "f") == 0


@pytest.mark.parametrize(
    ("ticked", "share"),
    [
        ("abd", Fraction(1)),
        ("ab", Fraction(2, 3)),
        ("abc", Fraction(1, 3)),
        ("abcde", Fraction(1, 3)),
        ("ac", Fraction(0)),
        ("ce", Fraction(0)),
        ("", Fraction(0)),
    ],
)
def test_wrong_ticks_take_away_and_never_go_below_nothing(ticked: str, share: Fraction) -> None:
    assert grade(a_multiple(), list(ticked)) == share


def test_a_critical_question_with_several_answers_needs_all() -> None:
    question = a_multiple(critical=True)
    assert grade(question, ["a", "b"]) == 0
    assert grade(question, ["a", "b", "c", "d"]) == 0
    assert grade(question, ["d", "b", "a"]) == 1


def test_each_right_pair_adds_its_share() -> None:
    assert grade(a_match(), {"a": "p", "b": "q", "c": "r"}) == 1
    assert grade(a_match(), {"a": "p", "b": "s", "c": "r"}) == Fraction(2, 3)
    assert grade(a_match(), {}) == 0


def test_each_right_neighbour_adds_its_share() -> None:
    assert grade(an_order(), list("abcd")) == 1
    assert grade(an_order(), list("bcda")) == Fraction(2, 3)
    assert grade(an_order(), list("dcba")) == 0
    assert grade(an_order(), list("abca")) == 0
    assert grade(an_order(), list("abc")) == 0


HELD = st.dictionaries(st.sampled_from("abcde"), st.sampled_from("pqr"))


@pytest.mark.parametrize(
    ("held", "share"),
    [
        ({"b": "q", "d": "p"}, Fraction(1)),
        ({"b": "q", "d": "q"}, Fraction(3, 4)),
        ({"b": "q"}, Fraction(1, 2)),
        ({"b": "p"}, Fraction(1, 4)),
        ({"b": "q", "d": "p", "a": "p"}, Fraction(2, 3)),
        ({"b": "q", "d": "p", "a": "p", "c": "r"}, Fraction(1, 3)),
        ({"b": "q", "e": "q"}, Fraction(1, 6)),
        ({"b": "r", "e": "q"}, Fraction(0)),
        ({}, Fraction(0)),
    ],
)
def test_each_part_of_a_post_is_worth_its_share(held: dict[str, str], share: Fraction) -> None:
    assert grade(a_mark(), held) == share


@for_all(HELD)
def test_holding_back_everything_earns_nothing(reasons: dict[str, str]) -> None:
    assert grade(a_mark(), {letter: reasons.get(letter, "p") for letter in "abcde"}) == 0


@for_all(HELD, st.sampled_from("ace"))
def test_holding_back_a_part_that_may_go_out_never_helps(held: dict[str, str], more: str) -> None:
    without = {letter: reason for letter, reason in held.items() if letter != more}
    assert grade(a_mark(), without | {more: "p"}) <= grade(a_mark(), without)


@for_all(HELD, st.sampled_from(["bq", "dp"]))
def test_a_better_reason_never_earns_less(held: dict[str, str], key: str) -> None:
    assert grade(a_mark(), held | {key[0]: key[1]}) >= grade(a_mark(), held)


@for_all(HELD)
def test_the_whole_point_is_for_the_key_alone(held: dict[str, str]) -> None:
    is_key = held == {"b": "q", "d": "p"}
    assert (grade(a_mark(), held) == 1) == is_key
    assert grade(a_mark(critical=True), held) == int(is_key)


def test_a_critical_post_needs_exactly_the_key() -> None:
    question = a_mark(critical=True)
    assert grade(question, {"d": "p", "b": "q"}) == 1
    assert grade(question, {"b": "q", "d": "q"}) == 0
    assert grade(question, {"b": "q"}) == 0
    assert grade(question, {"b": "q", "d": "p", "a": "p"}) == 0


def test_a_post_without_parts_of_both_kinds_is_worth_nothing_and_breaks_nothing() -> None:
    free = replace(a_mark(), options=tuple(o for o in a_mark().options if not o.right))
    held = replace(a_mark(), options=tuple(o for o in a_mark().options if o.right))
    assert grade(free, {}) == grade(free, {"a": "p"}) == 0
    assert grade(held, {"b": "q", "d": "p"}) == 0


@pytest.mark.parametrize("typed", ["steps", " STEPS. ", "The   steps", "the steps ."])
def test_typed_words_ignore_case_spaces_and_a_full_stop(typed: str) -> None:
    assert grade(a_text(), typed) == 1


@pytest.mark.parametrize("typed", ["leaps", "step", "", ".", "thesteps"])
def test_other_words_are_not_right(typed: str) -> None:
    assert grade(a_text(), typed) == 0


def test_typed_letters_compare_in_one_form() -> None:
    word = a_text().options[0]
    question = replace(a_text(), options=(replace(word, text="Lupaä"),))
    assert grade(question, "lupaä") == 1
    assert folded("É") == folded("é")


@for_all(ANSWERS, st.integers(0, 6))
def test_every_answer_earns_between_nothing_and_one_point(answer: Given, index: int) -> None:
    assert 0 <= grade(one_of_each()[index], answer) <= 1


@for_all(st.lists(st.sampled_from("abcde"), unique=True), st.randoms())
def test_the_order_of_ticks_does_not_matter(ticked: list[str], random: Any) -> None:
    mixed = list(ticked)
    random.shuffle(mixed)
    assert grade(a_multiple(), ticked) == grade(a_multiple(), mixed)


@for_all(st.lists(st.fractions(0, 1), min_size=1, max_size=20), st.integers(60, 100))
def test_nobody_passes_or_misses_by_rounding(shares: list[Fraction], score: int) -> None:
    marks = [Mark(share) for share in shares]
    judged = result(marks, score=score, critical_all=True)
    assert judged.passed == (sum(shares) / len(shares) >= Fraction(score, 100))
    assert judged.passed == (shown(judged.points) >= needed(score, judged.of))
    assert (missing(judged.points, score=score, of=judged.of) == 0) == judged.passed


def test_two_thirds_of_three_is_not_sixty_seven_per_cent() -> None:
    marks = [Mark(Fraction(1)), Mark(Fraction(1)), Mark(Fraction(0))]
    assert not result(marks, score=67, critical_all=False).passed
    assert result(marks, score=66, critical_all=False).passed


def test_a_missed_critical_question_keeps_from_passing_only_where_it_is_asked() -> None:
    marks = [Mark(Fraction(1))] * 9 + [Mark(Fraction(2, 3), critical=True)]
    assert not result(marks, score=80, critical_all=True).passed
    assert result(marks, score=80, critical_all=False).passed
