"""Telling the authors, being answered, being forgotten; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.errors import NotFound, TooMany
from lms.operations.tidy import forget
from lms.people.models import Notice, Person
from lms.reactions import queries, services
from lms.reactions.models import Reaction, Verdict
from lms.reactions.services import Place
from tests.factories import NOW, a_person, a_reaction

PLACE = Place("confidentiality", "three-tests", 2, "en", "the-tests", "The tests")


def tell(db: Session, person: Person, words: str = "The date is wrong.") -> None:
    """Somebody tells that something is wrong."""
    services.send_wrong(db, PLACE, person_id=person.id, words=words, now=NOW)


def say(db: Session, person: Person, verdict: Verdict, words: str = "") -> None:
    """Somebody says what a module was worth."""
    services.send_worth(db, PLACE, person_id=person.id, verdict=verdict, words=words, now=NOW)


def rows(db: Session) -> list[Reaction]:
    """All reactions, as the database has them."""
    return list(
        db.scalars(select(Reaction).order_by(Reaction.id).execution_options(populate_existing=True))
    )


def test_what_is_wrong_comes_with_block_edition_and_language(db: Session) -> None:
    tell(db, a_person(db))

    (found,) = queries.inbox(db, settled=False).messages

    assert (found.course, found.module, found.place_title) == (
        "confidentiality", "three-tests", "The tests",
    )  # fmt: skip
    assert (found.edition, found.language, found.words) == (2, "en", "The date is wrong.")


def test_authors_read_neither_the_person_nor_the_moment(db: Session) -> None:
    names = set(queries.Message.__dataclass_fields__)

    assert not names & {"person_id", "person", "sent_at", "key", "settled_at"}


def test_sending_twice_is_one_message(db: Session) -> None:
    person = a_person(db)
    tell(db, person)
    tell(db, person)
    tell(db, person, "The name is wrong as well.")
    tell(db, a_person(db))

    assert len(rows(db)) == 3


def test_a_new_answer_about_worth_takes_the_place_of_the_old_one(db: Session) -> None:
    person = a_person(db)
    say(db, person, Verdict.NO, "Too long.")
    say(db, person, Verdict.YES)

    (row,) = rows(db)
    assert (row.verdict, row.words) == ("yes", "")


def test_a_bare_yes_waits_for_nobody(db: Session) -> None:
    say(db, a_person(db), Verdict.YES)
    say(db, a_person(db), Verdict.PARTLY, "More examples, please.")

    found = queries.inbox(db, settled=False)

    assert found.open == 1
    assert [message.words for message in found.messages] == ["More examples, please."]


def test_settling_tells_the_person_once(db: Session) -> None:
    person = a_person(db)
    reaction = a_reaction(db, person)

    assert services.settle(db, reaction_id=reaction.id, reply="Mended, thank you.", now=NOW)
    assert not services.settle(db, reaction_id=reaction.id, reply="Me too.", now=NOW)

    assert [row.reply for row in rows(db)] == ["Mended, thank you."]
    notices = db.scalars(select(Notice)).all()
    assert [(notice.person_id, notice.kind, notice.subject) for notice in notices] == [
        (person.id, "reaction", f"{reaction.id} confidentiality")
    ]


def test_settling_what_is_not_there_is_refused(db: Session) -> None:
    with pytest.raises(NotFound, match="unknown_reaction"):
        services.settle(db, reaction_id=99, reply="x", now=NOW)


def test_told_again_after_settling_it_is_open_again(db: Session) -> None:
    person = a_person(db)
    tell(db, person)
    services.settle(db, reaction_id=rows(db)[0].id, reply="It is right.", now=NOW)
    tell(db, person)

    (row,) = rows(db)
    assert (row.settled_at, row.reply) == (None, "")


def test_ten_messages_fit_into_a_day_and_the_next_day_has_room_again(db: Session) -> None:
    person = a_person(db)
    for number in range(services.MOST_A_DAY):
        tell(db, person, f"Number {number}")

    with pytest.raises(TooMany, match="too_many_reactions"), db.begin_nested():
        tell(db, person, "One more")
    tell(db, a_person(db))
    services.send_wrong(
        db, PLACE, person_id=person.id, words="One more", now=NOW + timedelta(days=1)
    )

    assert len(rows(db)) == services.MOST_A_DAY + 2


def test_an_erased_person_is_taken_off_and_the_words_stay(db: Session) -> None:
    person = a_person(db)
    tell(db, person)
    tell(db, person, "Another thing")

    services.forget_sender(db, person_id=person.id)

    assert [row.person_id for row in rows(db)] == [None, None]
    assert services.settle(db, reaction_id=rows(db)[0].id, reply="Mended.", now=NOW)
    assert db.scalar(select(func.count()).select_from(Notice)) == 0


def test_reactions_go_after_their_time_with_what_told_of_them(db: Session) -> None:
    old = a_reaction(db, a_person(db), sent_at=NOW - timedelta(days=400))
    a_reaction(db, a_person(db), sent_at=NOW - timedelta(days=300))
    services.settle(db, reaction_id=old.id, reply="Mended.", now=NOW)

    told = forget(db, now=NOW, answers_kept_days=90, reactions_kept_days=365)

    assert told.endswith("Reactions forgotten: 1.")
    assert len(rows(db)) == 1
    assert db.scalar(select(func.count()).select_from(Notice)) == 0


def test_worth_is_told_from_ten_people_on_and_by_fives(db: Session) -> None:
    for number in range(9):
        say(db, a_person(db), Verdict.YES if number < 6 else Verdict.NO)
    assert [row.counts for row in queries.worth(db)] == [None]

    say(db, a_person(db), Verdict.PARTLY)
    ten = queries.worth(db)[0].counts
    say(db, a_person(db), Verdict.NO)

    assert ten == {"yes": 6, "partly": 1, "no": 3}
    assert queries.worth(db)[0].counts == ten


def test_the_inbox_is_paged_and_the_oldest_comes_first(db: Session) -> None:
    person = a_person(db)
    for number in range(30):
        a_reaction(
            db,
            person,
            key=bytes([number]) * 32,
            words=f"Number {number}",
            sent_at=NOW + timedelta(minutes=number),
        )

    first, second = queries.inbox(db, settled=False), queries.inbox(db, settled=False, page=9)

    assert first.open == 30
    assert [message.words for message in first.messages][:2] == ["Number 0", "Number 1"]
    assert second.page == 2
    assert len(second.messages) == 5
