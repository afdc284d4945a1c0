"""The pages: a manager writes, a person decides, and nothing is counted."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.notes import queries
from lms.notes.models import Note
from lms.people.models import Outgoing, Person, Team
from lms.people.queries import stored_about
from tests.conftest import TestClock
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

THANKS = {"about": "helping", "text": "Kiitos, että autoit <minua>.\nSe auttoi."}
OFFER = {"about": "chat", "text": "Shall we have a coffee?"}


@pytest.fixture
def team(db: Session) -> Team:
    """The team that Max manages and Ada is in."""
    return a_team(db)


@pytest.fixture
def boss(db: Session, team: Team) -> Person:
    """Max, who manages the team."""
    return a_person(db, "Max", "Malli", manages=team)


@pytest.fixture
def ada(db: Session, team: Team, boss: Person) -> Person:
    """Ada, a member."""
    person = a_person(db, "Ada", "Aalto", team=team)
    db.commit()
    return person


def address(team: Team, person: Person, what: str) -> str:
    return f"/team/{team.slug}/people/{person.id}/{what}"


def ready(db: Session, person: Person, content: Current) -> None:
    for course in content.get().path.courses:
        a_certificate(db, person, course, expires_on=TODAY + timedelta(days=300))
    db.commit()


def test_a_manager_thanks_and_the_person_finds_the_note(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    page.sign_in(boss)
    assert address(team, ada, "thank") in page.get(f"/team/{team.slug}/people/{ada.id}").links
    assert "I noticed that you" in page.get(address(team, ada, "thank") + "?start=noticed").html

    done = page.follow(page.post(address(team, ada, "thank"), THANKS))

    assert "Your note is with Ada Aalto." in done.text
    seen = page.sign_in(ada).get("/learn")
    assert "Max Malli, for helping" in seen.text
    assert "Kiitos, että autoit <minua>." in seen.text
    assert '<blockquote class="note-words" lang="">' in seen.html
    message = db.scalars(select(Outgoing)).one()
    assert (message.kind, message.person_id, message.day) == ("note", ada.id, None)
    assert "<minua>" in message.body
    assert "&lt;minua&gt;" in (message.html or "")


def test_the_newest_thanks_lead_for_thirty_days_and_all_stand_on_one_page(
    page: Page, team: Team, boss: Person, ada: Person, clock: TestClock
) -> None:
    for number in range(2):
        clock.set(NOW + timedelta(days=number))
        page.sign_in(boss).post(address(team, ada, "thank"), THANKS | {"text": f"Note {number}."})

    learn = page.sign_in(ada).get("/learn")
    assert "Note 1." in learn.text
    assert "Note 0." not in learn.text
    assert "Note 0." in page.get("/thanks").text
    clock.set(NOW + timedelta(days=32))
    assert "Note 1." not in page.sign_in(ada).get("/learn").text
    assert "Note 1." in page.get("/thanks").text


def test_the_receiver_decides_who_sees_thanks_and_may_delete_them(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    leo, odd = a_person(db, "Leo", "Lind", team=team), a_person(db, "Odd", "Other")
    db.commit()
    page.sign_in(boss).post(address(team, ada, "thank"), THANKS)
    note = db.scalars(select(Note.id)).one()

    def sees(person: Person) -> bool:
        return "autoit" in page.sign_in(person).get("/thanks").text

    assert not sees(leo)
    page.sign_in(ada).post(f"/notes/{note}/seen-by", {"seen_by": "team"})
    assert sees(leo)
    assert not sees(odd)
    page.sign_in(ada).post(f"/notes/{note}/seen-by", {"seen_by": "me"})
    assert not sees(leo)
    for other in (leo, odd, boss):
        page.sign_in(other).post(f"/notes/{note}/seen-by", {"seen_by": "team"}, status=404)
        page.post(f"/notes/{note}/delete", status=404)
    page.sign_in(ada).post(f"/notes/{note}/withdraw", status=404)
    page.post(f"/notes/{note}/delete")
    assert not sees(ada)
    assert sees(boss), "whoever wrote it sees no difference"
    assert not db.scalars(select(Outgoing)).all()
    page.post(f"/notes/{note}/withdraw")
    assert not db.scalars(select(Note)).all()


def test_deleting_an_offer_tells_its_writer_nothing(
    page: Page, db: Session, team: Team, boss: Person, ada: Person, clock: TestClock
) -> None:
    page.sign_in(boss).post(
        address(team, ada, "help"), {"about": "chat", "text": "A coffee on Friday?"}
    )
    note = db.scalars(select(Note.id)).one()
    pages = ("/thanks", "/learn", f"/team/{team.slug}/people/{ada.id}", address(team, ada, "help"))

    def seen_by_the_writer() -> list[str]:
        page.sign_in(boss)
        found = [
            re.sub(r'name="(csrf_token|token)" value="[^"]*"', "", page.get(path).html)
            for path in pages
        ]
        return [*found, repr(stored_about(db, person_id=boss.id)["note"])]

    before = seen_by_the_writer()
    assert "A coffee on Friday?" in before[0]
    page.sign_in(ada)
    assert "is not told" in page.follow(page.post(f"/notes/{note}/delete")).text
    for path in ("/thanks", "/learn"):
        assert "A coffee on Friday?" not in page.get(path).text
    page.post(f"/notes/{note}/answer", {"said": "yes"}, status=404)
    page.post(f"/notes/{note}/delete", status=404)

    assert seen_by_the_writer() == before
    clock.set(NOW + timedelta(days=32))
    assert "A coffee on Friday?" not in page.sign_in(boss).get("/thanks").text


def test_a_colleague_of_the_team_thanks_and_takes_it_back(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    leo, odd = a_person(db, "Leo", "Lind", team=team), a_person(db, "Odd", "Other")
    db.commit()
    page.sign_in(leo)
    listed = page.get("/thanks")
    assert {f"/thanks/{ada.id}", f"/thanks/{boss.id}"} <= set(listed.links)
    assert f"/thanks/{odd.id}" not in listed.links
    assert f"/thanks/{boss.id}" not in page.get("/thanks?find=aalt").links

    page.post(f"/thanks/{ada.id}", THANKS)
    for nobody in (odd.id, leo.id, 2_000_000_000):
        page.get(f"/thanks/{nobody}", status=404)

    [note] = queries.received(db, person_id=ada.id)
    assert note.sender_id == leo.id
    page.sign_in(boss).post(f"/notes/{note.id}/withdraw", status=404)
    page.sign_in(leo)
    done = page.follow(page.post(f"/notes/{note.id}/withdraw"))
    assert "Your note is taken back." in done.text
    assert not db.scalars(select(Note)).all()


def test_what_one_wrote_is_listed_for_oneself_only_and_nowhere_counted(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    above = a_person(db, "Bea", "Boss", manages=a_team(db))
    db.commit()
    page.sign_in(boss).post(address(team, ada, "thank"), THANKS)

    own = page.get("/thanks")
    assert "What you wrote in the last month" in own.text
    assert "To Ada Aalto, for helping" in own.text
    assert "autoit" not in page.sign_in(above).get("/thanks").text
    assert {column.name for column in Note.__table__.columns} == {
        "id", "kind", "sender_id", "receiver_id", "about", "text", "written_at", "written_on",
        "is_shared",
    }  # fmt: skip


def test_the_same_form_sent_twice_is_one_note_and_another_on_the_same_day_is_refused(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    page.sign_in(boss)
    page.post(address(team, ada, "thank"), THANKS)

    page.post(address(team, ada, "thank"), THANKS, status=303)
    seen = page.post(address(team, ada, "thank"), THANKS | {"text": "Once more"}, status=422)

    assert "One note a day is enough." in seen.text
    assert "Once more" in seen.html
    assert len(db.scalars(select(Note)).all()) == 1


def test_an_offer_is_answered_yes_or_no_or_not_at_all(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    page.sign_in(boss).post(address(team, ada, "help"), OFFER)
    note = db.scalars(select(Note.id)).one()
    again = f"The next offer is possible from {(TODAY + timedelta(days=14)).day} "
    assert again in page.get(address(team, ada, "help")).text
    refused = page.post(address(team, ada, "help"), OFFER | {"text": "Again?"}, status=422)
    assert again in refused.text

    learn = page.sign_in(ada).get("/learn")
    assert "Max Malli offers a chat" in learn.text
    page.post(f"/notes/{note}/answer", {"said": "maybe"}, status=422)
    done = page.follow(page.post(f"/notes/{note}/answer", {"said": "no"}))
    assert "Noted. Nobody is told." in done.text
    assert "offers a chat" not in page.get("/learn").text

    page.sign_in(boss)
    assert "says yes" not in page.get("/thanks").text
    assert "offer of help" not in page.get("/learn").text
    page.sign_in(ada).post(f"/notes/{note}/answer", {"said": "yes"})
    page.sign_in(boss)
    assert "Ada Aalto says yes." in page.get("/thanks").text
    assert "Somebody said yes to your offer of help." in page.get("/learn").text
    page.post(f"/notes/{note}/answer", {"said": "no"}, status=404)


def test_only_a_manager_who_is_ready_may_write_about_a_date(
    page: Page, db: Session, content: Current, team: Team, boss: Person, ada: Person
) -> None:
    course = content.get().path.courses[0]
    an_assignment(db, team, course, due_on=TODAY + timedelta(days=10))
    db.commit()
    words = {"about": course, "text": "Can I help you find an hour for it?"}
    page.sign_in(boss)

    assert "Leaders go first" in page.get(address(team, ada, "remind")).text
    assert address(team, ada, "remind") not in page.get(address(team, ada, "help")).links
    page.post(address(team, ada, "remind"), words, status=422)
    assert not db.scalars(select(Note)).all()

    ready(db, boss, content)
    assert address(team, ada, "remind") in page.get(address(team, ada, "help")).links
    page.post(address(team, ada, "remind"), words)
    page.post(address(team, ada, "remind"), words, status=303)  # the same tab twice
    seen = page.post(address(team, ada, "remind"), words | {"text": "Well?"}, status=422)
    assert "The next note is possible from" in seen.text
    assert len(db.scalars(select(Note)).all()) == 1
    assert "find an hour" in page.sign_in(ada).get("/learn").text

    ready(db, ada, content)
    assert "find an hour" not in page.sign_in(ada).get("/learn").text


def test_nothing_may_be_written_about_a_course_that_is_not_asked_or_done_or_far(
    page: Page, db: Session, content: Current, team: Team, boss: Person, ada: Person
) -> None:
    first, second, third = content.get().path.courses[:3]
    an_assignment(db, team, first, due_on=TODAY + timedelta(days=31))
    an_assignment(db, team, second, due_on=TODAY + timedelta(days=5))
    a_certificate(db, ada, second, expires_on=TODAY + timedelta(days=90))
    ready(db, boss, content)
    page.sign_in(boss)

    assert "Nothing is asked of Ada Aalto" in page.get(address(team, ada, "remind")).text
    for course in (first, second, third):
        page.post(address(team, ada, "remind"), {"about": course, "text": "x"}, status=422)
    assert not db.scalars(select(Note)).all()


def test_nobody_else_writes_to_the_team_and_nobody_to_oneself(
    page: Page, db: Session, team: Team, boss: Person, ada: Person
) -> None:
    stranger = a_person(db, manages=a_team(db))
    a_membership(db, boss, team)
    db.commit()
    for what in ("thank", "help", "remind"):
        page.sign_in(stranger).get(address(team, ada, what), status=404)
        page.sign_in(ada).get(address(team, boss, what), status=404)
        page.sign_in(boss).get(address(team, boss, what), status=404)


def test_pages_of_managers_load_nothing_of_wishes_attempts_or_answers(
    page: Page, db: Session, content: Current, team: Team, boss: Person, ada: Person
) -> None:
    an_assignment(db, team, content.get().path.courses[0], due_on=TODAY)
    ready(db, boss, content)
    page.sign_in(boss)

    with page.counting() as statements:
        for what in ("thank", "help", "remind"):
            page.get(address(team, ada, what))

    assert statements
    assert not any(
        word in statement
        for statement in statements
        for word in ("reminder_choice", "attempt", "module_read", "help_reply.said,")
    )


@pytest.mark.parametrize("text", ["", "   ", "x" * 601])
def test_a_note_needs_words_and_not_too_many_and_keeps_what_was_typed(
    page: Page, team: Team, boss: Person, ada: Person, text: str
) -> None:
    page.sign_in(boss)

    seen = page.post(address(team, ada, "thank"), {"about": "asking", "text": text}, status=422)

    assert text.strip() in seen.html
    assert "There is a problem" in seen.text
