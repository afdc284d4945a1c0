"""Markdown files read one by one: what each says, before they are put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lms.content import links, prose
from lms.content.diagnostic import DiagnosticRead, DiagnosticReader
from lms.content.links import Link
from lms.content.markdown import CALLOUTS, Captions, Rendered, Sizes, inline, render, text_of
from lms.content.model import Finding, GlossaryEntry, Heading, Practice, Question
from lms.content.practices import PracticeReader
from lms.content.questions import Broken, Reader, Reading
from lms.content.recovery import recovered
from lms.content.scenes import ScenesRead, ScenesReader
from lms.content.source import (
    NAME,
    Findings,
    Kind,
    Line,
    Name,
    Section,
    Slugs,
    fingerprint,
    headings,
    lines_of,
    plain,
    replace_words,
    split,
)
from lms.content.translation import Block, blocks_of
from lms.content.unfinished import unfinished
from lms.content.words import other_words, words_of

_CHECK_MARK = "\ue000check\ue000"
MAX_FINDINGS = 500
"""More findings of one file help nobody."""
_PRIVATE = re.compile("[\x02\x03\ue000-\uf8ff]")
_ITEM = re.compile(r"^(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_OBJECTIVE = re.compile(r"^([A-Z]{1,3}\d{1,2})(?:[ \t]+(.*))?$")
_OBJECTIVE_ITEM = re.compile(r"^[-*][ \t]+\*\*([A-Z]{1,3}\d{1,2})\*\*[ \t]+(.+)$")


@dataclass(frozen=True, slots=True)
class Job:
    """One Markdown file to read, with everything its reading depends on."""

    name: Name
    text: str  # without the front matter
    first_line: int
    objective: str = ""  # what check-yourself questions inherit
    policy: Mapping[str, str] = field(default_factory=dict)
    sizes: Sizes = field(default_factory=dict)
    captions: Captions = field(default_factory=dict)

    @property
    def key(self) -> str:
        """A name for exactly this work; equal jobs have equal results."""
        return fingerprint(
            self.name.path,
            self.text,
            str(self.first_line),
            self.objective,
            repr(sorted(self.policy.items())),
            repr(sorted(self.sizes.items())),
            repr(sorted(self.captions.items())),
        )


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective as a heading of a quiz or a line of a course page says it."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """What one Markdown file says; fields that its kind does not use stay empty."""

    name: Name
    title: str = ""
    title_line: int = 1
    lead: str = ""
    body: str = ""
    closing: str = ""
    headings: tuple[Heading, ...] = ()
    questions: tuple[Question, ...] = ()
    broken: tuple[Broken, ...] = ()
    practices: tuple[Practice, ...] = ()
    objectives: tuple[Objective, ...] = ()
    entries: tuple[GlossaryEntry, ...] = ()
    links: tuple[Link, ...] = ()
    note_links: tuple[Link, ...] = ()
    callouts: tuple[str, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)  # list items by heading
    characters: int = 0
    paragraphs: tuple[tuple[int, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    scenario: ScenesRead = field(default_factory=ScenesRead)
    diagnostic: DiagnosticRead = field(default_factory=DiagnosticRead)
    unfinished: tuple[tuple[int, int], ...] = ()  # lines and columns still to be written
    words: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def has_misnamed(self) -> bool:
        """Whether a term of a glossary has a name that cannot be one."""
        return self.name.kind is Kind.GLOSSARY and any(
            finding.code == "E303" for finding in self.findings
        )

    @property
    def is_unread(self) -> bool:
        """Whether the file could not be read to its end, so that nothing follows from it."""
        return any(finding.code == "E111" for finding in self.findings)


def read(job: Job) -> Document:
    """Read one file; whatever an author wrote, this answers with a document and findings."""
    try:
        return _read(job)
    except Exception as error:  # noqa: BLE001 - the renderer may stumble in many ways
        what = f"the file cannot be read to its end ({type(error).__name__})"
        finding = Finding(
            job.name.path, 1, 1, "E111", what, "make its lists, quotes and tables simpler"
        )
        return Document(name=job.name, findings=(finding,))


def _most(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Not more findings than help anybody; errors are never the ones left out."""
    return tuple(sorted(findings, key=lambda finding: finding.code[0])[:MAX_FINDINGS])


