"""Grading ten thousand attempts of twelve questions, every type among them."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import cycle

from lms.content.model import Option, Question, QuestionType
from lms.quizzes.grading import Given, Mark, grade, result

ATTEMPTS = 10_000
ROUNDS = 5
MIX: tuple[QuestionType, ...] = (
    "single", "single", "single", "single", "truefalse", "multiple", "multiple", "match", "order",
    "text", "mark", "mark",
)  # fmt: skip
"""The types of one attempt; as in our courses, one answer out of four is the commonest."""

WRITTEN = ("Consent", "the consent form", "Written permission", "Picture", "A picture")
QUESTIONS = len(MIX)
BANK = 4
"""So many questions of each place, the last of them critical."""

Attempt = Sequence[tuple[Question, Given]]


def measure() -> dict[str, float]:
    """Seconds of the processor for grading all attempts, the best of some runs."""
    attempts = _attempts(random.Random(20_261_122))  # noqa: S311 - the same attempts every time
    best = min(_run(attempts) for _ in range(ROUNDS))
    return {"attempts": len(attempts), "best": best}


def _run(attempts: Sequence[Attempt]) -> float:
    passed = 0
    began = time.process_time()
    for attempt in attempts:
        marks = [Mark(grade(question, given), question.critical) for question, given in attempt]
        passed += result(marks, score=60, critical_all=True).passed
    spent = time.process_time() - began
    assert 0 < passed < len(attempts), passed
    return spent


def _attempts(chance: random.Random) -> list[Attempt]:
    bank = [
        [_question(kind, critical=number == BANK) for number in range(1, BANK + 1)] for kind in MIX
    ]
    drawn = ([chance.choice(place) for place in bank] for _ in range(ATTEMPTS))
    return [[(question, _answer(question, chance)) for question in attempt] for attempt in drawn]


def _question(kind: QuestionType, *, critical: bool) -> Question:
    letters = {"truefalse": "tf", "multiple": "abcde", "mark": "abcdef", "text": "abcde"}
    right = {"truefalse": "t", "multiple": "abd", "mark": "be", "text": "abc", "single": "b"}
    pairs = dict(zip("abcdef", cycle("pqrs"))) if kind in {"match", "mark"} else {}
    options = tuple(
        Option(
            letter,
            html=text,
            right=letter in right.get(kind, ""),
            pair=pairs.get(letter, ""),
            text=text,
        )
        for letter, text in zip(letters.get(kind, "abcd"), cycle(WRITTEN))
    )
    rights = tuple(Option(letter, html=letter) for letter in "pqrs") if pairs else ()
    return Question(
        f"{kind}-{critical}", kind, "en", "C1", "<p>A case.</p>", options, rights, critical=critical
    )


def _answer(question: Question, chance: random.Random) -> Given:
    """Right in three cases of four, else whatever chance says."""
    key = [option for option in question.options if option.right]
    letters = [option.letter for option in question.options]
    knows = chance.random() < 0.75
    match question.type:
        case "single" | "truefalse":
            return key[0].letter if knows else chance.choice(letters)
        case "multiple":
            ticked = [option.letter for option in key]
            return ticked if knows else sorted(chance.sample(letters, chance.randint(1, 4)))
        case "match":
            return {
                option.letter: option.pair if knows else chance.choice("pqrs")
                for option in question.options
            }
        case "order":
            return letters if knows else chance.sample(letters, len(letters))
        case "mark":
            held = key if knows else chance.sample(question.options, 2)
            return {part.letter: part.pair if knows else chance.choice("pqrs") for part in held}
        case "text":
            return f" {key[0].text.upper()}. " if knows else chance.choice(WRITTEN)
