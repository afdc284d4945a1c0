"""The forms at the end of a module, the authors' inbox, and the way back to the person."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import Person
from lms.reactions.models import Reaction
from tests.factories import a_person, a_reaction, a_team
from tests.pages import Page

MODULE = "/courses/confidentiality/three-tests"
SECRET_NAME = "Quintessa"


@pytest.fixture
def learner(db: Session) -> Person:
    """Somebody whose name no author's page may show."""
    person = a_person(db, SECRET_NAME, "Malli")
    db.commit()
    return person


@pytest.fixture
def author(db: Session) -> Person:
    """An author."""
    person = a_person(db, "Aku", is_author=True)
    db.commit()
    return person


def stored(db: Session) -> list[Reaction]:
    """All reactions."""
    return list(db.scalars(select(Reaction).order_by(Reaction.id)))


def test_a_module_ends_with_both_forms_and_says_who_reads_them(page: Page, learner: Person) -> None:
    seen = page.sign_in(learner).get(MODULE)

    assert "Was this worth your time?" in seen.text
    assert "Something is wrong here" in seen.text
    assert "Only the authors read it, without your name" in seen.text


def test_the_kept_page_of_a_module_holds_nothing_of_the_person_who_sent(
    page: Page, db: Session, learner: Person
) -> None:
    other = a_person(db, "Odd")
    db.commit()
    page.sign_in(learner).post(
        MODULE + "/wrong", {"words": "A very own sentence"}, token_from=MODULE
    )
    page.get(MODULE)  # shows the thanks
    page.get(MODULE)

    assert "A very own sentence" not in page.sign_in(other).get(MODULE).html


def test_what_is_wrong_reaches_the_author_with_its_heading(
    page: Page, db: Session, learner: Person, author: Person
) -> None:
    form = page.sign_in(learner).get(MODULE)
    places = [
        tag[1]["value"] for tag in form.reader.tags if tag[0] == "option" and tag[1].get("value")
    ]
    heading = next(place for place in places if not place.startswith("q:"))

    sent = page.post(
        MODULE + "/wrong", {"place": heading, "words": "The year is wrong."}, token_from=MODULE
    )

    assert sent.location == MODULE
    assert "You hear back" in page.follow(sent).text
    (row,) = stored(db)
    assert (row.place, row.module, row.language) == (heading, "three-tests", "en")
    inbox = page.sign_in(author).get("/author/messages")
    assert "The year is wrong." in inbox.text
    assert row.place_title in inbox.text
    assert f"edition {row.edition}" in inbox.text
    assert SECRET_NAME not in inbox.html


def test_a_check_question_and_an_unknown_place_can_be_named(
    page: Page, db: Session, learner: Person
) -> None:
    page.sign_in(learner)
    for place in ("q:lift-story", "no-such-heading"):
        page.post(MODULE + "/wrong", {"place": place, "words": place}, token_from=MODULE)

    first, second = stored(db)
    assert first.place == "q:lift-story"
    assert first.place_title
    assert (second.place, second.place_title) == ("", "")


@pytest.mark.parametrize(
    ("address", "fields", "words"),
    [
        ("/wrong", {"words": "  "}, "Write what is wrong"),
        ("/wrong", {"words": "x" * 1001}, "at most 1000 characters"),
        ("/worth", {"words": "Too long for me"}, "Choose yes, partly or no"),
        ("/worth", {"verdict": "yes", "words": "y" * 1001}, "at most 1000 characters"),
    ],
)
def test_a_form_with_a_mistake_comes_back_with_what_was_typed(
    page: Page, db: Session, learner: Person, address: str, fields: dict[str, str], words: str
) -> None:
    seen = page.sign_in(learner).post(MODULE + address, fields, status=422, token_from=MODULE)

    assert "There is a problem" in seen.text
    assert words in seen.text
    assert fields["words"].strip() in seen.html
    assert stored(db) == []


def test_the_chosen_place_stays_after_a_mistake(page: Page, learner: Person) -> None:
    seen = page.sign_in(learner).post(
        MODULE + "/wrong", {"place": "q:lift-story", "words": ""}, status=422, token_from=MODULE
    )

    chosen = [
        tag[1]["value"] for tag in seen.reader.tags if tag[0] == "option" and "selected" in tag[1]
    ]
    assert chosen == ["q:lift-story"]


def test_markup_in_words_is_only_text(
    page: Page, db: Session, learner: Person, author: Person
) -> None:
    hostile = "<script>alert(1)</script> {{ 7 * 7 }}"
    page.sign_in(learner).post(MODULE + "/wrong", {"words": hostile}, token_from=MODULE)

    seen = page.sign_in(author).get("/author/messages")

    assert hostile in seen.text
    assert "<script>alert" not in seen.html


