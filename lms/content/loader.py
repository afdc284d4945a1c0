"""From a folder of files to one content set, with everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from lms.content import asked, check, diagnostic, documents, folder, policy, scenes, settings
from lms.content.checks.pages import states_law
from lms.content.documents import Document, Job
from lms.content.folder import Folder, Roots
from lms.content.markdown import Captions, Sizes
from lms.content.media import captions_of, sizes_of
from lms.content.model import (
    Change,
    ContentSet,
    Course,
    CourseText,
    Diagnostic,
    DiagnosticText,
    Finding,
    GlossaryEntry,
    Limits,
    Module,
    ModuleText,
    Pass,
    Programme,
    Quiz,
    Scenario,
    ScenarioText,
    Status,
)
from lms.content.model import Path as LearningPath
from lms.content.parts import ChangeParts, CourseParts, Page, Parts
from lms.content.review import reviews
from lms.content.settings import (
    FRONTS,
    ChangeSettings,
    CourseSettings,
    Front,
    LicenceSettings,
    ModuleFront,
    ProgrammeSettings,
    ScenarioFront,
    SourceSettings,
)
from lms.content.source import Findings, Kind, Name, fingerprint
from lms.content.versions import LOCK
from lms.content.worker import Worker
from lms.content.yaml_source import Settings
from lms.standing import EXPIRING_DAYS, Renewal

Cache = MutableMapping[str, Document]
ReadAll = Callable[[Sequence[Job]], Mapping[str, Document]]
"""Reads jobs and answers with documents by their path."""


def load(root: Roots, *, today: date, cache: Cache | None = None) -> ContentSet:
    """Read a folder in this process; documents in the cache are not read again."""
    return build(folder.read(root), today=today, read_all=_here, cache=cache)


def load_safely(
    root: Roots,
    *,
    today: date,
    seconds: float = 10,
    cache: Cache | None = None,
    worker: Worker | None = None,
) -> ContentSet:
    """Read a folder with a deadline for every file, in a child process.

    A `worker` that is handed in is left running for the next time.
    """
    if worker is not None:
        return build(folder.read(root), today=today, read_all=worker.read_all, cache=cache)
    with Worker(seconds) as own:
        return build(folder.read(root), today=today, read_all=own.read_all, cache=cache)


def _here(jobs: Sequence[Job]) -> Mapping[str, Document]:
    return {job.name.path: documents.read(job) for job in jobs}


def build(
    read: Folder, *, today: date, read_all: ReadAll, cache: Cache | None = None
) -> ContentSet:
    """Put what was read together."""
    return _content_set(read, gather(read, today=today, read_all=read_all, cache=cache))


def gather(read: Folder, *, today: date, read_all: ReadAll, cache: Cache | None = None) -> Parts:
    """Read every file and check all of them together; drafts and faulty files are there too."""
    parts = Parts(
        today=today,
        media=read.media,
        names=read.names,
        unread=read.unread,
        places=read.places,
        replaced=read.replaced,
    )
    _read_settings(read, parts)
    pages = _fronts(read, parts)
    found = _documents(pages, parts, read_all, {} if cache is None else cache)
    for page in pages:
        document = found[page.name.path]
        parts.findings.extend(document.findings)
        parts.pages[page.name.path] = Page(page.name, page.front, page.settings, document)
    check.run(parts)
    parts.findings = [
        *read.findings,
        *(_placed(finding, read.places) for finding in parts.findings),
    ]
    return parts


def _placed(finding: Finding, places: Mapping[str, str]) -> Finding:
    """A finding at the place where its file really lies."""
    place = places.get(finding.path)
    return finding if place is None else replace(finding, path=place)


# Settings and front matter


def _read_settings(read: Folder, parts: Parts) -> None:
    for path, name in read.names.items():
        text = read.texts.get(path, "")
        findings = Findings(path)
        match name.kind:
            case Kind.PROGRAMME:
                made, held = settings.read(text, ProgrammeSettings, findings)
                parts.programme, parts.programme_settings = made, held
            case Kind.COURSE_SETTINGS:
                course, held = settings.read(text, CourseSettings, findings)
                parts.courses[name.course] = CourseParts(name.course, path, course, held)
            case Kind.SOURCES:
                _sources(text, parts, findings)
            case Kind.CHANGES:
                _changes(text, parts, findings)
            case Kind.LICENCES:
                _licences(name, text, parts, findings)
            case Kind.ASKED:
                parts.asked.append(asked.read(name, text, findings))
            case _:
                pass
        parts.findings.extend(findings.items)
    _policy(read, parts)
    if "programme.yml" not in read.names:
        parts.findings.append(
            Finding("programme.yml", 1, 1, "E215", "the file is missing", "write programme.yml")
        )


def _sources(text: str, parts: Parts, findings: Findings) -> None:
    held = settings.values(text, findings)
    if held is None:
        parts.sources_broken = True
        return
    if not isinstance(held.values, list):
        findings.add("E215", 1, "the sources are not a list", "begin every source with - id:")
        parts.sources_broken = True
        return
    seen: set[str] = set()
    for number, item in enumerate(held.values):
        if len(findings.items) >= documents.MAX_FINDINGS:
            parts.sources_broken = True
            break
        source = settings.build(held, item, SourceSettings, findings, (number,))
        line, column = held.place((number,))
        if source is None:
            parts.sources_broken = True
            continue
        if source.id in seen:
            findings.add(
                "E316", line, f'the source "{source.id}" stands twice', "keep one of them",
                column=column,
            )  # fmt: skip
        seen.add(source.id)
        parts.sources[source.url] = source
        parts.source_places[source.url] = held.place((number, "review_by"))
        parts.source_days[source.url] = held.place((number, "checked"))


def _changes(text: str, parts: Parts, findings: Findings) -> None:
    held = settings.values(text, findings)
    if held is None or held.values is None:
        return
    if not isinstance(held.values, list):
        findings.add("E215", 1, "the changes are not a list", "begin every change with - on:")
        return
    for number, item in enumerate(held.values):
        if len(findings.items) >= documents.MAX_FINDINGS:
            break
        made = settings.build(held, item, ChangeSettings, findings, (number,))
        if made is not None:
            parts.changes.append(ChangeParts(number, made, held))


def _licences(name: Name, text: str, parts: Parts, findings: Findings) -> None:
    held = settings.values(text, findings)
    known = parts.licences.setdefault(name.course, {})
    if held is None or held.values is None:
        return
    if not isinstance(held.values, dict):
        findings.add("E215", 1, "the licences are not a list of files", "write file.svg: {by: …}")
        return
    for file, item in held.values.items():
        if len(findings.items) >= documents.MAX_FINDINGS:
            break
        made = settings.build(held, item, LicenceSettings, findings, (file,))
        known[file] = (made is not None, *held.place((file,)))


def _policy(read: Folder, parts: Parts) -> None:
    """The organisation's own words by language; those of `policy.yml` replace the example's."""
    places: dict[str, tuple[Findings, int, int]] = {}
    kept: list[Findings] = []
    for path in ("policy.example.yml", "policy.yml"):
        if path not in read.texts:
            continue
        findings = Findings(path)
        held = settings.values(read.texts[path], findings)
        if held is not None:
            reader = policy.PolicyReader(held, parts.languages, parts.policy, findings)
            reader.read()
            places |= {name: (findings, *place) for name, place in reader.places.items()}
            if path == "policy.yml":
                parts.own_words.update(reader.places)
        kept.append(findings)
    policy.resolve(parts.policy, places)
    for findings in kept:
        parts.findings.extend(findings.items)


_FENCE = re.compile(r"^---[ \t]*$")
_KEY_LINE = re.compile(r"^[a-z_]{1,40}:(?: |$)|^[ \t]+\S")
_TEXT_LINE = re.compile(r"^(?:#|[ \t]*$)")


def _fronts(read: Folder, parts: Parts) -> list[_Opened]:
    pages: list[_Opened] = []
    for path, name in read.names.items():
        if not path.endswith(".md"):
            continue
        findings = Findings(path)
        pages.append(_front(name, read.texts[path], findings))
        parts.findings.extend(findings.items)
    return pages


@dataclass(frozen=True, slots=True)
class _Opened:
    """A Markdown file whose front matter has been read."""

    name: Name
    front: Front | None
    settings: Settings
    text: str
    first_line: int


def _front(name: Name, text: str, findings: Findings) -> _Opened:
    lines = text.split("\n")
    begin, begun = 1, bool(_FENCE.match(lines[0]))
    end = next((number for number, line in enumerate(lines[1:1000], 1) if _FENCE.match(line)), None)
    if not begun:
        findings.add(
            "E201", 1, "the front matter is missing", "begin the file with --- and its settings"
        )
        if end is None or not all(_KEY_LINE.match(line) for line in lines[:end]):
            return _Opened(name, None, Settings({}), text, 1)
        begin = 0  # only its first line is missing
    after = end + 1 if end is not None else 1
    if end is None:
        findings.add(
            "E202", 1, "the front matter is not closed", "add a line --- after the settings"
        )
        end = after = next(
            (number for number, line in enumerate(lines[1:1000], 1) if _TEXT_LINE.match(line)), 1
        )
    made, held = settings.read(
        "\n".join(lines[begin:end]), FRONTS.get(name.kind, Front), findings, first_line=begin + 1
    )
    return _Opened(name, made, held, "\n".join(lines[after:]), after + 1)


def _documents(
    pages: Iterable[_Opened], parts: Parts, read_all: ReadAll, cache: Cache
) -> dict[str, Document]:
    sizes = sizes_of(parts.media)
    captions = captions_of(parts.media, parts.languages)
    jobs = [_job(page, parts, sizes, captions) for page in pages]
    keys = {job.name.path: job.key for job in jobs}
    fresh = read_all([job for job in jobs if keys[job.name.path] not in cache])
    found: dict[str, Document] = {}
    for path, key in keys.items():
        document = fresh.get(path) or cache[key]
        found[path] = document
        if not document.is_unread:
            cache[key] = document
    for gone in set(cache) - set(keys.values()):
        del cache[gone]
    return found


def _job(page: _Opened, parts: Parts, sizes: Sizes, captions: Captions) -> Job:
    name = page.name
    teaches = page.front.teaches if isinstance(page.front, ModuleFront) else ()
    own = f"{name.course}/media/"
    return Job(
        name=name,
        text=page.text,
        first_line=page.first_line,
        objective=teaches[0] if teaches else "",
        policy=parts.policy.get(name.lang, {}) if "{{" in page.text else {},
        sizes={path: size for path, size in sizes.items() if path.startswith(own)}
        if name.course and "](media/" in page.text
        else {},
        captions={path: langs for path, langs in captions.items() if path.startswith(own)}
        if name.course and "](media/" in page.text
        else {},
    )


# The set


def _content_set(read: Folder, parts: Parts) -> ContentSet:
    programme = _programme(parts, _drafts(parts))
    order = [slug for path in programme.paths for slug in path.courses]
    slugs = sorted(
        parts.courses, key=lambda slug: (order.index(slug) if slug in order else len(order), slug)
    )
    courses = {slug: _course(slug, parts, read) for slug in slugs}
    ready = {
        slug: course
        for slug, course in courses.items()
        if course is not None and course.status is Status.READY
    }
    return ContentSet(
        programme=programme,
        courses=MappingProxyType(ready),
        glossary=_glossary(parts),
        media=MappingProxyType(dict(parts.media)),
        findings=most(parts.findings),
        fingerprint=fingerprint(*_everything(read, "")),
        diagnostic=_diagnostic(parts),
        changes=tuple(_change(item) for item in parts.changes),
        lock=read.texts.get(LOCK),
        reviews=reviews(parts),
        policy=MappingProxyType(
            {lang: MappingProxyType(dict(words)) for lang, words in parts.policy.items()}
        ),
        own_words=frozenset(parts.own_words),
        asked=_asked(parts),
    )


def _change(item: ChangeParts) -> Change:
    made = item.settings
    return Change(
        course=made.course,
        on=made.on,
        kind=made.kind,
        edition=made.edition,
        covers=made.covers,
        because=MappingProxyType(dict(made.because or {})),
        objectives=made.relearn.objectives if made.relearn else (),
        within_days=made.relearn.within if made.relearn else None,
        line=item.held.place((item.number,))[0],
    )


def most(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order of place; of one file no more than help, errors before warnings."""
    kept: list[Finding] = []
    counts: dict[str, int] = {}
    for finding in sorted(set(findings), key=lambda finding: (finding.code[0], finding)):
        counts[finding.path] = counts.get(finding.path, 0) + 1
        if counts[finding.path] <= documents.MAX_FINDINGS:
            kept.append(finding)
    return tuple(sorted(kept))


