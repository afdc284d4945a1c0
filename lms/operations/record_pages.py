"""My record: everything held about oneself, on one page, as a file and as a pack to take along."""

from __future__ import annotations

import io
import zipfile
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
from lms.operations.queries import as_json, held_about
from lms.operations.record import AT_ONCE, Section, Speech, sections
from lms.people.models import Team
from lms.web import context
from lms.web.guard import requires

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
    )


def _sections(held: dict[str, Any], *, most: int | None) -> tuple[Section, ...]:
    stored: dict[str, list[dict[str, Any]]] = dict(held["tables"])
    if "private" in held:
        stored["private_box"] = [held["private"]]
    if "messages" in held:
        stored["inbox_message"] = held["messages"]
    lang, clock = context.language(), context.state().clock
    wanted = {
        row["team_id"] for rows in stored.values() for row in rows if row.get("team_id") is not None
    }
    teams = (
        {
            row.id: row.name
            for row in context.db().execute(select(Team.id, Team.name).where(Team.id.in_(wanted)))
        }
        if wanted
        else {}
    )

    def day(value: date) -> str:
        return i18n.day(value, lang)

    def moment(value: datetime) -> str:
        local = value.astimezone(clock.zone)
        return f"{i18n.day(local.date(), lang)}, {i18n.time_of_day(local, lang)}"

    return sections(
        stored,
        person_id=context.viewer().person_id,
        most=most,
        speech=Speech(
            day=day,
            moment=moment,
            yes=_("yes"),
            no=_("no"),
            other=_("somebody else"),
            titles={
                slug: in_language(course.texts, lang)[1].title
                for slug, course in context.content().courses.items()
            },
            teams=teams,
        ),
    )


@bp.get("/account/record")
@requires(Permission.ACCOUNT_MANAGE)
def record() -> str:
    """Everything held about oneself, the newest of each kind first."""
    return render_template(
        "record/record.html", sections=_sections(_held(), most=AT_ONCE), removable=_removable()
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


def _removable() -> list[tuple[str, str]]:
    """Where people delete what is theirs, with what it is."""
    return [
        (url_for("welcome.begin"), _("Your answers to the welcome questions")),
        (url_for("practice.studio"), _("Drafts and comments in the practice studio")),
        (url_for("recall.recall"), _("Questions that come back")),
        (url_for("enrolments.own_calendar"), _("Your calendar address")),
        (url_for("reminders.choices"), _("Your choices about reminders")),
    ]
