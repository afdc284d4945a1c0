"""Whether a file holds the lines to mend that somebody downloaded, though its columns are gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from lms.people.importing import Row
from lms.people.reading import Reading

REMEMBERED = timedelta(days=1)
MOST = 25
"""A cookie holds little, and a kept form needs its room: of more lines nothing is remembered."""
SIZE = 6


def remembered(rest: Reading, *, now: datetime) -> list[Any] | None:
    """What a browser keeps of lines to mend: marks of people, who cannot be read from them."""
    unread = len({problem.line for problem in rest.problems if problem.code == "cells"})
    if len(rest.rows) + unread > MOST:
        return None
    marks = sorted({mark for row in rest.rows for mark in _marks(row)})
    return [int(now.timestamp()), unread, "".join(marks)]


def holds(kept: Any, rows: Sequence[Row], *, now: datetime) -> bool:
    """Whether everybody in these rows was among the lines; those that could not be read count."""
    if not kept or not rows:
        return False
    at, unread, text = kept
    if now.timestamp() - at > REMEMBERED.total_seconds():
        return False
    marks: set[str] = {text[start : start + SIZE] for start in range(0, len(text), SIZE)}
    unknown = sum(1 for row in rows if marks.isdisjoint(_marks(row)))
    return unknown <= int(unread)


def _marks(row: Row) -> Iterator[str]:
    name = f"{row.first_name.strip()} {row.last_name.strip()}".strip()
    for word in (row.email, row.staff_number, name):
        if plain := word.strip().casefold():
            yield hashlib.sha256(plain.encode()).hexdigest()[:SIZE]
