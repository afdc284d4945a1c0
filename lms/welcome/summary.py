"""What a summary of many may say, decided so that nobody's answer can be worked out from it.

A summary tells a step of four, never a number. It is judged against a strict reader: one who knows
who answered, changed or took back an answer and when, has kept every earlier summary, and knows
what one of the people answered, such as themselves. A new step is told only when both answers stay
possible for everybody else. What decides whether a step may be told never depends on what people
answered: for each step it is found out beforehand, and steps that may not be told apart are told as
one, by leaving the earlier one in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise


class Step(IntEnum):
    """How many say so, in four steps."""

    FEW = 1
    HALF = 2
    MORE = 3
    NEARLY = 4


FLOOR = 5
"""As many must have answered, and as many or nobody in the rest of the parent group."""
NEW = 3
"""So many answers must be new before a summary changes."""
TOP_FROM = 10
"""From so many answers on the top step is used."""
A_FEW = 2
"""Up to so many are a few, however few have answered: no step ever means nobody for certain."""
TRIES = 1000
"""How far a world that fits is looked for; what is not found by then counts as impossible."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What one refresh let a reader know.

    `sizes` tells how many are still counted of those who came with each refresh up to this one,
    `possible` in which ranges the number of those who say so may lie.
    """

    sizes: tuple[int, ...]
    possible: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The step after a refresh, if any, and everything told so far."""

    step: Step | None
    trail: tuple[Told, ...]


def step_of(yes: int, answers: int) -> Step:
    """In which quarter the answers lie."""
    return next(
        step for step in Step if any(low <= yes <= high for low, high in counts_of(step, answers))
    )


def counts_of(step: Step, answers: int) -> tuple[Range, ...]:
    """Which numbers of so many answers make a step."""
    few = min(max(A_FEW, answers // 4), answers)
    half = max(answers // 2, few)
    more = (3 * answers) // 4 if answers >= TOP_FROM else answers
    low, high = {
        Step.FEW: (0, few),
        Step.HALF: (few + 1, half),
        Step.MORE: (half + 1, more),
        Step.NEARLY: (more + 1, answers),
    }[step]
    return ((low, high),) if low <= high else ()


def may_refresh(*, answers: int, new: int, rest: Iterable[int]) -> bool:
    """Whether there are enough answers, enough new ones, and enough or none in each rest."""
    return (
        answers >= FLOOR and new >= NEW and all(others == 0 or others >= FLOOR for others in rest)
    )


def refresh(
    trail: Sequence[Told], shown: Step | None, *, yes: int, sizes: tuple[int, ...]
) -> Refreshed:
    """The step to show from now on; the earlier one when another would tell too much.

    `sizes` counts those of each earlier refresh who are still there, the new ones last.
    """
    answers = sum(sizes)
    cells = {step: ranges for step in Step if (ranges := counts_of(step, answers))}

    def told(steps: Iterable[Step]) -> tuple[Told, ...]:
        return (*trail, Told(sizes, _joined([part for step in steps for part in cells[step]])))

    apart = [step for step in cells if step != shown and leaves_open(told([step]))]
    together = [step for step in cells if step not in apart]
    while together and apart and not leaves_open(told(together)):
        middle = shown if shown is not None else together[0]
        nearest = min(apart, key=lambda step: (abs(step - middle), step))
        apart.remove(nearest)
        together.append(nearest)
    found = step_of(yes, answers)
    if found in apart:
        return Refreshed(found, told([found]))
    return Refreshed(shown, told(together))


def of_all(parts: Iterable[tuple[Step, int]]) -> Step | None:
    """The step of a whole from the steps of its parts and their numbers of answers.

    It is worked out of what is told already, so it tells nothing more; none below the floor.
    """
    weighed, answers = 0, 0
    for step, count in parts:
        eighths = 2 * step - 1
        if step is Step.MORE and count < TOP_FROM:
            eighths = 6  # everything above the half
        weighed, answers = weighed + eighths * count, answers + count
    if answers < FLOOR:
        return None
    if weighed <= 2 * answers:
        return Step.FEW
    if weighed <= 4 * answers:
        return Step.HALF
    return Step.NEARLY if weighed > 6 * answers and answers >= TOP_FROM else Step.MORE


@dataclass(frozen=True, slots=True)
class _Alike:
    """People nobody can tell apart: they came with the same refresh and were counted as long."""

    size: int
    first: int
    last: int


def leaves_open(trail: Sequence[Told]) -> bool:
    """Whether both answers stay possible for everybody, also for a reader who knows one of them.

    A trail that nothing fits cannot come about, and leaves nothing open either.
    """
    groups = _alike(trail)
    worlds: list[tuple[int, ...]] = []
    for place, group in enumerate(groups):
        for low, high in _wanted(group.size):
            if any(low <= world[place] <= high for world in worlds):
                continue
            limits = [(0, other.size) for other in groups]
            limits[place] = (low, high)
            world = _world(groups, limits, trail)
            if world is None:
                return False
            worlds.append(world)
    return True


def _wanted(size: int) -> tuple[Range, ...]:
    """How many of a group must be able to say so, for nobody in it to be certain.

    Of one person both answers; of more, so many that they do not all agree once the answer of
    one of them is known.
    """
    if size == 1:
        return (0, 0), (1, 1)
    return (1, size - 1), (0, size - 2), (2, size)


def _alike(trail: Sequence[Told]) -> list[_Alike]:
    """The people of a trail by when they came and when they went, those counted longest first."""
    found: list[_Alike] = []
    for came in range(len(trail)):
        sizes = [told.sizes[came] for told in trail[came:]] + [0]
        found += [
            _Alike(size - then, came, came + offset)
            for offset, (size, then) in enumerate(pairwise(sizes))
            if size > then
        ]
    return sorted(found, key=lambda group: (group.first - group.last, group.first))


def _world(
    groups: Sequence[_Alike], limits: Sequence[Range], trail: Sequence[Told]
) -> tuple[int, ...] | None:
    """How many of each group may have said so, to fit everything told; None when none is found."""
    span = range(len(trail))
    left = [[(0, 0)] * len(trail)]
    for group, (low, high) in zip(reversed(groups), reversed(limits), strict=True):
        left.append(
            [
                (least + low, most + high) if group.first <= time <= group.last else (least, most)
                for time, (least, most) in zip(span, left[-1], strict=True)
            ]
        )
    left.reverse()
    tries = TRIES

    def fits(place: int, sums: Sequence[int]) -> bool:
        return all(
            any(
                sums[time] + left[place][time][0] <= high
                and low <= sums[time] + left[place][time][1]
                for low, high in trail[time].possible
            )
            for time in span
        )

    def look(place: int, sums: tuple[int, ...]) -> tuple[int, ...] | None:
        nonlocal tries
        tries -= 1
        if tries < 0 or not fits(place, sums):
            return None
        if place == len(groups):
            return ()
        group = groups[place]
        for value in _from_the_middle(*limits[place]):
            then = tuple(
                one + value if group.first <= time <= group.last else one
                for time, one in zip(span, sums, strict=True)
            )
            rest = look(place + 1, then)
            if rest is not None:
                return (value, *rest)
            if tries < 0:
                return None
        return None

    return look(0, (0,) * len(trail))


def _from_the_middle(low: int, high: int) -> Iterator[int]:
    middle = (low + high) // 2
    yield middle
    for away in range(1, high - low + 1):
        if middle + away <= high:
            yield middle + away
        if middle - away >= low:
            yield middle - away


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that touch as one."""
    found: list[Range] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)
