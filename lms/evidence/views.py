"""Pages for administrators: the audit log, and evidence packs about a person or a course."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Any

import structlog
from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.certificates.document import DocumentError
from lms.content.model import Course
from lms.courses.shown import shown
from lms.errors import Conflict
from lms.evidence import log as audit_log
from lms.evidence import queries, services, words
from lms.evidence.document import pdf
from lms.evidence.forms import PackForm
from lms.evidence.pack import Heading
from lms.evidence.queries import About
from lms.people import queries as people
from lms.people import sealing
from lms.people.queries import PersonDetail
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("evidence", __name__)
log = structlog.get_logger(__name__)

MOST_PEOPLE = 2_000
"""People a page puts into one pack; `lms evidence course` takes any number."""

PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the log in words."""

    entry: audit_log.Entry
    actor: str
    what: str
    about: str
    before: list[tuple[str, str]]
    after: list[tuple[str, str]]


@bp.get("/admin/audit")
@requires(Permission.AUDIT_READ)
def audit() -> str:
    """What was done, by whom, when; by person, kind and time. Nothing here can be changed."""
    find, kind = request.args.get("find", ""), request.args.get("kind", "")
    since, until = _day(request.args.get("from", "")), _day(request.args.get("to", ""))
    wanted = audit_log.Wanted(
        find=" ".join(find.replace("\x00", "").split())[:100],
        action=kind.replace("\x00", "")[:60],
        since=_midnight(since),
        until=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
        before=_number(request.args.get("before", "")),
    )
    db = context.db()
    found = audit_log.part(db, wanted)
    asked: dict[str, object] = {
        "find": wanted.find,
        "kind": wanted.action,
        "from": since,
        "to": until,
    }
    return render_template(
        "evidence/audit.html",
        lines=[_line(entry) for entry in found.entries],
        wanted=wanted,
        is_narrowed=any(asked.values()) or wanted.before is not None,
        since=since,
        until=until,
        kinds=sorted(
            ((name, words.what(name)) for name in audit_log.actions(db)),
            key=lambda item: item[1].casefold(),
        ),
        older=_address(asked, before=found.older) if found.older else None,
        newest=_address(asked),
        head=sealing.head(db),
    )


def _address(asked: Mapping[str, object], **more: object) -> str:
    """The page's own address with what was asked."""
    said = {name: str(value) for name, value in {**asked, **more}.items() if value}
    return url_for("evidence.audit", **said)  # type: ignore[arg-type]


def _line(entry: audit_log.Entry) -> Line:
    language = context.language()
    return Line(
        entry=entry,
        actor=entry.actor or _("A command on the server"),
        what=words.what(entry.action),
        about=entry.about or words.about(entry.subject, _title),
        before=words.worded(entry.before, _title, language),
        after=words.worded(entry.after, _title, language),
    )


def _title(slug: str) -> str:
    """A course by its title in the reader's language; one that is gone by its short name."""
    course = context.content().courses.get(slug)
    return shown(course, context.language()).title if course else slug


def _day(text: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), context.state().clock.zone)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None


# Packs


@bp.get("/admin/evidence")
@requires(Permission.EVIDENCE_MAKE)
def courses() -> str:
    """The courses about which a pack can be made."""
    language = context.language()
    return render_template(
        "evidence/courses.html",
        courses=[shown(course, language) for course in context.content().courses.values()],
    )


def _course(_db: Session, course: str) -> Course | None:
    return context.content().course(course)


def _person(db: Session, person_id: int) -> PersonDetail | None:
    return people.person_detail(db, person_id=person_id, today=context.today())


@bp.route("/admin/evidence/<course>", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_MAKE, load=_course)
def course_pack(course: Course) -> Any:
    """An evidence pack about everybody who takes a course."""
    about, found = About(course=course.slug), shown(course, context.language())
    return _pack(about, found.title, name=course.slug, back=url_for("evidence.courses"))


@bp.route("/admin/people/<int(max=2147483647):person_id>/evidence", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_MAKE, load=_person)
def person_pack(person: PersonDetail) -> Any:
    """An evidence pack about one person; they can read that it was made, by whom and why."""
    about = About(person_id=person.person_id)
    back = url_for("people.person", person_id=person.person_id)
    return _pack(about, person.name, name=f"person-{person.person_id}", back=back)


def _pack(about: About, title: str, *, name: str, back: str) -> Any:
    """The page that asks why, or the pack."""
    form, db = PackForm(), context.db()
    count = queries.people_in(db, about)

    def page() -> str:
        return render_template(
            "evidence/pack.html",
            form=form,
            about=about,
            title=title,
            back=back,
            count=count,
            is_large=count > MOST_PEOPLE,
        )

    if request.method == "GET":
        return page()
    if not form.validate() or not 0 < count <= MOST_PEOPLE:
        return page(), 422
    with ExitStack() as kept:
        file = kept.enter_context(tempfile.TemporaryFile())
        try:
            _make(db, file, about, title, why=str(form.why.data).strip())
        except Conflict:
            flash(_("Much was logged just now, and the log is being sealed. Try again in a while."))
            return page(), 409
        except DocumentError as error:
            db.rollback()
            log.error("evidence_not_made", error=str(error)[:300])  # noqa: TRY400
            flash(_("We could not make the PDF, so no pack was made."), "error")
            return page(), 503
        file.seek(0)
        kept.pop_all()
    response = Response(_pieces(file), mimetype="application/zip")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="evidence-{name}-{context.today().isoformat()}.zip"'
    )
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file bit by bit; it is gone when it was sent."""
    with file:
        while piece := file.read(PIECE):
            yield piece


def _make(db: Session, file: IO[bytes], about: About, title: str, *, why: str) -> None:
    viewer = context.viewer()
    heading = Heading(
        about=about,
        title=title,
        organisation=context.settings().organisation,
        made_at=context.now(),
        made_by=viewer.name,
        purpose=why,
    )
    services.make(db, file, heading, actor_id=viewer.person_id, now=context.now(), document=pdf)
