"""Whoever looks only at the form of the options gets about as far as chance."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from lms.content.current import Current
from lms.content.model import Option, Question

Pick = Callable[[Question], int]

ABSOLUTE = re.compile(
    r"\b(all|always|never|nothing|nobody|every|only|any|at once|kaikki|aina|ei koskaan|mitään|"
    r"kukaan|vain|heti)\b",
    re.IGNORECASE,
)
CAREFUL = re.compile(
    r"\b(ask|check|may|might|perhaps|first|wait|leave|kysy\w*|tarkist\w*|ehkä|ensin|odot\w*|"
    r"jät\w*)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w{4,}")


def _by(measure: Callable[[Option], float], place: int) -> Pick:
    """The option at a place, when all are sorted by something; -1 is the last."""

    def pick(question: Question) -> int:
        order = sorted(range(len(question.options)), key=lambda n: measure(question.options[n]))
        return order[place]

    return pick


def _length(option: Option) -> float:
    return len(option.text)


def _words(text: str) -> set[str]:
    return {word.casefold()[:6] for word in WORD.findall(text)}


def _shared(place: int) -> Pick:
    """The option that shares most words with the question, or fewest."""

    def pick(question: Question) -> int:
        told = _words(question.prompt)
        return _by(lambda option: len(_words(option.text) & told), place)(question)

    return pick


def _middle(question: Question) -> int:
    """The option most like all the others: made from the right one, the others resemble it."""
    sets = [_words(option.text) for option in question.options]
    return max(range(len(sets)), key=lambda n: sum(len(sets[n] & other) for other in sets))


PICKS: dict[str, Pick] = {
    "the longest": _by(_length, -1),
    "the second longest": _by(_length, -2),
    "the shortest": _by(_length, 0),
    "the first": lambda _question: 0,
    "the last": lambda question: len(question.options) - 1,
    "most commas": _by(lambda option: option.text.count(","), -1),
    "fewest commas": _by(lambda option: option.text.count(","), 0),
    "most absolute words": _by(lambda option: len(ABSOLUTE.findall(option.text)), -1),
    "fewest absolute words": _by(lambda option: len(ABSOLUTE.findall(option.text)), 0),
    "most careful words": _by(lambda option: len(CAREFUL.findall(option.text)), -1),
    "fewest careful words": _by(lambda option: len(CAREFUL.findall(option.text)), 0),
    "most like the question": _shared(-1),
    "least like the question": _shared(0),
    "most like the others": _middle,
}
"""Tricks of people who have not read the modules."""


def _singles(content: Current, lang: str) -> Iterator[Question]:
    for course in content.get().courses.values():
        for question in course.quiz.questions[lang].values() if course.quiz else ():
            if question.type == "single" and not question.retired:
                yield question


def _luck(questions: Sequence[Question]) -> tuple[float, float]:
    """What blind picking earns on average, and the standard deviation of that."""
    chances = [1 / len(question.options) for question in questions]
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    return sum(chances), spread


@pytest.mark.parametrize("lang", ["en", "fi"])
def test_no_trick_of_form_beats_chance_by_much(
    content: Current, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = list(_singles(content, lang))
    luck, spread = _luck(questions)
    hits = {
        name: sum(question.options[pick(question)].right for question in questions)
        for name, pick in PICKS.items()
    }
    told = ", ".join(f"{name} {100 * n / len(questions):.0f} %" for name, n in hits.items())
    with capsys.disabled():
        share = 100 * luck / len(questions)
        print(f"\n{lang}, {len(questions)} questions, chance {share:.0f} %: {told}")
    beaten = {name: n for name, n in hits.items() if n > luck + 3 * spread}
    assert len(questions) > 100
    assert not beaten


def test_true_and_false_are_about_as_common(content: Current) -> None:
    answers = [
        next(option.right for option in question.options if option.letter == "t")
        for course in content.get().courses.values()
        for question in (course.quiz.questions["en"].values() if course.quiz else ())
        if question.type == "truefalse"
    ]
    assert len(answers) > 30
    assert abs(2 * sum(answers) - len(answers)) <= 3 * math.sqrt(len(answers))


def test_several_answers_have_no_usual_number(content: Current) -> None:
    counts = [
        (sum(option.right for option in question.options), len(question.options))
        for course in content.get().courses.values()
        for question in (course.quiz.questions["en"].values() if course.quiz else ())
        if question.type == "multiple"
    ]
    most = max(counts.count(pair) for pair in counts)
    assert len(counts) > 30
    assert most <= len(counts) / 2, counts
