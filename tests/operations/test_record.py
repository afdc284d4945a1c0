"""My record: everything held, in words, on one page and as a pack that opens without us."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import CheckConstraint, delete, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.content.model import Option, Question
from lms.content.serial import question_from_json
from lms.database import Base
from lms.enrolments.models import SharedCourse
from lms.inbox import services as inbox
from lms.inbox.rules import Kind
from lms.leaders.models import Invitation
from lms.migrations import tables  # noqa: F401 - so that every table is known
from lms.operations import record
from lms.operations.record_texts import plain, said
from lms.people.models import Person
from lms.people.queries import _belongs, stored_about
from lms.quizzes.models import Answer, Attempt, AttemptQuestion, QuestionVersion
from lms.recall.models import RecallCard
from lms.welcome import words
from lms.welcome.kept import in_words
from lms.welcome.models import PrivatePass
from lms.welcome.said import Counted, Pledge, Said
from tests.contract.world import World, build
from tests.factories import NOW, TODAY, a_person, a_team
from tests.pages import Page, Seen


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


def test_every_fixed_value_is_said_in_words() -> None:
    for name in of_people():
        table = Base.metadata.tables[name]
        for rule in table.constraints:
            if not isinstance(rule, CheckConstraint):
                continue
            for column, listed in re.findall(r"(\w+) IN \(([^)]*)\)", str(rule.sqltext)):
                for value in re.findall(r"'([^']+)'", listed):
                    assert column in record.CODED, (name, column)
                    assert value in record.CODES, (name, column, value)


def test_nothing_is_named_that_is_no_table_or_column() -> None:
    columns = {column.name for name in of_people() for column in Base.metadata.tables[name].columns}
    assert set(record.TABLES) - {record.LOOKS} <= set(of_people())
    assert set(record.COLUMNS) <= columns
    assert record.TECHNICAL - {"key", "digest", "audit_id"} <= columns


def test_the_page_shows_every_kind_of_row_that_the_file_has(page: Page, world: World) -> None:
    learner = page.sign_in(world.people["learner"])
    stored = learner.client.get("/account/data.json").get_json()["tables"]
    seen = learner.get("/account/record")
    for name in set(stored) - {"access_entry"}:  # looks at oneself stand with their names
        assert f"{record.TABLES[name]} ({len(stored[name])})" in seen.text, name


def test_questions_answers_and_stories_are_told_in_words_as_they_were_seen(
    page: Page, db: Session, world: World, content: Current
) -> None:
    person = world.people["learner"]
    course = content.get().courses["confidentiality"]
    story = course.scenario("open-day")
    place = db.scalars(select(AttemptQuestion).order_by(AttemptQuestion.position)).first()
    assert story is not None
    assert place is not None
    version = db.get_one(QuestionVersion, place.question_version_id)
    question = question_from_json(version.body)
    an_answer(db, place, question)
    db.add(
        RecallCard(
            person_id=person.id, course="confidentiality", question=question.name,
            stability=1.0, difficulty=5.0, asked_on=TODAY, due_on=TODAY + timedelta(days=1),
            times=1, given=question.options[0].letter,
        )
    )  # fmt: skip
    db.commit()

    seen = page.sign_in(person).get("/account/record")

    told = " ".join(plain(question.prompt).split())
    assert told in seen.text
    assert f"story {story.texts['en'].title}" in seen.text
    assert f"question {question.name}" not in seen.text
    assert "story open-day" not in seen.text
    held = page.client.get("/account/data.json").get_json()["tables"]
    assert held["scenario_play"][0]["scenario"] == "open-day", "the file for programs keeps names"


def an_answer(db: Session, place: AttemptQuestion, question: Question) -> None:
    """The first option is the answer at a place."""
    db.add(
        Answer(
            attempt_id=place.attempt_id, position=place.position, round=1,
            given=question.options[0].letter, share_num=0, share_den=1, answered_at=NOW,
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fi"])
def test_an_open_attempt_tells_no_question_before_it_was_answered(
    page: Page, db: Session, world: World, language: str
) -> None:
    def told() -> list[int]:
        """The places whose question stands on the page and in the pack."""
        with zipfile.ZipFile(io.BytesIO(learner.client.get("/account/record.zip").data)) as pack:
            readable = unescape(pack.read("record.html").decode())
            programs = json.loads(pack.read("record.json"))
        text = learner.get("/account/record").text
        assert not any(word in json.dumps(programs) for word in map(json.dumps, words.values()))
        found = [n for n, word in words.items() if word in text]
        assert found == [n for n, word in words.items() if word in " ".join(readable.split())]
        return found

    learner = page.sign_in(world.people["learner"], language=language)
    attempt = db.scalars(select(Attempt)).one()
    places = db.scalars(select(AttemptQuestion).order_by(AttemptQuestion.position)).all()
    asked = [
        question_from_json(db.get_one(QuestionVersion, place.question_version_id).body)
        for place in places
    ]
    words = {
        place.position: " ".join(plain(question.prompt).split())
        for place, question in zip(places, asked, strict=True)
    }
    db.execute(delete(RecallCard))  # what comes back is told as it stands there
    db.commit()
    assert len(set(words.values())) == len(places) > 1
    assert attempt.finished_at is None
    assert told() == []

    an_answer(db, places[0], asked[0])
    db.commit()
    assert told() == [places[0].position]

    attempt.finished_at, attempt.passed = NOW, False
    attempt.points_num, attempt.points_den = 0, 1
    db.commit()
    assert told() == [place.position for place in places]


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("single", "b", "Two"),
        ("multiple", ["a", "b"], "One; Two"),
        ("order", ["b", "a"], "Two; One"),
        ("match", {"a": "x", "b": "y"}, "One: Ex; Two: Why"),
        ("mark", {"a": "x", "b": ""}, "One: Ex; Two"),
        ("text", "b", "b"),
        ("single", "z", "z"),
    ],
)
def test_an_answer_is_told_in_the_words_of_its_question(
    kind: Any, given: object, words: str
) -> None:
    question = Question(
        "q", kind, "en", "", "<p>Which?</p>",
        options=(Option("a", "<b>One</b>"), Option("b", "Two")),
        rights=(Option("x", "Ex"), Option("y", "Why")),
    )  # fmt: skip

    assert said(question, given) == words


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
    for name in set(whole["tables"]) - {"access_entry"}:
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
        modules={},
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
        "day 22.11.",
        "moment 09",
        "yes",
    ]


def test_a_person_without_anything_has_an_empty_record_and_a_pack(page: Page, db: Session) -> None:
    person: Person = a_person(db)
    db.commit()
    learner = page.sign_in(person)
    learner.get("/account/record")
    assert learner.client.get("/account/record.zip").status_code == 200


# Values, in the reader's language

CODE = re.compile(r"\b(R[1-4]|not-for-me|listening|limits|half-hour|minutes|slip|inbox_reply)\b")
"""What the database calls answers and kinds."""


def values(seen: Seen, title: str) -> str:
    """The lines of one table of the page."""
    part = next(part for part in seen.html.split("<details")[1:] if f"<summary>{title} (" in part)
    return " ".join(re.sub(r"<[^>]+>", " ", part.split("</details>")[0]).split())


def answer_everything(learner: Page) -> None:
    """Everything that somebody can say for themselves."""
    learner.post("/welcome/1", {"answer": "reads"})
    learner.post("/welcome/2", {"answer": ["R1", "R3"]})
    learner.post("/welcome/statements", {"statement-dare-to-say": "4"})
    learner.post("/welcome/3", {"answer": ["limits"]})
    learner.post("/welcome/4", {"answer": "half-hour"})
    learner.post("/willingness", {"willing": "not-for-me"})


def test_what_somebody_keeps_to_themselves_is_said_in_finnish_words(
    page: Page, db: Session
) -> None:
    person = a_person(db, team=a_team(db, "Palvelu"))
    db.commit()
    learner = page.sign_in(person, language="fi")
    answer_everything(learner)
    seen = learner.get("/account/record")
    with page.app.test_request_context(), force_locale("fi"):
        asked, named = words.questions(), words.reasons()
        expected = [
            *(one.title for one in asked),
            asked[0].choices[2].label,
            f"{named['R1']}; {named['R3']}",
            asked[2].choices[0].label,
            asked[3].choices[1].label,
            words.willing()[0].label,
        ]
        told = values(seen, str(record.TABLES["private_box"]))
    for one in expected:
        assert one in unescape(told), one
    assert CODE.search(told) is None, told
    assert "dare-to-say" not in told
    assert "True" not in told
    assert "kyllä" not in told, "no flag of the program"


def test_a_promise_and_where_one_is_counted_are_said_in_words(db: Session, page: Page) -> None:
    said = Said(
        holds=(),
        statements={"gone-since": 7},
        pledge=Pledge(TODAY, "digest", "en"),
        counted=Counted(0, 3, ("R2",)),
    )
    with page.app.test_request_context():
        told = dict(in_words(said, text=None, scale=(), place="", day=lambda day: f"on {day:%d}"))
        assert told["What holds you back, if anything?"] == "Nothing, I already talk about my work"
        assert told["gone-since"] == "7"
        assert told["You promised"] == "on 22"
        assert told["Counted in the summary of"] == "all small teams together"
        assert told["Reasons that are counted"] == "I am not sure how the channels work"
        empty = in_words(Said(), text=None, scale=(), place="", day=str)
        assert empty == (("What is in it", "nothing so far"),)
        passed = in_words(Said(is_passed=True), text=None, scale=(), place="", day=str)
        assert passed == (("The welcome questions", "not offered again"),)


def test_a_closed_box_says_how_to_open_it(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    learner = page.sign_in(person)
    db.execute(delete(PrivatePass))
    db.commit()
    told = values(learner.get("/account/record"), str(record.TABLES["private_box"]))
    assert "closed on this device" in told


def test_messages_are_said_in_words_and_days(page: Page, db: Session) -> None:
    sender, reader = a_person(db, "Ada"), a_person(db, "Carla", "Comms")
    inbox.choose(
        db, kind=Kind.SLIP, names=[reader.sign_in_name], actor_id=None, now=NOW, today=TODAY
    )
    db.commit()
    learner = page.sign_in(sender, language="fi")
    learner.post("/oops", {"words": "Hintalista lähti.", "token": "1" * 32})
    told = values(learner.get("/account/record"), "Viestit valituille työkavereille")
    assert "Hintalista lähti." in told
    assert "22.11.2026, 11.00" in told
    assert CODE.search(told) is None, told


def test_whoever_only_reads_messages_has_none_of_them_in_their_own_copy(
    page: Page, db: Session
) -> None:
    sender, reader = a_person(db, "Ada", "Malli"), a_person(db, "Carla", "Comms")
    inbox.choose(
        db, kind=Kind.SLIP, names=[reader.sign_in_name], actor_id=None, now=NOW, today=TODAY
    )
    db.commit()
    page.sign_in(sender).post("/oops", {"words": "A slip.", "token": "1" * 32})
    copy = page.sign_in(reader).client.get("/account/data.json").get_json()["tables"]
    assert "inbox_message" not in copy
    assert "inbox_keeper" in copy
    assert "inbox_message" in stored_about(db, person_id=sender.id)


def test_the_record_names_who_looked_as_the_page_about_privacy_does(
    page: Page, world: World
) -> None:
    manager = page.sign_in(world.people["manager"])
    learner_id = world.people["learner"].id
    manager.get(f"/team/{world.values['team']}/people/{learner_id}")
    manager.get(f"/team/{world.values['team']}")

    learner = page.sign_in(world.people["learner"])
    told = values(learner.get("/account/record"), "Who looked at where you stand")
    assert "Max Johto" in told
    assert "opened your page" in told
    assert "opened the page of Service North" in told
    assert "Looks of yours" not in learner.get("/account/record").text
    held = learner.client.get("/account/data.json").get_json()
    assert [look["viewer"] for look in held["looks"]] == ["Max Johto", "Max Johto"]
    with zipfile.ZipFile(io.BytesIO(learner.client.get("/account/record.zip").data)) as archive:
        assert "Max Johto" in archive.read("record.html").decode()

    own = manager.sign_in(world.people["manager"]).get("/account/record")
    assert "Looks of yours at where somebody stands (2)" in own.text


def test_everything_that_one_can_delete_is_linked(page: Page, db: Session) -> None:
    lead = a_person(db, "Rita", manages=(team := a_team(db, "North")))
    db.add(
        Invitation(
            team_id=team.id, person_id=lead.id, why="To know.", opened_at=NOW, changed_at=NOW
        )
    )
    db.add(SharedCourse(person_id=lead.id, course="guidelines", shared_at=NOW))
    db.commit()
    leader = page.sign_in(lead)
    seen = leader.get("/account/record")
    wanted = ["/welcome", "/promise", "/willingness", "/messages", "/thanks", "/account#devices"]
    for address in [*wanted, "/courses/guidelines", f"/team/{team.slug}/invitation"]:
        assert address in seen.links
        leader.get(address.partition("#")[0])
    assert 'id="devices"' in leader.get("/account").html
