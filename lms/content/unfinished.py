"""Passages that are still to be written: each carries the mark TODO: on its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.content.source import Line

MARK = "TODO:"
"""What stands before a text that an author is to replace."""

_MARK = re.compile(r"(?<![\w`])TODO:")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def is_unfinished(text: str) -> bool:
    """Whether a text still holds the mark."""
    return MARK in text and _MARK.search(text) is not None


def unfinished(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Line and column of every mark outside fenced code."""
    places: list[tuple[int, int]] = []
    fence = ""
    for line in lines:
        if mark := _FENCE.match(line.text):
            fence = "" if fence and mark[1].startswith(fence[:3]) else fence or mark[1]
        elif not fence and MARK in line.text:
            places += [(line.number, found.start() + 1) for found in _MARK.finditer(line.text)]
    return tuple(places)
