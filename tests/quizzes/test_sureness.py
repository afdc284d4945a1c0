""" "How sure are you?": steers one's own review, and is read by nobody else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import lms
from lms.people.models import Person
from lms.quizzes import given, services
from lms.quizzes.models import Answer, Sureness
from tests.factories import NOW, a_person
from tests.pages import Page
from tests.quizzes.test_pages import begin, question_at, right_form, wrong_form

PRIVATE = {
    "Sureness": {
        "quizzes/models.py",
        "quizzes/queries.py",
        "quizzes/services.py",
        "recall/queries.py",
    },
    "PracticeDone": {"enrolments/models.py", "enrolments/queries.py", "quizzes/services.py"},
}


@pytest.fixture
def ada(db: Session) -> Person:
    """A learner."""
    person = a_person(db)
    db.commit()
    return person


def kept(db: Session) -> dict[int, int]:
    """What is kept, by position."""
    rows = db.execute(select(Sureness.position, Sureness.sure))
    return {row.position: row.sure for row in rows}


def test_it_is_never_required_and_nonsense_is_no_answer() -> None:
    assert [given.read_sureness({"sure": [step]}) for step in "123"] == [1, 2, 3]
    nonsense: list[dict[str, list[str]]] = [
        {},
        {"sure": []},
        {"sure": ["4"]},
        {"sure": ["1", "2"]},
        {"sure": ["٣"]},
    ]
    for fields in nonsense:
        assert given.read_sureness(fields) is None


def test_it_is_kept_with_the_first_answer_and_steers_the_review(
    page: Page, ada: Person, db: Session
) -> None:
    learner = page.sign_in(ada)
    attempt = begin(learner)
    assert "How sure are you?" in learner.get(f"{attempt}/1").text
    for position in range(1, 13):
        question = question_at(db, attempt, position)
        wrong = position in {3, 4}
        form = wrong_form(question) if wrong else right_form(question)
        sure = {3: "2", 4: "3", 6: "1"}.get(position)
        learner.post(f"{attempt}/{position}", form | ({"sure": sure} if sure else {}))
        learner.post(f"{attempt}/{position}", form | {"sure": "1"})
    db.expire_all()
    assert kept(db) == {3: 2, 4: 3, 6: 1}

    seen = learner.get(f"{attempt}/result")
    assert seen.text.count("You were sure here") == 1
    assert seen.text.count("You thought you were guessing") == 1
    assert seen.text.index("You were sure here") < seen.text.index("Worth another look") + 400
    own = learner.client.get("/account/attempts.json").get_json()
    assert [item["sure"] for item in own["attempts"][0]["questions"]][2:4] == [2, 3]
    again = learner.get(f"{attempt}/again/3")
    assert "How sure are you?" not in again.text


def test_an_error_keeps_what_was_chosen(page: Page, ada: Person) -> None:
    learner = page.sign_in(ada)
    attempt = begin(learner)
    seen = learner.post(f"{attempt}/1", {"sure": "2"}, status=422)
    assert [field["value"] for field in seen.fields("sure") if "checked" in field] == ["2"]


@pytest.mark.parametrize("by", ["time", "erasure"])
def test_it_goes_with_the_answers(page: Page, ada: Person, db: Session, by: str) -> None:
    learner = page.sign_in(ada)
    attempt = begin(learner)
    for position in range(1, 13):
        form = right_form(question_at(db, attempt, position))
        learner.post(f"{attempt}/{position}", form | {"sure": "3"})
    assert len(kept(db)) == 12
    if by == "time":
        services.forget_answers(db, finished_before=NOW + timedelta(days=1))
    else:
        services.erase_answers(db, person_id=ada.id)
    assert kept(db) == {}
    assert db.scalar(select(func.count()).select_from(Answer)) == 0


@pytest.mark.parametrize("name", PRIVATE)
def test_no_query_for_others_can_read_it(name: str) -> None:
    root = Path(lms.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if name in path.read_text(encoding="utf-8") and "migrations" not in path.parts
    }
    assert found == PRIVATE[name]


def test_managers_and_authors_see_pages_without_it(page: Page, ada: Person, db: Session) -> None:
    learner = page.sign_in(ada)
    attempt = begin(learner)
    learner.post(f"{attempt}/1", right_form(question_at(db, attempt, 1)) | {"sure": "1"})
    other = a_person(db, is_author=True, is_administrator=True)
    db.commit()
    page.sign_in(other)
    with page.counting() as statements:
        for address in ("/author", "/team", "/admin/people", "/author/courses/confidentiality"):
            page.client.get(address)
    assert statements
    assert not [text for text in statements if "sureness" in text or "practice_done" in text]
