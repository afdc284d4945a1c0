"""How ready a team is: pure decisions over dated facts; nothing here is ever stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from lms.content.model import ContentSet
from lms.standing import EXPIRING_DAYS, Proof, Standing, State, add_months, state

WEEKS = 12
"""How many weeks the line of valid certificates shows."""

MONTHS = 12
"""For how many months it is shown what ends in them, this month included."""

FEWEST_POINTS = 4
"""With fewer points than this a line would say more than is known, so none is drawn."""

BEGUN, DUE_PASSED = 1, 2
VALID, EXPIRING, EXPIRED, GRACE = 4, 8, 12, 16
NOT_ASKED = 20
"""The dated facts about one course in one digit, so that the database can count equal people."""


class Filter(StrEnum):
    """What the list of people can be narrowed to; the values stand in addresses."""

    EVERYONE = "everyone"
    READY = "ready"
    EXPIRING = "expiring"
    OVERDUE = "overdue"
    NOT_STARTED = "not-started"


TABLE_AT_MOST = 8
"""Courses in the table of people before the reader chooses some of them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The courses a team page shows: those of the path first, then what else is asked."""

    courses: tuple[str, ...]
    path_size: int
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: ContentSet, asked: Iterable[str]) -> Columns:
        """The path's courses, then what else is asked; what nobody asks for stays private."""
        path = tuple(slug for slug in content.path.courses if slug in content.courses)
        wanted = set(asked).difference(path)
        courses = path + tuple(slug for slug in content.courses if slug in wanted)
        modules = {
            slug: tuple(module.slug for module in content.courses[slug].modules) for slug in courses
        }
        return cls(courses=courses, path_size=len(path), modules=modules)

    @property
    def path(self) -> tuple[str, ...]:
        """The courses that make a person ready to share."""
        return self.courses[: self.path_size]

    @property
    def in_table(self) -> tuple[str, ...]:
        """What the table of people begins with: all of a few courses, else those of the path."""
        if len(self.courses) <= TABLE_AT_MOST:
            return self.courses
        return self.path or self.courses[:TABLE_AT_MOST]


@dataclass(frozen=True, slots=True)
class Group:
    """So many people stand alike; one standing for each column."""

    people: int
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person with the dated facts of each column."""

    person_id: int
    name: str
    job_title: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a team page is decided from."""

    columns: Columns
    groups: tuple[Group, ...]
    people: tuple[PersonFacts, ...] = ()
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    months: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    ending: tuple[int, ...] = ()
    """In each of these months, how many people have a certificate that ends."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A person with a course: the state, and the date that belongs to it.

    The date is the last valid day of a certificate for ready, expiring and expired, the last day
    of its grace in grace, and the date asked for when overdue.
    """

    course: str
    state: State
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonReadiness:
    """One row of the people: a cell for each column and the next date."""

    person_id: int
    name: str
    job_title: str
    cells: tuple[Cell, ...]
    next: Cell | None
    is_ready: bool


@dataclass(frozen=True, slots=True)
class CourseReadiness:
    """One row of where the team stands."""

    course: str
    counts: Mapping[State, int]
    line: tuple[int, ...]

    @property
    def asked(self) -> int:
        """How many the course is for: of the others nothing is told."""
        return sum(self.counts.values()) - self.counts[State.NOT_ASKED]

    @property
    def valid(self) -> int:
        """How many hold a certificate in force, or in its grace."""
        return sum(count for kind, count in self.counts.items() if kind.is_valid)

    @property
    def past(self) -> int:
        """How many are past a date: asked for, or the end of a certificate."""
        return self.counts[State.OVERDUE] + self.counts[State.EXPIRED]


@dataclass(frozen=True, slots=True)
class TeamReadiness:
    """A team on a day."""

    total: int
    courses: tuple[CourseReadiness, ...]
    filters: Mapping[Filter, int]
    people: tuple[PersonReadiness, ...]

    @property
    def ready(self) -> int:
        """How many are ready to share."""
        return self.filters[Filter.READY]

    @property
    def is_all_ready(self) -> bool:
        """Whether everybody is ready to share."""
        return self.total > 0 and self.ready == self.total


def team_readiness(snapshot: Snapshot, today: date) -> TeamReadiness:
    """Decide everything a team page says."""
    columns = snapshot.columns
    counts = [dict.fromkeys(State, 0) for _ in columns.courses]
    filters = dict.fromkeys(Filter, 0)
    for group in snapshot.groups:
        states = states_of(group.standings, today)
        for index, found in enumerate(states):
            counts[index][found] += group.people
        for kind in Filter:
            if fits(kind, states, columns.path_size):
                filters[kind] += group.people
    drawn = weeks_drawn(snapshot.lines)
    return TeamReadiness(
        total=filters[Filter.EVERYONE],
        courses=tuple(
            CourseReadiness(course, counts[index], snapshot.lines.get(course, ())[-drawn:])
            if drawn
            else CourseReadiness(course, counts[index], ())
            for index, course in enumerate(columns.courses)
        ),
        filters=filters,
        people=tuple(person_readiness(columns, facts, today) for facts in snapshot.people),
    )


