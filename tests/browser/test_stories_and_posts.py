"""A story played to its end and a post marked, by keyboard and without scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from lms.content.model import ContentSet, Quiz, Status
from lms.quizzes import services
from tests.browser.conftest import Visit
from tests.browser.quiz import fill, other_answer, right_answer, send
from tests.browser.site import Learner, Site
from tests.browser.test_every_page import Found, look_at
from tests.browser.visitor import Visitor
from tests.factories import NOW, TODAY

STORY = "/courses/confidentiality/scenarios/open-day"
GO = "main .buttons a.button"
SEND = "main form .buttons button"


def post_to_mark(site: Site, courses: ContentSet, learner: Learner, lang: str) -> str:
    """An attempt that asks for one marked post; gives the address of its question."""
    course = courses.courses["guidelines"]
    assert course.quiz is not None
    bank = {
        code: {"friday-draft": questions["friday-draft"]}
        for code, questions in course.quiz.questions.items()
    }
    short = replace(course, quiz=Quiz(Status.READY, bank, {"G1": 1}))
    with Session(site.engine) as db:
        attempt = services.start(
            db, person_id=learner.id, course=short, language=lang, now=NOW, today=TODAY, seed=1
        )
        db.commit()
        return f"/courses/guidelines/quiz/{attempt.id}/1"


@pytest.mark.parametrize(("language", "first_name"), [("en", "Tuuli"), ("fi", "Pyry")])
def test_a_story_is_played_by_keyboard_without_scripts(
    visit: Visit, site: Site, courses: ContentSet, language: str, first_name: str
) -> None:
    learner = site.learner(first_name, "Tarina", certified=())
    scenario = courses.courses["confidentiality"].scenario("open-day")
    assert scenario is not None
    told = scenario.texts[language]
    visitor: Visitor = visit(language=language, scripts=False, keyboard=True)
    visitor.go("/courses/confidentiality")
    visitor.sign_in(learner.address, learner.password, then="/courses/confidentiality")

    visitor.press(f"main a[href='{STORY}']")
    visitor.press(SEND)
    for letter in ("c", "b", "a"):
        visitor.choose(f"input[name='choice'][value='{letter}']")
        visitor.press(SEND)
        assert visitor.page.locator("main input[name='choice']").count() == 0
        visitor.press(GO)
    ending = told.scene("end-shown")
    assert ending is not None
    words = visitor.page.locator("main .scenario").inner_html()
    assert ending.html in words
    assert visitor.page.locator("main ol.story > li").count() == 3

    visitor.press("main ol.story > li:nth-child(2) button")
    assert visitor.path.endswith("/2")
    assert visitor.page.locator("main input[name='choice']").count() == 2
    visitor.go(STORY)
    assert visitor.find(GO).get_attribute("href") is not None
    assert visitor.complaints == []


@pytest.mark.parametrize(("language", "first_name"), [("en", "Meri"), ("fi", "Aava")])
def test_a_post_is_marked_by_keyboard_without_scripts(
    visit: Visit, site: Site, courses: ContentSet, language: str, first_name: str
) -> None:
    learner = site.learner(first_name, "Merkki", certified=())
    quiz = courses.courses["guidelines"].quiz
    assert quiz is not None
    question = quiz.questions[language]["friday-draft"]
    address = post_to_mark(site, courses, learner, language)
    visitor: Visitor = visit(language=language, scripts=False, keyboard=True)
    visitor.go(address)
    visitor.sign_in(learner.address, learner.password, then=address)

    parts = visitor.page.locator("main fieldset fieldset")
    assert parts.count() == 4
    for number in range(4):
        name = parts.nth(number).locator("legend").inner_text()
        assert name.startswith(str(number + 1))
        assert question.options[number].text in name
    assert visitor.page.locator("main .scenario mark").count() == 4

    visitor.choose("input[name='answer'][value='c']")
    send(visitor)
    assert visitor.page.locator("main .error-summary a[href='#answer-c']").count() == 1
    assert visitor.find("input[name='answer'][value='c']").is_checked()
    visitor.pick("select[name='answer-c']", "q")
    send(visitor)
    rows = visitor.page.locator("main .options > li")
    assert rows.count() == 4
    assert visitor.page.locator("main .option-right").count() == 2
    assert question.options[2].feedback in rows.nth(2).inner_text().replace("\n", " ")

    visitor.press(GO)
    fill(visitor, question, right_answer(question))
    send(visitor)
    assert visitor.page.locator("main .option-right").count() == 4
    assert right_answer(question) != other_answer(question)
    assert visitor.complaints == []


def test_each_of_these_pages_is_fit_for_everybody(
    visit: Visit, site: Site, courses: ContentSet
) -> None:
    learner = site.learner("Usva", "Kaikille", certified=())
    post = post_to_mark(site, courses, learner, "en")
    visitor: Visitor = visit()
    visitor.go(STORY)
    visitor.sign_in(learner.address, learner.password, then=STORY)
    found = Found()
    look_at(visitor.page, "the start of a story", found)
    visitor.press(SEND)
    look_at(visitor.page, "a scene", found)
    visitor.press(SEND)
    look_at(visitor.page, "a scene without a choice", found)
    for letter in ("b", "b"):
        visitor.choose(f"input[name='choice'][value='{letter}']")
        visitor.press(SEND)
        look_at(visitor.page, "what came of it", found)
        visitor.press(GO)
    look_at(visitor.page, "an ending", found)
    visitor.go(post)
    look_at(visitor.page, "a post to mark", found)
    visitor.choose("input[name='answer'][value='c']")
    send(visitor)
    look_at(visitor.page, "a post without a reason", found)
    visitor.complaints.clear()  # of the refused form only
    visitor.pick("select[name='answer-c']", "q")
    send(visitor)
    look_at(visitor.page, "a marked post", found)
    assert not found.problems, str(found)
