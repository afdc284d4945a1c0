"""Which questions come back and when: pure rules around the published FSRS algorithm.

FSRS (Free Spaced Repetition Scheduler) reckons from each answer how long something is likely to be
remembered, and asks again when the likelihood has sunk to nine in ten. The answer in the quiz is
the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from fsrs import Card, Rating, Scheduler, State

from lms.standing import add_months

ROUND = 3
"""How many questions come at once."""
REST = timedelta(days=2)
"""How long nothing is asked after a day with questions, however much is due."""
INVITED_FOR = timedelta(days=30)
"""How long whoever did not choose recall is told that the key points of a course come back."""
GUESSING = 1
"""The lower end of "How sure are you?"."""

_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=730,
    enable_fuzzing=False,  # the same answers give the same days
)


class Cause(StrEnum):
    """Why a question comes back."""

    MISSED = "missed"
    UNSURE = "unsure"
    AGAIN = "again"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class Memory:
    """How well something is known: days until the likelihood is 0.9, and difficulty 1 to 10."""

    stability: float
    difficulty: float
    asked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Met:
    """How the latest meeting with a question in a quiz went."""

    course: str
    question: str
    on: date
    is_right: bool
    sure: int | None

    @property
    def cause(self) -> Cause | None:
        """Why it should come back, if it should."""
        if not self.is_right:
            return Cause.MISSED
        return Cause.UNSURE if self.sure == GUESSING else None

    @property
    def rating(self) -> Rating:
        """The answer in the words of the algorithm."""
        return rating(is_right=self.is_right, sure=self.sure)


@dataclass(frozen=True, slots=True)
class Due:
    """A question that may come back from a day on; `memory` is what is known until then."""

    course: str
    question: str
    on: date
    cause: Cause
    memory: Memory


@dataclass(frozen=True, slots=True)
class Refresh:
    """A course whose key points come back once, so many months after its certificate."""

    course: str
    on: date
    issued_on: date
    questions: tuple[str, ...]


def rating(*, is_right: bool, sure: int | None) -> Rating:
    """An answer in the words of the algorithm."""
    if not is_right:
        return Rating.Again
    return Rating.Hard if sure == GUESSING else Rating.Good


def after(memory: Memory | None, answer: Rating, on: date) -> Memory:
    """What is known after an answer on a day."""
    card = Card(card_id=1)
    if memory is not None:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_noon(memory.due_on),
            last_review=_noon(memory.asked_on),
        )
    card, _log = _SCHEDULER.review_card(card, answer, _noon(on))
    if card.stability is None or card.difficulty is None:
        raise ValueError("the algorithm gave no memory")
    return Memory(
        stability=card.stability,
        difficulty=card.difficulty,
        asked_on=on,
        due_on=max(card.due.date(), on + timedelta(days=1)),
    )


def first(met: Met) -> Memory:
    """What the quiz tells about a question: its first answer."""
    return after(None, met.rating, met.on)


def waiting(
    met: Iterable[Met],
    cards: Mapping[tuple[str, str], Memory],
    refreshes: Iterable[Refresh],
) -> tuple[Due, ...]:
    """Everything that comes back some day, the earliest first, what was missed before the rest.

    A question has one place: what came back before goes by its own memory; a refreshing brings it
    once from its day on.
    """
    found: dict[tuple[str, str], Due] = {
        key: Due(*key, memory.due_on, Cause.AGAIN, memory) for key, memory in cards.items()
    }
    for item in met:
        key = (item.course, item.question)
        cause, card = item.cause, cards.get(key)
        if card is None and cause is not None:
            memory = first(item)
            found[key] = Due(*key, memory.due_on, cause, memory)
        elif card is not None and item.on > card.asked_on:  # met in a quiz since
            memory = after(card, item.rating, item.on)
            found[key] = Due(*key, memory.due_on, cause or Cause.AGAIN, memory)
    for refresh in refreshes:
        for question in refresh.questions:
            key = (refresh.course, question)
            known = found.get(key)
            if known is not None and known.memory.asked_on >= refresh.on:
                continue  # it came back since
            if known is None or known.on > refresh.on:
                memory = known.memory if known else after(None, Rating.Good, refresh.issued_on)
                found[key] = Due(*key, refresh.on, Cause.REFRESH, memory)
    return tuple(
        sorted(
            found.values(),
            key=lambda due: (due.on, list(Cause).index(due.cause), due.course, due.question),
        )
    )


def now_asked(due: Sequence[Due], asked_on: Sequence[date], today: date) -> tuple[Due, ...]:
    """What is asked today: three in a day, then a rest.

    `asked_on` holds the days of earlier answers, one for each question.
    """
    done = sum(day == today for day in asked_on)
    if done == 0 and any(today - REST <= day < today for day in asked_on):
        return ()
    return tuple(item for item in due if item.on <= today)[: max(ROUND - done, 0)]


def next_on(due: Sequence[Due], asked_on: Sequence[date], today: date) -> date | None:
    """The next day with questions, today included; None when nothing waits."""
    if not due:
        return None
    day = max(due[0].on, today)
    for _ in range(REST.days + 2):
        if now_asked(due, asked_on, day):
            return day
        day += timedelta(days=1)
    return day


def refresh_on(issued_on: date, months: int) -> date:
    """The day from which a course's key points come back."""
    return add_months(issued_on, months)


Days = tuple[date, date]
"""The first and the last day that somebody is away."""


def is_invited(on: date, today: date, away: Days | None = None) -> bool:
    """Whether somebody is told that a course comes back: for a month, and a month of being here.

    Who was away on a day of that month is told for as long once they are back.
    """
    over = on + INVITED_FOR
    if away is not None and away[0] < over and away[1] >= on:
        over = max(over, away[1] + timedelta(days=1) + INVITED_FOR)
    return on <= today < over


def _noon(day: date) -> datetime:
    """Days are what counts; noon keeps them apart whatever the time zone."""
    return datetime.combine(day, time(12), tzinfo=UTC)
