"""The form of the invitation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from lms.web.forms import BaseForm


class InvitationForm(BaseForm):
    """One line on why."""

    why = StringField(
        _l("Why did you learn this yourself?"),
        validators=[
            InputRequired(_l("Write one line on why")),
            Length(min=10, max=200, message=_l("Write between 10 and 200 characters")),
        ],
    )
