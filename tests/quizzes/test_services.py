"""Attempts from the first question to the certificate, on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.model import Course, Question
from lms.database import Database, make_engine
from lms.enrolments.models import Enrolment
from lms.errors import Conflict, NotFound
from lms.people.models import Person
from lms.quizzes import queries, services
from lms.quizzes.models import Answer, Attempt, AttemptQuestion, QuestionVersion
from tests.factories import NOW, TODAY, a_certificate, a_person
from tests.quizzes.courses import a_course, the_types
from tests.quizzes.questions import a_question


def start(db: Session, person: Person, course: Course, *, seed: int = 1) -> Attempt:
    """Start or go on, in English."""
    return services.start(
        db, person_id=person.id, course=course, language="en", now=NOW, today=TODAY, seed=seed
    )


def asked(db: Session, attempt: Attempt, position: int) -> queries.AttemptAsked:
    """What is asked at a position."""
    found = queries.attempt_asked(db, course=attempt.course, attempt=attempt.id, position=position)
    assert found is not None
    return found


def give(
    db: Session, attempt: Attempt, position: int, given: Any, course: Course | None
) -> queries.GivenAnswer:
    """Answer a question."""
    return services.answer(
        db,
        asked(db, attempt, position),
        given,
        course=course,
        now=NOW,
        today=TODAY,
        organisation="Esimerkki Oy",
    )


def key_of(question: Question) -> Any:
    """The right answer."""
    right = [option.letter for option in question.options if option.right]
    match question.type:
        case "match":
            return {option.letter: option.pair for option in question.options}
        case "mark":
            return {option.letter: option.pair for option in question.options if option.right}
        case "text":
            return question.options[0].text
        case "multiple" | "order":
            return right
        case _:
            return right[0]


def answer_all(
    db: Session, attempt: Attempt, course: Course | None, *, wrong: tuple[int, ...] = ()
) -> None:
    """Answer every question, wrongly where asked to."""
    for position in range(1, attempt.points_of + 1):
        question = asked(db, attempt, position).question
        given = "a" if position in wrong else key_of(question)
        give(db, attempt, position, given, course)


def count(db: Session, table: type[Any]) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_starting_twice_continues_the_open_attempt(db: Session) -> None:
    person, course = a_person(db), a_course()
    first = start(db, person, course)
    second = start(db, person, course, seed=2)
    assert second.id == first.id
    assert count(db, Attempt) == 1
    assert count(db, AttemptQuestion) == 3


def test_a_course_without_a_quiz_has_nothing_to_start(db: Session) -> None:
    with pytest.raises(Conflict, match="course_has_no_quiz"):
        start(db, a_person(db), replace(a_course(), quiz=None))


def test_question_versions_are_kept_once(db: Session) -> None:
    course = a_course(draw=6)
    start(db, a_person(db), course)
    start(db, a_person(db), course)
    assert count(db, QuestionVersion) == 6


def test_a_moved_tick_is_another_version_also_for_a_word_to_write(db: Session) -> None:
    course = the_types()
    start(db, a_person(db), course)
    assert course.quiz is not None
    questions = dict(course.quiz.questions["en"])
    text = questions["the-text"]
    options = tuple(replace(option, right=True) for option in text.options)
    questions["the-text"] = replace(text, options=options)
    start(db, a_person(db), replace(course, quiz=replace(course.quiz, questions={"en": questions})))
    assert count(db, QuestionVersion) == 8


def test_the_first_answer_stays(db: Session) -> None:
    person, course = a_person(db), a_course()
    attempt = start(db, person, course)
    assert give(db, attempt, 1, "a", course).share == 0
    assert give(db, attempt, 1, "b", course).given == "a"
    assert count(db, Answer) == 1


def test_every_type_is_saved_and_read_back(db: Session) -> None:
    person, course = a_person(db), the_types()
    attempt = start(db, person, course)
    answer_all(db, attempt, course)
    db.expire_all()
    for position in range(1, 8):
        found = asked(db, attempt, position)
        saved = found.answer(queries.FIRST)
        assert saved is not None
        assert saved.given == key_of(found.question)
        assert saved.share == 1
    assert attempt.passed


def test_the_last_answer_finishes_and_a_pass_makes_one_certificate(db: Session) -> None:
    person, course = a_person(db), a_course()
    attempt = start(db, person, course)
    give(db, attempt, 1, "b", course)
    give(db, attempt, 2, "b", course)
    assert attempt.finished_at is None
    give(db, attempt, 3, "b", course)
    assert attempt.passed
    assert Fraction(attempt.points_num or 0, attempt.points_den or 1) == 3
    give(db, attempt, 3, "b", course)
    certificate = db.scalars(select(Certificate)).one()
    assert certificate.attempt_id == attempt.id
    assert db.scalars(select(Enrolment.completed_at)).one() is not None


def test_questions_can_be_answered_in_any_order(db: Session) -> None:
    person, course = a_person(db), a_course()
    attempt = start(db, person, course)
    for position in (3, 1, 2):
        give(db, attempt, position, "b", course)
    assert attempt.passed


def test_below_the_score_there_is_no_certificate(db: Session) -> None:
    person, course = a_person(db), a_course()
    attempt = start(db, person, course)
    answer_all(db, attempt, course, wrong=(1,))
    assert attempt.finished_at is not None
    assert attempt.passed is False
    assert count(db, Certificate) == 0


def test_a_missed_critical_question_keeps_from_passing(db: Session) -> None:
    questions = [a_question(name=f"question-{index}") for index in range(9)]
    questions.append(a_question(name="serious", critical=True))
    course = a_course(questions, draw=10, critical_all=True)
    person = a_person(db)
    attempt = start(db, person, course)
    serious = next(
        position
        for position in range(1, 11)
        if asked(db, attempt, position).question.name == "serious"
    )
    answer_all(db, attempt, course, wrong=(serious,))
    assert attempt.passed is False
    again = start(db, person, course)
    other = next(
        position
        for position in range(1, 11)
        if asked(db, again, position).question.name != "serious"
    )
    answer_all(db, again, course, wrong=(other,))
    assert again.passed is True


def test_practice_changes_no_result(db: Session) -> None:
    person, course = a_person(db), a_course()
    attempt = start(db, person, course)
    give(db, attempt, 1, "a", course)
    with pytest.raises(NotFound):
        services.practise(db, asked(db, attempt, 1), "b", now=NOW)
    give(db, attempt, 2, "b", course)
    give(db, attempt, 3, "b", course)
    with pytest.raises(NotFound):
        services.practise(db, asked(db, attempt, 2), "b", now=NOW)
    services.practise(db, asked(db, attempt, 1), "b", now=NOW)
    again = services.practise(db, asked(db, attempt, 1), "a", now=NOW)
    assert again.given == "b"
    assert attempt.passed is False
    found = queries.attempt_result(db, course=course.slug, attempt=attempt.id)
    assert found is not None
    assert [item.first for item in found.questions] == [0, 1, 1]
    assert [item.again for item in found.questions] == [1, None, None]


def test_another_attempt_draws_what_was_not_met(db: Session) -> None:
    person, course = a_person(db), a_course()
    first = start(db, person, course)
    answer_all(db, first, course, wrong=(1, 2, 3))
    second = start(db, person, course, seed=2)
    assert second.number == 2
    names = [
        {asked(db, attempt, position).question.name for position in (1, 2, 3)}
        for attempt in (first, second)
    ]
    assert not names[0] & names[1]


def test_a_critical_question_comes_again_until_it_was_right(db: Session) -> None:
    bank = [a_question(name=f"question-{number}", critical=number == 5) for number in range(6)]
    person, course = a_person(db), a_course(bank, draw=1, critical_all=True)
    asked_for = []
    for seed, wrong in ((1, (1,)), (2, (1,)), (3, ()), (4, (1,))):
        attempt = start(db, person, course, seed=seed)
        asked_for.append(asked(db, attempt, 1).question.name)
        answer_all(db, attempt, None, wrong=wrong)

    assert asked_for[:3] == ["question-5"] * 3
    assert asked_for[3] != "question-5"


def test_content_that_changes_meanwhile_changes_nothing(db: Session) -> None:
    person, course = a_person(db), a_course(draw=6)
    attempt = start(db, person, course)
    before = [asked(db, attempt, position).question for position in range(1, 7)]
    harder = [a_question(name=f"question-{index}", right="c") for index in range(6)]
    changed = replace(a_course(harder, draw=6, score=100), edition=2, fingerprint="2")
    db.expire_all()
    for position in range(1, 7):
        found = asked(db, attempt, position)
        assert replace(found.question, path="", line=0) == before[position - 1]
        give(db, attempt, position, "a" if position == 1 else "b", changed)
    assert attempt.passed


def test_a_course_that_left_meanwhile_leaves_the_result(db: Session) -> None:
    person, course = a_person(db), a_course()
    attempt = start(db, person, course)
    answer_all(db, attempt, None)
    assert attempt.passed
    assert count(db, Certificate) == 0


def test_an_expiring_certificate_opens_the_next_cycle(db: Session) -> None:
    person, course = a_person(db), a_course()
    a_certificate(db, person, expires_on=TODAY + timedelta(days=10))
    attempt = start(db, person, course)
    assert db.get_one(Enrolment, attempt.enrolment_id).cycle == 2
    answer_all(db, attempt, course)
    assert count(db, Certificate) == 2


def test_an_attempt_from_the_cycle_before_counts_for_the_cycle_of_today(db: Session) -> None:
    person, course = a_person(db), a_course()
    a_certificate(db, person, expires_on=TODAY + timedelta(days=100))
    attempt = start(db, person, course)
    give(db, attempt, 1, "b", course)
    give(db, attempt, 2, "b", course)
    later = TODAY + timedelta(days=60)
    services.answer(
        db,
        asked(db, attempt, 3),
        "b",
        course=course,
        now=NOW + timedelta(days=60),
        today=later,
        organisation="Esimerkki Oy",
    )
    assert [row.cycle for row in db.scalars(select(Enrolment).order_by(Enrolment.id))] == [1, 2]
    assert count(db, Certificate) == 2


def test_open_attempts_say_where_to_go_on(db: Session) -> None:
    person, course = a_person(db), a_course()
    assert queries.open_attempts(db, person.id) == {}
    attempt = start(db, person, course)
    found = queries.open_attempts(db, person.id)
    assert found == {"confidentiality": queries.OpenAttempt(attempt.id, 1, 3)}
    give(db, attempt, 1, "b", course)
    give(db, attempt, 3, "b", course)
    assert queries.open_attempts(db, person.id)["confidentiality"].next_position == 2
    give(db, attempt, 2, "b", course)
    assert queries.open_attempts(db, person.id) == {}


def test_own_attempts_hold_answers_and_the_results_that_count(db: Session) -> None:
    person, other, course = a_person(db), a_person(db), a_course()
    answer_all(db, start(db, other, course), course)
    first = start(db, person, course)
    answer_all(db, first, course, wrong=(1,))
    second = start(db, person, course)
    answer_all(db, second, course)
    start(db, person, course)
    attempts = queries.own_attempts(db, person.id)
    json.dumps(attempts)
    assert [item["number"] for item in attempts] == [1, 2, 3]
    assert attempts[0]["questions"][0]["answers"][0]["given"] == "a"
    assert attempts[2]["questions"][0]["answers"] == []
    results = queries.counted_results(attempts)
    assert results["confidentiality"]["attempt"] == second.id
    assert results["confidentiality"]["passed"] is True


def test_ten_parallel_sends_of_one_answer_give_one_row(database_url: str) -> None:
    database = Database(make_engine(database_url))
    course = a_course()
    with database.begin() as db:
        attempt = start(db, a_person(db), course)

    def send(index: int) -> Any:
        with database.begin() as db:
            return give(db, attempt, 1, "abcd"[index % 4], course).given

    with ThreadPoolExecutor(10) as pool:
        told = set(pool.map(send, range(10)))
    with database.reading() as db:
        rows = db.scalars(select(Answer)).all()
    assert len(rows) == 1
    assert told == {rows[0].given}
    database.engine.dispose()


def test_the_last_two_answers_at_once_finish_the_attempt_once(database_url: str) -> None:
    database = Database(make_engine(database_url))
    course = a_course()
    with database.begin() as db:
        attempt = start(db, a_person(db), course)

    def send(position: int) -> None:
        with database.begin() as db:
            give(db, attempt, position, "b", course)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(send, [1, 2, 3, 1, 2, 3]))
    with database.reading() as db:
        assert db.scalars(select(Attempt.passed)).one() is True
        assert count(db, Certificate) == 1
    database.engine.dispose()


def test_two_tabs_that_start_at_once_share_one_attempt(database_url: str) -> None:
    database = Database(make_engine(database_url))
    course = a_course()
    with database.begin() as db:
        person = a_person(db)

    def begin(seed: int) -> int:
        with database.begin() as db:
            return start(db, person, course, seed=seed).id

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(begin, range(6)))
    assert len(ids) == 1
    with database.reading() as db:
        assert count(db, Attempt) == 1
        assert count(db, AttemptQuestion) == 3
        assert count(db, Enrolment) == 1
    database.engine.dispose()
