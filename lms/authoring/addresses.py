"""Where the links of a previewed text lead: to the authors' pages, not to those of learners."""

from __future__ import annotations

import html
import re
import zlib
from typing import TYPE_CHECKING, Any

from flask import url_for

from lms.content.model import Lang, Review
from lms.content.source import Kind

if TYPE_CHECKING:
    from lms.content.previews import Preview, Previewed

SHARED = "shared"
"""Stands for the course in the addresses of files that belong to no course."""

_HREF = re.compile(r'<a href="(?!#)([^"]*)"|<a ((?:[a-z-]+="[^"]*" )+)href="(?!#)([^"]*)"')
_MEDIA = re.compile(r'((?:src|href|poster)=")/media/([^"/]+)/([^"/]+)"')
_MODULE = re.compile(r"^/courses/([^/#]+)/([^/#]+)$")
_COURSE = re.compile(r"^/courses/([^/#]+)$")


def of_file(file: Previewed, **values: Any) -> str:
    """The authors' page of a file."""
    return url_for("authoring.file", course=file.name.course or SHARED, file=file.file, **values)


def find(preview: Preview, course: str, name: str) -> Previewed | None:
    """The file that an address names."""
    found = preview.files.get(name) if course == SHARED else None
    return found or preview.files.get(f"{course}/{name}")


def for_authors(made: str, preview: Preview, lang: Lang) -> str:
    """HTML of a text whose links lead to authors' pages, in the window around the frame."""

    def link(match: re.Match[str]) -> str:
        before, target = match[2] or "", html.unescape(match[1] or match[3] or "")
        return f'<a target="_top" {before}href="{html.escape(_target(target, preview, lang))}"'

    def media(match: re.Match[str]) -> str:
        data = preview.media.get(f"{match[2]}/media/{match[3]}", b"")
        version = f"{zlib.crc32(data):08x}"  # a picture that is saved anew gets a new address
        address = url_for("authoring.media", course=match[2], name=match[3], v=version)
        return f'{match[1]}{html.escape(address)}"'

    return _MEDIA.sub(media, _HREF.sub(link, made))


def of_review(review: Review, preview: Preview, lang: Lang, course: str) -> str | None:
    """Where the author finds the heading that teaches a question."""
    file = _module(preview, review.course or course, review.module, lang)
    return of_file(file, at=review.heading or None) if file else None


def _target(target: str, preview: Preview, lang: Lang) -> str:
    path, _, heading = target.partition("#")
    file: Previewed | None = None
    if path == "/glossary":
        file = preview.files.get(f"glossary.{lang}.md")
    elif match := _MODULE.match(path):
        if match[2] == "quiz":
            file = preview.files.get(f"{match[1]}/quiz.{lang}.md")
        else:
            file = _module(preview, match[1], match[2], lang)
    elif match := _COURSE.match(path):
        file = preview.files.get(f"{match[1]}/course.{lang}.md")
    return of_file(file, at=heading or None) if file else target


def _module(preview: Preview, course: str, slug: str, lang: Lang) -> Previewed | None:
    found = preview.courses.get(course)
    if found is None:
        return None
    modules = found.of(Kind.MODULE, lang)
    return next((file for file in modules if file.name.slug == slug), None)
