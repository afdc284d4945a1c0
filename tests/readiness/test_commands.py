"""`lms readiness`: drift is found and mended, on a site as it runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Date, cast, delete, false, literal, null, select, update
from sqlalchemy.orm import Session

from lms.cli import main
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.enrolments import arranged, asked
from lms.enrolments.audiences import Audience, Due, Wanted
from lms.enrolments.models import Arrangement, Assignment
from lms.operations import rows
from lms.people.models import Membership
from lms.readiness import drift, facts, spells
from lms.readiness.models import COUNTERS, CountedPlace, CountedSpell, StalePerson, Tally
from lms.running import Held
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_person,
    a_team,
    an_assignment,
)


@pytest.fixture(name="site")
def a_site(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Current
) -> Iterator[Database]:
    """A database with a team in which somebody holds certificates, all counted."""
    clock = tmp_path / "clock"
    clock.write_text(NOW.isoformat())
    for name, value in {
        "LMS_MODE": "test",
        "LMS_INSTANCE": str(tmp_path / "instance"),
        "LMS_CLOCK_FILE": str(clock),
        "DATABASE_URL": database_url,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(Held, "content", content)  # read once for all tests
    database = Database(make_engine(database_url))
    with database.begin() as db:
        company = a_team(db, "Company")
        team = a_team(db, "Service North", parent=company)
        for course in ("guidelines", "confidentiality"):
            a_certificate(db, a_person(db, team=team), course)
    assert run("rebuild").output == "Counted: 2 people.\n"
    yield database
    database.engine.dispose()


def run(*words: str) -> Result:
    """One command, as typed."""
    return CliRunner().invoke(main, ["readiness", *words])


def test_counters_that_equal_the_facts_are_said_to(site: Database) -> None:
    found = run("check")

    assert (found.exit_code, found.output) == (
        0,
        "The counters and what pages say equal the facts.\n",
    )


def test_drift_is_told_by_team_and_course_and_mended(site: Database) -> None:
    with site.begin() as db:
        db.execute(update(Tally).where(Tally.course == "guidelines").values(ready=7))

    found = run("check")

    assert found.exit_code == 1
    assert found.output.splitlines() == [
        "the whole organisation, guidelines: ready 7 instead of 1",
        "Company, guidelines: ready 7 instead of 1",
        "Service North, guidelines: ready 7 instead of 1",
    ]
    assert run("check", "--repair").exit_code == 1
    assert run("check").exit_code == 0


def test_numbers_of_a_team_that_is_gone_are_drift(site: Database) -> None:
    with site.begin() as db:
        db.add(Tally(course="", team_id=999, people=1, ready=0, expiring=0, past=0))

    assert "team 999, which is not there, all courses: people 1 instead of 0" in run("check").output


def test_a_lost_spell_is_told_with_its_person_before_any_number_is_wrong(site: Database) -> None:
    with site.begin() as db:
        person = db.scalar(
            select(CountedSpell.person_id).where(CountedSpell.course == "guidelines")
        )
        db.execute(delete(CountedSpell).where(CountedSpell.course == "guidelines"))

    found = run("check")

    assert found.output == f"person {person}, guidelines: counted as nothing instead of ready\n"
    assert found.exit_code == 1


def test_whoever_is_counted_in_a_wrong_team_is_told(site: Database) -> None:
    with site.begin() as db:
        place = db.scalars(select(CountedPlace).where(CountedPlace.team_id != 0)).first()
        assert place is not None
        person, team = place.person_id, place.team_id
        db.delete(place)

    (line,) = run("check").output.splitlines()

    assert line.startswith(f"person {person}, all courses: counted in teams 0, ")
    assert str(team) in line.partition("instead of")[2]


def unmarked(db: Session) -> None:
    """As when a fact was changed by hand, past the triggers."""
    db.flush()
    db.execute(delete(StalePerson))


@pytest.mark.parametrize("kind", ["date", "waiver", "equivalent", "extension", "stay"])
def test_a_fact_that_was_changed_past_the_triggers_is_drift(site: Database, kind: str) -> None:
    with site.begin() as db:
        team = a_team(db)
        person = a_person(db, team=None)
        place = a_membership(db, person, team, since=TODAY - timedelta(days=400))
        wanted = Wanted(Audience.TEAM, "guidelines", team_id=team.id, due_on=TODAY)
        if kind == "stay":
            wanted = replace(wanted, due=Due.JOINING, due_on=None, due_days=380)
        elif kind != "date":
            wanted = replace(wanted, due_on=TODAY - timedelta(days=20))
        assignment = an_assignment(db, team, wanted=wanted)
        number, ids = person.id, (place.id, assignment.id)
    assert run("rebuild").exit_code == 0
    assert run("check").exit_code == 0
    with site.begin() as db:
        if kind == "date":
            assignment = db.get_one(Assignment, ids[1])
            assignment.due_on = TODAY - timedelta(days=1)
        elif kind == "stay":
            db.get_one(Membership, ids[0]).since = TODAY - timedelta(days=3)
        else:
            later = TODAY + timedelta(days=9)
            db.add(
                Arrangement(
                    person_id=number,
                    course="guidelines",
                    kind=kind,
                    reason="A talk.",
                    since=TODAY,
                    until=None if kind == "extension" else later,
                    due_on=later if kind == "extension" else None,
                    given_at=NOW,
                )
            )
        unmarked(db)

    found = run("check")

    said, right = {
        "date": ("nothing", "past"),
        "stay": ("past", "nothing"),
        "waiver": ("past", "nothing"),
        "extension": ("past", "nothing"),
        "equivalent": ("past", "expiring, ready"),
    }[kind]
    assert f"person {number}, guidelines: counted as {said} instead of {right}" in found.output
    assert "the whole organisation, guidelines: " in found.output
    assert run("check", "--repair").exit_code == 1
    assert run("check").exit_code == 0


def test_a_fault_in_the_select_of_pages_is_found_though_the_counters_share_it(
    site: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site.begin() as db:
        person = a_person(db, team=a_team(db))
        wanted = Wanted(
            Audience.EVERYONE, "guidelines", due_on=TODAY - timedelta(days=9), asked_on=TODAY
        )
        number = person.id
        assignment = an_assignment(db, None, wanted=wanted).id
        waived = Arrangement(
            person_id=number, course="guidelines", kind="waiver", reason="A talk.",
            since=TODAY, until=TODAY + timedelta(days=90), given_at=NOW,
        )  # fmt: skip
        db.add(waived)
    nothing = select(
        Arrangement.person_id,
        Arrangement.course,
        literal(0).label("is_waived"),
        cast(null(), Date).label("extended_to"),
    ).where(false())
    monkeypatch.setattr(asked, "arranged_rows", lambda *_args, **_named: nothing)
    assert run("rebuild").exit_code == 0

    found = run("check")

    day = TODAY - timedelta(days=9)
    assert found.exit_code == 1
    assert (
        f"person {number}, guidelines: pages ask it by {day} (assignment {assignment}) "
        "instead of nothing" in found.output
    )
    assert f"person {number}, guidelines: counted as past instead of nothing" in found.output


def test_other_training_that_pages_forget_is_found(
    site: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site.begin() as db:
        number = a_person(db, team=a_team(db)).id
        path = spells.basis(Held.content.get()).path  # type: ignore[attr-defined]
        db.add(
            Arrangement(
                person_id=number,
                course=path[0],
                kind="equivalent",
                reason="A talk.",
                since=TODAY,
                until=TODAY + timedelta(days=100),
                given_at=NOW,
            )
        )
    none = arranged.accepted_rows

    def forgotten(*args: Any, **named: Any) -> Any:
        return none(*args, **named).where(false())

    monkeypatch.setattr(facts, "accepted_rows", forgotten)
    assert run("rebuild").exit_code == 0

    found = run("check").output

    assert f"person {number}, {path[0]}: pages count it nothing instead of from {TODAY}" in found


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_people_are_looked_at_some_at_a_time(
    site: Database, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(drift, "AT_ONCE", at_once)

    assert run("check").exit_code == 0
    with site.begin() as db:
        db.execute(delete(CountedSpell))
    assert len(run("check").output.splitlines()) == 2


def test_counters_are_left_out_of_backups() -> None:
    assert not {table.name for table in COUNTERS} & {table.name for table in rows.tables()}