def _read(job: Job) -> Document:
    findings = Findings(job.name.path)
    _unreadable_marks(job, findings)
    raw = recovered(lines_of(_PRIVATE.sub("", job.text), job.first_line), findings)
    lines = replace_words(raw, job.policy, findings)
    prose.check(job.name, raw, findings)
    match job.name.kind:
        case Kind.MODULE:
            made = _module(job, lines, findings)
        case Kind.QUIZ:
            made = _quiz(job, lines, findings)
        case Kind.COURSE:
            made = _course(job, lines, findings)
        case Kind.GLOSSARY:
            made = _glossary(job, lines, findings)
        case Kind.SCENARIO:
            made = _scenario(job, lines, findings)
        case Kind.DIAGNOSTIC:
            made = _diagnostic(job, lines, findings)
        case _:
            title, line = _title(lines, findings)
            made = _Made(title=title, title_line=line, headings=_headings(lines))
    seen, noted = _links(raw)
    return Document(
        name=job.name,
        title=made.title,
        title_line=made.title_line,
        lead=made.lead,
        body=made.body,
        closing=made.closing,
        headings=made.headings,
        questions=made.reading.questions,
        broken=made.reading.broken,
        practices=made.practices,
        objectives=made.objectives,
        entries=made.entries,
        links=seen,
        note_links=noted,
        callouts=made.callouts,
        items=made.items,
        characters=made.characters,
        paragraphs=prose.paragraphs(raw),
        blocks=blocks_of(job.name, raw, objective=job.objective),
        scenario=made.scenario,
        diagnostic=made.diagnostic,
        unfinished=unfinished(raw),
        words=fingerprint("\n".join(prose.said(lines))),
        findings=_most(findings.items),
    )


@dataclass(slots=True)
class _Made:
    """What the reader of one kind of file hands back."""

    title: str = ""
    title_line: int = 1
    lead: str = ""
    body: str = ""
    closing: str = ""
    headings: tuple[Heading, ...] = ()
    reading: Reading = field(default_factory=Reading)
    practices: tuple[Practice, ...] = ()
    objectives: tuple[Objective, ...] = ()
    entries: tuple[GlossaryEntry, ...] = ()
    callouts: tuple[str, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)
    characters: int = 0
    scenario: ScenesRead = field(default_factory=ScenesRead)
    diagnostic: DiagnosticRead = field(default_factory=DiagnosticRead)


def _unreadable_marks(job: Job, findings: Findings) -> None:
    match = _PRIVATE.search(job.text)
    if match is not None:
        line = job.text.count("\n", 0, match.start()) + job.first_line
        findings.add(
            "E113", line, "the text holds a character that cannot be shown", "remove or retype it"
        )


def _title(lines: Sequence[Line], findings: Findings) -> tuple[str, int]:
    """The one `#` heading of a file; also looks at the order of levels."""
    titles = []
    level = 0
    for heading in headings(lines):
        if heading.level == 1:
            titles.append(heading)
        if level and heading.level > level + 1:
            findings.add(
                "E103", heading.number, f"a heading of level {heading.level} follows level {level}",
                f"begin it with {'#' * (level + 1)}",
            )  # fmt: skip
        level = heading.level
    first = lines[0].number if lines else 1
    if not titles:
        findings.add("E101", first, "the file has no title", "begin the text with one # heading")
        return "", first
    for extra in titles[1:]:
        findings.add(
            "E101", extra.number, "the file has more than one # heading", "use ## for sections"
        )
    return plain(titles[0].text), titles[0].number


