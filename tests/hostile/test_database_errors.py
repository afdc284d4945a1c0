"""A database that goes away in the middle of a request: the page says so and lies about nothing."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from lms.people import queries
from lms.people.models import Person
from tests.factories import a_person
from tests.pages import Page


def _away(*_arguments: object, **_options: object) -> None:
    raise OperationalError("SELECT", {}, Exception("no answer"))


def test_a_commit_that_does_not_come_back_is_not_acknowledged(
    page: Page, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(db, "Ada", "Malli")
    db.commit()
    page.sign_in(person)
    form = {"language": "fi", "theme": "dark"}
    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", _away)
        seen = page.post("/account", form, status=503)

    assert "dark" in seen.html
    assert seen.response.headers["Retry-After"] == "5"
    assert "Your choices are saved" not in seen.text
    assert "Valintasi on tallennettu" not in page.get("/account").text
    db.expire_all()
    assert db.get_one(Person, person.id).theme != "dark"
    page.post("/account", form)


def test_the_page_about_a_database_that_is_away_does_not_ask_it(
    page: Page, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sign_in(a_person(db, "Ada", "Malli"))
    db.commit()
    monkeypatch.setattr(queries, "viewer_by_token", _away)
    monkeypatch.setattr(Session, "rollback", _away)

    seen = page.get("/learn", status=503)

    assert "We are away for a moment" in seen.text


@pytest.mark.parametrize(
    ("path", "form", "status", "said"),
    [
        ("/no-such-page", None, 404, "This page has moved"),
        ("/account", {"csrf_token": "an old one"}, 400, "<h1>"),
    ],
)
def test_any_error_page_is_shown_while_the_database_is_away(
    page: Page,
    db: Session,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    form: dict[str, str] | None,
    status: int,
    said: str,
) -> None:
    page.sign_in(a_person(db, "Ada", "Malli"))
    db.commit()
    monkeypatch.setattr(queries, "viewer_by_token", _away)

    response = page.client.get(path) if form is None else page.client.post(path, data=form)

    assert response.status_code == status
    assert said in response.text
    assert "Ada" not in response.text
