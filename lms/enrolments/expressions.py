"""What each database says in its own words: days reckoned, and small letters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Reckoned(FunctionElement[Any]):
    """An expression over columns that each database says in its own words."""


class days_after(_Reckoned):  # noqa: N801 - used like a function of SQL
    """So many days after a day."""

    inherit_cache = True
    name = "days_after"
    type = Date()


class working_day(_Reckoned):  # noqa: N801
    """The day itself, or the Monday after a Saturday or Sunday."""

    inherit_cache = True
    name = "working_day"
    type = Date()


class day_of(_Reckoned):  # noqa: N801
    """The day of a moment, in UTC."""

    inherit_cache = True
    name = "day_of"
    type = Date()


class folded(_Reckoned):  # noqa: N801
    """Small letters of English and of å, ä and ö, the same in both databases."""

    inherit_cache = True
    name = "folded"
    type = String()


def _told(element: _Reckoned, compiler: Any, forms: str, **kw: Any) -> str:
    parts = [compiler.process(clause, **kw) for clause in element.clauses]
    return forms.format(*parts)


def _said(kind: type[_Reckoned], *, sqlite: str, postgresql: str) -> None:
    """Teach the compilers one expression; a pair of braces stands for each argument."""

    def in_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
        return _told(element, compiler, sqlite, **kw)

    def in_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
        return _told(element, compiler, postgresql, **kw)

    compiles(kind, "sqlite")(in_sqlite)
    compiles(kind, "postgresql")(in_postgresql)


_SMALL = "replace(replace(replace({0}, 'Å', 'å'), 'Ä', 'ä'), 'Ö', 'ö')"
_said(days_after, sqlite="date({0}, {1} || ' days')", postgresql="({0} + {1})")
_said(
    working_day,
    sqlite="CASE strftime('%w', {0}) WHEN '6' THEN date({0}, '+2 days') "
    "WHEN '0' THEN date({0}, '+1 day') ELSE {0} END",
    postgresql="({0} + CASE extract(isodow from {0}) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END)",
)
_said(day_of, sqlite="date({0})", postgresql="CAST({0} AS DATE)")
_said(folded, sqlite=f"lower({_SMALL})", postgresql=f'lower({_SMALL} COLLATE "C")')
