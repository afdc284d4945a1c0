"""What people keep to themselves comes back from a backup, and opens for them alone."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from lms.config import Settings
from lms.database import Database, make_engine
from lms.migrations import upgrade
from lms.operations.backup import read, write
from lms.people.models import SignInSession
from lms.welcome.models import BarrierCount, PrivatePass
from lms.welcome.queries import opened
from lms.welcome.services import open_box
from tests.factories import NOW, a_person
from tests.welcome.people import KEY, SALT, a_box, says


def test_a_box_comes_back_locked_and_the_password_opens_it(
    settings: Settings, tmp_path: Path
) -> None:
    courses = tmp_path / "courses"
    courses.mkdir()
    (courses / "programme.yml").write_text("languages: [en]\n", encoding="utf-8")
    here, there = (
        replace(
            settings,
            content=courses,
            instance=tmp_path / name,
            database_url=f"sqlite:///{tmp_path}/{name}.db",
        )
        for name in ("here", "there")
    )
    upgrade(here.database_url)
    with (database := Database(make_engine(here.database_url))).begin() as db:
        person = a_person(db)
        says(db, a_box(db, person, token="of the cookie"), "R3")
    database.engine.dispose()
    file = tmp_path / "backup.zip"
    write(here, file)
    with zipfile.ZipFile(file) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"private_pass" not in whole
    assert b'"holds"' not in whole

    read(there, file, replace=False)

    with (database := Database(make_engine(there.database_url))).begin() as db:
        assert db.scalars(select(PrivatePass)).all() == []
        assert {row.reason: row.said for row in db.scalars(select(BarrierCount))} == {
            "": 1,
            "R3": 1,
        }
        session = SignInSession(
            digest=b"d" * 32, person_id=person.id, created_at=NOW, expires_at=NOW
        )
        db.add(session)
        db.flush()
        open_box(
            db,
            person_id=person.id,
            session_id=session.id,
            token="new",
            salt=SALT,
            password_key=KEY,
        )
        box = opened(db, person_id=person.id, session_id=session.id, token="new")
        assert box is not None
        assert box.said.holds == ("R3",)
    database.engine.dispose()
