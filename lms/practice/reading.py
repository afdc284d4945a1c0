"""A draft as it is read: cut into pieces where words are meant, with numbers in reading order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.practice.checks.model import LEVELS, PRAISE, Found, Level, Names, Rule

LISTS_OF_NAMES = ("customers", "products", "code_names", "public_prices", "tags")


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: a rule, its number, and the words it means."""

    number: int
    rule: Rule
    words: tuple[str, ...]
    better: tuple[str, ...]

    @property
    def level(self) -> Level:
        """Open, ask first or inside."""
        return LEVELS[self.rule]

    @property
    def is_praise(self) -> bool:
        """Whether it is good news."""
        return self.rule in PRAISE

    @property
    def kind(self) -> str:
        """How it is marked: praise, open, ask or inside."""
        return "praise" if self.is_praise else self.level.value


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the draft; `kind` is how it is marked, `numbers` end with it."""

    text: str
    kind: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The draft in pieces, and its hints in the order of their numbers."""

    pieces: tuple[Piece, ...]
    hints: tuple[Hint, ...]


_FIRST = ("inside", "ask", "open", "praise")


def read(text: str, found: Sequence[Found]) -> Reading:
    """Number what was found in reading order: one number a rule, however often it is met."""
    numbers: dict[Rule, int] = {}
    for item in sorted(found):
        numbers.setdefault(item.rule, len(numbers) + 1)
    hints = {
        rule: Hint(
            number,
            rule,
            tuple(
                dict.fromkeys(
                    text[item.start : item.end]
                    for item in found
                    if item.rule is rule and item.start < item.end
                )
            ),
            tuple(
                dict.fromkeys(item.better for item in found if item.rule is rule and item.better)
            ),
        )
        for rule, number in numbers.items()
    }
    cuts = sorted({0, len(text), *(place for item in found for place in (item.start, item.end))})
    pieces = []
    for start, end in pairwise(cuts):
        here = [item for item in found if item.start <= start and end <= item.end]
        kinds = {hints[item.rule].kind for item in here}
        pieces.append(
            Piece(
                text[start:end],
                next((kind for kind in _FIRST if kind in kinds), ""),
                tuple(sorted({numbers[item.rule] for item in here if item.end == end})),
            )
        )
    return Reading(tuple(pieces), tuple(hints.values()))


def names_of(policy: Mapping[str, Mapping[str, str]], organisation: str) -> Names:
    """The organisation's own names, those of all languages together: a draft may hold any."""
    lists = {
        name: tuple(
            dict.fromkeys(
                line.removeprefix("- ").strip()
                for words in policy.values()
                for line in words.get(f"studio.{name}", "").split("\n")
                if line.removeprefix("- ").strip()
            )
        )
        for name in LISTS_OF_NAMES
    }
    return Names(organisation=organisation, **lists)
