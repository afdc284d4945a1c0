"""Sending and reading messages to chosen colleagues, through their pages."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lms.database import Base
from lms.inbox import services
from lms.inbox.models import InboxKeeper, InboxMessage
from lms.inbox.rules import KEPT_OPEN, KEPT_SETTLED, MOST_A_DAY, Kind
from lms.operations.services import erase_person
from lms.people.models import AuditEntry, Notice, Person, Team
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_person, a_team
from tests.pages import Page

WORDS = "I posted the price list of Hammaslahti by mistake"
DAY = timedelta(days=1)


class Office:
    """A team with a manager, two people who may read, and an administrator."""

    def __init__(self, db: Session) -> None:
        self.team: Team = a_team(db, "Service North")
        self.ada = a_person(db, "Ada", team=self.team)
        self.boss = a_person(db, "Max", manages=self.team)
        self.comms = a_person(db, "Carla", "Comms")
        self.second = a_person(db, "Sam", "Second")
        self.root = a_person(db, "Eve", is_administrator=True)
        self.author = a_person(db, "Aku", is_author=True)
        db.commit()


@pytest.fixture
def office(db: Session) -> Office:
    """The people."""
    return Office(db)


def choose(db: Session, kind: Kind, *people: Person) -> None:
    """Choose who reads a kind."""
    services.choose(
        db,
        kind=kind,
        names=[person.sign_in_name for person in people],
        actor_id=None,
        now=NOW,
        today=TODAY,
    )
    db.commit()


def form(words: str = WORDS, **more: str) -> dict[str, str]:
    """A message as its form sends it."""
    return {"words": words, "token": secrets.token_hex(16)} | more


def count(db: Session) -> int:
    """How many messages are kept."""
    return db.scalar(select(func.count()).select_from(InboxMessage)) or 0


def the_address(db: Session) -> str:
    """Where the newest message is read."""
    return f"/messages/{db.scalar(select(func.max(InboxMessage.id)))}"


def test_the_boxes_are_found_where_people_look(page: Page, office: Office) -> None:
    page.sign_in(office.ada)
    home, ready = page.get("/learn").html, page.get("/ready").html

    assert all(f'href="{path}"' in home for path in ("/worth-telling", "/heard", "/messages"))
    assert all(f'href="{path}"' in ready for path in ("/worth-telling", "/ask", "/oops"))


def test_the_first_hour_is_there_at_once_whoever_is_chosen(page: Page, office: Office) -> None:
    seen = page.sign_in(office.ada).get("/oops")
    assert seen.text.index("Now, in this order") < seen.text.index("Stop.")
    assert "Nobody is chosen" in seen.text
    assert "communications team" in seen.text
    assert "/oops" in page.get("/learn").links
    in_finnish = page.sign_in(office.ada, language="fi").get("/oops")
    assert 'lang="fi"' in in_finnish.html
    assert "<ol" in in_finnish.html


def test_a_report_reaches_the_one_named_person_and_comes_back_answered(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms, office.second)
    ada = page.sign_in(office.ada)
    assert "Carla Comms reads it, and nobody else" in ada.get("/oops").text
    ada.post("/oops", form())
    address = the_address(db)

    carla = page.sign_in(office.comms)
    assert "A message waits for you to read" in carla.get("/learn").text
    assert WORDS in carla.get(address).text
    assert "Ada" in carla.get(address).text
    carla.post(address, {"reply": "Taken down. Thank you for telling."})

    ada = page.sign_in(office.ada)
    assert "Your message was answered or settled" in ada.get("/learn").text
    seen = ada.get(address).text
    assert "Taken down. Thank you for telling." in seen
    assert "settled on" in seen


def test_nobody_else_reads_it(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.SLIP, office.comms, office.second)
    page.sign_in(office.ada).post("/oops", form())
    address = the_address(db)
    for other in (office.boss, office.second, office.root, office.author):
        page.sign_in(other)
        page.get(address, status=404)
        page.post(address, {"reply": "x"}, status=404)
        page.post(f"{address}/delete", status=404)
        assert "Hammaslahti" not in page.get("/messages").text


def test_a_slip_never_goes_to_the_own_manager_or_to_oneself(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.boss, office.ada, office.comms)
    assert "Carla Comms reads it" in page.sign_in(office.ada).get("/oops").text
    choose(db, Kind.SLIP, office.boss)
    ada = page.sign_in(office.ada)
    assert "Nobody is chosen" in ada.get("/oops").text
    ada.post("/oops", form(), status=422)
    assert count(db) == 0


def test_no_word_of_a_report_stands_in_the_database_or_in_the_log(
    page: Page, db: Session, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    choose(db, Kind.SLIP, office.comms)
    page.sign_in(office.ada).post("/oops", form())
    page.sign_in(office.comms).post(the_address(db), {"reply": "Hammaslahti knows."})
    db.expire_all()
    for table in Base.metadata.sorted_tables:
        for row in db.execute(select(table)):
            said = "".join(
                value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row
            )
            assert "Hammaslahti" not in said, table.name
    captured = capsys.readouterr()
    assert "Hammaslahti" not in captured.out + captured.err


def test_a_form_sent_twice_sends_one_and_an_empty_one_keeps_what_was_typed(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.QUESTION, office.comms)
    ada = page.sign_in(office.ada)
    sent = form("May I show the new hall?")
    ada.post("/ask", sent)
    ada.post("/ask", sent)
    assert count(db) == 1
    seen = ada.post("/ask", form("x" * 3001), status=422)
    assert "at most 3000 characters" in seen.text
    assert "x" * 3001 in seen.html
    ada.post("/ask", form(" "), status=422)
    assert count(db) == 1


def test_twenty_messages_a_day_and_the_text_of_the_next_is_kept(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.QUESTION, office.comms)
    ada = page.sign_in(office.ada)
    for _ in range(MOST_A_DAY):
        ada.post("/ask", form("May I?"))
    seen = ada.post("/ask", form("One more?"), status=429)
    assert "One more?" in seen.html
    assert count(db) == MOST_A_DAY


def test_a_question_becomes_content_only_if_both_agree_and_without_a_name(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.QUESTION, office.comms)
    ada = page.sign_in(office.ada)
    ada.post("/ask", form("May I film in the hall?", may_be_used="y"))
    agreed = the_address(db)
    ada.post("/ask", form("Only for you"))
    alone = the_address(db)
    carla = page.sign_in(office.comms)
    assert "Offer question and answer" in carla.get(agreed).text
    assert "Offer question and answer" not in carla.get(alone).text
    for address in (agreed, alone):
        carla.post(address, {"reply": "Yes, on your own day off.", "offers": "y"})
    seen = page.sign_in(office.author).get("/author/asked").text
    assert "May I film in the hall?" in seen
    assert "Yes, on your own day off." in seen
    assert "Only for you" not in seen
    assert "Ada" not in seen
    page.sign_in(office.boss).get("/author/asked", status=403)


def test_what_somebody_heard_is_looked_at_for_people_before_it_goes(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.HEARD, office.comms, office.second)
    ada = page.sign_in(office.ada)
    told = "Call 040 123 4567, she is ill and wants her money back"
    seen = ada.post("/heard", form(told), status=422)
    assert "This may be about a person" in seen.text
    assert "040 123 4567" in seen.text
    assert told in seen.html
    assert count(db) == 0
    token, looked = (seen.fields(name)[0]["value"] for name in ("token", "looked"))
    ada.post("/heard", {"words": told, "token": token, "looked": looked})
    assert count(db) == 1
    ada.post("/heard", form("The new lids are hard to open with gloves on"))
    assert count(db) == 2


def test_deeds_and_remarks_are_read_by_all_who_were_chosen(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.DEED, office.comms, office.second)
    page.sign_in(office.ada).post("/worth-telling", form("The night shift mended the bus"))
    address = the_address(db)
    for reader in (office.comms, office.second):
        page.sign_in(reader)
        assert "The night shift mended the bus" in page.get(address).text
        assert address in page.get("/messages").links
    page.sign_in(office.boss).get(address, status=404)


def test_the_sender_deletes_it_with_its_reply(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.SLIP, office.comms)
    ada = page.sign_in(office.ada)
    ada.post("/oops", form())
    ada.post(f"{the_address(db)}/delete")
    assert count(db) == 0
    assert not db.scalars(select(Notice).where(Notice.kind == "inbox")).all()


def test_they_are_deleted_as_told(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.SLIP, office.comms)
    ada = page.sign_in(office.ada)
    ada.post("/oops", form())
    page.sign_in(office.comms).post(the_address(db), {"reply": ""})
    page.sign_in(office.ada).post("/oops", form())
    assert services.forget_old(db, now=NOW + KEPT_SETTLED - DAY) == 0
    assert services.forget_old(db, now=NOW + KEPT_SETTLED + DAY) == 1
    assert services.forget_old(db, now=NOW + KEPT_OPEN + DAY) == 1
    assert count(db) == 0


def test_an_erased_sender_takes_the_messages_along_and_an_erased_reader_reads_no_more(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms)
    page.sign_in(office.ada).post("/oops", form())
    for person in (office.comms, office.ada):
        person.left_on = TODAY
        db.commit()
        erase_person(db, person_id=person.id, actor_id=None, now=NOW, today=TODAY + DAY)
        db.commit()
        if person is office.comms:
            assert not db.scalars(select(InboxKeeper)).all()
            choose(db, Kind.SLIP, office.second)
            page.sign_in(office.second)
            assert WORDS in page.get(the_address(db)).text
    assert count(db) == 0


def test_the_own_copy_holds_the_words_in_clear(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.SLIP, office.comms)
    ada = page.sign_in(office.ada)
    ada.post("/oops", form())
    held = ada.client.get("/account/data.json").get_json()
    assert held["messages"][0]["words"] == WORDS
    assert WORDS in ada.get("/account/record").text
    assert "messages" not in page.sign_in(office.comms).client.get("/account/data.json").get_json()


def test_another_installation_says_that_it_cannot_read_them(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms)
    ada = page.sign_in(office.ada)
    ada.post("/oops", form())
    db.execute(text("UPDATE inbox_message SET token = 'another'"))
    db.commit()
    assert "sealed on another installation" in ada.get(the_address(db)).text


def test_administrators_choose_who_reads_and_it_is_in_the_log(
    page: Page, db: Session, office: Office
) -> None:
    root = page.sign_in(office.root)
    assert "Choose somebody for slips" in root.get("/admin/inboxes").text
    names = {"slip": f"{office.comms.sign_in_name}\n{office.second.sign_in_name}\n"}
    root.post("/admin/inboxes", names | {"question": office.comms.sign_in_name})
    assert "Choose somebody for slips" not in root.get("/admin/inboxes").text
    assert db.scalars(select(AuditEntry.action)).all().count("inbox.choose") == 2
    seen = root.post("/admin/inboxes", {"slip": "nobody@example.test"}, status=422)
    assert "Nobody signs in with: nobody@example.test" in seen.text
    assert db.scalar(select(func.count()).select_from(InboxKeeper)) == 3
    page.sign_in(office.boss).get("/admin/inboxes", status=403)


def test_a_manager_sees_no_trace_of_a_report(
    page: Page, db: Session, office: Office, app: Flask, clock: TestClock
) -> None:
    choose(db, Kind.SLIP, office.comms)
    addresses = (f"/team/{office.team.slug}", f"/team/{office.team.slug}/people/{office.ada.id}")
    page.sign_in(office.boss)
    before = [page.get(address).text for address in addresses]
    page.sign_in(office.ada).post("/oops", form())
    page.sign_in(office.boss)
    assert [page.get(address).text for address in addresses] == before
