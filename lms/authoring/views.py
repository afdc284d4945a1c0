"""For authors: the state of the courses, and each file with its messages and its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from lms import i18n
from lms.authoring import addresses, scenario_map
from lms.authoring.addresses import SHARED
from lms.authoring.source_lines import source_lines
from lms.authoring.states import language_states, parts_of
from lms.authz import Permission
from lms.content import scenario
from lms.content.model import Scene
from lms.content.source import Kind
from lms.web import context, headers
from lms.web import media as media_files
from lms.web.guard import requires
from lms.web.templating import speaking

if TYPE_CHECKING:
    from lms.content.previews import Preview, Previewed

bp = Blueprint("authoring", __name__)

VIEWS = ("phone", "desktop", "print")
"""The ways to look at a page: two widths and paper."""
THEMES = ("light", "dark")
PAGES: Mapping[Kind, str] = {
    Kind.COURSE: "authoring/preview/course.html",
    Kind.DIAGNOSTIC: "authoring/preview/diagnostic.html",
    Kind.GLOSSARY: "authoring/preview/glossary.html",
    Kind.MODULE: "authoring/preview/module.html",
    Kind.QUIZ: "authoring/preview/quiz.html",
    Kind.SCENARIO: "authoring/preview/scenario.html",
}
"""The kinds of files that have a page, and its template."""


def _preview() -> Preview:
    return context.state().previews().get()


def _file_or_404(preview: Preview, course: str, name: str) -> Previewed:
    found = addresses.find(preview, course, name)
    if found is None:
        abort(404)
    return found


def _chosen(name: str, known: tuple[str, ...]) -> str:
    wanted = request.args.get(name, "")
    return wanted if wanted in known else known[0]


def _saved(seconds: float) -> str:
    """When a file was saved, as a clock shows it; with the day when it was not today."""
    moment = datetime.fromtimestamp(seconds, ZoneInfo(context.settings().time_zone))
    lang = context.language()
    time = f"{moment:%H.%M}" if lang == "fi" else f"{moment:%H:%M}"
    if moment.date() == context.today():
        return time
    return f"{i18n.day(moment.date(), lang)} {time}"


@bp.get("/author")
@requires(Permission.AUTHOR_READ)
def overview() -> str:
    """Every course with its state in each language, and each message with its place and mend."""
    preview = _preview()
    return render_template(
        "authoring/overview.html",
        preview=preview,
        courses=[
            (course, _title(course.slug, preview), language_states(course, preview.languages))
            for course in preview.courses.values()
        ],
        shared=_shared(preview),
        errors=sum(finding.severity == "E" for finding in preview.findings),
        address=addresses.of_file,
    )


def _shared(preview: Preview) -> list[Previewed]:
    """The files that belong to no course."""
    return sorted(
        (file for file in preview.files.values() if not file.name.course),
        key=lambda file: file.path,
    )


def _title(slug: str, preview: Preview) -> tuple[str, str]:
    """A course's title and its language, the reader's own if there is one."""
    pages = preview.courses[slug].of(Kind.COURSE)
    lang = context.language()
    for file in sorted(pages, key=lambda file: file.name.lang != lang):
        if file.shown and file.shown.document.title:
            return file.shown.document.title, file.name.lang
    return slug, lang


@bp.get("/author/<course>")
@requires(Permission.AUTHOR_READ)
def course(course: str) -> str:
    """The files of one course, each language beside the other."""
    preview = _preview()
    found = preview.courses.get(course)
    if found is None:
        abort(404)
    parts = parts_of(found, preview.languages)
    listed = {file.path for part in parts for _lang, file in part.files if file}
    return render_template(
        "authoring/course.html",
        preview=preview,
        course=found,
        title=_title(course, preview),
        parts=parts,
        states=language_states(found, preview.languages),
        others=[file for file in found.files if file.path not in listed],
        address=addresses.of_file,
    )


@bp.get("/author/<course>/<file>")
@requires(Permission.AUTHOR_READ)
def file(course: str, file: str) -> Response:
    """A file's messages beside its source beside its page."""
    preview = _preview()
    found = _file_or_404(preview, course, file)
    response = make_response(
        render_template(
            "authoring/file.html",
            preview=preview,
            file=found,
            course=found.name.course or SHARED,
            beside=_beside(preview, found),
            others=_other_languages(preview, found),
            lines=source_lines(found.text, found.findings) if found.text is not None else (),
            has_page=found.name.kind in PAGES,
            saved=_saved(found.saved_at),
            shown_saved=_saved(found.shown.saved_at) if found.shown else "",
            view=_chosen("view", VIEWS),
            page_theme=_chosen("theme", THEMES),
            at=request.args.get("at", "")[:200] or None,
            address=addresses.of_file,
        )
    )
    response.headers.update(headers.FRAMING)
    return response