def test_the_eleventh_message_of_a_day_is_refused_and_its_words_can_be_copied(
    page: Page, db: Session, learner: Person
) -> None:
    page.sign_in(learner)
    for number in range(10):
        page.post(MODULE + "/wrong", {"words": f"Number {number}"}, token_from=MODULE)

    seen = page.post(
        MODULE + "/wrong", {"words": "My long own words"}, status=429, token_from=MODULE
    )

    assert "My long own words" in seen.text
    assert len(stored(db)) == 10


def test_the_person_hears_back_and_can_close_the_notice(
    page: Page, db: Session, learner: Person, author: Person
) -> None:
    reaction = a_reaction(db, learner, words="The year is wrong.")
    db.commit()
    address = f"/author/messages/{reaction.id}"
    settled = page.sign_in(author).post(
        address, {"reply": "Mended in edition 3."}, token_from=address
    )
    assert "Settled" in page.follow(settled).text
    assert "Mended in edition 3." in page.get("/author/messages?show=settled").text

    home = page.sign_in(learner).get("/learn")
    own = next(link for link in home.links if link.startswith("/learn/messages/"))
    seen = page.get(own)

    assert "have answered you" in home.text
    assert "Mended in edition 3." in seen.text
    assert "The year is wrong." in seen.text
    assert "Aku" not in seen.html


def test_what_a_module_was_worth_is_told_from_ten_people_on(
    page: Page, db: Session, author: Person
) -> None:
    for number in range(10):
        a_reaction(
            db, a_person(db), kind="worth", verdict="partly", words="", key=bytes([number]) * 32
        )
        db.commit()
        seen = page.sign_in(author).get("/author/messages")
        assert ("Not yet" in seen.text) == (number < 9)

    assert "Counts begin at ten people" in seen.text


def test_settling_needs_a_line_and_keeps_the_words(
    page: Page, db: Session, learner: Person, author: Person
) -> None:
    reaction = a_reaction(db, learner)
    db.commit()
    address = f"/author/messages/{reaction.id}"

    seen = page.sign_in(author).post(address, {"reply": ""}, status=422, token_from=address)
    long = page.post(address, {"reply": "z" * 301}, status=422, token_from=address)

    assert "Write a line to the person" in seen.text
    assert "z" * 301 in long.html


def test_only_the_sender_reads_their_message(page: Page, db: Session, learner: Person) -> None:
    reaction = a_reaction(db, learner)
    team = a_team(db)
    manager = a_person(db, "Max", manages=team)
    author = a_person(db, "Aku", is_author=True)
    db.commit()

    for person in (manager, author):
        page.sign_in(person).get(f"/learn/messages/{reaction.id}", status=404)
    page.sign_in(learner).get(f"/learn/messages/{reaction.id}")


def test_a_message_without_a_sender_belongs_to_nobody(page: Page, db: Session) -> None:
    reaction = a_reaction(db, None)
    person = a_person(db)
    db.commit()

    page.sign_in(person).get(f"/learn/messages/{reaction.id}", status=404)


def test_a_question_of_the_quiz_can_be_named_from_its_feedback(
    page: Page, db: Session, learner: Person, author: Person
) -> None:
    address = "/courses/confidentiality/questions/best-supplier/wrong"
    page.sign_in(learner).get(
        "/courses/confidentiality/questions/no-such-question/wrong", status=404
    )
    sent = page.post(address, {"words": "Two answers are right."}, token_from=address)

    assert sent.location == "/courses/confidentiality"
    (row,) = stored(db)
    assert (row.module, row.place) == ("", "q:best-supplier")
    inbox = page.sign_in(author).get("/author/messages")
    assert "/author/questions/confidentiality/best-supplier" in inbox.links


def test_a_message_about_a_course_that_is_gone_is_still_read(
    page: Page, db: Session, learner: Person, author: Person
) -> None:
    a_reaction(db, learner, course="gone", module="away", place="", place_title="")
    db.commit()

    assert "gone" in page.sign_in(author).get("/author/messages").text


def test_the_copy_of_ones_own_data_holds_what_one_sent(
    page: Page, db: Session, learner: Person
) -> None:
    a_reaction(db, learner, words="My own words")
    db.commit()

    copy = page.sign_in(learner).client.get("/account/data.json").get_json()

    assert [row["words"] for row in copy["tables"]["reaction"]] == ["My own words"]
