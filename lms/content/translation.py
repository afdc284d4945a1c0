"""Which blocks of a translation still follow the text they were made from.

A file is cut into blocks: its title, its lead, every section, callout, source note, objective,
question, practice, term, scene and statement. A translation notes in its front matter the blocks
it was made from, by name, each with two short fingerprints (what it asks, and its words):

    translates:
      lang: en
      blocks:
        title: 0f3a91c2-77b1e0d4
        the-loop: 5d01aa3e-1b9c44f0

`blocks_of(name, lines)` cuts a file, `record_of(blocks)` is what belongs into the front matter,
and `compare(source, translation, record)` tells for every block whether it is fresh, stale,
missing or extra. All three are pure. Of a page that was read, `page.blocks` and
`parts.translation_of(page)` hold the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from lms.content import links
from lms.content.prose import NOTE_WRITTEN
from lms.content.source import (
    Heading,
    Kind,
    Line,
    Name,
    fingerprint,
    headings,
    plain,
    slug_of,
)
from lms.content.words import words_of

BlockKind = Literal[
    "title", "promise", "lead", "section", "callout", "note", "objective", "question", "practice",
    "term", "scene", "statement",
]  # fmt: skip
_UNNAMED = {"section", "callout"}
"""Kinds whose names are made from the words of one language."""

_NAMED = re.compile(r"^(\S+)[ \t]+`([^`]*)`[ \t]*(.*)$")
_OBJECTIVE = re.compile(r"^([A-Z]{1,3}\d{1,2})(?:[ \t]+(.*))?$")
_OBJECTIVE_ITEM = re.compile(r"^[-*][ \t]+\*\*([A-Z]{1,3}\d{1,2})\*\*[ \t]+")
_ALERT = re.compile(r"^>[ \t]?\[!([A-Za-z]{1,20})\][ \t]*$")
_MARKS = re.compile(
    r"^\s*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX~]\][ \t]+)?(?:>[ \t]?)*"
)
_OPTION = re.compile(r"^- \[([ x~])\] \(([a-z])\)")
_STEP = re.compile(r"^\d{1,3}\. \(([a-z])\)")
_ROW = re.compile(r"^\|[ \t]*(?:\(([a-z])\)[^|]*)?\|[ \t]*\(([a-z])\)")
_PIECE = re.compile(r"^(?:- \[|\d{1,3}\. \(|\||\*\*[^*:\n]{1,40}:\*\*)")
_TITLE = re.compile(r"[\"']([^\"']*)[\"']\s*\)$")


class State(StrEnum):
    """How a block of a translation stands to its original."""

    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file that is translated as one: `line` to `last` are its lines."""

    key: str
    kind: BlockKind
    line: int
    last: int
    asks: str  # short fingerprint of its shape: key, options, objective, scene graph
    words: str  # short fingerprint of what people read
    slot: str = ""  # its place, the same in every language

    @property
    def mark(self) -> str:
        """Both fingerprints, as a translation's front matter notes them."""
        return f"{self.asks}-{self.words}"


@dataclass(frozen=True, slots=True)
class BlockState:
    """What is to be told of one block: `line` is in the original, `own_line` in the translation.

    A block that one of the files lacks has 0 for its line there. `asks` means that the answer
    key, the options, the objective or the ways of a scene have changed, not only words.
    """

    key: str
    kind: BlockKind
    state: State
    line: int
    own_line: int
    asks: bool = False


@dataclass(slots=True)
class _Chunk:
    """A heading and what stands under it, up to the next heading."""

    heading: Heading | None
    lines: list[Line] = field(default_factory=list)


def blocks_of(name: Name, lines: Sequence[Line], *, objective: str = "") -> tuple[Block, ...]:
    """Cut a file into blocks; `lines` are those after the front matter.

    `objective` is what check-yourself questions inherit.
    """
    cutter = _Cutter(name, objective)
    for chunk in _chunks(lines):
        cutter.chunk(chunk)
    return cutter.named()


def promise_block(promise: str, line: int) -> tuple[Block, ...]:
    """The promise of a course's page, which stands in its front matter."""
    return (Block("promise", "promise", line, line, _short("promise"), _short(promise), "promise"),)


