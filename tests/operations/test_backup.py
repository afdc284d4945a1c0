"""Backups come back whole, into either kind of database, and nothing is overwritten unasked."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from lms import migrations
from lms.certificates import services as certificates
from lms.certificates.rules import Cause
from lms.config import Settings
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.demo import organisation
from lms.operations import rows
from lms.operations.backup import BackupError, read, write
from lms.people.models import Person, SignInSession, Team
from tests.conftest import NOW, TODAY
from tests.databases import fresh_name
from tests.factories import a_certificate, a_person, digest


@pytest.fixture
def site(settings: Settings, database_url: str, tmp_path: Path) -> Settings:
    """A site with two course files and an empty database of its own."""
    courses = tmp_path / "courses"
    (courses / "basics").mkdir(parents=True)
    (courses / "basics" / "10-begin.en.md").write_text("# Alku\n", encoding="utf-8")
    (courses / "programme.yml").write_text("languages: [en]\n", encoding="utf-8")
    (courses / ".hidden").write_text("no", encoding="utf-8")
    (courses / "way-out").symlink_to("/etc/passwd")
    return replace(
        settings, database_url=database_url, content=courses, instance=tmp_path / "instance"
    )


@pytest.fixture
def filled(site: Settings, content: Current) -> Settings:
    """The same with the example company in it."""
    database = Database(make_engine(site.database_url))
    with database.begin() as db:
        organisation.fill(db, content=content.get(), now=NOW, today=TODAY)
        person = db.scalars(select(Person).limit(1)).one()
        newly_named = a_person(db, "Uusi", "Nimi")
        certificate = a_certificate(db, newly_named)
        newly_named.last_name = "Toinen"
        certificates.reissue(db, code=certificate.code, cause=Cause.NAME, now=NOW, today=TODAY)
        db.add(
            SignInSession(
                digest=digest("gone"), person_id=person.id, created_at=NOW, expires_at=NOW
            )
        )
    database.engine.dispose()
    return site


def all_rows(url: str) -> dict[str, list[bytes]]:
    """Every row of every kept table, as a backup has it."""
    engine = make_engine(url)
    try:
        with rows.one_moment(engine) as connection:
            return {table.name: list(rows.lines(connection, table)) for table in rows.tables()}
    finally:
        engine.dispose()


def another_site(settings: Settings, url: str, tmp_path: Path) -> Settings:
    return replace(
        settings,
        database_url=url,
        instance=tmp_path / "other",
        content=tmp_path / "other-courses",
    )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_of_either_kind_comes_back_in_either_kind(
    filled: Settings, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    make: Callable[[str], str] = (
        request.getfixturevalue("postgresql")
        if kind == "postgresql"
        else lambda name: f"sqlite:///{tmp_path}/{name}.db"
    )
    other = another_site(filled, make(fresh_name()), tmp_path)
    told = write(filled, tmp_path / "backup.zip")
    answer = read(other, tmp_path / "backup.zip", replace=False)

    assert "2 course files" in told
    assert b"Uusi Nimi" in all_rows(other.database_url)["replaced_code"][0]
    assert all_rows(other.database_url) == all_rows(filled.database_url)
    assert (other.content / "basics" / "10-begin.en.md").read_text(encoding="utf-8") == "# Alku\n"
    assert str(other.content) in answer

    # Numbers go on after the highest one that came back.
    database = Database(make_engine(other.database_url))
    with database.begin() as db:
        highest = max(db.scalars(select(Person.id)))
        assert a_person(db).id > highest
    database.engine.dispose()


def test_ended_sessions_do_not_come_back(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")

    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert not [name for name in archive.namelist() if "session" in name or "link" in name]
        assert not [name for name in archive.namelist() if "hidden" in name or "way-out" in name]


def test_a_backup_is_readable_by_its_owner_alone(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")

    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".backup")] == []


def test_a_backup_never_takes_the_place_of_a_file(filled: Settings, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_text("mine", encoding="utf-8")

    with pytest.raises(BackupError, match="exists already"):
        write(filled, tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").read_text(encoding="utf-8") == "mine"


def test_a_database_behind_the_code_is_not_backed_up(settings: Settings, tmp_path: Path) -> None:
    settings.instance.mkdir(parents=True, exist_ok=True)

    with pytest.raises(BackupError, match="database upgrade"):
        write(settings, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_people_are_replaced_only_when_asked(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")
    before = all_rows(filled.database_url)
    database = Database(make_engine(filled.database_url))
    with database.begin() as db:
        a_person(db, "Later", "Person")
        db.scalars(select(Team).where(Team.slug == "factory")).one().name = "Renamed"
    database.engine.dispose()

    with pytest.raises(BackupError, match="--replace"):
        read(filled, tmp_path / "backup.zip", replace=False)
    assert all_rows(filled.database_url) != before

    answer = read(filled, tmp_path / "backup.zip", replace=True)
    assert all_rows(filled.database_url) == before
    assert "same as here" in answer


def test_changed_course_files_are_put_beside_and_not_over(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")
    page = filled.content / "basics" / "10-begin.en.md"
    page.write_text("# Newer\n", encoding="utf-8")

    read(filled, tmp_path / "backup.zip", replace=True)

    assert page.read_text(encoding="utf-8") == "# Newer\n"
    [beside] = filled.instance.glob("content-of-backup-*")
    assert (beside / "basics" / "10-begin.en.md").read_text(encoding="utf-8") == "# Alku\n"


def test_the_overlay_is_kept_with_the_courses(filled: Settings, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "basics").mkdir(parents=True)
    (own / "basics" / "10-begin.en.md").write_text("# Our beginning\n", encoding="utf-8")
    site = replace(filled, overlay=own)
    write(site, tmp_path / "a.zip")
    there = replace(
        another_site(site, f"sqlite:///{tmp_path / 'other.db'}", tmp_path),
        overlay=tmp_path / "other-own",
    )
    said = read(there, tmp_path / "a.zip", replace=False)
    assert f"The files of the overlay are in {tmp_path / 'other-own'}." in said
    put_back = tmp_path / "other-own/basics/10-begin.en.md"
    assert put_back.read_text(encoding="utf-8") == "# Our beginning\n"
    without = replace(there, instance=tmp_path / "third", content=tmp_path / "c", overlay=None,
                      database_url=f"sqlite:///{tmp_path / 'third.db'}")  # fmt: skip
    assert "overlay-of-backup-" in read(without, tmp_path / "a.zip", replace=False)


def test_a_restore_waits_until_the_site_has_stopped(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")
    filled.instance.mkdir(parents=True, exist_ok=True)
    script = "print('here', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script, "serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        (filled.instance / "lms.pid").write_text(f"{server.pid}\n", encoding="ascii")
        with pytest.raises(BackupError, match="Stop it first"):
            read(filled, tmp_path / "backup.zip", replace=True)
        server.communicate("over\n")
    read(filled, tmp_path / "backup.zip", replace=True)


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of a backup with other parts."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


def _other_row(parts: dict[str, bytes]) -> None:
    parts["rows/person.jsonl"] = parts["rows/person.jsonl"].replace(b"Aino", b"Iina", 1)


def _lost_part(parts: dict[str, bytes]) -> None:
    del parts["rows/certificate.jsonl"]


def _added_part(parts: dict[str, bytes]) -> None:
    parts["content/../../outside"] = b"x"


def _newer(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps(manifest | {"revision": "9999"}).encode()


def _no_manifest(parts: dict[str, bytes]) -> None:
    del parts["manifest.json"]


def _outside(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts["manifest.json"])
    parts["content/../../outside"] = b"x"
    manifest["parts"]["content/../../outside"] = "0"
    parts["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_other_row, "is damaged"),
        (_lost_part, "damaged"),
        (_added_part, "damaged"),
        (_newer, "newer version"),
        (_no_manifest, "no backup"),
        (_outside, "damaged"),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_happens(
    filled: Settings, tmp_path: Path, change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    write(filled, tmp_path / "backup.zip")
    before = all_rows(filled.database_url)
    changed = rewritten(tmp_path / "backup.zip", tmp_path / "changed.zip", change)

    with pytest.raises(BackupError, match=words):
        read(filled, changed, replace=True)
    assert all_rows(filled.database_url) == before
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_backup_is_refused(filled: Settings, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.zip").write_bytes(data)

    with pytest.raises(BackupError, match="no backup"):
        read(filled, tmp_path / "other.zip", replace=True)


def test_a_half_backup_is_refused(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")
    whole = (tmp_path / "backup.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BackupError, match="no backup"):
        read(filled, tmp_path / "half.zip", replace=True)


def test_a_restored_database_is_at_the_newest_schema(filled: Settings, tmp_path: Path) -> None:
    write(filled, tmp_path / "backup.zip")
    read(filled, tmp_path / "backup.zip", replace=True)
    engine = make_engine(filled.database_url)

    assert migrations.revision_of(engine) == migrations.HEAD
    if filled.is_sqlite:
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    engine.dispose()
