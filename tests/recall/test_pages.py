"""Recall as its pages show it: opt-in, three now and then, for the person alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import lms
from lms.content.current import Current
from lms.operations.services import erase_person
from lms.people.models import Person
from lms.recall.models import RecallCard, RecallChoice
from lms.reminders.models import ReminderChoice
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_certificate, a_person, a_team
from tests.pages import Page
from tests.quizzes.test_pages import begin, question_at, right_form, take, wrong_form

DAY = timedelta(days=1)


@pytest.fixture
def ada(db: Session) -> Person:
    """A learner."""
    person = a_person(db)
    db.commit()
    return person


@pytest.fixture
def learner(page: Page, ada: Person) -> Page:
    """The learner's client."""
    return page.sign_in(ada)


def missed(page: Page, db: Session, *wrong: int) -> list[str]:
    """Take the quiz and miss some questions; gives their names."""
    attempt = begin(page)
    take(page, db, attempt, wrong=wrong)
    return [question_at(db, attempt, position).name for position in wrong]


def on_day(page: Page, clock: TestClock, ada: Person, day: int) -> Page:
    """The learner so many days later, signed in anew."""
    clock.set(NOW + day * DAY)
    return page.sign_in(ada)


def asked(page: Page) -> str:
    """The address of the first question of today; empty when none comes."""
    links = [link for link in page.get("/recall").links if link.startswith("/recall/")]
    return links[0] if links else ""


def answer(page: Page, content: Current, address: str, *, right: bool = True) -> str:
    """Answer a question; gives the page that says what it was worth."""
    _, _, course, name = address.split("/")
    quiz = content.get().courses[course].quiz
    assert quiz is not None
    question = quiz.questions["en"][name]
    form = right_form(question) if right else wrong_form(question)
    assert page.post(address, form).location == address
    return page.get(address).text


def cards(db: Session) -> int:
    """How many cards are kept."""
    return db.scalar(select(func.count()).select_from(RecallCard)) or 0


def test_nothing_is_asked_before_it_is_turned_on(
    learner: Page, ada: Person, db: Session, clock: TestClock
) -> None:
    name = missed(learner, db, 2)[0]
    learner = on_day(learner, clock, ada, 3)
    assert "Turn it on" in learner.get("/recall").text
    assert asked(learner) == ""
    learner.get(f"/recall/confidentiality/{name}", status=404)
    assert "Keep it fresh" not in learner.get("/learn").text


