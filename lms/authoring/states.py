"""How far a course is in each language: ready, draft or missing, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.content.model import Lang, Status
from lms.content.source import Kind

if TYPE_CHECKING:
    from lms.content.previews import Previewed, PreviewedCourse

PARTS = (Kind.COURSE, Kind.MODULE, Kind.SCENARIO, Kind.QUIZ)
"""The kinds of files that a course has in every language."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a course with its file in each language; None where it is missing."""

    kind: Kind
    slug: str
    files: tuple[tuple[Lang, Previewed | None], ...]


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How far one language is."""

    lang: Lang
    state: str  # ready, draft or missing
    ready: int
    drafts: int
    missing: int
    errors: int
    messages: int


def parts_of(course: PreviewedCourse, languages: Sequence[Lang]) -> tuple[Part, ...]:
    """The pages of a course in their order, each in all languages."""
    found: dict[tuple[Kind, str], dict[Lang, Previewed]] = {}
    for file in course.files:
        if file.name.kind in PARTS:
            found.setdefault((file.name.kind, file.name.slug), {})[file.name.lang] = file
    return tuple(
        Part(kind, slug, tuple((lang, files.get(lang)) for lang in languages))
        for (kind, slug), files in found.items()
    )


def language_states(
    course: PreviewedCourse, languages: Sequence[Lang]
) -> tuple[LanguageState, ...]:
    """The state of every language.

    A language is ready when all that is ready in any language is ready in this one.
    """
    parts = parts_of(course, languages)
    return tuple(_state(lang, parts) for lang in languages)


def _state(lang: Lang, parts: Sequence[Part]) -> LanguageState:
    ready = drafts = missing = 0
    behind = False
    files: list[Previewed] = []
    for part in parts:
        by_lang = dict(part.files)
        if any(file and file.state == Status.RETIRED for file in by_lang.values()):
            continue
        file = by_lang.get(lang)
        wanted = any(other and other.state == Status.READY for other in by_lang.values())
        if file is None:
            missing += 1
        else:
            files.append(file)
            ready += file.state == Status.READY
            drafts += file.state != Status.READY
        behind = behind or (wanted and (file is None or file.state != Status.READY))
    state = "missing" if not files else "ready" if ready and not behind else "draft"
    return LanguageState(
        lang=lang,
        state=state,
        ready=ready,
        drafts=drafts,
        missing=missing,
        errors=sum(file.errors for file in files),
        messages=sum(len(file.findings) for file in files),
    )
