"""What the answers of many people say about a question: the textbook figures, exact to the end.

Sources, by the names used below:

- Crocker and Algina: *Introduction to Classical and Modern Test Theory* (1986), chapter 14.
- Ebel and Frisbie: *Essentials of Educational Measurement*, 5th edition (1991), chapter 13.
- Kelley: "The selection of upper and lower groups for the validation of test items", *Journal of
  Educational Psychology* 30 (1939), 17-24.
- Wilson: "Probable inference, the law of succession, and statistical inference", *Journal of the
  American Statistical Association* 22 (1927), 209-212.
- Fisher: "On the probable error of a coefficient of correlation deduced from a small sample",
  *Metron* 1 (1921), 3-32.
- Haladyna and Downing: "How many options is enough for a multiple-choice test item?",
  *Educational and Psychological Measurement* 53 (1993), 999-1010.

Everything is a fraction until a root or a logarithm is taken in the last step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import atanh, isqrt, sqrt, tanh
from typing import Literal

from lms.content.model import Question
from lms.quizzes.grading import Given, folded

FEWEST = 10
"""Below so many people nothing is told."""

GROUP = 5
"""People are counted by fives, so that no figure moves by one person's answer."""

Z = Fraction("1.959963984540054")
"""The standard normal quantile of 0.975, for intervals of 95 per cent."""

UPPER_LOWER = Fraction(27, 100)
"""The share of people in the upper group, and in the lower one (Kelley)."""

MANY = Fraction(1, 3)
"""A wrong answer chosen by so many people may be the wording's doing."""

NEARLY_ALL = Fraction(19, 20)
"""From here on a question tells little about who knows."""

GOOD = 0.3
"""A discrimination from here on is reasonably good (Ebel and Frisbie)."""

ENOUGH = 2 * FEWEST
"""From here on something is said about the upper group, and about options that nobody chose."""

_DIGITS = 10**40

ELSE = ""
"""The key of a typed answer that the question does not know; what was typed is never counted."""

Meeting = Literal["first", "later"]
"""A question in the first attempt of a person at this quiz, or the next time they meet it."""

Interval = tuple[Fraction, Fraction]

Sign = Literal["same_wrong", "good_choose", "turned", "nobody", "too_hard", "too_easy", "fine"]


