"""The audit log in words: what was done, which fields it touched, and what they held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms import i18n
from lms.enrolments.assignment_forms import AUDIENCES, DUES, HOLDERS
from lms.enrolments.audiences import WHOLE_PATH
from lms.people import words
from lms.people.audit import Value

ACTIONS: Mapping[str, Any] = {
    **words.ACTIONS,
    "accommodation.change": _l("Time in quizzes given"),
    "assignment_added": _l("Course asked for"),
    "assignment_changed": _l("What is asked for changed"),
    "assignment_ended": _l("Course no longer asked for"),
    "certificate.reinstate": _l("Certificate counts again"),
    "certificate.reissue": _l("Certificate issued anew"),
    "certificate.revoke": _l("Certificate withdrawn"),
    "content.publish": _l("Courses published"),
    "evidence.made": _l("Evidence pack made"),
    "import_undone": _l("Import of people undone"),
    "inbox.choose": _l("Readers of messages chosen"),
    "link_made": _l("Link for a password made"),
    "password_changed": _l("Password changed"),
    "password_set": _l("Password set"),
    "messages_again": _l("Refused messages sent again"),
    "people_imported": _l("People file taken in"),
    "question.regrade": _l("Answers judged anew"),
    "readiness.export": _l("Readiness exported"),
}
"""What was done, for every name in `lms.people.actions`."""

FIELDS: Mapping[str, Any] = {
    **words.VALUES,
    "audience": _l("For whom"),
    "due": _l("By when"),
    "due_days": _l("Days"),
    "due_on": _l("By the day"),
    "messages": _l("How many messages"),
    "people": _l("Numbers of people"),
    "purpose": _l("Made for"),
    "role": _l("Role"),
    "rule": _l("Rule"),
    "state": _l("State"),
    "team": _l("Team"),
    "why": _l("Why"),
}
"""The fields that differed; a field of a future version keeps the name of the log."""

SAID: Mapping[str, Mapping[str, Any]] = {
    "arrangement": words.ARRANGEMENTS,
    "audience": AUDIENCES,
    "due": DUES,
    "kind": words.KINDS,
    "role": HOLDERS,
    "state": {"in_force": _l("in force"), "withdrawn": _l("withdrawn")},
}
"""What the names in a field stand for."""

DAYS = words.DAYS | {"due_on"}

ABOUT: Mapping[str, Any] = {
    "certificate": _l("Certificate number %(name)s"),
    "inbox": _l("Messages of a kind: %(name)s"),
    "organisation": _l("Everybody in the organisation"),
    "publication": _l("Publication %(name)s"),
    "question": _l("Question %(name)s"),
    "unit": _l("Everybody in %(name)s and below"),
}
"""What something was done to, where it is neither a person nor a team nor a course."""

MESSAGES: Mapping[str, Any] = {
    "deed": _l("Worth telling"),
    "heard": _l("What I heard"),
    "question": _l("Ask a person"),
    "slip": _l("Something slipped"),
}

Titles = Callable[[str], str]
"""The title of a course in the reader's language, or its short name when there is none."""


def what(action: str) -> str:
    """What was done; a name of a future version stays as it is."""
    return str(ACTIONS.get(action, action))


def about(subject: str, titles: Titles) -> str:
    """What it was done to, where the log names no person, place or team."""
    kind, _sign, name = subject.replace(" ", ":", 1).partition(":")
    if kind == "assignment":
        return _("Assignment: %(course)s", course=course(name, titles)) if name else _("Assignment")
    if kind == "course":
        return course(name, titles)
    if kind == "people" and not name:
        return str(_("Everybody in the file"))
    if kind not in ABOUT:
        return subject
    shown = MESSAGES.get(name, name) if kind == "inbox" else name
    return str(ABOUT[kind]) % {"name": shown}


def course(slug: str, titles: Titles) -> str:
    """A course by its title; the whole path by its words."""
    return str(_("All courses of the path")) if slug == WHOLE_PATH else titles(slug)


def worded(values: Mapping[str, Value], titles: Titles, language: str) -> list[tuple[str, str]]:
    """Each field with what it held."""
    return [
        (str(FIELDS.get(name, name)), _value(name, value, titles, language))
        for name, value in values.items()
    ]


def _value(name: str, value: Value, titles: Titles, language: str) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if not value:
        return "–"
    if name in DAYS:
        return i18n.day(date.fromisoformat(value), language)
    if name == "course":
        return course(value, titles)
    return str(SAID.get(name, {}).get(value, value))
