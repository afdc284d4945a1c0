"""What is kept for a time only is forgotten, and results stay."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.operations.tidy import forget
from lms.people.models import PeopleImport, SignInSession
from lms.quizzes.models import Answer, Attempt
from tests.factories import NOW, a_people_import, a_person, an_enrolment


def _attempt(db: Session, *, days_ago: int) -> Attempt:
    enrolment = an_enrolment(db, a_person(db))
    attempt = Attempt(
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        course=enrolment.course,
        number=1,
        language="en",
        edition=1,
        seed=1,
        pass_score=80,
        critical_all=True,
        points_of=1,
        started_at=NOW - timedelta(days=days_ago),
        finished_at=NOW - timedelta(days=days_ago),
        points_num=1,
        points_den=1,
        passed=True,
    )
    db.add(attempt)
    db.flush()
    db.add(
        Answer(
            attempt_id=attempt.id,
            position=1,
            round=1,
            given="a",
            share_num=1,
            share_den=1,
            answered_at=NOW,
        )
    )
    db.flush()
    return attempt


def test_old_answers_go_and_results_stay(db: Session) -> None:
    _attempt(db, days_ago=91)
    recent = _attempt(db, days_ago=89)

    told = forget(db, now=NOW, answers_kept_days=90)

    assert told == "Answers forgotten: 1. Reactions forgotten: 0."
    assert db.scalars(select(Answer.attempt_id)).all() == [recent.id]
    assert db.scalar(select(func.count()).where(Attempt.passed.is_(True))) == 2


def test_sessions_that_have_ended_go(db: Session) -> None:
    person = a_person(db)
    for key, hours in ((b"a" * 32, -1), (b"b" * 32, 1)):
        db.add(
            SignInSession(
                digest=key,
                person_id=person.id,
                created_at=NOW,
                expires_at=NOW + timedelta(hours=hours),
            )
        )
    db.flush()

    forget(db, now=NOW, answers_kept_days=90)

    assert db.scalars(select(SignInSession.digest)).all() == [b"b" * 32]


def test_imports_that_cannot_be_undone_any_more_are_forgotten(db: Session) -> None:
    number = a_people_import(db)
    db.flush()

    forget(db, answers_kept_days=90, now=NOW + timedelta(hours=23))
    assert db.scalars(select(PeopleImport.entry_id)).all() == [number]
    forget(db, answers_kept_days=90, now=NOW + timedelta(hours=24))
    assert db.scalars(select(PeopleImport.entry_id)).all() == []
