"""How much an answer is worth, and whether an attempt passes: exact fractions, no rounding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TypeAlias

from lms.content.model import Question

Given: TypeAlias = str | list[str] | dict[str, str]
"""An answer as kept: a letter or typed words; letters; the right side for every left side; or the
reason for every part of a post that should not go out."""

RIGHT, HALF, WRONG = Fraction(1), Fraction(1, 2), Fraction(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one question of an attempt earned."""

    share: Fraction
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished attempt earned."""

    points: Fraction
    of: int
    passed: bool


def grade(question: Question, given: Given) -> Fraction:
    """The share of a question's point that an answer earns, from 0 to 1.

    An answer of the wrong shape earns nothing, and so do letters the question does not have; it
    is never an error.
    """
    match question.type:
        case "single" | "truefalse":
            right = {option.letter for option in question.options if option.right}
            return RIGHT if isinstance(given, str) and given in right else WRONG
        case "multiple":
            return _multiple(question, given) if isinstance(given, list) else WRONG
        case "match":
            return _match(question, given) if isinstance(given, dict) else WRONG
        case "order":
            return _order(question, given) if isinstance(given, list) else WRONG
        case "text":
            return _text(question, given) if isinstance(given, str) else WRONG
        case "mark":
            return _mark(question, given) if isinstance(given, dict) else WRONG


def _multiple(question: Question, given: Sequence[str]) -> Fraction:
    ticked = set(given)
    right = {option.letter for option in question.options if option.right}
    if question.critical:
        return RIGHT if ticked == right else WRONG
    return max(WRONG, Fraction(len(ticked & right) - len(ticked - right), len(right)))


def _match(question: Question, given: Mapping[str, str]) -> Fraction:
    right = sum(given.get(option.letter) == option.pair for option in question.options)
    return Fraction(right, len(question.options))


def _order(question: Question, given: Sequence[str]) -> Fraction:
    wanted = [option.letter for option in question.options]
    if sorted(given) != sorted(wanted):
        return WRONG
    neighbours = set(pairwise(wanted))
    return Fraction(sum(pair in neighbours for pair in pairwise(given)), len(neighbours))


def _mark(question: Question, given: Mapping[str, str]) -> Fraction:
    """Each part rightly held back adds its share, half of it for another reason than the best.

    Each part held back that may go out takes its share away, so holding back everything earns
    nothing. `critical` asks for exactly the right parts with their reasons.
    """
    held = [option for option in question.options if option.right]
    free = [option for option in question.options if not option.right]
    if question.critical:
        key = {option.letter: option.pair for option in held}
        return RIGHT if dict(given) == key else WRONG
    earned = sum(
        (RIGHT if given[option.letter] == option.pair else HALF)
        for option in held
        if option.letter in given
    )
    lost = sum(option.letter in given for option in free)
    if not held or not free:
        return WRONG  # no key that could be right; the linter lets no such question through
    return max(WRONG, Fraction(earned, len(held)) - Fraction(lost, len(free)))


def _text(question: Question, given: str) -> Fraction:
    typed = folded(given)
    accepted = any(option.right and folded(option.text) == typed for option in question.options)
    return RIGHT if typed and accepted else WRONG


def folded(text: str) -> str:
    """Typed words as they are compared: case, spaces and a full stop at the end do not count."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return unicodedata.normalize("NFC", plain.rstrip(". ").casefold())


def result(marks: Iterable[Mark], *, score: int, critical_all: bool) -> Result:
    """Judge an attempt: at least `score` per cent, and every critical question when asked.

    Fractions are compared as they are, so that nobody passes or misses by rounding.
    """
    all_marks = tuple(marks)
    points = sum((mark.share for mark in all_marks), WRONG)
    enough = points * 100 >= score * len(all_marks)
    kept = all(mark.share == RIGHT for mark in all_marks if mark.critical)
    return Result(points, len(all_marks), enough and (kept or not critical_all))


def needed(score: int, of: int) -> Fraction:
    """How many points a pass takes; two decimals always say it exactly."""
    return Fraction(score * of, 100)


def missing(points: Fraction, *, score: int, of: int) -> int:
    """How many more right answers a pass would have taken; 0 when the points sufficed."""
    return max(0, ceil(needed(score, of) - points))


def shown(points: Fraction) -> Fraction:
    """Points for people: cut after two decimals.

    What a pass takes has at most two decimals, so a cut figure never looks like a pass that was
    none, nor the other way round.
    """
    return Fraction(int(points * 100), 100)
