"""Tidying a Markdown file of the format: marks and spaces only, never words, ticks or letters.

`tidied(name, text)` is pure. Front matter, code and the ends of lines stay as they are, and so does
everything that a reader of the page or of a question could notice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lms.content.source import Kind, Name
from lms.content.words import words_of

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_FRONT = re.compile(r"^---[ \t]*$")
_FRONT_LINES = 1000
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_INDENTED = re.compile(r"^(?: {4}| {0,3}\t)")
_HEADING = re.compile(r"^#{1,6}[ \t]+\S")
_BULLET = re.compile(r"^( {0,3})[*+]([ \t]+\S)")
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTE = re.compile(r"^>(?=[^\s>])")
_QUESTION = re.compile(r"^###[ \t]")
_OPTION = re.compile(r"^[-*+][ \t]+(\[[^\]\n]\])[ \t]+(\([a-z]\))(?:[ \t]+(\S.*))?$")
_STEP = re.compile(r"^(\d{1,3})[.)][ \t]+(\([a-z]\))[ \t]+(\S.*)$")
_FEEDBACK = re.compile(r"^ {1,6}>[ \t]*(\S.*)$")
_NOTE = re.compile(r"^\[\^([^\]\s]{1,80})\]:[ \t]")
_NOTE_USED = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, what ends it, and whether it may be touched."""

    text: str
    end: str
    is_fixed: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.is_fixed and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text after tidying, and in words what was tidied."""

    text: str
    what: tuple[str, ...] = ()


def tidied(name: Name, text: str) -> Tidied:
    """The text with its marks and spaces in order; the same text when nothing is to do."""
    lines = _fixed(_lines(text))
    if lines is None:
        return Tidied(text)
    what: list[str] = []
    for says, step in _STEPS:
        made = step(name, lines)
        if made != lines:
            what.append(says)
            lines = made
    return Tidied("".join(f"{line.text}{line.end}" for line in lines), tuple(what))


def _lines(text: str) -> list[_Line]:
    found = [_Line(match[1], match[2]) for match in _LINE.finditer(text)]
    return [line for line in found if line.text or line.end]


def _fixed(lines: list[_Line]) -> list[_Line] | None:
    """The lines with front matter and code marked as fixed; None when nothing may be touched."""
    start = 0
    if lines and _FRONT.match(lines[0].text):
        ends = (at for at, line in enumerate(lines[1:_FRONT_LINES], 1) if _FRONT.match(line.text))
        end = next(ends, None)
        if end is None:
            return None
        start = end + 1
    result = [replace(line, is_fixed=True) for line in lines[:start]]
    fence = ""
    for line in lines[start:]:
        mark = _FENCE.match(line.text)
        inside = bool(fence)
        if mark is not None:
            if not fence:
                fence = mark[1]
            elif mark[1][0] == fence[0] and len(mark[1]) >= len(fence):
                fence = ""
        is_fixed = inside or mark is not None or _INDENTED.match(line.text) is not None
        result.append(replace(line, is_fixed=is_fixed and bool(line.text.strip() or inside)))
    return result


def _spaces(_name: Name, lines: Sequence[_Line]) -> list[_Line]:
    """No spaces at the ends of lines, but for the two that break a line."""
    result: list[_Line] = []
    for at, line in enumerate(lines):
        if line.is_fixed:
            result.append(line)
            continue
        bare = line.text.rstrip(" \t")
        after = lines[at + 1] if at + 1 < len(lines) else None
        breaks = line.text.endswith("  ") and bare and after is not None and not after.is_empty
        result.append(replace(line, text=f"{bare}  " if breaks else bare))
    return result


def _empty_lines(_name: Name, lines: Sequence[_Line]) -> list[_Line]:
    """One empty line around headings, never two together, none at the end."""
    end = _usual_end(lines)
    result: list[_Line] = []
    ahead: _Line | None = None  # the last line with text
    after = _next_texts(lines)
    for at, line in enumerate(lines):
        before = result[-1] if result else None
        if line.is_empty:
            code = all(item is not None and _is_code(item) for item in (ahead, after[at]))
            if (before is None and not _is_front(after[at])) or (
                before is not None and before.is_empty and not code
            ):
                continue
        elif before is not None and not before.is_empty:
            heads = [not item.is_fixed and _HEADING.match(item.text) for item in (before, line)]
            front = before.is_fixed and _FRONT.match(before.text) and not line.is_fixed
            if any(heads) or (front and _is_front_end(lines, before)):
                if not before.end:
                    before = result[-1] = replace(before, end=end)
                result.append(_Line("", end))
        if not line.is_empty:
            ahead = line
        result.append(line)
    while result and result[-1].is_empty:
        result.pop()
    if result and not result[-1].end and not result[-1].is_fixed:
        result[-1] = replace(result[-1], end=end)
    return result


def _next_texts(lines: Sequence[_Line]) -> list[_Line | None]:
    """For every line the next one that is not empty: empty lines inside code belong to it."""
    result: list[_Line | None] = []
    found: _Line | None = None
    for line in reversed(lines):
        result.append(found)
        if not line.is_empty:
            found = line
    return result[::-1]


def _is_front(line: _Line | None) -> bool:
    """Whether a line would open front matter if it came first."""
    return line is not None and _FRONT.match(line.text) is not None


def _is_code(line: _Line) -> bool:
    return line.is_fixed and _INDENTED.match(line.text) is not None


def _is_front_end(lines: Sequence[_Line], line: _Line) -> bool:
    """Whether this is the line that closes the front matter."""
    marks = [item for item in lines[:_FRONT_LINES] if item.is_fixed and _FRONT.match(item.text)]
    return len(marks) >= 2 and marks[1] is line


def _usual_end(lines: Sequence[_Line]) -> str:
    """What ends most lines of the file."""
    ends = [line.end for line in lines if line.end]
    return max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"


def _marks(_name: Name, lines: Sequence[_Line]) -> list[_Line]:
    """Lists begin with a hyphen, quotes with a mark and a space."""

    def mend(text: str) -> str:
        if _RULE.match(text):
            return text
        return _QUOTE.sub("> ", _BULLET.sub(r"\1-\2", text))

    return [line if line.is_fixed else replace(line, text=mend(line.text)) for line in lines]


def _questions(name: Name, lines: Sequence[_Line]) -> list[_Line]:
    """Options, steps and feedback of questions, each in the one form that is shown to authors."""
    result: list[_Line] = []
    in_question, after_option, in_part = False, False, _asks(name)
    for line in lines:
        if line.is_fixed:
            result.append(line)
            continue
        text = line.text
        if _HEADING.match(text):
            if text.startswith("## "):
                in_part = _asks(name) or text[3:].strip() == words_of(name.lang).check
            in_question = in_part and (_QUESTION.match(text) is not None or name.kind in _SCENES)
            after_option = False
        elif in_question:
            text, after_option = _option(text, after_option=after_option)
        result.append(replace(line, text=text))
    return result


_SCENES = {Kind.SCENARIO}


def _asks(name: Name) -> bool:
    return name.kind in {Kind.QUIZ, Kind.SCENARIO}


def _option(text: str, *, after_option: bool) -> tuple[str, bool]:
    if match := _OPTION.match(text):
        return " ".join(part for part in ("-", *match.groups()) if part), True
    if match := _STEP.match(text):
        return f"{match[1]}. {match[2]} {match[3]}", True
    if after_option and (match := _FEEDBACK.match(text)):
        return f"  > {match[1]}", True
    return text, after_option and text.startswith(" ")


def _notes(_name: Name, lines: Sequence[_Line]) -> list[_Line]:
    """Source notes that stand together are in the order in which the text names them."""
    order: dict[str, int] = {}
    for line in lines:
        if not line.is_fixed and _NOTE.match(line.text) is None:
            for match in _NOTE_USED.finditer(line.text):
                order.setdefault(match[1], len(order))
    result: list[_Line] = []
    for is_note, run in _runs(lines):
        if not is_note or not all(line.end for line in run):
            result += run
            continue
        names = [_note_name(line) for line in run]
        if len(set(names)) == len(names):
            run.sort(key=lambda line: order.get(_note_name(line), len(order)))
        result += run
    return result


def _note_name(line: _Line) -> str:
    match = _NOTE.match(line.text)
    return match[1] if match else ""


def _runs(lines: Sequence[_Line]) -> Iterator[tuple[bool, list[_Line]]]:
    """Runs of source notes of one line each, and of everything else.

    The last note of a run that goes on in an indented line stays where it is.
    """
    held: list[_Line] = []
    kind = False
    for at, line in enumerate(lines):
        after = lines[at + 1].text if at + 1 < len(lines) else ""
        goes_on = bool(after.strip()) and _NOTE.match(after) is None
        this = not line.is_fixed and _NOTE.match(line.text) is not None and not goes_on
        if held and this != kind:
            yield kind, held
            held = []
        kind = this
        held.append(line)
    if held:
        yield kind, held


_STEPS: tuple[tuple[str, Callable[[Name, Sequence[_Line]], list[_Line]]], ...] = (
    ("empty lines", _empty_lines),
    ("spaces at line ends", _spaces),
    ("list marks and quote marks", _marks),
    ("options and feedback", _questions),
    ("order of source notes", _notes),
)
