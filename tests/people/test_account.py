"""One's account: language, colours, password, devices, and what is stored."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people import passwords
from lms.people.models import Person, SignInSession
from tests.factories import a_person, a_team
from tests.pages import Page

GOOD = "valo järven yllä"
NEW = "kolme sanaa rannalla"


def ada_of(db: Session) -> Person:
    person = a_person(
        db, "Ada", "Aho", team=a_team(db, "Myynti"), password_hash=passwords.hash_password(GOOD)
    )
    db.commit()
    return person


def test_the_account_page_shows_who_one_is(page: Page, db: Session) -> None:
    ada = ada_of(db)

    seen = page.sign_in(ada).get("/account")

    for words in ("Ada Aho", "Adviser", "Myynti", ada.sign_in_name, "this device"):
        assert words in seen.text


def test_language_and_colours_are_kept(page: Page, db: Session) -> None:
    ada = ada_of(db)
    page.sign_in(ada)

    seen = page.follow(page.post("/account", {"language": "fi", "theme": "dark"}))

    assert 'lang="fi"' in seen.html
    assert 'data-theme="dark"' in seen.html
    page.post("/account", {"language": "xx", "theme": "pink"}, status=422)


def test_the_language_can_be_chosen_by_anyone(page: Page, db: Session) -> None:
    seen = page.post("/account/language", {"lang": "fi", "next": "/sign-in"})

    assert seen.location == "/sign-in"
    assert 'lang="fi"' in page.get("/sign-in").html
    page.post("/account/language", {"lang": "xx"}, status=422)
    elsewhere = page.post("/account/language", {"lang": "en", "next": "//evil.example"})
    assert elsewhere.location == "/"
    below = page.post("/account/language", {"lang": "en", "next": "/account/sign-out-everywhere"})
    assert below.location == "/account"


def test_a_new_password_signs_out_the_other_devices(page: Page, db: Session) -> None:
    ada = ada_of(db)
    page.sign_in(ada)
    page.sign_in(ada)
    form = {"current_password": GOOD, "new_password": NEW}

    page.post("/account/password", {**form, "current_password": "wrong words"}, status=422)
    page.post("/account/password", {**form, "new_password": "short"}, status=422)
    page.follow(page.post("/account/password", form))

    assert len(db.scalars(select(SignInSession)).all()) == 1
    db.refresh(ada)
    assert passwords.verify(ada.password_hash, NEW)


def test_the_current_password_cannot_be_guessed_without_end(page: Page, db: Session) -> None:
    page.sign_in(ada_of(db))
    form = {"current_password": "wrong words", "new_password": NEW}

    for _ in range(10):
        page.post("/account/password", form, status=422)

    page.post("/account/password", form, status=429)


def test_signing_out_everywhere_ends_every_session(page: Page, db: Session) -> None:
    ada, bo = ada_of(db), a_person(db, "Bo")
    db.commit()
    page.sign_in(bo)
    page.sign_in(ada)

    page.post("/account/sign-out-everywhere")

    page.get("/account", status=302)
    assert db.scalars(select(SignInSession.person_id)).all() == [bo.id]


def test_the_copy_of_ones_data_is_a_file(page: Page, db: Session) -> None:
    ada = ada_of(db)

    seen = page.sign_in(ada).get("/account/data.json")

    stored = json.loads(seen.response.get_data(as_text=True))
    assert stored["tables"]["person"][0]["first_name"] == "Ada"
    assert "attachment" in seen.response.headers["Content-Disposition"]


def test_the_account_page_stays_within_its_statements(page: Page, db: Session) -> None:
    page.sign_in(ada_of(db))

    with page.counting() as statements:
        page.get("/account")

    assert len(statements) <= 4
