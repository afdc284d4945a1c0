"""How people ask: phrases that authors keep for each section, and how near a question is to them.

A question and a phrase are compared by the stems they share and by the runs of letters they share,
each counting the more the fewer phrases have it. Runs of letters see through endings, compounds
and slips of the finger, which stems do not, above all in Finnish.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from lms.content.model import Section
from lms.search import words

RUN = 4
"""Letters in a run."""
STEMS = 0.4
"""The weight of shared stems; shared runs have the rest."""
SHORT = 0.25
"""How far a phrase shorter than usual gains by being short: one word alone is no whole question."""
SILENT = 0.5
"""The weight of words that nearly every question has."""
ALL = 0.3
"""The weight of all phrases of a section together, beside the one that is nearest."""

Parts = Mapping[str, float]
"""What a text consists of, and how much of it there is."""


class Phrases:
    """The phrases of one language."""

    def __init__(self, asked: Mapping[Section, Iterable[str]], lang: str) -> None:
        held = [(section, phrase) for section, phrases in asked.items() for phrase in phrases]
        self._lang = lang
        self._sections = [section for section, _phrase in held]
        self.stems = frozenset(
            stem for _section, phrase in held for stem in words.asked(phrase, lang)
        )
        self._by_stem = _Postings([_stems(phrase, lang) for _section, phrase in held])
        self._by_run = _Postings([_runs(phrase, lang) for _section, phrase in held])
        together: dict[Section, list[str]] = defaultdict(list)
        for section, phrase in held:
            together[section].append(phrase)
        self._all_sections = list(together)
        self._by_all = _Postings([_both(" ".join(phrases), lang) for phrases in together.values()])

    def near(self, question: str) -> dict[Section, float]:
        """The sections whose phrases share anything with a question, with from 0 to 1 how much."""
        shared: defaultdict[int, float] = defaultdict(float)
        for number, share in self._by_stem.near(_stems(question, self._lang)).items():
            shared[number] += STEMS * share
        for number, share in self._by_run.near(_runs(question, self._lang)).items():
            shared[number] += (1 - STEMS) * share
        found: dict[Section, float] = {}
        for number, share in shared.items():
            section = self._sections[number]
            found[section] = max(found.get(section, 0.0), (1 - ALL) * share)
        for number, share in self._by_all.near(_both(question, self._lang)).items():
            section = self._all_sections[number]
            found[section] = found.get(section, 0.0) + ALL * share
        return found


class _Postings:
    """Texts by what they consist of; the rarer a part, the more it weighs."""

    def __init__(self, texts: list[Parts]) -> None:
        often = Counter(part for text in texts for part in text)
        self._rare = {part: math.log(1 + len(texts) / count) for part, count in often.items()}
        self._unknown = math.log(1 + len(texts))
        self._where: dict[str, list[tuple[int, float]]] = defaultdict(list)
        lengths = [self._length(text) for text in texts]
        usual = sum(lengths) / (len(lengths) or 1)
        for number, text in enumerate(texts):
            length = SHORT * lengths[number] + (1 - SHORT) * max(usual, lengths[number])
            for part, count in text.items():
                weight = _damped(count) * self._rare[part]
                self._where[part].append((number, weight / length))

    def near(self, text: Parts) -> dict[int, float]:
        """The cosine of a text and each of those that share a part with it."""
        found: dict[int, float] = defaultdict(float)
        length = self._length(text)
        for part, count in text.items():
            weight = _damped(count) * self._rare.get(part, self._unknown) / length
            for number, other in self._where.get(part, ()):
                found[number] += weight * other
        return found

    def _length(self, text: Parts) -> float:
        return (
            math.sqrt(
                sum(
                    (_damped(count) * self._rare.get(part, self._unknown)) ** 2
                    for part, count in text.items()
                )
            )
            or 1.0
        )


def _damped(count: float) -> float:
    """What is said often weighs little more than what is said once."""
    return count if count <= 1 else 1 + math.log(count)


def _both(text: str, lang: str) -> Parts:
    return {f"={stem}": count for stem, count in _stems(text, lang).items()} | _runs(text, lang)


def _stems(text: str, lang: str) -> dict[str, float]:
    return _weighed(text, lang, lambda word: _stems_of(word, lang))


@lru_cache(50_000)
def _stems_of(word: str, lang: str) -> tuple[str, ...]:
    return tuple(words.stems(word, lang).split())


def _runs(text: str, lang: str) -> dict[str, float]:
    """Every run of letters of each word, its beginning and end included."""
    return _weighed(text, lang, _runs_of)


def _weighed(text: str, lang: str, parts_of: Callable[[str], Iterable[str]]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for word in words.words(text):
        weight = SILENT if words.is_silent(word, lang) else 1.0
        for part in parts_of(word):
            found[part] += weight
    return found


def _runs_of(word: str) -> Iterator[str]:
    padded = f" {word} "
    for start in range(max(1, len(padded) - RUN + 1)):
        yield padded[start : start + RUN]
