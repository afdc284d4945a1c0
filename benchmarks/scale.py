"""What pages, the export and the import cost in organisations of three sizes, on both databases.

`python -m benchmarks scale` measures S and M, `python -m benchmarks scale-L` the largest.
Statements are noted while the application answers, then sent again one by one, twice, to count the
rows they hand over and to take their time. On PostgreSQL EXPLAIN ANALYZE also tells how many rows
each of them read. SQLite counts no rows that Python could ask for; there the steps of its virtual
machine are counted, by the handler it calls after so many of them.

`python -m benchmarks.scale COUNT FOLDER...` sends the team page of ten for counting instructions;
`python -m benchmarks.scale visits FOLDER URL` opens pages told on the standard input, each twice,
and prints how many KiB its process held at most.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, event, insert
from sqlalchemy.orm import Session

from benchmarks import courses as folders
from benchmarks import instructions, organisation
from benchmarks import site as sites
from benchmarks.driver import Request, send
from benchmarks.organisation import COMMUNITY, COURSES, MODULES, PATH, SIZES, Filled, Organisation
from benchmarks.site import NOW, TODAY, Site
from lms import migrations
from lms.app import create_app
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.people import importing, queries, reading, services
from lms.people.importing import Row
from lms.people.models import SignInSession
from lms.readiness import folding, spells, tallies
from lms.readiness.export import Shape
from lms.readiness.models import StalePerson
from tests.databases import fresh_name, postgresql_cluster

PATIENCE = 300
"""Seconds a statement may take here; the product gives up after ten."""

TEN = "Team of 10"
WHOLE = "The whole organisation, a line a unit below"
LINES = {
    "A line for each team": "",
    "A line for each team, most people": "?sort=people",
    "A line for each team, most not ready": "?sort=ready",
    "A line for each team, most expiring": "?sort=expiring",
    "A line for each team, most past a date": "?sort=past",
    "A line for each team, most past a date in a course": "?sort=past&course=course-1",
    "A line for each team, the last page": "?sort=past&page={last}",
    "A line for each team, something past a date": "?only=past&sort=ready",
    "A line for each team with a word in its name": "?find=team-17",
}
"""The page of the whole organisation by address: every order, filter and a late page of it."""

PAST = TODAY - timedelta(days=90)
EARLIER = {
    "Team of 10, ninety days ago": ("ten", ""),
    "Unit of {people} people, a line a team, ninety days ago": ("team-2", "/teams"),
    "Unit of {people} people, who is past a date, ninety days ago": (
        "team-2",
        "/everyone?state=past",
    ),
    "Unit of {people} people, weeks and months, ninety days ago": ("team-2", "/ahead"),
    "A line for each team, ninety days ago": ("company", "/teams"),
}
"""Pages of a past day, which are worked out from its facts; nothing of it is kept."""

BEHIND = "The people behind a number of the whole organisation"
MENDED = "A line for each team, while {stale} people are not counted yet"
BEFORE = "A line for each team, after midnight and before the first count of the day"
STALE = 400
COUNT = 5
VISITS = "visits"
SHORT = 20  # milliseconds of a statement whose steps are counted one by one
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True, slots=True)
class Visit:
    """A page somebody opens."""

    name: str
    path: str
    person: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page cost; rows read are known on PostgreSQL only, steps on SQLite only."""

    statements: int
    rows: int
    read: int | None
    progress: int | None  # of these, rows of modules read
    database: float  # milliseconds of all statements, the better of two
    page: float  # milliseconds of the whole answer, the better of two
    slowest: float  # milliseconds of the slowest statement
    steps: int | None = None  # exact up to short statements, in thousands for long ones

    @property
    def work(self) -> str:
        """The database's own work as the table tells it."""
        if self.read is not None:
            return f"{self.read:,} rows"
        return "" if self.steps is None else f"{self.steps:,} steps"


@dataclass(frozen=True, slots=True)
class Export:
    """What a file of a team cost."""

    people: int
    cells: int
    first: float  # seconds until the first bytes
    seconds: float
    spent: float  # seconds of this process's processor, the database of SQLite included
    memory: float  # MiB over what the process held before