def test_what_was_missed_comes_back_three_at_a_time(
    learner: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    names = missed(learner, db, 2, 3, 5, 6, 8)
    learner.post("/recall/on")
    assert asked(learner) == ""
    learner = on_day(learner, clock, ada, 1)
    assert "3 questions come back today" in learner.get("/recall").text
    assert "Keep it fresh" in learner.get("/learn").text

    seen: list[str] = []
    while address := asked(learner):
        page = learner.get(address)
        assert f"Question {len(seen) + 1} of 3" in page.text
        assert "You missed this" in page.text
        assert "Right" in answer(learner, content, address)
        seen.append(address.rpartition("/")[2])
    assert len(seen) == len(set(seen)) == 3
    assert set(seen) < set(names)
    assert "That was all for today" in learner.get("/recall").text
    assert "Keep it fresh" not in learner.get("/learn").text

    learner = on_day(learner, clock, ada, 3)
    assert asked(learner) == ""
    learner = on_day(learner, clock, ada, 4)
    assert asked(learner).rpartition("/")[2] in set(names) - set(seen)


def test_the_key_is_not_on_the_page_before_the_answer(
    learner: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    missed(learner, db, 2)
    learner.post("/recall/on")
    learner = on_day(learner, clock, ada, 1)
    address = asked(learner)
    quiz = content.get().courses["confidentiality"].quiz
    assert quiz is not None
    question = quiz.questions["en"][address.rpartition("/")[2]]
    before = learner.get(address)
    assert question.why not in before.html
    assert question.why in answer(learner, content, address, right=False) or "Not quite yet" in (
        learner.get(address).text
    )


def test_an_answer_sent_twice_counts_once_and_an_empty_one_is_asked_again(
    learner: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    missed(learner, db, 2)
    learner.post("/recall/on")
    learner = on_day(learner, clock, ada, 1)
    address = asked(learner)
    learner.post(address, {}, status=422)
    assert cards(db) == 0
    assert "Not quite yet" in answer(learner, content, address, right=False)
    assert "Not quite yet" in answer(learner, content, address, right=True)
    card = db.scalars(select(RecallCard)).one()
    assert (card.times, card.asked_on) == (1, TODAY + DAY)


def test_no_result_and_no_certificate_changes(
    learner: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    missed(learner, db, 2)
    before = learner.client.get("/account/attempts.json").get_json()
    learner.post("/recall/on")
    learner = on_day(learner, clock, ada, 1)
    answer(learner, content, asked(learner), right=False)
    assert learner.client.get("/account/attempts.json").get_json() == before


def test_half_a_year_after_confidentiality_its_key_points_come_back(
    page: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    a_certificate(db, ada, "confidentiality", issued_on=TODAY)
    db.commit()
    learner = on_day(page, clock, ada, 180)
    assert "months ago you finished" not in learner.get("/learn").text
    learner = on_day(page, clock, ada, 181)
    assert "6 months ago you finished" in learner.get("/learn").text
    learner.post("/recall/on")
    quiz = content.get().courses["confidentiality"].quiz
    assert quiz is not None
    critical = {name for name, item in quiz.questions["en"].items() if item.critical}
    seen = set()
    for _ in range(3):
        address = asked(learner)
        assert "A key point of" in learner.get(address).text
        answer(learner, content, address)
        seen.add(address.rpartition("/")[2])
    assert len(seen) == 3
    assert critical <= seen or seen <= critical
    assert asked(learner) == ""
    assert "months ago you finished" not in learner.get("/learn").text


def test_whoever_is_away_in_that_month_hears_of_it_once_back(
    page: Page, ada: Person, db: Session, clock: TestClock
) -> None:
    a_certificate(db, ada, issued_on=TODAY, expires_on=TODAY + timedelta(days=365))
    first, last = TODAY + timedelta(days=170), TODAY + timedelta(days=260)
    db.add(ReminderChoice(person_id=ada.id, away_from=first, away_until=last))
    db.commit()

    told = {}
    for day in (211, 261, 290, 291):
        learner = on_day(page, clock, ada, day)
        told[day] = "6 months ago you finished" in learner.get("/learn").text

    assert told == {211: True, 261: True, 290: True, 291: False}


def test_turning_it_off_deletes_what_was_kept(
    learner: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    missed(learner, db, 2, 3)
    learner.post("/recall/on")
    learner = on_day(learner, clock, ada, 1)
    address = asked(learner)
    answer(learner, content, address)
    learner.post("/recall/off")
    assert cards(db) == 0
    assert db.scalar(select(func.count()).select_from(RecallChoice)) == 0
    learner.get(address, status=404)


def test_a_question_that_the_course_no_longer_asks_stays_away(
    learner: Page, ada: Person, db: Session
) -> None:
    learner.post("/recall/on")
    db.add(
        RecallCard(
            person_id=ada.id,
            course="confidentiality",
            question="gone",
            stability=1.0,
            difficulty=5.0,
            asked_on=TODAY - 9 * DAY,
            due_on=TODAY,
            times=1,
            given="a",
        )
    )
    db.commit()
    assert asked(learner) == ""
    learner.get("/recall/confidentiality/gone", status=404)


def test_an_erased_person_leaves_nothing(
    learner: Page, ada: Person, db: Session, clock: TestClock, content: Current
) -> None:
    missed(learner, db, 2)
    learner.post("/recall/on")
    learner = on_day(learner, clock, ada, 1)
    answer(learner, content, asked(learner))
    stored = learner.client.get("/account/data.json").get_json()["tables"]
    assert {"recall_choice", "recall_card"} <= set(stored)
    ada.left_on = TODAY
    erase_person(db, person_id=ada.id, actor_id=None, now=NOW + 2 * DAY, today=TODAY + 2 * DAY)
    assert cards(db) == 0
    assert db.scalar(select(func.count()).select_from(RecallChoice)) == 0


def test_no_other_part_reads_it() -> None:
    package = Path(lms.__file__).parent
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "RecallCard" in (text := path.read_text(encoding="utf-8")) or "RecallChoice" in text
    }
    assert readers == {"recall/models.py", "recall/queries.py", "recall/services.py"}


def test_a_manager_sees_the_same_pages_whether_somebody_uses_it_or_not(
    page: Page, db: Session
) -> None:
    team = a_team(db, "Service North")
    ada, boss = a_person(db, team=team), a_person(db, "Max", manages=team)
    db.commit()
    addresses = (f"/team/{team.slug}", f"/team/{team.slug}/people/{ada.id}")
    page.sign_in(boss)
    before = [page.get(address).text for address in addresses]
    db.add(RecallChoice(person_id=ada.id, since=NOW))
    db.commit()
    assert [page.get(address).text for address in addresses] == before
