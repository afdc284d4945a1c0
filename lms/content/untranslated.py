"""A translation before it is one: every text of the original behind a mark, its structure kept."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence

from lms.content import links
from lms.content.source import Kind, Line, Name, Slugs, headings
from lms.content.unfinished import MARK
from lms.content.words import Words, words_of

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_NAMED = re.compile(r"^(\S+)([ \t]+`[^`]*`.*)$")
_OBJECTIVE = re.compile(r"^([A-Z]{1,3}\d{1,2}[ \t]+)(.+)$")
_OBJECTIVE_ITEM = re.compile(r"^([-*][ \t]+\*\*[A-Z]{1,3}\d{1,2}\*\*[ \t]+)(.+)$")
_NOTE = re.compile(r"^( {0,3}\[\^[^\]\s]{1,80}\]:[ \t]*)(.+)$")
_KEYWORD = re.compile(r"^\*\*([^*:\n]{1,40}):\*\*[ \t]*(.*)$")
_BOLD = re.compile(r"^\*\*([^*]+)\*\*$")
_SUMMARY = re.compile(r"^(<details><summary>)([^<>]*)(</summary>[ \t]*)$")
_IMAGE = re.compile(r"^!\[([^\]]*)\]\(([^()\s]+)(?:[ \t]+\"([^\"]*)\")?\)[ \t]*$")
_RULE = re.compile(r"^\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$")
_CELLS = re.compile(r"(?<!\\)\|")
_CELL = re.compile(r"^([ \t]*(?:\([a-z]\)[ \t]*|R\d(?:[ \t]+|$))?)(.*?)([ \t]*)$")
_LEAD = re.compile(
    r"^([ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX~]\][ \t]+)?"
    r"(?:\([a-z]\)[ \t]+)?(?:>[ \t]?)*)(.*)$"
)
_LETTERS = re.compile(r"^- \[[ x~]\] \([a-z]\)(?:[ \t]+\([a-z]\))?[ \t]*$")
_ALERT = re.compile(r"^\[![A-Za-z]{1,20}\][ \t]*$")
_LINK_ALONE = re.compile(r"^\[[^\[\]]*\]\([^()]*\)$")
_LABEL = re.compile(r"\[([^\[\]]*)\]\(")
_LINK = re.compile(r"(\]\(\s*<?)([^()\s<>]+)")
_QUOTED = {Kind.GLOSSARY, Kind.SCENARIO}
"""Kinds of files whose second-level headings are names, the same in every language."""


def untranslated(name: Name, lines: Sequence[str], lang: str) -> list[str]:
    """The lines of a body with every text marked and the format's own words exchanged.

    Links still lead where the original's lead; `led_over` changes that.
    """
    result: list[str] = []
    fence = ""
    for line in lines:
        if match := _FENCE.match(line):
            fence = "" if fence and match[1].startswith(fence[:3]) else fence or match[1]
            result.append(line)
        else:
            result.append(line if fence else _line(name, line, lang))
    return result


def _line(name: Name, line: str, lang: str) -> str:
    if (
        not line.strip()
        or line.strip() == "</details>"
        or _RULE.match(line)
        or _LETTERS.match(line)
    ):
        return line
    if heading := _HEADING.match(line):
        return f"{heading[1]} {_heading(name, len(heading[1]), heading[2], lang)}"
    if line.startswith("|"):
        return _row(line)
    for pattern in (_SUMMARY, _OBJECTIVE_ITEM, _NOTE):
        if match := pattern.match(line):
            return f"{match[1]}{MARK} {match[2]}{''.join(match.groups()[2:])}"
    if match := _IMAGE.match(line):
        caption = f' "{MARK} {match[3]}"' if match[3] else ""
        return f"![{MARK} {match[1]}]({match[2]}{caption})"
    if match := _BOLD.match(line):
        return f"**{MARK} {match[1]}**"
    if match := _KEYWORD.match(line):
        return _keyword(match[1], match[2], words_of(name.lang), words_of(lang), line)
    lead = _LEAD.match(line)
    if lead is None or not lead[2].strip() or _ALERT.match(lead[2]):
        return line
    return f"{lead[1]}{MARK} {lead[2]}"


def _heading(name: Name, level: int, text: str, lang: str) -> str:
    own, other = words_of(name.lang), words_of(lang)
    if level == 2:
        plain_words = {own.in_short: other.in_short, own.check: other.check}
        if text in plain_words:
            return plain_words[text]
        if name.kind in _QUOTED:
            return text
        if name.kind is Kind.QUIZ and (match := _OBJECTIVE.match(text)):
            return f"{match[1]}{MARK} {match[2]}"
    if level > 1 and (match := _NAMED.match(text)):
        kind = other.practice if match[1] == own.practice else match[1]
        return f"{kind}{match[2]}"
    return f"{MARK} {text}"


def _keyword(word: str, text: str, own: Words, other: Words, line: str) -> str:
    if word == own.why:
        return f"**{other.why}:** {MARK} {text}"
    if word == own.review:
        link = _LABEL.sub(rf"[{MARK} \1](", text, count=1)
        return f"**{other.review}:** {link}"
    return f"{MARK} {line}"


def _row(line: str) -> str:
    cells: list[str] = []
    for cell in _CELLS.split(line):
        match = _CELL.match(cell)
        if match is None or not match[2]:
            cells.append(cell)
        elif _LINK_ALONE.match(match[2]):
            cells.append(_LABEL.sub(rf"[{MARK} \1](", cell, count=1))
        else:
            cells.append(f"{match[1]}{MARK} {match[2]}{match[3]}")
    return "|".join(cells)


def anchors_of(text: str) -> list[str]:
    """The ids of the headings under the title, in their order."""
    slugs = Slugs()
    found = headings([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    return [slugs.next(heading.text) for heading in found if heading.level > 1]


def led_over(
    path: str, text: str, lang: str, original: Mapping[str, str], translated: Mapping[str, str]
) -> str:
    """The text with its links leading to files of its own language, to the same headings.

    `path` is the file of the original; both mappings hold texts by the path of their file.
    """

    def lead(match: re.Match[str]) -> str:
        target = links.resolve(path, match[2])
        if target is None or not target.name.lang or links.is_external(match[2]):
            return match[0]
        there = in_language(target.name, lang)
        if there not in translated or target.name.path not in original:
            return match[0]
        file = posixpath.relpath(there, posixpath.dirname(path) or ".")
        heading = target.heading
        if heading and target.name.kind not in _QUOTED:
            old = anchors_of(original[target.name.path])
            new = anchors_of(translated[there])
            heading = new[old.index(heading)] if heading in old and len(old) == len(new) else ""
        anchor = f"#{heading}" if heading else ""
        return f"{match[1]}{anchor if match[2].startswith('#') else file + anchor}"

    return _LINK.sub(lead, text)


def in_language(name: Name, lang: str) -> str:
    """Where the same file lies in another language."""
    return f"{name.path.removesuffix(f'.{name.lang}.md')}.{lang}.md"


def linked_from(path: str, text: str) -> set[str]:
    """The files of a language that a text links to."""
    found = (links.resolve(path, match[2]) for match in _LINK.finditer(text))
    return {target.name.path for target in found if target is not None and target.name.lang}
