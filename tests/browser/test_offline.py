"""An answer that cannot be sent waits in the page, says so, and is saved once when it can be."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.quizzes.models import Answer, Attempt
from tests.browser.conftest import Visit
from tests.browser.quiz import Bank, fill, other_answer, right_answer
from tests.browser.site import Learner, Site
from tests.browser.visitor import Visitor

QUIZ = "/courses/guidelines/quiz"
STATE = "[data-answer-state]"
BUTTON = "form.question button[type=submit]"
WORDS = {
    "en": ("Waiting for the line. Your answer is kept here.", "Saved."),
    "fi": ("Odotetaan yhteyttä. Vastauksesi on tallessa tällä sivulla.", "Tallennettu."),
}


def begin(visitor: Visitor, learner: Learner) -> None:
    """Sign in and open the first question."""
    visitor.sign_in(learner.address, learner.password)
    visitor.go(QUIZ)
    visitor.press("main form:not(.lang-switch) button[type=submit]")


def saved(site: Site, learner: Learner) -> list[Any]:
    """The answers in the database."""
    with Session(site.engine) as db:
        query = select(Answer.given).join(Attempt, Attempt.id == Answer.attempt_id)
        return list(db.scalars(query.where(Attempt.person_id == learner.id)))


def waits(visitor: Visitor, words: str) -> None:
    """The page says that it waits, and has the answer in the tab."""
    visitor.page.locator(STATE).get_by_text(words).wait_for()
    assert visitor.page.evaluate("document.querySelector('form.question fieldset').disabled")
    assert kept(visitor) == [f"answer:{visitor.path}"]


def kept(visitor: Visitor) -> list[str]:
    """What the tab holds."""
    return list(visitor.page.evaluate("Object.keys(sessionStorage)"))


def is_saved(visitor: Visitor, words: str) -> None:
    """The page of the answer says so, and nothing waits any more."""
    visitor.page.locator(".feedback-right").wait_for()
    visitor.page.locator(STATE).get_by_text(words, exact=True).wait_for()
    assert kept(visitor) == []
    visitor.complaints.clear()  # the line that was cut


@pytest.mark.parametrize("language", ["en", "fi"])
def test_an_answer_given_without_a_line_is_sent_when_it_is_back(
    visit: Visit, site: Site, courses: ContentSet, language: str
) -> None:
    learner = site.learner("Linja", f"Poikki {language}", certified=())
    visitor: Visitor = visit(language=language)
    begin(visitor, learner)
    question = Bank(courses, "guidelines", language).shown(visitor)
    answer = right_answer(question)
    fill(visitor, question, answer)
    visitor.page.context.set_offline(True)
    visitor.find(BUTTON).click()
    waits(visitor, WORDS[language][0])
    visitor.find(BUTTON).click()  # pressing again sends nothing twice
    assert saved(site, learner) == []

    visitor.page.context.set_offline(False)
    is_saved(visitor, WORDS[language][1])
    assert saved(site, learner) == [answer]


def test_an_answer_given_to_a_server_that_is_away_outlives_a_reload(
    visit: Visit, site: Site, courses: ContentSet
) -> None:
    learner = site.learner("Palvelin", "Poissa", certified=())
    visitor: Visitor = visit()
    begin(visitor, learner)
    question, address = Bank(courses, "guidelines", "en").shown(visitor), visitor.path
    answer = right_answer(question)
    fill(visitor, question, answer)
    site.server.kill()
    try:
        visitor.find(BUTTON).click()
        waits(visitor, WORDS["en"][0])
        visitor.page.goto("about:blank")  # the tab goes on to keep it
    finally:
        site.server.start()
    visitor.go(address)
    is_saved(visitor, WORDS["en"][1])
    assert saved(site, learner) == [answer]


def test_what_the_server_has_already_is_not_given_again(
    visit: Visit, site: Site, courses: ContentSet
) -> None:
    learner = site.learner("Ensin", "Toisaalla", certified=())
    bank = Bank(courses, "guidelines", "en")
    first: Visitor = visit()
    begin(first, learner)
    question, address = bank.shown(first), first.path
    fill(first, question, other_answer(question))
    first.page.context.set_offline(True)
    first.find(BUTTON).click()
    waits(first, WORDS["en"][0])

    second: Visitor = visit()
    second.sign_in(learner.address, learner.password)
    second.go(address)
    answer = right_answer(question)
    fill(second, question, answer)
    second.press(BUTTON)
    first.page.context.set_offline(False)
    is_saved(first, WORDS["en"][1])
    assert saved(site, learner) == [answer]


def test_signing_out_takes_what_waits_along(visit: Visit, site: Site) -> None:
    learner = site.learner("Ulos", "Kirjautuja", certified=())
    visitor: Visitor = visit()
    visitor.sign_in(learner.address, learner.password)
    visitor.page.evaluate("sessionStorage.setItem('answer:/courses/guidelines/quiz/1/1', '[]')")
    visitor.go("/account")
    visitor.press("form[action='/account/sign-out-everywhere'] button")
    assert kept(visitor) == []
