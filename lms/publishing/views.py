"""What changed in a course, why, and the few questions a material change asks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from lms.authz import Permission
from lms.content.model import Course
from lms.courses.shown import in_language, shown
from lms.publishing import minutes, queries, rules, services
from lms.publishing.queries import Waiting
from lms.publishing.rules import Passage
from lms.quizzes import queries as attempts
from lms.quizzes import services as quizzes
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("publishing", __name__)


@dataclass(frozen=True, slots=True)
class ChangedModule:
    """A module with what was rewritten in it, in one language."""

    slug: str
    title: str
    lang: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A change as the page tells it."""

    change: Waiting
    because: str
    because_lang: str
    modules: tuple[ChangedModule, ...]
    questions: int  # how many are asked
    can_begin: bool
    minutes: int  # reading what it covers, and answering


@bp.get("/courses/<course>/changes")
@requires(Permission.MODULE_READ)
def changes(course: str) -> str:
    """What changed in a course, newest first, and what of it waits for the reader."""
    found = context.course_or_404(course)
    db = context.db()
    waiting = queries.changes_for(db, person_id=context.viewer().person_id, course=found.slug)
    texts = _texts(waiting)
    return render_template(
        "publishing/changes.html",
        course=shown(found, context.language()),
        told=[_told(found, item, texts) for item in waiting],
    )


def _texts(waiting: Sequence[Waiting]) -> Mapping[str, list[str]]:
    words = {
        fingerprint
        for change in waiting
        for languages in change.texts.values()
        for pair in languages.values()
        for fingerprint in pair
    }
    return queries.published_texts(context.db(), words) if words else {}


def _told(course: Course, change: Waiting, texts: Mapping[str, list[str]]) -> Told:
    lang, because = "", ""
    if change.because:
        lang, because = in_language(change.because, context.language())
    asked = sum(services.asks_of(course, change).values()) if change.is_open else 0
    return Told(
        change=change,
        because=because,
        because_lang=lang,
        modules=tuple(
            module
            for slug, languages in change.texts.items()
            if (module := _module(course, slug, languages, texts)) is not None
        ),
        questions=asked,
        can_begin=change.is_open and asked > 0 and course.edition >= change.edition,
        minutes=minutes.of_change(course, change.covers, asked).most,
    )


def _module(
    course: Course,
    slug: str,
    languages: Mapping[str, tuple[str, str]],
    texts: Mapping[str, list[str]],
) -> ChangedModule | None:
    module = course.module(slug)
    if module is None:
        return None
    lang, (before, now) = in_language(languages, context.language())
    _, text = in_language(module.texts, lang)
    found = tuple(
        passage
        for passage in rules.passages(texts.get(before, []), texts.get(now, []))
        if passage.kind == "changed"
    )
    return ChangedModule(slug, text.title, lang, found)


@bp.post("/courses/<course>/changes/<int:change>")
@requires(Permission.QUIZ_START)
def begin(course: str, change: int) -> Response:
    """Begin the few questions of a change, or go on with them."""
    found = context.course_or_404(course)
    db, person_id = context.db(), context.viewer().person_id
    waiting = queries.change_for(db, person_id=person_id, course=found.slug, change_id=change)
    if waiting is None:
        abort(404)
    if not waiting.is_open:
        return redirect(url_for("publishing.changes", course=course), code=303)
    attempt = quizzes.start_change(
        db,
        person_id=person_id,
        course=found,
        change=waiting,
        language=context.language(),
        now=context.now(),
        seed=secrets.randbits(31),
    )
    position = attempts.next_position(db, attempt_id=attempt.id, of=attempt.points_of)
    return redirect(
        url_for("quizzes.question", course=course, attempt=attempt.id, n=position), code=303
    )
