"""Everything breaks while people learn: what was acknowledged is there once, nothing is twice."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text

from lms.certificates.models import Certificate
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.enrolments.models import Enrolment, ModuleRead
from lms.people.models import Person
from lms.quizzes.models import Answer, Attempt, AttemptQuestion
from tests.databases import fresh_name, postgresql_cluster
from tests.quizzes.replay import replay
from tests.server.client import Client
from tests.server.cluster import Cluster
from tests.server.learners import PASSED, Learner
from tests.server.process import ROOT, Server, environment, run, server
from tests.server.sessions import sign_in_all

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

SEED = int(os.environ.get("LMS_FAULTS_SEED", "20261122"))
IS_QUICK = os.environ.get("LMS_FAULTS", "quick") == "quick"
LEARNERS, KILLS, CHANGES, OUTAGES, BETWEEN = (30, 4, 1, 1, 40) if IS_QUICK else (200, 20, 3, 3, 90)
"""People, kills, changes of content, outages of the database, and what is acknowledged between."""

PATIENCE = 120
"""Seconds until somebody has to be served again, on a machine with much else to do."""

DATABASE_SECONDS = 2
"""LMS_DATABASE_SECONDS of the server: shorter than the outages."""


@dataclass(frozen=True, slots=True)
class Store:
    """A durable database and the way to take it away for a while."""

    url: str
    outage: Callable[[float], None]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database that keeps its promises, as in production."""
    if request.param == "sqlite":
        file = tmp_path / "durable.db"
        yield Store(f"sqlite:///{file}", lambda seconds: _hold_lock(file, seconds))
        return
    with postgresql_cluster(durable=True) as url:
        cluster = Cluster(url(fresh_name()))
        yield Store(cluster.url, lambda seconds: _cut_power(cluster, seconds))


def _hold_lock(file: Path, seconds: float) -> None:
    """Another process writes for so long that the server gives up waiting."""
    holder = sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)
    holder.execute("BEGIN IMMEDIATE")
    time.sleep(DATABASE_SECONDS + seconds)
    holder.execute("ROLLBACK")
    holder.close()


def _cut_power(cluster: Cluster, seconds: float) -> None:
    cluster.stop()
    time.sleep(seconds)
    cluster.start()


def test_nothing_acknowledged_is_lost_or_doubled(
    store: Store, tmp_path: Path, content: Current, capsys: pytest.CaptureFixture[str]
) -> None:
    instance, folder = tmp_path / "instance", tmp_path / "courses"
    copytree(ROOT / "course_content", folder)
    settings = {
        "DATABASE_URL": store.url,
        "LMS_CONTENT": str(folder),
        "LMS_DATABASE_SECONDS": str(DATABASE_SECONDS),
    }
    environ = environment(instance, **settings)
    assert run("database", "upgrade", environ=environ).returncode == 0
    loaded = run("demo", "load", "--learners", str(LEARNERS), environ=environ)
    assert loaded.returncode == 0, loaded.stderr
    engine = make_engine(store.url, pool_size=16)
    database, ended = Database(engine), threading.Event()
    began = time.monotonic()
    with server(instance, **settings) as running:
        learners = [
            Learner(
                number,
                SEED,
                Client(running.port, seconds=PATIENCE),
                Client(running.port, seconds=PATIENCE),
                content.get(),
                database,
                ended,
            )
            for number in range(1, LEARNERS + 1)
        ]
        devices = [(one.name, client) for one in learners for client in (one.client, one.second)]
        sign_in_all(database, instance, devices)
        threads = [threading.Thread(target=learner.learn, daemon=True) for learner in learners]
        for thread in threads:
            thread.start()
        try:
            with suppress(Wrong):  # told below, with what the server said of it
                _break_things(running, store, folder, learners)
        finally:
            ended.set()
            for thread in threads:
                thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in threads)
        assert running.stop() == 0

    wrong = [line for learner in learners for line in learner.wrong]
    wrong += _unexpected(running.log.read_text())
    said = _compared(engine, learners)
    with capsys.disabled():
        print(f"\n{engine.dialect.name}, seed {SEED}, {LEARNERS} learners, {KILLS} kills: {said}")
        print(_told(learners, time.monotonic() - began))
    assert wrong == []
    assert said.lost == said.doubled == 0
    _results_are_whole(engine, content)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert not connection.execute(text("PRAGMA foreign_key_check")).all()
    engine.dispose()