@dataclass(frozen=True, slots=True)
class Cell:
    """People who answered a question in one way and earned the same in the other questions."""

    chosen: str  # as `chosen` gives it
    share: Fraction
    rest: Fraction | None  # mean share of the other questions; None when there were none
    people: int


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one thing was chosen: an option, a pair `a=p`, or a step at a place `a@1`."""

    key: str
    is_right: bool
    people: int
    upper: Fraction | None  # share of the upper group; None without groups
    lower: Fraction | None


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands out, and at which options."""

    sign: Sign
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one question version."""

    people: int
    wholly_right: int
    facility: Fraction
    facility_interval: Interval
    discrimination: Fraction | None
    discrimination_interval: tuple[float, float] | None
    upper_lower: Fraction | None
    frequencies: tuple[Frequency, ...]
    advice: tuple[Advice, ...]


def statistics(question: Question, cells: Sequence[Cell]) -> Statistics | None:
    """All figures of a question version; None below ten people."""
    people = sum(cell.people for cell in cells)
    if people < FEWEST:
        return None
    share = facility(cells)
    correlation = discrimination(cells)
    counted = frequencies(question, cells)
    ranked = sum(cell.people for cell in cells if cell.rest is not None)
    return Statistics(
        people=people,
        wholly_right=sum(cell.people for cell in cells if cell.share == 1),
        facility=share,
        facility_interval=wilson(share, people),
        discrimination=correlation,
        discrimination_interval=fisher(correlation, ranked),
        upper_lower=upper_lower(cells),
        frequencies=counted,
        advice=advice(question, people, share, correlation, counted),
    )


def chosen(question: Question, given: Given) -> str:
    """An answer as it is counted: letters only, so that nothing typed is ever kept.

    `b` for one option, `a,c` for several, `a=p,b=q` for pairs and for parts of a post with their
    reasons, `c,a,b` for an order, and for a typed answer the letter of the known answer it equals,
    or nothing.
    """
    letters = {option.letter for option in question.options}
    match question.type:
        case "match" | "mark":
            pairs = given if isinstance(given, dict) else {}
            rights = {right.letter for right in question.rights}
            return ",".join(
                f"{left}={right}"
                for left, right in sorted(pairs.items())
                if left in letters and right in rights
            )
        case "text":
            typed = folded(given) if isinstance(given, str) else ""
            known = (item.letter for item in question.options if folded(item.text) == typed)
            return next(known, ELSE) if typed else ELSE
        case "multiple":
            return ",".join(sorted(letters.intersection(given if isinstance(given, list) else ())))
        case "order":
            steps = given if isinstance(given, list) else []
            return ",".join(letter for letter in steps if letter in letters)
        case _:
            return given if isinstance(given, str) and given in letters else ELSE


def facility(cells: Sequence[Cell]) -> Fraction:
    """The mean share of the point that people earned.

    For a question that is right or wrong it is the proportion of right answers: the item
    difficulty p of Crocker and Algina, where a high figure means an easy question.
    """
    people = sum(cell.people for cell in cells)
    return sum((cell.share * cell.people for cell in cells), Fraction(0)) / people


def wilson(share: Fraction, people: int) -> Interval:
    """The score interval of Wilson around a proportion, at 95 per cent.

    With n people, proportion p and quantile z: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    A mean of part points varies less than a proportion of the same size, so for questions with
    part points the interval is rather too wide than too narrow.
    """
    square = Z * Z
    centre = share + square / (2 * people)
    half = Z * _root(share * (1 - share) / people + square / (4 * people * people))
    whole = 1 + square / people
    # The root is cut, so at the very ends a trace would stand between the figure and its interval.
    return min((centre - half) / whole, share), max((centre + half) / whole, share)


def discrimination(cells: Sequence[Cell]) -> Fraction | None:
    """The corrected item-total correlation: this question against the rest of the attempt.

    Pearson's correlation between what people earned here and the mean of what they earned in the
    other questions, so that a question never correlates with itself (Crocker and Algina: the
    item-total correlation corrected for spuriousness). None when one of the two does not vary.
    """
    pairs = [(cell.share, cell.rest, cell.people) for cell in cells if cell.rest is not None]
    n = sum(people for _, _, people in pairs)
    x = sum((share * people for share, _, people in pairs), Fraction(0))
    y = sum((rest * people for _, rest, people in pairs), Fraction(0))
    xx = n * sum((share * share * people for share, _, people in pairs), Fraction(0)) - x * x
    yy = n * sum((rest * rest * people for _, rest, people in pairs), Fraction(0)) - y * y
    xy = n * sum((share * rest * people for share, rest, people in pairs), Fraction(0)) - x * y
    if not xx or not yy:
        return None
    size = _root(xy * xy / (xx * yy))
    return min(size, Fraction(1)) * (1 if xy >= 0 else -1)


def fisher(correlation: Fraction | None, people: int) -> tuple[float, float] | None:
    """The interval of Fisher around a correlation, at 95 per cent: tanh(atanh r ± z / √(n-3))."""
    if correlation is None or abs(correlation) == 1 or people <= 3:
        return None
    middle, half = atanh(float(correlation)), float(Z) / sqrt(people - 3)
    return tanh(middle - half), tanh(middle + half)


def upper_lower(cells: Sequence[Cell]) -> Fraction | None:
    """The index D: the facility in the upper group less that in the lower group.

    The groups are the 27 per cent who did best and least well (Kelley; Ebel and Frisbie), here in
    the *other* questions. People with equal results at the border are taken in part, so the
    figure does not depend on their order. None without other questions or when all did equally.
    """
    groups = _groups(cells)
    if groups is None:
        return None
    upper, lower = groups
    return _mean(upper, _share) - _mean(lower, _share)


def frequencies(question: Question, cells: Sequence[Cell]) -> tuple[Frequency, ...]:
    """How many people chose each thing there is to choose, in the question's own order.

    Options that nobody chose are there with 0; of pairs and places only what was chosen, and what
    is right.
    """
    groups = _groups(cells)
    counts: dict[str, int] = defaultdict(int)
    for cell in cells:
        for key in _keys(question, cell.chosen):
            counts[key] += cell.people
    right = _right_keys(question)
    return tuple(
        Frequency(
            key=key,
            is_right=key in right,
            people=counts.get(key, 0),
            upper=_mean(groups[0], _has(question, key)) if groups else None,
            lower=_mean(groups[1], _has(question, key)) if groups else None,
        )
        for key in _in_order(question, set(counts) | right)
    )


def advice(
    question: Question,
    people: int,
    share: Fraction,
    correlation: Fraction | None,
    counted: Sequence[Frequency],
) -> tuple[Advice, ...]:
    """What an author may look at, the wording before anything else.

    A shared wrong answer is first of all a question about the wording. An option that nobody
    chooses does no work (Haladyna and Downing call it a non-functioning distractor); that is said
    once enough people had the chance to choose it. A question is called turned round when even the
    high end of its interval falls short of good.
    """
    wrong = [item for item in counted if not item.is_right and item.key != ELSE]
    found = []
    if same := tuple(item.key for item in wrong if item.people >= MANY * people):
        found.append(Advice("same_wrong", same))
    enough = people >= ENOUGH
    if good := tuple(item.key for item in wrong if enough and _fools_the_best(item)):
        found.append(Advice("good_choose", good))
    interval = fisher(correlation, people)
    if correlation is not None and correlation < 0 and (interval is None or interval[1] < GOOD):
        found.append(Advice("turned"))
    if question.type in {"single", "multiple"} and enough:
        nobody = tuple(item.key for item in wrong if not item.people)
        if nobody:
            found.append(Advice("nobody", nobody))
    low, high = wilson(share, people)
    if high < Fraction(1, 2):
        found.append(Advice("too_hard"))
    elif share >= NEARLY_ALL and low > Fraction(3, 4):
        found.append(Advice("too_easy"))
    return tuple(found) or (Advice("fine"),)


def _fools_the_best(item: Frequency) -> bool:
    """Whether a third of the upper group choose a wrong answer, and fewer of the lower one."""
    if item.upper is None or item.lower is None:
        return False
    return item.upper >= MANY and item.upper > item.lower


def _keys(question: Question, answer: str) -> tuple[str, ...]:
    """The things chosen in one answer."""
    if question.type in {"single", "truefalse", "text"}:
        return (answer,)
    parts = tuple(answer.split(",")) if answer else ()
    if question.type == "mark":
        told = dict(part.split("=") for part in parts)
        return tuple(f"{part.letter}={told.get(part.letter, '')}" for part in question.options)
    if question.type == "order":
        return tuple(f"{letter}@{place}" for place, letter in enumerate(parts, start=1))
    return parts


def _right_keys(question: Question) -> set[str]:
    match question.type:
        case "match" | "mark":
            return {f"{option.letter}={option.pair}" for option in question.options}
        case "order":
            steps = enumerate(question.options, start=1)
            return {f"{option.letter}@{place}" for place, option in steps}
        case _:
            return {option.letter for option in question.options if option.right}


def _in_order(question: Question, keys: Iterable[str]) -> list[str]:
    """The keys by the option they belong to; for plain options every one of them."""
    places = {option.letter: place for place, option in enumerate(question.options)}
    wanted = set(keys)
    if question.type not in {"match", "order", "mark"}:
        wanted |= set(places)

    def place(key: str) -> tuple[int, int, str]:
        if question.type == "order" and key != ELSE:
            letter, _, number = key.partition("@")
            return places.get(letter, len(places)), int(number), key
        return places.get(key.partition("=")[0], len(places)), 0, key

    return sorted(wanted, key=place)


Weights = Mapping[Cell, Fraction]
"""How many people of each cell stand in a group; parts where a border runs through equals."""


def _groups(cells: Sequence[Cell]) -> tuple[Weights, Weights] | None:
    """The upper and the lower group; None when nobody did better or worse than another."""
    ranked = [cell for cell in cells if cell.rest is not None]
    if len({cell.rest for cell in ranked}) < 2:
        return None
    size = UPPER_LOWER * sum(cell.people for cell in ranked)
    return _best(ranked, size, best_first=True), _best(ranked, size, best_first=False)


def _best(cells: Iterable[Cell], size: Fraction, *, best_first: bool) -> Weights:
    levels: dict[Fraction, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.rest is not None:
            levels[cell.rest].append(cell)
    weights: dict[Cell, Fraction] = defaultdict(Fraction)
    room = size
    for level in sorted(levels, reverse=best_first):
        here = sum(cell.people for cell in levels[level])
        part = min(Fraction(1), room / here)
        for cell in levels[level]:
            weights[cell] += part * cell.people
        room -= part * here
        if not room:
            break
    return weights


def _mean(weights: Weights, value: Callable[[Cell], Fraction]) -> Fraction:
    total = sum((weight * value(cell) for cell, weight in weights.items()), Fraction(0))
    return total / sum(weights.values())


def _share(cell: Cell) -> Fraction:
    return cell.share


def _has(question: Question, key: str) -> Callable[[Cell], Fraction]:
    return lambda cell: Fraction(int(key in _keys(question, cell.chosen)))


def _root(square: Fraction) -> Fraction:
    """The square root to forty digits, cut."""
    return Fraction(isqrt(square.numerator * _DIGITS**2 // square.denominator), _DIGITS)
