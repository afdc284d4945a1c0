"""`lms readiness`: drift is found and mended, on a site as it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, update

from lms.cli import main
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.operations import rows
from lms.readiness.models import COUNTERS, CountedSpell, Tally
from lms.running import Held
from tests.factories import NOW, a_certificate, a_person, a_team


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

    assert (found.exit_code, found.output) == (0, "The counters equal the facts.\n")


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


def test_a_lost_spell_shows_once_its_person_is_counted_anew(site: Database) -> None:
    with site.begin() as db:
        db.execute(delete(CountedSpell).where(CountedSpell.course == "guidelines"))
        a_certificate(db, a_person(db, team=a_team(db)), "guidelines")

    assert run("check").exit_code == 0, "the numbers themselves are still right"


def test_counters_are_left_out_of_backups() -> None:
    assert not {table.name for table in COUNTERS} & {table.name for table in rows.tables()}
