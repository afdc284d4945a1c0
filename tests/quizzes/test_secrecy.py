"""What is right leaves the server only after the answer: every response before it is searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape, unescape

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.content.model import ContentSet, Question
from lms.quizzes import asking, given
from tests.factories import a_person
from tests.pages import Page
from tests.quizzes.courses import the_types
from tests.quizzes.questions import one_of_each
from tests.quizzes.test_pages import QUIZ, begin, question_at, right_form, wrong_form
from tests.quizzes.test_services import key_of

NEVER_FOLLOWED = ("/sign-out", "/pdf")


@dataclass
class Mouth:
    """Everything the server said, address by address."""

    page: Page
    said: dict[str, str]

    def get(self, address: str) -> str:
        """Ask once for an address, and keep body and headers."""
        answer = self.page.client.get(address)
        text = f"{answer.headers}\n{answer.get_data().decode(errors='replace')}"
        self.said[address] = text
        return text

    def look_around(self, *starts: str, deep: int = 2) -> None:
        """Everything that pages lead to: links, styles, scripts, preloads, pictures."""
        waiting = list(starts)
        for _ in range(deep):
            found: list[str] = []
            for address in waiting:
                if address in self.said or any(part in address for part in NEVER_FOLLOWED):
                    continue
                text = self.get(address)
                found += [
                    unescape(link).split("#")[0]
                    for link in re.findall(r'(?:href|src)="(/[^"]*)"', text)
                ]
                found += re.findall(r"(?m)^Location: (/\S*)", text)
            waiting = sorted(set(found) - set(self.said))


def secrets(question: Question) -> Iterator[str]:
    """What only the answer may bring: reasons and feedback, as text and as HTML."""
    for text in (question.why, *(option.feedback for option in question.options)):
        if text:
            yield text
            yield re.sub(r"<[^>]*>", "", text)


def taught(content: ContentSet) -> str:
    """What modules tell everybody; a reason may say it in the same words."""
    return "".join(
        text.lead + text.body + text.closing
        for course in content.courses.values()
        for module in course.modules
        for text in module.texts.values()
    )


def test_nothing_before_the_answer_tells_it(page: Page, db: Session, content: Current) -> None:
    learner = page.sign_in(a_person(db))
    db.commit()
    attempt = begin(learner)
    questions = {position: question_at(db, attempt, position) for position in range(1, 13)}
    told = [taught(content.get())]
    for position, question in questions.items():
        mouth = Mouth(learner, {})
        mouth.get(f"{attempt}/{position}")
        mouth.said["an empty form"] = learner.post(f"{attempt}/{position}", status=422).html
        for other in (*range(1, 13), 99):
            mouth.get(f"{attempt}/{other}")
        for address in (f"{attempt}/result", f"{attempt}/again/{position}", QUIZ):
            mouth.get(address)
        mouth.get("/account/attempts.json")
        mouth.get("/account/data.json")
        if position == 1:
            mouth.look_around("/learn", QUIZ, f"{attempt}/1", deep=3)
            assert len(mouth.said) > 60, sorted(mouth.said)
        later = [questions[number] for number in questions if number >= position]
        open_secrets = {
            secret
            for item in later
            for secret in secrets(item)
            if len(secret) > 12 and not any(secret in old for old in told)
        }
        assert open_secrets
        for address, text in mouth.said.items():
            for secret in open_secrets:
                assert secret not in text, (address, secret)
                assert escape(secret) not in text, (address, secret)
        form = right_form(question) if position % 2 else wrong_form(question)
        told.append(learner.follow(learner.post(f"{attempt}/{position}", form)).html)
    assert any(
        question.why in html for question, html in zip(questions.values(), told[1:], strict=True)
    )


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
def test_a_form_reads_the_same_whatever_the_key_is(app: Flask, question: Question) -> None:
    """The letters of a file may follow the key; what stands in a form may not."""
    with app.test_request_context():
        template = app.jinja_env.get_template("quizzes/_fields.html")
        html = str(template.module.question_fields(asking.asked(question)))  # type: ignore[attr-defined]
    for option in question.options:
        assert not option.feedback or option.feedback not in html
    names = re.findall(r'name="(answer-[^"]+)"', html)
    if question.type == "order":
        assert names != sorted(names, key=list(given.as_fields(question, key_of(question))).index)
        assert not {f"answer-{option.letter}" for option in question.options} & set(names)
    if question.type == "match":
        values = set(re.findall(r'<option value="([^"]+)"', html))
        assert not {right.letter for right in question.rights} & values
        # Neither as written nor sorted do names and values stand in pairs.
        pairs = {
            given.token(question, option.letter): given.token(question, option.pair)
            for option in question.options
        }
        assert len({*pairs, *pairs.values()}) == 2 * len(pairs)
    if question.type == "text":
        assert "teps" not in html


def test_the_types_above_are_all_types() -> None:
    assert {question.type for question in one_of_each()} == {
        question.type
        for course in [the_types()]
        if course.quiz
        for question in course.quiz.questions["en"].values()
    }


def test_tokens_hang_on_words_that_only_the_file_has(content: Current) -> None:
    courses: ContentSet = content.get()
    tried = 0
    for course in courses.courses.values():
        for question in course.quiz.questions["en"].values() if course.quiz else ():
            if question.type in {"match", "order"}:
                letter = question.options[0].letter
                assert given.token(question, letter) != given.token(
                    replace(question, words="other"), letter
                )
                tried += 1
    assert tried > 40
