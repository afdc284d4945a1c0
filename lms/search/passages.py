"""What can be found: every paragraph of the modules and every term of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from html.parser import HTMLParser

from lms.content.model import ContentSet, Course, Module, ModuleText

_REFERENCE = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
_ID = re.compile(r'\s(?:id|tabindex|aria-labelledby)="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|blockquote|figcaption|summary|dt|dd)>")
_VOID = frozenset(["br", "img", "hr", "input", "wbr", "source", "track", "col", "use"])
_LEFT_OUT = frozenset(["figure", "table", "form", "section", "svg", "video", "nav"])
"""What is no paragraph: pictures and films, wide tables, lists of sources."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with where it stands; `module` is empty for a term of the glossary."""

    lang: str
    course: str
    module: str
    anchor: str
    title: str
    heading: str
    html: str
    text: str
    checked: date | None


def passages(content: ContentSet, lang: str) -> tuple[Passage, ...]:
    """Every passage in one language; what has no text in it is told in the language it has."""
    found: list[Passage] = []
    for course in content.courses.values():
        for module in course.modules:
            found += _of_module(course, module, lang)
    for entry in content.glossary.get(lang, {}).values():
        text = plain(entry.html)
        found.append(
            Passage(
                lang, "", "", entry.name, entry.title, entry.title, _shown(entry.html), text, None
            )
        )
    return tuple(found)


def _of_module(course: Course, module: Module, lang: str) -> Iterator[Passage]:
    text = module.texts.get(lang)
    if text is None:
        return
    for anchor, heading, html in _sections(text):
        yield Passage(
            lang,
            course.slug,
            module.slug,
            anchor,
            text.title,
            heading,
            _shown(html),
            plain(html),
            text.checked,
        )


def _sections(text: ModuleText) -> Iterator[tuple[str, str, str]]:
    """Each paragraph with the heading it stands under; lists stay with the line before them."""
    anchor, heading = "", text.title
    waiting = ""
    for tag, attributes, html in _blocks(text.lead + text.body + text.closing):
        if tag in {"h2", "h3"}:
            if waiting:
                yield anchor, heading, waiting
                waiting = ""
            anchor, heading = attributes.get("id", ""), plain(html)
        elif tag not in _LEFT_OUT:
            is_list = tag in {"ul", "ol"}
            if waiting and not (is_list or plain(waiting).endswith(":")):
                yield anchor, heading, waiting
                waiting = ""
            waiting += html
    if waiting:
        yield anchor, heading, waiting


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    spaced = _BLOCK_END.sub(" ", _REFERENCE.sub("", html))
    return " ".join(unescape(_TAG.sub("", spaced)).split())


def _shown(html: str) -> str:
    """The piece for a page of results: without numbers of sources and without anchors."""
    return _ID.sub("", _REFERENCE.sub("", html)).strip()


class _Blocks(HTMLParser):
    """Cuts HTML that the product itself made into the elements at its top."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, dict[str, str], str]] = []
        self._html = html
        self._starts = [0]
        for line in html.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._depth = 0
        self._begun: tuple[str, dict[str, str], int] | None = None
        self.feed(html)
        self.close()

    def _place(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        if self._depth == 0:
            self._begun = tag, {name: value or "" for name, value in attrs}, self._place()
        self._depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends at once holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or self._begun is None:
            return
        self._depth -= 1
        if self._depth == 0:
            name, attributes, start = self._begun
            end = self._html.index(">", self._place()) + 1
            self.found.append((name, attributes, self._html[start:end]))
            self._begun = None


def _blocks(html: str) -> list[tuple[str, dict[str, str], str]]:
    return _Blocks(html).found
