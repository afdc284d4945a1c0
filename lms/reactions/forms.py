"""The forms at the end of a module, and the author's answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from lms.reactions.models import Verdict
from lms.web.forms import BaseForm

LONGEST = 1_000
LONGEST_REPLY = 300

_too_long = _l("Use at most %(max)d characters")


class WorthForm(BaseForm):
    """Was this worth your time?"""

    verdict = RadioField(
        _l("Was this worth your time?"),
        [InputRequired(_l("Choose yes, partly or no"))],
        choices=[
            SelectChoice(Verdict.YES.value, _l("Yes")),
            SelectChoice(Verdict.PARTLY.value, _l("Partly")),
            SelectChoice(Verdict.NO.value, _l("No")),
        ],
        validate_choice=True,
    )
    words = TextAreaField(
        _l("What would make it better?"), [Optional(), Length(max=LONGEST, message=_too_long)]
    )


class WrongForm(BaseForm):
    """Something is wrong here."""

    place = SelectField(_l("Where is it?"), choices=[], validate_choice=False)
    words = TextAreaField(
        _l("What is wrong?"),
        [
            DataRequired(_l("Write what is wrong, a few words are enough")),
            Length(max=LONGEST, message=_too_long),
        ],
    )


class SettleForm(BaseForm):
    """One line back to the person."""

    reply = StringField(
        _l("Your answer, in one line"),
        [
            DataRequired(_l("Write a line to the person")),
            Length(max=LONGEST_REPLY, message=_too_long),
        ],
    )
