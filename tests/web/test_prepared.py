"""A page kept in memory shows every reader their own name, token and state."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people.models import Person
from lms.web.prepared import Pages
from tests.factories import a_module_read, a_person, a_team
from tests.pages import Page


@pytest.fixture(name="address")
def address_of_a_module(content: Current) -> str:
    """The first module of the finished course."""
    course = content.get().courses["confidentiality"]
    return f"/courses/{course.slug}/{course.modules[0].slug}"


@pytest.fixture(name="ada")
def the_first_reader(db: Session) -> Person:
    """Somebody who opens the page before everybody else."""
    person = a_person(db, "Ada", "Ensimmäinen")
    db.commit()
    return person


def test_the_second_reader_sees_nothing_of_the_first(
    db: Session, page: Page, address: str, ada: Person
) -> None:
    odd = a_person(db, "Odd", "<b>Toinen</b>")
    db.commit()
    first = page.sign_in(ada).get(address)
    second = page.sign_in(odd).get(address)
    assert "Ada Ensimmäinen" in first.text
    assert "Odd <b>Toinen</b>" in second.text
    assert "Ensimmäinen" not in second.html
    assert "<b>Toinen" not in second.html
    assert first.csrf != second.csrf
    assert {field["value"] for field in second.fields("csrf_token")} == {second.csrf}
    page.post(f"{address}/read", {"csrf_token": second.csrf})


def test_what_was_read_shows_at_once_and_only_to_its_reader(
    db: Session, page: Page, address: str, ada: Person, content: Current
) -> None:
    odd = a_person(db, "Odd", "Toinen")
    db.commit()
    before = page.sign_in(ada).get(address).text
    a_module_read(db, ada, content.get().courses["confidentiality"].modules[0].slug)
    db.commit()
    assert "Read on 22 Nov 2026" in page.get(address).text
    after = page.sign_in(odd).get(address).text
    assert "Read on" not in after
    assert after.replace("Odd Toinen", "").replace("OT", "") == before.replace(
        "Ada Ensimmäinen", ""
    ).replace("AE", "")


def test_language_and_rights_have_pages_of_their_own(
    db: Session, page: Page, address: str, ada: Person
) -> None:
    manager = a_person(db, "Max", "Johto", manages=a_team(db))
    suomi = a_person(db, "Eero", "Malli", language="fi")
    db.commit()
    page.sign_in(ada).get(address)
    assert "/team" in page.sign_in(manager).get(address).links
    assert 'lang="fi"' in page.sign_in(suomi, language="fi").get(address).html
    assert "/team" not in page.sign_in(ada).get(address).links


def test_a_message_is_shown_once(page: Page, address: str, ada: Person) -> None:
    page.sign_in(ada).get(address)
    with page.client.session_transaction() as cookie:
        cookie["_flashes"] = [("success", "Saved for this test")]
    assert "Saved for this test" in page.get(address).text
    assert "Saved for this test" not in page.get(address).text


def test_only_so_many_pages_are_kept(app: Flask) -> None:
    pages = Pages()
    for number in range(500):
        pages.put(number, f"<p>{pages.signs['name']}</p>")
    assert pages.get(0) is None
    last = pages.get(499)
    assert last is not None
    assert last.filled({"name": lambda: "Ada"}) == "<p>Ada</p>"


def test_the_frame_leads_back_to_where_the_reader_is(db: Session, page: Page, ada: Person) -> None:
    page.sign_in(ada).get("/courses")
    seen = page.get("/courses?find=%22%3Cb%3E")
    ways_back = {field["value"] for field in seen.fields("next")}
    assert ways_back == {'/courses?find="<b>'} or ways_back == {"/courses?find=%22%3Cb%3E"}
    assert {field["value"] for field in page.get("/learn").fields("next")} == {"/learn"}


def test_signed_out_pages_know_nobody(page: Page, ada: Person) -> None:
    page.sign_in(ada).get("/learn")
    page.client = page.app.test_client()
    assert "Ada" not in page.get("/sign-in").html


def test_a_page_is_compressed_only_where_nobody_chose_its_words(
    page: Page, address: str, ada: Person
) -> None:
    page.sign_in(ada)
    accepts = {"Accept-Encoding": "gzip"}
    small = page.client.get(address, headers=accepts)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    plain = gzip.decompress(small.get_data()).decode()
    assert "Ada Ensimmäinen" in plain
    assert len(plain.encode()) > 2 * len(small.get_data())
    assert "Content-Encoding" not in page.client.get(address).headers
    asked = page.client.get(f"{address}?print=1", headers=accepts)
    assert "Content-Encoding" not in asked.headers
