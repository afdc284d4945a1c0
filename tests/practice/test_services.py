"""Keeping, asking, taking back and forgetting, on both databases."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.operations import rows
from lms.operations.services import erase_person
from lms.operations.tidy import forget
from lms.people.models import Person
from lms.people.queries import stored_about
from lms.practice import queries, services
from lms.practice.models import PracticeAsk, PracticeComment, PracticeDraft
from lms.practice.services import Written
from tests.factories import NOW, TODAY, a_person, a_team

_numbers = count(1)
WORDS = "We open the new hall in May."


def _draft(db: Session, person: Person, text: str = WORDS) -> queries.OwnDraft:
    token = f"{next(_numbers):032x}"
    written = Written(audience="network", text=text, ticks=(2, 0))
    services.begin(db, person_id=person.id, token=token, task="", written=written, now=NOW)
    found = queries.own_draft(db, person_id=person.id, token=token, now=NOW)
    assert found is not None
    return found


def _ask(db: Session, draft: queries.OwnDraft, colleague: Person) -> bool:
    return services.ask(
        db, draft_id=draft.id, writer_id=draft.person_id, person_id=colleague.id, now=NOW
    )


def _say(db: Session, draft: queries.OwnDraft, person: Person, words: str = "Kind.") -> None:
    services.comment(
        db,
        draft_id=draft.id,
        writer_id=draft.person_id,
        person_id=person.id,
        token=f"{next(_numbers):032x}",
        words=words,
        now=NOW,
    )


def _token(db: Session, colleague: Person) -> str:
    return db.scalars(select(PracticeAsk.token).where(PracticeAsk.person_id == colleague.id)).one()


def test_the_same_form_begins_one_draft_and_keeps_what_it_says_last(db: Session) -> None:
    ada = a_person(db)
    for text in ("first", "second"):
        services.begin(
            db,
            person_id=ada.id,
            token="a" * 32,
            task="",
            written=Written(audience="short", text=text),
            now=NOW,
        )

    drafts = queries.own_drafts(db, person_id=ada.id, now=NOW)

    assert [draft.beginning for draft in drafts.lines] == ["second"]


def test_two_people_may_have_the_same_token_and_see_their_own(db: Session) -> None:
    ada, ben = a_person(db), a_person(db, "Ben")
    for person in (ada, ben):
        services.begin(
            db,
            person_id=person.id,
            token="b" * 32,
            task="",
            written=Written(audience="short", text=person.first_name),
            now=NOW,
        )

    found = queries.own_draft(db, person_id=ben.id, token="b" * 32, now=NOW)

    assert found is not None
    assert found.text == "Ben"


def test_ticks_are_kept_with_the_draft(db: Session) -> None:
    assert _draft(db, a_person(db)).ticks == {0, 2}


def test_two_colleagues_can_be_asked_and_no_third(db: Session) -> None:
    draft = _draft(db, a_person(db))
    first, second, third = a_person(db, "Ben"), a_person(db, "Cia"), a_person(db, "Dan")

    answers = [_ask(db, draft, colleague) for colleague in (first, first, second, third)]

    assert answers == [True, True, True, False]
    asked = queries.asked(db, draft_id=draft.id)
    assert [one.name.split()[0] for one in asked] == ["Ben", "Cia"]

    services.withdraw(db, draft_id=draft.id, ask_id=asked[0].ask_id)
    assert _ask(db, draft, third)


def test_a_colleague_sees_the_draft_only_while_asked(db: Session) -> None:
    ada, ben, cia = a_person(db), a_person(db, "Ben"), a_person(db, "Cia")
    draft = _draft(db, ada)
    _ask(db, draft, ben)
    token = _token(db, ben)

    assert queries.shared_draft(db, person_id=cia.id, token=token, now=NOW) is None
    shared = queries.shared_draft(db, person_id=ben.id, token=token, now=NOW)
    assert shared is not None
    assert shared.draft.text == WORDS
    assert queries.waiting(db, person_id=ben.id, now=NOW).is_asked

    services.withdraw(db, draft_id=draft.id)
    assert queries.shared_draft(db, person_id=ben.id, token=token, now=NOW) is None
    assert queries.asked_of(db, person_id=ben.id, now=NOW) == ()
    assert not queries.waiting(db, person_id=ben.id, now=NOW).is_asked


def test_a_withdrawal_names_only_asks_of_the_same_draft(db: Session) -> None:
    ada, ben = a_person(db), a_person(db, "Ben")
    mine, other = _draft(db, ada), _draft(db, a_person(db, "Eve"))
    _ask(db, other, ben)
    ask_id = queries.asked(db, draft_id=other.id)[0].ask_id

    services.withdraw(db, draft_id=mine.id, ask_id=ask_id)

    assert queries.asked(db, draft_id=other.id)


def test_a_comment_waits_until_the_writer_does_something(db: Session) -> None:
    ada, ben = a_person(db), a_person(db, "Ben")
    draft = _draft(db, ada)
    _ask(db, draft, ben)
    assert not queries.waiting(db, person_id=ada.id, now=NOW).has_news

    _say(db, draft, ben)
    assert queries.waiting(db, person_id=ada.id, now=NOW).has_news
    assert not queries.waiting(db, person_id=ben.id, now=NOW).is_asked, "Ben has answered"

    _say(db, draft, ada, "Thank you.")
    assert not queries.waiting(db, person_id=ada.id, now=NOW).has_news
    told = queries.thread(db, draft_id=draft.id, reader_id=ada.id)
    assert [said.is_own for said in told] == [False, True]


def test_a_draft_goes_after_thirty_days_also_before_anybody_tidies(db: Session) -> None:
    ada, ben = a_person(db), a_person(db, "Ben")
    draft = _draft(db, ada)
    _ask(db, draft, ben)
    token = _token(db, ben)
    _say(db, draft, ben)
    last, over = NOW + timedelta(days=30, seconds=-1), NOW + timedelta(days=30)

    def seen(moment: object) -> list[bool]:
        return [
            queries.own_draft(db, person_id=ada.id, token=draft.token, now=moment) is not None,  # type: ignore[arg-type]
            queries.shared_draft(db, person_id=ben.id, token=token, now=moment) is not None,  # type: ignore[arg-type]
            bool(queries.own_drafts(db, person_id=ada.id, now=moment).lines),  # type: ignore[arg-type]
            bool(queries.asked_of(db, person_id=ben.id, now=moment)),  # type: ignore[arg-type]
        ]

    assert seen(last) == [True] * 4
    assert seen(over) == [False] * 4

    forget(db, answers_kept_days=90, now=last)
    assert db.scalar(select(func.count(PracticeDraft.id))) == 1
    forget(db, answers_kept_days=90, now=over)
    for table in (PracticeDraft, PracticeAsk, PracticeComment):
        assert db.scalar(select(func.count(table.id))) == 0, table


def test_saving_begins_the_thirty_days_anew(db: Session) -> None:
    draft = _draft(db, a_person(db))
    later = NOW + timedelta(days=20)

    services.save(
        db,
        draft_id=draft.id,
        written=Written(audience="short", text="Anew."),
        seen=NOW,
        now=later,
    )

    found = queries.own_draft(
        db, person_id=draft.person_id, token=draft.token, now=NOW + timedelta(days=45)
    )
    assert found is not None
    assert found.goes_at == later + timedelta(days=30)


def test_deleting_takes_what_was_said_with_it(db: Session) -> None:
    ada, ben = a_person(db), a_person(db, "Ben")
    draft, other = _draft(db, ada), _draft(db, ada, "Another.")
    _ask(db, draft, ben)
    _say(db, draft, ben)

    services.delete_draft(db, draft_id=draft.id)

    assert [line.token for line in queries.own_drafts(db, person_id=ada.id, now=NOW).lines] == [
        other.token
    ]
    assert db.scalar(select(func.count(PracticeComment.id))) == 0
    assert db.scalar(select(func.count(PracticeAsk.id))) == 0


@pytest.mark.parametrize("leaver", ["writer", "colleague"])
def test_erasing_a_person_leaves_nothing_at_either_end(db: Session, leaver: str) -> None:
    ada, ben = a_person(db, left_on=TODAY), a_person(db, "Ben", left_on=TODAY)
    draft = _draft(db, ada)
    _ask(db, draft, ben)
    _say(db, draft, ben, "Leave the name out.")
    _say(db, draft, ada, "I did.")
    gone = ada if leaver == "writer" else ben

    erase_person(db, person_id=gone.id, actor_id=None, now=NOW, today=TODAY)

    drafts = db.scalar(select(func.count(PracticeDraft.id)))
    said = db.scalars(select(PracticeComment.words)).all()
    assert db.scalar(select(func.count(PracticeAsk.id))) == 0
    assert (drafts, list(said)) == ((0, []) if leaver == "writer" else (1, ["I did."]))


def test_the_copy_of_ones_data_holds_ones_own_side(db: Session) -> None:
    ada, ben, cia = a_person(db), a_person(db, "Ben"), a_person(db, "Cia")
    draft = _draft(db, ada)
    _ask(db, draft, ben)
    _ask(db, draft, cia)
    _say(db, draft, ben, "From Ben.")
    _say(db, draft, cia, "From Cia.")

    mine = stored_about(db, person_id=ada.id)
    bens = stored_about(db, person_id=ben.id)

    assert [row["text"] for row in mine["practice_draft"]] == [WORDS]
    assert [row["words"] for row in mine["practice_comment"]] == ["From Ben.", "From Cia."]
    assert "practice_draft" not in bens
    assert [row["words"] for row in bens["practice_comment"]] == ["From Ben."]
    assert WORDS not in str(bens)


def test_no_backup_holds_a_draft() -> None:
    assert not [table.name for table in rows.tables() if table.name.startswith("practice_")] or [
        table.name for table in rows.tables() if table.name.startswith("practice_")
    ] == ["practice_done"]


def test_colleagues_are_found_by_how_a_name_begins_and_first_in_ones_own_team(
    db: Session,
) -> None:
    team, other = a_team(db, "Yard"), a_team(db, "Shop")
    ada = a_person(db, "Ada", "Malli", team=team)
    a_person(db, "Berit", "Åström", team=team)
    a_person(db, "Caj", "Öberg", team=other)
    a_person(db, "Cecil", "Left", team=team, left_on=TODAY)

    def found(words: str) -> list[str]:
        people = queries.colleagues(db, person_id=ada.id, find=words, today=TODAY)
        return [one.name for one in people]

    assert found("") == ["Berit Åström"]
    assert found("c") == ["Berit Åström"], "one letter is no search"
    assert found("ca öb") == ["Caj Öberg"]
    assert found("åst") == ["Berit Åström"]
    assert found("cec") == [], "who has left cannot be asked"
    assert found("ad") == [], "nobody asks themselves"
    assert found("%") == ["Berit Åström"]


def test_only_somebody_who_works_here_can_be_asked(db: Session) -> None:
    ada, ben, gone = a_person(db), a_person(db, "Ben"), a_person(db, "Cia", left_on=TODAY)

    def may(colleague: int) -> bool:
        return queries.may_be_asked(db, person_id=ada.id, colleague_id=colleague, today=TODAY)

    assert [may(ben.id), may(gone.id), may(ada.id), may(0)] == [True, False, False, False]


def test_another_comment_of_the_same_form_is_said_too_and_the_same_one_once(db: Session) -> None:
    ada = a_person(db)
    draft = _draft(db, ada)
    for words in ("Kind.", "Kind.", "Kind and clear.", "Kind."):
        services.comment(
            db,
            draft_id=draft.id,
            writer_id=ada.id,
            person_id=ada.id,
            token="5" * 32,
            words=words,
            now=NOW,
        )

    said = queries.thread(db, draft_id=draft.id, reader_id=ada.id)

    assert [item.words for item in said] == ["Kind.", "Kind and clear."]
