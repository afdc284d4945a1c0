"""Pages for more time and more attempts: one's own choice, and what administrators give."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from lms.authz import Permission
from lms.people.queries import PersonDetail, person_detail
from lms.quizzes import accommodations
from lms.quizzes.accommodations import Given
from lms.quizzes.limits import MoreTime
from lms.web import context
from lms.web.forms import BaseForm
from lms.web.guard import requires

bp = Blueprint("accommodations", __name__)

TIMES = [
    SelectChoice(MoreTime.USUAL.value, _l("The usual time")),
    SelectChoice(MoreTime.HALF.value, _l("Half as much again")),
    SelectChoice(MoreTime.DOUBLE.value, _l("Twice the time")),
    SelectChoice(MoreTime.UNTIMED.value, _l("No time limit")),
]
MOST_MORE = 20


class TimeForm(BaseForm):
    """The time somebody wants in quizzes that have a limit."""

    time = RadioField(_l("Time in quizzes that have a limit"), choices=TIMES)


class GivenForm(BaseForm):
    """What an administrator gives to one person."""

    time = RadioField(_l("Time in quizzes that have a limit"), choices=TIMES)
    more_attempts = SelectField(
        _l("Attempts beyond a course's limit"),
        choices=[SelectChoice(number, str(number)) for number in range(MOST_MORE + 1)],
        coerce=int,
    )
    without_wait = BooleanField(_l("No waiting between attempts"))


@bp.route("/account/quiz-time", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def own_time() -> Any:
    """Give oneself more time in quizzes; nobody is asked and nobody is told."""
    db, person_id = context.db(), context.viewer().person_id
    form = TimeForm(time=accommodations.own_time(db, person_id).value)
    back = context.content().course(request.args.get("course", ""))
    if form.validate_on_submit():
        accommodations.choose_time(db, person_id=person_id, time=MoreTime(form.time.data))
        flash(_("Your choice is saved. It counts from now on, also in a quiz you have begun."))
        if back is not None and back.quiz is not None:
            return redirect(url_for("quizzes.start", course=back.slug), code=303)
        return redirect(url_for("accommodations.own_time"), code=303)
    page = render_template("quizzes/own_time.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _person(db: Session, person_id: int) -> PersonDetail | None:
    found = person_detail(db, person_id=person_id, today=context.today())
    return None if found is None or found.is_erased else found


@bp.route("/admin/people/<int(max=2147483647):person_id>/quiz-limits", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_person)
def given(person: PersonDetail) -> Any:
    """Give a person more time, more attempts or no waiting, effective at once."""
    db = context.db()
    now_given = accommodations.given_to(db, person.person_id)
    form = GivenForm(
        time=now_given.time.value,
        more_attempts=now_given.more_attempts,
        without_wait=now_given.is_without_wait,
    )
    if form.validate_on_submit():
        accommodations.give(
            db,
            person_id=person.person_id,
            actor_id=context.viewer().person_id,
            given=Given(MoreTime(form.time.data), form.more_attempts.data, form.without_wait.data),
            now=context.now(),
        )
        flash(_("Saved."), "success")
        return redirect(url_for("people.person", person_id=person.person_id), code=303)
    page = render_template("quizzes/given.html", form=form, person=person)
    return page, 422 if form.is_submitted() else 200
