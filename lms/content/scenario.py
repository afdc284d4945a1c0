"""What a scenario's graph says: which scenes are reached, where ways end, and how to get there."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from lms.content.model import Grade, Scene

START = "start"
MAX_WAYS = 200
"""More ways to one ending are not told; a scenario with loops has no end of them."""

Step = tuple[str, str]
"""A scene and the letter that was chosen in it."""

Way = tuple[Step, ...]


def reached(scenes: Sequence[Scene], start: str = START) -> frozenset[str]:
    """The scenes a learner can come to from the start."""
    return frozenset(_distances(scenes, start))


def unreached(scenes: Sequence[Scene]) -> tuple[str, ...]:
    """The scenes no way leads to, in the order they are written."""
    there = reached(scenes)
    return tuple(scene.name for scene in scenes if scene.name not in there)


def dead_ends(scenes: Sequence[Scene]) -> tuple[str, ...]:
    """The reached scenes from which no ending can be reached, in the order they are written."""
    there = reached(scenes)
    endings = {scene.name for scene in scenes if scene.is_ending}
    lead_on: dict[str, set[str]] = {}
    for scene in scenes:
        for choice in scene.choices:
            lead_on.setdefault(choice.to, set()).add(scene.name)
    alive = set(endings)
    rest = list(endings)
    while rest:
        for before in lead_on.get(rest.pop(), ()):
            if before not in alive:
                alive.add(before)
                rest.append(before)
    return tuple(scene.name for scene in scenes if scene.name in there and scene.name not in alive)


def ways(scenes: Sequence[Scene], most: int = MAX_WAYS) -> Mapping[str, tuple[Way, ...]]:
    """Ways from the start to every ending that pass no scene twice, the shortest first."""
    by_name = {scene.name: scene for scene in scenes}
    found: dict[str, list[Way]] = {scene.name: [] for scene in scenes if scene.is_ending}
    waiting: deque[tuple[str, Way]] = deque([(START, ())] if START in by_name else [])
    budget = most * max(len(scenes), 1) * 4
    while waiting and budget > 0:
        budget -= 1
        name, way = waiting.popleft()
        scene = by_name[name]
        if scene.is_ending:
            if len(found[name]) < most:
                found[name].append(way)
            continue
        seen = {passed for passed, _ in way} | {name}
        waiting.extend(
            (choice.to, (*way, (name, choice.letter)))
            for choice in scene.choices
            if choice.to in by_name and choice.to not in seen
        )
    return {name: tuple(held) for name, held in found.items()}


def good_steps(scenes: Sequence[Scene]) -> int | None:
    """How many choices the shortest way of good choices takes; None when there is no such way."""
    distances = _distances(scenes, START, good=True)
    endings = [scene.name for scene in scenes if scene.is_ending]
    return min((distances[name] for name in endings if name in distances), default=None)


def _distances(scenes: Sequence[Scene], start: str, *, good: bool = False) -> dict[str, int]:
    by_name = {scene.name: scene for scene in scenes}
    if start not in by_name:
        return {}
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for choice in by_name[name].choices:
            if good and choice.grade is not Grade.GOOD:
                continue
            if choice.to in by_name and choice.to not in found:
                found[choice.to] = found[name] + 1
                waiting.append(choice.to)
    return found
