"""The quiz as a learner meets it, page by page."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.model import Question
from lms.people.models import Person
from lms.quizzes import given, queries, services
from lms.quizzes.models import Answer, Attempt
from tests.factories import NOW, TODAY, a_person, let_end
from tests.pages import Page, Seen
from tests.quizzes.test_services import key_of

COURSE = "/courses/confidentiality"
QUIZ = f"{COURSE}/quiz"


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


def begin(page: Page, address: str = QUIZ) -> str:
    """Start the quiz; gives the address of the attempt."""
    return page.post(address).location.rpartition("/")[0]


def question_at(db: Session, attempt: str, position: int) -> Question:
    """What is asked, from the database."""
    db.expire_all()
    course, number = attempt.split("/")[2], attempt.split("/")[4]
    found = queries.attempt_asked(db, course=course, attempt=int(number), position=position)
    assert found is not None
    return found.question


def right_form(question: Question) -> dict[str, Any]:
    """The form with the right answer."""
    return dict(given.as_fields(question, key_of(question)))


def wrong_form(question: Question) -> dict[str, Any]:
    """A form with an answer that earns nothing."""
    match question.type:
        case "match":
            wrong = next(
                right.letter
                for right in question.rights
                if right.letter not in {option.pair for option in question.options}
            )
            wrongs = {option.letter: wrong for option in question.options}
            return dict(given.as_fields(question, wrongs))
        case "order":
            letters = [option.letter for option in reversed(question.options)]
            return dict(given.as_fields(question, letters))
        case "text":
            return {"answer": ["something else"]}
        case "mark":
            free = next(part.letter for part in question.options if not part.right)
            return dict(given.as_fields(question, {free: question.rights[0].letter}))
        case _:
            return {"answer": [next(item.letter for item in question.options if not item.right)]}


def take(page: Page, db: Session, attempt: str, *, wrong: tuple[int, ...] = ()) -> int:
    """Answer every question; gives their number."""
    total = db.scalars(select(Attempt.points_of).order_by(Attempt.id.desc())).first() or 0
    for position in range(1, total + 1):
        question = question_at(db, attempt, position)
        form = wrong_form(question) if position in wrong else right_form(question)
        page.post(f"{attempt}/{position}", form)
    return total


def test_the_start_page_says_what_is_asked(learner: Page) -> None:
    seen = learner.get(QUIZ)
    assert "12 questions" in seen.text
    assert "10 of 12 right is enough" in seen.text
    assert "9.6 points is a pass" in seen.text
    assert "no time limit" in seen.text
    assert "Start the quiz" in seen.text


def test_in_finnish_numbers_have_a_comma(page: Page, ada: Person) -> None:
    assert "9,6" in page.sign_in(ada, language="fi").get(QUIZ).text


def test_a_course_that_is_not_there_has_no_quiz(learner: Page) -> None:
    learner.get("/courses/nothing/quiz", status=404)
    learner.post("/courses/nothing/quiz", status=404)


def test_the_key_is_not_sent_before_the_answer(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    for position in range(1, 13):
        question = question_at(db, attempt, position)
        html = learner.get(f"{attempt}/{position}").html
        for option in question.options:
            assert not option.feedback or option.feedback not in html
        assert question.why not in html
        assert "option-right" not in html
        assert "option-not-yet" not in html
        assert not re.search(r"<[^>]* (checked|selected)[ >]", html)
        if question.type == "text":
            main = html.split("<main")[1].split("</main>")[0]
            for option in question.options:
                if len(option.text) < 3:
                    continue  # a digit stands on every page
                said = main.count(escape(option.text))
                assert said <= question.prompt.count(escape(option.text))


def test_steps_are_not_listed_in_the_right_order(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    for position in range(1, 13):
        question = question_at(db, attempt, position)
        if question.type == "order":
            html = learner.get(f"{attempt}/{position}").html
            names = re.findall(r'<select id="[^"]*" name="([^"]*)"', html)
            right = list(given.as_fields(question, key_of(question)))
            assert sorted(names) == sorted(right)
            assert names != right


def test_the_answer_is_saved_and_its_feedback_shown_at_the_same_address(
    learner: Page, db: Session
) -> None:
    attempt = begin(learner)
    question = question_at(db, attempt, 1)
    sent = learner.post(f"{attempt}/1", right_form(question))
    assert sent.location == f"{attempt}/1"
    seen = learner.follow(sent)
    assert "Right" in seen.text
    assert question.why in seen.html
    assert f"{attempt}/2" in seen.links
    for option in question.options:
        if question.type in {"single", "multiple", "truefalse"}:
            assert option.feedback in seen.html


def test_a_missed_question_says_why_and_leads_back_to_the_heading(
    learner: Page, db: Session
) -> None:
    attempt = begin(learner)
    question = question_at(db, attempt, 1)
    learner.post(f"{attempt}/1", wrong_form(question))
    seen = learner.get(f"{attempt}/1")
    assert "Not quite yet" in seen.text
    assert "comes back once" in seen.text
    assert question.review is not None
    link = f"{COURSE}/{question.review.module}#{question.review.heading}"
    assert link in seen.links
    learner.get(link.split("#", maxsplit=1)[0])


def test_sending_again_changes_nothing_and_shows_the_same(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    question = question_at(db, attempt, 1)
    learner.post(f"{attempt}/1", wrong_form(question))
    first = learner.get(f"{attempt}/1").text
    assert learner.post(f"{attempt}/1", right_form(question)).location == f"{attempt}/1"
    assert learner.post(f"{attempt}/1", {"answer": "???"}).location == f"{attempt}/1"
    assert learner.get(f"{attempt}/1").text == first


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"answer": "zzz"},
        {"answer": ["a", "a"]},
        {"answer": "x" * 5000},
        {"answer": "\x00", "answer-a": ["1", "2"]},
    ],
)
def test_nothing_chosen_or_nonsense_is_an_error_at_the_question(
    learner: Page, db: Session, form: dict[str, Any]
) -> None:
    attempt = begin(learner)
    for position in range(1, 13):
        if question_at(db, attempt, position).type != "text":
            seen = learner.post(f"{attempt}/{position}", form, status=422)
            assert "There is a problem" in seen.text
    assert db.scalar(select(func.count()).select_from(Answer)) == 0


def test_leaving_and_coming_back_goes_on_where_it_stopped(
    page: Page, learner: Page, ada: Person, db: Session
) -> None:
    attempt = begin(learner)
    learner.post(f"{attempt}/1", right_form(question_at(db, attempt, 1)))
    other_device = page.sign_in(ada, language="fi")
    assert other_device.post(QUIZ).location == f"{attempt}/2"
    assert 'lang="en"' in other_device.get(f"{attempt}/2").html


def test_a_whole_quiz_ends_in_a_certificate(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    total = take(learner, db, attempt)
    assert f"{attempt}/result" in learner.get(f"{attempt}/{total}").links
    seen = learner.get(f"{attempt}/result")
    assert "Well done, you passed" in seen.text
    assert "Your certificate is ready" in seen.text
    assert db.scalar(select(func.count()).select_from(Certificate)) == 1
    assert learner.get(QUIZ).text.count("Start a new attempt") == 1


def test_missed_questions_return_once_and_change_nothing(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    total = take(learner, db, attempt, wrong=(1, 2, 3))
    assert f"{attempt}/again/1" in learner.get(f"{attempt}/{total}").links
    before = learner.get(f"{attempt}/result")
    assert "Not there yet" in before.text
    assert "Practise what you missed" in before.text
    learner.get(f"{attempt}/again/1")
    learner.post(f"{attempt}/again/1", {}, status=422)
    learner.post(f"{attempt}/again/1", right_form(question_at(db, attempt, 1)))
    assert f"{attempt}/again/2" in learner.get(f"{attempt}/again/1").links
    learner.post(f"{attempt}/again/2", wrong_form(question_at(db, attempt, 2)))
    learner.post(f"{attempt}/again/2", right_form(question_at(db, attempt, 2)))
    assert "Not quite yet" in learner.get(f"{attempt}/again/2").text
    learner.post(f"{attempt}/again/3", right_form(question_at(db, attempt, 3)))
    assert f"{attempt}/result" in learner.get(f"{attempt}/again/3").links
    after = learner.get(f"{attempt}/result")
    assert "Right on the second try" in after.text
    assert "Not there yet" in after.text
    learner.get(f"{attempt}/again/{total}", status=404)


def test_an_open_attempt_has_no_result_and_no_practice_yet(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    learner.post(f"{attempt}/1", wrong_form(question_at(db, attempt, 1)))
    assert learner.get(f"{attempt}/result", status=303).location == QUIZ
    learner.get(f"{attempt}/again/1", status=404)
    learner.post(f"{attempt}/again/1", {"answer": "a"}, status=404)


def test_after_some_attempts_the_start_page_opens_with_what_to_read(
    learner: Page, db: Session
) -> None:
    for time in (1, 2):
        assert "Read these first" not in learner.get(QUIZ).text, time
        take(learner, db, begin(learner), wrong=tuple(range(1, 13)))
    seen = learner.get(QUIZ)
    assert "Read these first" in seen.text
    assert any(link.startswith(f"{COURSE}/three-tests") for link in seen.links)
    begin(learner)


def test_a_renewal_leads_to_the_quiz_first_and_to_what_was_missed_after(
    learner: Page, ada: Person, db: Session
) -> None:
    take(learner, db, begin(learner))
    let_end(db.scalars(select(Certificate)).one(), TODAY + timedelta(days=20))
    db.commit()
    assert "/courses/confidentiality/quiz" in learner.get("/learn").links
    assert "Refresh with the quiz" in learner.get(COURSE).text
    assert "Read these first" not in learner.get(QUIZ).text

    take(learner, db, begin(learner), wrong=tuple(range(1, 13)))
    assert "Read these first" in learner.get(QUIZ).text


def test_what_belongs_to_somebody_else_is_not_found(page: Page, learner: Page, db: Session) -> None:
    attempt = begin(learner)
    form = right_form(question_at(db, attempt, 1))
    stranger = a_person(db, is_administrator=True, is_author=True)
    db.commit()
    other = page.sign_in(stranger)
    for address in (f"{attempt}/1", f"{attempt}/result", f"{attempt}/again/1"):
        other.get(address, status=404)
    other.post(f"{attempt}/1", form, status=404)
    assert db.scalar(select(func.count()).select_from(Answer)) == 0


def test_addresses_that_lead_nowhere_are_not_found(learner: Page) -> None:
    attempt = begin(learner)
    number = attempt.rpartition("/")[2]
    for address in (
        f"{attempt}/0",
        f"{attempt}/99",
        f"{attempt}/99999999999999999999999",
        f"{QUIZ}/99999999999999999999999/1",
        f"{QUIZ}/99999999999999999999999/result",
        f"/courses/channel-basics/quiz/{number}/1",
        f"/courses/channel-basics/quiz/{number}/result",
    ):
        learner.get(address, status=404)


def test_an_answer_kept_over_a_new_sign_in_is_chosen_again(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    question = question_at(db, attempt, 1)
    form = right_form(question)
    with learner.client.session_transaction() as cookie:
        cookie["kept"] = {"path": f"{attempt}/1", "form": form, "person": None}
    seen: Seen = learner.get(f"{attempt}/1")
    if question.type == "text":
        assert seen.fields("answer")[0]["value"] == form["answer"][0]
    else:
        assert "checked" in seen.html or "selected" in seen.html


def test_when_answers_are_no_longer_kept_the_result_stays(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    form = right_form(question_at(db, attempt, 1))
    take(learner, db, attempt)
    assert services.forget_answers(db, finished_before=NOW) == 0
    assert services.forget_answers(db, finished_before=NOW + timedelta(days=1)) == 12
    db.commit()
    assert learner.get(f"{attempt}/1", status=303).location == f"{attempt}/result"
    learner.post(f"{attempt}/1", form, status=409)
    seen = learner.get(f"{attempt}/result")
    assert "Well done, you passed" in seen.text
    assert "no longer kept" in seen.text


def test_own_attempts_can_be_downloaded(page: Page, learner: Page, db: Session) -> None:
    take(learner, db, begin(learner))
    data = learner.client.get("/account/attempts.json").get_json()
    assert data["results"]["confidentiality"]["passed"] is True
    assert len(data["attempts"][0]["questions"]) == 12
    stranger = a_person(db)
    db.commit()
    other = page.sign_in(stranger).client.get("/account/attempts.json").get_json()
    assert other == {"attempts": [], "results": {}, "scenarios": []}


def test_saving_an_answer_takes_few_statements(learner: Page, db: Session) -> None:
    attempt = begin(learner)
    form = right_form(question_at(db, attempt, 1))
    learner.get(f"{attempt}/1")
    with learner.counting() as statements:
        learner.post(f"{attempt}/1", form)
    assert len(statements) <= 5, statements
    with learner.counting() as statements:
        learner.get(f"{attempt}/2")
    assert len(statements) <= 3, statements


def test_a_check_yourself_question_is_answered_and_never_stored(
    learner: Page, db: Session, content: Any
) -> None:
    found = 0
    for course in content.get().courses.values():
        for module in course.modules:
            for question in module.texts["en"].checks:
                address = f"/courses/{course.slug}/{module.slug}/check/{question.name}"
                seen = learner.get(address)
                assert question.why not in seen.html
                learner.post(address, {}, status=422)
                right = learner.post(address, right_form(question), status=200)
                assert "Right" in right.text
                assert question.why in right.html
                found += 1
    assert found
    assert db.scalar(select(func.count()).select_from(Answer)) == 0
    learner.get(f"{COURSE}/three-tests/check/nothing", status=404)
    learner.get(f"{COURSE}/nothing/check/nothing", status=404)


@pytest.mark.parametrize(
    "course", ["channel-basics", "guidelines", "personal-branding", "confidentiality"]
)
@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_course_can_be_passed_in_both_languages(
    page: Page, ada: Person, db: Session, course: str, language: str
) -> None:
    learner = page.sign_in(ada, language=language)
    address = f"/courses/{course}/quiz"
    attempt = begin(learner, address)
    total = take(learner, db, attempt)
    for position in range(1, total + 1):
        learner.get(f"{attempt}/{position}")
    assert db.scalars(select(Attempt.passed)).one() is True
    learner.get(f"{attempt}/result")
