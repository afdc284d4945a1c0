"""Waiting messages are sent once each, and none is lost when sending breaks off."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from itertools import count
from typing import Any, Self

import pytest
from sqlalchemy import select, update

from lms.config import Settings
from lms.database import Database, make_engine
from lms.operations import mail
from lms.operations.mail import MailError, send_again, send_waiting
from lms.people.models import AuditEntry, Outgoing, Person
from lms.people.queries import MOST_TRIES, unreached
from tests.factories import NOW, TODAY, a_person

NUMBERS = count(1)


@pytest.fixture
def own(database_url: str) -> Iterator[Database]:
    """A database of the test's own, since sending opens transactions."""
    database = Database(make_engine(database_url))
    yield database
    database.engine.dispose()


def a_message(database: Database, subject: str = "Uusi salasana", **person: Any) -> int:
    with database.begin() as db:
        usual = {
            "first_name": "Väinö",
            "last_name": "Näyte",
            "email": f"v{next(NUMBERS)}@x.example",
        }
        somebody = a_person(db, **usual | person)
        message = Outgoing(
            person_id=somebody.id, subject=subject, body="Hei, tässä linkki.\n", created_at=NOW
        )
        db.add(message)
        db.flush()
        return message.id


def sent(database: Database) -> list[tuple[bool, int]]:
    with database.reading() as db:
        rows = db.scalars(select(Outgoing).order_by(Outgoing.id))
        return [(row.sent_at is not None, row.tries) for row in rows]


