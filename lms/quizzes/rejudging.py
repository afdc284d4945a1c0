"""Judging a given answer by a mended key: which versions allow it, and what it is worth then."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from lms.content.model import Question
from lms.quizzes.grading import Given, grade


class Refusal(StrEnum):
    """Why answers to an earlier version cannot be judged by today's key."""

    TYPE = "type"  # another type of question
    SIDES = "sides"  # match, mark: other sides, parts or reasons: the letters mean something else
    STEPS = "steps"  # order: other steps


def refusal(old: Question, new: Question) -> Refusal | None:
    """Why the answers to an old version cannot be judged by a new one; None when they can.

    Letters are names for ever, so an option that both versions have is the same option. An option
    that is gone only takes its own answers along (`rejudged`).
    """
    if old.type != new.type:
        return Refusal.TYPE
    if old.type in {"match", "mark"} and (
        {option.letter for option in old.options} != {option.letter for option in new.options}
        or not {right.letter for right in old.rights} <= {right.letter for right in new.rights}
    ):
        return Refusal.SIDES
    if old.type == "order" and (
        {option.letter for option in old.options} != {option.letter for option in new.options}
    ):
        return Refusal.STEPS
    return None


def rejudged(new: Question, given: Given, before: Fraction, *, may_lower: bool) -> Fraction:
    """What an answer is worth by the new key; never less than before unless that is allowed.

    An answer that names an option which is gone keeps what it was worth: nobody can say what it
    would be worth now.
    """
    letters = {option.letter for option in new.options} | {right.letter for right in new.rights}
    if new.type != "text" and not _letters_of(given) <= letters:
        return before
    now = grade(new, given)
    return now if may_lower else max(before, now)


def _letters_of(given: Given) -> set[str]:
    if isinstance(given, str):
        return {given}
    if isinstance(given, dict):
        return {*given, *given.values()}
    return set(given)
