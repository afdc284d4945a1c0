"""What I did earlier: one's own cycles of a course, and its texts as they were published."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, render_template

from lms.authz import Permission
from lms.courses.shown import in_language
from lms.publishing import queries as publishing
from lms.publishing.queries import KeptCourse
from lms.quizzes import earlier as queries
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("earlier", __name__)


@bp.get("/learn/earlier/<course>")
@requires(Permission.LEARNING_READ)
def course(course: str) -> str:
    """One's own cycles, attempts, certificates and readings; also of a course that is gone."""
    found = queries.earlier(
        context.db(), person_id=context.viewer().person_id, course=course, now=context.now()
    )
    if found is None:
        abort(404)
    title, lang = _title(course)
    return render_template(
        "quizzes/earlier.html",
        course=course,
        title=title,
        title_lang=lang,
        is_there=context.content().course(course) is not None,
        found=found,
        modules=_modules(course),
        today=context.today(),
        kept_days=context.settings().answers_kept_days,
    )


@bp.get("/learn/earlier/<course>/texts/<int(max=2147483647):publication>")
@requires(Permission.LEARNING_READ)
def texts(course: str, publication: int) -> str:
    """The modules of a course as one publication had them."""
    kept = _kept(course, publication)
    chosen = {name: in_language(words, context.language()) for name, words in kept.modules.items()}
    titles = publishing.published_texts(context.db(), [words for _, words in chosen.values()])
    title, lang = _title(course)
    return render_template(
        "quizzes/earlier_texts.html",
        course=course,
        title=title,
        title_lang=lang,
        kept=kept,
        modules=[
            {"name": name, "lang": lang, "title": titles[words][0]}
            for name, (lang, words) in chosen.items()
            if titles.get(words)
        ],
    )


@bp.get("/learn/earlier/<course>/texts/<int(max=2147483647):publication>/<module>/<lang>")
@requires(Permission.LEARNING_READ)
def text(course: str, publication: int, module: str, lang: str) -> str:
    """A module's text as one publication had it."""
    kept = _kept(course, publication)
    words = kept.modules.get(module, {}).get(lang)
    blocks = publishing.published_texts(context.db(), [words]).get(words) if words else None
    if not blocks:
        abort(404)
    title, title_lang = _title(course)
    return render_template(
        "quizzes/earlier_text.html",
        course=course,
        title=title,
        title_lang=title_lang,
        kept=kept,
        heading=blocks[0],
        blocks=blocks[1:],
        module=module,
        text_lang=lang,
        is_there=module in _modules(course),
    )


def _kept(course: str, publication: int) -> KeptCourse:
    kept = publishing.kept_course(context.db(), number=publication, course=course)
    if kept is None:
        abort(404)
    return kept


def _title(slug: str) -> tuple[str, str]:
    """The course's title with its language; a course that is gone has its name alone."""
    course = context.content().course(slug)
    if course is None:
        return slug.replace("-", " ").capitalize(), context.language()
    lang, text = in_language(course.texts, context.language())
    return text.title, lang


def _modules(slug: str) -> Mapping[str, tuple[str, str]]:
    """Language and title of the modules the course has today."""
    course = context.content().course(slug)
    found = {}
    for module in course.modules if course else ():
        lang, text = in_language(module.texts, context.language())
        found[module.slug] = (lang, text.title)
    return found
