"""The commands: a dry run first, exit status 1 with problems, one-time links printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from lms.database import Database, make_engine
from lms.people import reading
from lms.people.commands import people
from lms.people.models import AuditDifference, AuditEntry, Membership, Person

FILE = (
    "email;first_name;last_name;team;manager;extra\n"
    "max@x.example;Max;Mäki;Myynti;;1\n"
    "ada@x.example;Ada;Aho;Myynti;max@x.example;2\n"
)


@pytest.fixture(autouse=True)
def _installation(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("DATABASE_URL", database_url)


def call(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(people, list(words))
    assert result.exit_code == status, result.output
    return result


def people_there(url: str) -> int:
    engine = make_engine(url)
    with Database(engine).reading() as db:
        number = db.scalar(select(func.count()).select_from(Person)) or 0
    engine.dispose()
    return number


def test_an_import_is_first_shown_then_written_once(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(FILE, encoding="latin-1")

    shown = call("import", str(file)).output
    assert "New: 2" in shown
    assert "Columns left aside: extra" in shown
    assert "Nothing was written" in shown
    assert people_there(database_url) == 0

    assert "Written." in call("import", str(file), "--apply").output
    again = call("import", str(file), "--apply", "--leaving").output
    assert "New: 0" in again
    assert "Changed: 0" in again
    assert people_there(database_url) == 2

    file.write_text("\n".join(FILE.splitlines()[:2]), encoding="latin-1")
    assert "Leaving (only with --leaving): 1" in call("import", str(file), "--apply").output
    call("import", str(file), "--apply", "--leaving")
    assert "Unchanged: 1" in call("import", str(file)).output


def test_problems_have_file_and_line_and_nothing_is_written(
    database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(FILE.replace("Aho", "=Aho"), encoding="utf-8")

    shown = call("import", str(file), "--apply", status=1).output

    assert f"{file}:3: last_name: The text begins like a formula." in shown
    assert people_there(database_url) == 0


def test_a_person_is_added_linked_deactivated_and_erased(database_url: str) -> None:
    link = call("add", "Ada@X.example", "--first", "Ada", "--last", "Aho", "--team", "Myynti",
                "--admin").output  # fmt: skip
    assert "http://127.0.0.1:8000/set-password/" in link
    call("add", "ada@x.example", "--first", "A", "--last", "B", status=1)
    call("add", "k17", "--first", "=K", "--last", "B", status=1)
    call("add", "k17", "--first", "Kalle", "--last", "Koski", "--team", "Myynti")
    assert call("link", "k17").output != call("link", "K17").output
    call("link", "nobody@x.example", status=1)
    call("erase", "k17", "--yes", status=1)
    call("deactivate", "k17")
    call("link", "k17", status=1)
    call("erase", "k17", "--yes")
    call("link", "k17", status=1)
    assert people_there(database_url) == 2


def test_the_command_takes_more_people_than_a_page(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    monkeypatch.setattr(reading, "LARGEST", 60)
    file = tmp_path / "people.csv"
    file.write_text(FILE, encoding="utf-8")
    assert [one.code for one in reading.read(file.read_bytes()).problems] == ["file_large"]

    call("import", str(file), "--apply")
    assert people_there(database_url) == 2

    monkeypatch.setattr(reading, "MOST_ROWS_BY_COMMAND", 1)
    assert "too large" in call("import", str(file), status=1).output
    monkeypatch.setattr(reading, "LARGEST_BY_COMMAND", 60)
    assert "larger than 50 MB" in call("import", str(file), status=1).output


def test_many_people_come_in_with_their_defaults_teams_and_log(
    database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "email;first_name;last_name;team\n"
        + "".join(f"p{n}@x.example;Ada;Nro {n};Team {n % 3}\n" for n in range(150)),
        encoding="utf-8",
    )

    call("import", str(file), "--apply")
    call("add", "one.more@x.example", "--first", "One", "--last", "More")

    engine = make_engine(database_url)
    with Database(engine).reading() as db:
        people = db.scalars(select(Person).where(Person.is_imported)).all()
        told = {
            row.subject: row.after
            for row in db.execute(
                select(AuditEntry.subject, AuditDifference.after)
                .join(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
                .where(AuditEntry.action == "person_added")
            )
        }
        assert {(one.theme, one.is_author, one.job_title) for one in people} == {
            ("system", False, "")
        }
        assert len(people) == 150
        for one in people:
            assert told[f"person:{one.id}"]["sign_in_name"] == one.sign_in_name
        assert db.scalar(select(func.count(Membership.id))) == 150
    engine.dispose()


def test_the_good_lines_are_taken_and_the_others_go_to_a_file(
    database_url: str, tmp_path: Path
) -> None:
    file, rest = tmp_path / "people.csv", tmp_path / "rest.csv"
    file.write_text(FILE + "bo@x.example;Bo;=Bo;Myynti;;3\n", encoding="utf-8")

    shown = call("import", str(file), "--rest", str(rest), status=1).output
    assert "New: 2" in shown
    assert f"Lines to mend: 1, in {rest}" in shown
    assert "nobody leaves" in shown
    assert people_there(database_url) == 0

    call("import", str(file), "--rest", str(file), "--apply", status=1)
    assert people_there(database_url) == 0
    written = call(
        "import", str(file), "--rest", str(rest), "--apply", "--leaving", status=1
    ).output
    assert "Written." in written
    assert people_there(database_url) == 2
    assert (rest.stat().st_mode & 0o777) == 0o600
    text = rest.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == (
        "problem (keep this column);line (keep this column);"
        "email;first_name;last_name;team;manager;extra"
    )
    assert text.splitlines()[1].endswith(";4;bo@x.example;Bo;'=Bo;Myynti;;3")

    rest.write_text(text.replace("'=Bo", "Bo"), encoding="utf-8")
    again = call("import", str(rest), "--apply", "--leaving").output
    assert "New: 1" in again
    assert "Columns left aside: extra\n" in again
    assert people_there(database_url) == 3


def test_the_latest_import_is_undone_after_a_look(database_url: str, tmp_path: Path) -> None:
    call("undo", status=1)
    file = tmp_path / "people.csv"
    file.write_text(FILE, encoding="latin-1")
    call("import", str(file), "--apply")

    assert "Taken out again: 2\n  Max Mäki\n  Ada Aho" in call("undo").output
    assert "Undone." in call("undo", "--apply").output

    call("undo", "--apply", status=1)
    assert "Unchanged: 0" in call("import", str(file)).output
    assert "returning" in call("import", str(file)).output
