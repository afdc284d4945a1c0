"""Where an attempt goes next."""

from __future__ import annotations

from fractions import Fraction

from lms.quizzes.steps import Step, following, missed, segments

RIGHT, PART, NOT = Fraction(1), Fraction(1, 2), Fraction(0)


def test_the_next_open_question_follows_then_those_left_out() -> None:
    assert following(3, {}, {}) == Step("question", 1)
    assert following(3, {2: RIGHT}, {}, after=2) == Step("question", 3)
    assert following(3, {2: RIGHT, 3: NOT}, {}, after=3) == Step("question", 1)


def test_missed_questions_come_back_once_and_then_the_result() -> None:
    first = {1: PART, 2: RIGHT, 3: NOT}
    assert missed(first) == (1, 3)
    assert following(3, first, {}, after=3) == Step("again", 1)
    assert following(3, first, {1: RIGHT}, after=1) == Step("again", 3)
    assert following(3, first, {1: RIGHT, 3: NOT}, after=3) == Step("result")
    assert following(2, {1: RIGHT, 2: RIGHT}, {}, after=2) == Step("result")


def test_segments_say_what_happened() -> None:
    assert segments(3, {1: RIGHT, 2: PART}) == ["full", "missed", "empty"]
