"""What answers are worth."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example
from hypothesis import given as for_all
from hypothesis import strategies as st

from lms.content.model import Question
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


@pytest.mark.parametrize(
    ("question", "misshapen"),
    [
        pytest.param(a_question(), ["b"], id="single"),
        pytest.param(a_question(), {"b": "b"}, id="single with pairs"),
        pytest.param(a_truefalse(), ["t"], id="truefalse"),
        pytest.param(a_multiple(), "abd", id="multiple"),
        pytest.param(a_multiple(), {"a": "a", "b": "b", "d": "d"}, id="multiple with pairs"),
        pytest.param(a_multiple(critical=True), "abd", id="critical multiple"),
        pytest.param(a_match(), ["p", "q", "r"], id="match"),
        pytest.param(a_match(), "pqr", id="match in one word"),
        pytest.param(an_order(), "abcd", id="order"),
        pytest.param(an_order(), dict.fromkeys("abcd", "p"), id="order with pairs"),
        pytest.param(a_text(), ["steps"], id="text"),
        pytest.param(a_text(), {"steps": "steps"}, id="text with pairs"),
        pytest.param(a_mark(), ["b", "d"], id="mark"),
        pytest.param(a_mark(critical=True), "bd", id="critical mark"),
    ],
)
def test_an_answer_of_another_shape_earns_nothing(question: Question, misshapen: Given) -> None:
    assert grade(question, misshapen) == 0


@for_all(ANSWERS, st.sampled_from(one_of_each()))
def test_only_the_shape_a_question_asks_for_earns_anything(
    answer: Given, question: Question
) -> None:
    shapes = {"multiple": list, "order": list, "match": dict, "mark": dict}
    if not isinstance(answer, shapes.get(question.type, str)):
        assert grade(question, answer) == 0


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
    assert grade(an_order(), list("abcda")) == 0


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


@for_all(st.text(st.sampled_from("abkosxyzåäö .X"), max_size=12))
def test_capitals_and_what_surrounds_the_words_never_count(words: str) -> None:
    assert folded(words.upper()) == folded(words) == folded(f"  {words} . ")
    assert folded(folded(words)) == folded(words)


@for_all(st.text(max_size=8))
@example("\u03b1\u0345\u0301")  # alpha, iota below, acute: marks in an order of their own
def test_how_a_keyboard_puts_letters_together_does_not_matter(words: str) -> None:
    assert folded(words) == folded(normalize("NFD", words)) == folded(normalize("NFC", words))


def test_capitals_are_those_of_every_language() -> None:
    assert folded("STRASSE") == folded("Straße")
    assert folded("\u0390") == folded("\u0390".upper())  # iota with three parts, then one


def test_no_letter_and_no_other_mark_at_the_end_is_cut_off() -> None:
    assert folded("FAX.") == folded("Fax") == "fax"
    assert folded("...and so on...") == "...and so on"
    assert folded("Stop!") != folded("Stop")


def test_letters_that_only_look_alike_stay_different() -> None:
    assert folded("m²") != folded("m2")
    assert folded("１") != folded("1")


def test_typing_nothing_is_never_right() -> None:
    question = replace(a_text(), options=(replace(a_text().options[0], text="..."),))
    assert grade(question, "...") == grade(question, "") == grade(question, " . ") == 0


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


@for_all(st.lists(st.fractions(0, 1), min_size=1, max_size=12), st.integers(0, 100))
def test_an_attempt_is_worth_the_sum_of_its_shares(shares: list[Fraction], score: int) -> None:
    judged = result([Mark(share) for share in shares], score=score, critical_all=False)
    assert judged.points == sum(shares)
    assert judged.of == len(shares)


@pytest.mark.parametrize(
    ("shares", "score"),
    [
        pytest.param("1 1 1 1 0", 80, id="whole points"),
        pytest.param("1 2/3 1/3 1", 75, id="thirds"),
        pytest.param("2/3 1/3", 50, id="thirds alone"),
        pytest.param("1 1", 100, id="everything"),
    ],
)
def test_exactly_the_score_is_a_pass_and_one_per_cent_more_is_not(shares: str, score: int) -> None:
    marks = [Mark(Fraction(share)) for share in shares.split()]
    assert result(marks, score=score, critical_all=True).passed
    assert not result(marks, score=score + 1, critical_all=True).passed


def test_the_sum_of_no_marks_is_an_exact_nothing() -> None:
    judged = result([], score=80, critical_all=False)
    assert judged.points == judged.of == 0
    assert isinstance(judged.points, Fraction)


@pytest.mark.parametrize(
    ("score", "of", "points"),
    [(80, 10, Fraction(8)), (80, 12, Fraction("9.6")), (67, 3, Fraction("2.01")), (100, 7, 7)],
)
def test_a_pass_takes_its_share_of_all_points(score: int, of: int, points: Fraction) -> None:
    assert needed(score, of) == points


@pytest.mark.parametrize(
    ("points", "more"),
    [("0", 10), ("8.6", 1), ("8.59", 2), ("28/3", 1), ("9.6", 0), ("12", 0)],
)
def test_what_was_missing_is_told_in_whole_answers(points: str, more: int) -> None:
    assert missing(Fraction(points), score=80, of=12) == more


@pytest.mark.parametrize(
    ("points", "cut"),
    [("20/3", "6.66"), ("2/3", "0.66"), ("5.999", "5.99"), ("7", "7"), ("0", "0")],
)
def test_points_are_cut_after_two_decimals(points: str, cut: str) -> None:
    assert shown(Fraction(points)) == Fraction(cut)


@for_all(st.fractions(0, 40))
def test_cut_points_are_whole_hundredths_and_less_than_one_of_them_short(points: Fraction) -> None:
    assert (shown(points) * 100).denominator == 1
    assert 0 <= points - shown(points) < Fraction(1, 100)


def test_two_thirds_of_three_is_not_sixty_seven_per_cent() -> None:
    marks = [Mark(Fraction(1)), Mark(Fraction(1)), Mark(Fraction(0))]
    assert not result(marks, score=67, critical_all=False).passed
    assert result(marks, score=66, critical_all=False).passed
    assert not result([Mark(Fraction(2, 3))], score=67, critical_all=False).passed
    assert not result([Mark(Fraction(7999, 10_000))], score=80, critical_all=False).passed


def test_a_missed_critical_question_keeps_from_passing_only_where_it_is_asked() -> None:
    marks = [Mark(Fraction(1))] * 9 + [Mark(Fraction(2, 3), critical=True)]
    assert not result(marks, score=80, critical_all=True).passed
    assert result(marks, score=80, critical_all=False).passed
