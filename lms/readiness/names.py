"""Finding people and teams by a part of their name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, or_


def named(word: str, *columns: Any) -> ColumnElement[bool]:
    """The word is in a name; SQLite knows only the small letters of English by itself."""
    tried: list[ColumnElement[bool]] = []
    for form in {word, word.lower(), word.capitalize()}:
        pattern = f"%{form.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        for found in columns:
            tried.append(found.like(pattern, escape="!"))
            tried.append(func.lower(found).like(pattern, escape="!"))
    return or_(*tried)
