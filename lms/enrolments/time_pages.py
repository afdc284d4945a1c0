"""What people decide about a course on its page: asking for more time, and sharing by choice."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from lms import i18n
from lms.authz import Permission
from lms.courses.shown import shown
from lms.enrolments import arrangements, queries, sharing
from lms.enrolments.arrangement_forms import TimeForm
from lms.enrolments.arrangements import Answering
from lms.web.context import content, course_or_404, db, language, now, today, viewer
from lms.web.guard import requires

bp = Blueprint("time", __name__)


@bp.route("/courses/<course>/more-time", methods=["GET", "POST"])
@requires(Permission.TIME_ASK)
def ask(course: str) -> Any:
    """Ask for more time for a course that is asked by a day."""
    found = course_or_404(course)
    asked = queries.asked_of(
        db(),
        person_id=viewer().person_id,
        path=content().path.courses,
        today=today(),
        course=found.slug,
    ).get(found.slug)
    if asked is None or asked.due_on is None:
        abort(404)
    days = arrangements.suggested(asked.due_on, today())
    form = TimeForm(wanted_on=days[0].isoformat())
    answering = arrangements.who_answers(db(), person_id=viewer().person_id, today=today())
    form.wanted_on.choices = [
        SelectChoice(day.isoformat(), i18n.day(day, language())) for day in days
    ]
    if form.validate_on_submit():
        arrangements.ask_for_time(
            db(),
            person_id=viewer().person_id,
            course=found.slug,
            wanted_on=date.fromisoformat(form.wanted_on.data),
            words=" ".join((form.words.data or "").split()),
            now=now(),
            today=today(),
        )
        is_led = answering is Answering.MANAGERS
        flash(
            _("Sent. Your manager sees it, and the answer comes to you here.")
            if is_led
            else _("Sent. The administrators see it, and the answer comes to you here."),
            "success",
        )
        return redirect(url_for("courses.course", course=found.slug), 303)
    page = render_template(
        "enrolments/more_time.html",
        form=form,
        course=shown(found, language()),
        asked=asked,
        by_managers=answering is Answering.MANAGERS,
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/courses/<course>/share")
@requires(Permission.COURSE_SHARE)
def share(course: str) -> Any:
    """Let one's managers see a course taken by choice, or not any more."""
    found = course_or_404(course)
    person_id = viewer().person_id
    if request.form.get("share") == "yes":
        sharing.share(db(), person_id=person_id, course=found.slug, now=now())
        flash(_("Your managers see where you stand with this course, and its date."), "success")
    else:
        sharing.take_back(db(), person_id=person_id, course=found.slug)
        flash(_("Your managers do not see this course any more."), "success")
    return redirect(url_for("courses.course", course=found.slug), 303)
