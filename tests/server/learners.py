"""Learners who take quizzes while everything around them breaks, and remember what was promised."""

from __future__ import annotations

import random
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from lms.content.model import ContentSet, Question
from lms.database import Database
from lms.quizzes import given
from lms.quizzes.grading import Given
from lms.quizzes.models import Answer, AttemptQuestion, QuestionVersion
from lms.quizzes.versions import questions_of
from tests.browser.quiz import other_answer, right_answer
from tests.server.client import Answered, Client

T = TypeVar("T")
Pairs = list[tuple[str, str]]

WAYS = {
    "plainly": 50,
    "cut": 12,
    "half": 6,
    "back": 10,
    "devices": 10,
    "ten": 4,
    "sign out": 2,
}
"""How an answer is given, and how often: the weights of the draw."""

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
PASSED = "Well done, you passed"


class Ended(Exception):
    """The run ended while a learner waited."""


@dataclass
class Learner:
    """Somebody with two devices who answers without pause and keeps what was acknowledged."""

    number: int
    seed: int
    client: Client
    second: Client
    content: ContentSet
    database: Database
    ended: threading.Event
    reads: set[tuple[str, str]] = field(default_factory=set)
    answers: dict[tuple[int, int], Given] = field(default_factory=dict)
    practice: dict[tuple[int, int], Given] = field(default_factory=dict)
    attempts: set[int] = field(default_factory=set)
    results: dict[int, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed} {self.number}")  # noqa: S311 - for tests alone

    @property
    def name(self) -> str:
        """The name to sign in with."""
        return f"learner{self.number}@load.test"

    @property
    def acknowledged(self) -> int:
        """How many reads, starts, answers and results were acknowledged."""
        return sum(map(len, (self.reads, self.answers, self.practice, self.attempts, self.results)))

    def learn(self) -> None:
        """Take one course after the other until told to end."""
        slugs = sorted(slug for slug, course in self.content.courses.items() if course.quiz)
        self.chance.shuffle(slugs)
        try:
            while True:
                for slug in slugs:
                    self._take(slug)
        except Ended:
            return
        except Exception as error:  # noqa: BLE001 - told by the test, which sees no threads
            self.wrong.append(f"{type(error).__name__}: {error}")

    def _take(self, slug: str) -> None:
        module = self.chance.choice(self.content.courses[slug].modules).slug
        self._post(f"/courses/{slug}/{module}/read")
        self.reads.add((slug, module))
        attempt = self._start(slug)
        asked = self._asked(attempt)
        knows = self.chance.random() < 0.6
        for position, question in asked.items():
            right = knows or self.chance.random() < 0.5
            answer = right_answer(question) if right else other_answer(question)
            other = other_answer(question) if right else right_answer(question)
            self._answer(slug, attempt, position, question, answer, other)
        self._result(slug, attempt)
        missed = [
            at for at, question in asked.items() if not self._was_right(attempt, at, question)
        ]
        if missed and self.chance.random() < 0.5:
            self._practise(slug, attempt, missed[0], asked[missed[0]])

    def _was_right(self, attempt: int, position: int, question: Question) -> bool:
        return self.answers[attempt, position] == right_answer(question)

    def _start(self, slug: str) -> int:
        path = f"/courses/{slug}/quiz"
        told: list[Answered] = []
        if self.chance.random() < 0.1:
            self.ways["start ten times"] += 1
            told = self.client.post_at_once(path, (), 10)
        told = [one for one in told if one.status == 303] or [self._post(path)]
        attempts = {int(one.location.rsplit("/", 2)[1]) for one in told}
        if len(attempts) != 1:
            self.wrong.append(f"{path}: parallel starts gave {attempts}")
        self.attempts |= attempts
        return max(attempts)

    def _asked(self, attempt: int) -> dict[int, Question]:
        """What the attempt asks, as it was stored; the learner knows it by heart."""
        query = (
            select(AttemptQuestion.position, QuestionVersion.id, QuestionVersion.fingerprint)
            .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
            .where(AttemptQuestion.attempt_id == attempt)
            .order_by(AttemptQuestion.position)
        )

        def read() -> dict[int, Question]:
            with self.database.reading() as db:
                rows = db.execute(query).all()
                known = questions_of(db, {row.fingerprint: row.id for row in rows})
                return {row.position: known[row.fingerprint] for row in rows}

        return self._until_read(read)

    def _stored(self, attempt: int, position: int) -> Any:
        def read() -> Any:
            with self.database.reading() as db:
                return db.scalar(
                    select(Answer.given).where(
                        Answer.attempt_id == attempt,
                        Answer.position == position,
                        Answer.round == 1,
                    )
                )

        return self._until_read(read)

    def _answer(
        self,
        slug: str,
        attempt: int,
        position: int,
        question: Question,
        answer: Given,
        other: Given,
    ) -> None:
        path = f"/courses/{slug}/quiz/{attempt}/{position}"
        mine, changed = _pairs(question, answer), _pairs(question, other)
        (way,) = self.chance.choices(list(WAYS), list(WAYS.values()))
        self.ways[way] += 1
        match way:
            case "cut" | "half":  # nobody knows whether it arrived, so the same is sent again
                part = 1.0 if way == "cut" else self.chance.uniform(0.05, 0.99)
                for _ in range(self.chance.randint(1, 3)):
                    try:
                        self.client.hang_up(path, mine, part=part)
                    except OSError:
                        continue
            case "ten":
                self.client.post_at_once(path, mine, 10)
            case "sign out":
                self._sign_out_and_in()
            case "devices":
                self.answers[attempt, position] = self._on_two_devices(
                    path, attempt, position, (answer, mine), (other, changed)
                )
                return
        self._post(path, mine)
        self.answers[attempt, position] = answer
        if way == "back":  # an earlier page again, and another answer from there
            before = self.chance.randint(1, position)
            earlier = f"/courses/{slug}/quiz/{attempt}/{before}"
            seen = self._until_answered(lambda: self.client.get(earlier))
            if seen.status != 200:
                self.wrong.append(f"{earlier}: {seen.status} on going back")
            if before == position:
                self._post(earlier, changed)

    def _on_two_devices(
        self,
        path: str,
        attempt: int,
        position: int,
        first: tuple[Given, Pairs],
        second: tuple[Given, Pairs],
    ) -> Given:
        """Two different answers at the same time: one of them stays, and both hear of it."""
        sent = []
        for client, (_, pairs) in ((self.client, first), (self.second, second)):
            try:
                sent.append((client, client.send(path, pairs)))
            except OSError:
                continue
        for client, connection in sent:
            try:
                client.receive(connection)
            except OSError:
                continue
        self._post(path, first[1])
        self._post(path, second[1], client=self.second)
        stored = self._stored(attempt, position)
        if stored not in (first[0], second[0]):
            self.wrong.append(f"{path}: two devices sent {first[0]}, {second[0]}; kept {stored}")
        kept: Given = stored
        return kept

    def _result(self, slug: str, attempt: int) -> None:
        path = f"/courses/{slug}/quiz/{attempt}/result"
        seen = self._until_answered(lambda: self.client.get(path))
        heading = HEADING.search(seen.text)
        if seen.status != 200 or heading is None:
            self.wrong.append(f"{path}: {seen.status} instead of a result")
            return
        self.results[attempt] = heading[1].strip()

    def _practise(self, slug: str, attempt: int, position: int, question: Question) -> None:
        answer = right_answer(question)
        path = f"/courses/{slug}/quiz/{attempt}/again/{position}"
        if self.chance.random() < 0.2:
            self.client.post_at_once(path, _pairs(question, answer), 10)
        self._post(path, _pairs(question, answer))
        self.practice[attempt, position] = answer

    def _sign_out_and_in(self) -> None:
        self._until_answered(lambda: self.client.post("/sign-out"))
        while True:
            self._until_answered(lambda: self.client.sign_in(self.name))
            if self._until_answered(lambda: self.client.get("/account")).status == 200:
                return
            self.statuses["sign-in again"] += 1
            self._pause(1.0)

    def _post(
        self, path: str, pairs: Pairs | None = None, client: Client | None = None
    ) -> Answered:
        """Post until it is acknowledged."""
        sender = client or self.client
        answered = self._until_answered(lambda: sender.post(path, pairs or ()))
        if answered.status != 303 or answered.location.startswith("/sign-in"):
            raise AssertionError(f"{path}: {answered.status} {answered.location}")
        return answered

    def _until_answered(self, ask: Callable[[], Answered]) -> Answered:
        while True:
            if self.ended.is_set():
                raise Ended
            try:
                answered = ask()
            except OSError:  # nobody knows what became of it, so it is sent again
                self.statuses["no answer"] += 1
            else:
                self.statuses[str(answered.status)] += 1
                if answered.status >= 500 and answered.status != 503:
                    self.wrong.append(f"{answered.status}: {answered.text[-400:]}")
                if answered.status != 503:
                    return answered
            self._pause(self.chance.uniform(0.2, 1.0))

    def _until_read(self, read: Callable[[], T]) -> T:
        while True:
            try:
                return read()
            except SQLAlchemyError:
                self._pause(0.3)

    def _pause(self, seconds: float) -> None:
        if self.ended.wait(seconds):
            raise Ended


def _pairs(question: Question, answer: Given) -> Pairs:
    fields = given.as_fields(question, answer)
    return [(name, value) for name, values in fields.items() for value in values]
