"""Pages to be reminded less: one's own choices, and the link that stands in messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from lms.authz import Permission
from lms.people.team_forms import DayField
from lms.reminders import queries, services, zones
from lms.reminders.links import NOTES, person_of
from lms.reminders.rules import Choice
from lms.web import context
from lms.web.forms import BaseForm
from lms.web.guard import by_address, public, requires

bp = Blueprint("reminders", __name__)


class ChoicesForm(BaseForm):
    """Which messages come, how often and in which hours, and days on which none come."""

    wants_voluntary = BooleanField(_l("Write to me also about certificates that nobody asks of me"))
    wants_notes = BooleanField(_l("Send me by e-mail what colleagues and managers write to me"))
    is_weekly = BooleanField(_l("Tell me of dates in one message a week"))
    time_zone = SelectField(_l("Time zone"), validate_choice=False)
    away_from = DayField(_l("First day away"))
    away_until = DayField(_l("Last day away"))

    def validate_time_zone(self, field: Any) -> None:
        """A zone we know, or none."""
        if field.data and field.data not in zones.names():
            raise ValidationError(_l("Choose a time zone of the list."))

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
        wants_notes=chosen.wants_notes,
        is_weekly=chosen.is_weekly,
        time_zone=chosen.time_zone or "",
        away_from=chosen.away_from if is_ahead else None,
        away_until=chosen.away_until if is_ahead else None,
    )
    form.time_zone.choices = _zones(chosen.time_zone)
    if form.validate_on_submit():
        services.choose(
            db,
            person_id=person_id,
            choice=Choice(
                wants_voluntary=form.wants_voluntary.data,
                away_from=form.away_from.data,
                away_until=form.away_until.data,
                time_zone=form.time_zone.data or None,
                is_weekly=form.is_weekly.data,
                wants_notes=form.wants_notes.data,
            ),
        )
        flash(_("Your choices are saved."), "success")
        return redirect(url_for("reminders.choices"), code=303)
    page = render_template("reminders/choices.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _zones(chosen: str | None) -> list[SelectChoice]:
    """The organisation's zone first, then all others by part of the world."""
    own, listed = context.settings().time_zone, zones.by_part(context.language())
    here = _("The organisation’s: %(place)s", place=zones.place(own, context.language()))
    found = [SelectChoice("", here)]
    known = {name for places in listed.values() for name, _place in places}
    if chosen and chosen not in known:
        found.append(SelectChoice(chosen, chosen))
    return found + [
        SelectChoice(name, place, optgroup=part)
        for part, places in listed.items()
        for name, place in places
    ]


@dataclass(frozen=True, slots=True)
class _Link:
    person_id: int
    is_about_notes: bool


def _link_of(token: str) -> _Link:
    secret = context.settings().secret_key
    about_notes = person_of(secret, token, NOTES)
    person_id = about_notes or person_of(secret, token)
    if person_id is None or not queries.is_here(
        context.db(), person_id=person_id, today=context.today()
    ):
        abort(404)
    return _Link(person_id, about_notes is not None)


@bp.route("/reminders/stop/<token>", methods=["GET", "POST"])
@by_address
def stop(token: str) -> Any:
    """Stop voluntary messages by the link of one; opening the link changes nothing.

    Mail programs post to it by themselves (RFC 8058), so the signed address is all that is asked.
    """
    link = _link_of(token)
    wishes = (request.form.get("stop"), request.form.get("List-Unsubscribe"))
    if request.method != "POST" or not ({"yes", "One-Click"} & set(wishes)):
        page = render_template("reminders/stop.html", is_about_notes=link.is_about_notes)
        return page, 422 if request.method == "POST" else 200
    if link.is_about_notes:
        services.stop_notes(context.db(), person_id=link.person_id)
    else:
        services.stop_voluntary(context.db(), person_id=link.person_id)
    return redirect(url_for("reminders.stopped"), code=303)


@bp.get("/reminders/stopped")
@public
def stopped() -> str:
    """What the link has done, whoever looks."""
    return render_template("reminders/stopped.html")
