"""The generated organisations: exact totals, the same for a seed, true to the tables' rules."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from benchmarks.organisation import (
    PATH,
    REFERENCE,
    SHARES,
    SIZES,
    Organisation,
    fill,
)
from benchmarks.scale import _steps, people_file, rows_read
from lms import migrations
from lms.certificates.models import Certificate
from lms.enrolments.models import Assignment, Enrolment, ModuleRead
from lms.people import importing, reading
from lms.people.models import Membership, Person, Team, TeamPlace
from lms.quizzes.models import Attempt
from lms.standing import EXPIRING_DAYS, add_months
from tests.conftest import TODAY

SMALL, MIDDLE = Organisation(SIZES["S"], TODAY), Organisation(SIZES["M"], TODAY)


def test_ten_people_together_have_the_totals_that_the_sizes_promise() -> None:
    certificates, _, modules, attempts = (sum(column) for column in zip(*SHARES, strict=True))
    assert (certificates, modules, attempts) == (42, 500, 60)
    largest = SIZES["L"].people // len(SHARES)
    assert certificates * largest == 420_000
    assert modules * largest == 5_000_000
    assert attempts * largest == 600_000


@pytest.mark.parametrize(
    ("name", "people", "teams", "depth"),
    [("S", 200, 20, 3), ("M", 10_000, 400, 4), ("L", 100_000, 2_000, 6)],
)
def test_a_size_has_so_many_people_and_teams(
    name: str, people: int, teams: int, depth: int
) -> None:
    size = SIZES[name]
    assert (size.people, size.teams, len(size.levels)) == (people, teams, depth)


@pytest.mark.parametrize("made", [SMALL, MIDDLE], ids=["S", "M"])
def test_the_teams_are_one_tree_of_the_depth_of_its_size(made: Organisation) -> None:
    assert len(made.units) == made.size.teams
    levels = {unit.number: unit.level for unit in made.units}
    for unit in made.units:
        assert unit.level == (1 if unit.parent is None else levels[unit.parent] + 1)
    assert max(levels.values()) == len(made.size.levels)
    assert made.below(1) == set(levels)
    assert len({unit.slug for unit in made.units}) == len(made.units)


@pytest.mark.parametrize("made", [SMALL, MIDDLE], ids=["S", "M"])
def test_every_team_stands_where_it_stands_today_and_some_stood_elsewhere_before(
    made: Organisation,
) -> None:
    stood: dict[int, list[tuple[int | None, date, date | None]]] = {}
    for team, parent, since, until in made.places():
        stood.setdefault(team, []).append((parent, since, until))
    levels = {unit.number: unit.level for unit in made.units}
    for unit in made.units:
        *before, now = stood[unit.number]
        assert (now[0], now[2]) == (unit.parent, None)
        for (parent, _, until), (_, since, _) in pairwise(stood[unit.number]):
            assert until == since
            assert parent != unit.parent
            assert parent is not None
            assert levels[parent] == unit.level - 1
        assert not (before and unit.slug in REFERENCE)
    assert any(len(found) > 1 for found in stood.values())


@pytest.mark.parametrize("made", [SMALL, MIDDLE], ids=["S", "M"])
def test_everybody_has_a_home_and_every_team_a_manager_from_the_team_above(
    made: Organisation,
) -> None:
    assert set(made.home) == set(range(1, made.size.people + 1))
    assert set(made.managers) == {unit.number for unit in made.units}
    for unit in made.units:
        assert made.home[made.managers[unit.number]] == (unit.parent or unit.number)


def test_the_reference_teams_have_their_size_and_the_same_records_at_every_size() -> None:
    for slug, count in REFERENCE.items():
        number = MIDDLE.unit(slug).number
        assert Counter(MIDDLE.home.values())[number] == count
    for slug in ("ten", "twenty-five"):
        small, middle = SMALL.unit(slug), MIDDLE.unit(slug)
        assert small.level == middle.level == 3
        there = [p for p in SMALL.people if SMALL.home[p.number] == small.number]
        assert there == [p for p in MIDDLE.people if MIDDLE.home[p.number] == middle.number]
        boss = SMALL.managers[small.number]
        assert boss == MIDDLE.managers[middle.number]
        assert SMALL.people[boss - 1] == MIDDLE.people[boss - 1]


def test_the_same_seed_gives_the_same_organisation_and_another_one_another() -> None:
    assert Organisation(SIZES["S"], TODAY).people == SMALL.people
    assert Organisation(SIZES["S"], TODAY, seed=8).people != SMALL.people


def test_some_certificates_ended_some_end_soon_and_renewals_go_on_from_the_old_end() -> None:
    earned = [(person, item) for person in MIDDLE.people for item in person.earned]
    over = sum(item.ends_on <= TODAY for _, item in earned) / len(earned)
    soon = TODAY + timedelta(days=EXPIRING_DAYS)
    ending = sum(TODAY < item.ends_on <= soon for _, item in earned) / len(earned)
    assert 0.1 < over < 0.4
    assert 0.05 < ending < 0.3
    for person in MIDDLE.people:
        first = {item.course: item for item in person.earned if item.cycle == 1}
        for item in person.earned:
            if item.cycle == 2:
                old = first[item.course]
                assert old.issued_on < item.issued_on < old.ends_on
                assert item.ends_on == add_months(old.ends_on, 12)


def test_some_are_ready_to_share_and_some_are_not() -> None:
    ready = sum(
        len({e.course for e in p.earned if e.course < PATH and e.ends_on > TODAY}) == PATH
        for p in MIDDLE.people
    )
    assert 0.1 < ready / MIDDLE.size.people < 0.6


def test_people_moved_left_came_back_and_stand_in_two_teams() -> None:
    rows = [row for row in MIDDLE.memberships() if row[2] == "member"]
    open_teams = Counter(person for person, _, _, _, until in rows if until is None)
    ended = Counter(person for person, _, _, _, until in rows if until is not None)
    assert 2_000 < len(ended) < 4_500
    assert max(open_teams.values()) == 2
    assert 200 < sum(p.left_on is not None for p in MIDDLE.people) < 600
    assert all(until is None or since <= until for _, _, _, since, until in MIDDLE.memberships())


def test_a_filled_database_holds_exactly_the_totals_and_no_loose_ends(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/filled.db"
    migrations.upgrade(url)
    filled = fill(url, SMALL)
    assert {name: filled.rows[name] for name in ("person", "team", "module_read")} == {
        "person": 200,
        "team": 20,
        "module_read": 10_000,
    }
    assert (filled.rows["attempt"], filled.rows["certificate"]) == (1_200, 840)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        passed = select(Attempt.id).where(Attempt.passed.is_(True))
        assert len(connection.execute(passed).all()) == 840
        done = select(Enrolment.id).where(Enrolment.completed_at.is_not(None))
        assert len(connection.execute(done).all()) == 840
        open_homes = select(Membership.id).where(Membership.until.is_(None))
        assert len(connection.execute(open_homes).all()) > 200
    engine.dispose()


def test_both_databases_hold_the_same_rows(database_url: str, tmp_path: Path) -> None:
    fill(database_url, SMALL)
    other = f"sqlite:///{tmp_path}/other.db"
    migrations.upgrade(other)
    fill(other, SMALL)
    engines = create_engine(database_url), create_engine(other)
    with engines[0].connect() as one, engines[1].connect() as two:
        for model in (
            Person,
            Team,
            TeamPlace,
            Membership,
            Assignment,
            ModuleRead,
            Enrolment,
            Attempt,
            Certificate,
        ):
            columns = [column for column in model.__table__.columns if column.name != "id"]
            rows = [
                sorted(map(tuple, connection.execute(select(*columns))), key=repr)
                for connection in (one, two)
            ]
            assert rows[0] == rows[1], model.__tablename__
    for engine in engines:
        engine.dispose()


def test_new_rows_can_be_added_to_a_filled_database(database_url: str) -> None:
    fill(database_url, SMALL)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO team (slug, name) VALUES ('new', 'New')"))
    engine.dispose()


def test_the_people_file_is_taken_as_it_is_and_holds_everybody() -> None:
    found = reading.read(people_file(SMALL).encode())
    plan = importing.plan(found.rows, importing.Existing())
    assert plan.problems == ()
    assert len(plan.new) == 200
    assert len(plan.new_teams) == 19  # the twentieth is a second team, which a file cannot say


def test_rows_read_are_counted_for_each_turn_with_those_thrown_away() -> None:
    plan = {
        "Node Type": "Nested Loop",
        "Actual Rows": 3,
        "Actual Loops": 1,
        "Plans": [
            {
                "Relation Name": "person",
                "Actual Rows": 3,
                "Rows Removed by Filter": 7,
                "Actual Loops": 1,
            },
            {"Relation Name": "module_read", "Actual Rows": 2.5, "Actual Loops": 4},
            {"Relation Name": "module_read", "Actual Rows": 0, "Actual Loops": 9},
        ],
    }
    assert rows_read(plan) == {"person": 10, "module_read": 10}


def test_the_steps_of_sqlite_are_counted_one_by_one_and_the_same_each_time(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/steps.db")
    with engine.connect() as connection:
        one = _steps(connection, "SELECT 1", (), 1)
        many = _steps(connection, f"SELECT {' + '.join('12345')} WHERE 1 IN (1, 2, 3)", (), 1)
        again = _steps(connection, "SELECT 1", (), 1)
    engine.dispose()
    assert 0 < one < many
    assert one == again
