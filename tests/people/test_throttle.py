"""Tries are counted in the database, so that several processes share one count."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.database import Database, make_engine
from lms.errors import TooMany
from lms.people.models import Throttle
from lms.people.throttle import forget_old_tries, throttle
from tests.databases import SharedConnection
from tests.factories import NOW


def test_the_limit_is_exact_and_says_how_long_to_wait(database: SharedConnection) -> None:
    for _ in range(3):
        throttle(database.begin, "sign-in", "ada", 3, 900, NOW, secret="s")

    with pytest.raises(TooMany) as refused:
        throttle(database.begin, "sign-in", "ada", 3, 900, NOW, secret="s")

    assert refused.value.values["seconds"] == 900
    throttle(database.begin, "sign-in", "bo", 3, 900, NOW, secret="s")
    throttle(database.begin, "verify", "ada", 3, 900, NOW, secret="s")
    throttle(database.begin, "sign-in", "ada", 3, 900, NOW + timedelta(minutes=15), secret="s")


def test_nobody_can_be_recognised_in_the_counts(database: SharedConnection, db: Session) -> None:
    throttle(database.begin, "sign-in", "ada@example.test", 3, 900, NOW, secret="s")

    row = db.execute(select(Throttle)).scalar_one()
    assert b"ada" not in row.key
    assert len(row.key) == 32


def test_old_counts_are_forgotten(database: SharedConnection, db: Session) -> None:
    throttle(database.begin, "sign-in", "ada", 3, 900, NOW - timedelta(days=2), secret="s")
    throttle(database.begin, "sign-in", "ada", 3, 900, NOW, secret="s")

    forget_old_tries(db, now=NOW)

    assert db.scalar(select(func.count()).select_from(Throttle)) == 1


def test_two_processes_share_the_count(database_url: str) -> None:
    one, other = (Database(make_engine(database_url)) for _ in range(2))

    def attempt(number: int) -> bool:
        try:
            begin = (one, other)[number % 2].begin
            throttle(begin, "sign-in", "ada", 10, 900, NOW, secret="s")
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        passed = list(pool.map(attempt, range(24)))

    assert sum(passed) == 10
    for database in (one, other):
        database.engine.dispose()
