"""Translations as work: what is missing or stale, preparing a file, and noting that it is done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from lms.content.folder import Folder
from lms.content.model import Lang, Status
from lms.content.parts import Page, Parts
from lms.content.source import name_of
from lms.content.translation import State, record_of
from lms.content.unfinished import MARK, is_unfinished
from lms.content.untranslated import (
    anchors_of,
    in_language,
    led_over,
    linked_from,
    untranslated,
)
from lms.content.words import KNOWN
from lms.content.writing import replace_text
from lms.content.yaml_source import YamlError, parse


class NotPossible(Exception):
    """Why a translation was not prepared or noted, and what to do."""


class Progress(StrEnum):
    """How far a translation is."""

    ABSENT = "missing"
    UNREAD = "unreadable"
    UNFINISHED = "unfinished"
    STALE = "stale"
    OWN = "own text"
    CURRENT = "up to date"


@dataclass(frozen=True, slots=True)
class Row:
    """One file in one language, held against its original."""

    path: str
    lang: Lang
    original: str
    course: str
    progress: Progress
    blocks: int = 0
    stale: int = 0
    missing: int = 0  # new in the original
    extra: int = 0  # gone from the original
    unfinished: int = 0
    asks: bool = False  # an answer, an option or a way has changed: publishing stops
    is_recorded: bool = False  # whether single blocks are noted in the front matter
    since: date | None = None  # the day whose original it follows, when that has changed

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.progress in {Progress.CURRENT, Progress.OWN}


def rows(parts: Parts) -> tuple[Row, ...]:
    """Every file that should be there in a second language, in the order of the folder."""
    found: list[Row] = []
    for pages in _groups(parts).values():
        first = _original(pages, parts.languages)
        if first.status is Status.RETIRED:
            continue
        there = {page.name.lang: page for page in pages}
        for lang in parts.languages:
            if lang == first.name.lang:
                continue
            page = there.get(lang)
            if page is None:
                path = in_language(first.name, lang)
                row = Row(path, lang, first.path, first.name.course, Progress.ABSENT,
                          blocks=len(first.blocks), missing=len(first.blocks))  # fmt: skip
            else:
                row = _row(parts, page, first)
            found.append(row)
    return tuple(found)


def _groups(parts: Parts) -> dict[tuple[str, str, str], list[Page]]:
    groups: dict[tuple[str, str, str], list[Page]] = {}
    for path in sorted(parts.pages):
        page = parts.pages[path]
        key = (page.name.course, page.name.kind.value, page.name.slug)
        groups.setdefault(key, []).append(page)
    return groups


def _original(pages: Sequence[Page], languages: Sequence[str]) -> Page:
    order = {lang: place for place, lang in enumerate(languages)}
    return min(
        pages,
        key=lambda page: (
            page.front is not None and page.front.translates is not None,
            order.get(page.name.lang, 99),
        ),
    )


def _row(parts: Parts, page: Page, first: Page) -> Row:
    front = page.front
    if front is None or page.document.is_unread:
        return Row(page.path, page.name.lang, first.path, page.name.course, Progress.UNREAD)
    source = parts.source_of(page)
    states = parts.translation_of(page)
    counts = {state: sum(item.state is state for item in states) for state in State}
    left = unfinished_in(page)
    if left:
        progress = Progress.UNFINISHED
    elif source is None:
        progress = Progress.OWN
    else:
        progress = Progress.STALE if parts.is_stale(page) else Progress.CURRENT
    is_recorded = front.translates is not None and bool(front.translates.blocks)
    behind = counts[State.STALE] + counts[State.MISSING] + counts[State.EXTRA]
    counted = is_recorded or progress is Progress.STALE
    return Row(
        path=page.path,
        lang=page.name.lang,
        original=(source or first).path,
        course=page.name.course,
        progress=progress,
        blocks=len((source or first).blocks),
        stale=counts[State.STALE] if counted else 0,
        missing=counts[State.MISSING] if counted else 0,
        extra=counts[State.EXTRA] if counted else 0,
        unfinished=left,
        asks=any(item.asks for item in states),
        is_recorded=is_recorded,
        since=parts.follows(page) if behind and counted else None,
    )


def unfinished_in(page: Page) -> int:
    """How many texts of a page are still to be written."""
    promise = getattr(page.front, "promise", None) or ""
    return len(page.document.unfinished) + is_unfinished(promise)


# A file to fill


def prepare(
    read: Folder, parts: Parts, lang: str, *, today: date, course: str = ""
) -> dict[str, str]:
    """New files for every page that lacks a language, with the original's texts to replace."""
    if lang not in parts.languages:
        known = ", ".join(parts.languages)
        more = "" if lang in KNOWN else f" The format itself knows {' and '.join(KNOWN)} so far."
        raise NotPossible(
            f"The programme has no language {lang} (it has {known}). "
            f"Add it to languages in programme.yml first.{more}"
        )
    if course and course not in parts.courses:
        raise NotPossible(f"There is no course {course}. Courses: {', '.join(parts.courses)}")
    absent = {
        row.path: parts.pages[row.original]
        for row in rows(parts)
        if row.lang == lang and row.progress is Progress.ABSENT
    }
    wanted = _wanted(read, absent, lang, course)
    broken = [page.path for page in wanted.values() if page.front is None]
    if broken:
        raise NotPossible(f"Mend the front matter of {broken[0]} first.")
    made = {path: _body(read, page, lang) for path, page in wanted.items()}
    bodies = {name.path: _split(read.texts[name.path])[1]
              for name in read.names.values() if name.path.endswith(".md")}  # fmt: skip
    translated = bodies | made
    files: dict[str, str] = {}
    for path, page in wanted.items():
        headings = dict(zip(anchors_of(bodies[page.path]), anchors_of(made[path]), strict=False))
        front = _front(page, today, headings)
        body = led_over(page.path, made[path], lang, bodies, translated)
        files[_beside(read, page, path)] = front + body
    return files


