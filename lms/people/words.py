"""Sentences for codes: problems of a people file, weak passwords, fields and looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms import i18n
from lms.people.audit import Entry, Value
from lms.people.importing import MOST, Problem
from lms.people.organisation import Kind
from lms.people.undoing import Mend
from lms.web import context

PROBLEMS: dict[str, tuple[Any, Any]] = {
    "file_large": (
        _l("The file is too large."),
        _l(
            "A page takes 5 MB and 50,000 people. Whoever keeps the server can take in more "
            "with lms people import."
        ),
    ),
    "file_empty": (_l("The file is empty."), _l("Choose the file with the people in it.")),
    "file_unreadable": (
        _l("We could not read this file."),
        _l("Save it as CSV in your spreadsheet and choose it again."),
    ),
    "file_of_readiness": (
        _l("This is an export of a team’s readiness, not a people file. Nothing was taken in."),
        _l(
            "States and dates follow from what people do and cannot be imported. "
            "The people file comes from your directory of staff."
        ),
    ),
    "no_people": (
        _l("The file has headings but no people."),
        _l("Write one person on each line below the headings."),
    ),
    "line_unreadable": (
        _l("We could not read the file from this line on."),
        _l("Look for a quotation mark that is opened and not closed."),
    ),
    "column_missing": (
        _l("This column is missing."),
        _l("Add it to the first line, with this name."),
    ),
    "column_twice": (_l("This column is there twice."), _l("Take one of the two away.")),
    "cells": (
        _l("The line has more cells than there are headings."),
        _l("Put text with a separator in it between quotation marks."),
    ),
    "too_long": (_l("The text is too long."), _l("Shorten it to at most %(most)s characters.")),
    "characters": (
        _l("There are characters that cannot be shown."),
        _l("Write the text again by hand."),
    ),
    "formula": (
        _l("The text begins like a formula."),
        _l("Take away the sign at the beginning."),
    ),
    "name_missing": (_l("The name is missing."), _l("Write both first and last name.")),
    "nobody": (
        _l("There is neither an e-mail address nor a staff number."),
        _l("Write one of them, so that the person can sign in."),
    ),
    "email_form": (
        _l("This is not an e-mail address."),
        _l("Write it as name@organisation.example, or leave it empty and give a staff number."),
    ),
    "email_letters": (
        _l("No mail can be sent to an address with letters such as ä before the @."),
        _l("Write an address without them, or leave it empty and give a staff number."),
    ),
    "email_twice": (
        _l("The address is in the file twice."),
        _l("Keep one line for each person."),
    ),
    "staff_number_twice": (
        _l("The staff number is in the file twice."),
        _l("Keep one line for each person."),
    ),
    "staff_number_form": (
        _l("The staff number looks like an e-mail address."),
        _l("Move it to the e-mail column."),
    ),
    "two_people": (
        _l("The address and the staff number belong to two different people."),
        _l("Correct one of them, or deactivate the one who should not be there."),
    ),
    "same_person": (
        _l("This is the same person as on line %(value)s."),
        _l("Keep one line for each person."),
    ),
    "language_unknown": (_l("The language is not known here."), _l("Write en or fi.")),
    "team_missing": (
        _l("There is a manager but no team."),
        _l("Write the name of the team, or leave the manager empty."),
    ),
    "team_without_name": (
        _l("The team has no name."),
        _l("Write a name with letters or digits, or leave the cell empty."),
    ),
    "manager_unknown": (
        _l("The manager is neither in the file nor among the people here."),
        _l("Add a line for the manager, or correct the address."),
    ),
    "manager_waits": (
        _l("The manager’s own line is left out."),
        _l("Nothing needs mending here: keep this line beside the manager’s."),
    ),
    "manager_self": (
        _l("The person is named as their own manager."),
        _l("Leave the manager empty for the head of the organisation."),
    ),
    "manager_cycle": (
        _l("The managers form a ring, each above the next."),
        _l("Correct the manager of one of them."),
    ),
    "team_cycle": (
        _l("The teams form a ring, each below the next."),
        _l("Correct the team of one of their managers."),
    ),
}
"""What is wrong, and how to mend it, for each code of a Problem."""

PASSWORDS: dict[str, Any] = {
    "password_short": _l("Use at least 12 characters. Three or four words are easy to remember."),
    "password_long": _l("Use at most 256 characters."),
    "password_obvious": _l("This is among the first that are guessed. Choose other words."),
    "password_own": _l("Leave out your own name and address."),
}

FIELDS: dict[str, Any] = {
    "sign_in_name": _l("Signs in with"),
    "email": _l("E-mail address"),
    "first_name": _l("First name"),
    "last_name": _l("Last name"),
    "title": _l("Job title"),
    "language": _l("Language"),
    "returning": _l("Comes back"),
    "imported": _l("Kept up by the file from now on"),
    "member_of": _l("Team"),
    "manager_of": _l("Manages"),
}

ACTIONS: dict[str, Any] = {
    "arrangement_ended": _l("Arrangement taken back"),
    "arrangement_given": _l("Something arranged"),
    "time_declined": _l("More time declined"),
    "membership_begun": _l("Joined a team"),
    "membership_changed": _l("Days in a team corrected"),
    "membership_ended": _l("Place in a team ended"),
    "person_added": _l("Person added"),
    "person_changed": _l("Details changed"),
    "person_deactivated": _l("Left"),
    "person_erased": _l("Personal data erased"),
    "person_reactivated": _l("Came back"),
    "team_added": _l("Team added"),
    "team_begun_again": _l("Team began again"),
    "team_changed": _l("Team changed"),
    "team_ended": _l("Team ended"),
}
"""What was done, for each action that a page tells."""

VALUES: dict[str, Any] = {
    **FIELDS,
    "arrangement": _l("What"),
    "course": _l("Course"),
    "reason": _l("Why"),
    "job_title": _l("Job title"),
    "is_author": _l("Author"),
    "is_administrator": _l("Administrator"),
    "is_imported": _l("Kept up by the import"),
    "left_on": _l("Left"),
    "name": _l("Name"),
    "parent": _l("Stands below"),
    "ended_on": _l("Ended"),
    "kind": _l("As"),
    "since": _l("First day"),
    "last_day": _l("Last day"),
}
DAYS = frozenset({"left_on", "ended_on", "since", "last_day"})
ARRANGEMENTS: dict[str, Any] = {
    "extension": _l("more time"),
    "waiver": _l("waived"),
    "equivalent": _l("other training counts"),
}
KINDS: dict[str, Any] = {
    Kind.MEMBER.value: _l("member"),
    Kind.MANAGER.value: _l("manager"),
    Kind.DEPUTY.value: _l("deputy of the manager"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing done, in words: each field with what was before and after."""

    at: datetime
    actor: str
    what: str
    about: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


