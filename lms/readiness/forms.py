"""The form of the export page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from lms.readiness.export import Shape
from lms.web.forms import BaseForm


class ExportForm(BaseForm):
    """Why the export is needed, and for whom the file is made."""

    why = TextAreaField(
        _l("What do you need it for?"),
        validators=[
            InputRequired(_l("Say what you need the export for")),
            Length(min=3, max=300, message=_l("Write between 3 and 300 characters")),
        ],
    )
    shape = RadioField(
        _l("What opens the file?"),
        choices=[
            SelectChoice(Shape.SHEET.value, _l("A spreadsheet: words and dates as you read them")),
            SelectChoice(
                Shape.WORKBOOK.value,
                _l("A workbook (XLSX): real dates, and a sheet that says what each column means"),
            ),
            SelectChoice(
                Shape.DATA.value,
                _l("Another program: fixed names of columns and states, dates as 2026-11-22"),
            ),
        ],
        default=Shape.SHEET.value,
    )
