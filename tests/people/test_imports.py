"""The pages of imports: the rest of a partly wrong file, and undoing an import."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import Person
from tests.factories import a_person
from tests.pages import Page, Seen
from tests.people.test_administration import FILE, confirm


@pytest.fixture
def root(page: Page, db: Session) -> Person:
    person = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def upload(page: Page, text: str = FILE) -> str:
    seen: Seen = page.post(
        "/admin/people/import",
        {"file": (io.BytesIO(text.encode()), "people.csv")},
        status=303,
        content_type="multipart/form-data",
    )
    return str(seen.location)


WRONG = FILE + "cia@x.example;=Cia;Cook;Kitchen;\ndan@x.example;Dan;Dunn;Sales;cia@x.example\n"


def test_of_a_partly_wrong_file_the_good_lines_come_in_and_the_rest_is_downloaded(
    page: Page, db: Session, root: Person
) -> None:
    address = upload(page, WRONG)
    seen = page.get(address)
    assert "2 lines are left out" in seen.text
    assert "The manager’s own line is left out." in seen.text
    assert f"{address}/rest" in seen.links

    seen = page.follow(confirm(page, address))

    assert "2 people added" in seen.text
    assert "The other lines are in place." in seen.text
    assert not seen.fields("fingerprint")
    names = set(db.scalars(select(Person.sign_in_name)))
    assert {"max@x.example", "ada@x.example"} < names
    assert not {"cia@x.example", "dan@x.example"} & names

    rest = page.get(f"{address}/rest").response.get_data(as_text=True)
    assert rest.startswith("\ufeffproblem;line;sähköposti;")
    assert "The text begins like a formula. Take away the sign" in rest
    again = upload(page, rest.replace("'=Cia", "Cia"))
    assert "Nobody leaves and nobody stops managing" in page.get(again).text
    assert "2 people added" in page.follow(confirm(page, again, with_leaving="y")).text
    assert db.scalars(select(Person).where(Person.left_on.is_not(None))).all() == []


def test_the_rest_is_told_in_the_language_of_who_asks(page: Page, root: Person) -> None:
    address = upload(page.sign_in(root, language="fi"), WRONG)

    assert (
        page.get(f"{address}/rest")
        .response.get_data(as_text=True)
        .startswith("\ufeffongelma;rivi;sähköposti;")
    )


def test_there_is_a_rest_only_of_a_file_with_good_lines_and_problems(
    page: Page, root: Person
) -> None:
    whole = upload(page)
    bad = upload(page, FILE.replace(";M", ";=M").replace(";Aho", ";"))

    page.get(f"{whole}/rest", status=302)
    page.get(f"{bad}/rest", status=302)
    assert "Nothing of the file is taken before that." in page.get(bad).text
    page.get("/admin/people/import/no-such-file-was-ever-kept/rest", status=410)
    other = page.sign_in(root)
    assert other.get(f"{whole}/rest", status=302).location == whole
