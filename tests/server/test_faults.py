"""Kill -9 while people learn: what was acknowledged is there once, and nothing is there twice."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from lms.certificates.models import Certificate
from lms.content.current import Current
from lms.content.model import ContentSet
from lms.database import Database, make_engine
from lms.enrolments.models import Enrolment, ModuleRead
from lms.people.models import Person
from lms.quizzes import given, queries
from lms.quizzes.models import Answer, Attempt, AttemptQuestion
from tests.browser.quiz import other_answer, right_answer
from tests.databases import fresh_name, postgresql_cluster
from tests.server.client import Answered, Client
from tests.server.process import environment, run, server

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

LEARNERS = 12
KILLS = 4
BETWEEN = 60
"""How much is acknowledged between two kills."""


@dataclass
class Learner:
    """Somebody who reads and answers without pause, and remembers what was acknowledged."""

    number: int
    client: Client
    content: ContentSet
    database: Database
    ended: threading.Event
    reads: set[tuple[str, str]] = field(default_factory=set)
    answers: dict[tuple[int, int], Any] = field(default_factory=dict)
    attempts: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        """How many reads, answers and starts were acknowledged."""
        return len(self.reads) + len(self.answers) + len(self.attempts)

    @property
    def name(self) -> str:
        """The name to sign in with."""
        return f"learner{self.number}@load.test"

    def learn(self) -> None:
        """Take one course after the other until told to end."""
        chance = random.Random(self.number)  # noqa: S311 - for the test alone
        slugs = list(self.content.path.courses)
        chance.shuffle(slugs)
        while not self.ended.is_set():
            for slug in slugs:
                for module in self.content.courses[slug].modules:
                    if self._post(f"/courses/{slug}/{module.slug}/read"):
                        self.reads.add((slug, module.slug))
                self._take_quiz(slug, chance)

    def _take_quiz(self, slug: str, chance: random.Random) -> None:
        begun = self._post(f"/courses/{slug}/quiz")
        if begun is None:
            return
        attempt, first = map(int, begun.location.rsplit("/", 2)[1:])
        self.attempts.add(attempt)
        knows = chance.random() < 0.6
        with self.database.reading() as db:
            asked = [queries.attempt_asked(db, course=slug, attempt=attempt, position=first)]
            assert asked[0] is not None
            asked += [
                queries.attempt_asked(db, course=slug, attempt=attempt, position=position)
                for position in range(first + 1, asked[0].of + 1)
            ]
        for item in asked:
            assert item is not None
            right = knows or chance.random() < 0.5
            answer = right_answer(item.question) if right else other_answer(item.question)
            fields = given.as_fields(item.question, answer)
            pairs = [(name, value) for name, values in fields.items() for value in values]
            path = f"/courses/{slug}/quiz/{attempt}/{item.position}"
            if self._post(path, pairs):
                self.answers[attempt, item.position] = answer
        self._until_answered(lambda: self.client.get(f"/courses/{slug}/quiz/{attempt}/result"))

    def _post(self, path: str, fields: list[tuple[str, str]] | None = None) -> Answered | None:
        """Post until acknowledged; None when the end came first."""
        answered = self._until_answered(lambda: self.client.post(path, fields or ()))
        if answered is None or answered.status == 303:
            if answered is not None and answered.location.startswith("/sign-in"):
                self.wrong.append(f"{path}: signed out")
                return None
            return answered
        self.wrong.append(f"{path}: {answered.status}")
        return None

    def _until_answered(self, ask: Callable[[], Answered]) -> Answered | None:
        while not self.ended.is_set():
            try:
                answered = ask()
            except OSError:  # killed: nobody knows what became of it, so it is sent again
                time.sleep(0.05)
                continue
            if answered.status != 503:
                return answered
        return None


@pytest.fixture(params=["sqlite", "postgresql"])
def durable_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database that keeps its promises, as in production."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/durable.db"
        return
    with postgresql_cluster(durable=True) as url:
        yield url(fresh_name())


def test_kills_lose_nothing_acknowledged(
    durable_url: str, tmp_path: Path, content: Current, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = environment(tmp_path / "instance", DATABASE_URL=durable_url)
    assert run("database", "upgrade", environ=environ).returncode == 0
    loaded = run("demo", "load", "--learners", "30", environ=environ)
    assert loaded.returncode == 0, loaded.stderr
    engine = make_engine(durable_url, pool_size=LEARNERS)
    ended = threading.Event()
    with server(tmp_path / "instance", DATABASE_URL=durable_url) as running:
        learners = [
            Learner(number, Client(running.port), content.get(), Database(engine), ended)
            for number in range(1, LEARNERS + 1)
        ]
        for learner in learners:
            assert learner.client.sign_in(learner.name).status == 303
        threads = [threading.Thread(target=learner.learn, daemon=True) for learner in learners]
        for thread in threads:
            thread.start()
        moments = random.Random(20261122)  # noqa: S311 - for the test alone
        for _ in range(KILLS):
            _wait_for(learners, BETWEEN)
            time.sleep(moments.uniform(0, 0.2))
            running.kill()
            running.start()
        _wait_for(learners, BETWEEN)
        ended.set()
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()
        assert running.stop() == 0

    said = _found(engine, learners)
    _results_are_whole(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert not connection.execute(text("PRAGMA foreign_key_check")).all()
    engine.dispose()
    with capsys.disabled():
        print(f"\n{engine.dialect.name}, {KILLS} kills: {said}")
    assert [line for learner in learners for line in learner.wrong] == []


def _wait_for(learners: list[Learner], more: int) -> None:
    enough = sum(learner.acknowledged for learner in learners) + more
    deadline = time.monotonic() + 30
    while sum(learner.acknowledged for learner in learners) < enough:
        assert time.monotonic() < deadline, [learner.wrong for learner in learners]
        time.sleep(0.01)


def _found(engine: Engine, learners: list[Learner]) -> str:
    """Compare what was acknowledged with what is stored."""
    acknowledged = found = lost = doubled = 0
    with Database(engine).reading() as db:
        for learner in learners:
            own = db.scalars(select(Person.id).where(Person.sign_in_name == learner.name)).one()
            reads = Counter(
                (row.course, row.module)
                for row in db.scalars(select(ModuleRead).where(ModuleRead.person_id == own))
            )
            stored = db.scalars(
                select(Answer).join(Attempt).where(Attempt.person_id == own, Answer.round == 1)
            ).all()
            answers = {(row.attempt_id, row.position): row.given for row in stored}
            attempts = set(db.scalars(select(Attempt.id).where(Attempt.person_id == own)))
            acknowledged += learner.acknowledged
            lost += len(learner.reads - set(reads)) + len(learner.attempts - attempts)
            lost += sum(answers.get(key) != value for key, value in learner.answers.items())
            doubled += sum(count - 1 for count in reads.values())
            doubled += len(stored) - len(answers)
            # One start may have been under way at the end; every other one was told.
            doubled += max(0, len(attempts - learner.attempts) - 1)
    found = acknowledged - lost
    assert (lost, doubled) == (0, 0), f"{acknowledged=} {found=} {lost=} {doubled=}"
    return f"{acknowledged} acknowledged, {found} found, {lost} lost, {doubled} doubled"


def _results_are_whole(engine: Engine) -> None:
    """One result for each attempt that is answered, and one certificate for each pass's cycle."""
    with Database(engine).reading() as db:
        learners = select(Person.id).where(Person.sign_in_name.like("%@load.test"))
        enrolments = Counter(
            (row.person_id, row.course, row.cycle)
            for row in db.scalars(select(Enrolment).where(Enrolment.person_id.in_(learners)))
        )
        assert set(enrolments.values()) == {1}
        certificates = Counter(db.scalars(select(Certificate.enrolment_id)))
        assert set(certificates.values()) == {1}
        passes = 0
        for attempt in db.scalars(select(Attempt).where(Attempt.person_id.in_(learners))).all():
            asked = select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt.id)
            assert len(db.scalars(asked).all()) == attempt.points_of
            shares = [
                Fraction(row.share_num, row.share_den)
                for row in db.scalars(select(Answer).where(Answer.attempt_id == attempt.id))
            ]
            assert (len(shares) == attempt.points_of) == (attempt.finished_at is not None)
            if attempt.points_num is not None and attempt.points_den is not None:
                assert Fraction(attempt.points_num, attempt.points_den) == sum(shares)
            if attempt.passed:
                passes += 1
                assert certificates[attempt.enrolment_id] == 1
        assert passes


def test_a_pid_file_left_by_a_kill_does_not_stop_the_next_start(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "lms.pid").write_text(f"{os.getpid()}\n", encoding="ascii")  # since taken anew
    with server(instance) as running:
        assert running.get("/healthz")[0] == 200
