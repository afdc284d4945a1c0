"""Security headers stand on every kind of answer."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from lms.web.headers import FRAMED, FRAMING, HEADERS
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/sign-in", 200), ("/nowhere", 404), ("/learn", 302), ("/healthz", 200), ("/readyz", 200)],
)
def test_each_answer_carries_every_header(app: Flask, address: str, status: int) -> None:
    response = app.test_client().get(address)

    assert response.status_code == status
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert response.headers["Cache-Control"] == "no-store"


def test_the_policy_allows_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "data:" not in policy


AUTHORS_FILE = "/author/confidentiality/10-three-tests.en.md"
FRAMED_PAGE = "/author/preview/confidentiality/10-three-tests.en.md"
ORDINARY = (
    "/author",
    "/author/confidentiality",
    "/author/preview/state",
    "/author/preview/confidentiality/no-such-file.md",
    "/courses",
    "/courses/confidentiality/three-tests",
    "/learn",
)


@pytest.fixture
def author(page: Page, db: Session) -> Page:
    """Somebody who writes courses, signed in."""
    person = a_person(db, is_author=True)
    db.commit()
    return page.sign_in(person)


def test_only_the_authors_page_of_a_file_may_hold_a_frame_and_nobody_frames_it(
    author: Page,
) -> None:
    headers = author.client.get(AUTHORS_FILE).headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
        "img-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; frame-src 'self'"
    )
    assert {name: headers[name] for name in HEADERS} == {**HEADERS, **FRAMING}


def test_only_the_preview_may_be_framed_and_by_ourselves_alone(author: Page) -> None:
    headers = author.client.get(FRAMED_PAGE).headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
        "img-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'self'"
    )
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert {name: headers[name] for name in HEADERS} == {**HEADERS, **FRAMED}


@pytest.mark.parametrize("address", ORDINARY)
def test_every_other_page_holds_no_frame_and_cannot_be_framed(author: Page, address: str) -> None:
    headers = author.client.get(address).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "frame-src" not in headers["Content-Security-Policy"]


def test_no_other_view_chooses_headers_for_frames() -> None:
    using = {
        path.name
        for path in (ROOT / "lms").rglob("*.py")
        if re.search(r"FRAMED|FRAMING|frame-|X-Frame", path.read_text(encoding="utf-8"))
    }

    assert using == {"headers.py", "assets.py", "views.py"}
    authoring = (ROOT / "lms" / "authoring" / "views.py").read_text(encoding="utf-8")
    assert authoring.count("headers.FRAMED") == authoring.count("headers.FRAMING") == 1
    for path in (ROOT / "lms").rglob("views.py"):
        if path.parent.name != "authoring":
            assert "FRAM" not in path.read_text(encoding="utf-8"), path


def test_production_insists_on_https(
    settings: Settings, database: SharedConnection, content: Current, tmp_path: Path
) -> None:
    production = replace(
        settings, mode="production", public_url="https://learn.example", clock_file=None
    )
    app = create_app(production, database=database, content=content)

    response = app.test_client().get("/sign-in", base_url="https://learn.example")

    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-lms=")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_from_another_site_is_refused(page: Page, db: object) -> None:
    with page.database.begin() as session:
        person = a_person(session)
    page.sign_in(person)

    page.post("/sign-out", status=403, headers={"Sec-Fetch-Site": "cross-site"})
    page.post("/sign-out", status=403, headers={"Origin": "https://elsewhere.example"})


def test_a_form_without_its_token_is_refused_and_keeps_what_was_typed(page: Page) -> None:
    seen = page.post(
        "/sign-in",
        {"csrf_token": "wrong", "name": "ada@example.test", "password": "a long secret"},
        status=400,
    )

    assert "ada@example.test" in seen.html
    assert "a long secret" not in seen.html


def test_a_request_that_is_too_large_is_refused(page: Page) -> None:
    seen = page.post("/sign-in", {"name": "x" * 300_000, "csrf_token": "x"}, status=413)

    assert "x" * 1000 not in seen.html
    assert 'class="button" href="/sign-in">Back to the form' in seen.html


def test_where_only_sending_is_possible_no_way_back_is_offered(page: Page) -> None:
    seen = page.post("/sign-out", {"name": "x" * 300_000, "csrf_token": "x"}, status=413)

    assert "Back to the form" not in seen.html
