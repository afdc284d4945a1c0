"""My record: everything held about oneself, on one page, as a file and as a pack to take along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import structlog
from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from lms import i18n
from lms.authz import Permission
from lms.certificates import queries as certificates
from lms.certificates.document import DocumentError, pdf
from lms.certificates.printing import address_of, words_of
from lms.config import data_folder
from lms.courses.shown import in_language
from lms.leaders.queries import led_team as leads
from lms.operations.queries import as_json, held_about
from lms.operations.record import AT_ONCE, LOOKS, Line, Section, Speech, sections
from lms.operations.record_texts import asked_in, with_texts
from lms.people.models import Team
from lms.readiness.looks import Look
from lms.readiness.words import look_told
from lms.web import context
from lms.web.guard import requires
from lms.welcome import advice
from lms.welcome.kept import in_words
from lms.welcome.queries import name_of_place
from lms.welcome.said import taken

bp = Blueprint("record", __name__)
log = structlog.get_logger()

STYLE = (
    "<style>body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "dl{margin:0 0 1rem;padding:.5rem 0;border-top:1px solid}dl div{display:flex;gap:.5rem;"
    "flex-wrap:wrap}dt{font-weight:600;min-width:10rem}dd{margin:0;overflow-wrap:anywhere;"
    "white-space:pre-wrap}</style>"
)
"""The file opens without us, so its few rules of style are inside."""


def _held() -> dict[str, Any]:
    person = context.viewer()
    return held_about(
        context.db(),
        person_id=person.person_id,
        session_id=person.session_id,
        token=person.token,
        secret=context.settings().secret_key,
        zone=context.state().clock.zone,
    )


def _sections(held: dict[str, Any], *, most: int | None) -> tuple[Section, ...]:
    person_id, lang = context.viewer().person_id, context.language()
    stored: dict[str, list[dict[str, Any]]] = dict(held["tables"])
    if "messages" in held:
        stored["inbox_message"] = held["messages"]
    stored["access_entry"] = [  # looks at oneself are told with their names
        row for row in stored.get("access_entry", ()) if row["viewer_id"] == person_id
    ]
    courses = context.content().courses
    asked = asked_in(context.db(), stored)
    return sections(
        with_texts(stored, asked, context.content(), lang),
        person_id=person_id,
        most=most,
        told={LOOKS: _looks(held)} | _private(held),
        speech=Speech(
            day=_day,
            moment=_moment,
            yes=_("yes"),
            no=_("no"),
            other=_("somebody else"),
            titles={
                slug: in_language(course.texts, lang)[1].title for slug, course in courses.items()
            },
            modules={
                (slug, module.slug): in_language(module.texts, lang)[1].title
                for slug, course in courses.items()
                for module in course.modules
            },
            teams=_names(
                row["team_id"]
                for rows in stored.values()
                for row in rows
                if row.get("team_id") is not None
            ),
        ),
    )


def _day(value: date) -> str:
    return i18n.day(value, context.language())


def _moment(value: datetime) -> str:
    local, lang = value.astimezone(context.state().clock.zone), context.language()
    return f"{i18n.day(local.date(), lang)}, {i18n.time_of_day(local, lang)}"


def _names(team_ids: Iterable[int]) -> dict[int, str]:
    wanted = set(team_ids)
    if not wanted:
        return {}
    rows = context.db().execute(select(Team.id, Team.name).where(Team.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def _looks(held: dict[str, Any]) -> list[Line]:
    """Who looked, as the page about privacy says it."""
    found = []
    for values in held.get("looks", ()):
        look = Look(**values)
        pairs = [
            (_("when"), _moment(look.at)),
            (_("who"), look.viewer),
            (_("what"), look_told(look, context.language())),
            *([(_("why"), look.why)] if look.why else []),
        ]
        found.append(Line(tuple(pairs)))
    return found


def _private(held: dict[str, Any]) -> dict[str, list[Line]]:
    """What one keeps to oneself, in words; a session without its key says how to open it."""
    if "private_box" not in held["tables"]:
        return {}
    if "private" not in held:
        closed = _("closed on this device; open your answers to the welcome questions first")
        return {"private_box": [Line(((_("What is in it"), closed),))]}
    said, lang = taken(held["private"]), context.language()
    diagnostic, text = context.content().diagnostic, advice.text_of(context.content(), lang)
    pairs = in_words(
        said,
        text=text,
        scale=diagnostic.scale[text.lang] if diagnostic and text else (),
        place=name_of_place(context.db(), place=said.counted.place) if said.counted else "",
        day=_day,
    )
    return {"private_box": [Line(pairs)]}


@bp.get("/account/record")
@requires(Permission.ACCOUNT_MANAGE)
def record() -> str:
    """Everything held about oneself, the newest of each kind first."""
    held = _held()
    return render_template(
        "record/record.html", sections=_sections(held, most=AT_ONCE), removable=_removable(held)
    )


@bp.get("/account/record.zip")
@requires(Permission.ACCOUNT_MANAGE)
def pack() -> Response:
    """One's record to take along: to read, for programs, and the certificates as PDF."""
    held, person = _held(), context.viewer()
    readable = render_template(
        "record/offline.html",
        sections=_sections(held, most=None),
        style=STYLE,
        name=person.name,
        made_on=context.today(),
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("record.html", readable)
        archive.writestr("record.json", as_json(held))
        for sheet in certificates.certificates_of(context.db(), person_id=person.person_id):
            name = f"certificates/{sheet.course}-{sheet.shown_code}"
            try:
                made = pdf(
                    sheet,
                    words=words_of(sheet),
                    address=address_of(sheet),
                    static=data_folder("static"),
                )
                archive.writestr(f"{name}.pdf", made)
            except DocumentError as error:  # the rest of the pack is still worth having
                log.error("pdf_not_made", certificate=sheet.id, error=str(error)[:300])  # noqa: TRY400
                archive.writestr(f"{name}.txt", f"{sheet.title}\n{address_of(sheet)}\n")
    response = Response(file.getvalue(), mimetype="application/zip")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="my-record-{context.today().isoformat()}.zip"'
    )
    return response