def _beside(read: Folder, page: Page, path: str) -> str:
    """Where a new file lies: in the folder of its original, be it an overlay."""
    place = read.places.get(page.path)
    return path if place is None else f"{place.removesuffix(page.path)}{path}"


def _wanted(read: Folder, absent: Mapping[str, Page], lang: str, course: str) -> dict[str, Page]:
    """The files of a course and those that they link to, or all of them."""
    if not course:
        return dict(absent)
    chosen = {path: page for path, page in absent.items() if page.name.course == course}
    rest = list(chosen.values())
    while rest:
        page = rest.pop()
        for target in linked_from(page.path, read.texts[page.path]):
            name = name_of(target)
            path = in_language(name, lang) if name is not None else ""
            if path in absent and path not in chosen:
                chosen[path] = absent[path]
                rest.append(absent[path])
    return {path: page for path, page in absent.items() if path in chosen}


def _split(text: str) -> tuple[str, str]:
    """Front matter without its fences, and what follows."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])


def _body(read: Folder, page: Page, lang: str) -> str:
    body = _split(read.texts[page.path])[1]
    return "\n".join(untranslated(page.name, body.split("\n"), lang))


_LEFT_OUT = {"checked", "checked_by", "review_by", "translates"}
"""What somebody said of the original text; nobody has said it of the new one."""


def _front(page: Page, today: date, headings: Mapping[str, str]) -> str:
    values: dict[str, Any] = dict(page.settings.values or {})
    lines = ["---"]
    for key, value in values.items():
        if key == "status":
            lines.append(f"status: {Status.DRAFT}")
        elif key == "promise":
            lines.append(f"promise: {_quoted(f'{MARK} {value}')}")
        elif key == "guidelines" and isinstance(value, dict):
            led = {name: headings.get(str(slug), slug) for name, slug in value.items()}
            lines.append(f"{key}: {_plain(led)}")
        elif key not in _LEFT_OUT:
            lines.append(f"{key}: {_plain(value)}")
    record = record_of(page.blocks)
    return "\n".join([*lines, *_translates(page.name.lang, record, today), "---", ""])


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_plain(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_plain(item) for item in value)}]"
    return _quoted(value) if isinstance(value, str) and not _SAFE.match(value) else str(value)


_SAFE = re.compile(r"^[^\W\d_][\w./-]*$")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _translates(lang: str, record: Mapping[str, str], today: date) -> list[str]:
    lines = ["translates:", f"  lang: {lang}", f"  on: {today.isoformat()}", "  blocks:"]
    lines += [
        f"    {key if _SAFE.match(key) else _quoted(key)}: {mark}" for key, mark in record.items()
    ]
    return lines if record else lines[:-1]


# A file that is done


def done(parts: Parts, path: str, text: str, *, today: date) -> str:
    """The text of a translation with its front matter saying what it now follows."""
    page = parts.pages.get(path)
    if page is None:
        raise NotPossible(f"There is no page {path} in the content folder.")
    if page.front is None or page.front.translates is None:
        raise NotPossible(
            f"{path} is no translation: its front matter has no translates. "
            "Write translates: en, with the language of the original."
        )
    source = parts.source_of(page)
    if source is None or source.document.is_unread or page.document.is_unread:
        raise NotPossible(f"The original of {path} cannot be read. Run lms content check.")
    if left := unfinished_in(page):
        count = f"{left} texts begin" if left > 1 else "one text begins"
        raise NotPossible(f"{path} is not finished: {count} with {MARK}")
    amiss = [
        finding
        for finding in parts.findings
        if finding.path in {parts.places.get(name, name) for name in (path, source.path)}
        and finding.code in {"E601", "E602", "E605", "E609", "E611"}
    ]
    if amiss:
        raise NotPossible(f"Mend this first: {amiss[0]}")
    return _noted(text, source, today)


def _noted(text: str, source: Page, today: date) -> str:
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    lines = text.split(end)
    close = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    start = next((at for at in range(1, close) if re.match(r"^translates[ \t]*:", lines[at])), 0)
    hand = "Write translates: on a line of its own, with the rest below it indented."
    if not start:
        raise NotPossible(f"The front matter is written in a form that cannot be changed. {hand}")
    stop = start + 1
    while stop < close and (lines[stop][:1] in {" ", "\t"} or not lines[stop].strip()):
        stop += 1
    while not lines[stop - 1].strip():
        stop -= 1
    new = [*lines[:start], *_translates(source.name.lang, record_of(source.blocks), today),
           *lines[stop:]]  # fmt: skip
    if _without(lines) != _without(new):
        raise NotPossible(f"The front matter is written in a form that cannot be changed. {hand}")
    return end.join(new)


def _without(lines: Sequence[str]) -> tuple[Any, str]:
    """The settings without what is noted of the original, and the text."""
    front, body = _split("\n".join(line.rstrip("\r") for line in lines))
    try:
        values = dict(parse(front).values or {})
    except YamlError:
        return None, body
    values.pop("translates", None)
    return values, body


def write_done(root: Path, parts: Parts, path: str, *, today: date) -> bool:
    """Note in a file that it follows its original; False when it said so already."""
    place = root / parts.places.get(path, path)
    if not place.is_file():
        raise NotPossible(f"There is no page {path} in the content folder.")
    old = place.read_bytes().decode("utf-8")
    bom = "\ufeff" if old.startswith("\ufeff") else ""
    new = bom + done(parts, path, old.removeprefix(bom), today=today)
    if _same_record(old, new):
        return False
    replace_text(place, old, new)
    return True


def _same_record(old: str, new: str) -> bool:
    """Whether only the day differs."""
    day = re.compile(r"^  on: \d{4}-\d{2}-\d{2}[ \t\r]*$", re.MULTILINE)
    return day.sub("", old, count=1) == day.sub("", new, count=1)


def table(found: Iterable[Row]) -> str:
    """The rows as lines for a terminal."""
    lines = [("file", "language", "state", "blocks", "changed since")]
    lines += [(row.path, row.lang, row.progress.value, _counts(row),
               row.since.isoformat() if row.since else "") for row in found]  # fmt: skip
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def _counts(row: Row) -> str:
    if row.progress is Progress.ABSENT:
        return f"{row.blocks} to write"
    said = [
        f"{number} {word}"
        for number, word in (
            (row.unfinished, "unfinished"), (row.stale, "stale"), (row.missing, "missing"),
            (row.extra, "extra"),
        )
        if number
    ]  # fmt: skip
    if row.asks:
        said.append("answers changed")
    if not said and row.progress is Progress.CURRENT:
        said = [f"{row.blocks} fresh" if row.is_recorded else "by its day"]
    return ", ".join(said)