class Wrong(Exception):
    """A learner met something that must not be."""


def _unexpected(log: str) -> list[str]:
    """What the server could not explain, with its traceback."""
    return [
        log[found.start() : found.start() + 8_000]
        for found in re.finditer("unexpected_error|Exception while serving", log)
    ][:3]


def _break_things(running: Server, store: Store, folder: Path, learners: Sequence[Learner]) -> None:
    """Kill, change the courses and take the database away, in an order that the seed decides."""
    chance = random.Random(SEED)  # noqa: S311 - for the test alone
    events = ["kill"] * KILLS + ["change"] * CHANGES + ["outage"] * OUTAGES
    chance.shuffle(events)
    for number, event in enumerate(events):
        _wait_for(learners, BETWEEN)
        time.sleep(chance.uniform(0, 0.2))
        match event:
            case "kill":
                running.kill()
                running.launch()  # the learners' requests fill it at once; a probe would wait
            case "change":
                _change_courses(folder, number)
                done = run("content", "reload", environ=running.environ)
                assert done.returncode == 0, done.stdout
            case "outage":
                store.outage(chance.uniform(0.3, 1.5))
    _wait_for(learners, BETWEEN)


def _change_courses(folder: Path, number: int) -> None:
    """Every question gets other words, and what was true is false: a good change all the same."""
    for file in sorted(folder.glob("*/quiz.*.md")):
        words = file.read_text("utf-8")
        words = re.sub(r"(?m)^translates:\n(?: .*\n)*", "", words)  # both languages change alike
        words = re.sub(r"(?m)^(### \w+ `.*\n\n)(?=\w)", rf"\g<1>Anew {number}: ", words)
        parts = re.split(r"(?m)^(?=### )", words)
        for at, part in enumerate(parts):
            if part.startswith("### truefalse"):
                turned = part.replace("- [x] (", "- [?] (").replace("- [ ] (", "- [x] (")
                parts[at] = turned.replace("- [?] (", "- [ ] (")
        file.write_text("".join(parts), "utf-8")


def _wait_for(learners: Sequence[Learner], more: int) -> None:
    enough = sum(learner.acknowledged for learner in learners) + more
    deadline = time.monotonic() + PATIENCE
    while sum(learner.acknowledged for learner in learners) < enough:
        if any(learner.wrong for learner in learners):
            raise Wrong
        assert time.monotonic() < deadline, Counter(_all(learners, "statuses"))
        time.sleep(0.02)


def _all(learners: Sequence[Learner], name: str) -> Counter[str]:
    return sum((getattr(learner, name) for learner in learners), Counter())


def _told(learners: Sequence[Learner], seconds: float) -> str:
    ways = ", ".join(f"{way} {count}" for way, count in sorted(_all(learners, "ways").items()))
    statuses = ", ".join(f"{key} {n}" for key, n in sorted(_all(learners, "statuses").items()))
    return f"  {seconds:.0f} s; answers given: {ways}; answered: {statuses}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What was acknowledged beside what is stored."""

    acknowledged: int
    lost: int
    doubled: int

    def __str__(self) -> str:
        found = self.acknowledged - self.lost
        return (
            f"{self.acknowledged} acknowledged, {found} found, "
            f"{self.lost} lost, {self.doubled} doubled"
        )