@dataclass(frozen=True, slots=True)
class Import:
    """A people file into an empty database, and the same file again."""

    people: int
    size: int  # bytes of the file
    read: float
    compared: float
    written: float
    again: float
    spent: float  # seconds of this process's processor for all of it
    writes_again: int
    statements: int

    @property
    def seconds(self) -> float:
        """From the file to the last row."""
        return self.read + self.compared + self.written


@dataclass(frozen=True, slots=True)
class Found:
    """Everything measured on one database."""

    filled: Filled
    counted: float  # seconds until everybody was counted
    pages: Mapping[str, Cost]
    exports: Sequence[Export]
    workbook: Export
    everybody: Export  # of the whole organisation, by the one who leads it
    imported: Import


@dataclass(frozen=True, slots=True)
class Measured:
    """A size on both databases, and the team of ten beside the same team at S."""

    found: Mapping[str, Found]
    small: Mapping[str, Cost]
    ratio: float | None  # instructions of the team of ten, of those at S; counted for M and L
    held: Mapping[str, float]  # by database, MiB a process held at most while it answered
    held_small: Mapping[str, float]  # the same at S


def measure(folder: Path, size: str) -> Measured:
    """All figures of a size, by database."""
    made, small = Organisation(SIZES[size], TODAY), Organisation(SIZES["S"], TODAY)
    with postgresql_cluster() as url:
        empty = {SQLITE: f"sqlite:///{folder}/import.db", POSTGRESQL: url(fresh_name())}
        where = url(fresh_name())
        found = {POSTGRESQL: _measure(folder / "postgresql", made, where, empty[POSTGRESQL])}
        found[SQLITE] = _measure(folder / "sqlite", made, "", empty[SQLITE])
        little = url(fresh_name())
        tens = {SQLITE: _ten(folder / "small", small, "")}
        tens[POSTGRESQL] = _ten(folder / "small-postgresql", small, little)
        held = {
            SQLITE: held_by(folder / "sqlite", "", made),
            POSTGRESQL: held_by(folder / "postgresql", where, made),
        }
        held_small = {
            SQLITE: held_by(folder / "small", "", small),
            POSTGRESQL: held_by(folder / "small-postgresql", little, small),
        }
        _tell(f"held {held}, at S {held_small}")
    places = [folder / "small", folder / "sqlite"]
    ratio = None if size == "S" else _ratio(folder, places)
    return Measured(found, tens, ratio, held, held_small)


def held_by(folder: Path, url: str, made: Organisation) -> float:
    """MiB that a fresh process held at most while it answered every page that is measured."""
    told = json.dumps([(visit.path, visit.person) for visit in visits(made)])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", VISITS, str(folder), url],
        input=told,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) / 1024


def _ten(folder: Path, made: Organisation, url: str) -> Cost:
    """The team of ten in a small organisation."""
    prepare(folder, made, url)
    site = open_site(folder, url)
    count(site)
    cost = _visit(site, visits(made)[0])
    site.database.engine.dispose()
    return cost


def _ratio(folder: Path, places: Sequence[Path]) -> float:
    """Instructions of the team of ten in the second folder, of those in the first."""
    outputs = folder / "callgrind"
    instructions.count(outputs, "benchmarks.scale", [str(COUNT), *map(str, places)])
    return instructions.total(outputs, 4) / instructions.total(outputs, 2)


def prepare(folder: Path, made: Organisation, url: str) -> Filled:
    """Courses, tables, the organisation, and sign-ins for those who open pages."""
    folder.mkdir(parents=True)
    folders.write(folder / "courses", path_size=PATH)
    content = Current(folder / "content.saved", today=lambda: TODAY, seconds=60)
    content.try_swap((folder / "courses",))
    courses = content.get().courses
    assert set(courses) == set(COURSES)
    assert tuple(module.slug for module in courses[COURSES[0]].modules) == MODULES
    address = sites.settings_for(folder, **_at(url)).database_url
    migrations.upgrade(address)
    filled = organisation.fill(address, made)
    database = Database(make_engine(address, seconds=PATIENCE))
    with database.begin() as db:
        db.execute(insert(SignInSession), [_sign_in(person) for person in _visitors(made)])
    database.engine.dispose()
    return filled


