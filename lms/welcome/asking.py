"""What forms of the welcome may hold: known answers are taken, anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lms.welcome.said import REASONS, Now, Said, Time, Wish, known
from lms.welcome.words import NOTHING

STEPS = 5
"""How many steps the scale of a statement has."""

QUESTIONS = 4
HOLDS = 2
"""The number of the question about what holds somebody back."""


def chosen(said: Said, number: int) -> tuple[str, ...]:
    """The earlier answer to a question, as its controls name it."""
    held = said.holds
    return {
        1: (said.now,) if said.now else (),
        HOLDS: () if held is None else held or (NOTHING,),
        3: said.wishes,
        4: (said.time,) if said.time else (),
    }[number]


def answered(said: Said, number: int, given: Sequence[str]) -> Said | None:
    """The box with another answer to a question; None when the answer is none of those offered.

    Nothing chosen, or no answer, is a skipped question: an earlier answer is taken back.
    """
    all_offered: dict[int, list[str]] = {
        1: list(Now),
        HOLDS: [*REASONS, NOTHING],
        3: list(Wish),
        4: list(Time),
    }
    offered = all_offered[number]
    values = known(given, offered)
    if set(given) - {*offered, ""}:
        return None
    if number in {1, 4} and len(values) > 1:
        return None
    alone = {HOLDS: NOTHING, 3: Wish.NOTHING.value}.get(number)
    if alone in values and len(values) > 1:  # the others say more
        values = tuple(value for value in values if value != alone)
    match number:
        case 1:
            return replace(said, now=values[0] if values else "")
        case 2:
            holds = tuple(value for value in values if value != NOTHING)
            return replace(said, holds=holds if values else None)
        case 3:
            return replace(said, wishes=values)
        case _:
            return replace(said, time=values[0] if values else "")


def stated(names: Sequence[str], given: Mapping[str, str]) -> Mapping[str, int] | None:
    """The steps chosen for statements; None when one is no step, or no statement of ours.

    An empty step takes an answer back.
    """
    allowed = {str(step): step for step in range(STEPS)}
    found: dict[str, int] = {}
    for name, value in given.items():
        if name not in names or (value and value not in allowed):
            return None
        if value:
            found[name] = allowed[value]
    return found
