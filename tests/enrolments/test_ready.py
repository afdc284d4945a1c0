"""Ready to share: what it covers, what it does not mean, a small step, whom to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people.models import Person
from tests.factories import TODAY, a_certificate, a_person
from tests.pages import Page

DAY = timedelta(days=1)


@pytest.fixture
def ada(db: Session) -> Person:
    """A learner."""
    person = a_person(db)
    db.commit()
    return person


def certify(db: Session, ada: Person, content: Current, *, until: int) -> None:
    """A certificate for each course of the path, ending so many days from today."""
    for course in content.get().path.courses:
        a_certificate(db, ada, course, issued_on=TODAY - 300 * DAY, expires_on=TODAY + until * DAY)
    db.commit()


def test_it_names_whom_to_ask_and_a_first_small_step(page: Page, ada: Person) -> None:
    seen = page.sign_in(ada).get("/ready")
    assert "Whether to publish something, and how to say it" in seen.text
    assert "The communications team" in seen.text
    assert "A first small step, if you like" in seen.text
    assert "/practice" in seen.links
    assert "Nobody counts your posts" in seen.text


def test_it_answers_may_i_post_this(page: Page, ada: Person) -> None:
    seen = page.sign_in(ada).get("/ready")
    assert 'action="/search"' in seen.html


def test_who_is_ready_is_told_until_when(
    page: Page, ada: Person, db: Session, content: Current
) -> None:
    certify(db, ada, content, until=200)
    seen = page.sign_in(ada).get("/ready")
    assert "You are ready to share" in seen.text
    assert "Until 9 Jun 2027" in seen.text


def test_who_was_ready_once_is_told_that_the_quiz_is_enough(
    page: Page, ada: Person, db: Session, content: Current
) -> None:
    certify(db, ada, content, until=-40)
    seen = page.sign_in(ada).get("/ready")
    assert "The quiz alone brings it back" in seen.text
    assert "You are ready to share" not in seen.text


def test_who_has_not_finished_is_not_told_so(page: Page, ada: Person) -> None:
    assert "brings it back" not in page.sign_in(ada).get("/ready").text


def test_without_a_path_nobody_is_ready_and_the_pages_say_so(
    page: Page, ada: Person, db: Session, content: Current, monkeypatch: pytest.MonkeyPatch
) -> None:
    certify(db, ada, content, until=200)
    served = content.get()
    empty = replace(served.programme.paths[0], courses=())
    programme = replace(served.programme, paths=(empty, *served.programme.paths[1:]))
    without = replace(served, programme=programme)
    monkeypatch.setattr(content, "get", lambda: without)
    page.sign_in(ada)

    for address in ("/ready", "/learn"):
        seen = page.get(address)
        assert "No path is set up yet" in seen.text
        assert "You are ready" not in seen.text