def record_of(source: Iterable[Block]) -> dict[str, str]:
    """What a translation made from these blocks notes in its front matter."""
    return {block.key: block.mark for block in source}


def compare(
    source: Sequence[Block],
    translation: Sequence[Block],
    record: Mapping[str, str] | None = None,
    *,
    older: bool = False,
) -> tuple[BlockState, ...]:
    """Every block of the original in its order, then what only the translation has.

    With a `record` a block is fresh when the original still is what the record says. Without one
    nothing is known of single blocks: all are stale when the translation is `older` by its days.
    """
    if not record:
        return _by_place(source, translation, older=older)
    return _by_record(source, translation, record)


def is_current(states: Iterable[BlockState]) -> bool:
    """Whether nothing is left to do."""
    return all(state.state is State.FRESH for state in states)


# Cutting


def _chunks(lines: Sequence[Line]) -> list[_Chunk]:
    marks = {heading.number: heading for heading in headings(lines)}
    chunks = [_Chunk(None)]
    for line in lines:
        if line.number in marks:
            chunks.append(_Chunk(marks[line.number]))
        else:
            chunks[-1].lines.append(line)
    return chunks


@dataclass(slots=True)
class _Raw:
    """A block before it has its final name."""

    key: str
    kind: BlockKind
    lines: list[Line]
    asks: str
    words: str


@dataclass(slots=True)
class _Cutter:
    """Cuts one file."""

    name: Name
    objective: str
    made: list[_Raw] = field(default_factory=list)
    in_check: bool = False
    has_title: bool = False

    def add(
        self, key: str, kind: BlockKind, lines: Sequence[Line], asks: Sequence[str] = ()
    ) -> None:
        """Note a block, unless nothing in it is to be read."""
        said = _said(lines)
        if said or kind in {"question", "scene", "statement", "practice", "term"}:
            words = _short(*_pieces(lines)) if kind == "question" else _short(said)
            self.made.append(_Raw(key, kind, list(lines), _short(kind, *asks), words))

    def chunk(self, chunk: _Chunk) -> None:
        """Note the blocks of a heading and what stands under it."""
        heading = chunk.heading
        if heading is None:
            self._text("lead", "lead", chunk.lines)
            return
        head = Line(heading.number, heading.text)
        match heading.level:
            case 1 if not self.has_title:
                self.has_title = True
                self.add("title", "title", [head])
                self._text("lead", "lead", chunk.lines)
            case 1 | 2:  # a second title is an error of its own; below it is cut as a section
                self._second(heading, head, chunk.lines)
            case _:
                self._third(heading, head, chunk.lines)

    def _second(self, heading: Heading, head: Line, lines: list[Line]) -> None:
        words, kind = words_of(self.name.lang), self.name.kind
        text = heading.text.strip()
        self.in_check = text.casefold() == words.check.casefold()
        objective = _OBJECTIVE.match(text) if kind is Kind.QUIZ else None
        if objective is not None:
            self.objective = objective[1]
            self.add(objective[1], "objective", [Line(head.number, objective[2] or "")])
            self._text(f"{objective[1]}/text", "lead", lines)
        elif kind is Kind.SCENARIO:
            self.add(text, "scene", [Line(head.number, ""), *lines], _asked(lines))
        elif kind is Kind.GLOSSARY:
            self.add(text, "term", [Line(head.number, ""), *lines])
        elif self.in_check:
            self._text("check", "section", lines)
        elif text == words.in_short:
            self._text("in-short", "section", lines)
        elif (named := _NAMED.match(text)) and named[1] == words.practice:
            self.add(named[2], "practice", [Line(head.number, ""), *lines])
        else:
            self._text(slug_of(text) or "section", "section", [head, *lines])

    def _third(self, heading: Heading, head: Line, lines: list[Line]) -> None:
        named = _NAMED.match(heading.text)
        if named and self.name.kind is Kind.DIAGNOSTIC:
            self.add(named[2], "statement", [Line(head.number, ""), *lines], (named[3],))
        elif named and (self.in_check or self.name.kind is Kind.QUIZ):
            asked = (named[1], self.objective, *_asked(lines))
            self.add(named[2], "question", [Line(head.number, ""), *lines], asked)
        else:
            self._text(slug_of(heading.text) or "section", "section", [head, *lines])

    def _text(self, key: str, kind: BlockKind, lines: Sequence[Line]) -> None:
        """Running text, with the callouts, notes and objectives in it as blocks of their own."""
        kept: list[Line] = []
        callout: list[Line] = []
        apart: list[tuple[str, BlockKind, list[Line], str]] = []
        for line in lines:
            if match := _ALERT.match(line.text):
                callout = [Line(line.number, "")]
                alert = match[1].lower()
                apart.append((f"{key}/{alert}", "callout", callout, alert))
            elif callout and line.text.startswith(">"):
                callout.append(line)
            else:
                callout = []
                if match := NOTE_WRITTEN.match(line.text):
                    held = [Line(line.number, line.text[match.end() :])]
                    apart.append((f"note/{match[1]}", "note", held, ""))
                elif apart and apart[-1][1] == "note" and line.text.startswith("    "):
                    apart[-1][2].append(line)
                elif self.name.kind is Kind.COURSE and (item := _OBJECTIVE_ITEM.match(line.text)):
                    text = line.text[item.end() :]
                    apart.append((item[1], "objective", [Line(line.number, text)], ""))
                else:
                    kept.append(line)
        self.add(key, kind, kept)
        for name, what, held, asks in apart:
            self.add(name, what, held, (asks,))

    def named(self) -> tuple[Block, ...]:
        """The blocks, each with a name of its own; what authors named keeps its name."""
        taken = {raw.key for raw in self.made if raw.kind not in _UNNAMED}
        seen: set[str] = set()
        counts: dict[str, int] = {}
        result: list[Block] = []
        for raw in self.made:
            key = _free(raw.key, seen if raw.kind not in _UNNAMED else seen | taken)
            seen.add(key)
            slot = raw.key
            if raw.kind in _UNNAMED and raw.key not in {"in-short", "check"}:
                sections = counts.get("section", 0)
                kind = "section" if raw.kind == "section" else f"callout/{sections}"
                counts[kind] = counts.get(kind, 0) + 1
                slot = f"{kind}/{counts[kind]}"
            lines = [line.number for line in raw.lines]
            result.append(Block(key, raw.kind, min(lines), max(lines), raw.asks, raw.words, slot))
        return tuple(result)


