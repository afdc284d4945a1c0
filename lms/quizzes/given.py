"""Answers as they come from a form: read strictly, refused with one of a few codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from lms.content.model import Question
from lms.errors import Invalid
from lms.quizzes.grading import Given

FIELD = "answer"
SURE = "sure"
LONGEST = 200

Fields = Mapping[str, Sequence[str]]
"""Every value of every field, as sent."""


def field_of(letter: str) -> str:
    """The field of one left side or step, or of the reason for one part of a post."""
    return f"{FIELD}-{letter}"


def token(question: Question, letter: str) -> str:
    """What a page calls a step, a side of a pair or an option.

    Files list steps in their right order and pairs beside each other, so there the letters of the
    file would tell the key. What stands for them cannot be worked out without the file's words.
    """
    if question.type not in {"match", "order"}:
        return letter
    return _token(question.name, question.sense, question.words, letter)


@lru_cache(4_000)
def _token(name: str, sense: str, words: str, letter: str) -> str:
    return blake2b(f"{name} {sense} {words} {letter}".encode(), digest_size=5).hexdigest()


def read(question: Question, fields: Fields) -> Given:
    """The answer in a form; raises Invalid with `choose_answer` and the like."""
    match question.type:
        case "single" | "truefalse":
            letter = _one(fields, FIELD)
            if not letter:
                raise Invalid(FIELD, "choose_answer")
            if letter not in {option.letter for option in question.options}:
                raise Invalid(FIELD, "unknown_answer")
            return letter
        case "multiple":
            return _letters(question, fields)
        case "match":
            return _pairs(question, fields)
        case "order":
            return _places(question, fields)
        case "mark":
            return _marked(question, fields)
        case "text":
            typed = " ".join(_one(fields, FIELD).replace("\x00", "").split())
            if not typed:
                raise Invalid(FIELD, "write_answer")
            if len(typed) > LONGEST:
                raise Invalid(FIELD, "answer_too_long")
            return typed


def read_sureness(fields: Fields) -> int | None:
    """How sure the learner says to be, from 1 to 3; optional, so anything else is no answer."""
    values = fields.get(SURE, ())
    return int(values[0]) if len(values) == 1 and values[0] in {"1", "2", "3"} else None


def _one(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    if len(values) > 1:
        raise Invalid(name, "unknown_answer")
    return values[0] if values else ""


def _letters(question: Question, fields: Fields) -> list[str]:
    ticked = [value for value in fields.get(FIELD, ()) if value]
    if not ticked:
        raise Invalid(FIELD, "choose_answer")
    known = {option.letter for option in question.options}
    if len(set(ticked)) != len(ticked) or not known.issuperset(ticked):
        raise Invalid(FIELD, "unknown_answer")
    return sorted(ticked)


def _pairs(question: Question, fields: Fields) -> dict[str, str]:
    rights = {token(question, right.letter): right.letter for right in question.rights}
    pairs: dict[str, str] = {}
    for option in question.options:
        name = field_of(token(question, option.letter))
        value = _one(fields, name)
        if not value:
            raise Invalid(name, "choose_each")
        if value not in rights:
            raise Invalid(name, "unknown_answer")
        pairs[option.letter] = rights[value]
    return dict(sorted(pairs.items()))


def _places(question: Question, fields: Fields) -> list[str]:
    count = len(question.options)
    at: dict[int, str] = {}
    for option in question.options:
        name = field_of(token(question, option.letter))
        text = _one(fields, name)
        if not text:
            raise Invalid(name, "number_each")
        if text not in {str(place) for place in range(1, count + 1)}:
            raise Invalid(name, "unknown_answer")
        if int(text) in at:
            raise Invalid(name, "number_once")
        at[int(text)] = option.letter
    return [at[place] for place in range(1, count + 1)]


def _marked(question: Question, fields: Fields) -> dict[str, str]:
    """The reason for each ticked part of a post."""
    ticked = _letters(question, fields)
    reasons = {reason.letter for reason in question.rights}
    found: dict[str, str] = {}
    for option in question.options:
        name = field_of(option.letter)
        letter = _one(fields, name)
        if letter and letter not in reasons:
            raise Invalid(name, "unknown_answer")
        if letter and option.letter not in ticked:
            raise Invalid(name, "reason_without_tick")
        if option.letter in ticked:
            if not letter:
                raise Invalid(name, "choose_reason")
            found[option.letter] = letter
    return dict(sorted(found.items()))


def as_fields(question: Question, given: Given) -> dict[str, list[str]]:
    """The form that would give this answer: the way back, for showing it again."""
    if isinstance(given, dict):
        ticks = {FIELD: list(given)} if question.type == "mark" else {}
        return ticks | {
            field_of(token(question, left)): [token(question, right)]
            for left, right in given.items()
        }
    if isinstance(given, str):
        return {FIELD: [given]}
    if question.type == "order":
        return {
            field_of(token(question, letter)): [str(place)]
            for place, letter in enumerate(given, start=1)
        }
    return {FIELD: list(given)}
