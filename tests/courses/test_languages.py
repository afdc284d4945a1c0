"""What learners read in another language, or in an older version, says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content import folder as folders
from lms.content import loader
from lms.content.current import Current
from lms.content.translating import write_done
from tests.conftest import TODAY
from tests.content.sample import CLEAN, a_folder
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import VOID, Page

M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"
MODULE = "/courses/knots/one-loop"

Open = Callable[..., Page]


@pytest.fixture
def reader(settings: Settings, database: SharedConnection, db: Session, tmp_path: Path) -> Open:
    """A learner of a folder of courses, who reads in one language."""

    def opened(folder: Path, language: str) -> Page:
        current = Current(None, today=lambda: TODAY)
        current.try_swap(folder)
        current.get()
        app = create_app(replace(settings, content=folder), database=database, content=current)
        app.testing = True
        person = a_person(db, "Ada")
        db.commit()
        return Page(app, database).sign_in(person, language=language)

    return opened


def noted(root: Path, path: str = F) -> Path:
    """The sample with a module that says which original it follows."""
    parts = loader.gather(folders.read(root), today=TODAY, read_all=loader._here)
    assert write_done(root, parts, path, today=TODAY)
    return root


def changed(root: Path) -> Path:
    """The English module is saved with other words."""
    text = (root / M).read_text(encoding="utf-8")
    (root / M).write_text(text.replace("A boat drifts past", "A boat goes past"), encoding="utf-8")
    return root


class Languages(HTMLParser):
    """The language that each text of a page is marked with."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without a language has that of the one around it."""
        if tag not in VOID:
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        """Elements close in order; the page's own checks see to that."""
        if self.open and tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """A text, unless it is the name of the window."""
        if self.open and self.open[-1][0] != "title":
            self.texts.append((data, self.open[-1][1]))

    def of(self, words: str) -> set[str]:
        """The languages in which some words stand."""
        return {lang for text, lang in self.texts if words in text}


def test_a_page_that_follows_an_older_original_says_so_with_the_day(
    reader: Open, tmp_path: Path
) -> None:
    learner = reader(changed(noted(a_folder(tmp_path / "courses"))), "fi")
    seen = learner.get(MODULE)
    line = "Tämä sivu noudattaa alkuperäisen tekstin vanhempaa versiota (englanti, 22.11.2026)."
    assert line in seen.text
    assert Languages(seen.html).of("vanhempaa versiota") == {"fi"}


def test_the_original_may_be_finnish(reader: Open, tmp_path: Path) -> None:
    root = a_folder(
        tmp_path / "courses",
        (F, "translates: en\n", ""),
        (M, "checked_by: legal\n", "checked_by: legal\ntranslates: fi\n"),
    )
    noted(root, M)
    text = (root / F).read_text(encoding="utf-8")
    (root / F).write_text(text.replace("Vene ajelehtii", "Vene lipuu"), encoding="utf-8")
    seen = reader(root, "en").get(MODULE)
    assert "follows an older version of the Finnish text, that of 22 Nov 2026." in seen.text
    assert "vanhempaa versiota" not in reader(root, "fi").get(MODULE).text


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_page_that_is_up_to_date_says_nothing(
    language: str, reader: Open, tmp_path: Path
) -> None:
    seen = reader(noted(a_folder(tmp_path / "courses")), language).get(MODULE)
    assert "older version" not in seen.text
    assert "vanhempaa versiota" not in seen.text


def test_the_original_never_says_that_it_is_old(reader: Open, tmp_path: Path) -> None:
    seen = reader(changed(noted(a_folder(tmp_path / "courses"))), "en").get(MODULE)
    assert "older version" not in seen.text


def test_without_a_day_the_line_stands_alone(reader: Open, tmp_path: Path) -> None:
    root = changed(noted(a_folder(tmp_path / "courses", (F, "checked: 2026-11-20\n", ""))))
    text = (root / F).read_text(encoding="utf-8")
    (root / F).write_text(text.replace("  on: 2026-11-22\n", ""), encoding="utf-8")
    assert "vanhempaa versiota (englanti)." in reader(root, "fi").get(MODULE).text


def in_finnish_only(root: Path) -> Path:
    """The sample before anything was written in English."""
    a_folder(root)
    for path in CLEAN:
        if path.endswith(".en.md"):
            (root / path).unlink()
    for place in root.rglob("*.fi.md"):
        text = place.read_text(encoding="utf-8").replace("translates: en\n", "")
        place.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/courses", "Solmut"),
        ("/courses/knots", "Solmut"),
        ("/courses/knots", "Yksi silmukka"),
        ("/courses/knots", "Teet silmukan"),
        (MODULE, "Yksi silmukka"),
        (MODULE, "Solmut"),
        ("/courses/knots/quiz", "Solmut"),
        ("/glossary", "Paalusolmu"),
        ("/learn", "Solmut"),
    ],
)
def test_every_word_of_a_missing_language_is_marked_with_its_own(
    address: str, words: str, reader: Open, tmp_path: Path
) -> None:
    seen = reader(in_finnish_only(tmp_path / "courses"), "en").get(address)
    assert words in seen.text
    assert Languages(seen.html).of(words) == {"fi"}


@pytest.mark.parametrize("address", ["/courses/knots", MODULE, "/glossary"])
def test_a_missing_language_is_said_at_the_top(address: str, reader: Open, tmp_path: Path) -> None:
    seen = reader(in_finnish_only(tmp_path / "courses"), "en").get(address)
    assert "not in your language yet. You see it in Finnish." in seen.text
    assert Languages(seen.html).of("You see it in Finnish") == {"en"}
