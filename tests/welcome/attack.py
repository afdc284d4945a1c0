"""A reader who tries to find out what one person answered, with everything ever told.

Two teams and their neighbours live through some months: people come, change their answers, take
them back, move between the teams. After each month the steps that are told are written down with
what a strict reader may know: who was counted when. Then every combination of answers that fits all
of it is looked for. Whoever says the same in all of them has been isolated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from lms.welcome.summary import Step, Told, may_refresh, refresh, step_of

Atom = tuple[tuple[bool, ...], int]


@dataclass(slots=True)
class Team:
    """One team: whose answers count now, and what was told of them."""

    live: dict[int, int] = field(default_factory=dict)  # person to answer
    batches: list[frozenset[int]] = field(default_factory=list)
    trail: tuple[Told, ...] = ()
    shown: Step | None = None


@dataclass(slots=True)
class Life:
    """What happened: each answer's value, and per telling who was counted and what was possible."""

    values: list[int]
    told: list[tuple[frozenset[int], tuple[tuple[int, int], ...]]]
    steps: list[tuple[Step | None, Step]]  # shown, true

    def isolated(self, known: Sequence[int] = ()) -> list[int]:
        """Answers that are certain for a reader who knows those of `known` beforehand."""
        atoms: dict[tuple[bool, ...], list[int]] = {}
        for answer in range(len(self.values)):
            key = tuple(answer in counted for counted, _possible in self.told)
            if any(key):
                atoms.setdefault(key, []).append(answer)
        groups = list(atoms.items())
        limits = []
        for _key, answers in groups:
            yes = sum(self.values[answer] for answer in answers if answer in known)
            unknown = sum(answer not in known for answer in answers)
            limits.append((yes, yes + unknown))
        assert self._fits(groups, limits), "what happened must fit what was told"
        found: list[int] = []
        for place, (_key, answers) in enumerate(groups):
            low, high = limits[place]
            if low == high:
                continue
            for narrowed in ((low, high - 1), (low + 1, high)):
                tried = [*limits[:place], narrowed, *limits[place + 1 :]]
                if not self._fits(groups, tried):
                    found += [answer for answer in answers if answer not in known]
        return found

    def _fits(
        self, groups: Sequence[tuple[tuple[bool, ...], object]], limits: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether some number of each group fits everything told; complete search."""
        span = range(len(self.told))
        ends = [((0, 0),) * len(self.told)]
        for (key, _answers), (low, high) in zip(reversed(groups), reversed(limits), strict=True):
            ends.append(
                tuple(
                    (least + low, most + high) if counted else (least, most)
                    for counted, (least, most) in zip(key, ends[-1], strict=True)
                )
            )
        ends.reverse()

        @cache
        def look(place: int, sums: tuple[int, ...]) -> bool:
            for time in span:
                least, most = ends[place][time]
                if not any(
                    sums[time] + least <= high and low <= sums[time] + most
                    for low, high in self.told[time][1]
                ):
                    return False
            if place == len(groups):
                return True
            key = groups[place][0]
            return any(
                look(
                    place + 1,
                    tuple(
                        one + value if counted else one
                        for one, counted in zip(sums, key, strict=True)
                    ),
                )
                for value in range(limits[place][0], limits[place][1] + 1)
            )

        return look(0, (0,) * len(self.told))


def live(seed: int, months: int) -> Life:
    """Let two teams live; the seed decides everything, and often all think alike."""
    rng = Random(seed)  # noqa: S311 - the same lives on every machine
    teams, life, person = (Team(), Team()), Life([], [], []), 0
    share = rng.choice([0, 0.05, 0.3, 0.5, 0.7, 0.95, 1])

    def answer() -> int:
        life.values.append(int(rng.random() < share))
        return len(life.values) - 1

    for _month in range(months):
        for team, other in (teams, reversed(teams)):
            for _new in range(rng.choice([0, 0, 1, 2, 3, 3, 4, 5, 5, 6])):
                team.live[person] = answer()
                person += 1
            for who in list(team.live):
                chance = rng.random()
                if chance < 0.04:
                    del team.live[who]
                elif chance < 0.10:
                    team.live[who] = answer()
                elif chance < 0.13:
                    del team.live[who]
                    other.live[who] = answer()
            if rng.random() < 0.15:
                share = rng.choice([0, 0.1, 0.5, 0.9, 1])
        for team, other in (teams, reversed(teams)):
            _refresh(team, len(other.live), life)
    return life


def _refresh(team: Team, rest: int, life: Life) -> None:
    now = frozenset(team.live.values())
    new = now.difference(*team.batches)
    if not may_refresh(answers=len(now), new=len(new), rest=[rest]):
        return
    team.batches = [*(batch & now for batch in team.batches), new]
    yes = sum(life.values[answer] for answer in now)
    done = refresh(
        team.trail, team.shown, yes=yes, sizes=tuple(len(batch) for batch in team.batches)
    )
    team.trail, team.shown = done.trail, done.step
    life.told.append((now, done.trail[-1].possible))
    life.steps.append((done.step, step_of(yes, len(now))))


def lives(count: int, months: int, *, start: int = 0) -> Iterator[tuple[int, Life]]:
    """Many lives, with their seeds."""
    for seed in range(start, start + count):
        yield seed, live(seed, months)
