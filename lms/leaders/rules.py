"""Who leads somebody, who is above, and what they show of their own learning: pure decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who leads a team at or above one of the learner's own; `depth` 0 is the own one."""

    own_team_id: int
    depth: int
    team: str
    person_id: int
    name: str
    initials: str
    is_deputy: bool
    why: str | None


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader as the team below sees them: finished courses only, and their own line."""

    person_id: int
    name: str
    initials: str
    team: str
    is_deputy: bool
    is_own: bool
    finished: tuple[str, ...]
    has_finished_all: bool
    why: str | None


def leaders(
    places: Iterable[Place], finished: Iterable[tuple[int, str]], path: Sequence[str]
) -> tuple[Leader, ...]:
    """The own leaders first, then those above, each once; deputies after managers.

    One's own leaders are those of the nearest team that anybody else leads. A line counts only
    from them: who stands further up invites the teams of their own.
    """
    found = list(places)
    nearest: dict[int, int] = {}
    for place in found:
        depth = nearest.get(place.own_team_id, place.depth)
        nearest[place.own_team_id] = min(depth, place.depth)
    done: dict[int, set[str]] = {}
    for person_id, course in finished:
        done.setdefault(person_id, set()).add(course)

    def order(place: Place) -> tuple[bool, int, bool, str, int]:
        own = place.depth == nearest[place.own_team_id]
        return (not own, place.depth, place.is_deputy, place.name.casefold(), place.person_id)

    told: dict[int, Leader] = {}
    for place in sorted(found, key=order):
        is_own = place.depth == nearest[place.own_team_id]
        known = told.get(place.person_id)
        if known is not None and (known.why or not is_own):
            continue
        courses = done.get(place.person_id, set())
        told[place.person_id] = Leader(
            person_id=place.person_id,
            name=place.name,
            initials=place.initials,
            team=place.team if known is None else known.team,
            is_deputy=place.is_deputy if known is None else known.is_deputy,
            is_own=is_own,
            finished=tuple(course for course in path if course in courses),
            has_finished_all=has_finished(path, courses),
            why=place.why if is_own else None,
        )
    return tuple(told.values())


def has_finished(path: Sequence[str], finished: Collection[str]) -> bool:
    """Whether a leader may open the invitation: all of a path, which is not empty."""
    return bool(path) and all(course in finished for course in path)
