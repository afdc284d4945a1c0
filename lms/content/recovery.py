"""Small slips in the outline of a file, told once and read as they were meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.content.source import FENCE, Findings, Line

_TIGHT_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])")


def recovered(lines: Sequence[Line], findings: Findings) -> tuple[Line, ...]:
    """The lines with open code and tight headings mended, so that nothing else follows from them.

    One `#` without a space may be a hashtag and stays.
    """
    result: list[Line] = []
    fence, opened = "", 0
    for place, line in enumerate(lines):
        if match := FENCE.match(line.text):
            if not fence:
                fence, opened = match[1], place
            elif match[1][0] == fence[0] and len(match[1]) >= len(fence):
                fence = ""
        result.append(line)
    if fence:
        findings.add(
            "E117", lines[opened].number, "the block of code does not end",
            f"add a line {fence[:3]} after the code, or take this one out",
        )  # fmt: skip
        result[opened] = Line(lines[opened].number, "")
    return _headings(result, findings)


def _headings(lines: Sequence[Line], findings: Findings) -> tuple[Line, ...]:
    result: list[Line] = []
    fence = ""
    for line in lines:
        if match := FENCE.match(line.text):
            if not fence:
                fence = match[1]
            elif match[1][0] == fence[0] and len(match[1]) >= len(fence):
                fence = ""
        elif not fence and (tight := _TIGHT_HEADING.match(line.text)):
            findings.add(
                "E116", line.number, "a heading needs a space after its marks",
                f"write {tight[1]} and a space before the words",
            )  # fmt: skip
            result.append(Line(line.number, _TIGHT_HEADING.sub(r"\1 ", line.text)))
            continue
        result.append(line)
    return tuple(result)