def _free(key: str, taken: set[str]) -> str:
    """The key, with a number behind it when it is taken."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def _asked(lines: Sequence[Line]) -> list[str]:
    """Letters, ticks, pairs, order and ways, as far as they do not depend on the language."""
    options: list[str] = []
    steps: list[str] = []
    for line in lines:
        text = line.text
        if option := _OPTION.match(text):
            way = next((link.target for link in links.links_in([line])), "")
            options.append(f"{option[2]}{option[1]}{way if way.startswith('#') else ''}")
        elif step := _STEP.match(text):
            steps.append(step[1])
        elif row := _ROW.match(text):
            options.append(f"{row[1] or ''}={row[2]}")
    return [*sorted(options), *steps]


def _pieces(lines: Sequence[Line]) -> list[str]:
    """What people read of a question; options may stand in any order without being changed."""
    pieces: list[list[Line]] = [[]]
    for line in lines:
        if _PIECE.match(line.text):
            pieces.append([])
        pieces[-1].append(line)
    return sorted(_said(piece) for piece in pieces)


def _said(lines: Iterable[Line]) -> str:
    """The words of some lines, without marks, line ends and empty lines between them."""
    said: list[str] = []
    apart: list[str] = []
    for line in lines:
        text = line.text
        if not text:
            continue
        if not text[0].isalpha():
            text = _MARKS.sub("", text, count=1)
        said.append(text)
        if "](" in text:
            apart += [
                link.target
                for link in links.links_in([Line(1, text)])
                if link.image or links.is_external(link.target)
            ]
            apart += [title[1] for title in _TITLE.finditer(text.rstrip())]
    words = plain(" ".join(said))
    return " ".join(" ".join([words, *apart]).split())


def _short(*parts: str) -> str:
    return fingerprint(*parts)[:8]


# Comparing


def _by_place(
    source: Sequence[Block], translation: Sequence[Block], *, older: bool
) -> tuple[BlockState, ...]:
    mine = {block.slot: block for block in translation}
    state = State.STALE if older else State.FRESH
    result = [
        BlockState(block.key, block.kind, state, block.line, mine[block.slot].line)
        if block.slot in mine
        else BlockState(block.key, block.kind, State.MISSING, block.line, 0)
        for block in source
    ]
    there = {block.slot for block in source}
    result += [
        BlockState(block.key, block.kind, State.EXTRA, 0, block.line)
        for block in translation
        if block.slot not in there
    ]
    return tuple(result)


def _by_record(
    source: Sequence[Block], translation: Sequence[Block], record: Mapping[str, str]
) -> tuple[BlockState, ...]:
    known = _renamed(source, record)
    places = _places(source, translation, record, known)
    own = {block.key: block for block in translation if block.kind not in _UNNAMED}
    result: list[BlockState] = []
    for block in source:
        mark = record.get(known.get(block.key, ""))
        line = places.get(block.key, 0)
        gone = block.kind not in _UNNAMED and block.key not in own
        if mark is None or gone:
            made = BlockState(block.key, block.kind, State.MISSING, block.line, 0 if gone else line)
        else:
            asks = mark.partition("-")[0] != block.asks
            state = State.FRESH if mark == block.mark else State.STALE
            made = BlockState(block.key, block.kind, state, block.line, line, asks)
        result.append(made)
    named = {block.key for block in source}
    used = set(known.values())
    for key in record:
        if key not in used:
            kind: BlockKind = "callout" if "/" in key else "section"
            held = own.get(key)
            if held is not None:
                result.append(BlockState(key, held.kind, State.EXTRA, 0, held.line))
            elif key not in named:
                result.append(BlockState(key, kind, State.EXTRA, 0, places.get(key, 0)))
    for key, held in own.items():
        if key not in record and key not in named:
            result.append(BlockState(key, held.kind, State.EXTRA, 0, held.line))
    return tuple(result)


def _renamed(source: Sequence[Block], record: Mapping[str, str]) -> dict[str, str]:
    """The recorded name of each block; a section whose heading changed keeps its old one.

    What has a new name and stands after the same neighbour as a name that is gone is the same.
    """
    known = {block.key: block.key for block in source if block.key in record}
    new = _after([block.key for block in source], known, {
        block.key for block in source if block.kind in _UNNAMED
    })  # fmt: skip
    old = _after(list(record), known, set(record))
    for neighbour, keys in new.items():
        known |= dict(zip(keys, old.get(neighbour, ()), strict=False))
    return known


def _after(keys: Sequence[str], known: Mapping[str, str], wanted: set[str]) -> dict[str, list[str]]:
    """The unknown names behind each known one, those of callouts apart."""
    result: dict[str, list[str]] = {}
    neighbour = ""
    for key in keys:
        if key in known:
            neighbour = key
        elif key in wanted:
            result.setdefault(f"{neighbour} /" if "/" in key else neighbour, []).append(key)
    return result


def _places(
    source: Sequence[Block],
    translation: Sequence[Block],
    record: Mapping[str, str],
    known: Mapping[str, str],
) -> dict[str, int]:
    """Where the translation of each block stands; sections are counted, the rest has names."""
    kinds = {known[block.key]: block for block in source if block.key in known}
    named = {block.slot: block.line for block in translation}
    result = {block.key: named[block.slot] for block in source
              if block.kind not in _UNNAMED and block.slot in named}  # fmt: skip
    result |= {key: named[key] for key in ("in-short", "check") if key in named}
    others = {block.key for block in translation if block.kind not in _UNNAMED}
    sections = [
        key
        for key in record
        if "/" not in key
        and key not in {"in-short", "check"}
        and (kinds[key].kind == "section" if key in kinds else key not in others)
    ]
    now = {old: key for key, old in known.items()}
    for number, key in enumerate(sections, start=1):
        result[now.get(key, key)] = named.get(f"section/{number}", 0)
    numbers = {key: number for number, key in enumerate(sections, start=1)} | {"lead": 0}
    counts: dict[str, int] = {}
    for key in record:
        head, _, alert = key.partition("/")
        if alert and now.get(key, key) not in result:
            counts[head] = counts.get(head, 0) + 1
            exact = named.get(f"callout/{numbers.get(head, -1)}/{counts[head]}")
            result[now.get(key, key)] = exact or result.get(now.get(head, head), 0)
    return result
