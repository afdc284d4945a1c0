"""Limits that a course may set, and what a person is given beyond them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from flask import Flask
from hypothesis import given as having
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

import lms
from lms.certificates.models import Certificate
from lms.content.current import Current
from lms.content.model import Course, Limits
from lms.errors import Conflict
from lms.people.models import AuditEntry, Person
from lms.quizzes import accommodations, limits, regrading, services
from lms.quizzes.accommodations import Given
from lms.quizzes.limits import Allowance, MoreTime, Tried
from lms.quizzes.models import Accommodation, Answer, Attempt
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_person
from tests.pages import Page
from tests.quizzes.courses import a_course
from tests.quizzes.questions import a_question
from tests.quizzes.replay import replay
from tests.quizzes.test_pages import begin, question_at, right_form, take
from tests.quizzes.test_regrading import mended
from tests.quizzes.test_services import answer_all, asked, count, give, start

QUIZ = "/courses/confidentiality/quiz"
WHY = "The exam is the same for everybody in the trade."
TIMES = st.lists(st.sampled_from(MoreTime), max_size=2).map(tuple)


def with_clock(minutes: int = 30, *, draw: int = 3, score: int = 70) -> Course:
    """A course whose attempts have a clock."""
    course = a_course(draw=draw, score=score)
    assert course.quiz is not None
    return replace(course, quiz=replace(course.quiz, minutes=minutes, why={"en": WHY}))


def with_limits(most: int | None = None, wait_hours: int = 0) -> Course:
    """A course that limits attempts."""
    return replace(a_course(), limits=Limits(most, wait_hours, {"en": WHY}))


def end(db: Session, attempt: Attempt, course: Course, at: datetime) -> bool:
    """End an attempt at a moment, if its time is over then."""
    return services.end_if_over(
        db,
        asked(db, attempt, 1),
        course=course,
        now=at,
        today=TODAY,
        organisation="Esimerkki Oy",
    )


def later(minutes: float) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(minutes=minutes)


def allow(db: Session, person: Person, given: Given) -> None:
    """Give a person something, as an administrator does."""
    boss = a_person(db, is_administrator=True)
    accommodations.give(db, person_id=person.id, actor_id=boss.id, given=given, now=NOW)


# The rules


@having(st.integers(5, 240), TIMES, TIMES)
def test_more_is_never_less(
    minutes: int, some: tuple[MoreTime, ...], more: tuple[MoreTime, ...]
) -> None:
    one = limits.minutes_for(minutes, Allowance(some))
    both = limits.minutes_for(minutes, Allowance((*some, *more)))
    assert both is None or (one is not None and both >= one >= minutes)


@having(TIMES)
def test_no_allowance_makes_a_clock_where_there_is_none(times: tuple[MoreTime, ...]) -> None:
    assert limits.minutes_for(None, Allowance(times)) is None
    assert limits.deadline(NOW, None, Allowance(times)) is None


@having(
    st.integers(1, 5),
    st.integers(0, 48),
    st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), max_size=6),
    st.integers(0, 3),
)
def test_an_allowance_only_opens(
    most: int, wait: int, ends: list[tuple[int, bool]], more: int
) -> None:
    tried = [Tried(NOW - timedelta(minutes=ago), passed) for ago, passed in ends]
    asked_for = Limits(most, wait)
    plain = limits.room(asked_for, tried, Allowance(), NOW)
    given = limits.room(asked_for, tried, Allowance(more_attempts=more, is_without_wait=True), NOW)
    assert given.is_open or not plain.is_open
    if any(item.passed for item in tried):
        assert plain.is_open
    else:
        assert plain.left == max(0, most - len(tried))
        assert given.opens_at is None


def test_half_as_much_again_is_rounded_up() -> None:
    assert limits.minutes_for(15, Allowance((MoreTime.HALF,))) == 23
    assert limits.minutes_for(15, Allowance((MoreTime.HALF, MoreTime.DOUBLE))) == 30
    assert limits.minutes_for(15, Allowance((MoreTime.UNTIMED, MoreTime.USUAL))) is None


# Attempts and waiting


def test_without_limits_people_try_as_often_as_they_like(db: Session) -> None:
    person, course = a_person(db), a_course()
    for _ in range(7):
        answer_all(db, start(db, person, course), course, wrong=(1, 2, 3))
    assert count(db, Attempt) == 7


def test_a_limit_ends_with_the_last_attempt_and_an_allowance_opens_one_more(db: Session) -> None:
    person, other, course = a_person(db), a_person(db), with_limits(most=2)
    for _ in range(2):
        answer_all(db, start(db, person, course), course, wrong=(1, 2, 3))
    with pytest.raises(Conflict, match="no_attempts_left"):
        start(db, person, course)
    assert start(db, other, course).number == 1

    allow(db, person, Given(more_attempts=1))
    assert start(db, person, course).number == 3


def test_an_open_attempt_is_gone_on_with_whatever_the_limit(db: Session) -> None:
    person, course = a_person(db), a_course()
    answer_all(db, start(db, person, course), course, wrong=(1, 2, 3))
    waiting = start(db, person, course)
    assert start(db, person, with_limits(most=1)).id == waiting.id


def test_whoever_has_passed_is_held_up_by_nothing(db: Session) -> None:
    person, course = a_person(db), with_limits(most=1, wait_hours=24)
    answer_all(db, start(db, person, course), course)
    assert start(db, person, course).number == 2


def test_the_next_attempt_waits_and_a_person_can_be_freed_of_it(db: Session) -> None:
    person, course = a_person(db), with_limits(wait_hours=24)
    answer_all(db, start(db, person, course), course, wrong=(1, 2, 3))
    with pytest.raises(Conflict, match="not_yet"):
        start(db, person, course)
    allow(db, person, Given(is_without_wait=True))
    assert start(db, person, course).number == 2


# The clock


def test_what_was_saved_counts_when_the_time_is_over_and_can_be_a_pass(db: Session) -> None:
    person, course = a_person(db), with_clock(draw=4, score=75)
    attempt = start(db, person, course)
    for position in (1, 2, 3):
        give(db, attempt, position, "b", course)
    assert not end(db, attempt, course, later(30))
    assert not end(db, attempt, course, later(30.4))
    assert end(db, attempt, course, later(31))
    assert not end(db, attempt, course, later(32))
    assert (attempt.points_num, attempt.points_den, attempt.passed) == (3, 1, True)
    assert attempt.finished_at == later(30)
    assert count(db, Certificate) == 1


def test_an_attempt_nobody_came_back_to_is_ended_by_the_daily_tidying(db: Session) -> None:
    person, course = a_person(db), with_clock()
    attempt, untimed = start(db, person, course), start(db, a_person(db), a_course())
    give(db, attempt, 1, "b", course)

    def ended(at: datetime) -> int:
        return services.end_all_over(
            db, lambda _: course, now=at, today=TODAY, organisation="Esimerkki Oy"
        )

    assert [ended(later(5)), ended(later(60)), ended(later(60))] == [0, 1, 0]
    db.refresh(attempt)
    assert attempt.passed is False
    assert untimed.finished_at is None


@pytest.mark.parametrize("hand", ["own", "administrator"])
def test_more_time_reaches_a_running_attempt(db: Session, hand: str) -> None:
    person, course = a_person(db), with_clock()
    attempt = start(db, person, course)
    if hand == "own":
        accommodations.choose_time(db, person_id=person.id, time=MoreTime.DOUBLE)
    else:
        allow(db, person, Given(MoreTime.DOUBLE))
    assert services.ends_at(db, attempt) == later(60)
    assert not end(db, attempt, course, later(59))
    accommodations.choose_time(db, person_id=person.id, time=MoreTime.UNTIMED)
    assert services.ends_at(db, attempt) is None


def test_an_attempt_keeps_the_clock_it_began_with(db: Session) -> None:
    person, course = a_person(db), with_clock()
    attempt = start(db, person, course)
    assert start(db, person, with_clock(5)).minutes == 30
    assert services.ends_at(db, attempt) == later(30)
    untimed = start(db, a_person(db), a_course())
    assert services.ends_at(db, untimed) is None


def test_a_mended_key_leaves_open_questions_worth_nothing(db: Session) -> None:
    bank = [a_question(name=f"question-{number}") for number in range(4)]
    course = with_clock(draw=4, score=75)
    assert course.quiz is not None
    course = replace(
        course, quiz=replace(course.quiz, questions={"en": {item.name: item for item in bank}})
    )
    attempt = start(db, a_person(db), course)
    name = asked(db, attempt, 1).question.name
    give(db, attempt, 1, "c", course)
    for position in (2, 3):
        give(db, attempt, position, "b", course)
    assert end(db, attempt, course, later(40))
    assert attempt.passed is False
    regrading.regrade(
        db,
        course=mended(course, right="c", name=name),
        name=name,
        why="C is right as well",
        by_id=None,
        now=later(60),
        today=TODAY,
        organisation="Esimerkki Oy",
    )
    assert (attempt.points_num, attempt.passed) == (3, True)
    is_text = db.get_bind().dialect.name == "sqlite"
    said = replay(db, json.loads if is_text else lambda value: value)[attempt.id]
    assert (said.points, said.passed) == (Fraction(3), True)


# Privacy


def test_the_audit_log_says_that_something_was_given_and_not_what(db: Session) -> None:
    person = a_person(db)
    allow(db, person, Given(MoreTime.HALF, 2, is_without_wait=True))
    allow(db, person, Given(MoreTime.HALF, 2, is_without_wait=True))
    (entry,) = db.scalars(select(AuditEntry))
    assert (entry.action, entry.subject) == ("accommodation.change", f"person:{person.id}")
    assert entry.detail == ""


def test_neither_hand_sees_or_overwrites_what_the_other_chose(db: Session) -> None:
    person = a_person(db)
    accommodations.choose_time(db, person_id=person.id, time=MoreTime.UNTIMED)
    assert accommodations.given_to(db, person.id) == Given()
    allow(db, person, Given(MoreTime.HALF, 1))
    assert accommodations.own_time(db, person.id) is MoreTime.UNTIMED
    assert accommodations.given_to(db, person.id) == Given(MoreTime.HALF, 1)


def test_only_the_person_and_administrators_pages_can_read_it() -> None:
    root = Path(lms.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "Accommodation" in path.read_text(encoding="utf-8") and "migrations" not in path.parts
    }
    assert found == {"quizzes/models.py", "quizzes/accommodations.py", "quizzes/services.py"}


def test_it_goes_with_the_person(db: Session) -> None:
    person = a_person(db)
    allow(db, person, Given(MoreTime.HALF))
    services.erase_answers(db, person_id=person.id)
    assert count(db, Accommodation) == 0


# The pages


class Fixed:
    """Content that stands still."""

    def __init__(self, current: Current, courses: Mapping[str, Course]) -> None:
        found = current.get()
        self.set = replace(found, courses=MappingProxyType({**found.courses, **courses}))

    def get(self) -> object:
        """The set."""
        return self.set


@pytest.fixture
def ada(db: Session) -> Person:
    """A learner."""
    person = a_person(db, "Ada")
    db.commit()
    return person


def serve(
    app: Flask, content: Current, *, limit: Limits | None = None, minutes: int | None = None
) -> None:
    """Serve `confidentiality` with limits."""
    course = content.get().courses["confidentiality"]
    assert course.quiz is not None
    changed = replace(
        course,
        limits=limit or Limits(),
        quiz=replace(course.quiz, minutes=minutes, why={"en": WHY}, asks_sureness=False),
    )
    app.extensions["lms"].content = Fixed(content, {"confidentiality": changed})


def test_the_start_page_tells_of_the_clock_and_of_more_time(
    app: Flask, page: Page, content: Current, ada: Person
) -> None:
    serve(app, content, minutes=20)
    learner = page.sign_in(ada)
    seen = learner.get(QUIZ)
    assert "You have 20 minutes from the start." in seen.text
    assert WHY in seen.text
    assert "There is no time limit" not in seen.text
    assert "/account/quiz-time" in learner.get("/account").links

    learner.post("/account/quiz-time?course=confidentiality", {"time": "double"})
    assert "You have 40 minutes from the start." in learner.get(QUIZ).text
    learner.post("/account/quiz-time", {"time": "untimed"})
    assert "a time limit, but not for you" in learner.get(QUIZ).text
    learner.post("/account/quiz-time", {"time": "forever"}, status=422)
    assert learner.client.get("/account/data.json").get_json()["tables"]["accommodation"]


def test_a_question_says_when_the_time_ends_and_asks_no_sureness_where_it_is_off(
    app: Flask, page: Page, content: Current, ada: Person
) -> None:
    serve(app, content, minutes=20)
    learner = page.sign_in(ada)
    seen = learner.get(f"{begin(learner)}/1")
    assert "Your time ends at 11:20." in seen.text
    assert 'data-seconds-left="1200"' in seen.html
    assert "How sure are you?" not in seen.text


def test_an_answer_that_comes_too_late_is_told_so_and_what_was_saved_counts(
    app: Flask, page: Page, content: Current, clock: TestClock, ada: Person, db: Session
) -> None:
    serve(app, content, minutes=20)
    learner = page.sign_in(ada)
    attempt = begin(learner)
    learner.post(f"{attempt}/1", right_form(question_at(db, attempt, 1)))
    clock.set(later(21))
    seen = learner.get(f"{attempt}/2")
    assert "The time is over" in seen.text
    assert "1 answer is saved, and it counts." in seen.text
    sent = learner.post(f"{attempt}/2", right_form(question_at(db, attempt, 2)))
    told = learner.follow(sent)
    assert "The time was over before this answer arrived." in told.text
    assert "Still open when the time was over." in told.text
    assert count(db, Answer) == 1
    again = learner.get(f"{attempt}/again/2")
    assert "This question comes back for practice" in again.text
    learner.post(f"{attempt}/again/2", right_form(question_at(db, attempt, 2)))
    assert "Right on the second try." in learner.get(f"{attempt}/result").text


def test_the_button_ends_what_is_over_and_goes_on_with_what_is_not(
    app: Flask, page: Page, content: Current, clock: TestClock, ada: Person
) -> None:
    serve(app, content, minutes=20)
    learner = page.sign_in(ada)
    attempt = begin(learner)
    assert learner.post(f"{attempt}/end").location.endswith(f"{attempt}/1")
    clock.set(later(25))
    assert learner.post(f"{attempt}/end").location.endswith("/result")
    assert learner.post(f"{attempt}/end").location.endswith("/result")
    learner.get(f"{attempt}/result")


def test_starting_after_the_time_of_the_last_one_begins_another(
    app: Flask, page: Page, content: Current, clock: TestClock, ada: Person, db: Session
) -> None:
    serve(app, content, minutes=20)
    learner = page.sign_in(ada)
    first = begin(learner)
    clock.set(later(60))
    second = begin(learner)
    assert second != first
    db.expire_all()
    assert [item.passed for item in db.scalars(select(Attempt).order_by(Attempt.id))] == [
        False,
        None,
    ]


def test_used_attempts_lead_to_somebody_who_can_add_one(
    app: Flask, page: Page, content: Current, ada: Person, db: Session
) -> None:
    serve(app, content, limit=Limits(2, 0, {"en": WHY}))
    learner = page.sign_in(ada)
    seen = learner.get(QUIZ)
    assert "There are 2 attempts until you pass." in seen.text
    assert "Try as often as you like" not in seen.text
    everything = tuple(range(1, 13))
    take(learner, db, begin(learner), wrong=everything)
    assert "1 attempt is left." in learner.get(QUIZ).text
    take(learner, db, begin(learner), wrong=everything)
    seen = learner.get(QUIZ)
    assert "Ask an administrator" in seen.text
    assert "Start a new attempt" not in seen.text
    assert "The attempts of this course are used" in learner.post(QUIZ, status=409).text

    boss = a_person(db, is_administrator=True)
    db.commit()
    office = page.sign_in(boss)
    place = f"/admin/people/{ada.id}/quiz-limits"
    assert place in office.get(f"/admin/people/{ada.id}").links
    office.post(place, {"time": "usual", "more_attempts": "1"})
    office.post(place, {"time": "usual", "more_attempts": "21"}, status=422)
    assert [field["value"] for field in office.get(place).fields("time") if "checked" in field] == [
        "usual"
    ]
    assert begin(page.sign_in(ada))


def test_a_wait_says_until_when(
    app: Flask, page: Page, content: Current, clock: TestClock, ada: Person, db: Session
) -> None:
    serve(app, content, limit=Limits(None, 24, {"en": WHY}))
    learner = page.sign_in(ada)
    take(learner, db, begin(learner), wrong=tuple(range(1, 13)))
    seen = learner.get(QUIZ)
    assert "You can start the next attempt on 23 Nov 2026 at 11:00." in seen.text
    assert "opens later" in learner.post(QUIZ, status=409).text
    clock.set(later(24 * 60))
    assert begin(learner)
