"""The form that opens what is private on a device that has no key for it yet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from lms.web.forms import BaseForm


class OpenForm(BaseForm):
    """One's password, once more."""

    password = PasswordField(
        _l("Your password"),
        [InputRequired(_l("Enter your password")), Length(max=256)],
    )
