"""Forms to write a note, to answer one, and to choose who sees it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length

from lms.notes.models import Answer
from lms.notes.rules import Help, Thanks
from lms.web.forms import BaseForm

LONGEST = 600

THANKS = [
    SelectChoice(Thanks.LEARNING.value, _l("Learning")),
    SelectChoice(Thanks.HELPING.value, _l("Helping")),
    SelectChoice(Thanks.ASKING.value, _l("Asking")),
    SelectChoice(Thanks.OWNING_UP.value, _l("Owning up")),
]
HELP = [
    SelectChoice(Help.TIME.value, _l("A time to learn")),
    SelectChoice(Help.CHAT.value, _l("A chat")),
    SelectChoice(Help.COLLEAGUE.value, _l("A colleague to ask")),
]
SEEN_BY = [SelectChoice("me", _l("Only me")), SelectChoice("team", _l("My team"))]


class _WordsForm(BaseForm):
    """The writer's own words."""

    text = TextAreaField(
        _l("Your note"),
        [
            DataRequired(_l("Write a few words.")),
            Length(max=LONGEST, message=_l("Use at most 600 characters.")),
        ],
    )


class ThanksForm(_WordsForm):
    """Thanks, and what for."""

    about = RadioField(
        _l("Thank you for"),
        choices=THANKS,
        validators=[InputRequired(_l("Choose what the thanks are for."))],
    )


class HelpForm(_WordsForm):
    """An offer of help."""

    about = RadioField(
        _l("What you offer"),
        choices=HELP,
        validators=[InputRequired(_l("Choose what you offer."))],
    )


class ReminderForm(_WordsForm):
    """A word about a course whose date is near or over."""

    about = SelectField(_l("Course"), validators=[InputRequired(_l("Choose a course."))])


class SeenByForm(BaseForm):
    """Who sees thanks."""

    seen_by = RadioField(_l("Who sees it"), choices=SEEN_BY, validators=[InputRequired()])


class AnswerForm(BaseForm):
    """Yes, or no thank you."""

    said = RadioField(
        choices=[SelectChoice(said.value, said.value) for said in Answer],
        validators=[InputRequired()],
    )
