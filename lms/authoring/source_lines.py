"""A file's source as lines with marks where something is to be mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lms.content.model import Finding, Severity

MOST_LINES = 3_000
"""Longer files are shown up to here; no course file comes near."""
MOST_LETTERS = 2_000
"""The same for one line."""

_WORD = re.compile(r"\S+|\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `message` is the number of the message that begins here, or 0."""

    text: str
    message: int = 0


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source; `messages` are the numbers of those that belong to it."""

    number: int
    pieces: tuple[Piece, ...]
    messages: tuple[int, ...] = ()
    severity: str = ""  # the gravest: E, W or nothing


def source_lines(text: str, findings: Sequence[Finding]) -> tuple[SourceLine, ...]:
    """The lines of a source; messages are numbered from 1 in the order of `findings`."""
    by_line: dict[int, list[int]] = {}
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    for number, finding in enumerate(findings, start=1):
        by_line.setdefault(min(finding.line, max(len(lines), 1)), []).append(number)
    return tuple(
        _line(number, line[:MOST_LETTERS], by_line.get(number, []), findings)
        for number, line in enumerate(lines[:MOST_LINES], start=1)
    )


def _line(
    number: int, text: str, messages: Sequence[int], findings: Sequence[Finding]
) -> SourceLine:
    if not messages:
        return SourceLine(number, (Piece(text),))
    errors = any(findings[message - 1].severity is Severity.ERROR for message in messages)
    starts: dict[int, int] = {}
    for message in messages:
        starts.setdefault(findings[message - 1].column - 1, message)
    pieces: list[Piece] = []
    place = 0
    for start, message in sorted(starts.items()):
        match = _WORD.match(text, start) if place <= start else None
        if match is None:
            continue  # behind the end of the line, or inside a word that is marked already
        if start > place:
            pieces.append(Piece(text[place:start]))
        pieces.append(Piece(match[0], message))
        place = match.end()
    if place < len(text) or not pieces:
        pieces.append(Piece(text[place:]))
    return SourceLine(number, tuple(pieces), tuple(messages), "E" if errors else "W")
