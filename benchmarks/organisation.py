"""Organisations of three sizes, the same for the same seed: teams, moves, learning, renewals.

`python -m benchmarks.organisation S sqlite:////tmp/s.db` fills a migrated, empty database. The rows
go straight into the tables (COPY on PostgreSQL, executemany on SQLite); they obey the same rules as
those the product writes, which the tests see to.

Of ten people each has one of ten shares of learning, so that the totals are exact at every size.
The reference teams (`ten`, `twenty-five`, `four-hundred`) hold the same people with the same
records at every size and stand three levels deep, so that what their pages cost can be compared.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy import Table, make_url

from benchmarks import courses as folders
from lms.certificates.models import Certificate
from lms.enrolments.models import Assignment, Enrolment, ModuleRead
from lms.people.models import Membership, Person, Role, Team, TeamPlace
from lms.people.organisation import BEGINNING
from lms.quizzes.models import Attempt
from lms.standing import EXPIRING_DAYS, Proof, Renewal, term

SEED = 7
PATH = 4
"""Courses of the path; the others are asked for by teams or chosen."""

COURSES = tuple(f"course-{number}" for number in range(1, folders.COURSES + 1))
MODULES = tuple(f"module-{number}" for number in range(1, folders.MODULES + 1))
MONTHS = 12

SHARES = (
    # certificates, renewals among them, modules read, attempts
    (0, 0, 0, 0),
    (0, 0, 12, 1),
    (2, 0, 30, 3),
    (3, 0, 40, 4),
    (4, 0, 50, 6),
    (4, 1, 45, 5),
    (5, 1, 58, 7),
    (6, 1, 70, 8),
    (8, 2, 85, 11),
    (10, 3, 110, 15),
)
"""What ten people have together: 42 certificates, 500 modules read, 60 attempts."""

REFERENCE = {"ten": 10, "twenty-five": 25, "ten-deep": 10, "four-hundred": 400}
"""Teams of known size; their people and managers have the first numbers, in this order."""

COMMUNITY, MIGHTY = "community", 1_000
"""A second team of everybody in the first division; organisations from so many people have 400."""

MOVED = 8
"""Of so many of the lowest teams one stood below another team before."""

_FIRST = (
    "Aino Eero Hanna Ilkka Jonna Kalle Liisa Mika Noora Olli Petra Risto Sanna Timo Ulla".split()
)
_LAST = "Aho Haka Jokela Kivi Laine Mäki Niemi Oja Palo Ranta Salo Tamm Uusi Vuori Wik".split()
_TITLES = "Adviser Clerk Driver Engineer Guide Nurse Planner Seller Technician".split()


@dataclass(frozen=True, slots=True)
class Size:
    """How many people there are, and how many teams at each level."""

    name: str
    people: int
    levels: tuple[int, ...]

    @property
    def teams(self) -> int:
        """All teams."""
        return sum(self.levels)


SIZES = {
    size.name: size
    for size in (
        Size("S", 200, (1, 4, 15)),
        Size("M", 10_000, (1, 5, 25, 369)),
        Size("L", 100_000, (1, 5, 25, 100, 300, 1_569)),
    )
}


@dataclass(frozen=True, slots=True)
class Earned:
    """A certificate: which course, in which cycle, when, until when."""

    course: int
    cycle: int
    issued_on: date
    ends_on: date
    missed: int  # attempts before the one that was passed


@dataclass(frozen=True, slots=True)
class Learner:
    """A person with everything they did."""

    number: int
    joined_on: date
    left_on: date | None
    order: tuple[int, ...]  # courses in the order they are taken
    modules: int
    earned: tuple[Earned, ...]
    missed: int  # attempts in a course that is not finished

    @property
    def first_name(self) -> str:
        """The first name."""
        return _FIRST[self.number % len(_FIRST)]

    @property
    def last_name(self) -> str:
        """The last name."""
        return f"{_LAST[self.number // 7 % len(_LAST)]}{self.number}"

    @property
    def address(self) -> str:
        """The e-mail address."""
        return f"person{self.number}@example.test"

    @property
    def title(self) -> str:
        """The job title."""
        return _TITLES[self.number % len(_TITLES)]


@dataclass(frozen=True, slots=True)
class Unit:
    """A team: its number, address, name, the one above it and how deep it stands."""

    number: int
    slug: str
    name: str
    parent: int | None
    level: int


@dataclass(frozen=True)
class Organisation:
    """An organisation in memory; the rows are made while they are written."""

    size: Size
    today: date
    seed: int = SEED
    units: tuple[Unit, ...] = field(init=False)
    home: Mapping[int, int] = field(init=False)
    managers: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        units = tuple(_units(self.size))
        home, managers = self._places(units)
        for name, value in (("units", units), ("home", home), ("managers", managers)):
            object.__setattr__(self, name, value)

    def unit(self, slug: str) -> Unit:
        """The team of an address."""
        return next(unit for unit in self.units if unit.slug == slug)

    def below(self, number: int) -> set[int]:
        """A team with every team below it."""
        found = {number}
        for unit in self.units:  # a team always comes after the one above it
            if unit.parent in found:
                found.add(unit.number)
        return found

    def _places(self, units: Sequence[Unit]) -> tuple[dict[int, int], dict[int, int]]:
        """Everybody's team, and every team's manager, who is a member of the team above it."""
        home: dict[int, int] = {}
        managers: dict[int, int] = {}
        by_slug = {unit.slug: unit.number for unit in units}
        free = iter(range(1, self.size.people + 1))
        for slug, count in REFERENCE.items():
            if slug in by_slug:
                home.update(dict.fromkeys(islice(free, count), by_slug[slug]))
                managers[by_slug[slug]] = next(free)
        for unit in units:
            if unit.number not in managers:
                managers[unit.number] = next(free)
            home[managers[unit.number]] = unit.parent or unit.number
        reserved = {*REFERENCE, COMMUNITY}
        leaves = [u for u in units if u.level == len(self.size.levels) and u.slug not in reserved]
        chance = random.Random(self.seed)  # noqa: S311 - the same organisation every time
        weights = [chance.uniform(0.5, 1.5) for _ in leaves]
        rest = list(free)
        numbers = [leaf.number for leaf in leaves]
        home.update(zip(rest, chance.choices(numbers, weights, k=len(rest)), strict=True))
        return home, managers

    @cached_property
    def people(self) -> tuple[Learner, ...]:
        """Everybody, by number."""
        slugs = {unit.slug for unit in self.units}
        known = sum(count + 1 for slug, count in REFERENCE.items() if slug in slugs)
        rest = [number % len(SHARES) for number in range(known + 1, self.size.people + 1)]
        random.Random(self.seed).shuffle(rest)  # noqa: S311
        shares = [*(number % len(SHARES) for number in range(1, known + 1)), *rest]
        busy = {*range(1, known + 1), *self.managers.values()}
        return tuple(
            self._learner(number, share, stays=number in busy)
            for number, share in enumerate(shares, start=1)
        )

    def _learner(self, number: int, share: int, *, stays: bool) -> Learner:
        certificates, renewals, modules, attempts = SHARES[share]
        chance = random.Random(self.seed * 1_000_003 + number)  # noqa: S311 - not of the size
        joined = chance.randint(1_200, 3_000) if certificates else chance.randint(30, 400)
        leaves = not stays and chance.random() < 0.04
        order = (
            *chance.sample(range(PATH), PATH),
            *chance.sample(range(PATH, len(COURSES)), 8),
        )
        distinct = certificates - renewals
        latest = [chance.randint(1, 460) for _ in range(distinct)]
        early = [chance.randint(2, 59) for _ in range(renewals)]
        extra = attempts - certificates
        missed = [
            extra // certificates + (place < extra % certificates) for place in range(certificates)
        ]
        earned: list[Earned] = []
        for place in range(distinct):
            is_renewed = place < renewals
            back = latest[place] + (365 - early[place] if is_renewed else 0)
            earned.append(self._earned(order[place], 1, back, None, missed[place]))
        for place in range(renewals):
            before = Proof(earned[place].issued_on, earned[place].ends_on)
            earned.append(
                self._earned(order[place], 2, latest[place], before, missed[distinct + place])
            )
        return Learner(
            number=number,
            joined_on=self.today - timedelta(days=joined),
            left_on=self.today - timedelta(days=chance.randint(1, 25)) if leaves else None,
            order=order,
            modules=modules,
            earned=tuple(earned),
            missed=0 if certificates else extra,
        )

    def _earned(
        self, course: int, cycle: int, back: int, before: Proof | None, missed: int
    ) -> Earned:
        issued = self.today - timedelta(days=back)
        ends = term(issued, Renewal(MONTHS), before).expires_on
        assert ends is not None
        return Earned(course, cycle, issued, ends, missed)

    def memberships(self) -> Iterator[tuple[int, int, str, date, date | None]]:
        """Who is and was where: homes with moves and returns, managers, second teams."""
        first = self.units[1].number
        inside, community = self.below(first), self.unit(COMMUNITY).number
        fixed = {unit.number for unit in self.units if unit.slug in REFERENCE}
        known = {self.managers[number] for number in fixed}
        leaves = [u.number for u in self.units if u.level == len(self.size.levels)]
        leaves = [number for number in leaves if number not in {*fixed, community}]
        parents = {unit.number: unit.parent for unit in self.units}
        member, manager = Role.MEMBER.value, Role.MANAGER.value
        for person in self.people:
            team, since = self.home[person.number], person.joined_on
            chance = random.Random(self.seed * 7_000_003 + person.number)  # noqa: S311
            moved, second = chance.random(), chance.random()
            if moved < 0.3 and person.number not in known:
                # Reference teams take people from the team above, so that they are alike anywhere.
                before = parents[team] if team in fixed else chance.choice(leaves)
                at = since + timedelta(days=chance.randint(5, 25))
                if before is not None and before != team:
                    yield person.number, before, member, since, at
                    since = at + timedelta(days=90 if moved < 0.02 else 0)  # some were away
                    since = min(since, self.today - timedelta(days=4))
            until = max(person.left_on, since) if person.left_on else None
            yield person.number, team, member, since, until
            if team in inside and until is None:
                joined = max(since, self.today - timedelta(days=200))
                yield person.number, community, member, joined, None
            elif second < 0.02 and team not in fixed and person.number not in known:
                other = chance.choice(leaves)
                if other != team and until is None:
                    yield person.number, other, member, max(since, self.today), None
        for number, person_id in self.managers.items():
            since = self.people[person_id - 1].joined_on
            yield person_id, number, manager, since, None
            if number % 10 == 9:
                yield person_id - 1, number, manager, since - timedelta(days=300), since

    def places(self) -> Iterator[tuple[int, int | None, date, date | None]]:
        """Below which team every team stood; some of the lowest stood elsewhere until lately."""
        lowest = len(self.size.levels)
        above = [unit.number for unit in self.units if unit.level == lowest - 1]
        kept = {*REFERENCE, COMMUNITY}
        for unit in self.units:
            since = BEGINNING
            if unit.level == lowest and unit.number % MOVED == 0 and unit.slug not in kept:
                before = next(other for other in above if other != unit.parent)
                at = self.today - timedelta(days=10 + unit.number % 300)
                yield unit.number, before, since, at
                since = at
            yield unit.number, unit.parent, since, None

    def asked(self) -> Iterator[tuple[int, str, date]]:
        """Which team is asked for which course by when."""
        yield self.units[0].number, COURSES[0], self.today + timedelta(days=30)
        yield self.units[0].number, COURSES[PATH], self.today - timedelta(days=10)
        divisions = [unit for unit in self.units if unit.level == 2]
        for place, unit in enumerate(divisions):
            yield unit.number, COURSES[1], self.today + timedelta(days=60 - place)
            yield unit.number, COURSES[PATH + 1], self.today - timedelta(days=place)
        for unit in self.units:
            if unit.level > 2 and unit.number % 20 == 0 and unit.slug not in REFERENCE:
                yield unit.number, COURSES[PATH + 2], self.today + timedelta(days=14)

    def reads(self) -> Iterator[tuple[Any, ...]]:
        """Modules read, course after course, since people read a course in one go."""
        for place in range(len(self.people[0].order)):
            for person in self.people:
                count = min(max(person.modules - place * len(MODULES), 0), len(MODULES))
                if count:
                    at = _moment(self._begun(person, place))
                    course = COURSES[person.order[place]]
                    for module in MODULES[:count]:
                        yield person.number, course, module, 1, "en", at

    def _begun(self, person: Learner, place: int) -> date:
        if place < len(person.earned) and person.earned[place].cycle == 1:
            return person.earned[place].issued_on
        return self.today - timedelta(days=1 + (person.number + place) % 25)

    def cycles(self) -> Iterator[tuple[int, Learner, int, Earned | None]]:
        """Every enrolment with its number: person, course, and what it led to."""
        number = 0
        for place in range(max(share[0] for share in SHARES)):
            for person in self.people:
                if place < len(person.earned):
                    number += 1
                    yield number, person, person.earned[place].course, person.earned[place]
                elif place == 0 and person.missed:
                    number += 1
                    yield number, person, person.order[0], None


def _units(size: Size) -> Iterator[Unit]:
    """The tree; the reference teams and the community are leaves of it."""
    number = 1
    yield Unit(1, "company", "Company", None, 1)
    above = [1]
    for level, count in enumerate(size.levels[1:], start=2):
        names: dict[int, tuple[str, int]] = {}
        if level == 3:
            names = {0: (COMMUNITY, above[0]), 1: ("ten", above[1]), 2: ("twenty-five", above[1])}
            if size.people >= MIGHTY:
                names[3] = ("four-hundred", above[1])
        if level == len(size.levels):
            names[count - 1] = ("ten-deep", above[1])
        made = []
        for place in range(count):
            number += 1
            slug, parent = names.get(place, (f"team-{number}", above[place % len(above)]))
            if place not in names:
                made.append(number)
            yield Unit(number, slug, slug.replace("-", " ").capitalize(), parent, level)
        above = made


def _moment(day: date) -> str:
    """Nine in the morning, in the form both databases store."""
    return f"{day.isoformat()} 09:00:00.000000"


class _Postgresql:
    """COPY; the keys between tables are right by construction, so they are not looked up."""

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.connection = psycopg.connect(f"{plain}", options="-c timezone=UTC", autocommit=True)
        self.connection.execute("SET session_replication_role = replica")

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        count, source = 0, iter(rows)
        command = f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()
        with self.connection.cursor() as cursor, cursor.copy(command) as copy:
            while batch := list(islice(source, 5_000)):
                count += len(batch)
                copy.write(
                    "".join(
                        "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"
                        for row in batch
                    )
                )
        return count

    def close(self) -> int:
        """Number rows on from the last, take stock as autovacuum would; gives the bytes on disk."""
        for model in (
            Person, Team, TeamPlace, Membership, Assignment, Enrolment, Attempt, Certificate,
        ):  # fmt: skip
            self._number_on(model.__tablename__)
        self._number_on(ModuleRead.__tablename__)
        self.connection.execute("VACUUM ANALYZE")
        row = self.connection.execute("SELECT pg_database_size(current_database())").fetchone()
        self.connection.close()
        assert row is not None
        return int(row[0])

    def _number_on(self, table: str) -> None:
        last = f"(SELECT coalesce(max(id), 1) FROM {table})"  # noqa: S608 - a name of ours
        self.connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})".encode()
        )


class _Sqlite:
    """executemany in one transaction, without waiting for the disk."""

    def __init__(self, url: str) -> None:
        self.connection = sqlite3.connect(make_url(url).database or "", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-300000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("BEGIN")

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        marks = ", ".join("?" * len(columns))
        command = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        return self.connection.executemany(command, rows).rowcount

    def close(self) -> int:
        """End the transaction; gives the bytes on disk."""
        self.connection.execute("COMMIT")
        pages = self.connection.execute("PRAGMA page_count").fetchone()[0]
        size = self.connection.execute("PRAGMA page_size").fetchone()[0]
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.close()
        return int(pages * size)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written: rows by table, seconds of the clock, bytes on disk."""

    rows: Mapping[str, int]
    seconds: float
    size: int


