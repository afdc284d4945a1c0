"""What a reader sees of a piece of HTML, to compare two ways of writing the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lms.exchange.trees import Node, read_html

Run: TypeAlias = tuple[str, str]
"""Words, and how they are set: emphasised, strong, code, or a link with its address."""

_KINDS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "pre": "code"}
_BLOCKS = frozenset(
    "aside blockquote details figure h4 h5 h6 hr li ol p pre table td th tr ul".split()
)
LISTS = frozenset({"blockquote", "li", "ol", "pre", "table", "ul"})
"""What must stay what it is wherever a text comes from."""
_BREAKS = _BLOCKS | {"br", "div", "section", "h1", "h2", "h3"}


def shape(html: str, blocks: frozenset[str] = _BLOCKS) -> tuple[Run, ...]:
    """The words of a text with how they are set, and the blocks they stand in."""
    merged: list[Run] = []
    for words, kinds in _runs(read_html(html), (), blocks):
        if merged and merged[-1][1] == kinds and not kinds.startswith("<"):
            merged.append((merged.pop()[0] + words, kinds))
        else:
            merged.append((words, kinds))
    return tuple(
        (said, kinds)
        for words, kinds in merged
        if (said := re.sub(r"\s+", " ", words).strip()) or kinds.startswith("<")
    )


def _runs(node: Node, kinds: tuple[str, ...], blocks: frozenset[str]) -> Iterator[Run]:
    for child in node.children:
        if isinstance(child, str):
            yield child, "+".join(kinds if child.strip() else ())
            continue
        kind = _KINDS.get(child.tag, "")
        if child.tag == "a" and child.attrs.get("href"):
            kind = f"a {child.attrs['href']}"
        if child.tag in blocks:
            yield "", f"<{child.tag}>"
        elif child.tag == "img":
            yield "", f"<img {child.attrs.get('alt', '')}>"
        elif child.tag in _BREAKS:
            yield " ", ""
        inner = tuple(sorted({*kinds, kind} - {""}))
        yield from _runs(child, inner, blocks)
        if child.tag in blocks:
            yield "", f"</{child.tag}>"
        elif child.tag in _BREAKS:
            yield " ", ""
