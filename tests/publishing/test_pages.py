"""What a learner sees of a change: why, the difference, a few questions, and ready again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from lms.people.models import Person
from lms.publishing import services
from lms.quizzes.models import Attempt
from tests.databases import SharedConnection
from tests.factories import NOW, TODAY, a_certificate, a_person
from tests.pages import Page
from tests.publishing.editions import COURSE, a_change, reworded, second_edition, with_course
from tests.quizzes.test_pages import question_at, right_form

CHANGES = f"/courses/{COURSE}/changes"


@pytest.fixture(name="ada")
def somebody_with_a_certificate(db: Session) -> Person:
    """Ada, who is done."""
    ada = a_person(db)
    a_certificate(db, ada)
    return ada


@pytest.fixture(name="page")
def the_site_after_the_change(
    settings: Settings,
    database: SharedConnection,
    db: Session,
    content: Current,
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> Page:
    """The second edition, published and served."""
    first = content.get()
    second = second_edition(first)
    services.publish(db, first, by="tests", now=NOW, today=TODAY)
    services.publish(db, second, by="tests", now=NOW, today=TODAY)
    db.commit()
    served = Current(None, today=lambda: TODAY)
    served.put(second)
    app: Flask = create_app(settings, database=database, content=served)
    app.testing = True
    return Page(app, database).sign_in(ada)


def test_my_learning_and_the_course_lead_to_what_changed(page: Page) -> None:
    assert CHANGES in page.get("/learn").links
    seen = page.get(f"/courses/{COURSE}")
    assert CHANGES in seen.links
    assert "has changed since you finished" in seen.text


def test_the_page_tells_why_and_shows_old_beside_new(page: Page) -> None:
    seen = page.get(CHANGES)
    assert "The example was too generous." in seen.text
    assert "<ins>One more.</ins>" in seen.html
    assert "Answer the questions" in seen.text
    assert f"/courses/{COURSE}/three-tests" in seen.links


def test_the_key_of_a_changed_question_is_not_on_the_page(page: Page, content: Current) -> None:
    html = page.get(CHANGES).html
    quiz = content.get().courses[COURSE].quiz
    assert quiz is not None
    for question in quiz.questions["en"].values():
        assert all(option.feedback not in html for option in question.options if option.feedback)


def test_after_a_few_questions_the_certificate_goes_on(page: Page, db: Session) -> None:
    begun = page.post(f"{CHANGES}/{change_id(db)}", status=303)
    again = page.post(f"{CHANGES}/{change_id(db)}", status=303)
    assert begun.location == again.location
    attempt = begun.location.rsplit("/", 1)[0]
    of = db.scalars(select(Attempt.points_of)).one()
    for position in range(1, of + 1):
        page.post(f"{attempt}/{position}", right_form(question_at(db, attempt, position)))
    seen = page.get(f"{attempt}/result")
    assert "your certificate goes on as before" in seen.text
    assert "Take the quiz again" not in seen.text
    assert "Done on" in page.get(CHANGES).text
    assert "has changed since you finished" not in page.get(f"/courses/{COURSE}").text
    page.post(f"{CHANGES}/{change_id(db)}", status=303)
    assert len(db.scalars(select(Attempt)).all()) == 1


def test_an_open_partial_attempt_is_not_the_courses_quiz(page: Page, db: Session) -> None:
    page.post(f"{CHANGES}/{change_id(db)}", status=303)
    assert "Continue the quiz" not in page.get(f"/courses/{COURSE}").text
    whole = page.post(f"/courses/{COURSE}/quiz", status=303)
    attempts = db.scalars(select(Attempt).order_by(Attempt.id)).all()
    assert [attempt.change_id is None for attempt in attempts] == [False, True]
    assert str(attempts[1].id) in whole.location


def test_who_was_never_asked_sees_what_changed_and_no_questions(page: Page, db: Session) -> None:
    other = a_person(db)
    db.commit()
    seen = page.sign_in(other).get(CHANGES)
    assert "The example was too generous." in seen.text
    assert "Nothing of this is asked of you." in seen.text
    page.post(f"{CHANGES}/{change_id(db)}", status=303)
    assert db.scalars(select(Attempt)).all() == []
    page.post(f"{CHANGES}/999999", status=404)


def test_a_course_without_changes_says_so(page: Page) -> None:
    assert "Nothing has changed yet" in page.get("/courses/guidelines/changes").text
    page.get("/courses/nowhere/changes", status=404)


def test_in_finnish_the_reason_is_finnish(page: Page, db: Session, ada: Person) -> None:
    seen = page.sign_in(ada, language="fi").get(CHANGES)
    assert "Esimerkki oli liian salliva." in seen.text
    assert "Mikä muuttui" in seen.text


def test_the_number_of_statements_does_not_grow_with_changes(
    page: Page, db: Session, ada: Person, content: Current
) -> None:
    page.get(CHANGES)
    with page.counting() as few:
        page.get(CHANGES)
    latest = second_edition(content.get())
    for edition in range(3, 8):
        course = reworded(latest.courses[COURSE], new=f"Sentence {edition}.")
        change = a_change(edition=edition, on=TODAY - timedelta(days=9 - edition))
        latest = with_course(latest, course, change)
        services.publish(db, latest, by="tests", now=NOW, today=TODAY)
    db.commit()
    with page.counting() as many:
        page.get(CHANGES)
    assert len(few) == len(many) <= 4, many


def change_id(db: Session) -> int:
    """The one change there is."""
    from lms.publishing.models import ContentChange

    return db.scalars(select(ContentChange.id)).one()