def _headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings of a file that is not rendered here."""
    slugs = Slugs()
    return tuple(
        Heading(heading.level, plain(heading.text), slugs.next(heading.text), heading.number)
        for heading in headings(lines)
    )


def _links(lines: Sequence[Line]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """All links of a file, and those that stand in source notes."""
    notes = {line.number for line in lines if prose.NOTE_WRITTEN.match(line.text)}
    seen = tuple(links.links_in(lines))
    return seen, tuple(link for link in seen if link.line in notes)


def _is_check(text: str, lang: str) -> bool:
    return text.strip().casefold() == words_of(lang).check.casefold()


def _module(job: Job, lines: Sequence[Line], findings: Findings) -> _Made:
    lang = job.name.lang
    title, title_line = _title(lines, findings)
    _, sections = split(lines, 2)
    checks = [section for section in sections if _is_check(section.heading.text, lang)]
    reading = _checks(job, checks, findings)
    _sections(job, sections, findings)
    practices = PracticeReader(job.name.path, lang, findings).read(sections)
    kept = _without(lines, checks, title_line)
    slugs = Slugs()
    starts: dict[str, int] = {}
    for heading in headings(lines):
        if heading.level > 1:
            starts[slugs.next(heading.text)] = heading.number
    text = "\n".join(kept)
    page = render(
        text,
        path=job.name.path,
        lang=lang,
        sizes=job.sizes,
        captions=job.captions,
        heading_lines=starts,
        slugs=Slugs(),
    )
    _refused(job, page.refused, lines, findings)
    before, _, after = page.html.partition(f"<p>{_CHECK_MARK}</p>")
    lead, body = _cut(before)
    if not checks:
        body, after = _closing(body, lang)
    return _Made(
        title=title,
        title_line=title_line,
        lead=lead.strip(),
        body=body.strip(),
        closing=after.strip(),
        headings=page.headings,
        reading=reading,
        practices=practices,
        callouts=page.callouts,
        items=_items(lines),
        characters=sum(len(plain(line.text)) + 1 for line in lines if line.text.strip()),
    )


def _items(lines: Sequence[Line]) -> dict[str, int]:
    """How many items the lists under each heading have."""
    marks = {heading.number: heading for heading in headings(lines)}
    slugs, found, slug = Slugs(), dict[str, int](), ""
    for line in lines:
        if heading := marks.get(line.number):
            slug = slugs.next(heading.text) if heading.level > 1 else ""
            found.setdefault(slug, 0)
        elif _ITEM.match(line.text):
            found[slug] = found.get(slug, 0) + 1
    return found


def _checks(job: Job, checks: Sequence[Section], findings: Findings) -> Reading:
    """The check-yourself questions of a module."""
    reader = Reader(job.name.path, job.name.lang, findings)
    questions: tuple[Question, ...] = ()
    broken: tuple[Broken, ...] = ()
    for section in checks:
        _, parts = split(section.lines, 3)
        reading = reader.read(parts, job.objective)
        questions += reading.questions
        broken += reading.broken
    return Reading(questions, broken)


def _sections(job: Job, sections: Sequence[Section], findings: Findings) -> None:
    """The order of a module's sections: its last one sums up."""
    words = words_of(job.name.lang)
    for section in sections:
        text = section.heading.text.split("`")[0].strip()
        for other in other_words(job.name.lang):
            pairs = {
                other.in_short: words.in_short,
                other.check: words.check,
                other.practice: words.practice,
            }
            if text in pairs:
                findings.add(
                    "E603", section.heading.number, f'"{text}" belongs to another language',
                    f'write "{pairs[text]}"',
                )  # fmt: skip
                return
    last = sections[-1] if sections else None
    if last is None or last.heading.text != words.in_short:
        line = last.heading.number if last is not None else job.first_line
        findings.add(
            "E102", line, f'the module does not end with "{words.in_short}"',
            f"add ## {words.in_short} with two to five points",
        )  # fmt: skip


def _without(lines: Sequence[Line], checks: Sequence[Section], title_line: int) -> list[str]:
    """The text without its title, and with a mark where the check-yourself section stood.

    Source notes written inside that section stay: they belong to the whole file.
    """
    gone: set[int] = set()
    marks: set[int] = set()
    for section in checks:
        if not marks:
            marks.add(section.heading.number)
        gone.add(section.heading.number)
        gone |= {line.number for line in section.lines if not prose.NOTE_WRITTEN.match(line.text)}
    kept: list[str] = []
    for line in lines:
        if line.number in marks:
            kept += ["", _CHECK_MARK, ""]
        elif line.number not in gone and not (
            line.number == title_line and line.text.startswith("# ")
        ):
            kept.append(line.text)
    return kept


def _cut(made: str) -> tuple[str, str]:
    """HTML before the first section, and from there on."""
    places = [
        place
        for mark in ("<h2", '<section aria-labelledby="', '<section class="practice"')
        if (place := made.find(mark)) >= 0
    ]
    if not places:
        return made, ""
    return made[: min(places)], made[min(places) :]


def _closing(made: str, lang: str) -> tuple[str, str]:
    """HTML before and from the summing-up section."""
    found = re.search(rf"<h2[^>]*>{re.escape(words_of(lang).in_short)}</h2>", made)
    place = found.start() if found else made.find('<section aria-labelledby="source-list"')
    return (made, "") if place < 0 else (made[:place], made[place:])


def _refused(job: Job, refused: Sequence[str], lines: Sequence[Line], findings: Findings) -> None:
    """Links that the rendering took out and that a look at the lines does not see."""
    seen = {link.target for link in links.links_in(lines)}
    for target in refused:
        if target in seen:
            continue
        line = next((line.number for line in lines if target and target in line.text), None)
        findings.add(
            "E502", line or job.first_line, f'the link to "{target[:80]}" leads nowhere',
            "link to a file of the content folder or an https address",
        )  # fmt: skip


def _quiz(job: Job, lines: Sequence[Line], findings: Findings) -> _Made:
    title, title_line = _title(lines, findings)
    _, sections = split(lines, 2)
    reader = Reader(job.name.path, job.name.lang, findings)
    objectives: list[Objective] = []
    questions: tuple[Question, ...] = ()
    broken: tuple[Broken, ...] = ()
    for section in sections:
        match = _OBJECTIVE.match(section.heading.text)
        if match is None:
            findings.add(
                "E207", section.heading.number, "the heading names no objective",
                "begin it with the objective's name: ## C1 Tell a secret from …",
            )  # fmt: skip
        objective = match[1] if match else ""
        if match is not None:
            said = plain(match[2] or "")
            objectives.append(Objective(objective, said, section.heading.number))
        _, parts = split(section.lines, 3)
        reading = reader.read(parts, objective)
        questions += reading.questions
        broken += reading.broken
    return _Made(
        title=title,
        title_line=title_line,
        reading=Reading(questions, broken),
        objectives=tuple(objectives),
    )