def _everything(read: Folder, prefix: str) -> list[str]:
    """All that was read under a place, as texts to take a fingerprint of.

    How people ask is a help of the search and no part of a course: certificates name its state.
    """
    result: list[str] = []
    for path, name in sorted(read.names.items(), key=lambda item: item[0]):
        if path.startswith(prefix) and not (prefix and name.kind is Kind.ASKED):
            text = read.texts.get(path)
            result += [path, read.media[path].hex() if text is None else text]
    return result


def _drafts(parts: Parts) -> set[str]:
    """Courses that are being written, so that no path waits for them."""
    return {slug for slug in parts.courses if _status(parts.of(Kind.COURSE, slug)) is Status.DRAFT}


def _programme(parts: Parts, drafts: set[str]) -> Programme:
    made = parts.programme
    if made is None:
        empty = LearningPath("", {}, {}, ())
        return Programme(names={}, languages=("en",), paths=(empty,), audiences={})
    return Programme(
        names=MappingProxyType(dict(made.name)),
        languages=made.languages,
        paths=tuple(
            LearningPath(
                path.id,
                MappingProxyType(dict(path.title)),
                MappingProxyType(dict(path.summary)),
                tuple(slug for slug in path.courses if slug not in drafts),
            )
            for path in made.paths
        ),
        audiences=MappingProxyType(
            {name: MappingProxyType(dict(words)) for name, words in made.audiences.items()}
        ),
    )


