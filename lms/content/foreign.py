"""Markdown of other tools that the format does not read: named once for a file, where it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lms.content.source import Findings, Line


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of writing: how it is found, what it is called, what to write instead."""

    sign: str  # a line without it is not looked at more closely
    pattern: re.Pattern[str]
    what: str
    fix: str


def _form(sign: str, pattern: str, what: str, fix: str) -> _Form:
    return _Form(sign, re.compile(pattern), what, fix)


_LINK = "write it as [text](address)"
_FORMS = (
    _form("]:", r"^ {0,3}\[(?!\^)[^\]]{1,200}\]:[ \t]*\S", "a link written in two places", _LINK),
    _form("][", r"[^\s\]]\]\[[^\]]{0,200}\]", "a link written in two places", _LINK),
    _form("[[", r"(?<!!)\[\[[^\[\]]{1,200}\]\]", "a link in double brackets", _LINK),
    _form("<", r"<(?:https?://|mailto:|[\w.+-]{1,64}@)[^<>\s]{1,500}>",
          "an address between < and >", _LINK),
    _form("://", r"(?<![(\w<\"'/=])https?://[^\s)>]{3}", "an address by itself", _LINK),
    _form("~~", r"~~[^~\s][^~]{0,500}~~", "text struck out", "leave the words out"),
    _form("==", r"(?<![=\w])==[^=\s][^=]{0,200}==(?!=)", "marked text",
          "write **bold** or *stress*"),
    _form(":::", r"^ {0,3}:{3,}", "a block between colons", "use a callout such as > [!NOTE]"),
    _form("!!!", r"^!{3}[ \t]", "a block after !!!", "use a callout such as > [!NOTE]"),
    _form("{%", r"\{%[^%]{0,500}%\}", "a command for a template", "write out what it stands for"),
    _form("{", r"(?<!\{)\{[:#.][^{}\n]{1,200}\}", "settings between braces", "leave them out"),
    _form("$$", r"\$\$", "a formula", "say it in words or draw a picture"),
    _form("^[", r"(?<!\[)\^\[[^\]]{1,500}\]", "a note inside the line",
          "write [^name] here and [^name]: [title](address) below"),
    _form(":", r"(?<![\w:/])(?<!\d):(?:[a-z][a-z0-9_]{1,30}|[+-]1):(?![\w:/])",
          "a picture sign between colons", "write the sign itself, or a word"),
    _form(": ", r"^:[ \t]{1,3}\S", "a definition after a colon", "use a list or the glossary"),
    _form(")", r"^\d{1,9}\)[ \t]", "a list numbered with brackets", "write 1. and so on"),
    _form("\\", r"\\$", "a line broken by a backslash", "end the sentence, or begin a paragraph"),
    _form("[", r"^\[(?:TOC|_TOC_)\]$", "a table of contents", "leave it out; pages show their own"),
)  # fmt: skip
_ITEM = re.compile(r"^( {0,3})(?:[-*+]|\d{1,9}[.)])[ \t]")
_INNER_FENCE = re.compile(r"^[ \t]+(?:`{3,}|~{3,})")


def name_foreign(raw: Sequence[Line], shown: Sequence[Line], findings: Findings) -> None:
    """Note every form that the format does not read, where it is first met.

    `shown` are the same lines with code made blank.
    """
    named: set[str] = set()
    held = -1  # how far the list item above is indented
    for whole, line in zip(raw, shown, strict=True):
        text = line.text
        if not text or text.isspace():
            if held >= 0 and _INNER_FENCE.match(whole.text):
                _note(named, "code inside a list", "put it after the list", line, 0, findings)
            continue
        for form in _FORMS:
            if form.sign in text and form.what not in named and (at := form.pattern.search(text)):
                _note(named, form.what, form.fix, line, at.start(), findings)
        item = _ITEM.match(text)
        if item and 0 <= held < len(item[1]):
            what = "a list inside a list that is indented by fewer than four spaces"
            _note(named, what, "indent it by four", line, len(item[1]), findings)
        if item:
            held = len(item[1]) if held < 0 else min(held, len(item[1]))
        elif not text.startswith(" "):
            held = -1


def _note(
    named: set[str], what: str, fix: str, line: Line, column: int, findings: Findings
) -> None:
    if what not in named:
        named.add(what)
        findings.add("W119", line.number, f"{what} is not read as such", fix, column=column + 1)
