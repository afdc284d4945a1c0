"""The form of an assignment, and how it is read and filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lms.enrolments.audiences import (
    MOST_DAYS,
    About,
    Audience,
    Due,
    Holder,
    How,
    Line,
    Wanted,
)
from lms.people.team_field import TeamField
from lms.people.team_forms import DayField
from lms.web.context import SAFE_METHODS
from lms.web.forms import BaseForm

LINES = 4
BEFORE_END = "before_end"
"""The form says before and after; what is kept counts days with a sign."""

AUDIENCES = {
    Audience.TEAM.value: _l("A team, with all teams below it"),
    Audience.EVERYONE.value: _l("Everybody"),
    Audience.ROLE.value: _l("Everybody with a role"),
    Audience.RULE.value: _l("Everybody to whom a rule applies"),
}
HOLDERS = {
    Holder.MANAGER.value: _l("Managers"),
    Holder.AUTHOR.value: _l("Authors"),
    Holder.ADMINISTRATOR.value: _l("Administrators"),
}
DUES = {
    Due.FIXED.value: _l("By a day"),
    Due.JOINING.value: _l("So many days after joining"),
    Due.ENTERING.value: _l("So many days after coming to the team or taking on a team"),
    BEFORE_END: _l("So many days before the last certificate ends"),
    Due.CERTIFICATE.value: _l("So many days after the last certificate ends"),
}
KINDS = {
    "": _l("no line"),
    "job_title is": _l("Job title is"),
    "job_title begins": _l("Job title begins with"),
    "job_title contains": _l("Job title contains"),
    "language is": _l("Language is"),
    "team below": _l("In this team or below it"),
    "joined before": _l("Joined before the day"),
    "joined after": _l("Joined after the day"),
}


def _choices(words: Mapping[str, Any]) -> list[Any]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _kind(number: int) -> SelectField:
    words = _l("Line %(number)s", number=number)
    return SelectField(words, choices=_choices(KINDS), default="")


def _value(number: int) -> StringField:
    return StringField(
        _l("What line %(number)s looks for", number=number),
        [Optional(), Length(max=100, message=_l("Use at most 100 characters."))],
    )


class AssignmentForm(BaseForm):
    """Who, what, by when and why; read from the address, so that a preview can be paged."""

    class Meta(BaseForm.Meta):
        """A GET only looks, so it needs no token; it is read once something was sent."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The fields of the address, or of the form that is sent."""
            if request.method in SAFE_METHODS:
                return request.args if "audience" in request.args else None
            return request.form

    audience = RadioField(
        _l("Who"),
        choices=_choices(AUDIENCES),
        default=Audience.TEAM.value,
        validators=[InputRequired(_l("Choose one."))],
    )
    team = TeamField(_l("Team"), default=0)
    holder = SelectField(_l("Role"), choices=_choices(HOLDERS), default=Holder.MANAGER.value)
    fits = RadioField(
        _l("A person belongs when"),
        choices=_choices({"all": _l("all lines apply"), "any": _l("any line applies")}),
        default="all",
    )
    kind1, value1 = _kind(1), _value(1)
    kind2, value2 = _kind(2), _value(2)
    kind3, value3 = _kind(3), _value(3)
    kind4, value4 = _kind(4), _value(4)
    course = SelectField(_l("What"))
    due = RadioField(
        _l("By when"),
        choices=_choices(DUES),
        default=Due.FIXED.value,
        validators=[InputRequired(_l("Choose one."))],
    )
    due_on = DayField(_l("Day"), [Optional()])
    due_days = IntegerField(
        _l("Number of days"),
        [
            Optional(),
            NumberRange(
                0,
                MOST_DAYS,
                _l("Write a number of days from 0 to %(most)s.", most=MOST_DAYS),
            ),
        ],
    )
    why = TextAreaField(
        _l("Why"),
        [
            InputRequired(_l("Write the reason: people see it beside the date.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )
    on = DayField(_l("Show whom it is for on"), [Optional()])
    for_nobody = BooleanField(_l("Keep it although nobody is asked today: others may come"))

    def lines(self) -> Sequence[tuple[Any, Any]]:
        """What each line looks at and for, in order."""
        return [(self[f"kind{number}"], self[f"value{number}"]) for number in range(1, LINES + 1)]

    def wanted(self, find_team: Callable[[str], int | None]) -> Wanted | None:
        """What was filled in; None when a line cannot be read, which is then said beside it."""
        audience = Audience(self.audience.data)
        lines, is_readable = [], True
        if audience is Audience.RULE:
            for kind, value in self.lines():
                line, error = read_line(kind.data or "", value.data or "", find_team)
                if error:
                    value.errors = [error]
                    is_readable = False
                elif line is not None:
                    lines.append(line)
        if not is_readable:
            return None
        due = Due.CERTIFICATE if self.due.data == BEFORE_END else Due(self.due.data)
        days = None if due is Due.FIXED else self.due_days.data
        if days is not None and self.due.data == BEFORE_END:
            days = -days
        return Wanted(
            audience=audience,
            course=self.course.data or "",
            team_id=(self.team.data or None) if audience is Audience.TEAM else None,
            holder=Holder(self.holder.data) if audience is Audience.ROLE else None,
            lines=tuple(lines),
            matches_any=audience is Audience.RULE and self.fits.data == "any",
            due=due,
            due_on=self.due_on.data if due is Due.FIXED else None,
            due_days=days,
            why=" ".join((self.why.data or "").split()),
        )


def read_line(
    kind: str, text: str, find_team: Callable[[str], int | None]
) -> tuple[Line | None, Any]:
    """A line of a rule, or why it cannot be read."""
    if not kind:
        return None, _l("Choose what the line looks at, or empty it.") if text else None
    about, how = kind.split()
    if not text:
        return None, _l("Write what to look for, or take the line away.")
    if about == About.TEAM:
        team_id = find_team(text)
        error = _l("There is no team of that name.") if team_id is None else None
        return Line(About.TEAM, How.BELOW, team_id=team_id), error
    if about == About.JOINED:
        try:
            return Line(About.JOINED, How(how), day=date.fromisoformat(text)), None
        except ValueError:
            return None, _l("Write the day as year-month-day, such as 2026-09-30.")
    if about == About.LANGUAGE and text not in {"en", "fi"}:
        return None, _l("Write en or fi.")
    return Line(About(about), How(how), text=text), None


def filled(wanted: Wanted, team_names: Mapping[int, str]) -> dict[str, Any]:
    """A kept assignment as the form shows it."""
    is_before = wanted.due is Due.CERTIFICATE and (wanted.due_days or 0) < 0
    values: dict[str, Any] = {
        "audience": wanted.audience.value,
        "team": wanted.team_id or 0,
        "holder": (wanted.holder or Holder.MANAGER).value,
        "fits": "any" if wanted.matches_any else "all",
        "course": wanted.course,
        "due": BEFORE_END if is_before else wanted.due.value,
        "due_on": wanted.due_on,
        "due_days": None if wanted.due_days is None else abs(wanted.due_days),
        "why": wanted.why,
    }
    for number, line in enumerate(wanted.lines[:LINES], start=1):
        value = line.day.isoformat() if line.day else line.text
        values[f"kind{number}"] = f"{line.about} {line.how}"
        values[f"value{number}"] = team_names.get(line.team_id or 0) or value
    return values


def hidden(form: AssignmentForm) -> Iterable[tuple[str, str]]:
    """What was sent, to be sent on by the form that confirms."""
    source = request.args if request.method in SAFE_METHODS else request.form
    for name, value in source.items(multi=True):
        if name in form and name not in {"csrf_token", "on", "for_nobody"}:
            yield name, value
