"""Words and their inflected forms: Snowball's stems, and the ways Finnish names bend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer

_STEMMERS = {"en": "english", "fi": "finnish"}
_WORD = re.compile(r"[^\W_]+(?:['\u2019:\-][^\W_]+)*")
_END = re.compile(r"[.!?\u2026]+[\"\u201d\u2019')\]]*(?=\s|$)|\n+")

# A case, then perhaps whose it is, then perhaps a particle.
_ENDING = re.compile(
    r"(?:i|e|a|ä|o|ö|u|y)?(?:i|j)?"
    r"(?:n|t|a|ä|ta|tä|tta|ttä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi|kse|hin|hon|hun|hyn|"
    r"hen|han|hän|hön|seen|siin|en|in|an|än|on|ön|un|yn|den|jen|ien|iden|ja|jä|ia|iä|ita|itä)?"
    r"(?:ni|si|nsa|nsä|an|än|en|mme|nne)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"
)
_WEAK = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"),
    ("lt", "ll"), ("rt", "rr"), ("ht", "hd"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip
_VOWELS = "aeiouyåäö"
SHORTEST_ROOT = 3
SHORTEST_STEM = 5
"""Short words share their stems with too many others."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its place."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters, with a plain apostrophe."""
        return self.text.casefold().replace("\u2019", "'")

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital and goes on in small letters, as names do."""
        return self.text[:1].isupper() and not (len(self.text) > 1 and self.text.isupper())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and its place."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def low(self) -> str:
        """The sentence in small letters, with plain apostrophes."""
        return self.text.casefold().replace("\u2019", "'")


def words_of(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of a text."""
    return tuple(
        Word(match[0], match.start() + offset, match.end() + offset)
        for match in _WORD.finditer(text)
    )


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; a new line ends one as well."""
    return tuple(
        Sentence(text[start:end], start, end, words_of(text[start:end], start))
        for start, end in _spans(text)
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _is_short_form(text, match.start(), match[0]):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_short_form(text: str, dot: int, mark: str) -> bool:
    """Whether a full stop belongs to a day or a number, as in "3. toukokuuta"."""
    follows = text[dot + len(mark) :].lstrip()[:1]
    return mark == "." and text[dot - 1 : dot].isdigit() and follows.islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end].strip()
    if inner:
        begin = start + text[start:end].index(inner)
        yield begin, begin + len(inner)


def stem(word: str, lang: str) -> str:
    """The stem of a word by Snowball; the same for most of its forms."""
    low = word.casefold().replace("\u2019", "'").split(":")[0]
    # A stemmer keeps what it works on in itself, so each call has its own.
    made = snowballstemmer.stemmer(_STEMMERS.get(lang, "english"))
    return made.stemWord(low)


@cache
def stems(words: str, lang: str) -> frozenset[str]:
    """The stems of a list of words, separated by spaces."""
    return frozenset(stem(word, lang) for word in words.split())


@cache
def _roots(name: str, *, is_first_name: bool) -> tuple[str, ...]:
    """What the forms of a Finnish name begin with: its strong and its weak root."""
    low = name.casefold()
    roots = {low}
    if low.endswith("nen"):
        roots.add(low[:-3] + "s")
    elif low.endswith("in"):
        roots.add(low[:-1] + "m")
    elif low.endswith(("us", "ys", "os", "ös", "is")):
        roots |= {low[:-1] + "ks", low[:-1] + "d", low[:-1] + "t"}
    elif low.endswith(("as", "äs")):
        roots |= {low[:-1] + low[-2], _strengthened(low[:-2]) + low[-2] * 2}
    elif low[-1:] in _VOWELS:
        bare = low[:-1]
        roots |= {weak + low[-1] for weak in _weakened(bare)}
        if low.endswith("i") and not is_first_name:
            roots |= {bare + "e", *(weak + "e" for weak in _weakened(bare))}
    elif low.endswith("t"):  # a name in the plural
        roots |= {low[:-1], low[:-2] + "e"}
    return tuple(root for root in roots if len(root) >= SHORTEST_ROOT)


def _weakened(bare: str) -> Iterator[str]:
    for strong, weak in _WEAK:
        if bare.endswith(strong):
            yield bare[: len(bare) - len(strong)] + weak
            return


def _strengthened(bare: str) -> str:
    return bare + bare[-1:] if bare[-1:] in "kpt" else bare


def is_form_of(word: str, name: str, lang: str, *, is_first_name: bool = False) -> bool:
    """Whether a word is a form of a name given in its basic form."""
    low = word.casefold().replace("\u2019", "'")
    wanted = name.casefold().replace("\u2019", "'")
    if low == wanted:
        return True
    if not is_first_name and len(wanted) > SHORTEST_STEM and stem(low, lang) == stem(wanted, lang):
        return True
    if lang != "fi":
        bare = low.removesuffix("'s").removesuffix("'")
        return bare in {wanted, wanted + "s", wanted + "es"}
    if ":" in low:
        return low.split(":")[0] == wanted
    if len(wanted) < SHORTEST_ROOT:
        return False
    return any(
        low.startswith(root) and _ENDING.fullmatch(low[len(root) :]) is not None
        for root in _roots(wanted, is_first_name=is_first_name)
    )


@dataclass(frozen=True, slots=True)
class NameList:
    """Names to look for, by how they begin: a long list costs no more than a short one."""

    by_beginning: Mapping[str, tuple[tuple[str, ...], ...]]
    lang: str
    are_first_names: bool = False

    def _fits(self, here: Sequence[Word], parts: Sequence[str]) -> bool:
        """Whether these words are the name; a name of one word needs its capital."""
        if len(here) != len(parts):
            return False
        if len(parts) == 1 and parts[0][:1].isupper() and not here[0].text[:1].isupper():
            return False
        return all(
            is_form_of(word.text, part, self.lang, is_first_name=self.are_first_names)
            for word, part in zip(here, parts, strict=True)
        )

    @classmethod
    def of(cls, names: Iterable[str], lang: str, *, are_first_names: bool = False) -> NameList:
        """The list of these names in their basic form."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for name in dict.fromkeys(names):
            parts = tuple(word.text for word in words_of(name))
            if parts:
                found.setdefault(_beginning(parts[0]), []).append(parts)
        ready = {key: tuple(value) for key, value in found.items()}
        return cls(ready, lang, are_first_names)

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """The places, as numbers of the first word and of the one after the last."""
        for index, word in enumerate(words):
            for parts in self.by_beginning.get(_beginning(word.text), ()):
                if self._fits(words[index : index + len(parts)], parts):
                    yield index, index + len(parts)
                    break


def _beginning(word: str) -> str:
    return word.casefold()[:2]
