"""A team in a form: chosen from a list, or written by name where the list would be too long."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import SelectField
from wtforms.validators import ValidationError
from wtforms.widgets import Select, TextInput

MANY = 100
"""A list of more teams finds nobody's team."""
NEAR = 8
"""So many names are told when what was written is only a part of them."""


class _ListOrName:
    """The control: a list while it is short, else a field for the name."""

    def __call__(self, field: TeamField, **attributes: Any) -> Any:
        if field.is_long:
            return TextInput()(field, maxlength="120", autocomplete="off", **attributes)
        return Select()(field, **attributes)


class TeamField(SelectField):
    """The number of a team; 0 is the first entry, in which there is none."""

    widget = _ListOrName()

    def __init__(self, label: Any, default: int | None = None, **options: Any) -> None:
        super().__init__(label, coerce=int, default=default, **options)

    @property
    def is_long(self) -> bool:
        """Whether the teams are too many for a list."""
        return len(self.choices or ()) > MANY

    @property
    def none(self) -> str:
        """What an empty field says, where that is allowed."""
        return next((str(label) for key, label in self._pairs() if key == 0), "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """A number as lists send it; what else was written is looked at with the teams known."""
        if valuelist:
            text = valuelist[0].strip()
            is_number = text.isascii() and text.isdecimal() and len(text) < 10
            self.data = int(text) if is_number else None

    def pre_validate(self, form: Any) -> None:
        """Find the team that was written or chosen; near names are told."""
        if not self.is_long:
            if self.data is None:
                raise ValidationError(_("Choose a team of the list."))
            super().pre_validate(form)
            return
        written = self._value().strip()
        if not written:
            if not self.none:
                raise ValidationError(_("Write the name of the team."))
            self.data = 0
            return
        wanted, pairs = written.casefold(), self._pairs()
        self.data = None  # a number that was written is a name like any other
        for key, name in pairs:
            if key and name.casefold() == wanted:
                self.data = key
                return
        near = [name for key, name in pairs if key and wanted in name.casefold()]
        if not near:
            raise ValidationError(_("No team has this name, or has it in its name."))
        told = ", ".join(near[:NEAR])
        raise ValidationError(
            _("No team has exactly this name. Some have it in theirs: %(teams)s.", teams=told)
        )

    def _value(self) -> str:
        """What the field for the name shows: as it was written, or the name of the team."""
        if self.raw_data:
            return str(self.raw_data[0])
        return next((name for key, name in self._pairs() if key and key == self.data), "")

    def _pairs(self) -> list[tuple[int, str]]:
        choices: Any = self.choices or ()
        return [(int(choice.value), str(choice.label)) for choice in choices]
