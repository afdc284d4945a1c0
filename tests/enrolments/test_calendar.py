"""One's own dates as a calendar: valid, private, and void when it should be."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy.orm import Session

from lms.enrolments import calendar, services
from lms.enrolments.models import CalendarFeed
from lms.enrolments.queries import Asked, Learning
from lms.people.models import Person
from lms.standing import Proof
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_person,
    a_team,
    an_assignment,
)
from tests.pages import Page
from tests.quizzes.courses import a_course

COURSE = "confidentiality"
DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 30))


def learning(proof: Proof | None = None, due_on: date | None = None) -> Learning:
    """What is known of one person and one course."""
    asked = Asked(COURSE, due_on, "New rules, in force from May.") if due_on else None
    return Learning(
        read={},
        enrolled=frozenset(),
        proofs={COURSE: proof} if proof else {},
        certificate_ids={},
        asked={COURSE: asked} if asked else {},
    )


def ada(db: Session) -> Person:
    """Somebody with a course asked of her team and a certificate in another."""
    person, team = a_person(db, "Ada", "Malli"), a_team(db, "Shop")
    a_membership(db, person, team)
    an_assignment(db, team, course=COURSE, due_on=date(2027, 3, 28))
    a_certificate(db, person, "guidelines", expires_on=date(2027, 10, 31))
    db.commit()
    return person


def address_on(page: Page) -> str:
    """The address that the page shows."""
    text = page.get("/account/calendar").html.split('<code class="address">')[1]
    return urlsplit(text.split("</code>")[0]).path


@given(proof_ends=st.none() | DAYS, due_on=st.none() | DAYS, why=st.text(max_size=300))
def test_every_calendar_is_read_again_as_it_was_meant(
    proof_ends: date | None, due_on: date | None, why: str
) -> None:
    proof = Proof(date(2019, 12, 1), proof_ends) if proof_ends else None
    found = list(calendar.entries([a_course()], learning(proof, due_on), TODAY))
    written = calendar.write(
        found,
        name="Esimerkki Oy",
        host="learn.example",
        nonce="n" * 64,
        now=NOW,
        words=lambda entry: (entry.kind, why),
    )
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    read = Calendar.from_ical(written)
    assert read["version"] == "2.0"
    events = list(read.walk("VEVENT"))
    assert [event.decoded("dtstart") for event in events] == [entry.on for entry in found]
    assert all(isinstance(event.decoded("dtstart"), date) for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_valid_certificate_stands_for_what_is_asked() -> None:
    ends = TODAY + timedelta(days=200)
    known = learning(Proof(TODAY, ends), TODAY + timedelta(days=5))
    (entry,) = calendar.entries([a_course()], known, TODAY)
    assert (entry.kind, entry.on) == ("ends", ends - timedelta(days=1))


def test_an_expired_one_asks_again() -> None:
    known = learning(Proof(TODAY - timedelta(days=400), TODAY), TODAY + timedelta(days=5))
    assert [entry.kind for entry in calendar.entries([a_course()], known, TODAY)] == ["asked"]


@given(st.text(max_size=200))
def test_nothing_but_a_signed_address_is_read(token: str) -> None:
    assert calendar.read_token("secret", token) is None
    signed = calendar.token_of("secret", person_id=7, nonce="n")
    assert calendar.read_token("secret", signed) == (7, "n")
    assert calendar.read_token("another secret", signed) is None


def test_a_person_makes_an_address_and_any_program_can_fetch_it(page: Page, db: Session) -> None:
    learner = page.sign_in(ada(db))
    assert "/account/calendar" in learner.get("/account").links
    learner.post("/account/calendar")
    address = address_on(learner)
    learner.client.delete_cookie("lms")

    answer = learner.client.get(address)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/calendar")
    assert "Ada" not in answer.text
    assert "Malli" not in answer.text
    events = {
        event.decoded("dtstart"): str(event["summary"])
        for event in Calendar.from_ical(answer.data).walk("VEVENT")
    }
    assert events == {
        date(2027, 3, 28): "Asked by today: What stays inside",
        date(2027, 10, 30): "Certificate ends: Freedoms and rules",
    }


def test_it_speaks_the_persons_language(page: Page, db: Session) -> None:
    person = ada(db)
    person.language = "fi"
    db.commit()
    learner = page.sign_in(person)
    learner.post("/account/calendar")
    answer = learner.client.get(address_on(learner))
    assert "Pyydetty" in answer.text
    assert "Mikä jää taloon" in answer.text.replace("\r\n ", "")


@pytest.mark.parametrize("why", ["ended", "made anew", "left", "erased"])
def test_an_address_is_void_once_it_should_be(page: Page, db: Session, why: str) -> None:
    person = ada(db)
    learner = page.sign_in(person)
    learner.post("/account/calendar")
    address = address_on(learner)
    if why == "ended":
        learner.post("/account/calendar/end")
        assert "Make my address" in learner.get("/account/calendar").text
    elif why == "made anew":
        learner.post("/account/calendar")
        assert address_on(learner) != address
    elif why == "left":
        person.left_on = TODAY
        db.commit()
    else:
        services.end_feed(db, person_id=person.id)
        db.commit()
        assert db.get(CalendarFeed, person.id) is None
    assert learner.client.get(address).status_code == 404


def test_an_erased_person_leaves_no_address(page: Page, db: Session) -> None:
    person = ada(db)
    services.make_feed(db, person_id=person.id, nonce="n", now=NOW)
    person.left_on = TODAY
    boss = a_person(db, is_administrator=True)
    db.commit()
    office = page.sign_in(boss)
    office.post(f"/admin/people/{person.id}/erase", {"sure": "y"})
    db.expire_all()
    assert db.get(CalendarFeed, person.id) is None
