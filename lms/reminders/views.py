"""Pages to be reminded less: one's own choices, and the link that stands in messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from lms.authz import Permission
from lms.people.team_forms import DayField
from lms.reminders import queries, services
from lms.reminders.links import person_of
from lms.web import context
from lms.web.forms import BaseForm
from lms.web.guard import public, requires

bp = Blueprint("reminders", __name__)


class ChoicesForm(BaseForm):
    """Reminders of what nobody asks, and days on which none come."""

    wants_voluntary = BooleanField(_l("Write to me also about certificates that nobody asks of me"))
    away_from = DayField(_l("First day away"))
    away_until = DayField(_l("Last day away"))

    def validate_away_from(self, field: Any) -> None:
        """Both days or none."""
        if self.away_until.data and not field.data and not field.errors:
            raise ValidationError(_l("Write the first day as well, or leave both empty."))

    def validate_away_until(self, field: Any) -> None:
        """The last day stands after the first one, and is not over."""
        if not field.data:
            if self.away_from.data and not field.errors:
                raise ValidationError(_l("Write the last day as well, or leave both empty."))
        elif self.away_from.data and field.data < self.away_from.data:
            raise ValidationError(_l("The last day comes before the first one."))
        elif field.data < context.today():
            raise ValidationError(_l("This day is over. Write today or a later day."))


@bp.route("/account/reminders", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def choices() -> Any:
    """Choose which reminders come, and when none do; nobody else sees it."""
    db, person_id = context.db(), context.viewer().person_id
    chosen = queries.choice_of(db, person_id=person_id)
    is_ahead = chosen.away_until is not None and chosen.away_until >= context.today()
    form = ChoicesForm(
        wants_voluntary=chosen.wants_voluntary,
        away_from=chosen.away_from if is_ahead else None,
        away_until=chosen.away_until if is_ahead else None,
    )
    if form.validate_on_submit():
        services.choose(
            db,
            person_id=person_id,
            wants_voluntary=form.wants_voluntary.data,
            away_from=form.away_from.data,
            away_until=form.away_until.data,
        )
        flash(_("Your choices are saved."), "success")
        return redirect(url_for("reminders.choices"), code=303)
    page = render_template("reminders/choices.html", form=form)
    return page, 422 if form.is_submitted() else 200


@dataclass(frozen=True, slots=True)
class _Link:
    person_id: int


def _link_of(token: str) -> _Link:
    person_id = person_of(context.settings().secret_key, token)
    if person_id is None or not queries.is_here(
        context.db(), person_id=person_id, today=context.today()
    ):
        abort(404)
    return _Link(person_id)


@bp.route("/reminders/stop/<token>", methods=["GET", "POST"])
@public
def stop(token: str) -> Any:
    """Stop voluntary reminders by the link of a message; opening the link changes nothing."""
    link = _link_of(token)
    form = BaseForm()
    if form.validate_on_submit():
        services.stop_voluntary(context.db(), person_id=link.person_id)
        return redirect(url_for("reminders.stopped"), code=303)
    return render_template("reminders/stop.html"), 422 if form.is_submitted() else 200


@bp.get("/reminders/stopped")
@public
def stopped() -> str:
    """What the link has done, whoever looks."""
    return render_template("reminders/stopped.html")