def fill(url: str, organisation: Organisation) -> Filled:
    """Write an organisation into a migrated, empty database."""
    began = time.monotonic()
    writer: _Postgresql | _Sqlite = _Sqlite(url) if url.startswith("sqlite") else _Postgresql(url)
    rows: dict[str, int] = defaultdict(int)
    for model, columns, source in _tables(organisation):
        table: Table = model.__table__
        names, constants = _with_defaults(table, columns)
        found = (tuple(row) + constants for row in source) if constants else source
        rows[table.name] += writer.add(table.name, names, found)
    size = writer.close()
    return Filled(dict(rows), time.monotonic() - began, size)


def _with_defaults(table: Table, columns: Sequence[str]) -> tuple[list[str], tuple[Any, ...]]:
    """The columns with those whose value the model gives; one that nobody gives is refused."""
    names, constants = list(columns), []
    for column in table.columns:
        if column.name in names or (column.primary_key and column.name == "id"):
            continue
        default = column.default
        if default is not None and default.is_scalar:
            names.append(column.name)
            constants.append(default.arg)  # type: ignore[attr-defined]
        elif not column.nullable and column.server_default is None:
            raise SystemExit(f"benchmarks/organisation.py gives no {table.name}.{column.name}")
    return names, tuple(constants)


def _tables(o: Organisation) -> Iterator[tuple[Any, Sequence[str], Iterable[Sequence[Any]]]]:
    """Every table with its columns and rows, those that others point at first."""
    long_ago = _moment(o.today - timedelta(days=3_650))
    yield (
        Team,
        ("id", "slug", "name", "parent_id"),
        ((unit.number, unit.slug, unit.name, unit.parent) for unit in o.units),
    )
    yield (
        TeamPlace,
        ("team_id", "parent_id", "since", "until"),
        (
            (team, parent, since.isoformat(), until and until.isoformat())
            for team, parent, since, until in o.places()
        ),
    )
    yield (
        Person,
        ("id", "sign_in_name", "email", "first_name", "last_name", "job_title", "language",
         "is_imported", "created_at", "left_on"),
        (
            (p.number, p.address, p.address, p.first_name, p.last_name, p.title, "en", True,
             _moment(p.joined_on), p.left_on and p.left_on.isoformat())
            for p in o.people
        ),
    )  # fmt: skip
    yield (
        Membership,
        ("person_id", "team_id", "role", "since", "until"),
        (
            (person, team, role, since.isoformat(), until and until.isoformat())
            for person, team, role, since, until in o.memberships()
        ),
    )
    yield (
        Assignment,
        ("team_id", "course", "due_on", "why", "created_at"),
        (
            (team, course, due_on.isoformat(), "So that all of us know the way.", long_ago)
            for team, course, due_on in o.asked()
        ),
    )
    yield (
        ModuleRead,
        ("person_id", "course", "module", "edition", "language", "read_at"),
        o.reads(),
    )
    yield (
        Enrolment,
        ("id", "person_id", "course", "cycle", "started_at", "completed_at"),
        (
            (number, person.number, COURSES[course], earned.cycle if earned else 1,
             _moment(_started(o, earned)), _moment(earned.issued_on) if earned else None)
            for number, person, course, earned in o.cycles()
        ),
    )  # fmt: skip
    yield (
        Attempt,
        ("enrolment_id", "person_id", "course", "number", "language", "edition", "seed",
         "pass_score", "critical_all", "points_of", "started_at", "finished_at", "points_num",
         "points_den", "passed"),
        _attempts(o),
    )  # fmt: skip
    yield (
        Certificate,
        ("id", "code", "enrolment_id", "person_id", "course", "edition", "language",
         "content_version", "holder", "holder_last_name", "title", "can_do", "modules", "mark",
         "organisation", "issued_at", "issued_on", "expires_on", "renew_from", "counts_until",
         "full_until", "window_days", "grace_days"),
        _certificates(o),
    )  # fmt: skip


