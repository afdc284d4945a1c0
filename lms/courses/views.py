"""The catalogue, a course, a module, the glossary and the media of courses."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.authz import Permission
from lms.courses.shown import in_language, path_first, shown
from lms.enrolments import queries as enrolments
from lms.enrolments import services
from lms.publishing import queries as publishing
from lms.quizzes import queries as quizzes
from lms.standing import state
from lms.web import context, prepared
from lms.web import media as media_files
from lms.web.guard import requires

bp = Blueprint("courses", __name__)


@bp.get("/courses")
@requires(Permission.COURSE_READ)
def catalogue() -> str:
    """All ready courses; search and filter stand in the address."""
    content, lang = context.content(), context.language()
    learning = enrolments.learning(
        context.db(),
        person_id=context.viewer().person_id,
        path=content.path.courses,
        today=context.today(),
    )
    words = request.args.get("find", "").strip()[:80]
    only = request.args.get("only", "")
    rows = []
    for course in path_first(content):
        item = shown(course, lang)
        asked = learning.asked.get(course.slug)
        text = f"{item.title} {item.text.promise}".casefold()
        if words and not all(word in text for word in words.casefold().split()):
            continue
        if (only == "asked" and not asked) or (only == "optional" and asked):
            continue
        rows.append(
            {
                "course": item,
                "state": state(learning.standing(course), context.today()),
                "asked": asked,
                "on_path": course.slug in content.path.courses,
            }
        )
    return render_template("courses/catalogue.html", rows=rows, find=words, only=only)


@bp.get("/courses/<course>")
@requires(Permission.COURSE_READ)
def course(course: str) -> str:
    """A course's front page."""
    found = context.course_or_404(course)
    person_id = context.viewer().person_id
    learning = enrolments.learning(
        context.db(),
        person_id=person_id,
        path=context.content().path.courses,
        today=context.today(),
        course=found.slug,
    )
    attempts = quizzes.open_attempts(context.db(), person_id)
    standing = learning.standing(found)
    asked = learning.asked.get(found.slug)
    rules = enrolments.rules_of(context.db(), asked)
    given, wishes = enrolments.arranged_about(
        context.db(), person_id=person_id, course=found.slug, today=context.today()
    )
    return render_template(
        "courses/course.html",
        course=shown(found, context.language()),
        state=state(standing, context.today()),
        standing=standing,
        read=learning.read.get(found.slug, {}),
        asked=asked,
        asked_rules=rules.by_assignment,
        asked_teams=rules.teams,
        is_shared=None
        if asked or found.slug in context.content().path.courses
        else enrolments.choice_of(
            context.db(), person_id=person_id, course=found.slug, standing=standing
        ),
        given=given,
        wishes=wishes,
        certificate_id=learning.certificate_ids.get(found.slug),
        open_attempt=attempts.get(found.slug),
        scenarios=[
            {"slug": item.slug, "text": in_language(item.texts, context.language())[1]}
            for item in found.scenarios
        ],
        change=publishing.open_change(context.db(), person_id=person_id, course=found.slug),
    )


@bp.get("/courses/<course>/<module>")
@requires(Permission.MODULE_READ)
def module(course: str, module: str) -> Response:
    """A module's text. Nothing is locked, nothing is timed, reading writes nothing."""
    found = shown(context.course_or_404(course), context.language())
    index = next((i for i, item in enumerate(found.modules) if item.slug == module), None)
    if index is None:
        abort(404)
    read = enrolments.modules_read(
        context.db(), person_id=context.viewer().person_id, course=found.slug
    )
    day = read.get(module)
    needed = [name for name, of in found.course.needed_practices.items() if of == module]
    ticked = (
        enrolments.practices_done(
            context.db(), person_id=context.viewer().person_id, course=found.slug
        )
        if needed
        else {}
    )
    practices = tuple((name, ticked.get(name)) for name in needed)
    return prepared.render(
        "courses/module.html",
        key=(frozenset(read), day and context.state().clock.day_of(day), practices),
        course=found,
        module=found.modules[index],
        position=index + 1,
        previous=found.modules[index - 1] if index else None,
        following=found.modules[index + 1] if index + 1 < len(found.modules) else None,
        read=read,
        practices=practices,
        printing=request.args.get("print") == "1",
    )


@bp.post("/courses/<course>/<module>/read")
@requires(Permission.MODULE_READ)
def mark_read(course: str, module: str) -> Any:
    """Mark a module as read and go on to the next one, or back to the course."""
    found = context.course_or_404(course)
    slugs = [item.slug for item in found.modules]
    if module not in slugs:
        abort(404)
    services.mark_as_read(
        context.db(),
        person_id=context.viewer().person_id,
        course=found,
        module=module,
        language=context.language(),
        now=context.now(),
    )
    position = slugs.index(module) + 1
    if position < len(slugs):
        return redirect(url_for("courses.module", course=course, module=slugs[position]), code=303)
    if found.quiz:
        flash(_("You have read the last module. The quiz is next, whenever you like."))
    return redirect(url_for("courses.course", course=course), code=303)


@bp.get("/glossary")
@requires(Permission.COURSE_READ)
def glossary() -> str:
    """Every term in the reader's language, in alphabetical order."""
    content, lang = context.content(), context.language()
    entries_lang, entries = in_language(content.glossary or {lang: {}}, lang)
    ordered = sorted(entries.values(), key=lambda entry: entry.title.casefold())
    return render_template("courses/glossary.html", entries=ordered, entries_lang=entries_lang)


@bp.get("/media/<course>/<path:name>")
@requires(Permission.COURSE_READ)
def media(course: str, name: str) -> Response:
    """A picture, film, caption file or transcript of a course, as it was read with the course."""
    data = context.content().media.get(f"{course}/media/{name}")
    kind = media_files.kind_of(name)
    if data is None or kind is None:
        abort(404)
    return media_files.answer(data, kind)
