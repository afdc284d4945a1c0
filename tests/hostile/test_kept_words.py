"""A session that is over while somebody writes: no word is lost, and none stays in the cookie."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import update

from lms.people.models import Person, SignInSession
from lms.web.kept import worth_showing
from tests.contract.world import World
from tests.databases import SharedConnection
from tests.factories import NOW, digest
from tests.hostile.test_forms import FORMS, _address, _who, world
from tests.pages import Page, Seen

__all__ = ["world"]

SEALED = sorted(name for name in FORMS if name.startswith(("welcome.", "inbox.send", "inbox.answ")))
OPEN_TO_ALL = {"certificates.check_name", "people.forgotten", "people.language", "people.sign_in"}
OPEN_TO_ALL |= {"people.set_password", "people.sign_out", "reminders.stop"}
PASSWORDS = {"people.password", "welcome.open_again", "people.import_people"}
WORDS = sorted(
    name
    for name, fields in FORMS.items()
    if name not in OPEN_TO_ALL | PASSWORDS and worth_showing(fields.items())
)
LONG = "Pitkä luonnos, jonka ääkköset vievät tilaa. " * 80


def over(page: Page, database: SharedConnection, person: Person) -> None:
    """Sign in as somebody, and let the session end."""
    page.sign_in(person)
    page.csrf_token()
    with page.client.session_transaction() as cookie:
        cookie["person"] = person.id
    with database.begin() as db:
        db.execute(update(SignInSession).values(expires_at=NOW - timedelta(minutes=1)))


def cookie_of(page: Page) -> dict[str, Any]:
    """What the browser holds."""
    with page.client.session_transaction() as cookie:
        return dict(cookie)


def back(page: Page, database: SharedConnection, person: Person) -> None:
    """Sign in again on the same device."""
    token = secrets.token_urlsafe(32)
    with database.begin() as db:
        db.add(
            SignInSession(
                digest=digest(token),
                person_id=person.id,
                created_at=NOW,
                expires_at=NOW + timedelta(hours=1),
            )
        )
    with page.client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True


def follow(page: Page, address: str) -> Seen:
    """Go on as a browser does."""
    for _ in range(4):
        answer = page.client.get(address)
        if answer.status_code not in {301, 302, 303, 308}:
            break
        address = answer.headers["Location"]
    return Seen(answer)


@pytest.mark.parametrize("endpoint", WORDS)
def test_every_word_is_on_the_page_after_signing_in_again(
    endpoint: str, app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    person = world.people[_who(endpoint)]
    over(page, database, person)
    address = _address(app, endpoint, world)

    answer = page.client.post(address, data=FORMS[endpoint] | {"csrf_token": page.csrf_token()})
    seen = Seen(answer)
    if answer.status_code == 403:
        assert "goes along" in seen.text
    else:
        assert "still there" in page.get(answer.headers["Location"]).text
        back(page, database, person)
        seen = follow(page, answer.headers["Location"].partition("next=")[2])

    for _name, words in worth_showing(FORMS[endpoint].items()):
        assert str(escape(words)) in seen.html, (endpoint, words, seen.status)
    assert "kept" not in cookie_of(page)


@pytest.mark.parametrize("endpoint", SEALED)
def test_what_is_sealed_never_stands_in_the_cookie(
    endpoint: str, app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    over(page, database, world.people[_who(endpoint)])

    answer = page.client.post(
        _address(app, endpoint, world),
        data=FORMS[endpoint] | {"csrf_token": page.csrf_token()},
    )

    assert answer.status_code in {303, 403}
    held = cookie_of(page)
    assert "kept" not in held
    assert "still there" not in str(held)
    for words in FORMS[endpoint].values():
        assert len(words) < 5 or words not in str(held)


@pytest.mark.parametrize("endpoint", ["practice.studio", "practice.draft", "inbox.send_question"])
def test_a_long_text_goes_along_on_the_page(
    endpoint: str, app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    over(page, database, world.people["learner"])
    name = "words" if endpoint.startswith("inbox") else "text"

    seen = page.post(_address(app, endpoint, world), FORMS[endpoint] | {name: LONG}, status=403)

    assert LONG.strip() in seen.html
    assert seen.fields(f"kept-{name}")
    assert "kept" not in cookie_of(page)


@pytest.mark.parametrize("way", ["/forgotten", "/account/language"])
def test_words_that_go_along_survive_every_other_way_out_of_the_sign_in_page(
    way: str, app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    over(page, database, world.people["learner"])
    first = page.post(
        _address(app, "practice.studio", world),
        FORMS["practice.studio"] | {"text": LONG},
        status=403,
    )
    along = {"kept-text": LONG, "next": "/practice", "wanted": "/practice"}
    assert first.html.count('name="kept-text"') == 3  # to sign in, for a password, for the language
    assert 'form="language-form" name="kept-text"' in first.html

    if way == "/account/language":
        seen = page.post(way, along | {"lang": "fi"}, status=200)
        assert 'lang="fi"' in seen.html
    else:
        seen = page.post(way, along, status=200)
        assert "error-summary" not in seen.html
        assert LONG.strip() in seen.html
        sent = page.post(way, along | {"sign_in_name": "nobody@example.org"}, status=200)
        assert LONG.strip() in sent.html
        seen = page.post("/sign-in", along, status=200)
        assert "error-summary" not in seen.html

    assert LONG.strip() in seen.html
    assert seen.fields("kept-text")
    assert "/practice" in {field.get("value") for field in seen.fields("next")}
    assert "kept" not in cookie_of(page)