def _started(o: Organisation, earned: Earned | None) -> date:
    return earned.issued_on if earned else o.today - timedelta(days=3)


def _attempts(o: Organisation) -> Iterator[tuple[Any, ...]]:
    """Attempts without questions: those that were missed, then the one that was passed."""
    for number, person, course, earned in o.cycles():
        missed, at = earned.missed if earned else person.missed, _moment(_started(o, earned))
        for place in range(1, missed + bool(earned) + 1):
            passed = place > missed
            yield (
                number, person.number, COURSES[course], place, "en", 1, number + place,
                80, True, 10, at, at, 9 if passed else 6, 10, passed,
            )  # fmt: skip


def _certificates(o: Organisation) -> Iterator[tuple[Any, ...]]:
    key = 0
    for number, person, course, earned in o.cycles():
        if earned is None:
            continue
        key += 1
        at, until = _moment(earned.issued_on), earned.ends_on.isoformat()
        begin = (earned.ends_on - timedelta(days=EXPIRING_DAYS)).isoformat()
        yield (
            key, f"G{key:07d}", number, person.number, COURSES[course], 1, "en", "1",
            f"{person.first_name} {person.last_name}", person.last_name, COURSES[course],
            "Knows the way.", len(MODULES), "anchor", "Esimerkki Oy", at,
            earned.issued_on.isoformat(), until, begin, until, until, EXPIRING_DAYS, 0,
        )  # fmt: skip


def main() -> None:
    """Fill the database of the command line."""
    name, url = sys.argv[1:]
    filled = fill(url, Organisation(SIZES[name], datetime.now(UTC).date()))
    for table, count in filled.rows.items():
        print(f"{table:12} {count:>10,}")
    print(f"{filled.seconds:.1f} s, {filled.size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