def count(site: Site, today: date = TODAY) -> float:
    """Count everybody, as the first round of work of a day does; gives the seconds."""
    with site.database.begin() as db:
        folding.forget(db)  # the rows went straight into the tables
    began = time.monotonic()
    folding.fold_all(site.database, spells.basis(site.content), today=today)
    seconds = time.monotonic() - began
    if site.database.engine.dialect.name == "postgresql":  # as autovacuum would
        settled = site.database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with settled.connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return seconds


def _at(url: str) -> dict[str, str]:
    return {"DATABASE_URL": url} if url else {}


def _visitors(made: Organisation) -> set[int]:
    return {*made.managers.values(), 1}


def _sign_in(person: int) -> dict[str, object]:
    return {
        "digest": sha256(sites.token(person).encode()).digest(),
        "person_id": person,
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=14),
    }


def open_site(folder: Path, url: str = "") -> Site:
    """The application on a prepared folder, with more patience than the product has."""
    structlog.configure(
        logger_factory=structlog.WriteLoggerFactory(Path(os.devnull).open("w"))  # noqa: SIM115
    )
    settings = sites.settings_for(folder, **_at(url))
    content = Current(folder / "content.saved", today=lambda: TODAY)
    database = Database(make_engine(settings.database_url, seconds=PATIENCE))
    app = create_app(settings, database=database, content=content)
    return Site(app=app, settings=settings, database=database, content=content.get())


def visits(made: Organisation) -> list[Visit]:
    """The pages that are measured."""
    found = []
    names = {
        "ten": TEN,
        "ten-deep": "Team of 10, as deep as teams stand",
        "twenty-five": "Team of 25",
        "four-hundred": "Team of 400",
        COMMUNITY: "Team of {members} (a fifth of all people)",
        "team-2": "Unit of {people} people in the teams below",
        "company": WHOLE,
    }
    for slug, name in names.items():
        unit = next((unit for unit in made.units if unit.slug == slug), None)
        if unit is None:
            continue
        label = name.format(
            members=f"{_members(made, slug):,}", people=f"{_people_below(made, unit.number):,}"
        )
        found.append(Visit(label, f"/team/{slug}", made.managers[unit.number]))
    ten = made.managers[made.unit("ten").number]
    director = made.managers[made.unit("company").number]
    last = -(-(len(made.units) - 1) // tallies.PAGE)
    found += [
        Visit(name, f"/team/company/teams{said.format(last=last)}", director)
        for name, said in LINES.items()
    ]
    found += [
        Visit(BEHIND, "/team/company/everyone?state=past&page=3", director),
        Visit("Person page", "/team/ten/people/3", ten),
        Visit("My learning", "/learn", 1),
    ]
    for name, (slug, rest) in EARLIER.items():
        unit = made.unit(slug)
        label = name.format(people=f"{_people_below(made, unit.number):,}")
        path = f"/team/{slug}{rest}{'&' if '?' in rest else '?'}on={PAST}"
        found.append(Visit(label, path, made.managers[unit.number]))
    if any(unit.slug == "four-hundred" for unit in made.units):
        boss = made.managers[made.unit("four-hundred").number]
        found.insert(
            4, Visit("Team of 400, overdue only", "/team/four-hundred?state=overdue", boss)
        )
    return found


def _people_below(made: Organisation, number: int) -> int:
    inside = made.below(number)
    return sum(
        1 for p in made.people if p.left_on is None and made.home[p.number] in inside
    )  # those in the second team of a unit are in one of its teams as well


def _members(made: Organisation, slug: str) -> int:
    number = made.unit(slug).number
    return len(
        {person for person, team, role, _, until in made.memberships()
         if team == number and until is None and role == "member"}
    )  # fmt: skip


def _measure(folder: Path, made: Organisation, url: str, empty: str) -> Found:
    filled = prepare(folder, made, url)
    _tell(f"filled in {filled.seconds:.0f} s")
    site = open_site(folder, url)
    counted = count(site, TODAY - timedelta(days=1))
    _tell(f"counted in {counted:.0f} s")
    pages = _before_the_count(site, made)
    for visit in visits(made):
        pages[visit.name] = _visit(site, visit)
        _tell(f"{visit.name}: {pages[visit.name]}")
    pages |= _not_counted_yet(site, made)
    wanted = ("twenty-five", "four-hundred", COMMUNITY)
    exports = [
        _export(site, made, slug)
        for slug in wanted
        if any(unit.slug == slug for unit in made.units)
    ]
    slug = next(slug for slug in reversed(wanted) if any(one.slug == slug for one in made.units))
    workbook = _export(site, made, slug, Shape.WORKBOOK)
    everybody = _export(site, made, "company", address="/team/company/everyone/export")
    site.database.engine.dispose()
    _tell(f"{exports} {workbook} {everybody}")
    imported = _import(empty, made)
    _tell(str(imported))
    return Found(filled, counted, pages, exports, workbook, everybody, imported)


def _tell(what: str) -> None:
    """A line while it runs, since the largest size takes long."""
    print(what, file=sys.stderr, flush=True)


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Notes the statements that are sent, transactions aside."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cur: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.upper().startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLL")):
            found.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _visit(site: Site, visit: Visit) -> Cost:
    environ = Request("GET", visit.path, site.cookie(visit.person)).environ()

    def ask() -> None:
        answer = send(site.app, dict(environ))
        assert answer.status.startswith("200"), f"{visit.path}: {answer.status} {answer.location}"

    return _cost(site, ask)


