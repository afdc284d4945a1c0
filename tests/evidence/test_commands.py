"""The commands: a pack as a file, and a log that is checked from the command line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from lms.cli import main
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.people.models import AccessEntry
from tests.evidence.test_pack import COURSE, a_learner, checker
from tests.factories import a_person


@pytest.fixture(name="database")
def an_installation(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Current
) -> Iterator[Database]:
    """A site with a learner and an administrator."""
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("DATABASE_URL", database_url)
    database = Database(make_engine(database_url))
    with database.begin() as db:
        a_learner(db, content).sign_in_name = "ada@x.example"
        eve = a_person(db, "Eve", "Hoitaja", is_administrator=True)
        eve.sign_in_name = "eve@x.example"
    yield database
    database.engine.dispose()


def call(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == status, result.output
    return result


BY = ("--by", "eve@x.example", "--why", "The yearly audit")


def test_a_pack_is_written_checked_and_noted(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "ada.zip"

    told = call("evidence", "person", "ada@x.example", str(target), *BY).output

    assert "records" in told
    assert checker.main([str(target)]) == 0
    with database.reading() as db:
        assert db.scalars(select(AccessEntry.what)).all() == ["evidence"]
    again = call("evidence", "person", "ada@x.example", str(target), *BY, status=1)
    assert "exists already" in again.output


def test_a_pack_of_a_course_may_hold_whole_questions(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "course.zip"

    call("evidence", "course", COURSE, str(target), *BY, "--with-keys")

    assert checker.main([str(target)]) == 0
    with zipfile.ZipFile(target) as archive:
        assert b'"right":true' in archive.read("evidence.json")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("person", "nobody"), "Nobody signs in"),
        (("course", "no-such-course"), "Nobody takes this course"),
    ],
)
def test_nothing_is_written_about_nobody(
    database: Database, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    target = tmp_path / "x.zip"

    assert said in call("evidence", *words, str(target), *BY, status=1).output

    assert list(tmp_path.glob("*x.zip*")) == []
    with database.reading() as db:
        assert db.scalars(select(AccessEntry.what)).all() == []


def test_only_an_administrator_answers_for_a_pack(database: Database, tmp_path: Path) -> None:
    words = ("--by", "ada@x.example", "--why", "Curious")

    told = call("evidence", "person", "ada@x.example", str(tmp_path / "x.zip"), *words, status=1)

    assert "is no administrator" in told.output


def test_the_log_is_sealed_checked_and_its_change_found(database: Database, tmp_path: Path) -> None:
    call("evidence", "person", "ada@x.example", str(tmp_path / "a.zip"), *BY)
    told = call("audit", "check").output
    noted = told.rsplit(" ", 1)[-1].strip()
    assert noted.startswith("1:")
    assert "Entries sealed: 0." in call("audit", "seal").output
    call("audit", "check", "--seal", noted)
    call("audit", "check", "--seal", f"1:{'0' * 64}", status=1)
    call("audit", "check", "--seal", "nonsense", status=1)

    with database.begin() as db:
        db.execute(text("UPDATE audit_entry SET detail = 'nothing'"))

    told = call("audit", "check", status=1).output
    assert "An entry under seal 1 was changed." in told


def test_tidying_seals_the_log(database: Database) -> None:
    with database.begin() as db:
        db.execute(
            text("INSERT INTO audit_entry (at, action, subject, detail) "
                 "VALUES ('2026-11-22 09:00:00+00:00', 'x', 'y', '')")
        )  # fmt: skip

    assert "Entries of the log sealed: 1." in call("tidy").output
