"""The forms of the public check, of issuing anew, and of withdrawing and giving back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length

from lms.certificates.rules import Cause
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


class ReissueForm(BaseForm):
    """Why a certificate is issued anew, and the code it had when the page was opened."""

    code = HiddenField()
    cause = RadioField(
        _l("Why"),
        choices=[
            SelectChoice(Cause.NAME.value, _l("The holder’s name has changed")),
            SelectChoice(Cause.MISTAKE.value, _l("The name was written wrong")),
        ],
        validators=[InputRequired(_l("Choose why the certificate is issued anew"))],
    )


class WithdrawalForm(BaseForm):
    """Why a certificate is withdrawn, or given back."""

    why = TextAreaField(
        _l("Reason"),
        [
            DataRequired(_l("Write why: the holder reads it")),
            Length(max=300, message=_l("Write the reason in 300 characters or fewer")),
        ],
    )
