"""Answering a quiz in a browser: the right answers are worked out from the courses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lms.content.model import ContentSet, Question
from lms.quizzes import asking, given
from lms.quizzes.grading import Given, grade
from tests.browser.visitor import Visitor


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"<[^>]*>|&\w+;|&#\d+;", "", text))


class Bank:
    """The questions of a course in one language, found by what the page shows."""

    def __init__(self, content: ContentSet, course: str, language: str) -> None:
        quiz = content.courses[course].quiz
        assert quiz is not None
        self.questions: Mapping[str, Question] = quiz.questions[language]

    def shown(self, visitor: Visitor) -> Question:
        """The question on the page."""
        visitor.find(".site-footer").wait_for(state="attached")  # the whole page has come
        text = _plain(visitor.find(".question-text").inner_html())
        scenario = visitor.page.locator(".question .scenario")
        situation = _plain(scenario.inner_html()) if scenario.count() else ""
        found = [
            question
            for question in self.questions.values()
            if (_plain(asking.asked(question).text), _plain(asking.asked(question).scenario))
            == (text, situation)
        ]
        assert len(found) == 1, (
            f"{visitor.path}: {[question.name for question in found]} for {text}"
        )
        return found[0]


def right_answer(question: Question) -> Given:
    """The answer that earns the whole point."""
    right = [option for option in question.options if option.right]
    answers: dict[str, Given] = {
        "single": right[0].letter if right else "",
        "truefalse": right[0].letter if right else "",
        "multiple": [option.letter for option in right],
        "match": {option.letter: option.pair for option in question.options},
        "order": [option.letter for option in question.options],
        "mark": {option.letter: option.pair for option in right},
        "text": right[0].text if right else "",
    }
    answer = answers[question.type]
    assert grade(question, answer) == 1
    return answer


def other_answer(question: Question) -> Given:
    """An answer that misses the point."""
    wrong = [option for option in question.options if not option.right]
    letters = [option.letter for option in question.options]
    pairs = [option.pair for option in question.options]
    answers: dict[str, Given] = {
        "single": wrong[0].letter if wrong else "",
        "truefalse": wrong[0].letter if wrong else "",
        "multiple": [wrong[0].letter] if wrong else letters[:1],
        "match": dict(zip(letters, pairs[1:] + pairs[:1], strict=True)),
        "order": letters[::-1],
        "mark": {wrong[0].letter: question.rights[0].letter} if question.rights and wrong else {},
        "text": "something else",
    }
    answer = answers[question.type]
    assert grade(question, answer) < 1
    return answer


def fill(visitor: Visitor, question: Question, answer: Given) -> None:
    """Give an answer without sending it."""
    for name, values in given.as_fields(question, answer).items():
        for value in values:
            if question.type == "text":
                visitor.write(f".question [name='{name}']", value)
            elif question.type in {"match", "order"} or (
                question.type == "mark" and name != given.FIELD
            ):
                visitor.pick(f".question [name='{name}']", value)
            else:
                visitor.choose(f".question [name='{name}'][value='{value}']")


def send(visitor: Visitor) -> None:
    """Send the answer."""
    visitor.press("form.question button[type=submit]")
