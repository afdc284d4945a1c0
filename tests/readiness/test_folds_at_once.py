"""Several folds at once, and people who write beside them: nothing is lost, nothing doubled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.database import Database, make_engine
from lms.people.models import Membership, Person, Team
from lms.readiness import drift, folding, tallies
from lms.readiness.models import StalePerson
from lms.readiness.spells import Basis
from lms.readiness.tallies import Source
from tests.factories import TODAY, a_certificate, a_membership, a_person, a_team

BASIS = Basis(courses=("one", "two"), path=("one", "two"))
PEOPLE, TEAMS, WRITES = 60, 6, 40


@pytest.fixture(name="database")
def a_database_of_its_own(database_url: str) -> Database:
    """A committed organisation of three levels."""
    database = Database(make_engine(database_url, seconds=60))
    with database.begin() as db:
        top = a_team(db)
        middle = [a_team(db, parent=top) for _ in range(2)]
        teams = [a_team(db, parent=middle[number % 2]) for number in range(TEAMS)]
        for number in range(PEOPLE):
            a_person(db, team=teams[number % TEAMS])
    return database


def write(database: Database, seed: int) -> None:
    """Certificates, moves, leavers and withdrawals, each in its own transaction."""
    chance = Random(seed)  # noqa: S311
    with database.reading() as db:
        people = list(db.scalars(select(Person.id).order_by(Person.id)))
        teams = list(db.scalars(select(Team.id).order_by(Team.id)))
    for number in range(WRITES):
        person_id, what = chance.choice(people), chance.randrange(4)
        with database.begin() as db:
            _one_write(db, person_id, what, chance, teams, seed * WRITES + number)


def _one_write(
    db: Session, person_id: int, what: int, chance: Random, teams: list[int], cycle: int
) -> None:
    person = db.get_one(Person, person_id)
    if what == 0:
        ends = TODAY + timedelta(days=chance.randint(1, 200))
        a_certificate(db, person, chance.choice(BASIS.courses), expires_on=ends, cycle=cycle + 1)
    elif what == 1:
        team = db.get_one(Team, chance.choice(teams))
        a_membership(db, person, team, until=TODAY + timedelta(days=chance.randint(1, 9)))
    elif what == 2:
        db.execute(update(Membership).where(Membership.person_id == person_id).values(until=TODAY))
    else:
        newest = select(func.max(Certificate.id)).where(Certificate.person_id == person_id)
        db.execute(
            update(Certificate)
            .where(Certificate.id == newest.scalar_subquery())
            .values(revoked_at=person.created_at)
        )


def fold(database: Database) -> int:
    """Folds of a few people at a time, as long as there is something to count."""
    counted = 0
    for _ in range(40):
        with database.begin() as db:
            counted += folding.fold(db, BASIS, today=TODAY, at_once=5) or 0
    return counted


def test_folds_and_writers_at_once_leave_the_numbers_of_the_facts(database: Database) -> None:
    with ThreadPoolExecutor(max_workers=6) as pool:
        folds = [pool.submit(fold, database) for _ in range(3)]
        writers = [pool.submit(write, database, seed) for seed in (1, 2, 3)]
        for writer in writers:
            writer.result(timeout=120)
        for one in folds:
            one.result(timeout=120)

    while folding.fold_all(database, BASIS, today=TODAY):
        pass
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(StalePerson)) == 0
        assert tallies.source(db, BASIS, TODAY).source is Source.KEPT
        assert drift.drift(db, BASIS, today=TODAY) == []
    assert sum(one.result() for one in folds) > 0
    database.engine.dispose()


def test_a_second_fold_leaves_the_work_to_the_first(database: Database) -> None:
    with database.begin() as db:
        folding.fold(db, BASIS, today=TODAY, at_once=1)
        if db.get_bind().dialect.name == "postgresql":
            with database.begin() as other:
                assert folding.fold(other, BASIS, today=TODAY) is None
    folding.fold_all(database, BASIS, today=TODAY)
    with database.reading() as db:
        assert drift.drift(db, BASIS, today=TODAY) == []
    database.engine.dispose()


def test_a_page_is_right_while_a_fold_is_under_way(database: Database) -> None:
    """What is written and not yet counted, or counted and not yet committed, is in the numbers."""
    folding.fold_all(database, BASIS, today=TODAY)
    with database.begin() as db:
        person = db.scalars(select(Person).limit(1)).one()
        for course in BASIS.path:
            a_certificate(db, person, course)
    if database.engine.dialect.name == "postgresql":
        with database.begin() as writing:
            folding.fold(writing, BASIS, today=TODAY)
            with database.reading() as db:
                assert drift.drift(db, BASIS, today=TODAY) == []
    with database.reading() as db:
        assert drift.drift(db, BASIS, today=TODAY) == []
    database.engine.dispose()
