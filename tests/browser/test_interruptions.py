"""Leaving in the middle of a quiz, other devices, and a session that ends too early."""

from __future__ import annotations

from typing import Any

from lms.content.model import ContentSet
from tests.browser.conftest import Visit
from tests.browser.quiz import Bank, fill, other_answer, right_answer, send
from tests.browser.site import Site
from tests.browser.visitor import Visitor

QUIZ = "/courses/guidelines/quiz"


def _begin(visitor: Visitor) -> None:
    visitor.go(QUIZ)
    visitor.press("main form:not(.lang-switch) button[type=submit]")


def test_a_quiz_goes_on_on_another_device(visit: Visit, site: Site, courses: ContentSet) -> None:
    learner = site.learner("Reino", "Reppu", certified=())
    bank = Bank(courses, "guidelines", "en")
    desk: Visitor = visit()
    desk.sign_in(learner.address, learner.password)
    _begin(desk)
    for _ in range(2):
        question = bank.shown(desk)
        fill(desk, question, right_answer(question))
        send(desk)
        desk.press("main .buttons a.button")
    asked = bank.shown(desk)
    left_at = desk.path

    phone: Visitor = visit(
        viewport={"width": 390, "height": 844}, has_touch=True, user_agent="A phone"
    )
    phone.sign_in(learner.address, learner.password)
    phone.press(".hero a.button")
    phone.press("main form:not(.lang-switch) button[type=submit]")
    assert phone.path == left_at
    assert bank.shown(phone) == asked

    # Both devices answer: the first answer stays, and both show the same page.
    fill(phone, asked, right_answer(asked))
    send(phone)
    fill(desk, asked, other_answer(asked))
    send(desk)
    assert desk.path == phone.path
    assert desk.page.locator(".feedback-right").count() == 1


def test_an_answer_outlives_a_session_that_ends(
    visit: Visit, site: Site, courses: ContentSet
) -> None:
    learner = site.learner("Ilona", "Istunto", certified=())
    bank = Bank(courses, "guidelines", "fi")
    visitor: Visitor = visit(language="fi")
    visitor.sign_in(learner.address, learner.password)
    _begin(visitor)
    question, address = bank.shown(visitor), visitor.path
    fill(visitor, question, right_answer(question))
    chosen = _chosen(visitor)
    site.end_sessions(learner)
    send(visitor)
    assert visitor.path.startswith("/sign-in")

    visitor.sign_in(learner.address, learner.password, then=address)
    assert bank.shown(visitor) == question
    assert _chosen(visitor) == chosen
    send(visitor)
    assert visitor.page.locator(".feedback-right").count() == 1


def test_signing_out_everywhere_reaches_a_quiz_elsewhere(
    visit: Visit, site: Site, courses: ContentSet
) -> None:
    learner = site.learner("Usko", "Uloskirjaus", certified=())
    bank = Bank(courses, "guidelines", "en")
    quiz: Visitor = visit()
    quiz.sign_in(learner.address, learner.password)
    _begin(quiz)
    question, address = bank.shown(quiz), quiz.path
    fill(quiz, question, other_answer(question))
    chosen = _chosen(quiz)

    other: Visitor = visit()
    other.sign_in(learner.address, learner.password)
    other.go("/account")
    other.press("form[action='/account/sign-out-everywhere'] button")
    send(quiz)
    quiz.sign_in(learner.address, learner.password, then=address)
    assert _chosen(quiz) == chosen


def _chosen(visitor: Visitor) -> Any:
    return visitor.page.evaluate(
        "[...new FormData(document.querySelector('form.question'))]"
        ".filter(([name]) => name !== 'csrf_token')"
    )
