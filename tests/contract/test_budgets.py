"""How many statements a page sends, whatever the number of modules, people and teams."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people.models import Person, Team
from lms.quizzes import services as quizzes
from lms.quizzes.versions import keep_versions
from lms.readiness import folding, spells
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_module_read,
    a_person,
    a_team,
    an_assignment,
)
from tests.pages import Page

COURSE = "confidentiality"
FEW, MOST = 5, 8
HOME = 12
"""My learning gathers: courses, leaders, notes, what comes back."""


@pytest.fixture(name="team")
def a_team_with_a_course(db: Session) -> Team:
    """A team that was asked for a course."""
    team = a_team(db, "Service North", parent=a_team(db, "Company"))
    an_assignment(db, team, COURSE)
    return team


@pytest.fixture(name="ada")
def a_learner(db: Session, team: Team) -> Person:
    """Somebody who begins."""
    person = a_person(db, "Ada", team=team)
    db.commit()
    return person


def learn_a_lot(db: Session, person: Person, content: Current) -> None:
    """Every module read, certificates, an open attempt."""
    for course in content.get().courses.values():
        for module in course.modules:
            a_module_read(db, person, module.slug, course.slug)
        if course.slug != COURSE:
            a_certificate(db, person, course.slug, expires_on=TODAY + timedelta(days=90))
    quizzes.start(
        db,
        person_id=person.id,
        course=content.get().courses[COURSE],
        language="en",
        now=NOW,
        today=TODAY,
        seed=1,
    )
    db.commit()


def statements(page: Page, address: str) -> int:
    """How many statements a page sends when it was seen before."""
    page.get(address)
    with page.counting() as sent:
        page.get(address)
    counted = [text for text in sent if "INTO access_entry" not in text]  # in its own transaction
    assert not [one for one in counted if not one.lstrip().upper().startswith(("SELECT", "WITH"))]
    return len(counted)


def test_learners_pages_send_the_same_few_statements_however_much_was_learned(
    db: Session, page: Page, ada: Person, content: Current
) -> None:
    first = content.get().courses[COURSE].modules[0].slug
    budgets = {f"/courses/{COURSE}/{first}": FEW, f"/courses/{COURSE}": MOST, "/learn": HOME}
    page.sign_in(ada)
    before = {address: statements(page, address) for address in budgets}
    learn_a_lot(db, ada, content)
    after = {address: statements(page, address) for address in budgets}
    assert before == after
    assert all(after[address] <= most for address, most in budgets.items()), after


def test_a_module_page_seen_for_the_first_time_sends_no_more(
    page: Page, ada: Person, content: Current
) -> None:
    module = content.get().courses[COURSE].modules[-1].slug
    page.sign_in(ada)
    with page.counting() as sent:
        page.get(f"/courses/{COURSE}/{module}")
    assert len(sent) <= FEW, sent


def test_a_team_page_sends_the_same_few_statements_however_many_people(
    db: Session, page: Page, ada: Person, team: Team, content: Current
) -> None:
    manager = a_person(db, "Max", manages=team)
    a_person(db, team=a_team(db, parent=team))
    db.commit()
    page.sign_in(manager)
    address = f"/team/{team.slug}"
    few = statements(page, address)
    for number in range(40):
        colleague = a_person(db, team=team)
        a_person(db, team=a_team(db, parent=team))
        if number % 2:
            a_certificate(db, colleague)
    learn_a_lot(db, ada, content)
    assert statements(page, address) == few <= MOST + 1  # the summary of what would help


def test_marking_and_answering_send_few_statements(
    db: Session, page: Page, ada: Person, content: Current
) -> None:
    page.sign_in(ada)
    first = content.get().courses[COURSE].modules[0].slug
    page.get("/account")
    token = page.csrf_token()
    with page.counting() as marking:
        page.post(f"/courses/{COURSE}/{first}/read", {"csrf_token": token})
    writes = [text for text in marking if not text.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert len(marking) <= 3, marking
    assert len(writes) == 1, writes


def test_starting_a_quiz_for_the_first_time_sends_few_statements(
    db: Session, page: Page, ada: Person, content: Current
) -> None:
    quiz = content.get().courses[COURSE].quiz
    assert quiz is not None
    keep_versions(db, COURSE, quiz.questions["en"].values())  # others were asked these before
    db.commit()
    page.sign_in(ada)
    page.get("/account")
    token = page.csrf_token()
    with page.counting() as starting:
        page.post(f"/courses/{COURSE}/quiz", {"csrf_token": token})
    assert len(starting) <= MOST, starting


def test_pages_of_units_send_the_same_few_statements_however_many_teams_and_people(
    db: Session, page: Page, team: Team, content: Current
) -> None:
    director = a_person(db, "Dora", manages=team)
    small = a_team(db, parent=team)
    a_person(db, team=small)
    an_assignment(db, small, due_on=TODAY - timedelta(days=1))
    db.commit()
    page.sign_in(director)
    addresses = [f"/team/{team.slug}/teams?sort=past", f"/team/{team.slug}/everyone?state=past"]
    basis = spells.basis(content.get())

    def counted() -> list[int]:
        while folding.fold(db, basis, today=TODAY):
            pass
        db.commit()
        return [reads(page, address) for address in addresses]

    few = counted()
    for number in range(30):
        below = a_team(db, parent=team)
        colleague = a_person(db, team=below)
        an_assignment(db, below, due_on=TODAY - timedelta(days=1))
        if number % 2:
            a_certificate(db, colleague)
    db.commit()
    stale = [reads(page, address) for address in addresses]

    assert stale == few == counted()
    # Two more than a team page: the own learning leads, by certificates and by other training.
    assert all(count <= MOST + 2 for count in few), few


def reads(page: Page, address: str) -> int:
    """How many statements read; a list of people also writes down that it was opened."""
    page.get(address)
    with page.counting() as sent:
        page.get(address)
    assert not [text for text in sent if "module_read" in text or " enrolment" in text]
    return len([text for text in sent if text.lstrip().upper().startswith(("SELECT", "WITH"))])
