"""Where an attempt goes next: the questions in turn, the missed ones once more, the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Shares = Mapping[int, Fraction]
"""What each answered position earned."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place in an attempt."""

    kind: Literal["question", "again", "result"]
    position: int = 0


def missed(first: Shares) -> tuple[int, ...]:
    """The positions whose first answer was not wholly right, in order."""
    return tuple(position for position in sorted(first) if first[position] < 1)


def following(of: int, first: Shares, second: Shares, *, after: int = 0) -> Step:
    """The next open question after a position, then from the beginning, then the practice."""
    open_ones = [position for position in range(1, of + 1) if position not in first]
    if open_ones:
        return Step("question", next((item for item in open_ones if item > after), open_ones[0]))
    waiting = [position for position in missed(first) if position not in second]
    if waiting:
        return Step("again", next((item for item in waiting if item > after), waiting[0]))
    return Step("result")


def segments(of: int, first: Shares) -> list[str]:
    """One word for each question, for the line above it."""
    return [
        "empty" if position not in first else "full" if first[position] == 1 else "missed"
        for position in range(1, of + 1)
    ]
