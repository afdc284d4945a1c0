"""The words of the format itself, in each language it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The keywords of one language and the words a rendered text adds by itself."""

    name: str  # the language's own
    why: str
    review: str
    in_short: str
    check: str
    practice: str
    sources: str
    source: str
    back: str
    table: str
    transcript: str
    done: str
    not_done: str
    callouts: Mapping[str, str]
    sentence_limit: int
    start: str = "start"  # what an author might translate by mistake
    end: str = "end-"


ENGLISH = Words(
    name="English",
    why="Why",
    review="Review",
    in_short="In short",
    check="Check yourself",
    practice="Practice",
    sources="Sources",
    source="Source",
    back="Back to the text, source",
    table="Table",
    transcript="Transcript",
    done="Done",
    not_done="To do",
    callouts={
        "note": "Good to know",
        "try": "Try this",
        "rule": "The rule behind this",
        "slip": "A common slip",
        "care": "Take care",
    },
    sentence_limit=25,
)

FINNISH = Words(
    name="suomi",
    why="Miksi",
    review="Kertaa",
    in_short="Lyhyesti",
    check="Testaa itsesi",
    practice="Harjoitus",
    sources="Lähteet",
    source="Lähde",
    back="Takaisin tekstiin, lähde",
    table="Taulukko",
    transcript="Tekstivastine",
    done="Tehty",
    not_done="Tekemättä",
    callouts={
        "note": "Hyvä tietää",
        "try": "Kokeile",
        "rule": "Sääntö taustalla",
        "slip": "Yleinen lipsahdus",
        "care": "Ole tarkkana",
    },
    sentence_limit=20,
    start="alku",
    end="loppu-",
)

KNOWN: Mapping[str, Words] = {"en": ENGLISH, "fi": FINNISH}


def words_of(lang: str) -> Words:
    """The words of a language; English for one the format does not know yet."""
    return KNOWN.get(lang, ENGLISH)


def other_words(lang: str) -> tuple[Words, ...]:
    """The words of every other language, to notice a keyword in the wrong file."""
    return tuple(words for words in KNOWN.values() if words is not words_of(lang))
