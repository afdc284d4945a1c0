"""The index: SQLite's full-text search in memory, one for each content set and language.

Courses are files, served from memory and swapped whole, so their index is a part of the set: it is
made when first asked for, never behind the pages, and the same whatever database keeps the people.
"""

from __future__ import annotations

import difflib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from lms.content.model import ContentSet
from lms.search import words
from lms.search.passages import Passage, passages

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


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that fit, the best first, and words that were taken for others."""

    passages: tuple[Passage, ...]
    instead: tuple[tuple[str, str], ...] = ()


class Index:
    """Passages of one language, searched by many threads one at a time."""

    def __init__(self, found: tuple[Passage, ...], lang: str) -> None:
        self._passages = found
        self._lang = lang
        self._lock = threading.Lock()
        self._indexed = _indexed(found, lang)
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE passage USING fts5"
            "(title, heading, words, around, tokenize = 'unicode61 remove_diacritics 0')"
        )
        self._base.executemany(
            "INSERT INTO passage(rowid, title, heading, words, around) VALUES (?, ?, ?, ?, ?)",
            ((number, *item) for number, item in enumerate(self._indexed)),
        )
        self._base.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(passage, row)")
        self._known = frozenset(row[0] for row in self._base.execute("SELECT term FROM vocabulary"))

    def search(self, question: str, *, most: int) -> Found:
        """The passages nearest to a question, the best first, one of each section."""
        asked = words.asked(question, self._lang)
        taken = {term: self._near(term) for term in asked}
        terms = tuple(dict.fromkeys(near for near in taken.values() if near))
        if not terms:
            return Found(())
        forms = [_Form(term, _beginning(term)) for term in terms]
        query = " OR ".join(form.expression for form in forms)
        with self._lock:
            rows = self._base.execute(
                f"SELECT rowid, bm25(passage, {_WEIGHTS}) FROM passage WHERE passage MATCH ?"  # noqa: S608 - constants
                " ORDER BY 2, 1 LIMIT ?",
                (query, _CONSIDERED),
            ).fetchall()
        nearest: dict[tuple[str, str, str], tuple[float, int]] = {}
        for number, score in rows:  # the lower the better
            item = self._passages[number]
            place = item.course, item.module, item.anchor
            rated = score * self._touched(number, forms) * self._weight(item), number
            nearest[place] = min(nearest.get(place, rated), rated)
        best = [number for _score, number in sorted(nearest.values())[:most]]
        return Found(
            tuple(self._passages[number] for number in best),
            tuple((term, near) for term, near in taken.items() if near and near != term),
        )

    def _touched(self, number: int, forms: list[_Form]) -> float:
        """How much of the question a passage and its section touch, from nothing to 1."""
        title, heading, said, around = self._indexed[number]
        here = set(title.split()) | set(heading.split()) | set(said.split())
        near = here | set(around.split())
        share = sum(form.fits(here) for form in forms) + sum(form.fits(near) for form in forms)
        return share / (2 * len(forms))

    @staticmethod
    def _weight(item: Passage) -> float:
        """What stands before the first heading tells the story; the answer comes after it."""
        return STORY if item.module and not item.anchor else 1.0

    def _near(self, term: str) -> str:
        """The term itself when it is known in some form, else the known one most like it."""
        if term in self._known or self._begins(term):
            return term
        like = difflib.get_close_matches(term, self._known, n=1, cutoff=0.75)
        return like[0] if like else ""

    def _begins(self, term: str) -> bool:
        return _Form(term, _beginning(term)).fits(self._known)


@dataclass(frozen=True, slots=True)
class _Form:
    """A stem as it is looked for: by itself and, where it is long, as the beginning of a word."""

    stem: str
    beginning: str

    @property
    def expression(self) -> str:
        """In the language of the index; stems are letters and digits only."""
        return f'"{self.stem}"' + (f' OR "{self.beginning}"*' if self.beginning else "")

    def fits(self, known: Collection[str]) -> bool:
        """Whether it is among some stems."""
        return self.stem in known or bool(
            self.beginning and any(item.startswith(self.beginning) for item in known)
        )


def _beginning(term: str) -> str:
    """The part of a longer stem that its forms share: Finnish changes the last letters."""
    if len(term) < SHORTEST_BEGINNING:
        return ""
    return term if len(term) == SHORTEST_BEGINNING else term[:-1]


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


_indexes: OrderedDict[tuple[str, str], Index] = OrderedDict()
_making = threading.Lock()


def index_of(content: ContentSet, lang: str) -> Index:
    """The index of a content set in a language, made once."""
    key = (content.fingerprint, lang)
    with _making:
        index = _indexes.pop(key, None) or Index(passages(content, lang), lang)
        _indexes[key] = index
        while len(_indexes) > KEPT:
            _indexes.popitem(last=False)
    return index
