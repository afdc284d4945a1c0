"""A content file before it is understood: what kind it is, its lines, and what is found wrong."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lms.content import guesses
from lms.content.model import Finding

MAX_GUESSES = 100
"""After so many mistakes in a file nobody reads guesses any more."""
NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_LANG = r"[a-z]{2,3}"
_ROOT_PAGE = re.compile(rf"^(glossary|diagnostic)\.({_LANG})\.md$")
_COURSE_PAGE = re.compile(rf"^(course|quiz)\.({_LANG})\.md$")
_ASKED = re.compile(rf"^asked\.({_LANG})\.yml$")
_SCENARIO = re.compile(rf"^scenario-({NAME})\.({_LANG})\.md$")
_MODULE = re.compile(rf"^(\d{{1,4}})-({NAME})\.({_LANG})\.md$")
_SETTINGS = {
    "programme.yml": "programme",
    "policy.yml": "policy",
    "policy.example.yml": "policy",
    "sources.yml": "sources",
    "changes.yml": "changes",
    "content.lock": "lock",
}
_OF_THE_REPOSITORY = re.compile(
    r"^(?:readme|changelog|history|news|licen[cs]e|copying|notice|contributing|code_of_conduct"
    r"|security|support|authors|contributors|maintainers|codeowners|citation|makefile|dockerfile)"
    r"(?:[._-][\w.-]{1,40})?$",
    re.IGNORECASE,
)
"""Files that Git hosts expect in a repository, and that no course is made of."""
_BESIDE_MEDIA = re.compile(r"^(?:README|LICEN[CS]E)(?:\.md|\.txt)?$")
_OF_TOOLS = re.compile(r"^[\w.-]+\.(?:json|toml|cfg|ini|lock|txt|py|sh|js|html|rst)$")
NOT_COURSES = {"docs", "doc", "scripts", "tools", "tests", "node_modules"}
"""Folders beside the courses that hold none."""
_MEDIA = re.compile(r"^[a-z0-9][a-z0-9._-]*\.(svg|png|jpg|jpeg|webp|mp4|webm|vtt|txt|pdf)$")


class Kind(StrEnum):
    """What a file of the content folder is, by its name."""

    PROGRAMME = "programme"
    POLICY = "policy"
    SOURCES = "sources"
    CHANGES = "changes"
    LOCK = "lock"
    GLOSSARY = "glossary"
    DIAGNOSTIC = "diagnostic"
    COURSE_SETTINGS = "course settings"
    COURSE = "course"
    MODULE = "module"
    QUIZ = "quiz"
    SCENARIO = "scenario"
    LICENCES = "licences"
    ASKED = "asked"
    MEDIA = "media"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Name:
    """What the place and name of a file say about it."""

    path: str
    kind: Kind
    course: str = ""
    lang: str = ""
    slug: str = ""
    number: int = 0


def name_of(path: str) -> Name | None:
    """What the file at this place is; None when the format knows no such file."""
    parts = path.split("/")
    of_the_repository = _OF_THE_REPOSITORY if len(parts) < 3 else _BESIDE_MEDIA
    if of_the_repository.match(parts[-1]) or (len(parts) > 1 and parts[0] in NOT_COURSES):
        return Name(path, Kind.UNREAD)
    if len(parts) == 1:
        return _root_name(path)
    course = parts[0]
    if re.fullmatch(NAME, course) is None:
        return None
    if len(parts) == 3 and parts[1] == "media":
        if parts[2] == "licences.yml":
            return Name(path, Kind.LICENCES, course)
        return Name(path, Kind.MEDIA, course) if _MEDIA.match(parts[2]) else None
    return _course_name(path, course, parts[1]) if len(parts) == 2 else None


def _root_name(path: str) -> Name | None:
    if path in _SETTINGS:
        return Name(path, Kind(_SETTINGS[path]))
    if _OF_TOOLS.match(path):
        return Name(path, Kind.UNREAD)
    if match := _ROOT_PAGE.match(path):
        return Name(path, Kind(match[1]), lang=match[2])
    if match := _ASKED.match(path):
        return Name(path, Kind.ASKED, lang=match[1])
    return None


def _course_name(path: str, course: str, name: str) -> Name | None:
    if name == "course.yml":
        return Name(path, Kind.COURSE_SETTINGS, course)
    if match := _ASKED.match(name):
        return Name(path, Kind.ASKED, course, match[1])
    if match := _COURSE_PAGE.match(name):
        return Name(path, Kind(match[1]), course, match[2])
    if match := _SCENARIO.match(name):
        return Name(path, Kind.SCENARIO, course, match[2], match[1])
    if match := _MODULE.match(name):
        return Name(path, Kind.MODULE, course, match[3], match[2], int(match[1]))
    return None


@dataclass(slots=True)
class Findings:
    """Collects what is wrong in one file."""

    path: str
    items: list[Finding] = field(default_factory=list)

    def add(self, code: str, line: int, what: str, fix: str, *, column: int = 1) -> None:
        """Note one thing that is wrong, and how to mend it."""
        self.items.append(Finding(self.path, max(line, 1), max(column, 1), code, what, fix))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file and its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A Markdown heading as written."""

    level: int
    text: str
    number: int  # its line


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, up to the next heading that `split` looks for."""

    heading: Heading
    lines: tuple[Line, ...]


_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def lines_of(text: str, first: int = 1) -> tuple[Line, ...]:
    """The lines of a text, numbered from `first`."""
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=first))


def headings(lines: Sequence[Line]) -> Iterator[Heading]:
    """The headings outside fenced code."""
    fence = ""
    for line in lines:
        if ("```" in line.text or "~~~" in line.text) and (match := FENCE.match(line.text)):
            if not fence:
                fence = match[1]
            elif match[1][0] == fence[0] and len(match[1]) >= len(fence):
                fence = ""
            continue
        if not fence and line.text.startswith("#") and (found := _HEADING.match(line.text)):
            yield Heading(len(found[1]), found[2], line.number)


def split(lines: Sequence[Line], level: int) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    """What stands before the first heading of that level, and the sections they begin."""
    if not lines:
        return (), ()
    first = lines[0].number
    marks = [heading for heading in headings(lines) if heading.level == level]
    if not marks:
        return tuple(lines), ()
    ends = [heading.number for heading in marks[1:]] + [lines[-1].number + 1]
    sections = tuple(
        Section(mark, tuple(lines[mark.number - first + 1 : end - first]))
        for mark, end in zip(marks, ends, strict=True)
    )
    return tuple(lines[: marks[0].number - first]), sections


def cells_of(row: str) -> list[str]:
    """The cells of a table row; `\\|` is a bar inside a cell."""
    text = row.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", text)]


_LINK_TEXT = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NOTE = re.compile(r"\[\^[^\]\s]*\]")
_MARK = re.compile(r"[*`]|\b_|_\b")


def plain(text: str) -> str:
    """A line of Markdown without its marks."""
    if "[" in text:
        text = _LINK_TEXT.sub(r"\1", _NOTE.sub("", text))
    if "*" in text or "_" in text or "`" in text:
        text = _MARK.sub("", text)
    return text.strip()


def slug_of(text: str) -> str:
    """The id that Git hosts give a heading: Unicode letters stay, punctuation goes."""
    kept = (
        char
        for char in plain(text).lower()
        if char in " -_" or unicodedata.category(char)[0] in "LN" or unicodedata.combining(char)
    )
    return "".join(kept).strip().replace(" ", "-")


@dataclass(slots=True)
class Slugs:
    """Gives every heading of a page an id of its own, as Git hosts do."""

    seen: dict[str, int] = field(default_factory=dict)

    def next(self, text: str) -> str:
        """The id of the next heading."""
        base = slug_of(text) or "section"
        count = self.seen.get(base, 0)
        self.seen[base] = count + 1
        if not count:
            return base
        slug = f"{base}-{count}"
        self.seen.setdefault(slug, 1)
        return slug


_SPAN = re.compile(r"(`{1,20})(?!`).*?(?<!`)\1(?!`)")
_WORD = re.compile(r"\{\{\s*([^{}\n]{0,80}?)\s*\}\}")


def replace_words(
    lines: Sequence[Line], policy: Mapping[str, str], findings: Findings
) -> tuple[Line, ...]:
    """Put the organisation's own words in the place of `{{contact.comms}}` and the like."""
    result: list[Line] = []
    fence = ""
    for line in lines:
        if ("```" in line.text or "~~~" in line.text) and (mark := FENCE.match(line.text)):
            if not fence:
                fence = mark[1]
            elif mark[1][0] == fence[0] and len(mark[1]) >= len(fence):
                fence = ""
        if fence or "{{" not in line.text:
            result.append(line)
            continue
        result.append(Line(line.number, _with_words(line, policy, findings)))
    return tuple(result)


def _with_words(line: Line, policy: Mapping[str, str], findings: Findings) -> str:
    code = [span.span() for span in _SPAN.finditer(line.text)] if "`" in line.text else []

    def word(match: re.Match[str]) -> str:
        if any(start < match.start() < end for start, end in code):
            return match[0]
        if match[1] not in policy:
            findings.add(
                "E212",
                line.number,
                f"the policy word {{{{{match[1]}}}}} is not defined",
                _policy_fix(match[1], policy, findings),
                column=match.start() + 1,
            )
        return policy.get(match[1], match[0])

    return _WORD.sub(word, line.text)


def _policy_fix(word: str, policy: Mapping[str, str], findings: Findings) -> str:
    otherwise = "define it in policy.yml or mend the spelling"
    if len(findings.items) > MAX_GUESSES:
        return otherwise
    return guesses.fix(word, policy, otherwise, mark="{{{{{}}}}}")


def fingerprint(*parts: str) -> str:
    """A short name for exactly these texts."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:16]