def weeks_drawn(lines: Mapping[str, tuple[int, ...]]) -> int:
    """How many weeks to draw: all since the first certificate, none when they are few."""
    weeks = [_since_first(line) for line in lines.values()]
    return max((count for count in weeks if count >= FEWEST_POINTS), default=0)


def _since_first(line: Sequence[int]) -> int:
    """How many weeks a line has from its first certificate on."""
    return len(line) - next((index for index, count in enumerate(line) if count), len(line))


def states_of(standings: Iterable[Standing], today: date) -> tuple[State, ...]:
    """The state of each column."""
    return tuple(state(standing, today) for standing in standings)


def fits(kind: Filter, states: Sequence[State], path_size: int) -> bool:
    """Whether a person in these states belongs to a filter."""
    if kind is Filter.READY:
        return path_size > 0 and all(found.is_valid for found in states[:path_size])
    if kind is Filter.EXPIRING:
        return State.EXPIRING in states or State.GRACE in states
    if kind is Filter.OVERDUE:
        return State.OVERDUE in states or State.EXPIRED in states
    if kind is Filter.NOT_STARTED:
        return set(states) - {State.NOT_ASKED} == {State.NOT_STARTED}
    return True


def person_readiness(columns: Columns, facts: PersonFacts, today: date) -> PersonReadiness:
    """One row of the people."""
    cells = tuple(
        cell(course, standing, today) for course, standing in _by_course(columns, facts.standings)
    )
    return PersonReadiness(
        person_id=facts.person_id,
        name=facts.name,
        job_title=facts.job_title,
        cells=cells,
        next=next_date(columns, facts.standings, today),
        is_ready=fits(Filter.READY, [item.state for item in cells], columns.path_size),
    )


def _by_course(columns: Columns, standings: Sequence[Standing]) -> Iterator[tuple[str, Standing]]:
    """Each course with its standing; a row with one too few or too many is refused."""
    return zip(columns.courses, standings, strict=True)


def cell(course: str, standing: Standing, today: date) -> Cell:
    """The state of one course with its date."""
    found = state(standing, today)
    if standing.proof is not None:
        return Cell(course, found, standing.proof.next_last_day(today))
    return Cell(course, found, standing.due_on if found is State.OVERDUE else None)


def next_date(columns: Columns, standings: Sequence[Standing], today: date) -> Cell | None:
    """The earliest date that asks something of the person: asked for, or the end of validity."""
    dated = []
    for course, standing in _by_course(columns, standings):
        found = state(standing, today)
        on = standing.proof.next_last_day(today) if standing.proof else standing.due_on
        if found is not State.READY and on is not None:
            dated.append(Cell(course, found, on))
    return min(dated, key=lambda item: (item.on or date.max, item.course), default=None)


OWN_ORDER = (
    State.OVERDUE,
    State.EXPIRED,
    State.GRACE,
    State.EXPIRING,
    State.IN_PROGRESS,
    State.NOT_STARTED,
)


def own_step(columns: Columns, cells: Sequence[Cell]) -> Cell | None:
    """What the manager does next about the own path: dates first, then what was begun."""
    open_cells = [item for item in cells[: columns.path_size] if item.state is not State.READY]
    return min(
        open_cells,
        key=lambda item: (OWN_ORDER.index(item.state), item.on or date.max),
        default=None,
    )


def standing_of(digit: int, today: date) -> Standing:
    """A standing that has the facts of a digit; the database only says on which side of a day."""
    if digit == NOT_ASKED:
        return Standing(modules=0, is_asked=False)
    proof = {
        VALID: Proof(today, None),
        EXPIRING: Proof(today, today + timedelta(days=EXPIRING_DAYS)),
        EXPIRED: Proof(today, today),
        GRACE: Proof(today, today, counts_until=today + timedelta(days=1)),
    }.get(digit & ~(BEGUN | DUE_PASSED))
    return Standing(
        modules=0,
        enrolled=bool(digit & BEGUN),
        proof=proof,
        due_on=today - timedelta(days=1) if digit & DUE_PASSED else None,
    )


def digit_of(standing: Standing, today: date) -> int:
    """The facts of a standing as one digit, the way the database does it."""
    if not standing.is_asked:
        return NOT_ASKED
    digit = BEGUN if standing.enrolled or standing.modules_read else 0
    if standing.due_on is not None and standing.due_on < today:
        digit |= DUE_PASSED
    if standing.proof is None:
        return digit
    return digit | _DIGITS[state(standing, today)]


_DIGITS = {
    State.READY: VALID,
    State.EXPIRING: EXPIRING,
    State.GRACE: GRACE,
    State.EXPIRED: EXPIRED,
}


def week_ends(today: date) -> tuple[date, ...]:
    """The days the line has points for, the last one today."""
    return tuple(today - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1))


def month_starts(today: date) -> tuple[date, ...]:
    """The first days of this month and of the twelve that follow: twelve months with their ends."""
    first = today.replace(day=1)
    return tuple(add_months(first, months) for months in range(MONTHS + 1))
