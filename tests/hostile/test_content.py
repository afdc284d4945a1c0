"""Course files spoilt while the site runs: readers keep the last good pages, authors are told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from tests.conftest import TODAY
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page
from tests.server.process import ROOT

COURSE = "channel-basics"
MODULE = "10-listen-first"


def _link(folder: Path) -> None:
    (folder / "media" / "secret.svg").symlink_to("/etc/passwd")


def _large(folder: Path) -> None:
    with (folder / f"{MODULE}.en.md").open("r+b") as file:
        file.truncate(50 * 1024 * 1024)


def _no_language(folder: Path) -> None:
    (folder / "course.fi.md").unlink()
    (folder / "course.en.md").unlink()


def _same_name_twice(folder: Path) -> None:
    quiz = folder / "quiz.en.md"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text + text[text.index("\n## ") :], encoding="utf-8")


SPOILS: dict[str, Callable[[Path], object]] = {
    "a broken file": lambda folder: (folder / "course.yml").write_text("id: [", encoding="utf-8"),
    "no language": _no_language,
    "a question twice": _same_name_twice,
    "a link out of the folder": _link,
    "fifty megabytes": _large,
    "not UTF-8": lambda folder: (folder / f"{MODULE}.en.md").write_bytes(b"# \xff\xfe\n"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the courses to spoil."""
    return Path(shutil.copytree(ROOT / "course_content", tmp_path_factory.mktemp("x") / "courses"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Current:
    """The copy, read once while it was good."""
    current = Current(folder.parent / "saved", today=lambda: TODAY)
    current.try_swap(folder)
    assert not current.is_behind
    return current


@pytest.mark.parametrize("what", SPOILS)
def test_a_spoilt_course_leaves_the_pages_and_tells_authors(
    what: str,
    folder: Path,
    served: Current,
    settings: Settings,
    database: SharedConnection,
    db: Session,
) -> None:
    app: Flask = create_app(replace(settings, content=folder), database=database, content=served)
    app.testing = True
    page = Page(app, database).sign_in(a_person(db, is_author=True))
    db.commit()
    before = page.get(f"/courses/{COURSE}/listen-first").text
    kept = shutil.copytree(folder / COURSE, folder.parent / "kept")
    try:
        SPOILS[what](folder / COURSE)
        findings = [item for item in served.try_swap(folder) if item.severity == "E"]
        told = page.get("/author").text
    finally:
        shutil.rmtree(folder / COURSE)
        kept.rename(folder / COURSE)

    assert served.is_behind
    assert page.get(f"/courses/{COURSE}/listen-first").text == before
    assert f"{COURSE}/" in told
    assert findings[0].code in told
    assert "root:" not in told
    served.try_swap(folder)
    assert not served.is_behind
