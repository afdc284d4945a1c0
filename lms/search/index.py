"""The index: SQLite's full-text search in memory, one for each content set and language.

Courses are files, served from memory and swapped whole, so their index is a part of the set: it is
made when first asked for, never behind the pages, and the same whatever database keeps the people.
"""

from __future__ import annotations

import difflib
import math
import sqlite3
import threading
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.content.model import ContentSet, Section
from lms.search import words
from lms.search.passages import Passage, passages
from lms.search.phrases import Phrases

KEPT = 4
"""Indexes held at once: two sets, around a swap, in two languages."""
SHORTEST_BEGINNING = 5
"""Longer stems are also found as the beginning of a word, for compounds and changing stems."""
_WEIGHTS = "2.0, 3.0, 1.0, 0.2"
"""The title of the module, the heading, the words, and what stands around them."""
STORY = 0.4
"""The weight of the paragraphs before the first heading of a module."""
_CONSIDERED = 150
"""Passages of which the best are chosen by how much of the question they touch."""
TEXT = 0.4
"""The weight of the text beside that of how people ask, the best text of a search counting 1."""
LEAST = 0.08
"""How near a question must come to what people ask for a section that no word of it is in."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that fit, the best first, and words that were taken for others."""

    passages: tuple[Passage, ...]
    instead: tuple[tuple[str, str], ...] = ()


class Index:
    """Passages of one language, searched by many threads one at a time."""

    def __init__(
        self,
        found: tuple[Passage, ...],
        lang: str,
        asked: Mapping[Section, Iterable[str]] | None = None,
    ) -> None:
        self._passages = found
        self._places = [(item.course, item.module, item.anchor) for item in found]
        self._first = {place: number for number, place in reversed([*enumerate(self._places)])}
        self._phrases = Phrases(asked or {}, lang)
        self._lang = lang
        self._lock = threading.Lock()
        indexed = _indexed(found, lang)
        self._in_passage = _where(" ".join(item[:3]) for item in indexed)
        self._in_section = _where(" ".join(item) for item in indexed)
        self._stems = sorted(self._in_section)
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE passage USING fts5"
            "(title, heading, words, around, tokenize = 'unicode61 remove_diacritics 0')"
        )
        self._base.executemany(
            "INSERT INTO passage(rowid, title, heading, words, around) VALUES (?, ?, ?, ?, ?)",
            ((number, *item) for number, item in enumerate(indexed)),
        )
        self._known = sorted(self._phrases.stems.union(self._stems))

    def search(self, question: str, *, most: int) -> Found:
        """The passages nearest to a question, the best first, one of each section."""
        taken = {term: self._near(term) for term in words.asked(question, self._lang)}
        terms = tuple(dict.fromkeys(near for near in taken.values() if near))
        rated = self._by_text([_Form(term, _beginning(term)) for term in terms])
        for place, share in self._phrases.near(question).items():
            first = self._first.get(place)
            if first is not None and (place in rated or share > LEAST):
                known, number = rated.get(place, (0.0, first))
                rated[place] = known + share, number
        best = sorted(rated.values(), key=lambda rating: (-rating[0], rating[1]))[:most]
        return Found(
            tuple(self._passages[number] for _rating, number in best),
            tuple((term, near) for term, near in taken.items() if near and near != term),
        )

    def _by_text(self, forms: list[_Form]) -> dict[Section, tuple[float, int]]:
        """The sections with any of the words: how well they fit, and their best passage."""
        if not forms:
            return {}
        query = " OR ".join(form.expression for form in forms)
        with self._lock:
            rows = self._base.execute(
                f"SELECT rowid, bm25(passage, {_WEIGHTS}) FROM passage WHERE passage MATCH ?"  # noqa: S608 - constants
                " ORDER BY 2, 1 LIMIT ?",
                (query, _CONSIDERED),
            ).fetchall()
        touched = self._touched(forms)
        nearest: dict[Section, tuple[float, int]] = {}
        for number, score in rows:  # the lower the better
            fits = -score * touched[number] * self._weight(self._passages[number])
            place = self._places[number]
            nearest[place] = max(nearest.get(place, (0.0, number)), (fits, number))
        best = max((fits for fits, _number in nearest.values()), default=0.0) or 1.0
        return {
            place: (TEXT * touched[number] * fits / best, number)
            for place, (fits, number) in nearest.items()
        }

    def _touched(self, forms: list[_Form]) -> dict[int, float]:
        """How much of the question each passage and its section touch, from nothing to 1.

        A word counts the more the fewer passages have it.
        """
        found: defaultdict[int, float] = defaultdict(float)
        whole = 0.0
        for form in forms:
            here = self._with(form, self._in_passage)
            weight = math.log(1 + len(self._passages) / (1 + len(here)))
            whole += 2 * weight
            for number in here:
                found[number] += weight
            for number in self._with(form, self._in_section):
                found[number] += weight
        return defaultdict(float, {number: share / whole for number, share in found.items()})

    def _with(self, form: _Form, where: Mapping[str, frozenset[int]]) -> set[int]:
        """The passages with a form."""
        found = set(where.get(form.stem, ()))
        if form.beginning:
            for stem in _beginning_with(form.beginning, self._stems):
                found |= where.get(stem, frozenset())
        return found

    @staticmethod
    def _weight(item: Passage) -> float:
        """What stands before the first heading tells the story; the answer comes after it."""
        return STORY if item.module and not item.anchor else 1.0

    def _near(self, term: str) -> str:
        """The term itself when it is known in some form, else the known one most like it.

        Fingers seldom slip at the first letter, so only words that begin alike are compared.
        """
        if term in _beginning_with(term, self._known) or self._is_begun(term):
            return term
        alike = _beginning_with(term[:1], self._known)
        like = difflib.get_close_matches(term, alike, n=1, cutoff=0.75)
        return like[0] if like else ""

    def _is_begun(self, term: str) -> bool:
        beginning = _beginning(term)
        return bool(beginning and _beginning_with(beginning, self._known))


