"""Media of courses over HTTP: pictures, films in parts, captions and transcripts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from tests.content.sample import CAPTIONS_FI, FILM, TODAY, a_folder, load
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page


@pytest.fixture
def reader(settings: Settings, database: SharedConnection, db: Session, tmp_path: Path) -> Page:
    """Somebody who reads the sample's course."""
    folder = a_folder(tmp_path / "courses", **{"knots/media/spare.pdf": b"%PDF-1.7 words"})
    current = Current(None, today=lambda: TODAY)
    current.put(replace(load(folder), findings=()))
    app: Flask = create_app(replace(settings, content=folder), database=database, content=current)
    app.testing = True
    person = a_person(db, "Aino")
    db.commit()
    return Page(app, database).sign_in(person)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("loop.svg", "image/svg+xml"),
        ("tying.mp4", "video/mp4"),
        ("tying.fi.vtt", "text/vtt"),
        ("tying.fi.txt", "text/plain"),
        ("spare.pdf", "application/pdf"),
    ],
)
def test_every_kind_is_served_as_what_it_is(reader: Page, name: str, kind: str) -> None:
    answer = reader.client.get(f"/media/knots/{name}")
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_film_comes_in_the_parts_a_player_asks_for(reader: Page) -> None:
    address = "/media/knots/tying.mp4"
    part = reader.client.get(address, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, b"ftyp")
    assert part.headers["Content-Range"] == f"bytes 4-7/{len(FILM.encode())}"
    tail = reader.client.get(address, headers={"Range": "bytes=-6"})
    assert (tail.status_code, tail.data) == (206, FILM.encode()[-6:])
    beyond = reader.client.get(address, headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416


def test_what_is_unchanged_is_not_sent_again(reader: Page) -> None:
    first = reader.client.get("/media/knots/tying.fi.vtt")
    assert first.data == CAPTIONS_FI.encode()
    again = reader.client.get(
        "/media/knots/tying.fi.vtt", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["licences.yml", "nothing.svg", "../course.yml", "tying.mp4/"])
def test_nothing_else_is_served(reader: Page, name: str) -> None:
    assert reader.client.get(f"/media/knots/{name}").status_code == 404


def test_a_module_shows_the_film_without_a_script(reader: Page) -> None:
    seen = reader.get("/courses/knots/one-loop")
    assert "<video" in seen.html
    assert 'src="/media/knots/tying.en.vtt"' in seen.html
    assert 'href="/media/knots/tying.en.txt"' in seen.html
