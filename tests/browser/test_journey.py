"""From sign-in to certificate and to the manager's page, in both languages, in three ways."""

from __future__ import annotations

import io
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from lms.content.model import ContentSet
from lms.demo.organisation import PASSWORD
from tests.browser.conftest import Visit
from tests.browser.quiz import Bank, fill, other_answer, right_answer, send
from tests.browser.site import Site
from tests.browser.visitor import Visitor

COURSE = "confidentiality"
OTHERS = ("channel-basics", "guidelines", "personal-branding")
NEXT = "main .buttons a.button"

WAYS = [
    pytest.param("en", "Helmi", True, False, id="english"),
    pytest.param("fi", "Väinö", True, True, id="finnish-by-keyboard"),
    pytest.param("fi", "Saana", False, False, id="finnish-without-scripts"),
]


@pytest.mark.parametrize(("language", "first_name", "scripts", "keyboard"), WAYS)
def test_somebody_learns_passes_and_is_ready(
    visit: Visit,
    site: Site,
    courses: ContentSet,
    language: str,
    first_name: str,
    scripts: bool,
    keyboard: bool,
) -> None:
    learner = site.learner(first_name, "Harjoittelija", certified=OTHERS)
    visitor: Visitor = visit(language=language, scripts=scripts, keyboard=keyboard)

    visitor.go("/")
    visitor.sign_in(learner.address, learner.password)
    assert visitor.find("html").get_attribute("lang") == language
    visitor.press(".hero a.button")
    _read_everything(visitor, courses, language)
    visitor.press(f"main a.button[href$='/{COURSE}/quiz']")
    _take_the_quiz(visitor, courses, language)

    visitor.press("main a.button[href^='/certificates/']")
    assert learner.name in visitor.find(".sheet-name").inner_text()
    pdf = visitor.find("main a.button[href$='/pdf']").get_attribute("href")
    answer = visitor.page.context.request.get(f"{site.url}{pdf}")
    assert answer.headers["content-type"] == "application/pdf"
    document = PdfReader(io.BytesIO(answer.body()))
    assert learner.name in document.pages[0].extract_text()
    assert str(document.root_object["/Lang"]).startswith(language)

    visitor.press("main a[href='/ready']")
    marks = visitor.page.locator("main .course-row .status-ready")
    assert marks.count() == len(courses.path.courses)
    visitor.go("/learn")
    assert visitor.find(".hero a.button").get_attribute("href") == "/ready"

    manager: Visitor = visit(language=language)
    team = f"/team/service-north?find={quote(first_name)}"
    manager.go(team)
    manager.sign_in("riitta@esimerkki.example", PASSWORD, then=team)
    row = manager.page.locator("main tbody tr", has_text=learner.name)
    assert row.locator(".status-ready").count() == len(courses.path.courses)


def _read_everything(visitor: Visitor, courses: ContentSet, language: str) -> None:
    course = courses.courses[COURSE]
    for number, module in enumerate(course.modules, start=1):
        assert visitor.path == f"/courses/{COURSE}/{module.slug}"
        assert visitor.find("h1").inner_text() == module.texts[language].title
        if number == 2:  # left and taken up again
            visitor.go("/learn")
            visitor.press(".hero a.button")
        visitor.press(".module-next form button")
    assert visitor.path == f"/courses/{COURSE}"


def _take_the_quiz(visitor: Visitor, courses: ContentSet, language: str) -> None:
    bank = Bank(courses, COURSE, language)
    quiz = courses.courses[COURSE].quiz
    assert quiz is not None
    visitor.press("main form:not(.lang-switch) button[type=submit]")
    missed = None
    for number in range(1, quiz.size + 1):
        assert visitor.path.endswith(f"/{number}")
        question = bank.shown(visitor)
        if missed is None and not question.critical:
            missed = question
            fill(visitor, question, other_answer(question))
            send(visitor)
            assert visitor.page.locator(".feedback-right").count() == 0
        else:
            fill(visitor, question, right_answer(question))
            send(visitor)
            assert visitor.page.locator(".feedback-right").count() == 1, question.name
        visitor.press(NEXT)

    assert "/again/" in visitor.path
    question = bank.shown(visitor)
    assert question == missed
    fill(visitor, question, right_answer(question))
    send(visitor)
    visitor.press(NEXT)
    assert visitor.path.endswith("/result")
