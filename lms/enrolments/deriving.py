"""What is asked of somebody and by when, person by person from plain rows: it judges the select."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lms.enrolments.audiences import (
    WHOLE_PATH,
    Arrival,
    Audience,
    Holder,
    PersonKnown,
    Wanted,
    due_day,
    rule_fits,
    stay_began,
)
from lms.standing import EXPIRING_DAYS, Proof, dated, longest


class Row(NamedTuple):
    """A course that an assignment asks of a person, and the day by which, when there is one."""

    person_id: int
    course: str
    due_on: date | None
    assignment_id: int


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in a team, with the first day and the first day without."""

    team_id: int
    is_manager: bool
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return _holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Arranged:
    """Something that was arranged about a course; an extension has a day and no end of its own."""

    since: date
    until: date | None
    due_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return _holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Known:
    """All rows of one person that decide; arrangements and certificates by course."""

    person_id: int
    account_on: date
    job_title: str = ""
    language: str = ""
    left_on: date | None = None
    is_erased: bool = False
    is_author: bool = False
    is_administrator: bool = False
    places: list[Place] = field(default_factory=list)
    waivers: dict[str, list[Arranged]] = field(default_factory=dict)
    extensions: dict[str, list[Arranged]] = field(default_factory=dict)
    equivalents: dict[str, list[Arranged]] = field(default_factory=dict)
    certificates: dict[str, Proof] = field(default_factory=dict)  # the newest of each course

    def is_here(self, day: date) -> bool:
        """Whether the person is with the organisation on a day."""
        return not self.is_erased and (self.left_on is None or self.left_on > day)

    def in_place(self, day: date, *, is_manager: bool = False) -> Iterator[Place]:
        """The places of a day, as a member or as a manager."""
        for place in self.places:
            if place.is_manager == is_manager and place.holds(day):
                yield place

    def joined_on(self, day: date) -> date:
        """The first day of the stay of a day."""
        return stay_began(((one.since, one.until) for one in self.places), day) or self.account_on

    def proof(self, course: str, day: date) -> Proof | None:
        """The newest certificate, or other training that lasts longer."""
        held = self.certificates.get(course)
        ends = [
            (one.since, one.until)
            for one in self.equivalents.get(course, ())
            if one.holds(day) and one.until is not None and not _outlasts(held, one.until)
        ]
        if not ends:
            return held
        end = dated(max(until for _, until in ends), window=EXPIRING_DAYS, grace=0)
        other = Proof(
            max(since for since, _ in ends), end.expires_on, end.renew_from, end.counts_until
        )
        return other if held is None else longest(held, other)


class Asking:
    """The open assignments, and all teams with the one above each."""

    def __init__(
        self, wanted: Iterable[tuple[int, Wanted]], above: Mapping[int, int | None]
    ) -> None:
        """Sort them, so that for a person only those of their teams are looked at."""
        self._above = above
        self._of_team: dict[int | None, list[tuple[int, Wanted]]] = {}
        self._others: list[tuple[int, Wanted]] = []
        for number, one in wanted:
            is_team = one.audience is Audience.TEAM
            found = self._of_team.setdefault(one.team_id, []) if is_team else self._others
            found.append((number, one))

    def way_up(self, team_id: int) -> Iterator[int]:
        """A team and all above; a ring of teams, which no page can make, ends where it began."""
        at: int | None = team_id
        seen: set[int] = set()
        while at is not None and at in self._above and at not in seen:
            seen.add(at)
            yield at
            at = self._above[at]

    def teams_of(self, known: Known, day: date) -> set[int]:
        """The teams of a member, with all above."""
        return {team for place in known.in_place(day) for team in self.way_up(place.team_id)}

    def rows(self, known: Known, path: Sequence[str], day: date) -> set[Row]:
        """All that is asked of a person on a day."""
        return {
            row
            for number, wanted, came_on in self._came(known, day)
            for row in _rows(known, wanted, came_on, number, path, day)
        }

    def _came(self, known: Known, day: date) -> Iterator[tuple[int, Wanted, date]]:
        """The assignments a person is asked by, with the day of coming to the audience."""
        for place in known.in_place(day):
            for team in self.way_up(place.team_id):
                for number, wanted in self._of_team.get(team, ()):
                    yield number, wanted, place.since
        joined, teams = known.joined_on(day), frozenset(self.teams_of(known, day))
        for number, wanted in self._others:
            if wanted.holder is Holder.MANAGER:
                for place in known.in_place(day, is_manager=True):
                    yield number, wanted, place.since
            elif known.is_here(day) and _is_for(wanted, known, joined, teams):
                yield number, wanted, joined


def _is_for(wanted: Wanted, known: Known, joined: date, teams: frozenset[int]) -> bool:
    if wanted.audience is Audience.RULE:
        person = PersonKnown(known.job_title, known.language, joined, teams)
        return rule_fits(wanted.lines, person, matches_any=wanted.matches_any)
    if wanted.audience is Audience.EVERYONE:
        return True
    return known.is_author if wanted.holder is Holder.AUTHOR else known.is_administrator


def _rows(
    known: Known, wanted: Wanted, came_on: date, number: int, path: Sequence[str], day: date
) -> Iterator[Row]:
    for course in path if wanted.course == WHOLE_PATH else (wanted.course,):
        if any(one.holds(day) for one in known.waivers.get(course, ())):
            continue
        held = known.certificates.get(course)
        arrival = Arrival(known.joined_on(day), came_on, held.last_valid_day if held else None)
        due = due_day(wanted, arrival, day)
        if due is not None:
            later = (
                one.due_on
                for one in known.extensions.get(course, ())
                if one.holds(day) and one.due_on is not None
            )
            due = max([due, *later])
        yield Row(known.person_id, course, due, number)


def _holds(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)


def _outlasts(held: Proof | None, until: date) -> bool:
    return held is not None and (held.counts_until is None or held.counts_until >= until)
