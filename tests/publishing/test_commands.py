"""`lms content lock` and `lms content publish`: shown first, whole, and safe to kill."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from lms.certificates.models import Certificate
from lms.cli import content
from lms.database import Database, make_engine
from lms.publishing.models import CertificateChange, ContentChange, Publication
from tests.factories import a_certificate, a_person

ROOT = Path(__file__).resolve().parents[2]
COURSE = "confidentiality"
CHANGE = """\
- on: 2026-11-20
  course: confidentiality
  kind: material
  edition: 2
  covers: [three-tests]
  because:
    en: The example was too generous.
    fi: Esimerkki oli liian salliva.
  relearn: {objectives: [C1], within: 60 days}
"""


@pytest.fixture(name="folder")
def a_copy_of_the_courses(tmp_path: Path) -> Path:
    """The shipped courses, to be changed; nothing of them is published."""
    folder = tmp_path / "courses"
    shutil.copytree(ROOT / "course_content", folder)
    (folder / "content.lock").unlink(missing_ok=True)
    (folder / "changes.yml").unlink(missing_ok=True)
    return folder


@pytest.fixture(autouse=True)
def _installation(
    database_url: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("LMS_CONTENT", str(folder))
    monkeypatch.setenv("DATABASE_URL", database_url)
    (tmp_path / "instance").mkdir()


def call(*words: str, status: int = 0) -> Result:
    """Run the command."""
    result = CliRunner().invoke(content, list(words))
    assert result.exit_code == status, result.output
    return result


def add_a_sentence(folder: Path, text: str = "This sentence is new.") -> None:
    """Both languages of the first module get another sentence."""
    for lang in ("en", "fi"):
        path = folder / COURSE / f"10-three-tests.{lang}.md"
        lines = path.read_text(encoding="utf-8").split("\n")
        heading = next(index for index, line in enumerate(lines) if line.startswith("## "))
        lines[heading + 1 : heading + 1] = ["", text, ""]
        path.write_text("\n".join(lines), encoding="utf-8")


def make_material(folder: Path) -> None:
    """The change is told of as material, with a new edition."""
    (folder / "changes.yml").write_text(CHANGE, encoding="utf-8")
    settings = folder / COURSE / "course.yml"
    text = settings.read_text(encoding="utf-8")
    assert "edition: 1" in text
    settings.write_text(text.replace("edition: 1", "edition: 2"), encoding="utf-8")


def test_the_lock_is_written_once_and_then_fits(folder: Path) -> None:
    assert "is written" in call("lock").output
    text = (folder / "content.lock").read_text(encoding="utf-8")
    assert "three-tests: {sense:" in text
    assert "is up to date" in call("lock").output
    call("check")
    add_a_sentence(folder)
    assert "E805" in call("check", status=1).output
    assert "is written" in call("lock").output
    call("check")
    assert (folder / "content.lock").read_text(encoding="utf-8") != text


def test_a_change_of_meaning_is_not_locked_in_silence(folder: Path) -> None:
    call("lock")
    before = (folder / "content.lock").read_bytes()
    make_material(folder)
    (folder / "changes.yml").unlink()
    told = call("lock", status=1)
    assert "E803" in told.output + told.stderr
    assert "Nothing was written" in told.output + told.stderr
    assert (folder / "content.lock").read_bytes() == before


def test_a_preview_tells_everything_and_writes_nothing(folder: Path, database_url: str) -> None:
    call("publish")
    add_a_sentence(folder)
    make_material(folder)
    engine = make_engine(database_url)
    with Database(engine).begin() as db:
        a_certificate(db, a_person(db), expires_on=None)
    told = call("publish", "--preview").output
    assert "confidentiality: edition 1 becomes 2" in told
    assert "module three-tests: words changed (en, fi), material" in told
    assert "asks C1 of 1 person with a certificate, within 60 days" in told
    with Database(engine).reading() as db:
        assert db.scalars(select(Publication.number)).all() == [1]
        assert db.scalars(select(CertificateChange)).all() == []

    done = call("publish").output
    assert "Published, number 2." in done
    assert [line for line in told.splitlines() if line.startswith("  asks")] == [
        line for line in done.splitlines() if line.startswith("  asks")
    ]
    assert "Nothing differs" in call("publish").output
    with Database(engine).reading() as db:
        assert len(db.scalars(select(CertificateChange)).all()) == 1
    engine.dispose()


def test_a_faulty_folder_is_not_published(folder: Path, database_url: str) -> None:
    (folder / COURSE / "course.yml").write_text("id: [", encoding="utf-8")
    told = call("publish", status=1)
    assert "course.yml:2:1: E216" in told.output + told.stderr
    engine = make_engine(database_url)
    with Database(engine).reading() as db:
        assert db.scalars(select(Publication)).all() == []
    engine.dispose()


def test_a_publishing_that_is_killed_leaves_the_old_state_or_the_new_one(
    folder: Path, database_url: str
) -> None:
    call("publish")
    engine = make_engine(database_url)
    database = Database(engine)
    with database.begin() as db:
        for _ in range(50):
            a_certificate(db, a_person(db), expires_on=None)
    add_a_sentence(folder)
    make_material(folder)
    rng = random.Random(20261122)  # noqa: S311 - the moments of the kills, the same every time
    outcomes = []
    for number in range(8):
        # Later and later, so that some come before the transaction and one after its end.
        pause = 0.25 * number + rng.random() * 0.25
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "lms"), "content", "publish"],
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with database.reading() as db:
            state = (
                db.scalar(select(func.count()).select_from(Publication)),
                db.scalar(select(func.count()).select_from(ContentChange)),
                db.scalar(select(func.count()).select_from(CertificateChange)),
                db.scalar(
                    select(func.count())
                    .select_from(Certificate)
                    .where(Certificate.expires_on.is_not(None))
                ),
            )
        outcomes.append(state)
        assert state in {(1, 0, 0, 0), (2, 1, 50, 50)}, state
    print(f"{database_url.partition(':')[0]}: killed {len(outcomes)} times,",
          f"old {outcomes.count((1, 0, 0, 0))}, new {outcomes.count((2, 1, 50, 50))}")  # fmt: skip
    call("publish")
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(CertificateChange)) == 50
    engine.dispose()