def _compared(engine: Engine, learners: Sequence[Learner]) -> Compared:
    """Each answer, start, result and module read that was acknowledged is there, and once."""
    with Database(engine).reading() as db:
        people = {
            row.sign_in_name: row.id for row in db.execute(select(Person.sign_in_name, Person.id))
        }
        reads: Counter[tuple[int, str, str]] = Counter()
        for read in db.execute(select(ModuleRead.person_id, ModuleRead.course, ModuleRead.module)):
            reads[read.person_id, read.course, read.module] += 1
        answers: dict[tuple[int, int, int], list[Any]] = {}
        for row in db.execute(
            select(Answer.attempt_id, Answer.position, Answer.round, Answer.given)
        ):
            answers.setdefault((row.attempt_id, row.position, row.round), []).append(row.given)
        attempts: dict[int, dict[int, bool | None]] = {}
        for one in db.execute(select(Attempt.id, Attempt.person_id, Attempt.passed)):
            attempts.setdefault(one.person_id, {})[one.id] = one.passed
    lost = 0
    doubled = sum(n - 1 for n in reads.values()) + sum(len(n) - 1 for n in answers.values())
    for learner in learners:
        own = people[learner.name]
        mine = attempts.get(own, {})
        lost += sum((own, *read) not in reads for read in learner.reads)
        lost += len(learner.attempts - set(mine))
        for round_, told in ((1, learner.answers), (2, learner.practice)):
            lost += sum(answers.get((*key, round_)) != [value] for key, value in told.items())
        lost += sum(mine.get(key) is not (PASSED in seen) for key, seen in learner.results.items())
        # One start may have been under way at the end; every other one was told.
        doubled += max(0, len(set(mine) - learner.attempts) - 1)
    return Compared(sum(learner.acknowledged for learner in learners), lost, doubled)


def _results_are_whole(engine: Engine, content: Current) -> None:
    """The score is that of the answers; one result an attempt, one certificate a cycle.

    Courses that ask for a practice, too, give their certificate with its tick, not with the pass.
    """
    at_once = {one.slug for one in content.get().courses.values() if not one.passing.practice}
    own = select(Person.id).where(Person.sign_in_name.like("%@load.test"))
    with Database(engine).reading() as db:
        decode = json.loads if engine.dialect.name == "sqlite" else _as_it_is
        replayed = replay(db, decode)
        attempts = db.scalars(select(Attempt).where(Attempt.person_id.in_(own))).all()
        asked = dict(_counts(db, AttemptQuestion.attempt_id))
        answered = dict(_counts(db, Answer.attempt_id, Answer.round == 1))
        cycles = Counter(
            (row.person_id, row.course, row.cycle)
            for row in db.scalars(select(Enrolment).where(Enrolment.person_id.in_(own)))
        )
        assert set(cycles.values()) == {1}
        certificates = Counter(
            db.scalars(select(Certificate.enrolment_id).where(Certificate.person_id.in_(own)))
        )
        assert set(certificates.values()) == {1}
    passes = set()
    open_now: Counter[int] = Counter()
    for attempt in attempts:
        assert asked[attempt.id] == attempt.points_of
        if attempt.finished_at is None:
            open_now[attempt.enrolment_id] += 1
            assert answered.get(attempt.id, 0) < attempt.points_of
            continue
        assert answered[attempt.id] == attempt.points_of
        points = replayed[attempt.id].points
        assert (attempt.points_num, attempt.points_den) == (points.numerator, points.denominator)
        assert attempt.passed == replayed[attempt.id].passed
        if attempt.passed and attempt.course in at_once:
            passes.add(attempt.enrolment_id)
    assert set(open_now.values()) <= {1}
    assert passes == set(certificates)
    assert passes


def _counts(db: Any, column: Any, *conditions: Any) -> Sequence[tuple[int, int]]:
    found: Sequence[tuple[int, int]] = db.execute(
        select(column, func.count()).where(*conditions).group_by(column)
    ).all()
    return found


def _as_it_is(value: Any) -> Any:
    return value


def test_a_pid_file_left_by_a_kill_does_not_stop_the_next_start(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "lms.pid").write_text(f"{os.getpid()}\n", encoding="ascii")  # since taken anew
    with server(instance) as running:
        assert running.get("/healthz")[0] == 200
