"""Forms for teams and memberships."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from lms.people.forms import plain_name
from lms.people.organisation import Kind
from lms.people.team_field import TeamField
from lms.web.forms import BaseForm

KINDS = [
    SelectChoice(Kind.MEMBER.value, _l("Member: learns with the team")),
    SelectChoice(Kind.MANAGER.value, _l("Manager: sees the team's readiness")),
    SelectChoice(Kind.DEPUTY.value, _l("Deputy: sees it in the manager's place, up to a last day")),
]


class DayField(DateField):
    """A day as the browser's own control sends it; what was typed stays when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, with an error in the reader's language."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            if any(valuelist):
                raise ValueError(
                    _l("Write the day as year-month-day, such as 2026-09-30.")
                ) from None


def has_letters(_form: object, field: Any) -> None:
    """A name needs something to say."""
    if field.data and not any(char.isalnum() for char in field.data):
        raise ValidationError(_l("Write a name with letters or digits."))


class TeamForm(BaseForm):
    """A team's name and the team above it."""

    name = StringField(
        _l("Name of the team"),
        [
            InputRequired(_l("Write the name of the team.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
            plain_name,
            has_letters,
        ],
    )
    parent = TeamField(_l("Stands below"), default=0)


class TermForm(BaseForm):
    """From when to when; the last day belongs to it."""

    since = DayField(_l("First day"), [InputRequired(_l("Choose the first day."))])
    last_day = DayField(_l("Last day"), [Optional()])


class _BeginForm(TermForm):
    """What somebody becomes in a team."""

    kind = RadioField(
        _l("As"),
        choices=KINDS,
        default=Kind.MEMBER.value,
        validators=[InputRequired(_l("Choose one."))],
    )
    moves = BooleanField(_l("Leaves other teams on the first day, as their member"))


class TeamOfPersonForm(_BeginForm):
    """A team for a person."""

    team = TeamField(_l("Team"))


class PersonOfTeamForm(_BeginForm):
    """A person for a team."""

    person = StringField(
        _l("E-mail address or staff number"),
        [
            InputRequired(_l("Write an e-mail address or a staff number.")),
            Length(max=254, message=_l("This is too long for an address.")),
        ],
    )
