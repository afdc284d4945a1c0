"""What follows when a certificate is withdrawn or given back, and the message that tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.certificates.queries import Sheet
from lms.content.model import ContentSet
from lms.enrolments.queries import Learning, Supposed, learning, proofs_of
from lms.enrolments.sharing import is_shared
from lms.standing import State, state
from lms.web import context
from lms.web.templating import speaking


@dataclass(frozen=True, slots=True)
class Follows:
    """Where the holder stands with the course, now and then, and whether managers see it.

    `now` and `then` are missing when the course is not offered any more.
    """

    now: State | None
    then: State | None
    is_ready_now: bool
    is_ready_then: bool
    is_seen: bool


def follows(
    db: Session, *, content: ContentSet, sheet: Sheet, counts: bool, today: date
) -> Follows:
    """Decide it by the very facts and the function that decide every page; nothing is written."""
    path = content.path.courses
    person_id, course = sheet.person_id, content.courses.get(sheet.course)
    supposed = Supposed(sheet.id, counts=counts)
    now = learning(db, person_id=person_id, path=path, today=today)
    proofs, ids = proofs_of(db, person_id=person_id, today=today, supposed=supposed)
    then = replace(now, proofs=proofs, certificate_ids=ids)
    is_seen = (
        sheet.course in path
        or sheet.course in now.asked
        or is_shared(db, person_id=person_id, course=sheet.course)
    )
    return Follows(
        now=None if course is None else state(now.standing(course), today),
        then=None if course is None else state(then.standing(course), today),
        is_ready_now=_is_ready(now, content, today),
        is_ready_then=_is_ready(then, content, today),
        is_seen=is_seen,
    )


def _is_ready(known: Learning, content: ContentSet, today: date) -> bool:
    path = content.path.courses
    return bool(path) and all(
        state(known.standing(content.courses[slug]), today).is_valid
        for slug in path
        if slug in content.courses
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in the holder's language."""

    subject: str
    text: str
    html: str


def compose(sheet: Sheet, *, name: str, language: str | None, why: str, counts: bool) -> Letter:
    """Tell the holder that a certificate was withdrawn or counts again, and why."""
    settings = context.settings()
    site = (settings.public_url or request.host_url).rstrip("/")
    spoken = language if language in settings.languages else settings.languages[0]
    with speaking(spoken):
        title = sheet.title
        if counts:
            subject = _("Your certificate for %(course)s counts again", course=title)
            opening = _(
                "Your certificate %(code)s for %(course)s counts again. The reason:",
                code=sheet.shown_code,
                course=title,
            )
            closing = _("See it:")
        else:
            subject = _("Your certificate for %(course)s was withdrawn", course=title)
            opening = _(
                "Your certificate %(code)s for %(course)s was withdrawn. The reason:",
                code=sheet.shown_code,
                course=title,
            )
            closing = _("The course page says how to go on. Your certificate stays here:")
        values = {
            "greeting": _("Hello %(name)s,", name=name),
            "opening": opening,
            "text": why,
            "closing": closing,
            "address": site + url_for("certificates.certificate", certificate_id=sheet.id),
            "who": _("Whoever checks the certificate does not read the reason."),
        }
        parts = [
            values["greeting"],
            opening,
            why,
            f"{closing}\n{values['address']}",
            values["who"],
            settings.organisation,
        ]
        html = render_template("certificates/letter.html", **values)
    return Letter(subject, "\n\n".join(parts) + "\n", html)
