"""Small slips in the outline of a file, told once and read as they were meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.content.source import FENCE, Findings, Line

_UNDERLINE = re.compile(r"^(?:={2,}|-{2,})[ \t]*$")
_NO_PARAGRAPH = re.compile(r"^(?:[#>|<]| {4}|\t|\s*(?:[-*+]|\d{1,9}[.)])[ \t]|[-=*_ \t]+$)")
_TIGHT_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])")


def recovered(lines: Sequence[Line], findings: Findings) -> tuple[Line, ...]:
    """The lines with open code and tight headings mended, so that nothing else follows from them.

    One `#` without a space may be a hashtag and stays.
    """
    result: list[Line] = []
    tight: list[int] = []
    underlined: list[int] = []
    fence, opened = "", 0
    for place, line in enumerate(lines):
        text = line.text
        if ("```" in text or "~~~" in text) and (match := FENCE.match(text)):
            if not fence:
                fence, opened = match[1], place
            elif match[1][0] == fence[0] and len(match[1]) >= len(fence):
                fence = ""
        elif text.startswith("##") and _TIGHT_HEADING.match(text):
            tight.append(place)
        elif place and text[:2] in {"==", "--"} and _UNDERLINE.match(text):
            underlined.append(place)
        result.append(line)
    if fence:
        findings.add(
            "E117", lines[opened].number, "the block of code does not end",
            f"add a line {fence[:3]} after the code, or take this one out",
        )  # fmt: skip
        result[opened] = Line(lines[opened].number, "")
    code = _in_code(result) if tight or underlined else set()
    for place in tight:
        if place not in code:
            result[place] = _spaced(result[place], findings)
    for place in underlined:
        if place not in code and place - 1 not in code:
            _raised(result, place, findings)
    return tuple(result)


def _raised(lines: list[Line], place: int, findings: Findings) -> None:
    """Read a line of text over a line of `=` or `-` as the heading it is on Git hosts."""
    text = lines[place - 1].text
    if not text.strip() or _NO_PARAGRAPH.match(text) or ("|" in text and "|" in lines[place].text):
        return
    marks = "#" if lines[place].text.startswith("=") else "##"
    findings.add(
        "E120", lines[place].number, "an underlined heading is not read",
        f"write {marks} before its words and take this line out",
    )  # fmt: skip
    lines[place - 1] = Line(lines[place - 1].number, f"{marks} {text.strip()}")
    lines[place] = Line(lines[place].number, "")


def _in_code(lines: Sequence[Line]) -> set[int]:
    """The places of lines inside blocks of code that end."""
    found: set[int] = set()
    fence = ""
    for place, line in enumerate(lines):
        match = FENCE.match(line.text)
        if match and not fence:
            fence = match[1]
        elif match and match[1][0] == fence[0] and len(match[1]) >= len(fence):
            fence = ""
        elif fence:
            found.add(place)
    return found


def _spaced(line: Line, findings: Findings) -> Line:
    marks = line.text[: len(line.text) - len(line.text.lstrip("#"))]
    findings.add(
        "E116", line.number, "a heading needs a space after its marks",
        f"write {marks} and a space before the words",
    )  # fmt: skip
    return Line(line.number, f"{marks} {line.text[len(marks) :]}")
