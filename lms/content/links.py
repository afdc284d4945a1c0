"""Links as written in a content file, where they lead, and their addresses in the product."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.content.source import Kind, Line, Name, name_of

_INLINE = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.){0,2000})\]"
    r"\(\s*<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,200}){0,9})>?"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)"
)
_CODE = re.compile(r"`[^`\n]*`")
EXTERNAL = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Link:
    """One link or image, where it stands and what it says."""

    target: str
    text: str
    line: int
    column: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link inside the content leads: a file and maybe a heading."""

    name: Name
    heading: str


def links_in(lines: Sequence[Line]) -> Iterator[Link]:
    """Every inline link and image outside code."""
    for line in lines:
        if "](" not in line.text:
            continue
        text = _CODE.sub(lambda code: " " * len(code[0]), line.text)
        for match in _INLINE.finditer(text):
            yield Link(match[3], match[2], line.number, match.start() + 1, image=bool(match[1]))


def is_external(target: str) -> bool:
    """Whether a link leaves the product."""
    return target.lower().startswith(EXTERNAL)


def resolve(path: str, target: str) -> Target | None:
    """The file that a link written in the file `path` leads to; None when it is no such link."""
    file, _, heading = target.partition("#")
    if ":" in file or "\\" in file or "?" in file or file.startswith("/"):
        return None
    if not file:
        name = name_of(path)
    else:
        name = name_of(posixpath.normpath(posixpath.join(posixpath.dirname(path), file)))
    return None if name is None else Target(name, heading)


def address(path: str, target: str) -> str | None:
    """The address in the product of a link written in the file `path`."""
    if target.startswith("#"):
        return target
    if is_external(target):
        return target
    found = resolve(path, target)
    if found is None:
        return None
    name, anchor = found.name, f"#{found.heading}" if found.heading else ""
    match name.kind:
        case Kind.MODULE:
            return f"/courses/{name.course}/{name.slug}{anchor}"
        case Kind.COURSE:
            return f"/courses/{name.course}{anchor}"
        case Kind.QUIZ:
            return f"/courses/{name.course}/quiz"
        case Kind.GLOSSARY:
            return f"/glossary{anchor}"
        case Kind.MEDIA:
            return f"/media/{name.course}/{posixpath.basename(name.path)}"
        case _:
            return None
