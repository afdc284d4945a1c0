"""How people ask for each section: the phrases of `asked.en.yml`, which only the search reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lms.content import settings
from lms.content.documents import MAX_FINDINGS
from lms.content.parts import AskedParts, AskedSection, Phrase
from lms.content.source import Findings, Name
from lms.content.yaml_source import Key, Settings

GLOSSARY = "glossary"
"""The page that the phrases beside the courses are for; within a course pages are its modules."""
LONGEST = 100
"""Characters of a phrase: longer ones are texts, which nobody types into a search."""
_WORD = re.compile(r"[^\W_]+")


def read(name: Name, text: str, findings: Findings) -> AskedParts:
    """The phrases of a file; what cannot be one goes to the findings."""
    held = settings.values(text, findings)
    if held is None or held.values is None:
        return AskedParts(name, ())
    return AskedParts(name, tuple(_sections(held, findings)))


def said(phrase: str) -> str:
    """A phrase by its words alone: what makes two of them the same."""
    return " ".join(_WORD.findall(phrase.casefold()))


def _sections(held: Settings, findings: Findings) -> Iterator[AskedSection]:
    for page, sections in _named(held, held.values, (), findings):
        if sections is None:
            yield AskedSection(page, "", (), held.place((page,)), held.place((page,)))
            continue
        for heading, phrases in _named(held, sections, (page,), findings):
            key = (page, heading)
            if phrases is None or isinstance(phrases, list):
                found = tuple(_phrases(held, phrases or [], key, findings))
                yield AskedSection(page, heading, found, held.place(key), held.place((page,)))
            else:
                _refuse(held, key, "is no list", "begin every phrase with a hyphen", findings)


def _named(held: Settings, values: Any, key: Key, findings: Findings) -> Iterator[tuple[str, Any]]:
    if isinstance(values, dict):
        yield from values.items()
    else:
        fix = "write the page, under it the heading's address, and under that the phrases"
        _refuse(held, key, "cannot be this", fix, findings)


def _phrases(held: Settings, values: list[Any], key: Key, findings: Findings) -> Iterator[Phrase]:
    for number, value in enumerate(values):
        place = (*key, number)
        if isinstance(value, str | None):
            yield Phrase(value or "", held.place(place))
        else:
            _refuse(held, place, "is no phrase", "put it in quotation marks", findings)


def _refuse(held: Settings, key: Key, what: str, fix: str, findings: Findings) -> None:
    if len(findings.items) < MAX_FINDINGS:
        line, column = held.place(key)
        name = ".".join(str(part) for part in key) or "the file"
        findings.add("E215", line, f'"{name}" {what}', fix, column=column)
