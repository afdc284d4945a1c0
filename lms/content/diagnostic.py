"""The diagnostic as written: statements under headings, and a table of routes by reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from lms.content import links
from lms.content.markdown import inline, render, text_of
from lms.content.model import Route, Statement
from lms.content.source import (
    NAME,
    Findings,
    Heading,
    Kind,
    Line,
    Section,
    cells_of,
    fingerprint,
    headings,
)

TYPE = "scale"
STEPS = 5
"""How many steps the scale has; its words stand in programme.yml."""
PER_REASON = 2
"""How many statements ask about one reason."""
_HEADING = re.compile(r"^(\S+)[ \t]+`([^`]*)`[ \t]*(.*)$")
_REASON = re.compile(r"^R\d$")
_ROW = re.compile(r"^\|[ \t]*(R\d)\b")


@dataclass(frozen=True, slots=True)
class DiagnosticRead:
    """What one file of the diagnostic says; `is_whole` when every statement could be read."""

    statements: tuple[Statement, ...] = ()
    routes: tuple[Route, ...] = ()
    is_whole: bool = True


@dataclass(slots=True)
class DiagnosticReader:
    """Reads the statements and routes of one file."""

    path: str
    lang: str
    findings: Findings
    is_whole: bool = True
    seen: dict[str, int] = field(default_factory=dict)

    def read(self, lines: Sequence[Line]) -> DiagnosticRead:
        """Everything after the front matter."""
        sections = _sections(lines)
        statements = tuple(
            statement
            for section in sections
            if section.heading.level == 3 and (statement := self._statement(section))
        )
        routes = self._routes(lines)
        if self.is_whole:
            self._reasons(statements, routes, lines)
        return DiagnosticRead(statements, routes, self.is_whole)

    def _statement(self, section: Section) -> Statement | None:
        line, text = section.heading.number, section.heading.text
        match = _HEADING.match(text)
        if match is None or not _REASON.match(match[3]):
            self._wrong(
                "E301", line, "the heading of the statement cannot be read",
                "write it as: ### scale `name` R1",
            )  # fmt: skip
            return None
        if match[1] != TYPE:
            near = get_close_matches(match[1], [TYPE], 1)
            fix = f'did you mean "{TYPE}"' if near else f'write "{TYPE}"'
            self._wrong("E302", line, f'unknown type "{match[1]}"', fix, column=5)
            return None
        if re.fullmatch(NAME, match[2]) is None or len(match[2]) > 60:
            self._wrong(
                "E303", line, f'"{match[2]}" cannot be a statement\'s name',
                "use lower-case letters, digits and hyphens, at most 60",
                column=text.find("`") + 5,
            )  # fmt: skip
            return None
        if match[2] in self.seen:
            self._wrong(
                "E316", line,
                f'the name "{match[2]}" is used already in line {self.seen[match[2]]}',
                "give this statement a name of its own",
            )  # fmt: skip
            return None
        self.seen[match[2]] = line
        said = "\n".join(each.text for each in section.lines if not each.text.startswith("|"))
        if not said.strip():
            self.findings.add(
                "E305", line, f'the statement "{match[2]}" has no text',
                "write one sentence under its heading",
            )  # fmt: skip
        html = render(said.strip(), path=self.path, lang=self.lang).html.strip()
        return Statement(match[2], match[3], html, text_of(html), line)

    def _routes(self, lines: Sequence[Line]) -> tuple[Route, ...]:
        found: dict[str, Route] = {}
        for line in lines:
            match = _ROW.match(line.text)
            if match is None:
                if line.text.startswith("|") and re.match(r"^\|[ \t]*[Rr]?\d", line.text):
                    self._wrong(
                        "E304", line.number, "the row cannot be read",
                        "write it as: | R1 | [Course](course/course.en.md) |",
                    )  # fmt: skip
                continue
            cells = cells_of(line.text)
            reason = match[1]
            if reason in found:
                self._wrong(
                    "E316", line.number, f"the route of {reason} stands twice", "keep one of them"
                )
                continue
            courses: list[str] = []
            for link in links.links_in([line]):
                target = links.resolve(self.path, link.target)
                if target is not None and target.name.kind in {Kind.COURSE, Kind.MODULE}:
                    courses.append(target.name.course)
            if not courses:
                self.findings.add(
                    "E324", line.number, f"the route of {reason} leads to no course",
                    f"link to a course, such as [Title](course/course.{self.lang}.md)",
                )  # fmt: skip
            said = cells[1] if len(cells) > 1 else ""
            found[reason] = Route(
                reason,
                inline(cells[0].removeprefix(reason).strip(" :."), path=self.path, lang=self.lang),
                inline(said, path=self.path, lang=self.lang),
                tuple(dict.fromkeys(courses)),
                line.number,
            )
        return tuple(found.values())

    def _reasons(
        self, statements: Sequence[Statement], routes: Sequence[Route], lines: Sequence[Line]
    ) -> None:
        """Every reason has two statements and one route."""
        by_reason: dict[str, list[Statement]] = {}
        for statement in statements:
            by_reason.setdefault(statement.reason, []).append(statement)
        known = {route.reason: route for route in routes}
        first = lines[0].number if lines else 1
        for reason, held in by_reason.items():
            if len(held) != PER_REASON:
                self.findings.add(
                    "E323", held[0].line,
                    f"{reason} has {len(held)} statements, not {PER_REASON}",
                    "write two statements for every reason",
                )  # fmt: skip
            if reason not in known:
                self.findings.add(
                    "E324", held[0].line, f"{reason} has no route",
                    f"add a row | {reason} | [Course](course/course.{self.lang}.md) |",
                )  # fmt: skip
        for reason, route in known.items():
            if reason not in by_reason:
                self.findings.add(
                    "E323", route.line, f"no statement asks about {reason}",
                    "write two statements for every reason, or take the route out",
                )  # fmt: skip
        if not by_reason and not known:
            self.findings.add(
                "E323", first, "the diagnostic holds no statements",
                "write two statements for every reason, under ### scale `name` R1",
            )  # fmt: skip

    def _wrong(self, code: str, line: int, what: str, fix: str, *, column: int = 1) -> None:
        """Something that cannot be read, so that nothing more is concluded."""
        self.findings.add(code, line, what, fix, column=column)
        self.is_whole = False


def _sections(lines: Sequence[Line]) -> list[Section]:
    """Every heading with the lines up to the next one, whatever their levels."""
    marks: list[Heading] = list(headings(lines))
    if not marks:
        return []
    first = lines[0].number
    ends = [mark.number for mark in marks[1:]] + [lines[-1].number + 1]
    return [
        Section(mark, tuple(lines[mark.number - first + 1 : end - first]))
        for mark, end in zip(marks, ends, strict=True)
    ]


def sense(read: DiagnosticRead) -> str:
    """The fingerprint of names, reasons and routes, whatever the language."""
    statements = sorted(f"{item.name} {item.reason}" for item in read.statements)
    routes = sorted(f"{item.reason} {' '.join(item.courses)}" for item in read.routes)
    return fingerprint(*statements, "routes", *routes)


def words(title: str, lead: str, read: DiagnosticRead) -> str:
    """The fingerprint of everything a person may read of the diagnostic, in one language."""
    parts = [title, lead]
    parts += [f"{item.name} {item.html}" for item in read.statements]
    parts += [f"{item.reason} {item.said} {item.html}" for item in read.routes]
    return fingerprint(*(" ".join(part.split()) for part in parts))
