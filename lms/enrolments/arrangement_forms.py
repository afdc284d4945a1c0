"""Forms for more time, waivers and equivalents."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from lms.enrolments.arranged import EQUIVALENT, EXTENSION, WAIVER
from lms.people.team_forms import DayField
from lms.web.forms import BaseForm

SHORT = Length(max=300, message=_l("Use at most 300 characters."))
YES, NO = "yes", "no"
KINDS = {
    EXTENSION: _l("More time: asked by a later day"),
    WAIVER: _l("Waived: not asked until the last day is over"),
    EQUIVALENT: _l("Other training counts until the last day is over"),
}


class TimeForm(BaseForm):
    """A wish for more time."""

    wanted_on = RadioField(_l("Until when"), validators=[InputRequired(_l("Choose a day."))])
    words = TextAreaField(_l("A word about it"), [Optional(), SHORT])


class AnswerForm(BaseForm):
    """Yes with a day, or no with a reason; `wish` names what is answered."""

    wish = HiddenField()
    answer = RadioField(
        _l("Your answer"),
        choices=[SelectChoice(YES, _l("Yes, by the day below")), SelectChoice(NO, _l("No"))],
        validators=[InputRequired(_l("Choose one."))],
    )
    new_day = DayField(_l("New day"), [Optional()])
    because = TextAreaField(_l("Why this answer"), [Optional(), SHORT])


class ExtensionForm(BaseForm):
    """What a manager may arrange: more time."""

    course = SelectField(_l("Course"))
    last_day = DayField(_l("Last day"), [InputRequired(_l("Choose the last day."))])
    reason = TextAreaField(
        _l("Why"), [InputRequired(_l("Write the reason: the person reads it.")), SHORT]
    )


class ArrangementForm(ExtensionForm):
    """Whatever can be arranged with one person."""

    kind = RadioField(
        _l("What"),
        choices=[SelectChoice(value, words) for value, words in KINDS.items()],
        default=EXTENSION,
        validators=[InputRequired(_l("Choose one."))],
    )