def told(entries: Iterable[Entry]) -> tuple[Told, ...]:
    """What the audit log holds, in the reader's language."""
    return tuple(
        Told(
            at=entry.at,
            actor=entry.actor or _("A command on the server"),
            what=str(ACTIONS[entry.action]),
            about=entry.about,
            before=_worded(entry.before),
            after=_worded(entry.after),
        )
        for entry in entries
    )


def _worded(values: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(VALUES[name]), _value(name, value)) for name, value in values.items() if name in VALUES
    )


def _value(name: str, value: Value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not value:
        return _("none")
    if name in DAYS:
        return i18n.day(date.fromisoformat(value), context.language())
    if name == "arrangement":
        return str(ARRANGEMENTS[value])
    return str(KINDS[value]) if name == "kind" else value


def what_is_wrong(problem: Problem) -> str:
    """The problem as a sentence."""
    return str(PROBLEMS[problem.code][0]) % {"value": problem.value}


def how_to_mend(problem: Problem) -> str:
    """What to do about the problem."""
    return str(PROBLEMS[problem.code][1]) % {"most": MOST.get(problem.column, 0)}


def told_by_line(problems: Iterable[Problem]) -> dict[int, str]:
    """What to mend on each line, in one cell."""
    told: dict[int, list[str]] = {}
    for problem in problems:
        column = f"{problem.column}: " if problem.column else ""
        sentence = f"{column}{what_is_wrong(problem)} {how_to_mend(problem)}"
        told.setdefault(problem.line, []).append(sentence)
    return {line: " ".join(sentences) for line, sentences in told.items()}


LEFT_ALONE: dict[str, Any] = {
    "changed": _l("Was changed since."),
    "signed_in": _l("Has set a password or signed in since."),
    "moved": _l("Has another place in teams by now."),
    "name_taken": _l("Somebody else signs in with the earlier address or number by now."),
    "left": _l("Has left since."),
    "team_over": _l("The earlier team has ended."),
    "not_empty": _l("Somebody is in the team, or another team stands below it."),
    "ring": _l("Its earlier place would close a ring of teams."),
}
"""Why undoing an import leaves something as it is."""


def given_back(mend: Mend) -> list[tuple[str, str, str]]:
    """The fields that undoing an import gives back: name, what it holds now, what it held."""
    told = zip(_worded(dict(mend.before)), _worded(dict(mend.after)), strict=True)
    return [(name, now, old) for (name, now), (_name, old) in told]
