"""May I post this? The page that answers with the paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from lms.authz import Permission
from lms.courses.shown import in_language
from lms.search.index import index_of
from lms.search.passages import Passage
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("search", __name__)

MOST = 5
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage with the words and the address of the place where it stands."""

    passage: Passage
    href: str
    course: str


@bp.get("/search")
@requires(Permission.COURSE_READ)
def search() -> str:
    """The paragraphs nearest to a question; without one, what can be asked."""
    question = " ".join(request.args.get("q", "").replace("\x00", "").split())[:LONGEST]
    content, lang = context.content(), context.language()
    found = index_of(content, lang).search(question, most=MOST)
    return render_template(
        "search/search.html",
        question=question,
        answers=[_answer(passage, lang) for passage in found.passages],
        instead=found.instead,
    )


def _answer(passage: Passage, lang: str) -> Answer:
    if not passage.module:
        return Answer(passage, url_for("courses.glossary", _anchor=passage.anchor), "")
    href = url_for(
        "courses.module",
        course=passage.course,
        module=passage.module,
        _anchor=passage.anchor or None,
    )
    course = context.content().courses[passage.course]
    return Answer(passage, href, in_language(course.texts, lang)[1].title)
