"""How long a renewal takes, from the modules' own minutes: pure, and said before it begins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lms.content.model import Course

MINUTES_A_QUESTION = 1
"""What an answer takes with its feedback; the shortest clock a quiz may have gives as much."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the questions take, and what there is to read for somebody who reads all of it."""

    questions: int
    reading: int

    @property
    def most(self) -> int:
        """Questions and all reading together."""
        return self.questions + self.reading


def of_quiz(course: Course) -> Minutes:
    """A renewal of a whole course: the quiz first, and modules only for what is missed."""
    size = course.quiz.size if course.quiz else 0
    return Minutes(size * MINUTES_A_QUESTION, course.minutes)


def of_change(course: Course, covers: Collection[str], questions: int) -> Minutes:
    """A changed part: the modules it is in, and its few questions."""
    reading = sum(module.minutes for module in course.modules if module.slug in covers)
    return Minutes(questions * MINUTES_A_QUESTION, reading)
