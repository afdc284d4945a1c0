"""`lms work` hands over what leavers would have read, and deletes what is over."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.app import make_clock
from lms.config import Settings
from lms.content.current import Current
from lms.inbox.models import InboxMessage
from lms.inbox.rules import KEPT_OPEN, Kind
from lms.operations.work import Work, forget, hand_over
from lms.people.models import Outgoing
from lms.reminders.letters import composing
from tests.conftest import TestClock
from tests.databases import SharedConnection
from tests.factories import NOW
from tests.inbox.test_pages import Office, choose, count, form, office
from tests.inbox.test_promises import DAY, leave
from tests.pages import Page

__all__ = ["office"]


def test_a_round_of_work_hands_over_with_a_mail_and_deletes_what_is_over(
    app: Flask,
    page: Page,
    db: Session,
    office: Office,
    database: SharedConnection,
    settings: Settings,
    content: Current,
    clock: TestClock,
) -> None:
    work = Work(database, settings, make_clock(settings), content.get, lambda: composing(app))
    office.second.email = "sam@x.example"
    db.commit()
    choose(db, Kind.SLIP, office.comms, office.second)
    page.sign_in(office.ada).post("/oops", form())
    leave(db, office)

    assert [hand_over(work), hand_over(work)] == [1, 0]

    assert db.scalars(select(InboxMessage.keeper_id)).all() == [office.second.id]
    told = select(Outgoing).where(Outgoing.person_id == office.second.id)
    mail = db.scalars(told).one()
    assert mail.subject == "Somebody wrote to you"
    assert "/messages" in mail.body
    clock.set(NOW + KEPT_OPEN + DAY)
    assert forget(work) == 1
    assert count(db) == 0
