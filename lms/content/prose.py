"""What the linter says about the text itself, line by line: notes, callouts, HTML, language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.content.source import Findings, Line, Name

NOTE_WRITTEN = re.compile(r"^ {0,3}\[\^([^\]\s]{1,80})\]:")
NOTE_USED = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")


def check(name: Name, lines: Sequence[Line], findings: Findings) -> None:
    """Note what is wrong in the text of one file."""
    _notes(lines, findings)


def _notes(lines: Sequence[Line], findings: Findings) -> None:
    written: dict[str, int] = {}
    used: dict[str, tuple[int, int]] = {}
    for line in lines:
        match = NOTE_WRITTEN.match(line.text)
        if match is not None:
            written.setdefault(match[1], line.number)
        for found in NOTE_USED.finditer(line.text):
            used.setdefault(found[1], (line.number, found.start() + 1))
    for note, (number, column) in used.items():
        if note not in written:
            findings.add(
                "E701", number, f"the source note [^{note}] is used but not written",
                f"write a line [^{note}]: [title](address)", column=column,
            )  # fmt: skip
    for note, number in written.items():
        if note not in used:
            findings.add(
                "E702", number, f"the source note [^{note}] is written but not used",
                "refer to it in the text or remove it",
            )  # fmt: skip
