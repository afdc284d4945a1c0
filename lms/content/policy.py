"""The organisation's own words, such as `contact.comms`, in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from lms.content.source import Findings
from lms.content.yaml_source import Key, Settings

FREEDOMS, LIMITS = "freedoms", "limits"
"""Lists of what people may do and may not: the first comes first and is at least as long."""

_WORD = re.compile(r"\{\{\s*([^{}\n]{0,80}?)\s*\}\}")

Words = MutableMapping[str, dict[str, str]]
"""Words by language and name."""


@dataclass(slots=True)
class PolicyReader:
    """Reads one file of policy words into `words`, over those that are there."""

    held: Settings
    languages: Sequence[str]
    words: Words
    findings: Findings
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def read(self) -> None:
        """Everything in the file."""
        values = self.held.values
        if values is None:
            return
        if not isinstance(values, dict):
            self.findings.add("E215", 1, "the words are not named", "write name: {en: …, fi: …}")
            return
        for name, value in values.items():
            self._value((name,), value)
        self._order(values)

    def _value(self, key: Key, value: object) -> None:
        if isinstance(value, list):
            self._list(key, value)
        elif isinstance(value, dict) and any(isinstance(inner, dict | list)
                                             for inner in value.values()):  # fmt: skip
            for name, inner in value.items():
                self._value((*key, name), inner)
        else:
            said = self._said(key, value)
            for lang, text in said.items():
                self._keep(key, lang, text)

    def _list(self, key: Key, items: Sequence[object]) -> None:
        lists: dict[str, list[str]] = {}
        for number, item in enumerate(items):
            for lang, text in self._said((*key, number), item).items():
                lists.setdefault(lang, []).append(f"- {text}")
        for lang, lines in lists.items():
            self._keep(key, lang, "\n".join(lines))

    def _said(self, key: Key, value: object) -> Mapping[str, str]:
        """One word in every language of the programme."""
        line, column = self.held.place(key)
        name = ".".join(str(part) for part in key)
        if not isinstance(value, dict):
            self.findings.add(
                "E215", line, f'"{name}" is not in any language',
                f"write {key[-1]}: {{{', '.join(f'{lang}: …' for lang in self.languages)}}}",
                column=column,
            )  # fmt: skip
            return {}
        said = {lang: str(text) for lang, text in value.items() if text is not None}
        unknown = [lang for lang in said if lang not in self.languages]
        missing = [lang for lang in self.languages if not said.get(lang, "").strip()]
        if unknown:
            self.findings.add(
                "E215", self.held.place((*key, unknown[0]))[0],
                f'"{name}" has words in "{unknown[0]}", no language of the programme',
                f"use {', '.join(self.languages)}", column=self.held.place((*key, unknown[0]))[1],
            )  # fmt: skip
        elif missing:
            self.findings.add(
                "E215", line, f'"{name}" has no words in {", ".join(missing)}', "write them",
                column=column,
            )  # fmt: skip
        return said

    def _keep(self, key: Key, lang: str, text: str) -> None:
        name = ".".join(str(part) for part in key)
        self.words.setdefault(lang, {})[name] = text
        self.places[name] = self.held.place(key)

    def _order(self, values: Mapping[str, object]) -> None:
        """What people may do stands first, and is at least as much."""
        limits, freedoms = values.get(LIMITS), values.get(FREEDOMS)
        if not isinstance(limits, list):
            return
        count = len(freedoms) if isinstance(freedoms, list) else 0
        line, column = self.held.place((LIMITS,))
        if count < len(limits):
            self.findings.add(
                "E904", line, f"there are {len(limits)} limits and {count} freedoms",
                "say at least as often what people may do", column=column,
            )  # fmt: skip
        elif list(values).index(LIMITS) < list(values).index(FREEDOMS):
            self.findings.add(
                "E904", line, "the limits stand before the freedoms",
                "begin with what people may do", column=column,
            )  # fmt: skip


def resolve(words: Words, places: Mapping[str, tuple[Findings, int, int]]) -> None:
    """Put words that stand in other words in their place; what is undefined is named."""
    for lang, known in words.items():
        for name in list(known):
            if "{{" not in known[name]:
                continue
            bad: list[str] = []
            known[name] = _resolved(known[name], known, {name}, bad)
            if bad and name in places:
                findings, line, column = places[name]
                findings.add(
                    "E212", line,
                    f'the word {{{{{bad[0]}}}}} in "{name}" ({lang}) is not defined',
                    "define it, mend the spelling, or take the circle out", column=column,
                )  # fmt: skip


def _resolved(text: str, known: Mapping[str, str], within: set[str], bad: list[str]) -> str:
    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name not in known or name in within:
            bad.append(name)
            return match[0]
        return _resolved(known[name], known, within | {name}, bad)

    return _WORD.sub(put, text)