def _before_the_count(site: Site, made: Organisation) -> dict[str, Cost]:
    """The page of every team after midnight, by numbers of the day before."""
    visit = Visit(
        BEFORE, "/team/company/teams?sort=past", made.managers[made.unit("company").number]
    )
    cost = _visit(site, visit)
    _tell(f"{BEFORE}: {cost}")
    folding.fold_all(site.database, spells.basis(site.content), today=TODAY)
    return {BEFORE: cost}


def _not_counted_yet(site: Site, made: Organisation) -> dict[str, Cost]:
    """The page of every team while facts of people have changed that no fold has seen."""
    people = [{"person_id": number} for number in range(1, min(STALE, made.size.people // 4) + 1)]
    with site.database.begin() as db:
        db.execute(insert(StalePerson), people)
    name = MENDED.format(stale=len(people))
    path = "/team/company/teams?sort=past"
    cost = _visit(site, Visit(name, path, made.managers[made.unit("company").number]))
    _tell(f"{name}: {cost}")
    folding.fold_all(site.database, spells.basis(site.content), today=TODAY)
    return {name: cost}


def _cost(site: Site, ask: Callable[[], None]) -> Cost:
    ask()  # templates are compiled, kept pages are there
    with statements(site.database.engine) as sent:
        took = [_milliseconds(ask)]
    sent = [item for item in sent if item[0].lstrip().upper().startswith(("SELECT", "WITH"))]
    took.append(_milliseconds(ask))
    rows, read, progress, steps = 0, 0, 0, 0
    times: list[float] = []
    is_postgresql = site.database.engine.dialect.name == "postgresql"
    with site.database.engine.execution_options(readonly=True).connect() as connection:
        for statement, parameters in sent:
            best = float("inf")
            for _ in range(2):
                began = time.perf_counter()
                count = len(connection.exec_driver_sql(statement, parameters).all())
                best = min(best, (time.perf_counter() - began) * 1000)
            rows, times = rows + count, [*times, best]
            if is_postgresql:
                explain = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}"
                plan = connection.exec_driver_sql(explain, parameters).scalar_one()
                by_table = rows_read(plan[0]["Plan"])
                read += sum(by_table.values())
                progress += by_table.get("module_read", 0)
            else:
                steps += _steps(connection, statement, parameters, 1 if best < SHORT else 1_000)
    return Cost(
        statements=len(sent),
        rows=rows,
        read=read if is_postgresql else None,
        progress=progress if is_postgresql else None,
        database=sum(times),
        page=min(took),
        slowest=max(times),
        steps=None if is_postgresql else steps,
    )


def _steps(connection: Connection, statement: str, parameters: Any, unit: int) -> int:
    """How many steps of SQLite's virtual machine a statement takes, counted in units."""
    driver = connection.connection.driver_connection
    assert driver is not None
    calls = 0

    def step() -> int:
        nonlocal calls
        calls += 1
        return 0

    driver.set_progress_handler(step, unit)
    try:
        connection.exec_driver_sql(statement, parameters).all()
    finally:
        driver.set_progress_handler(None, 0)
    return calls * unit


def rows_read(plan: Mapping[str, Any]) -> dict[str, int]:
    """Rows a plan took from each table, those it threw away included."""
    found: dict[str, int] = {}
    table = plan.get("Relation Name")
    if table is not None:
        each = sum(
            plan.get(name, 0)
            for name in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
        )
        found[table] = round(each * plan["Actual Loops"])
    for part in plan.get("Plans", ()):
        for name, count in rows_read(part).items():
            found[name] = found.get(name, 0) + count
    return found


def _milliseconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _export(
    site: Site, made: Organisation, slug: str, shape: Shape = Shape.SHEET, address: str = ""
) -> Export:
    """The file as a server would send it on, part by part; the better time of two."""
    unit = made.unit(slug)
    person = made.managers[unit.number]
    form = [("csrf_token", site.csrf()), ("why", "A talk with the team."), ("shape", shape.value)]
    path = address or f"/team/{slug}/export"
    request = Request("POST", path, site.cookie(person), form)
    found = [_fetch(site, request) for _ in range(2)]
    return min(found, key=lambda item: item.seconds)


def _fetch(site: Site, request: Request) -> Export:
    status: list[str] = []

    def start(line: str, *_rest: object) -> Callable[[bytes], object]:
        status.append(line)
        return lambda _data: None

    environ = request.environ()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak
    idle = _kib("VmRSS")
    began, before = time.perf_counter(), time.process_time()
    parts = site.app(environ, start)
    first, lines, cells, kept = 0.0, 0, 0, b""
    for part in parts:
        first = first or time.perf_counter() - began
        lines += part.count(b"\r\n")
        cells += part.count(b";") + part.count(b"\r\n")
        if first and (kept or part.startswith(b"PK")):
            kept += part  # a workbook: small, and counted when it is there
    taken, spent = time.perf_counter() - began, time.process_time() - before
    if hasattr(parts, "close"):
        parts.close()
    assert status[0].startswith("200"), status
    memory = (_kib("VmHWM") - idle) / 1024
    if kept:
        with zipfile.ZipFile(io.BytesIO(kept)) as file:
            sheet = file.read("xl/worksheets/sheet1.xml")
        lines, cells = sheet.count(b"<row"), sheet.count(b"<c ") + sheet.count(b"<c/>")
    return Export(lines - 1, cells, first, taken, spent, memory)


def _kib(name: str) -> int:
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name}:"))


def people_file(made: Organisation) -> str:
    """The organisation as a people file."""
    names = {unit.number: unit.name for unit in made.units}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    heading = ["email", "first_name", "last_name", "title", "team", "manager", "language"]
    writer.writerow(heading)
    for person in made.people:
        team = made.home[person.number]
        boss = made.managers[team]
        manager = "" if boss == person.number else made.people[boss - 1].address
        writer.writerow(
            [person.address, person.first_name, person.last_name, person.title, names[team],
             manager, "en"]
        )  # fmt: skip
    return out.getvalue()


def _import(url: str, made: Organisation) -> Import:
    """Into an empty database, and again, as the command reads it."""
    data = people_file(made).encode()
    migrations.upgrade(url)
    database = Database(make_engine(url, seconds=PATIENCE))
    began, spent = time.perf_counter(), time.process_time()
    rows = _read(data)
    read = time.perf_counter() - began
    compared, written, _ = _take_in(database, rows)
    began = time.perf_counter()
    _read(data)
    with statements(database.engine) as sent:
        _take_in(database, rows)
    again = time.perf_counter() - began
    database.engine.dispose()
    writing = [text for text, _ in sent if not text.lstrip().upper().startswith(("SELECT", "WITH"))]
    return Import(
        people=len(rows),
        size=len(data),
        read=read,
        compared=compared,
        written=written,
        again=again,
        spent=time.process_time() - spent,
        writes_again=len(writing),
        statements=len(sent),
    )


def _read(data: bytes) -> tuple[Row, ...]:
    found = reading.read(
        data, largest=reading.LARGEST_BY_COMMAND, most_rows=reading.MOST_ROWS_BY_COMMAND
    )
    assert not found.problems, found.problems[:3]
    return found.rows


def _take_in(database: Database, rows: Sequence[Row]) -> tuple[float, float, int]:
    """Compare and write; seconds of each, and how many people are new."""
    began = time.perf_counter()
    with database.begin() as db:
        plan = importing.plan(rows, queries.existing(db, today=TODAY))
        assert not plan.problems, plan.problems[:3]
        compared = time.perf_counter() - began
        _apply(db, plan)
    return compared, time.perf_counter() - began - compared, len(plan.new)


def _apply(db: Session, plan: importing.Plan) -> None:
    services.apply_plan(db, plan, with_leaving=False, actor_id=None, now=NOW, today=TODAY)


def describe(found: Mapping[str, Found], size: str) -> str:
    """The organisation in a sentence, and what each page cost as a table."""
    rows = next(iter(found.values())).filled.rows
    sizes = "; ".join(
        f"{database} {figures.filled.size / 1e6:,.0f} MB, filled in {figures.filled.seconds:,.0f} s"
        for database, figures in found.items()
    )
    who = (
        f"{size}: {rows['person']:,} people, {rows['team']:,} teams in "
        f"{len(SIZES[size].levels)} levels, {rows['membership']:,} memberships, "
        f"{rows['module_read']:,} modules read, {rows['attempt']:,} attempts, "
        f"{rows['certificate']:,} certificates. On disk: {sizes}."
    )
    heading = (
        "| Page | Database | Statements | Rows handed over | Read | of modules read "
        "| Database, ms | Slowest statement, ms | Page, ms |"
    )
    lines = [who, "", heading, "|---|---|---|---|---|---|---|---|---|"]
    for name in next(iter(found.values())).pages:
        for database, figures in found.items():
            cost = figures.pages[name]
            progress = "" if cost.progress is None else f"{cost.progress:,}"
            lines.append(
                f"| {name} | {database} | {cost.statements} | {cost.rows:,} | {cost.work} "
                f"| {progress} | {cost.database:,.1f} | {cost.slowest:,.1f} | {cost.page:,.1f} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Send the team page of ten at each folder between two marks, or every page of one folder."""
    count, *places = sys.argv[1:]
    if count == VISITS:
        _answer_all(Path(places[0]), places[1])
        return
    for place in places:
        site = open_site(Path(place))
        person = _manager_of_ten(site)
        environ = Request("GET", "/team/ten", site.cookie(person)).environ()
        for _ in range(6):
            assert send(site.app, dict(environ)).status.startswith("200")
        os.getppid()
        for _ in range(int(count)):
            send(site.app, dict(environ))
        os.getppid()


def _answer_all(folder: Path, url: str) -> None:
    """Answer the pages told on the standard input, each twice; prints the KiB held at most."""
    site, told = open_site(folder, url), json.load(sys.stdin)
    for _ in range(2):
        for path, person in told:
            answer = send(site.app, Request("GET", path, site.cookie(person)).environ())
            assert answer.status.startswith("200"), f"{path}: {answer.status}"
    print(_kib("VmHWM"))


def _manager_of_ten(site: Site) -> int:
    with site.database.reading() as db:
        text = (
            "SELECT m.person_id FROM membership m JOIN team t ON t.id = m.team_id "
            "WHERE t.slug = 'ten' AND m.role = 'manager' AND m.until IS NULL"
        )
        return int(db.connection().exec_driver_sql(text).scalar_one())


if __name__ == "__main__":
    main()