def _diagnostic(parts: Parts) -> Diagnostic | None:
    """The diagnostic, when it is ready and its scale has words."""
    pages = [page for page in parts.of(Kind.DIAGNOSTIC) if page.status is Status.READY]
    made = parts.programme
    if not pages or made is None or made.diagnostic is None:
        return None
    texts: dict[str, DiagnosticText] = {}
    for page in pages:
        document = page.document
        read = document.diagnostic
        texts[page.name.lang] = DiagnosticText(
            lang=page.name.lang,
            title=document.title,
            lead=document.lead,
            statements=read.statements,
            routes=read.routes,
            checked=page.front.checked if page.front else None,
            stale=parts.is_stale(page),
            sense=diagnostic.sense(read),
            words=diagnostic.words(document.title, document.lead, read),
            path=page.name.path,
        )
    scale = {
        lang: tuple(step.get(lang, "") for step in made.diagnostic.scale) for lang in made.languages
    }
    return Diagnostic(MappingProxyType(scale), MappingProxyType(texts))


def _glossary(parts: Parts) -> Mapping[str, Mapping[str, GlossaryEntry]]:
    result: dict[str, Mapping[str, GlossaryEntry]] = {}
    for page in parts.of(Kind.GLOSSARY):
        if page.status is Status.READY:
            entries = {entry.name: entry for entry in page.document.entries}
            result[page.name.lang] = MappingProxyType(entries)
    return MappingProxyType(result)


