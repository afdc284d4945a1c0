"""Notes are written once, go with their message, and leave nothing behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.database import Database, make_engine
from lms.notes import queries, rules, services
from lms.notes.models import Answer, DeletedNote, HelpReply, Kind, Note, NoteTurn
from lms.notes.services import Draft, Words
from lms.people.models import Notice, Outgoing, Person
from lms.people.queries import stored_about
from tests.factories import NOW, TODAY, a_person, a_team

WORDS = Words("A note", "Text", "<p>Text</p>", "https://site.example/reminders/stop/x")
ABOUT = {Kind.THANKS: "helping", Kind.HELP: "chat", Kind.REMINDER: "guidelines"}


def a_draft(sender: Person, receiver: Person, kind: Kind = Kind.THANKS, **values: Any) -> Draft:
    turn = {
        Kind.THANKS: rules.thanks_turn(sender.id),
        Kind.HELP: rules.HELP_TURN,
        Kind.REMINDER: rules.REMINDER_TURN,
    }[kind]
    given: dict[str, Any] = {
        "kind": kind,
        "sender_id": sender.id,
        "receiver_id": receiver.id,
        "about": ABOUT[kind],
        "text": "Kiitos avusta.",
        "turn": turn,
        "words": WORDS,
    }
    return Draft(**(given | values))


def rows(db: Session, table: Any) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_note_and_its_message_are_one_transaction(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)

    with db.begin_nested() as savepoint:
        assert services.write(db, a_draft(sender, receiver), now=NOW, today=TODAY)
        assert (rows(db, Note), rows(db, Outgoing), rows(db, NoteTurn)) == (1, 1, 1)
        savepoint.rollback()

    assert (rows(db, Note), rows(db, Outgoing), rows(db, NoteTurn)) == (0, 0, 0)


def test_somebody_without_an_address_gets_the_note_and_no_message(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)

    services.write(db, a_draft(sender, receiver, words=None), now=NOW, today=TODAY)

    assert (rows(db, Note), rows(db, Outgoing)) == (1, 0)


def test_one_offer_in_14_days_whoever_makes_it(db: Session) -> None:
    first, second, receiver = a_person(db), a_person(db), a_person(db)

    def offer(sender: Person, days: int) -> bool:
        draft = a_draft(sender, receiver, Kind.HELP)
        return services.write(db, draft, now=NOW, today=TODAY + timedelta(days=days)) is not None

    assert offer(first, 0)
    assert not offer(first, 0)
    assert not offer(second, 13)
    assert offer(second, 14)
    assert not offer(first, 15)
    assert rows(db, Note) == 2


def test_thanks_are_one_a_day_from_each_and_do_not_use_up_the_other_turns(db: Session) -> None:
    first, second, receiver = a_person(db), a_person(db), a_person(db)

    def send(sender: Person, kind: Kind, days: int = 0) -> bool:
        draft = a_draft(sender, receiver, kind)
        return services.write(db, draft, now=NOW, today=TODAY + timedelta(days=days)) is not None

    assert send(first, Kind.THANKS)
    assert not send(first, Kind.THANKS)
    assert send(second, Kind.THANKS)
    assert send(first, Kind.HELP)
    assert send(first, Kind.REMINDER)
    assert not send(second, Kind.REMINDER, 13)
    assert send(first, Kind.THANKS, 1)


def test_taking_an_offer_back_does_not_free_the_turn(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)
    note = services.write(db, a_draft(sender, receiver, Kind.HELP), now=NOW, today=TODAY)
    assert note is not None

    services.remove(db, note_id=note)

    assert (rows(db, Note), rows(db, Outgoing)) == (0, 0)
    assert not services.write(db, a_draft(sender, receiver, Kind.HELP), now=NOW, today=TODAY)


def test_ten_tabs_at_once_have_one_effect(database_url: str) -> None:
    engine = make_engine(database_url)
    database = Database(engine)
    with database.begin() as db:
        team = a_team(db)
        boss, person = a_person(db, manages=team), a_person(db, team=team)
        drafts = [
            a_draft(boss, person, kind, text=f"Tab {number}")
            for number in range(10)
            for kind in (Kind.HELP, Kind.REMINDER)
        ]

    def send(draft: Draft) -> bool:
        with database.begin() as db:
            return services.write(db, draft, now=NOW, today=TODAY) is not None

    with ThreadPoolExecutor(5) as pool:
        won = list(pool.map(send, drafts))

    with database.reading() as db:
        assert sum(won) == rows(db, Note) == rows(db, Outgoing) == 2
    engine.dispose()


def test_the_writer_hears_of_a_yes_and_never_of_a_no(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)
    note = services.write(db, a_draft(sender, receiver, Kind.HELP), now=NOW, today=TODAY)
    assert note is not None

    def say(said: Answer) -> None:
        services.answer(
            db, note_id=note, person_id=receiver.id, sender_id=sender.id, said=said, now=NOW
        )
        db.expire_all()

    def heard() -> tuple[bool, int]:
        [mine] = queries.written(db, person_id=sender.id, today=TODAY)
        open_ones = select(func.count(Notice.id)).where(Notice.closed_at.is_(None))
        return mine.has_yes, db.scalar(open_ones) or 0

    say(Answer.NO)
    assert heard() == (False, 0)
    assert "help_reply" not in stored_about(db, person_id=sender.id)
    assert stored_about(db, person_id=receiver.id)["help_reply"][0]["said"] == "no"
    say(Answer.YES)
    assert heard() == (True, 1)
    say(Answer.NO)
    assert heard() == (False, 0)


def test_what_somebody_got_and_offered_goes_with_them_and_their_thanks_stay(db: Session) -> None:
    leaver, other = a_person(db), a_person(db)
    for draft in (
        a_draft(leaver, other),
        a_draft(leaver, other, Kind.HELP),
        a_draft(other, leaver),
        a_draft(other, leaver, Kind.HELP),
    ):
        note = services.write(db, draft, now=NOW, today=TODAY)
        if draft.kind is Kind.HELP and note:
            services.answer(
                db,
                note_id=note,
                person_id=draft.receiver_id,
                sender_id=draft.sender_id,
                said=Answer.YES,
                now=NOW,
            )

    services.erase(db, person_id=leaver.id)

    db.expire_all()
    [stays] = queries.received(db, person_id=other.id)
    assert (stays.sender, stays.sender_id, stays.text) == ("", None, "Kiitos avusta.")
    assert (rows(db, Note), rows(db, HelpReply), rows(db, Notice)) == (1, 0, 0)
    assert rows(db, Outgoing) == 0
    turns = list(db.scalars(select(NoteTurn.key)))
    assert turns == ["help"]  # the offer to the other was made, whoever made it


def test_a_deleted_note_is_the_receivers_row_alone_and_goes_after_its_time(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)
    for kind in Kind:
        note = services.write(db, a_draft(sender, receiver, kind), now=NOW, today=TODAY)
        assert note is not None
        for _twice in range(2):
            services.hide(db, note_id=note, person_id=receiver.id, sender_id=sender.id)

    assert queries.received(db, person_id=receiver.id) == []
    assert len(queries.written(db, person_id=sender.id, today=TODAY)) == 3
    assert "deleted_note" not in stored_about(db, person_id=sender.id)
    assert len(stored_about(db, person_id=receiver.id)["deleted_note"]) == 3
    assert rows(db, Outgoing) == 0, "what was not sent yet is not sent any more"

    services.forget(db, before=TODAY)
    assert rows(db, Note) == 3
    services.forget(db, before=TODAY + timedelta(days=1))
    assert (rows(db, Note), rows(db, DeletedNote)) == (0, 0)


def test_a_deleted_note_whose_writer_was_erased_goes_at_once(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)
    note = services.write(db, a_draft(sender, receiver), now=NOW, today=TODAY)
    assert note is not None
    services.erase(db, person_id=sender.id)

    services.hide(db, note_id=note, person_id=receiver.id, sender_id=None)

    assert rows(db, Note) == 0


def test_a_deleted_note_is_erased_with_its_receiver_and_with_its_writer(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)
    for draft in (a_draft(sender, receiver, Kind.HELP), a_draft(receiver, sender)):
        note = services.write(db, draft, now=NOW, today=TODAY)
        assert note is not None
        services.hide(db, note_id=note, person_id=draft.receiver_id, sender_id=draft.sender_id)

    services.erase(db, person_id=sender.id)

    assert (rows(db, Note), rows(db, DeletedNote)) == (0, 0)


def test_offers_go_after_their_time_and_thanks_stay(db: Session) -> None:
    sender, receiver = a_person(db), a_person(db)
    for kind in Kind:
        services.write(db, a_draft(sender, receiver, kind), now=NOW, today=TODAY)

    services.forget(db, before=TODAY)
    assert rows(db, Note) == 3
    services.forget(db, before=TODAY + timedelta(days=1))

    assert list(db.scalars(select(Note.kind))) == ["thanks"]
    assert rows(db, NoteTurn) == 0
