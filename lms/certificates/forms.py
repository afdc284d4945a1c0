"""The form of the public check."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from lms.web.forms import BaseForm


class CheckForm(BaseForm):
    """Code and last name, as printed on the certificate."""

    code = StringField(
        _l("Code on the certificate"),
        [InputRequired(_l("Enter the code, such as 7K4M-92QX")), Length(max=40)],
    )
    last_name = StringField(
        _l("Last name of the holder"),
        [InputRequired(_l("Enter the last name on the certificate")), Length(max=100)],
    )
