"""Which questions an attempt asks, and in which order: the same seed draws the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from lms.content.model import Question


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question with the order its letters are shown in.

    For match, the left sides come first and the right sides after them.
    """

    question: Question
    shown: tuple[str, ...]


def draw(
    questions: Mapping[str, Question],
    counts: Mapping[str, int],
    *,
    seed: int,
    seen: Sequence[str] = (),
) -> tuple[Drawn, ...]:
    """Draw so many questions of each objective; `seen` names earlier ones, the latest last.

    What the learner has not met comes first, critical questions before others; when a bank is used
    up, what was met longest ago.
    Retired questions are never drawn.
    """
    rng = Random(seed)  # noqa: S311 - repeatable on purpose; nothing secret hangs on it
    met = {name: index for index, name in enumerate(seen)}
    chosen: list[Question] = []
    for objective in sorted(counts):
        bank = [
            question
            for name, question in sorted(questions.items())
            if question.objective == objective and not question.retired
        ]
        rng.shuffle(bank)
        bank.sort(key=lambda question: (met.get(question.name, -1), not question.critical))
        chosen += bank[: counts[objective]]
    rng.shuffle(chosen)
    return tuple(Drawn(question, shuffled(question, rng)) for question in chosen)


def shuffled(question: Question, rng: Random) -> tuple[str, ...]:
    """The letters of a question in the order to show them."""
    letters = [option.letter for option in question.options]
    match question.type:
        case "text":
            return ()
        case "truefalse":
            return tuple(letters)
        case "mark":  # the parts of a post stand where the post has them
            return (*letters, *(reason.letter for reason in question.rights))
        case "match":
            rights = [right.letter for right in question.rights]
            return (*_mixed(letters, rng), *_mixed(rights, rng))
        case "order":
            return tuple(_disordered(letters, rng))
        case "single" | "multiple":
            return tuple(letters) if question.keep_order else tuple(_mixed(letters, rng))


def settled(question: Question) -> tuple[str, ...]:
    """The order for a check-yourself question: mixed, and the same at every visit."""
    return shuffled(question, Random(question.name))  # noqa: S311 - an order, not a secret


def _mixed(letters: Iterable[str], rng: Random) -> list[str]:
    mixed = list(letters)
    rng.shuffle(mixed)
    return mixed


def _disordered(letters: Sequence[str], rng: Random) -> list[str]:
    """Mixed, but never already in the right order."""
    mixed = _mixed(letters, rng)
    return mixed[1:] + mixed[:1] if mixed == list(letters) else mixed
