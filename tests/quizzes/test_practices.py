"""A certificate that waits for the learner's own tick under a practice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.current import Current
from lms.content.model import Course, Module, ModuleText, Pass, Practice, Status
from lms.database import Database, make_engine
from lms.enrolments.models import PracticeDone
from lms.errors import NotFound
from lms.people.models import Person
from lms.quizzes import services
from tests.factories import NOW, TODAY, a_certificate, a_person, let_end
from tests.pages import Page
from tests.quizzes.courses import a_course
from tests.quizzes.test_pages import begin, take
from tests.quizzes.test_services import answer_all, count, give, start

COURSE = "personal-branding"


def a_module(*practices: str) -> Module:
    """A module in English with these practices."""
    text = ModuleText(
        lang="en",
        title="Write",
        lead="",
        body="",
        closing="",
        headings=(),
        checks=(),
        practices=tuple(Practice(name, "Practice") for name in practices),
        checked=None,
        checked_by="",
        law=False,
        stale=False,
        words="",
        path="",
    )
    return Module("write", 1, 5, ("C1",), Status.READY, {"en": text})


def a_course_with_practices(*needed: str) -> Course:
    """A course whose certificate waits for practices."""
    return replace(a_course(), passing=Pass(70, practice=needed), modules=(a_module("one", "two"),))


def tick(db: Session, person: Person, course: Course, practice: str) -> bool:
    """The learner's tick."""
    return services.tick_practice(
        db,
        person_id=person.id,
        course=course,
        practice=practice,
        now=NOW,
        today=TODAY,
        organisation="Esimerkki Oy",
    )


def test_a_pass_waits_for_every_tick_and_the_last_one_brings_the_certificate(db: Session) -> None:
    person, course = a_person(db), a_course_with_practices("one", "two")
    attempt = start(db, person, course)
    answer_all(db, attempt, course)
    assert attempt.passed
    assert count(db, Certificate) == 0

    assert tick(db, person, course, "one") is False
    assert count(db, Certificate) == 0
    assert tick(db, person, course, "two") is True
    assert tick(db, person, course, "two") is False
    certificate = db.scalars(select(Certificate)).one()
    assert certificate.attempt_id == attempt.id


def test_a_tick_before_the_quiz_leaves_nothing_to_wait_for(db: Session) -> None:
    person, course = a_person(db), a_course_with_practices("one")
    assert tick(db, person, course, "one") is False
    answer_all(db, start(db, person, course), course)
    assert count(db, Certificate) == 1


def test_a_tick_without_a_pass_brings_nothing(db: Session) -> None:
    person, course = a_person(db), a_course_with_practices("one")
    answer_all(db, start(db, person, course), course, wrong=(1, 2))
    assert tick(db, person, course, "one") is False
    assert count(db, Certificate) == 0


def test_a_pass_that_brought_a_certificate_brings_no_second_one(db: Session) -> None:
    person, course = a_person(db), a_course_with_practices("one")
    answer_all(db, start(db, person, course), replace(course, passing=Pass(70)))
    let_end(db.scalars(select(Certificate)).one(), TODAY + timedelta(days=9))
    assert tick(db, person, course, "one") is False
    assert count(db, Certificate) == 1


def test_only_a_practice_that_is_asked_for_can_be_ticked(db: Session) -> None:
    person, course = a_person(db), a_course_with_practices("one", "gone")
    for name in ("two", "gone", "nothing"):
        with pytest.raises(NotFound, match="unknown_practice"):
            tick(db, person, course, name)
    assert count(db, PracticeDone) == 0


def test_one_persons_tick_brings_nothing_to_another(db: Session) -> None:
    person, other, course = a_person(db), a_person(db), a_course_with_practices("one")
    answer_all(db, start(db, person, course), course)
    tick(db, other, course, "one")
    assert count(db, Certificate) == 0
    services.erase_answers(db, person_id=other.id)
    assert count(db, PracticeDone) == 0


def test_a_tick_and_the_last_answer_at_once_bring_one_certificate(database_url: str) -> None:
    database = Database(make_engine(database_url))
    course = a_course_with_practices("one")
    for _ in range(5):
        with database.begin() as db:
            person = a_person(db)
            attempt = start(db, person, course)
            for position in (1, 2):
                give(db, attempt, position, "b", course)

        def last(attempt: object = attempt) -> None:
            with database.begin() as db:
                give(db, attempt, 3, "b", course)  # type: ignore[arg-type]

        def ticks(person: Person = person) -> None:
            with database.begin() as db:
                tick(db, person, course, "one")

        steps: list[Callable[[], None]] = [last, ticks, last, ticks]
        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(step) for step in steps]:
                done.result()
        with database.reading() as db:
            found = select(Certificate).where(Certificate.person_id == person.id)
            assert len(db.scalars(found).all()) == 1
    database.engine.dispose()


def test_the_pages_say_what_is_left_and_the_tick_brings_it(
    page: Page, db: Session, content: Current
) -> None:
    (name, module), *_ = content.get().courses[COURSE].needed_practices.items()
    a_certificate(db, person := a_person(db), COURSE, expires_on=TODAY + timedelta(days=9))
    db.commit()
    learner = page.sign_in(person)
    place = f"/courses/{COURSE}/{module}"
    address = f"/courses/{COURSE}/quiz"
    assert f"{place}#practice-done" in learner.get(address).links
    attempt = begin(learner, address)
    take(learner, db, attempt)
    result = learner.get(f"{attempt}/result")
    assert "One thing is left: the practice" in result.text
    assert "Your certificate is ready" not in result.text
    assert f"{place}#practice-done" in result.links
    assert "I have done this practice" in learner.get(place).text

    sent = learner.post(f"{place}/practice/{name}")
    assert "Your certificate is ready" in learner.follow(sent).text
    assert "Practice done on" in learner.get(place).text
    assert "Your certificate is ready" in learner.get(f"{attempt}/result").text
    learner.post(f"{place}/practice/nothing", status=404)
    learner.post(f"/courses/{COURSE}/nothing/practice/{name}", status=404)
