"""The tree of teams on any day and who is in them: pure rules over dated facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import takewhile

from lms.people.models import Role

BEGINNING = date(2000, 1, 1)
"""Since when a team stands where it stands, when nothing earlier is known."""

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 1, 1)
"""Days beyond these are slips of the pen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a team stood; `until` is the first day without, `parent_id` None is the top."""

    team_id: int
    parent_id: int | None
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it was so on a day."""
        return self.since <= day and (self.until is None or day < self.until)


Tree = Mapping[int, int | None]
"""The teams that are there, each with the one above it."""


def tree_on(places: Iterable[Place], day: date) -> dict[int, int | None]:
    """The tree of a day. A team whose upper team was not there stands at the top."""
    found = {place.team_id: place.parent_id for place in places if place.holds(day)}
    return {team: above if above in found else None for team, above in found.items()}


def settled(
    places: Sequence[Place], *, team_id: int, parent_id: int | None, on: date
) -> tuple[Place, ...]:
    """The places of a team when it stands below `parent_id` from a day on.

    Days before `on` stay as they were. What would have begun on that day or later goes.
    """
    kept = left(places, on=on)
    last = kept[-1] if kept else None
    if last is not None and last.until == on and last.parent_id == parent_id:
        return (*kept[:-1], replace(last, until=None))
    return (*kept, Place(team_id, parent_id, on))


def left(places: Sequence[Place], *, on: date) -> tuple[Place, ...]:
    """The places of one team that is no longer there from a day on."""
    earlier = sorted((place for place in places if place.since < on), key=lambda one: one.since)
    return tuple(
        replace(place, until=on) if place.until is None or place.until > on else place
        for place in earlier
    )


def ring(tree: Tree, team_id: int, parent_id: int | None) -> tuple[int, ...]:
    """The teams of the ring that would close, from the team down to the wished upper team."""
    walk: list[int] = []
    at = parent_id
    while at is not None and at not in walk:
        walk.append(at)
        if at == team_id:
            return tuple(reversed(walk))
        at = tree.get(at)
    return ()


@dataclass(frozen=True, slots=True)
class Line:
    """A team as a list of the tree shows it; `depth` is how many teams are above."""

    team_id: int
    depth: int


def lines(tree: Tree, names: Mapping[int, str]) -> tuple[Line, ...]:
    """The tree from the top down, teams of one level by name."""
    below: dict[int | None, list[int]] = {}
    for team in sorted(tree, key=lambda team: (names.get(team, "").casefold(), team), reverse=True):
        below.setdefault(tree[team], []).append(team)
    found: list[Line] = []
    waiting = [Line(team, 0) for team in below.get(None, ())]
    while waiting:  # without recursion: a tree may be of any depth
        line = waiting.pop()
        found.append(line)
        waiting += [Line(team, line.depth + 1) for team in below.get(line.team_id, ())]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Fold:
    """A line of a tree that may be folded; `below` is how many teams under it are not shown."""

    team_id: int
    depth: int
    below: int = 0


def folded(
    tree: Tree, names: Mapping[int, str], *, under: int | None = None, most: int
) -> tuple[Fold, ...]:
    """The tree, or what is below one team: whole while it is small, else its first two levels."""
    found = lines(tree, names)
    if under is not None:
        at = next((place for place, line in enumerate(found) if line.team_id == under), None)
        if at is None:
            return ()
        top = found[at].depth
        inside = takewhile(lambda line: line.depth > top, found[at + 1 :])
        found = tuple(Line(line.team_id, line.depth - top - 1) for line in inside)
    if len(found) <= most:
        return tuple(Fold(line.team_id, line.depth) for line in found)
    shown: list[Fold] = []
    for line in found:
        if line.depth <= 1:
            shown.append(Fold(line.team_id, line.depth))
        else:
            shown[-1] = replace(shown[-1], below=shown[-1].below + 1)
    return tuple(shown)


class Kind(StrEnum):
    """What somebody is in a team; a deputy stands in for the manager up to a last day."""

    MEMBER = "member"
    MANAGER = "manager"
    DEPUTY = "deputy"

    @property
    def role(self) -> Role:
        """What the membership holds."""
        return Role.MEMBER if self is Kind.MEMBER else Role.MANAGER


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in a team from a day on; `until` is the first day without."""

    person_id: int
    team_id: int
    kind: Kind
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, other: Term) -> bool:
        """Whether the two have a day in common."""
        return (other.until is None or self.since < other.until) and (
            self.until is None or other.since < self.until
        )


def fault(term: Term, others: Iterable[Term]) -> tuple[str, str] | None:
    """Why a term cannot be kept, as field and code; `others` are those it stands beside."""
    if not EARLIEST <= term.since <= LATEST:
        return "since", "day_far"
    if term.until is not None and term.until <= term.since:
        return "last_day", "last_day_before_first"
    if term.until is not None and term.until > LATEST:
        return "last_day", "day_far"
    if term.kind is Kind.DEPUTY and term.until is None:
        return "last_day", "deputy_without_end"
    same = (term.person_id, term.team_id, term.kind)
    if any(
        (one.person_id, one.team_id, one.kind) == same and term.meets(one)
        for one in others
        if one.until is None or one.since < one.until
    ):
        return "since", "there_already"
    return None


class Hint(StrEnum):
    """What an administrator may want to look at; nothing is refused for it."""

    NO_MANAGER = "no_manager"
    NOBODY_ABOVE = "nobody_above"
    ONLY_DEPUTY = "only_deputy"
    MANAGES_HERSELF = "manages_herself"


def hints(terms: Iterable[Term], *, day: date, is_managed_above: bool) -> dict[Hint, list[int]]:
    """What is unusual about a team on a day, with the people concerned."""
    now = [term for term in terms if term.holds(day)]
    members = {term.person_id for term in now if term.kind is Kind.MEMBER}
    managers = {term.person_id for term in now if term.kind is Kind.MANAGER}
    deputies = {term.person_id for term in now if term.kind is Kind.DEPUTY}
    found: dict[Hint, list[int]] = {}
    if not managers and deputies:
        found[Hint.ONLY_DEPUTY] = sorted(deputies)
    elif not managers:
        found[Hint.NO_MANAGER if is_managed_above else Hint.NOBODY_ABOVE] = []
    if both := members & (managers | deputies):
        found[Hint.MANAGES_HERSELF] = sorted(both)
    return found