def _asked(parts: Parts) -> Mapping[str, Mapping[tuple[str, str, str], tuple[str, ...]]]:
    """How people ask, by language and by course, module and heading; terms by their names."""
    result: dict[str, dict[tuple[str, str, str], tuple[str, ...]]] = {}
    for item in parts.asked:
        found = result.setdefault(item.name.lang, {})
        for section in item.sections:
            page = section.page if item.name.course else ""
            phrases = tuple(phrase.text for phrase in section.phrases if phrase.text)
            if phrases:
                found[item.name.course, page, section.heading] = phrases
    return MappingProxyType({lang: MappingProxyType(found) for lang, found in result.items()})


def _course(slug: str, parts: Parts, read: Folder) -> Course | None:
    held = parts.courses[slug]
    made = held.settings
    if made is None:
        return None
    pages = parts.of(Kind.COURSE, slug)
    modules = _modules(slug, parts)
    status = _status(pages)
    texts = {page.name.lang: _course_text(page) for page in pages if page.status is status}
    return Course(
        slug=slug,
        edition=made.edition,
        mark=made.mark,
        status=status,
        objectives=made.objectives,
        required_for=made.required_for,
        passing=Pass(made.passing.score, made.passing.critical == "all", made.passing.practice),
        before_review=made.attempts.before_review,
        limits=Limits(
            made.attempts.most,
            made.attempts.wait or 0,
            MappingProxyType(dict(made.attempts.why or {})),
        ),
        renewal=_renewal(made),
        remind_after_months=made.remind_after,
        texts=MappingProxyType(texts),
        modules=tuple(module for module in modules if module.status is Status.READY),
        drafts=tuple(module for module in modules if module.status is Status.DRAFT),
        retired=tuple(module.slug for module in modules if module.status is Status.RETIRED),
        quiz=_quiz(slug, made, parts),
        scenarios=_scenarios(slug, parts),
        fingerprint=fingerprint(*_everything(read, f"{slug}/")),
    )


