"""The pages of imports: the rest of a partly wrong file, and undoing an import."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.errors import Conflict
from lms.people import undo_pages, undo_queries, undo_services
from lms.people.models import Person
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_person
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
    assert rest.startswith("\ufeffproblem (keep this column);line (keep this column);sähköposti;")
    assert "The text begins like a formula. Take away the sign" in rest
    again = upload(page, rest.replace("'=Cia", "Cia"))
    assert "Nobody leaves and nobody stops managing" in page.get(again).text
    assert "2 people added" in page.follow(confirm(page, again, with_leaving="y")).text
    assert db.scalars(select(Person).where(Person.left_on.is_not(None))).all() == []


def test_mended_lines_without_their_two_columns_are_known_again(page: Page, root: Person) -> None:
    address = upload(page, WRONG)
    page.follow(confirm(page, address))
    rest = page.get(f"{address}/rest").response.get_data(as_text=True)
    lines = [line.split(";", 2)[2] for line in rest.splitlines()]
    bare = "\n".join(lines).replace("'=Cia", "Cia")
    told = "everybody in it is among the lines to mend"

    seen = page.get(upload(page, bare))
    assert told in seen.text
    assert "No longer in the file" not in seen.text
    assert told not in page.get(upload(page, WRONG)).text
    assert told not in page.get(upload(page, f"{bare}\nnew@x.example;New;Person;Sales;\n")).text
    assert told not in page.sign_in(root).get(upload(page, FILE)).text


def test_the_rest_is_told_in_the_language_of_who_asks(page: Page, root: Person) -> None:
    address = upload(page.sign_in(root, language="fi"), WRONG)

    assert (
        page.get(f"{address}/rest")
        .response.get_data(as_text=True)
        .startswith("\ufeffongelma (säilytä sarake);rivi (säilytä sarake);sähköposti;")
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


def the_undoing(page: Page) -> str:
    """Where the newest import can be undone."""
    links = [link for link in page.get("/admin/people/import").links if "/import/undo/" in link]
    return links[0]


def test_an_import_is_undone_after_a_look_at_what_that_gives_back(
    page: Page, db: Session, root: Person
) -> None:
    assert "Imports of the last 24 hours" not in page.get("/admin/people/import").text
    written = page.follow(confirm(page, upload(page)))
    address = the_undoing(page)
    assert address in written.links  # beside what was written
    listed = page.get("/admin/people/import").text
    assert "Imports of the last 24 hours" in listed
    assert "New: 2, changed: 0, left: 0" in listed

    seen = page.get(address)
    assert "Max Mäki" in seen.text
    assert "Left: none becomes 22 Nov 2026" in seen.text
    assert "Team: Myynti becomes none" in seen.text
    assert "Max Mäki, Myynti manager Last day: none becomes 21 Nov 2026" in seen.text
    assert "sign in anew" not in seen.text
    assert db.scalars(select(Person).where(Person.left_on.is_not(None))).all() == []

    done = page.follow(confirm(page, address))

    assert "The import is undone. 2 people were taken out." in done.text
    assert "/import/undo/" not in "".join(done.links)
    db.expire_all()
    assert {one.left_on for one in db.scalars(select(Person)) if one.id != root.id} == {TODAY}
    assert "can no longer be undone" in page.get(address, status=410).text
    page.post(address, {"fingerprint": "x"}, status=410)


def test_leavers_come_back_and_are_said_to_sign_in_anew(
    page: Page, db: Session, root: Person
) -> None:
    confirm(page, upload(page))
    confirm(page, upload(page, "\n".join(FILE.splitlines()[:2])), with_leaving="y")
    ada = db.scalars(select(Person).where(Person.sign_in_name == "ada@x.example")).one()
    assert ada.left_on == TODAY

    assert "sign in anew" in page.get(the_undoing(page)).text
    confirm(page, the_undoing(page))

    db.refresh(ada)
    assert ada.left_on is None


def test_what_was_changed_since_is_listed_and_left_alone(
    page: Page, db: Session, root: Person
) -> None:
    confirm(page, upload(page))
    max_maki = db.scalars(select(Person).where(Person.sign_in_name == "max@x.example")).one()
    max_maki.password_hash = "x"
    db.commit()

    seen = page.get(the_undoing(page))

    assert "Changed since, left alone" in seen.text
    assert "Max Mäki Has set a password or signed in since." in seen.text
    done = page.follow(confirm(page, the_undoing(page)))
    assert "1 person was taken out. Left alone, as the list said: 2." in done.text
    db.refresh(max_maki)
    assert max_maki.left_on is None


def test_places_in_teams_are_counted_as_they_are_listed(page: Page, root: Person) -> None:
    confirm(page, upload(page))

    seen = page.get(the_undoing(page))

    assert "Taken out again 2" in seen.text
    assert "Places in teams 1" in seen.text  # those of who is taken out are told with them


def test_whoever_undoes_an_earlier_import_is_told_of_the_later_one(
    page: Page, root: Person
) -> None:
    told = "A later import is still in place"
    confirm(page, upload(page))
    earlier = the_undoing(page)
    assert told not in page.get(earlier).text
    confirm(page, upload(page, FILE.replace("Max;", "Matti;")))
    later = the_undoing(page)

    seen = page.get(earlier)
    assert told in seen.text
    assert later in seen.links
    assert told not in page.get(later).text
    confirm(page, later)
    assert told not in page.get(earlier).text


def test_an_undoing_that_changed_meanwhile_is_shown_anew_and_writes_nothing(
    page: Page, db: Session, root: Person
) -> None:
    confirm(page, upload(page))
    address = the_undoing(page)
    fingerprint = page.get(address).fields("fingerprint")[0]["value"]
    for person in db.scalars(select(Person).where(Person.id != root.id)):
        person.job_title = "Chief"
    db.commit()

    seen = page.post(address, {"fingerprint": fingerprint}, status=409)

    assert "changed meanwhile" in seen.text
    assert "nothing left to undo" in seen.text
    db.expire_all()
    assert db.scalars(select(Person).where(Person.left_on.is_not(None))).all() == []
    page.get(address)  # nobody has undone it


def test_an_import_of_very_many_is_undone_on_the_server(
    page: Page, root: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.follow(confirm(page, upload(page)))
    address = the_undoing(page)
    monkeypatch.setattr(undo_pages, "MOST", 1)

    def loaded(*_: object, **__: object) -> None:
        pytest.fail("everybody was loaded")

    monkeypatch.setattr(undo_queries, "done", loaded)

    assert "lms people undo" in page.get(address).text
    assert "lms people undo" in page.post(address, {}, status=422).text


def test_an_undoing_that_the_database_refuses_is_told_of(
    page: Page, root: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.follow(confirm(page, upload(page)))
    address = the_undoing(page)

    def refused(*_: object, **__: object) -> None:
        raise Conflict("undo_refused")

    form = {"fingerprint": page.get(address).fields("fingerprint")[0]["value"]}
    monkeypatch.setattr(undo_services, "undo_import", refused)

    seen = page.post(address, form, status=409)

    assert "It cannot be undone as it stands" in seen.text
    assert "changed meanwhile" not in seen.text


def test_a_small_file_that_would_take_managers_their_teams_is_warned_of(
    page: Page, root: Person
) -> None:
    many = "".join(f"p{n}@x.example;P{n};Person;Sales;\n" for n in range(40))
    page.follow(confirm(page, upload(page, FILE + many)))
    heading, *_, ada = FILE.replace("max", "p2").splitlines()
    part = f"{heading}\n{ada}\np2@x.example;P2;Person;Sales;\n"
    told = "If it holds only mended lines"

    assert told in page.get(upload(page, part)).text
    assert told not in page.get(upload(page, FILE + many)).text


def test_an_import_cannot_be_undone_after_a_day(
    page: Page, db: Session, root: Person, clock: TestClock
) -> None:
    confirm(page, upload(page))
    address = the_undoing(page)
    fingerprint = page.get(address).fields("fingerprint")[0]["value"]

    clock.set(NOW + timedelta(hours=24))

    page.post(address, {"fingerprint": fingerprint}, status=410)
    assert "/import/undo/" not in "".join(page.get("/admin/people/import").links)
    assert db.scalars(select(Person).where(Person.left_on.is_not(None))).all() == []


def test_a_check_that_is_open_while_somebody_undoes_is_shown_anew(
    page: Page, db: Session, root: Person
) -> None:
    confirm(page, upload(page))
    address = upload(page, FILE.replace("Max;", "Matti;"))
    fingerprint = page.get(address).fields("fingerprint")[0]["value"]
    confirm(page, the_undoing(page))

    seen = page.post(address, {"fingerprint": fingerprint}, status=409)

    assert "changed meanwhile" in seen.text
    assert "Comes back" in seen.text


def test_the_log_says_in_words_that_an_import_was_undone(
    page: Page, db: Session, root: Person
) -> None:
    confirm(page, upload(page))
    confirm(page, the_undoing(page))

    told = page.get("/admin/audit").text

    assert "Import of people undone" in told
    assert "People file taken in" in told


def test_an_import_that_never_was_is_not_found(page: Page, root: Person) -> None:
    page.get("/admin/people/import/undo/2147483647", status=404)
