"""Courses with a quiz for tests of attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lms.content.model import (
    Course,
    CourseText,
    Pass,
    Question,
    Quiz,
    Status,
)
from lms.standing import Renewal
from tests.quizzes.questions import a_question, one_of_each


def a_course(
    questions: Sequence[Question] = (),
    *,
    draw: int = 3,
    score: int = 70,
    critical_all: bool = False,
    slug: str = "confidentiality",
) -> Course:
    """A course in English whose quiz draws so many questions of one objective."""
    bank = questions or [a_question(name=f"question-{number}") for number in range(6)]
    return Course(
        slug=slug,
        edition=1,
        mark="lock",
        status=Status.READY,
        objectives=("C1",),
        required_for=("everyone",),
        passing=Pass(score, critical_all),
        before_review=2,
        renewal=Renewal(months=12),
        remind_after_months=None,
        texts={
            "en": CourseText(
                lang="en",
                title="Confidentiality",
                promise="Tell what is yours.",
                about="<p>About.</p>",
                objectives={"C1": "Tell a secret from a story."},
                checked=date(2026, 11, 1),
                path=f"{slug}/course.en.md",
            )
        },
        modules=(),
        drafts=(),
        quiz=Quiz(Status.READY, {"en": {item.name: item for item in bank}}, {"C1": draw}),
        fingerprint="1",
    )


def the_types() -> Course:
    """A course whose quiz asks one question of every type."""
    questions = [replace(question, name=f"the-{question.type}") for question in one_of_each()]
    return a_course(questions, draw=len(questions))