def _renewal(made: CourseSettings) -> Renewal:
    renew = made.renew
    if renew is None:
        return Renewal(months=made.renew_after)
    return Renewal(renew.every, renew.until, renew.window or EXPIRING_DAYS, renew.grace or 0)


def _status(pages: Sequence[Page]) -> Status:
    """Ready when one language is ready; otherwise what the pages say."""
    found = {page.status for page in pages}
    for status in (Status.READY, Status.DRAFT, Status.RETIRED):
        if status in found:
            return status
    return Status.DRAFT


def _course_text(page: Page) -> CourseText:
    document = page.document
    return CourseText(
        lang=page.name.lang,
        title=document.title,
        promise=getattr(page.front, "promise", None) or "",
        about=document.lead,
        objectives=MappingProxyType({item.name: item.text for item in document.objectives}),
        checked=page.front.checked if page.front else None,
        path=page.name.path,
    )


def _modules(slug: str, parts: Parts) -> list[Module]:
    by_name: dict[str, list[Page]] = {}
    for page in parts.of(Kind.MODULE, slug):
        by_name.setdefault(page.name.slug, []).append(page)
    modules: list[Module] = []
    for name, pages in by_name.items():
        status = _status(pages)
        shown = [page for page in pages if page.status is status]
        first = next((page.front for page in shown if isinstance(page.front, ModuleFront)), None)
        if first is None:
            continue
        texts = {page.name.lang: _module_text(page, parts) for page in shown}
        modules.append(
            Module(
                slug=name,
                number=shown[0].name.number,
                minutes=first.minutes,
                teaches=first.teaches,
                status=status,
                texts=MappingProxyType(texts),
            )
        )
    return sorted(modules, key=lambda module: (module.number, module.slug))


def _scenarios(slug: str, parts: Parts) -> tuple[Scenario, ...]:
    """The ready scenarios of a course, by name."""
    by_name: dict[str, list[Page]] = {}
    for page in parts.of(Kind.SCENARIO, slug):
        if page.status is Status.READY and isinstance(page.front, ScenarioFront):
            by_name.setdefault(page.name.slug, []).append(page)
    return tuple(
        Scenario(
            slug=name,
            teaches=getattr(pages[0].front, "teaches", ()),
            status=Status.READY,
            texts=MappingProxyType({page.name.lang: _scenario_text(page, parts) for page in pages}),
        )
        for name, pages in sorted(by_name.items())
    )


def _scenario_text(page: Page, parts: Parts) -> ScenarioText:
    document = page.document
    read = document.scenario.scenes
    return ScenarioText(
        lang=page.name.lang,
        title=document.title,
        lead=document.lead,
        scenes=read,
        checked=page.front.checked if page.front else None,
        stale=parts.is_stale(page),
        sense=scenes.sense(read),
        words=scenes.words(document.title, document.lead, read),
        path=page.name.path,
    )


def _module_text(page: Page, parts: Parts) -> ModuleText:
    document, front = page.document, page.front
    source = parts.source_of(page) if parts.is_stale(page) else None
    return ModuleText(
        lang=page.name.lang,
        title=document.title,
        lead=document.lead,
        body=document.body,
        closing=document.closing,
        headings=document.headings,
        checks=tuple(question for question in document.questions if not question.retired),
        practices=document.practices,
        checked=front.checked if front else None,
        checked_by=(getattr(front, "checked_by", None) or ""),
        law=states_law(page),
        stale=source is not None,
        words=document.words,
        path=page.name.path,
        original=source.name.lang if source is not None else "",
        follows=parts.follows(page) if source is not None else None,
    )


def _quiz(slug: str, made: CourseSettings, parts: Parts) -> Quiz | None:
    pages = parts.of(Kind.QUIZ, slug)
    if not pages or made.quiz is None:
        return None
    status = _status(pages)
    if status is not Status.READY:
        return None
    questions = {
        page.name.lang: MappingProxyType(
            {question.name: question for question in page.document.questions}
        )
        for page in pages
        if page.status is status
    }
    return Quiz(
        status,
        MappingProxyType(questions),
        MappingProxyType(dict(made.quiz.draw)),
        minutes=made.quiz.minutes,
        why=MappingProxyType(dict(made.quiz.why or {})),
        asks_sureness=made.quiz.sureness,
    )