def _removable(held: dict[str, Any]) -> list[tuple[str, str]]:
    """Where people delete what is theirs, with what it is."""
    tables, lang = held["tables"], context.language()
    found = [
        (url_for("welcome.begin"), _("Your answers to the welcome questions")),
        (url_for("welcome.promise"), _("Your promise")),
        (url_for("welcome.willingness"), _("Whether you want to share")),
        (url_for("inbox.messages"), _("Messages to chosen colleagues")),
        (url_for("notes.thanks"), _("Thanks, offers of help and notes, by you or to you")),
        (url_for("practice.studio"), _("Drafts and comments in the practice studio")),
        (url_for("recall.recall"), _("Questions that come back")),
        (url_for("enrolments.own_calendar"), _("Your calendar address")),
        (url_for("reminders.choices"), _("Your choices about reminders")),
        (url_for("people.account", _anchor="devices"), _("Signed-in devices")),
    ]
    courses = context.content().courses
    for row in tables.get("shared_course", ()):
        course = courses.get(row["course"])
        if course is not None:
            title = in_language(course.texts, lang)[1].title
            words = _("That you show your managers %(course)s", course=title)
            found.append((url_for("courses.course", course=course.slug), words))
    invited = {row["team_id"] for row in tables.get("invitation", ())}
    if invited:
        teams = (
            context.db()
            .execute(select(Team.slug, Team.name).where(Team.id.in_(invited)).order_by(Team.name))
            .all()
        )
        for team in teams:
            if leads(
                context.db(),
                slug=team.slug,
                person_id=context.viewer().person_id,
                today=context.today(),
            ):  # whose line is no longer shown, it is deleted with the rest
                words = _("Your line to %(team)s", team=team.name)
                found.append((url_for("leaders.invitation", team=team.slug), words))
    return found
