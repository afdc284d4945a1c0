"""A posted form kept while somebody signs in again, so that nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask import session

KEY = "kept"
LARGEST = 2_500
NEVER = frozenset({"csrf_token", "password", "new_password", "repeat", "current_password"})


def keep(path: str, fields: Iterable[tuple[str, str]]) -> bool:
    """Keep a form for the page at `path`; False when it is too large for a cookie."""
    form: dict[str, list[str]] = {}
    for name, value in fields:
        if name not in NEVER:
            form.setdefault(name, []).append(value)
    if len(json.dumps(form).encode()) > LARGEST:
        return False
    session[KEY] = {"path": path, "form": form}
    return True


def take_kept(path: str) -> dict[str, list[str]]:
    """The form kept for this page, once; empty when there is none."""
    kept = session.get(KEY)
    if not isinstance(kept, dict) or kept.get("path") != path:
        return {}
    session.pop(KEY)
    form = kept.get("form")
    return form if isinstance(form, dict) else {}
