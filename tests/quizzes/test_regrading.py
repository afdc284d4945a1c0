"""A mended key: in everybody's favour, in one step, once, and the same when reckoned again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.services import revoke
from lms.content.model import Course
from lms.database import Database, make_engine
from lms.errors import NotFound
from lms.people.models import AuditEntry, Notice, Person
from lms.publishing.models import CertificateChange
from lms.quizzes import queries, regrading
from lms.quizzes.models import Answer, Attempt, Regrade, RegradedAnswer
from lms.quizzes.services import answer, forget_answers, start
from tests.factories import NOW, TODAY, a_certificate, a_content_change, a_person, let_end
from tests.quizzes.courses import a_course
from tests.quizzes.questions import a_question
from tests.quizzes.replay import replay

MENDED = "question-0"


def the_course(**changes: Any) -> Course:
    """Three questions, all asked, all but one needed."""
    questions = [a_question(name=f"question-{number}") for number in range(3)]
    return a_course(questions, draw=3, score=60, **changes)


def mended(course: Course, *, right: str = "c", name: str = MENDED) -> Course:
    """The same course with the tick of one question on other letters."""
    quiz = course.quiz
    assert quiz is not None
    questions = dict(quiz.questions["en"])
    old = questions[name]
    options = tuple(replace(option, right=option.letter in right) for option in old.options)
    questions[name] = replace(old, options=options, sense=f"mended-{right}")
    return replace(course, quiz=replace(quiz, questions={"en": questions}), edition=course.edition)


def take(
    db: Session, course: Course, given: dict[str, Any], person: Person | None = None
) -> Attempt:
    """Answer every question: as told, else rightly."""
    person = person or a_person(db)
    attempt = start(
        db, person_id=person.id, course=course, language="en", now=NOW, today=TODAY, seed=1
    )
    for position in range(1, attempt.points_of + 1):
        asked = queries.attempt_asked(db, course=course.slug, attempt=attempt.id, position=position)
        assert asked is not None
        answer(
            db, asked, given.get(asked.question.name, "b"), course=course, now=NOW, today=TODAY,
            organisation="Esimerkki Oy",
        )  # fmt: skip
    db.flush()
    return attempt


def apply(db: Session, course: Course, **changes: Any) -> regrading.Counts:
    """Regrade the mended question."""
    counts = regrading.regrade(
        db, course=course, name=changes.pop("name", MENDED), why="The key was wrong.",
        by_id=changes.pop("by_id", None),
        now=changes.pop("now", NOW), today=TODAY, organisation="Esimerkki Oy", **changes,
    )  # fmt: skip
    db.flush()
    db.expire_all()
    return counts


def test_a_mended_key_gives_the_point_the_pass_and_the_certificate(db: Session) -> None:
    course = the_course()
    attempt = take(db, course, {MENDED: "c", "question-1": "c"})
    assert attempt.passed is False
    counts = apply(db, mended(course))
    assert (counts.answers, counts.attempts, counts.now_pass, counts.would_fail) == (1, 1, 1, 0)
    assert attempt.passed
    assert (attempt.points_num, attempt.points_den) == (2, 1)
    certificate = db.scalars(select(Certificate)).one()
    assert (certificate.attempt_id, certificate.issued_on) == (attempt.id, TODAY)
    notice = db.scalars(select(Notice).where(Notice.kind == regrading.NOTICE)).one()
    assert notice.person_id == attempt.person_id
    entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "question.regrade")).one()
    assert f"{attempt.id}:0>1" in entry.detail
    assert "The key was wrong." in entry.detail


def test_nobody_loses_a_point_unless_that_is_allowed(db: Session) -> None:
    course = the_course()
    right = take(db, course, {"question-1": "c"})
    assert right.passed
    counts = apply(db, mended(course))
    assert counts.is_empty
    assert right.passed
    assert db.scalars(select(Regrade)).all() == []
    assert db.scalars(select(Notice).where(Notice.kind == regrading.NOTICE)).all() == []

    counts = apply(db, mended(course), may_lower=True)
    assert (counts.attempts, counts.now_pass, counts.would_fail) == (1, 0, 1)
    assert right.passed is False
    assert db.scalars(select(Certificate.revoked_why)).one() == "The key was wrong."


def test_the_preview_tells_what_applying_does_and_what_lowering_would(db: Session) -> None:
    course = the_course()
    take(db, course, {MENDED: "c", "question-1": "c"})
    take(db, course, {"question-1": "c"})
    take(db, course, {})
    seen = regrading.preview(db, course=mended(course), name=MENDED)
    assert (seen.answers, seen.attempts, seen.now_pass, seen.would_fail) == (1, 1, 1, 1)
    assert db.scalars(select(Regrade)).all() == []
    done = apply(db, mended(course))
    assert (done.answers, done.attempts, done.now_pass) == (1, 1, 1)


def test_doing_it_again_changes_nothing(db: Session) -> None:
    course = the_course()
    take(db, course, {MENDED: "c"})
    assert not apply(db, mended(course)).is_empty
    assert apply(db, mended(course)).is_empty
    assert db.scalar(select(func.count()).select_from(Regrade)) == 1
    assert db.scalar(select(func.count()).select_from(RegradedAnswer)) == 1


def test_what_is_under_way_counts_by_the_mended_key_too(db: Session) -> None:
    course = the_course()
    person = a_person(db)
    attempt = start(
        db, person_id=person.id, course=course, language="en", now=NOW, today=TODAY, seed=1
    )
    asked = [
        queries.attempt_asked(db, course=course.slug, attempt=attempt.id, position=position)
        for position in (1, 2, 3)
    ]
    names = {item.question.name: item.position for item in asked if item}
    others = {item: at for item, at in names.items() if item != MENDED}
    apply(db, mended(course))
    for name, position in [*others.items(), (MENDED, names[MENDED])]:
        found = queries.attempt_asked(db, course=course.slug, attempt=attempt.id, position=position)
        assert found is not None
        given = "c" if name == MENDED else "b"
        answer(db, found, given, course=course, now=NOW, today=TODAY, organisation="E")
    db.refresh(attempt)
    assert (attempt.points_num, attempt.points_den) == (3, 1)


def test_answers_given_before_and_finished_after_count_by_the_mended_key(db: Session) -> None:
    course = the_course()
    attempt = start(
        db, person_id=a_person(db).id, course=course, language="en", now=NOW, today=TODAY, seed=1
    )
    for last in (False, True):
        for position in (1, 2, 3):
            found = queries.attempt_asked(
                db, course=course.slug, attempt=attempt.id, position=position
            )
            assert found is not None
            is_mended = found.question.name == MENDED
            if is_mended != last:
                given = "c" if is_mended else "b"
                answer(db, found, given, course=course, now=NOW, today=TODAY, organisation="E")
        apply(db, mended(course))
    db.refresh(attempt)
    assert attempt.finished_at is not None
    assert (attempt.points_num, attempt.points_den) == (3, 1)


def test_a_newer_certificate_is_left_as_it_is(db: Session) -> None:
    course = the_course()
    person = a_person(db)
    attempt = take(db, course, {MENDED: "c", "question-1": "c"}, person)
    newer = a_certificate(db, person, course.slug, cycle=2, issued_on=TODAY)
    newer.issued_at = NOW + timedelta(hours=1)
    db.flush()
    assert apply(db, mended(course)).now_pass == 1
    assert attempt.passed
    assert db.scalar(select(func.count()).select_from(Certificate)) == 1


def test_a_pass_by_a_mended_key_answers_an_open_change_as_any_pass_does(db: Session) -> None:
    course = replace(the_course(), edition=2)
    person = a_person(db)
    certificate = a_certificate(db, person, course.slug)
    change = a_content_change(db, course.slug)
    due = TODAY + timedelta(days=100)
    db.add(CertificateChange(certificate_id=certificate.id, change_id=change.id, due_on=due))
    let_end(certificate, due)
    certificate.full_until = due + timedelta(days=91)
    db.flush()
    attempt = take(db, course, {MENDED: "c", "question-1": "c"}, person)
    assert attempt.passed is False
    apply(db, mended(course))
    assert attempt.passed
    assert certificate.expires_on == certificate.full_until
    assert certificate.updated_edition == 2
    assert db.scalar(select(CertificateChange.done_at)) is not None


def test_the_log_names_the_author_whose_mend_took_a_certificate_away(db: Session) -> None:
    course, author = the_course(), a_person(db, is_author=True)
    take(db, course, {"question-1": "c"})

    apply(db, mended(course), may_lower=True, by_id=author.id)
    apply(db, mended(course, right="bc"), now=NOW + timedelta(days=1), by_id=author.id)

    entries = db.execute(
        select(AuditEntry.action, AuditEntry.actor_id)
        .where(AuditEntry.action.like("certificate.%"))
        .order_by(AuditEntry.id)
    )
    assert [tuple(row) for row in entries] == [
        ("certificate.revoke", author.id),
        ("certificate.reinstate", author.id),
    ]


@pytest.mark.parametrize("by", ["a regrade", "an administrator"])
def test_a_certificate_lost_to_a_wrong_mend_comes_back_with_the_right_one(
    db: Session, by: str
) -> None:
    course = the_course()
    attempt = take(db, course, {"question-1": "c"})
    certificate = db.scalars(select(Certificate)).one()
    if by == "an administrator":
        before = NOW - timedelta(hours=1)
        revoke(db, code=certificate.code, why="Somebody else sat here", now=before)
    apply(db, mended(course), may_lower=True)
    assert (attempt.passed, certificate.revoked_at is None) == (False, False)

    apply(db, mended(course, right="bc"), now=NOW + timedelta(days=1))
    assert attempt.passed
    assert db.scalars(select(Certificate)).one() is certificate
    assert (certificate.revoked_at is None) == (by == "a regrade")


def test_deleted_answers_are_told_of_and_left_alone(db: Session) -> None:
    course = the_course()
    attempt = take(db, course, {MENDED: "c", "question-1": "c"})
    forget_answers(db, finished_before=NOW + timedelta(days=1))
    counts = apply(db, mended(course))
    assert counts.is_empty
    assert counts.gone == 1
    assert attempt.passed is False


def test_an_unknown_question_is_refused(db: Session) -> None:
    with pytest.raises(NotFound, match="unknown_question"):
        apply(db, the_course(), name="nothing")


@pytest.fixture(name="own_database")
def a_database_of_its_own(database_url: str) -> Iterator[Database]:
    """A database for several connections at once."""
    database = Database(make_engine(database_url))
    yield database
    database.engine.dispose()


def test_two_who_regrade_at_once_regrade_once(own_database: Database) -> None:
    course = the_course()
    with own_database.begin() as db:
        for _ in range(20):
            take(db, course, {MENDED: "c", "question-1": "c"})

    def run(_number: int) -> int:
        with own_database.begin() as db:
            return regrading.regrade(
                db, course=mended(course), name=MENDED, why="Mended.", by_id=None, now=NOW,
                today=TODAY, organisation="E",
            ).attempts  # fmt: skip

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 20]
    with own_database.session(readonly=True) as db:
        assert db.scalar(select(func.count()).select_from(RegradedAnswer)) == 20
        assert db.scalar(select(func.count()).select_from(Certificate)) == 20


@pytest.fixture(name="decode")
def json_of(db: Session) -> Callable[[Any], Any]:
    """SQLite hands JSON over as text."""
    if db.get_bind().dialect.name == "sqlite":
        return json.loads
    return lambda value: value


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_scores_reckoned_anew_from_what_is_stored_are_those_in_the_database(
    data: st.DataObject, db: Session, decode: Callable[[Any], Any]
) -> None:
    """Generated banks, draws, answers and mended keys; the replay knows none of our code."""
    with db.begin_nested() as savepoint:
        names = [f"question-{number}" for number in range(data.draw(st.integers(2, 5)))]
        bank = [
            a_question(
                data.draw(st.sampled_from(["single", "multiple", "truefalse"])),
                name=name,
                right="".join(sorted(data.draw(st.sets(st.sampled_from("abcd"), min_size=1)))),
                critical=data.draw(st.booleans()),
            )
            for name in names
        ]
        course = a_course(
            bank, draw=len(bank), score=data.draw(st.sampled_from([50, 67, 80, 100])),
            critical_all=data.draw(st.booleans()),
        )  # fmt: skip
        for _ in range(data.draw(st.integers(1, 3))):
            given_ = {
                question.name: data.draw(st.sampled_from("abcd"))
                if question.type != "multiple"
                else sorted(data.draw(st.sets(st.sampled_from("abcd"), min_size=1)))
                for question in bank
            }
            take(db, course, given_)
        for _ in range(data.draw(st.integers(0, 3))):
            name = data.draw(st.sampled_from(names))
            right = "".join(sorted(data.draw(st.sets(st.sampled_from("abcd"), min_size=1))))
            course = mended(course, right=right, name=name)
            apply(db, course, name=name, may_lower=data.draw(st.booleans()))
        again = replay(db, decode)
        for attempt in db.scalars(select(Attempt)):
            assert attempt.points_num is not None
            assert attempt.points_den is not None
            points = Fraction(attempt.points_num, attempt.points_den)
            assert (points, attempt.passed) == (again[attempt.id].points, again[attempt.id].passed)
        assert len(db.scalars(select(Answer)).all()) == len(bank) * len(again)
        savepoint.rollback()
    db.expire_all()
