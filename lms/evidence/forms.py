"""The form of the pages that make evidence packs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from lms.web.forms import BaseForm


class PackForm(BaseForm):
    """What the pack is for."""

    why = TextAreaField(
        _l("What do you need it for?"),
        validators=[
            InputRequired(_l("Say what you need the pack for")),
            Length(min=3, max=300, message=_l("Write between 3 and 300 characters")),
        ],
    )
