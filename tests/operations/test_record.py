"""My record: everything held, in words, on one page and as a pack that opens without us."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from flask_babel import force_locale
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.database import Base
from lms.migrations import tables  # noqa: F401 - so that every table is known
from lms.operations import record
from lms.people.models import Person
from lms.people.queries import _belongs
from tests.contract.world import World, build
from tests.factories import a_person
from tests.pages import Page


@pytest.fixture
def world(db: Session, content: Current) -> World:
    """Somebody who has done a bit of everything."""
    return build(db, content.get())


def of_people() -> Iterator[str]:
    """The tables that hold something about a person."""
    for table in Base.metadata.sorted_tables:
        if table.name == "person" or _belongs(table, 1) is not None:
            yield table.name


def test_every_table_about_people_is_said_in_words() -> None:
    placed = {name for _title, names in record.SECTIONS.values() for name in names}
    assert set(of_people()) - set(record.TABLES) == set()
    assert set(of_people()) - placed == set()


def test_every_column_is_said_in_words_or_left_out_on_purpose() -> None:
    silent = record.TECHNICAL | record.PEOPLE
    for name in of_people():
        for column in Base.metadata.tables[name].columns:
            if column.type.python_type is bytes or column.name == "password_hash":
                continue
            assert column.name in record.COLUMNS or column.name in silent, (name, column.name)


def test_nothing_is_named_that_is_no_table_or_column() -> None:
    columns = {column.name for name in of_people() for column in Base.metadata.tables[name].columns}
    assert set(record.TABLES) <= set(of_people())
    assert set(record.COLUMNS) <= columns
    assert record.TECHNICAL - {"key", "digest", "audit_id"} <= columns


def test_the_page_shows_every_kind_of_row_that_the_file_has(page: Page, world: World) -> None:
    learner = page.sign_in(world.people["learner"])
    stored = learner.client.get("/account/data.json").get_json()["tables"]
    seen = learner.get("/account/record")
    for name in stored:
        assert f"{record.TABLES[name]} ({len(stored[name])})" in seen.text, name


def test_the_page_is_said_in_finnish(page: Page, world: World) -> None:
    seen = page.sign_in(world.people["learner"], language="fi").get("/account/record")
    with page.app.test_request_context(), force_locale("fi"):
        assert str(record.TABLES["certificate"]) != "Certificates"
        assert str(record.TABLES["module_read"]) in seen.text


def test_the_newest_rows_are_shown_and_the_rest_is_counted(
    page: Page, db: Session, content: Current
) -> None:
    from tests.factories import a_module_read

    person = a_person(db)
    for course in content.get().courses.values():
        for module in course.modules:
            a_module_read(db, person, module.slug, course.slug)
    db.commit()
    seen = page.sign_in(person).get("/account/record")
    assert "The newest 20 are shown; the file has all." in seen.text


class _Words(HTMLParser):
    """The words of a page, and everything it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "href", "srcset", "action"}:
                self.fetched.append(value or "")
        assert tag not in {"script", "link", "img", "form"}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_pack_opens_without_us_and_holds_everything(page: Page, world: World) -> None:
    learner = page.sign_in(world.people["learner"])
    answer = learner.client.get("/account/record.zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        readable = archive.read("record.html").decode()
        whole = json.loads(archive.read("record.json"))
        certificates = [name for name in names if name.startswith("certificates/")]
        assert len(certificates) == len(whole["tables"]["certificate"]) == 1
        assert archive.read(certificates[0]).startswith(b"%PDF-")
    reader = _Words()
    reader.feed(readable)
    assert reader.fetched == []
    assert "Ada Malli" in " ".join(reader.words)
    for name in whole["tables"]:
        assert str(record.TABLES[name]) in readable
    assert whole == learner.client.get("/account/data.json").get_json()


def test_nothing_of_others_stands_in_it(page: Page, world: World) -> None:
    learner = page.sign_in(world.people["learner"])
    seen = learner.get("/account/record").text
    others = [person for role, person in world.people.items() if role != "learner"]
    for other in others:
        assert other.last_name not in seen
        assert other.sign_in_name not in seen


def test_the_links_to_delete_lead_somewhere(page: Page, world: World) -> None:
    learner = page.sign_in(world.people["learner"])
    seen = learner.get("/account/record")
    for address in ("/practice", "/recall", "/account/calendar", "/account/reminders"):
        assert address in seen.links
        learner.get(address)


def test_values_are_said_as_people_say_them() -> None:
    from datetime import UTC, date, datetime

    speech = record.Speech(
        day=lambda value: f"day {value:%d.%m.}",
        moment=lambda value: f"moment {value:%H}",
        yes="yes",
        no="no",
        other="somebody else",
        titles={"guidelines": "Freedoms and rules"},
        teams={7: "North"},
    )
    rows = [
        {
            "id": 3,
            "person_id": 1,
            "given_by": 2,
            "course": "guidelines",
            "team_id": 7,
            "until": date(2026, 11, 22) + timedelta(days=1),
            "given_at": datetime(2026, 11, 22, 9, tzinfo=UTC),
            "is_granted": True,
            "reason": None,
        }
    ]
    (section,) = record.sections({"arrangement": rows}, person_id=1, speech=speech)
    said = [value for _word, value in section.tables[0].lines[0].pairs]
    assert said == [
        "somebody else",
        "Freedoms and rules",
        "North",
        "day 23.11.",
        "moment 09",
        "yes",
    ]


def test_a_person_without_anything_has_an_empty_record_and_a_pack(page: Page, db: Session) -> None:
    person: Person = a_person(db)
    db.commit()
    learner = page.sign_in(person)
    learner.get("/account/record")
    assert learner.client.get("/account/record.zip").status_code == 200