@dataclass(frozen=True, slots=True)
class _Form:
    """A stem as it is looked for: by itself and, where it is long, as the beginning of a word."""

    stem: str
    beginning: str

    @property
    def expression(self) -> str:
        """In the language of the index; stems are letters and digits only."""
        return f'"{self.stem}"' + (f' OR "{self.beginning}"*' if self.beginning else "")


def _beginning(term: str) -> str:
    """The part of a longer stem that its forms share: Finnish changes the last letters."""
    if len(term) < SHORTEST_BEGINNING:
        return ""
    return term if len(term) == SHORTEST_BEGINNING else term[:-1]


def _beginning_with(beginning: str, stems: Sequence[str]) -> Sequence[str]:
    """Those of some stems in order that begin so."""
    start = bisect_left(stems, beginning)
    return stems[start : bisect_left(stems, beginning + "\U0010ffff", start)]


def _indexed(found: tuple[Passage, ...], lang: str) -> tuple[tuple[str, str, str, str], ...]:
    """Title, heading, words and the words of the whole section, as stems."""
    said = [words.stems(item.text, lang) for item in found]
    sections: dict[tuple[str, str, str], list[str]] = {}
    for item, text in zip(found, said, strict=True):
        sections.setdefault((item.course, item.module, item.anchor), []).append(text)
    return tuple(
        (
            words.stems(item.title, lang),
            words.stems(item.heading, lang),
            text,
            " ".join(sections[item.course, item.module, item.anchor]),
        )
        for item, text in zip(found, said, strict=True)
    )


def _where(texts: Iterable[str]) -> dict[str, frozenset[int]]:
    """In which texts each stem stands."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for stem in text.split():
            found[stem].add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


_indexes: OrderedDict[tuple[str, str], Index] = OrderedDict()
_making = threading.Lock()


def index_of(content: ContentSet, lang: str) -> Index:
    """The index of a content set in a language, made once."""
    key = (content.fingerprint, lang)
    with _making:
        index = _indexes.pop(key, None) or Index(
            passages(content, lang), lang, content.asked.get(lang)
        )
        _indexes[key] = index
        while len(_indexes) > KEPT:
            _indexes.popitem(last=False)
    return index
