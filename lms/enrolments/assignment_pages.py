"""Pages on which administrators ask audiences for courses, and see first whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from lms.authz import Permission
from lms.courses.shown import path_first, shown
from lms.enrolments import assignment_queries as found_in
from lms.enrolments import assignment_services as services
from lms.enrolments.assignment_forms import AUDIENCES, AssignmentForm, filled, hidden
from lms.enrolments.assignment_queries import AssignmentLineShown, Preview
from lms.enrolments.audiences import WHOLE_PATH, Wanted
from lms.enrolments.queries import read_rules
from lms.errors import Invalid, NotFound
from lms.people import queries as people
from lms.web.context import content, db, language, now, today, viewer
from lms.web.guard import requires

bp = Blueprint("assignments", __name__)

Answer = Any


@bp.get("/admin/assignments")
@requires(Permission.ASSIGNMENTS_MANAGE)
def assignments() -> Answer:
    """What is asked of whom, or was; narrowed by course and audience."""
    course, audience = request.args.get("course", "")[:80], request.args.get("audience", "")[:10]
    ended = request.args.get("ended") == "1"
    page = found_in.assignments(
        db(),
        course=course,
        audience=audience,
        ended=ended,
        page=request.args.get("page", 1, type=int),
    )
    return render_template(
        "enrolments/assignments.html",
        found=page,
        course=course,
        audience=audience,
        ended=ended,
        courses=_courses(),
        titles=dict(_courses()),
        audiences=AUDIENCES,
    )


@bp.route("/admin/assignments/add", methods=["GET", "POST"])
@requires(Permission.ASSIGNMENTS_MANAGE)
def add() -> Answer:
    """Fill in, look whom it is for, then ask for it; only the last of these writes."""
    form = _form(None)
    seen = _seen(form, None)
    if seen.wanted is not None and request.method == "POST":
        try:
            services.keep(
                db(),
                seen.wanted,
                path=content().path.courses,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("It is asked from now on."), "success")
            return redirect(url_for("assignments.assignments"), 303)
    return _page(form, seen, None)


def _assignment(session: Session, assignment_id: int) -> AssignmentLineShown | None:
    return found_in.assignment(session, assignment_id=assignment_id)


@bp.route("/admin/assignments/<int(max=2147483647):assignment_id>", methods=["GET", "POST"])
@requires(Permission.ASSIGNMENTS_MANAGE, load=_assignment)
def assignment(found: AssignmentLineShown) -> Answer:
    """One assignment: change it, after a look at who enters and who leaves."""
    form = _form(services.wanted_of(db(), found.assignment_id))
    seen = _seen(form, found)
    if seen.wanted is not None and request.method == "POST":
        try:
            services.change(
                db(),
                found.assignment_id,
                seen.wanted,
                path=content().path.courses,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("Changed. The past stays as it was."), "success")
            return redirect(url_for("assignments.assignments"), 303)
    return _page(form, seen, found)


@bp.post("/admin/assignments/<int(max=2147483647):assignment_id>/end")
@requires(Permission.ASSIGNMENTS_MANAGE, load=_assignment)
def end(found: AssignmentLineShown) -> Answer:
    """Stop asking. What people have done stays theirs."""
    services.end(db(), found.assignment_id, actor_id=viewer().person_id, now=now())
    flash(_("It is no longer asked. What people have done stays."), "success")
    return redirect(url_for("assignments.assignments"), 303)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was filled in, if it can be asked, and whom it is for: on the day chosen, and today."""

    wanted: Wanted | None = None
    preview: Preview | None = None
    asked_today: int = 0


def _form(kept: Wanted | None) -> AssignmentForm:
    teams = people.team_choices(db())
    values = filled(kept, dict(teams)) if kept else {}
    form = AssignmentForm(data=values, meta={"csrf": request.method == "POST"})
    form.team.choices = [
        SelectChoice(0, _("Choose a team")),
        *(SelectChoice(key, name) for key, name in teams),
    ]
    form.course.choices = [SelectChoice(value, title) for value, title in _courses()]
    return form


def _seen(form: AssignmentForm, kept: AssignmentLineShown | None) -> _Seen:
    """Read and check the form, and find whom it is for."""
    if not (request.method == "POST" or "audience" in request.args) or not form.validate():
        return _Seen()
    wanted = form.wanted(_team_named)
    if wanted is None:
        return _Seen()
    before = services.wanted_of(db(), kept.assignment_id) if kept else None
    try:
        services.check(db(), wanted, content=content(), today=today(), before=before)
        day = _day(form)
    except Invalid as error:
        form.refuse(error)
        return _Seen()
    instead_of = kept.assignment_id if kept and kept.ended_at is None else None
    asked_on = before.asked_on if before else today()

    path, shape = content().path.courses, replace(wanted, asked_on=asked_on)
    preview = found_in.preview(
        db(),
        shape,
        path=path,
        day=day,
        instead_of=instead_of,
        page=request.args.get("page", 1, type=int),
    )
    asked = preview.asked
    if day != today():
        asked = found_in.asked_on(db(), shape, path=path, day=today())
    if request.method == "POST" and not asked and not form.for_nobody.data:
        form.for_nobody.errors = [_("Nobody is asked today. Tick this to keep it all the same.")]
        return _Seen(None, preview, asked)
    return _Seen(wanted, preview, asked)


def _day(form: AssignmentForm) -> date:
    day: date = form.on.data or today()
    if day < today():
        raise Invalid("on", "day_over")
    if day.year > services.LAST_YEAR:
        raise Invalid("on", "day_far")
    return day


def _page(form: AssignmentForm, seen: _Seen, kept: AssignmentLineShown | None) -> Answer:
    has_errors = bool(form.errors)
    page = render_template(
        "enrolments/assignment.html",
        form=form,
        kept=kept,
        seen=seen,
        sent=list(hidden(form)),
        titles=dict(_courses()),
        rules=read_rules(db(), [kept.assignment_id] if kept else []),
        size=found_in.PAGE,
        today=today(),
    )
    return page, 422 if has_errors else 200


def _team_named(name: str) -> int | None:
    try:
        return services.find_team(db(), name)
    except NotFound:
        return None


def _courses() -> list[tuple[str, str]]:
    path, lang = content().path, language()
    title = path.titles.get(lang) or path.titles["en"]
    return [
        (WHOLE_PATH, _("All courses of %(path)s", path=title)),
        *((course.slug, shown(course, lang).title) for course in path_first(content())),
    ]
