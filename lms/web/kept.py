"""A posted form kept while somebody signs in again, so that nothing typed is lost.

A small form waits in the session's cookie: its page fills it in again, and words that the page does
not show then stand above it, to be copied. The cookie can be read on the device, so what is sealed
elsewhere never goes there (`unkept`); that, and what is too large, goes along on the sign-in page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from html import unescape
from typing import Any, TypeVar

from flask import current_app, g, request, session
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

View = TypeVar("View", bound=Callable[..., Any])

KEY = "kept"
LARGEST = 2_500
NEVER = frozenset({"csrf_token", "password", "new_password", "current_password"})
CARRIED = "kept-"
"""What begins the name of a field that goes along on the sign-in page."""
MOST = 20_000
"""Characters of one field that go along; no form takes more."""
_NOT_SHOWN = NEVER | {"fingerprint", "looked", "next", "reader", "repeat", "seen", "token"}
_TEXTS = frozenset(
    {"because", "name", "picture_words", "reply", "slip", "text", "why", "words"}
    | {"deed", "heard", "question"}
)
"""Fields of words, where one word is worth keeping too."""

FIELDS: dict[str, Any] = {
    "answer": _l("Your answer"),
    "because": _l("Why"),
    "cause": _l("Why"),
    "code": _l("Code on the certificate"),
    "email": _l("E-mail address"),
    "first_name": _l("First name"),
    "job_title": _l("Job title"),
    "language": _l("Language"),
    "last_name": _l("Last name"),
    "sign_in_name": _l("E-mail address or staff number"),
    "staff_number": _l("Staff number"),
    "picture_words": _l("What can be seen in the picture"),
    "place": _l("Where it is"),
    "reply": _l("Your answer, in one line"),
    "name": _l("Name of the team"),
    "person": _l("E-mail address or staff number"),
    "since": _l("First day"),
    "last_day": _l("Last day"),
    "team": _l("Team"),
    "text": _l("Your words"),
    "theme": _l("Colours"),
    "verdict": _l("Was this worth your time?"),
    "words": _l("Your words"),
    "why": _l("What do you need it for?"),
}
"""What a field is called where its text is shown to be copied."""

Pairs = list[tuple[str, str]]


def unkept(view: View) -> View:
    """Mark a view whose form never waits in the cookie: what it takes is sealed, or private."""
    view.__dict__["lms_unkept"] = True
    return view


def keep(path: str, fields: Iterable[tuple[str, str]], *, person_id: int | None) -> bool:
    """Keep this request's form for the page at `path` and the person who wrote it.

    False when it may not wait in the cookie, or is too large for one.
    """
    form: dict[str, list[str]] = {}
    for name, value in fields:
        if name not in NEVER:
            form.setdefault(name, []).append(value)
    kept = {"path": path, "form": form, "person": person_id}
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and view.__dict__.get("lms_unkept"):
        return False
    if not form or len(json.dumps(kept).encode()) > LARGEST:
        return False
    session[KEY] = kept
    return True


def kept_for(person_id: int) -> object:
    """What is kept, if it is this person's; what somebody else wrote is not handed on."""
    kept = session.get(KEY)
    if isinstance(kept, dict) and kept.get("person") == person_id:
        return kept
    return None


def take_kept(path: str) -> dict[str, list[str]]:
    """The form kept for this page, once; empty when there is none."""
    kept = session.get(KEY)
    if not isinstance(kept, dict) or kept.get("path") != path:
        return {}
    return _taken()


def kept_form(names: Collection[str]) -> MultiDict[str, str] | None:
    """What was kept for this page's form, once, if the form has every field of it."""
    kept = session.get(KEY)
    form = kept.get("form") if isinstance(kept, dict) else None
    if request.method != "GET" or not isinstance(form, dict) or not set(form) <= set(names):
        return None
    taken = take_kept(request.path)
    return MultiDict(taken) if taken else None


def _taken() -> dict[str, list[str]]:
    """What is kept, out of the cookie; its words are remembered until the page is written."""
    kept = session.pop(KEY, None)
    form = kept.get("form") if isinstance(kept, dict) else None
    if not isinstance(form, dict):
        return {}
    g.kept_words = worth_showing((name, value) for name in form for value in form[name])
    return form


def something_kept() -> bool:
    """Whether this page has to show what somebody wrote before they signed in again."""
    return KEY in session or bool(g.get("kept_words"))


def left_over(content: str) -> list[tuple[object, str]]:
    """Words that the page as written does not show, once, to be copied; no form took them."""
    _taken()
    shown = _folded(unescape(content))
    return labelled(pair for pair in g.pop("kept_words", []) if _folded(pair[1]) not in shown)


def _folded(text: str) -> str:
    return " ".join(text.split())


def worth_showing(fields: Iterable[tuple[str, str]]) -> Pairs:
    """The fields in which somebody wrote words; a choice is made again in no time."""
    return [
        (name, value[:MOST])
        for name, value in fields
        if name not in _NOT_SHOWN and value.strip() and (name in _TEXTS or " " in value.strip())
    ]


def labelled(fields: Iterable[tuple[str, str]]) -> list[tuple[object, str]]:
    """Fields as they are shown to be copied: what each is called, and its text."""
    return [(called(name), value) for name, value in fields if name not in _NOT_SHOWN and value]


def to_carry(fields: Iterable[tuple[str, str]]) -> list[tuple[object, str, str]]:
    """Fields to be copied that also go along: what each is called, its text, its name."""
    return [(called(name), value, CARRIED + name) for name, value in fields]


def called(name: str) -> object:
    """What a field is called where its text is shown."""
    return FIELDS.get(name) or name.replace("_", " ").capitalize()


def carried() -> Pairs:
    """What went along on the sign-in page, by the names of its fields."""
    return worth_showing(
        (name.removeprefix(CARRIED), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(CARRIED)
    )