def _beside(preview: Preview, file: Previewed) -> list[Previewed]:
    """The files listed beside one: those of its course in its language, and the settings."""
    name = file.name
    if not name.course:
        return _shared(preview)
    return [
        other
        for other in preview.courses[name.course].files
        if not name.lang or not other.name.lang or other.name.lang == name.lang
    ]


def _other_languages(preview: Preview, file: Previewed) -> list[tuple[str, Previewed | None]]:
    """The same page in every language; nothing for files of no language."""
    name = file.name
    if not name.lang:
        return []
    found = {
        other.name.lang: other
        for other in preview.files.values()
        if (other.name.kind, other.name.course, other.name.slug)
        == (name.kind, name.course, name.slug)
    }
    return [(lang, found.get(lang)) for lang in preview.languages]


@bp.get("/author/preview/state")
@requires(Permission.AUTHOR_READ)
def state() -> Response:
    """A name for what the folder holds now, for a page that follows it."""
    return jsonify(state=context.state().previews().state())


@bp.get("/author/preview/<course>/<file>")
@requires(Permission.AUTHOR_READ)
def preview(course: str, file: str) -> Response:
    """The page of a file alone, for the frame beside its source; drafts too."""
    held = _preview()
    found = _file_or_404(held, course, file)
    template, shown = PAGES.get(found.name.kind), found.shown
    if template is None or shown is None:
        abort(404)
    lang = found.name.lang
    known = lang in context.settings().languages
    with speaking(lang) if known else nullcontext():
        made = render_template(
            template,
            theme=_chosen("theme", THEMES),
            printing=_chosen("view", VIEWS) == "print",
            held=held,
            file=found,
            name=found.name,
            shown=shown,
            document=shown.document,
            course=held.courses.get(found.name.course),
            for_authors=lambda text: Markup(addresses.for_authors(text, held, lang)),  # noqa: S704
            review_address=lambda review: addresses.of_review(
                review, held, lang, found.name.course
            ),
            address=addresses.of_file,
            **(
                _scenario(shown.document.scenario.scenes)
                if found.name.kind is Kind.SCENARIO
                else {}
            ),
        )
    response = make_response(made)
    response.headers.update(headers.FRAMED)
    return response


def _scenario(scenes: Sequence[Scene]) -> dict[str, Any]:
    """The map of a scenario, and the same in words."""
    words = {
        "title": _("Map of the scenes"),
        "start": _("Start"),
        "ending": _("Ending"),
        "missing": _("No such scene"),
        "dead-end": _("Dead end"),
        "unreached": _("Never reached"),
        "good": _("good"),
        "passable": _("passable"),
        "poor": _("poor"),
        "ending-good": _("Ending of a good way"),
        "ending-passable": _("Ending of a passable way"),
        "ending-poor": _("Ending of a poor way"),
    }
    made = scenario_map.draw(scenes)
    boxes = {box.name: box for box in made.boxes}
    ways = scenario.ways(scenes, most=1)
    return {
        "scenario_map": scenario_map.svg(made, words),
        "scene_words": lambda scene: scenario_map.said(boxes[scene.name], words),
        "known_scenes": {scene.name for scene in scenes},
        "scenario_ways": [(name, found[0] if found else None) for name, found in ways.items()],
    }


@bp.get("/author/preview/<course>/media/<name>")
@requires(Permission.AUTHOR_READ)
def media(course: str, name: str) -> Any:
    """A picture, film or caption file as it lies in the folder now."""
    data = _preview().media.get(f"{course}/media/{name}")
    kind = media_files.kind_of(name)
    if data is None or kind is None:
        abort(404)
    response = media_files.answer(data, kind)
    response.headers["Cache-Control"] = "private, no-cache"  # it changes while it is looked at
    return response
