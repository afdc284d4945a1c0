"""What is arranged with one person: more time from a manager, everything from an administrator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
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
from lms.readiness import queries, services
from lms.readiness.queries import PersonInTeam
from lms.readiness.seen import SeenTime, seen_time, titles_asked
from lms.web.context import content, db, language, now, state, today, viewer
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
        return self.address(None)

    def address(self, wish: int | None) -> str:
        """The address of the page with one of several wishes."""
        if self.team is not None:
            return url_for("arrangements.of_team", team=self.team, person=self.person_id, wish=wish)
        return url_for("arrangements.of_person", person_id=self.person_id, wish=wish)


def _in_team(session: Session, team: str, person: int) -> _About | None:
    """A person of one's team; nobody gives time to themselves."""
    if person == viewer().person_id:
        return None
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


@bp.get("/admin/more-time")
@requires(Permission.PEOPLE_MANAGE)
def wishes() -> str:
    """Everybody's wishes for more time that wait for an answer."""
    page = request.args.get("page", "")
    found = arrangements.open_wishes(
        db(),
        today=today(),
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )
    return render_template("readiness/wishes.html", found=found, titles=everything())


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
    titles = _courses(about)
    form = ExtensionForm() if about.is_manager else ArrangementForm()
    form.course.choices = [SelectChoice(slug, title) for slug, title in titles.items()]
    if form.validate_on_submit() and form.last_day.data:
        try:
            arrangements.give(
                db(),
                person_id=about.person_id,
                course=form.course.data,
                kind=EXTENSION if about.is_manager else form.kind.data,
                last_day=form.last_day.data,
                reason=" ".join((form.reason.data or "").split()),
                path=content().path.courses,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("Arranged. The person is told."), "success")
            return redirect(about.here, 303)
    answering = AnswerForm(formdata=None)
    return _page(about, titles, form, answering), 422 if form.is_submitted() else 200


def _answer(about: _About) -> Answer:
    """Answer the wish that was on the page, and no other one."""
    form, titles = AnswerForm(), _courses(about)
    wish = next(
        (one for one in _open(about, titles) if str(one.request_id) == form.wish.data), None
    )
    if wish is None:
        raise Conflict("wish_answered")
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
                path=content().path.courses,
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
    give.course.choices = [SelectChoice(slug, title) for slug, title in titles.items()]
    return _page(about, titles, give, form), 422


def _open(about: _About, titles: Mapping[str, str]) -> Sequence[Wish]:
    """The wishes that wait, the longest waiting first."""
    return seen_time(db(), person_id=about.person_id, titles=titles).waiting


def _page(about: _About, titles: Mapping[str, str], form: Any, answering: AnswerForm) -> str:
    time = seen_time(db(), person_id=about.person_id, titles=titles)
    waiting = time.waiting
    number = answering.wish.data or request.args.get("wish", "")
    chosen = next((one for one in waiting if str(one.request_id) == number), None)
    chosen = chosen or (waiting[0] if waiting else None)
    if chosen is not None and not answering.is_submitted():
        answering.wish.data = str(chosen.request_id)
        answering.new_day.data = chosen.wanted_on
    more = _for_manager(about, time) if about.is_manager else _for_administrator(about)
    return render_template(
        "readiness/arrangements.html",
        about=about,
        form=form,
        answering=answering,
        waiting=chosen,
        others=[one for one in waiting if one is not chosen],
        titles=titles,
        kinds=KINDS,
        **more,
    )


def _for_manager(about: _About, time: SeenTime) -> dict[str, Any]:
    """What managers see of wishes and dates; whoever it is about can read that it was opened."""
    db().rollback()  # reading is over; the access log has a short transaction of its own
    with state().database.begin() as log:
        services.record_look(
            log,
            viewer_id=viewer().person_id,
            person_id=about.person_id,
            now=now(),
            day=today(),
            what="time",
        )
    return {"time": time}


def _for_administrator(about: _About) -> dict[str, Any]:
    path = content().path.courses
    asked = enrolments.asked_of(db(), person_id=about.person_id, path=path, today=today())
    told = [one for first in asked.values() for one in (first, *first.others)]
    rules = [one.assignment_id for one in told if one.audience is Audience.RULE]
    wishes = arrangements.wishes_of(db(), person_id=about.person_id)
    return {
        "asked": [asked[slug] for slug in everything() if slug in asked],
        "rules": enrolments.read_rules(db(), rules),
        "wishes": [one for one in wishes if one.answered_at is not None],
        "given": arrangements.given_to(db(), person_id=about.person_id, today=today()),
    }


def everything() -> dict[str, str]:
    """All courses, the path first, with their titles."""
    return {course.slug: shown(course, language()).title for course in path_first(content())}


def _courses(about: _About) -> Mapping[str, str]:
    """All courses, or for a manager those that are asked of the person and those of the path."""
    if not about.is_manager:
        return everything()
    return titles_asked(
        db(), person_id=about.person_id, content=content(), language=language(), today=today()
    )
