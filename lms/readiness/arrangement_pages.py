"""What is arranged with one person: more time from a manager, everything from an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from lms.authz import Permission
from lms.courses.shown import path_first, shown
from lms.enrolments import arrangements
from lms.enrolments import queries as enrolments
from lms.enrolments.arranged import EXTENSION
from lms.enrolments.arrangement_forms import (
    KINDS,
    YES,
    AnswerForm,
    ArrangementForm,
    ExtensionForm,
)
from lms.enrolments.arrangements import Wish
from lms.enrolments.audiences import Audience
from lms.errors import Conflict, Invalid
from lms.people import queries as people
from lms.readiness import queries
from lms.readiness.queries import PersonInTeam
from lms.web.context import content, db, language, now, today, viewer
from lms.web.errors import SENTENCES
from lms.web.guard import requires

bp = Blueprint("arrangements", __name__)

Answer = Any


@dataclass(frozen=True, slots=True)
class _About:
    """The person of an address; `team` is the one through which a manager comes."""

    person_id: int
    name: str
    resource: object = None
    team: str | None = None

    @property
    def is_manager(self) -> bool:
        """Whether a manager looks, who sees what is asked but nothing that is taken by choice."""
        return self.team is not None

    @property
    def here(self) -> str:
        """The address of the page."""
        if self.team is not None:
            return url_for("arrangements.of_team", team=self.team, person=self.person_id)
        return url_for("arrangements.of_person", person_id=self.person_id)


def _in_team(session: Session, team: str, person: int) -> _About | None:
    found: PersonInTeam | None = queries.person_in_team(
        session, slug=team, person=person, today=today()
    )
    return None if found is None else _About(person, found.name, found.resource, team)


def _person(session: Session, person_id: int) -> _About | None:
    found = people.person_detail(session, person_id=person_id, today=today())
    if found is None or found.is_erased:
        return None
    return _About(person_id, f"{found.first_name} {found.last_name}".strip())


@bp.route("/team/<team>/people/<int(max=2147483647):person>/time", methods=["GET", "POST"])
@requires(Permission.TIME_GIVE, load=_in_team)
def of_team(about: _About) -> Answer:
    """A manager gives more time for what is asked of somebody."""
    return _give(about)


@bp.post("/team/<team>/people/<int(max=2147483647):person>/time/answer")
@requires(Permission.TIME_GIVE, load=_in_team)
def answer_in_team(about: _About) -> Answer:
    """A manager answers the open wish for more time."""
    return _answer(about)


@bp.route("/admin/people/<int(max=2147483647):person_id>/arrangements", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_person)
def of_person(about: _About) -> Answer:
    """An administrator extends, waives or accepts other training."""
    return _give(about)


@bp.post("/admin/people/<int(max=2147483647):person_id>/arrangements/answer")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def answer(about: _About) -> Answer:
    """An administrator answers the open wish for more time."""
    return _answer(about)


@bp.post("/admin/arrangements/<int(max=2147483647):arrangement_id>/end")
@requires(
    Permission.PEOPLE_MANAGE,
    load=lambda session, arrangement_id: arrangements.one_given(
        session, arrangement_id=arrangement_id, today=today()
    ),
)
def end(found: arrangements.Given) -> Answer:
    """An administrator takes something back."""
    arrangements.end(
        db(), arrangement_id=found.arrangement_id, actor_id=viewer().person_id, now=now()
    )
    flash(_("Taken back. The person is told."), "success")
    return redirect(url_for("arrangements.of_person", person_id=found.person_id), 303)


def _give(about: _About) -> Answer:
    form = ExtensionForm() if about.is_manager else ArrangementForm()
    form.course.choices = [SelectChoice(slug, title) for slug, title in _courses(about).items()]
    if form.validate_on_submit() and form.last_day.data:
        try:
            arrangements.give(
                db(),
                person_id=about.person_id,
                course=form.course.data,
                kind=EXTENSION if about.is_manager else form.kind.data,
                last_day=form.last_day.data,
                reason=" ".join((form.reason.data or "").split()),
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            form[error.field].errors = [SENTENCES[error.code]]
        else:
            flash(_("Arranged. The person is told."), "success")
            return redirect(about.here, 303)
    return _page(about, form, AnswerForm(formdata=None), form.is_submitted())


def _answer(about: _About) -> Answer:
    wish = next((one for one in _wishes(about) if one.answered_at is None), None)
    if wish is None:
        raise Conflict("wish_answered")
    form = AnswerForm()
    if form.validate():
        is_yes = form.answer.data == YES
        try:
            if is_yes and form.new_day.data is None:
                raise Invalid("last_day", "day_missing")  # noqa: TRY301 - said like the others
            arrangements.answer(
                db(),
                wish=wish,
                granted_on=form.new_day.data if is_yes else None,
                reason=" ".join((form.because.data or "").split()),
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            field = form.because if error.field == "reason" else form.new_day
            field.errors = [SENTENCES[error.code]]
        else:
            flash(_("Answered. The person is told."), "success")
            return redirect(about.here, 303)
    give = (ExtensionForm if about.is_manager else ArrangementForm)(formdata=None)
    give.course.choices = [SelectChoice(slug, title) for slug, title in _courses(about).items()]
    return _page(about, give, form, is_sent=True)


def _page(about: _About, form: Any, answering: AnswerForm, is_sent: bool) -> Answer:  # noqa: FBT001
    wishes = _wishes(about)
    waiting = next((one for one in wishes if one.answered_at is None), None)
    if waiting is not None and not answering.is_submitted():
        answering.new_day.data = waiting.wanted_on
    titles = _courses(about)
    given = arrangements.given_to(db(), person_id=about.person_id, today=today())
    asked = enrolments.asked_of(
        db(), person_id=about.person_id, path=content().path.courses, today=today()
    )
    told = [one for first in asked.values() for one in (first, *first.others)]
    rules = [one.assignment_id for one in told if one.audience is Audience.RULE]
    page = render_template(
        "readiness/arrangements.html",
        asked=[asked[slug] for slug in everything() if slug in asked],
        rules=enrolments.read_rules(db(), rules),
        about=about,
        form=form,
        answering=answering,
        waiting=waiting,
        wishes=[one for one in wishes if one.answered_at is not None],
        given=[one for one in given if not about.is_manager or one.course in titles],
        titles=titles,
        kinds=KINDS,
        choices=form.course.choices,
    )
    return page, 422 if is_sent else 200


def _wishes(about: _About) -> list[Wish]:
    titles = _courses(about)
    found = arrangements.wishes_of(db(), person_id=about.person_id)
    return [one for one in found if not about.is_manager or one.course in titles]


def everything() -> dict[str, str]:
    """All courses, the path first, with their titles."""
    return {course.slug: shown(course, language()).title for course in path_first(content())}


def _courses(about: _About) -> dict[str, str]:
    """All courses, or for a manager those that are asked of the person and those of the path."""
    titles = everything()
    if not about.is_manager:
        return titles
    path = content().path.courses
    asked = enrolments.asked_of(db(), person_id=about.person_id, path=path, today=today())
    return {slug: title for slug, title in titles.items() if slug in asked or slug in path}
