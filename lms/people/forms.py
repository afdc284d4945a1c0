"""Forms for signing in, one's account, and the administrator's work on people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from lms.people.importing import FORMULA, wrong_with
from lms.people.team_field import TeamField
from lms.web.forms import BaseForm

LANGUAGES = [SelectChoice("en", "English"), SelectChoice("fi", "Suomi")]
THEMES = [
    SelectChoice("system", _l("As on my device")),
    SelectChoice("light", _l("Light")),
    SelectChoice("dark", _l("Dark")),
]

NO_FORMULA = _l("Begin with a letter: spreadsheets take this sign for a formula.")


def plain_name(_form: object, field: Any) -> None:
    """Refuse what a spreadsheet would run, and characters that cannot be seen."""
    text = field.data or ""
    if text.startswith(FORMULA):
        raise ValidationError(NO_FORMULA)
    if any(not char.isprintable() for char in text):
        raise ValidationError(_l("There are characters that cannot be shown."))


def address(_form: object, field: Any) -> None:
    """An e-mail address, as far as its form goes."""
    code = wrong_with(field.data.lower()) if field.data else None
    if code == "email_form":
        raise ValidationError(_l("Write the address as name@organisation.example."))
    if code == "email_letters":
        raise ValidationError(
            _l("No mail can be sent to an address with letters such as ä before the @.")
        )


class SignInForm(BaseForm):
    """E-mail or staff number, password, and whether others use the device."""

    sign_in_name = StringField(
        _l("E-mail address or staff number"),
        [
            InputRequired(_l("Write your e-mail address or staff number.")),
            Length(max=254, message=_l("This is too long for an address.")),
        ],
    )
    password = PasswordField(
        _l("Password"),
        [
            InputRequired(_l("Write your password.")),
            Length(max=256, message=_l("This is too long for a password.")),
        ],
    )
    shared = BooleanField(_l("This is a shared device"))
    next = HiddenField()


class ForgottenForm(BaseForm):
    """Who wants a new password."""

    sign_in_name = StringField(
        _l("E-mail address or staff number"),
        [
            InputRequired(_l("Write your e-mail address or staff number.")),
            Length(max=254, message=_l("This is too long for an address.")),
        ],
    )


class NewPasswordForm(BaseForm):
    """A password, written once; it can be shown by the browser, so it is not asked twice."""

    new_password = PasswordField(_l("New password"), [InputRequired(_l("Write a new password."))])


class ChangePasswordForm(NewPasswordForm):
    """A new password in place of the old one."""

    current_password = PasswordField(
        _l("Current password"),
        [
            InputRequired(_l("Write your current password.")),
            Length(max=256, message=_l("This is too long for a password.")),
        ],
    )


class AppearanceForm(BaseForm):
    """Language and theme."""

    language = RadioField(
        _l("Language"), choices=LANGUAGES, validators=[InputRequired(_l("Choose a language."))]
    )
    theme = RadioField(
        _l("Colours"), choices=THEMES, validators=[InputRequired(_l("Choose the colours."))]
    )


class PersonForm(BaseForm):
    """What an administrator states about a person."""

    first_name = StringField(
        _l("First name"),
        [
            InputRequired(_l("Write the first name.")),
            Length(max=100, message=_l("Use at most 100 characters.")),
            plain_name,
        ],
    )
    last_name = StringField(
        _l("Last name"),
        [
            InputRequired(_l("Write the last name.")),
            Length(max=100, message=_l("Use at most 100 characters.")),
            plain_name,
        ],
    )
    email = StringField(
        _l("E-mail address"),
        [
            Optional(),
            Length(max=254, message=_l("This is too long for an address.")),
            address,
        ],
    )
    staff_number = StringField(
        _l("Staff number"),
        [
            Length(max=40, message=_l("Use at most 40 characters.")),
            plain_name,
        ],
    )
    job_title = StringField(
        _l("Job title"),
        [
            Optional(),
            Length(max=100, message=_l("Use at most 100 characters.")),
            plain_name,
        ],
    )
    language = SelectField(
        _l("Language"),
        choices=[SelectChoice("", _l("As the browser says")), *LANGUAGES],
        default="",
    )
    is_author = BooleanField(_l("Author: sees the state of courses"))
    is_administrator = BooleanField(_l("Administrator: manages people and teams"))

    def validate_staff_number(self, field: Any) -> None:
        """One of the two is what the person signs in with."""
        if not self.email.data and not field.data:
            raise ValidationError(_l("Write an e-mail address or a staff number."))
        if "@" in (field.data or ""):
            raise ValidationError(_l("Write the address in the field for e-mail."))


class NewPersonForm(PersonForm):
    """Somebody new, with their first team."""

    team = TeamField(_l("Team"), default=0)


def team_choices(teams: Iterable[tuple[int, str]]) -> list[Any]:
    """The teams to choose from, after none."""
    return [SelectChoice(0, _l("No team")), *(SelectChoice(key, name) for key, name in teams)]


class UploadForm(BaseForm):
    """The people file."""

    file = FileField(_l("CSV file"))


class ConfirmForm(BaseForm):
    """The plan that was looked at, and whether leavers are to be deactivated."""

    fingerprint = HiddenField()
    with_leaving = BooleanField(_l("Deactivate the people who are no longer in the file"))


class UndoForm(BaseForm):
    """What undoing would give back, as it was looked at."""

    fingerprint = HiddenField()
