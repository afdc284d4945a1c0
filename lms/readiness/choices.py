"""Which people a list shows and why each of them is in it: pure decisions over dated facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.readiness.rules import Columns, Filter, PersonFacts, cell, fits
from lms.standing import Standing, State, add_months, state

VALID = "valid"
"""In place of a state: a certificate is in force."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is narrowed to: a filter, one course in one state, what ends in one month, or one
    course whose certificate counted on a day.

    `word` is a state of the course or "valid", as it stands in addresses; `month` is its first day,
    of one course or of all.
    """

    kind: Filter = Filter.EVERYONE
    course: str = ""
    word: str = ""
    month: date | None = None
    counted: date | None = None

    @property
    def is_everyone(self) -> bool:
        """Whether nobody is left out."""
        return self.is_filter(Filter.EVERYONE)

    def is_filter(self, kind: Filter) -> bool:
        """Whether the list is narrowed by this filter alone."""
        return self.kind is kind and not self.course and self.month is None

    @property
    def depends_on_states(self) -> bool:
        """Whether the states of a person decide."""
        return bool(self.word) or self.kind is not Filter.EVERYONE

    @property
    def following(self) -> date | None:
        """The first day after the month."""
        return None if self.month is None else add_months(self.month, 1)

    def holds(self, states: Sequence[State], columns: Columns) -> bool:
        """Whether a person in these states is in the list; the month is not looked at."""
        if self.word:
            return states[columns.courses.index(self.course)] in states_named(self.word)
        return fits(self.kind, states, columns.path_size)


def states_named(word: str) -> frozenset[State]:
    """The states that a word of an address means; none for an unknown one."""
    if word == VALID:
        return frozenset(kind for kind in State if kind.is_valid)
    return frozenset(kind for kind in State if word_of(kind) == word)


def word_of(found: State) -> str:
    """A state as it stands in addresses."""
    return found.value.replace("_", "-")


def month_named(text: str) -> date | None:
    """The month of an address, such as 2026-12; None for anything else."""
    if len(text) != len("2026-12"):
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Reason:
    """One course that puts a person on the list: how it stands, and the date that belongs to it.

    The date is that of the cell, or else the day the course is asked by.
    """

    course: str
    state: State
    on: date | None


def reasons(
    choice: Choice, columns: Columns, facts: PersonFacts, today: date
) -> tuple[Reason, ...]:
    """Why somebody is on a list, the earliest date first; nothing where everybody is on it.

    Of those who are ready it is the course of the path that ends first.
    """
    standings = dict(zip(columns.courses, facts.standings, strict=True))
    found = [
        Reason(course, state(standing, today), cell(course, standing, today).on or standing.due_on)
        for course, standing in standings.items()
    ]
    if choice.month is not None:
        wanted = [
            one
            for one in found
            if choice.course in {"", one.course} and _ends_in(standings[one.course], choice, today)
        ]
    elif choice.course:
        wanted = [one for one in found if one.course == choice.course]
    elif choice.kind is Filter.READY:
        wanted = sorted(found[: columns.path_size], key=_order)[:1]
    elif choice.kind is Filter.EVERYONE:
        wanted = []
    else:
        wanted = [one for one in found if fits(choice.kind, [one.state], columns.path_size)]
    return tuple(sorted(wanted, key=_order))


def _ends_in(standing: Standing, choice: Choice, today: date) -> bool:
    last = standing.proof.last_valid_day if standing.proof else None
    month, following = choice.month, choice.following
    return (
        state(standing, today).is_valid
        and last is not None
        and month is not None
        and following is not None
        and month <= last < following
    )


def _order(one: Reason) -> tuple[date, str]:
    return (one.on or date.max, one.course)
