"""The names of people and teams: to find by a part of one, to show, to order by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, or_

from lms.people.models import Person


def named(word: str, *columns: Any) -> ColumnElement[bool]:
    """The word is in a name; SQLite knows only the small letters of English by itself."""
    tried: list[ColumnElement[bool]] = []
    for form in {word, word.lower(), word.capitalize()}:
        pattern = f"%{form.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        for found in columns:
            tried.append(found.like(pattern, escape="!"))
            tried.append(func.lower(found).like(pattern, escape="!"))
    return or_(*tried)


def full_name(row: Any) -> str:
    """The name of a row with both of its parts."""
    return f"{row.first_name} {row.last_name}".strip()


def in_order() -> tuple[ColumnElement[Any], ...]:
    """People by their names; the number decides between two of the same name."""
    return (func.lower(Person.first_name), func.lower(Person.last_name), Person.id)  # type: ignore[return-value]
