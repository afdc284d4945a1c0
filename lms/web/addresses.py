"""Values in addresses: what no row can be named by is not found, before a database is asked."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError

LARGEST_ID = 2**31 - 1


class RowNumber(IntegerConverter):
    """`<int:...>`: a whole number that fits the databases' integers."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Any, **options: Any) -> None:  # noqa: A002 - Werkzeug's own name
        super().__init__(map, **{"max": LARGEST_ID} | options)


class Word(UnicodeConverter):
    """`<...>`: text without NUL, which PostgreSQL refuses."""

    def to_python(self, value: str) -> str:
        """The text, or no such address."""
        if "\x00" in value:
            raise ValidationError
        return str(super().to_python(value))


def install(app: Flask) -> None:
    """Read the values of every address strictly; before the first address is added."""
    app.url_map.converters["int"] = RowNumber
    app.url_map.converters["default"] = app.url_map.converters["string"] = Word
