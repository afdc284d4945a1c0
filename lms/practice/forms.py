"""The forms of the studio."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from lms.practice.audiences import AUDIENCES, FIRST, LONGEST
from lms.web.forms import BaseForm

LONGEST_COMMENT = 1_000
LONGEST_PICTURE = 500

_too_long = _l("Use at most %(max)d characters")


def one_kind_of_line(value: Any) -> Any:
    """Text with plain line ends, so that places in it are the same everywhere."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class DraftForm(BaseForm):
    """A draft with its readers and its picture."""

    token = HiddenField()
    task = HiddenField()
    seen = HiddenField()
    audience = RadioField(
        _l("Who would read it?"),
        [InputRequired(_l("Choose who would read it"))],
        choices=[SelectChoice(item.name, item.words) for item in AUDIENCES],
        default=FIRST.name,
        validate_choice=True,
    )
    text = TextAreaField(
        _l("Your draft"),
        [
            DataRequired(_l("Write or paste something first, a line is enough")),
            Length(max=LONGEST, message=_too_long),
        ],
        filters=[one_kind_of_line],
    )
    has_picture = BooleanField(_l("A picture goes with it"))
    picture_words = StringField(
        _l("What can be seen in the picture"),
        [Optional(), Length(max=LONGEST_PICTURE, message=_too_long)],
    )
    language = SelectField(
        _l("Language of the draft"),
        choices=[
            SelectChoice("", _l("Find out by itself")),
            SelectChoice("en", "English"),
            SelectChoice("fi", "suomi"),
        ],
        default="",
        validate_choice=True,
    )


class CommentForm(BaseForm):
    """A comment beside a draft."""

    token = HiddenField()
    words = TextAreaField(
        _l("Your comment"),
        [
            DataRequired(_l("Write a line first")),
            Length(max=LONGEST_COMMENT, message=_too_long),
        ],
        filters=[one_kind_of_line],
    )


class AskForm(BaseForm):
    """Which colleague to ask."""

    person = HiddenField()
