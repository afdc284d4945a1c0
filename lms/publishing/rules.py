"""What a publishing means for people, and how a text differs from the one before: no rows here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Literal

from lms.content.model import ModuleText

QUESTIONS = 3
"""How many questions of each touched objective are asked, where the bank has as many."""

_BLOCKS = frozenset(
    "address blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section "
    "summary table tr ul details".split()
)
_LEFT_OUT = frozenset({"script", "style", "svg"})


class _Blocks(HTMLParser):
    """Collects the text between the edges of blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag in _LEFT_OUT:
            self._hidden += 1
        if tag == "img":
            self._parts.append(dict(attrs).get("alt") or "")
        if tag in {"td", "th"} and self._parts:
            self._parts.append(" · ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag in _LEFT_OUT:
            self._hidden = max(self._hidden - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self._parts).split())
        if text:
            self.blocks.append(text)
        self._parts = []


def blocks_of(text: ModuleText) -> list[str]:
    """A module's text as plain paragraphs, headings, items and rows."""
    found = _Blocks()
    found.feed(f"<h1>{text.title}</h1>{text.lead}{text.body}{text.closing}")
    found.close()
    found.end_block()
    return found.blocks


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that stayed, went, came, or was rewritten."""

    kind: Literal["same", "changed"]
    before: tuple[str, ...]
    now: tuple[str, ...]


def passages(before: Sequence[str], now: Sequence[str]) -> Iterator[Passage]:
    """How one text became another, block by block, in reading order."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        kind: Literal["same", "changed"] = "same" if tag == "equal" else "changed"
        yield Passage(kind, tuple(before[first:last]), tuple(now[begin:end]))


@dataclass(frozen=True, slots=True)
class Kept:
    """The publication whose texts a moment had; `is_later` when the first came after it."""

    number: int
    at: datetime
    is_later: bool


def kept_at(publications: Sequence[tuple[int, datetime]], moment: datetime) -> Kept | None:
    """The publication in force at a moment, or the first one; `publications` in their order."""
    before = [item for item in publications if item[1] <= moment]
    if not before and not publications:
        return None
    number, at = before[-1] if before else publications[0]
    return Kept(number, at, is_later=not before)


def due(published_on: date, within_days: int) -> date:
    """The first day on which a certificate without the update does not count any more."""
    return published_on + timedelta(days=within_days)
