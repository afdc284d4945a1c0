"""What files call their columns and the states, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.courses.shown import ShownCourse
from lms.i18n import day
from lms.readiness.export import Dictionary
from lms.readiness.looks import Look
from lms.standing import State

LOOKS: Mapping[str, Any] = {
    "person": _l("opened your page"),
    "time": _l("opened the page about more time for you"),
    "team": _l("opened the page of %(team)s"),
    "below": _l("opened a list of people in %(team)s and below"),
    "organisation": _l("opened a list of everybody in the organisation"),
    "export": _l("exported the list of %(team)s"),
    "export_below": _l("exported the list of people in %(team)s and below"),
    "export_everybody": _l("exported the list of everybody in the organisation"),
    "evidence": _l("made an evidence pack about you"),
    "course_evidence": _l("made an evidence pack about a course you take"),
}


def look_told(look: Look, language: str) -> str:
    """What somebody did who looked, for the person they looked at."""
    said = str(LOOKS.get(look.what, LOOKS["team"])) % {"team": look.team or ""}
    return (
        said
        if look.day is None
        else _("%(did)s as of %(day)s", did=said, day=day(look.day, language))
    )


def headings(courses: Mapping[str, ShownCourse], *, has_teams: bool = False) -> tuple[str, ...]:
    """The columns of the file; one about a unit has the teams of each person."""
    found = [_("Name"), _("Job title"), *([_("Team")] if has_teams else [])]
    for course in courses.values():
        found += _of(course.title)
    return tuple(found)


def _of(course: str) -> tuple[str, str, str]:
    """The three columns of a course."""
    return (
        _("%(course)s: state", course=course),
        _("%(course)s: valid until", course=course),
        _("%(course)s: asked by", course=course),
    )


def states() -> dict[State, str]:
    """Each state in a word or two."""
    return {
        State.NOT_STARTED: _("Not started"),
        State.IN_PROGRESS: _("In progress"),
        State.READY: _("Ready"),
        State.EXPIRING: _("Expiring soon"),
        State.GRACE: _("In grace"),
        State.OVERDUE: _("Overdue"),
        State.EXPIRED: _("Expired"),
        State.NOT_ASKED: _("Not asked"),
    }


def meanings() -> dict[State, str]:
    """What each state says, in words for whoever reads the file."""
    return {
        State.NOT_STARTED: _("Nothing is begun, and no date has passed."),
        State.IN_PROGRESS: _("The course is begun, and no date has passed."),
        State.READY: _("A certificate is in force, and it is too early to refresh it."),
        State.EXPIRING: _("A certificate is in force, and it is time to refresh it."),
        State.GRACE: _("The certificate has ended. The person counts as ready for some days more."),
        State.OVERDUE: _("There is no certificate, and the date asked for has passed."),
        State.EXPIRED: _("The certificate has ended."),
        State.NOT_ASKED: _(
            "The course is not asked of this person. What they learn by choice is not told."
        ),
    }


def teams_mean() -> str:
    """What the column of teams says, in files about several."""
    return _("The person’s own teams in it, as they are on the day of the export.")


def columns_mean() -> tuple[str, str, str]:
    """What the three columns of every course say."""
    return (
        _(
            "Where the person stands on the day of the export, "
            "by the same rule as on the team’s page."
        ),
        _(
            "The last day of the latest certificate, that day included. "
            "Empty without one, and when it has no end."
        ),
        _("The earliest date by which the course is asked. Empty when it is not."),
    )


def dictionary(
    courses: Mapping[str, ShownCourse],
    *,
    team: str,
    slug: str,
    today: date,
    has_teams: bool = False,
) -> Dictionary:
    """The second sheet of a workbook."""
    named = f"{team} ({slug})" if slug else team
    items: list[tuple[str, str, str | date]] = [
        (_("With everybody below"), "unit", named) if has_teams else (_("Team"), "team", named),
        (_("Day of the export"), "as_of", today),
        (_("Name"), "name", _("As on the team’s page.")),
        (_("Job title"), "job_title", _("As on the team’s page.")),
    ]
    if has_teams:
        items.append((_("Team"), "team", teams_mean()))
    for name, course in courses.items():
        ids = (f"{name}.state", f"{name}.valid_until", f"{name}.asked_by")
        items += zip(_of(course.title), ids, columns_mean(), strict=True)
    said = meanings()
    items += [(word, state.value, said[state]) for state, word in states().items()]
    return Dictionary(
        people=_("Readiness"),
        meanings=_("What the columns mean"),
        headings=(_("In the sheet"), _("Name for programs"), _("What it means")),
        items=tuple(items),
    )
