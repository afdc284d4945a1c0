"""The page on which an author lets earlier answers count by a mended key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from lms.people.models import AuditEntry, Person
from lms.quizzes.models import Attempt
from tests.databases import SharedConnection
from tests.factories import TODAY, a_person
from tests.pages import Page
from tests.quizzes.test_regrading import MENDED, mended, take, the_course

ADDRESS = f"/author/questions/confidentiality/{MENDED}/regrade"


@pytest.fixture(name="author")
def somebody_who_writes(db: Session) -> Person:
    """An author."""
    return a_person(db, "Kirsi", is_author=True)


@pytest.fixture(name="page")
def the_site_with_a_mended_key(
    settings: Settings,
    database: SharedConnection,
    db: Session,
    content: Current,
    author: Person,
) -> Page:
    """Two took the quiz; then its first question's key was mended."""
    course = the_course()
    take(db, course, {MENDED: "c", "question-1": "c"})
    take(db, course, {})
    db.commit()
    served = Current(None, today=lambda: TODAY)
    courses = {**content.get().courses, course.slug: mended(course)}
    served.put(replace(content.get(), courses=courses))
    app: Flask = create_app(settings, database=database, content=served)
    app.testing = True
    return Page(app, database).sign_in(author)


def test_the_page_tells_what_would_change_and_names_nobody(page: Page, db: Session) -> None:
    text = page.get(ADDRESS).text
    assert "Attempts that pass now 1" in text
    assert "Attempts that would not pass, if points could go down 0" in text
    for person in db.scalars(select(Person).where(Person.is_author.is_(False))):
        assert person.last_name not in text


def test_applying_needs_a_reason_and_keeps_what_was_typed(page: Page, db: Session) -> None:
    seen = page.post(ADDRESS, {"why": " "}, status=422)
    assert "Write why, in a line" in seen.text
    long = "x" * 301
    assert long in page.post(ADDRESS, {"why": long}, status=422).html
    assert db.scalars(select(AuditEntry)).all() == []


def test_applying_reckons_again_once(page: Page, db: Session, author: Person) -> None:
    page.post(ADDRESS, {"why": "The key was wrong."}, status=303)
    assert db.scalars(select(Attempt.passed)).all() == [True, True]
    entry = db.scalars(select(AuditEntry)).one()
    assert (entry.actor_id, entry.action) == (author.id, "question.regrade")
    assert "Nothing to do" in page.get(ADDRESS).text
    page.post(ADDRESS, {"why": "Once more."}, status=303)
    assert len(db.scalars(select(AuditEntry)).all()) == 1


def test_the_learner_is_told_and_sees_the_question_as_it_was(page: Page, db: Session) -> None:
    page.post(ADDRESS, {"why": "The key was wrong."}, status=303)
    attempt = db.scalars(select(Attempt).order_by(Attempt.id)).first()
    assert attempt is not None
    learner = page.sign_in(db.get_one(Person, attempt.person_id))
    assert "was mended, and your answer to it was reckoned again" in learner.get("/learn").text
    texts = [
        learner.get(f"/courses/confidentiality/quiz/{attempt.id}/{position}").text
        for position in (1, 2, 3)
    ]
    assert sum("This question was mended after you met it" in text for text in texts) == 1


def test_only_authors_may(page: Page, db: Session) -> None:
    other = a_person(db, is_administrator=True)
    db.commit()
    page.sign_in(other).get(ADDRESS, status=403)
    page.post(ADDRESS, {"why": "Mine."}, status=403)


def test_a_question_that_is_not_there_is_not_found(page: Page) -> None:
    page.get("/author/questions/confidentiality/nothing/regrade", status=404)
    page.get("/author/questions/nothing/nothing/regrade", status=404)