def _course(job: Job, lines: Sequence[Line], findings: Findings) -> _Made:
    title, title_line = _title(lines, findings)
    before, sections = split(lines, 2)
    objectives: list[Objective] = []
    held: set[int] = set()
    for section in sections:
        items = [(line, _OBJECTIVE_ITEM.match(line.text)) for line in section.lines]
        found = [
            Objective(match[1], text_of(_inline(job, match[2])), line.number)
            for line, match in items
            if match is not None
        ]
        if found and not objectives:
            objectives = found
            held = {section.heading.number} | {line.number for line in section.lines}
    text = "\n".join(
        line.text
        for line in lines
        if line.number not in held
        and not (line.number == title_line and line.text.startswith("# "))
    )
    page = _rendered(job, text)
    _refused(job, page.refused, lines, findings)
    return _Made(
        title=title,
        title_line=title_line,
        lead=page.html.strip(),
        headings=page.headings,
        objectives=tuple(objectives),
        callouts=page.callouts,
        characters=sum(len(line.text) for line in before),
    )


def _rendered(job: Job, text: str) -> Rendered:
    return render(
        text, path=job.name.path, lang=job.name.lang, sizes=job.sizes, captions=job.captions
    )


def _inline(job: Job, text: str) -> str:
    return inline(text, path=job.name.path, lang=job.name.lang)


def _glossary(job: Job, lines: Sequence[Line], findings: Findings) -> _Made:
    title, title_line = _title(lines, findings)
    _, sections = split(lines, 2)
    entries: list[GlossaryEntry] = []
    found: list[Heading] = []
    seen: set[str] = set()
    for section in sections:
        name = section.heading.text
        if re.fullmatch(NAME, name) is None:
            findings.add(
                "E303", section.heading.number, f'"{name}" cannot be a term\'s name',
                "use lower-case letters, digits and hyphens, the same in every language",
            )  # fmt: skip
            continue
        if name in seen:
            findings.add(
                "E316", section.heading.number, f'the term "{name}" is written twice',
                "keep one of them",
            )  # fmt: skip
            continue
        seen.add(name)
        shown, text = _term(section)
        if not text:
            findings.add(
                "E305", section.heading.number, f'the term "{name}" has no text',
                "write the term in bold on a line of its own, then what it means",
            )  # fmt: skip
        page = render(text, path=job.name.path, lang=job.name.lang)
        _refused(job, page.refused, section.lines, findings)
        entries.append(GlossaryEntry(name, shown or name.replace("-", " "), page.html.strip()))
        found.append(Heading(2, shown or name, name, section.heading.number))
    return _Made(title=title, title_line=title_line, headings=tuple(found), entries=tuple(entries))


def _diagnostic(job: Job, lines: Sequence[Line], findings: Findings) -> _Made:
    title, title_line = _title(lines, findings)
    lead = _before(job, lines, title_line, findings)
    return _Made(
        title=title,
        title_line=title_line,
        lead=lead.html.strip(),
        headings=_headings(lines),
        callouts=lead.callouts,
        diagnostic=DiagnosticReader(job.name.path, job.name.lang, findings).read(lines),
    )


def _before(job: Job, lines: Sequence[Line], title_line: int, findings: Findings) -> Rendered:
    """What stands between the title and the first section, rendered."""
    before, _ = split(lines, 2)
    text = "\n".join(
        line.text
        for line in before
        if not (line.number == title_line and line.text.startswith("# "))
    )
    page = _rendered(job, text)
    _refused(job, page.refused, lines, findings)
    return page


def _scenario(job: Job, lines: Sequence[Line], findings: Findings) -> _Made:
    title, title_line = _title(lines, findings)
    _, sections = split(lines, 2)
    lead = _before(job, lines, title_line, findings)
    return _Made(
        title=title,
        title_line=title_line,
        lead=lead.html.strip(),
        headings=_headings(lines),
        callouts=lead.callouts,
        scenario=ScenesReader(job.name.path, job.name.lang, findings).read(sections),
    )


def _term(section: Section) -> tuple[str, str]:
    """The term as people write it, from a bold first line, and the text after it."""
    texts = [line.text for line in section.lines]
    while texts and not texts[0].strip():
        texts.pop(0)
    match = re.match(r"^\*\*([^*]+)\*\*$", texts[0].strip()) if texts else None
    if match is None:
        return "", "\n".join(texts).strip()
    return match[1].strip(), "\n".join(texts[1:]).strip()


__all__ = ["CALLOUTS", "Document", "Job", "Objective", "read"]
