"""The questions of the shipped courses."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from lms.content import loader
from lms.content.folder import Folder, read
from lms.content.model import Question
from lms.content.parts import Parts
from lms.content.source import Kind
from lms.content.worker import Worker

CONTENT = Path(__file__).parents[2] / "course_content"


@cache
def shipped() -> tuple[Folder, Parts]:
    """The content folder as texts and as what they say."""
    folder = read(CONTENT)
    with Worker(10) as worker:
        today = date(2026, 11, 22)
        return folder, loader.gather(folder, today=today, read_all=worker.read_all)


def shipped_questions(lang: str) -> tuple[Question, ...]:
    """Every question of every quiz in a language."""
    _folder, parts = shipped()
    return tuple(
        question
        for page in parts.pages.values()
        if page.name.kind is Kind.QUIZ and page.name.lang == lang
        for question in page.document.questions
    )
