"""What every page with a question needs: what is amiss in words, and the way to the module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from lms.content.model import ModuleText, Review
from lms.courses.shown import in_language
from lms.web import context

SENTENCES: Mapping[str, Any] = {
    "choose_answer": _l("Choose an answer"),
    "choose_each": _l("Choose something for every row"),
    "number_each": _l("Give every step a number"),
    "number_once": _l("Use every number once"),
    "choose_reason": _l("Choose a reason for every part you tick"),
    "reason_without_tick": _l("Tick the part you gave a reason for, or take the reason away"),
    "write_answer": _l("Write an answer"),
    "answer_too_long": _l("Write a shorter answer, at most 200 characters"),
    "unknown_answer": _l("We could not read this answer. Choose again."),
}
"""The words for each code of `lms.quizzes.given`."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """The link from a question to the heading that teaches it."""

    href: str
    label: str
    module: str
    number: int


def way_back(slug: str, review: Review | None, language: str) -> WayBack | None:
    """Where a question is taught, if that module is still there."""
    course = context.content().course(slug)
    if course is None or review is None:
        return None
    for number, module in enumerate(course.modules, start=1):
        if module.slug == review.module:
            text: ModuleText = in_language(module.texts, language)[1]
            known = any(heading.slug == review.heading for heading in text.headings)
            href = url_for(
                "courses.module",
                course=slug,
                module=module.slug,
                _anchor=review.heading if known else None,
            )
            return WayBack(href, review.label, text.title, number)
    return None
