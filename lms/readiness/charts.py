"""The geometry of the small charts: numbers for SVG, so that templates only write them down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.standing import State

MARKS_UP_TO = 60
"""With more people than this the marks become one bar."""

MARK_ORDER = (
    State.READY,
    State.EXPIRING,
    State.GRACE,
    State.IN_PROGRESS,
    State.OVERDUE,
    State.EXPIRED,
    State.NOT_STARTED,
    State.NOT_ASKED,
)
LEFT, RIGHT, TOP, BASE = 2.0, 86.0, 4.0, 28.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A line of valid certificates; `x` and `y` are its last point."""

    path: str
    x: float
    y: float
    first: int
    last: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar that is 100 wide."""

    state: State
    x: float
    width: float


def spark(line: Sequence[int], total: int) -> Spark | None:
    """The line on a scale from nobody to everybody; None when there is nothing to draw."""
    if len(line) < 2 or total < 1:
        return None
    step = (RIGHT - LEFT) / (len(line) - 1)
    points = [
        (round(LEFT + index * step, 1), round(BASE - (BASE - TOP) * min(value / total, 1), 1))
        for index, value in enumerate(line)
    ]
    return Spark(
        path="M" + " ".join(f"{x:g} {y:g}" for x, y in points),
        x=points[-1][0],
        y=points[-1][1],
        first=line[0],
        last=line[-1],
        weeks=len(line) - 1,
    )


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month with the certificates that end in it by course, and how many people hold one of them;
    `width` of 100, on a scale from zero.
    """

    first: date
    people: int
    width: float
    by_course: Mapping[str, int]


def months(
    ends: Mapping[str, Sequence[int]], people: Sequence[int], starts: Sequence[date]
) -> tuple[MonthBar, ...]:
    """A bar for each month; none when nothing ends in any of them."""
    most = max(people, default=0)
    if not most:
        return ()
    return tuple(
        MonthBar(
            first=starts[index],
            people=count,
            width=round(100 * count / most, 2),
            by_course={course: numbers[index] for course, numbers in ends.items()},
        )
        for index, count in enumerate(people)
    )


def pieces(counts: Mapping[State, int], total: int) -> tuple[Piece, ...]:
    """The parts of a stacked bar, in the order of the marks, without empty ones."""
    found, x = [], 0.0
    for state in MARK_ORDER:
        count = counts.get(state, 0)
        if count and total:
            width = 100 * count / total
            found.append(Piece(state, round(x, 2), round(width, 2)))
            x += width
    return tuple(found)
