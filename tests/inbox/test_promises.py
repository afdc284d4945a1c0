"""What is promised of messages: nothing is lost, and each reaches whom it was promised to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.inbox import queries, services
from lms.inbox.models import InboxMessage
from lms.inbox.rules import KEPT_OPEN, KEPT_SETTLED, Kind
from lms.operations.services import erase_person
from lms.operations.tidy import forget as tidy
from lms.people import services as people
from lms.people.models import Notice, Outgoing
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_membership, a_person, a_team
from tests.inbox.test_pages import Office, choose, count, form, office, the_address
from tests.pages import Page, Seen

__all__ = ["office"]

DAY = timedelta(days=1)


def hidden(seen: Seen, name: str) -> str:
    """The value of a hidden field."""
    return next(field.get("value", "") for field in seen.fields(name))


def leave(db: Session, office: Office) -> None:
    """The first reader is deactivated, as on the command line: nobody hands anything over yet."""
    people.deactivate(db, person_id=office.comms.id, actor_id=None, now=NOW, today=TODAY)
    db.commit()


def notices(db: Session) -> list[int]:
    """Who is told that a message waits."""
    db.expire_all()
    found = select(Notice.person_id).where(Notice.kind == "inbox", Notice.closed_at.is_(None))
    return list(db.scalars(found))


# Sent once, and nothing dropped


def test_another_text_of_the_same_form_is_another_message_however_often_it_comes(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms)
    ada = page.sign_in(office.ada)
    sent = form("I posted a price")
    corrected = sent | {"words": "I posted a price, and a name"}
    for one in (sent, sent, corrected, corrected, sent):
        ada.post("/oops", one)
    assert count(db) == 2
    carla = page.sign_in(office.comms)
    assert "I posted a price, and a name" in carla.get(the_address(db)).text


def test_two_people_with_the_same_form_and_words_send_two(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms)
    sent = form("I posted a price")
    page.sign_in(office.ada).post("/oops", sent)
    page.sign_in(office.boss).post("/oops", sent)
    assert count(db) == 2


def test_the_newest_tick_about_use_counts(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.QUESTION, office.comms)
    ada = page.sign_in(office.ada)
    sent = form("May I film?")
    ada.post("/ask", sent | {"may_be_used": "y"})
    ada.post("/ask", sent)
    assert count(db) == 1
    assert db.scalar(select(InboxMessage.may_be_used)) is False


# A reader who leaves


def test_saving_the_page_hands_open_messages_over_even_when_nothing_changed(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms, office.second)
    page.sign_in(office.ada).post("/oops", form())
    leave(db, office)
    root = page.sign_in(office.root)
    names = {"slip": office.second.sign_in_name, "question": "", "deed": "", "heard": ""}
    assert "Something slipped: 1 open message waits for a reader" in root.get("/admin/inboxes").text
    root.post("/admin/inboxes", names)
    assert "waits for a reader" not in root.get("/admin/inboxes").text
    page.sign_in(office.second).get(the_address(db))
    assert notices(db) == [office.second.id]


def test_a_question_never_goes_to_whoever_is_taken_off_in_the_same_save(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.QUESTION, office.comms, office.second)
    page.sign_in(office.ada).post("/ask", form("May I film?"))
    leave(db, office)
    names = {"slip": office.boss.sign_in_name, "question": office.author.sign_in_name}
    page.sign_in(office.root).post("/admin/inboxes", names)
    assert notices(db) == [office.author.id]


def test_deactivating_somebody_hands_over_at_once_and_the_sender_sees_it(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms, office.second)
    page.sign_in(office.ada).post("/oops", form())
    page.sign_in(office.root).post(f"/admin/people/{office.comms.id}/deactivate")
    page.sign_in(office.second)
    assert the_address(db) in page.get("/messages").links
    assert "Sam Second" in page.sign_in(office.ada).get(the_address(db)).text


def test_the_daily_tidy_hands_over_and_forgets(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.SLIP, office.comms, office.second)
    page.sign_in(office.ada).post("/oops", form())
    leave(db, office)
    tidy(db, answers_kept_days=90, now=NOW, today=TODAY)
    assert db.scalars(select(InboxMessage.keeper_id)).all() == [office.second.id]
    tidy(db, answers_kept_days=90, now=NOW + KEPT_OPEN + DAY, today=TODAY)
    assert count(db) == 0


def test_nobody_is_named_as_reader_who_has_left_and_it_waits_until_somebody_may_read(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms, office.boss)
    page.sign_in(office.ada).post("/oops", form())
    leave(db, office)
    assert services.hand_over(db, now=NOW, today=TODAY) == 0
    db.commit()
    assert "waits for a reader" in page.sign_in(office.ada).get(the_address(db)).text
    assert notices(db) == []
    choose(db, Kind.SLIP, office.second)
    assert "Sam Second" in page.sign_in(office.ada).get(the_address(db)).text


def test_an_erased_reader_hands_over_too(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.SLIP, office.comms, office.second)
    page.sign_in(office.ada).post("/oops", form())
    office.comms.left_on = TODAY
    db.commit()
    erase_person(db, person_id=office.comms.id, actor_id=None, now=NOW, today=TODAY)
    db.commit()
    page.sign_in(office.second).get(the_address(db))


def test_messages_of_a_kind_that_nobody_reads_any_more_are_told_to_administrators(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.DEED, office.comms)
    page.sign_in(office.ada).post("/worth-telling", form("The night shift mended the bus"))
    leave(db, office)
    seen = page.sign_in(office.root).get("/admin/inboxes").text
    assert "Worth telling: 1 open message waits for a reader" in seen
    assert "night shift" not in seen


# A message to the reader


def test_one_message_without_content_goes_to_the_reader_of_a_slip(
    page: Page, db: Session, office: Office
) -> None:
    office.comms.email, office.comms.language = "carla@x.example", "fi"
    db.commit()
    choose(db, Kind.SLIP, office.comms)
    choose(db, Kind.DEED, office.comms)
    sent = form()
    ada = page.sign_in(office.ada)
    ada.post("/oops", sent)
    ada.post("/oops", sent)
    ada.post("/worth-telling", form("The night shift mended the bus"))
    mail = db.scalars(select(Outgoing)).one()
    assert mail.person_id == office.comms.id
    assert mail.kind == "account"  # somebody waits for it: it goes at once
    assert "/messages" in mail.body
    assert "Sinulle on kirjoitettu" in mail.subject
    for secret in ("Ada", "slip", "lipsahti", "Hammaslahti"):
        assert secret not in mail.subject + mail.body


def test_a_reader_without_an_address_gets_the_notice_alone(
    page: Page, db: Session, office: Office
) -> None:
    office.comms.email = None
    db.commit()
    choose(db, Kind.SLIP, office.comms)
    page.sign_in(office.ada).post("/oops", form())
    assert db.scalar(select(func.count()).select_from(Outgoing)) == 0
    assert notices(db) == [office.comms.id]


# Who reads, said truly


def test_the_sentence_names_an_administrator_where_one_was_chosen(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.root)
    seen = page.sign_in(office.ada).get("/oops").text
    assert "reads it, and nobody else: not your manager. Eve" in seen
    assert "not an administrator" not in seen
    assert "also an administrator" in seen
    choose(db, Kind.SLIP, office.comms)
    seen = page.get("/oops").text
    assert "and nobody else: not your manager, not an administrator." in seen
    assert "after a year if nobody settles it" in seen


def test_somebody_who_only_manages_sends_no_slip_to_the_manager_above(
    page: Page, db: Session, office: Office
) -> None:
    company = a_team(db, "Company")
    director = a_person(db, "Dora", manages=company)
    office.team.parent_id = company.id
    db.commit()
    choose(db, Kind.SLIP, director, office.comms)
    for sender in (office.ada, office.boss):
        assert "Carla Comms reads it" in page.sign_in(sender).get("/oops").text
    a_membership(db, office.boss, company)
    other = a_team(db, "Sales", parent=company)
    lead = a_person(db, "Lea", manages=other)
    db.commit()
    assert queries.managers_of(db, person_id=lead.id, today=TODAY) == {director.id}
    assert queries.managers_of(db, person_id=director.id, today=TODAY) == frozenset()


def test_a_text_stays_when_the_reader_leaves_while_somebody_writes(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms)
    page.sign_in(office.ada).get("/oops")
    choose(db, Kind.SLIP)
    seen = page.post("/oops", form("I posted it"), status=422)
    assert "There is a problem" in seen.text
    assert "Nobody can read this here any more" in seen.text
    assert "I posted it" in seen.html
    assert count(db) == 0


def test_another_reader_is_told_before_anything_is_sent(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.SLIP, office.comms)
    opened = page.sign_in(office.ada).get("/oops")
    written = form("I posted it") | {"reader": hidden(opened, "reader")}
    choose(db, Kind.SLIP, office.second)
    seen = page.post("/oops", written, status=422)
    assert "Sam Second reads it" in seen.text
    assert "Somebody else would read it now" in seen.text
    assert "I posted it" in seen.html
    page.post("/oops", written | {"reader": hidden(seen, "reader")})
    assert count(db) == 1


# What is over


def test_what_is_over_is_gone_before_anybody_deletes_it(
    page: Page, db: Session, office: Office, clock: TestClock
) -> None:
    choose(db, Kind.QUESTION, office.comms)
    page.sign_in(office.ada).post("/ask", form("May I film?", may_be_used="y"))
    address = the_address(db)
    page.sign_in(office.comms).post(address, {"reply": "Yes, in the yard.", "offers": "y"})
    clock.set(NOW + KEPT_SETTLED + DAY)
    for reader in (office.ada, office.comms):
        page.sign_in(reader)
        page.get(address, status=404)
        assert address not in page.get("/messages").links
    assert "film" not in page.sign_in(office.author).get("/author/asked").text


# Inboxes of several readers


def test_a_second_reader_neither_erases_nor_overwrites_what_the_first_one_answered(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.DEED, office.comms, office.second)
    page.sign_in(office.ada).post("/worth-telling", form("The night shift mended the bus"))
    address = the_address(db)
    late = hidden(page.sign_in(office.second).get(address), "seen")
    carla = page.sign_in(office.comms)
    carla.post(address, {"reply": "We will write about it.", "seen": late})
    carla.post(address, {"reply": "We will write about it.", "seen": late})  # the same twice

    sam = page.sign_in(office.second)
    for words in ("", "No need."):
        seen = sam.post(address, {"reply": words, "seen": late}, status=422)
        assert "Somebody else answered meanwhile" in seen.text
        assert "We will write about it." in seen.text
        assert words in seen.html
    sam.post(address, {"reply": "", "seen": hidden(seen, "seen")})
    assert "We will write about it." in page.sign_in(office.ada).get(address).text
    sam = page.sign_in(office.second)
    now = hidden(sam.get(address), "seen")
    sam.post(address, {"reply": "We will write about it. Sam", "seen": now})
    assert "write about it. Sam" in page.sign_in(office.ada).get(address).text


def test_open_messages_come_first_and_every_one_is_reached(
    page: Page, db: Session, office: Office
) -> None:
    choose(db, Kind.DEED, office.comms)
    for number in range(queries.LISTED + 5):
        services.send(
            db,
            kind=Kind.DEED,
            token=f"{number:032x}",
            sender_id=office.ada.id,
            words=f"Deed {number}",
            language="en",
            may_be_used=False,
            secret="x" * 32,
            now=NOW + timedelta(minutes=number),
            today=TODAY,
        )
    ids = sorted(db.scalars(select(InboxMessage.id)))
    db.execute(update(InboxMessage).where(InboxMessage.id.in_(ids[10:])).values(settled_at=NOW))
    db.commit()

    def listed(address: str) -> list[int]:
        links = page.get(address).links
        return [int(link.rpartition("/")[2]) for link in links if re.match(r"/messages/\d+$", link)]

    page.sign_in(office.comms)
    first = listed("/messages")
    assert first[:10] == ids[9::-1]
    assert len(first) == queries.LISTED
    assert "/messages?page=2" in page.get("/messages").links
    assert sorted(first + listed("/messages?page=2")) == ids
    assert listed("/messages?page=99") == listed("/messages?page=2")
    page.sign_in(office.ada)
    assert sorted(listed("/messages") + listed("/messages?sent=2")) == ids


# What I heard


def test_a_changed_text_is_looked_at_again(page: Page, db: Session, office: Office) -> None:
    choose(db, Kind.HEARD, office.comms)
    ada = page.sign_in(office.ada)
    first = form("Call 040 123 4567, she wants her money back")
    looked = hidden(ada.post("/heard", first, status=422), "looked")
    other = first | {"looked": looked, "words": "Call 050 765 4321, she is ill"}
    seen = ada.post("/heard", other, status=422)
    assert "050 765 4321" in seen.text
    assert count(db) == 0
    ada.post("/heard", other | {"looked": hidden(seen, "looked")})
    assert count(db) == 1
    ada.post("/heard", first | {"looked": looked, "words": "The lids are hard to open"})
    assert count(db) == 2


@pytest.mark.parametrize("looked", ["1", "x" * 500, ""])
def test_a_made_up_mark_does_not_pass(
    page: Page, db: Session, office: Office, looked: str, app: Flask
) -> None:
    choose(db, Kind.HEARD, office.comms)
    page.sign_in(office.ada)
    page.post("/heard", form("Call 040 123 4567", looked=looked), status=422)
    assert count(db) == 0
