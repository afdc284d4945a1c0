"""A draft that is being read: its sentences, words and names, and what several rules ask."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate

from lms.practice.checks.english import ENGLISH
from lms.practice.checks.finnish import FINNISH
from lms.practice.checks.lists import Lists, Pattern
from lms.practice.checks.model import Draft, Names
from lms.practice.checks.names import PLACES
from lms.practice.checks.stems import NameList, Sentence, Word, sentences_of, words_of

LISTS = {"en": ENGLISH, "fi": FINNISH}
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{0,64}@\S+|#\w+")
_FORM = re.compile(r"\s+(?:Oyj|Oy|Ab|AB|Ltd|Inc|GmbH|ry)$")
_WITHIN = re.compile(r"[ \t,;&/'\u2019]*")
"""Between two words of one sentence; after anything else a capital begins something new."""
FIRST_NAMES = {
    lang: NameList.of(lists.first_names, lang, are_first_names=True)
    for lang, lists in LISTS.items()
}
_PLACES = {lang: NameList.of(PLACES, lang) for lang in LISTS}

Place = tuple[int, int]
"""Words of a draft: where they begin and where they have ended."""


def without(places: Iterable[Place], others: Iterable[Place]) -> Iterator[Place]:
    """The places that touch none of the others."""
    away = sorted(others)
    begins = [begin for begin, _stop in away]
    furthest = list(accumulate((stop for _begin, stop in away), max))
    for start, end in places:
        before = bisect_left(begins, end)
        if not before or furthest[before - 1] <= start:
            yield start, end


@dataclass(frozen=True)
class Reading:
    """A draft that is being read, with what several rules need."""

    draft: Draft
    names: Names
    today: date
    lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        """Choose the lists of the draft's language."""
        object.__setattr__(self, "lists", LISTS.get(self.draft.lang, ENGLISH))

    @property
    def text(self) -> str:
        """The draft's words."""
        return self.draft.text

    @property
    def end(self) -> Place:
        """The place of what has no words."""
        return len(self.text), len(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The draft's sentences."""
        return sentences_of(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, those of addresses left out."""
        away = [match.span() for match in _ADDRESS.finditer(self.text)]
        words = {(word.start, word.start + 1): word for word in words_of(self.text)}
        return tuple(words[place] for place in without(words, away))

    @cached_property
    def by_start(self) -> dict[int, int]:
        """The number of the word that begins at a place."""
        return {word.start: index for index, word in enumerate(self.words)}

    @cached_property
    def by_end(self) -> dict[int, int]:
        """The number of the word that ends at a place."""
        return {word.end: index for index, word in enumerate(self.words)}

    @cached_property
    def firsts(self) -> frozenset[int]:
        """Where a first word stands: a capital says nothing there."""
        words, text = self.words, self.text
        return frozenset(
            word.start
            for before, word in zip((None, *words), words, strict=False)
            if before is None or not _WITHIN.fullmatch(text, before.end, word.start)
        ) | {item.words[0].start for item in self.sentences if item.words}

    def find(self, pattern: Pattern) -> Iterator[Place]:
        """The places of a pattern."""
        return (match.span() for match in pattern.finditer(self.text))

    def of_names(self, names: Iterable[str]) -> Iterator[Place]:
        """The places of names in any of their forms."""
        return self._of(NameList.of(names, self.draft.lang))

    def _of(self, names: NameList) -> Iterator[Place]:
        words = self.words
        for first, after in names.find(words):
            yield words[first].start, words[after - 1].end

    @cached_property
    def own_places(self) -> tuple[Place, ...]:
        """Where the organisation itself is named."""
        own = self.names.organisation
        return tuple(self.of_names({own, _FORM.sub("", own)} - {""}))

    @cached_property
    def listed_customers(self) -> tuple[Place, ...]:
        """Where a customer stands that the organisation has written down."""
        return tuple(self.of_names(self.names.customers))

    @cached_property
    def first_names(self) -> tuple[tuple[int, int], ...]:
        """First names, as numbers of their first word and of the one after the last."""
        words = self.words
        return tuple(
            (first, after)
            for first, after in FIRST_NAMES[self.lists.lang].find(words)
            if words[first].is_capital
        )

    @cached_property
    def towns(self) -> frozenset[int]:
        """The numbers of the words that are towns, regions or countries."""
        return frozenset(
            index
            for first, after in _PLACES[self.lists.lang].find(self.words)
            for index in range(first, after)
        )

    def sentence_at(self, place: int) -> str:
        """The words of the sentence around a place."""
        index = bisect_right(self._begins, place) - 1
        return self.sentences[index].text if index >= 0 else ""

    @cached_property
    def _begins(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def joined(self, index: int) -> bool:
        """Whether a word and the one before it could be one name."""
        between = self.text[self.words[index - 1].end : self.words[index].start]
        return between in {" ", " & "}
