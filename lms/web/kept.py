"""A posted form kept while somebody signs in again, so that nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask import session

KEY = "kept"
LARGEST = 2_500
NEVER = frozenset({"csrf_token", "password", "new_password", "current_password"})


def keep(path: str, fields: Iterable[tuple[str, str]], *, person_id: int | None) -> bool:
    """Keep a form for the page at `path` and the person who wrote it.

    False when it is too large for a cookie, which the session is.
    """
    form: dict[str, list[str]] = {}
    for name, value in fields:
        if name not in NEVER:
            form.setdefault(name, []).append(value)
    kept = {"path": path, "form": form, "person": person_id}
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
    session.pop(KEY)
    form = kept.get("form")
    return form if isinstance(form, dict) else {}