class Server:
    """A mail server that does as it is told."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.messages: list[EmailMessage] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send_message(self, message: EmailMessage) -> None:
        """Take a message, or raise the next answer."""
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.messages.append(message)


def by_server(settings: Settings, server: Server, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(mail, "_connect", lambda _url: server)
    return replace(
        settings,
        mail_folder=None,
        smtp_url="smtp://mail.example.test",
        mail_from="learning@example.test",
    )


def test_in_the_test_mode_messages_go_into_a_folder(own: Database, settings: Settings) -> None:
    number = a_message(own)
    assert settings.mail_folder is not None

    assert send_waiting(own, settings, clock=lambda: NOW) == "Sent: 1."
    assert send_waiting(own, settings, clock=lambda: NOW) == "No message waits."

    [file] = settings.mail_folder.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message["Subject"] == "Uusi salasana"
    assert message["To"].addresses[0].display_name == "Väinö Näyte"
    assert message["Message-ID"] == f"<message-{number}-20261122090000@localhost>"
    assert message.get_content().strip() == "Hei, tässä linkki."
    assert sent(own) == [(True, 1)]


def test_a_subject_cannot_add_headers(own: Database, settings: Settings) -> None:
    a_message(own, "Hello\r\nBcc: everyone@example.test")
    assert settings.mail_folder is not None

    send_waiting(own, settings, clock=lambda: NOW)

    [file] = settings.mail_folder.glob("*.eml")
    assert message_from_bytes(file.read_bytes(), policy=default)["Bcc"] is None


def test_people_who_left_get_nothing(own: Database, settings: Settings) -> None:
    a_message(own, left_on=TODAY)

    assert send_waiting(own, settings, clock=lambda: NOW) == "No message waits."


def test_without_a_way_to_send_it_says_so(own: Database, settings: Settings) -> None:
    nowhere = replace(settings, mail_folder=None)
    assert send_waiting(own, nowhere, clock=lambda: NOW) == "No message waits."
    a_message(own)

    with pytest.raises(MailError, match="LMS_SMTP_URL"):
        send_waiting(own, nowhere, clock=lambda: NOW)
    with pytest.raises(MailError, match="LMS_MAIL_FROM"):
        send_waiting(own, replace(nowhere, smtp_url="smtp://mail.example.test"), clock=lambda: NOW)


def test_a_refused_message_does_not_hold_up_the_others(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_message(own)
    a_message(own)
    a_message(own)
    server = Server(
        smtplib.SMTPRecipientsRefused({"a@example.test": (550, b"unknown")}),
        smtplib.SMTPDataError(451, b"later"),
    )

    with pytest.raises(MailError, match=r"Sent: 1\. Refused or put off: 2"):
        send_waiting(own, by_server(settings, server, monkeypatch), clock=lambda: NOW)

    assert len(server.messages) == 1
    assert sent(own) == [(False, 1), (False, 1), (True, 1)]


def test_when_the_server_breaks_off_the_rest_waits(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_message(own)
    a_message(own)
    server = Server(None, smtplib.SMTPServerDisconnected("gone"))
    there = by_server(settings, server, monkeypatch)

    with pytest.raises(MailError, match="broke off"):
        send_waiting(own, there, clock=lambda: NOW)
    assert sent(own) == [(True, 1), (False, 1)]

    with pytest.raises(MailError, match="put off: 1"):
        send_waiting(own, there, clock=lambda: NOW + timedelta(minutes=9))
    assert send_waiting(own, there, clock=lambda: NOW + timedelta(minutes=10)) == "Sent: 1."
    assert sent(own) == [(True, 1), (True, 2)]


def test_a_message_refused_again_and_again_is_given_up(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_message(own)
    refusal = smtplib.SMTPDataError(554, b"no")
    server = Server(*[refusal] * MOST_TRIES)
    there = by_server(settings, server, monkeypatch)

    days = [NOW + timedelta(days=number) for number in range(MOST_TRIES + 1)]
    passing = iter(days)
    for _try in range(MOST_TRIES - 1):
        moment = [next(passing)]
        with pytest.raises(MailError):
            send_waiting(own, there, clock=partial(moment.__getitem__, 0))
    send_waiting(own, there, clock=lambda: days[-2])

    assert send_waiting(own, there, clock=lambda: days[-1]) == "No message waits."
    assert server.messages == []
    assert server.answers == []


def test_people_at_whose_address_nothing_arrives_are_named_until_something_does(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named() -> list[str]:
        with own.reading() as db:
            return [one.name for one in unreached(db, today=NOW.date())]

    a_message(own, first_name="Päivi", last_name="Aho")
    a_message(own, first_name="Olli", last_name="Oja")
    moment = NOW
    for _ in range(MOST_TRIES):
        assert named() == []
        later = smtplib.SMTPDataError(452, b"The mailbox is full")
        there = by_server(settings, Server(later), monkeypatch)
        with pytest.raises(MailError):
            send_waiting(own, there, clock=lambda: moment)  # noqa: B023 - called at once
        moment += timedelta(days=1)
    assert named() == ["Päivi Aho"]

    send_waiting(own, by_server(settings, Server(), monkeypatch), clock=lambda: moment)

    assert named() == []


def test_what_was_given_up_is_sent_again_once_however_often_the_button_is_pressed(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_message(own)
    refusal = smtplib.SMTPDataError(554, b"no")
    there = by_server(settings, Server(*[refusal] * MOST_TRIES), monkeypatch)
    moment = NOW
    for _try in range(MOST_TRIES):
        with suppress(MailError):
            send_waiting(own, there, clock=lambda: moment)  # noqa: B023 - called at once
        moment += timedelta(days=1)
    with own.reading() as db:
        (person,) = db.scalars(select(Person.id).where(Person.email.is_not(None)))

    def press() -> int:
        with own.begin() as db:
            return send_again(db, person_id=person, actor_id=person, now=moment)

    pressed = [press(), press()]
    server = Server()
    there = by_server(settings, server, monkeypatch)
    sending = [send_waiting(own, there, clock=lambda: moment) for _ in range(2)]

    assert pressed == [1, 0]
    assert sending == ["Sent: 1.", "No message waits."]
    assert press() == 0
    with own.reading() as db:
        entries = db.scalars(select(AuditEntry).where(AuditEntry.action == "messages_again")).all()
        assert [entry.subject for entry in entries] == [f"person:{person}"]


def test_presses_at_the_same_moment_send_once(own: Database) -> None:
    a_message(own)
    with own.begin() as db:
        db.execute(update(Outgoing).values(tries=MOST_TRIES, given_up_at=NOW))
        (person,) = db.scalars(select(Person.id).where(Person.email.is_not(None)))

    def press(_number: int) -> int:
        with own.begin() as db:
            return send_again(db, person_id=person, actor_id=person, now=NOW)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [0, 0, 0, 1]


def test_a_message_that_may_have_arrived_is_never_sent_again_by_hand(own: Database) -> None:
    a_message(own)
    with own.begin() as db:
        db.execute(update(Outgoing).values(tries=MOST_TRIES, given_up_at=NOW, tried_at=NOW))
        (person,) = db.scalars(select(Person.id).where(Person.email.is_not(None)))
        assert send_again(db, person_id=person, actor_id=person, now=NOW) == 0


def test_a_domain_with_finnish_letters_is_written_as_servers_know_it(
    own: Database, settings: Settings
) -> None:
    a_message(own, email="ada@länsi.example")

    assert send_waiting(own, settings, clock=lambda: NOW) == "Sent: 1."
    assert settings.mail_folder is not None
    [letter] = settings.mail_folder.glob("*.eml")
    assert b"<ada@xn--lnsi-loa.example>" in letter.read_bytes()


def test_the_pauses_grow_from_ten_minutes_to_a_day() -> None:
    minutes = [mail.pause_after(tries).total_seconds() / 60 for tries in range(1, 12)]

    assert minutes == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]


def test_senders_at_once_share_the_messages_and_send_each_once(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        a_message(own)
    server = Server()
    there = by_server(settings, server, monkeypatch)

    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(send_waiting, own, there, clock=lambda: NOW) for _ in range(3)]
        for run in runs:
            with suppress(MailError):  # what another sender has just begun counts as waiting
                run.result()

    assert len(server.messages) == 12
    assert len({message["Message-ID"] for message in server.messages}) == 12
    assert sent(own) == [(True, 1)] * 12


def test_a_crash_after_the_servers_yes_sends_once_more_under_the_same_number(
    own: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_message(own)
    server = Server()
    there = by_server(settings, server, monkeypatch)
    note = mail._note
    monkeypatch.setattr(mail, "_note", Crash.now)
    with pytest.raises(Crash):
        send_waiting(own, there, clock=lambda: NOW)
    monkeypatch.setattr(mail, "_note", note)

    with pytest.raises(MailError):
        send_waiting(own, there, clock=lambda: NOW + timedelta(minutes=9))
    send_waiting(own, there, clock=lambda: NOW + timedelta(minutes=10))

    assert len(server.messages) == 2
    assert len({message["Message-ID"] for message in server.messages}) == 1
    assert sent(own) == [(True, 2)]


class Crash(BaseException):
    """The end of the process."""

    @staticmethod
    def now(*_: object) -> None:
        raise Crash
