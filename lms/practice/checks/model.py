"""What a check takes and gives: a draft, the organisation's names, and what was found where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("en", "fi")
"""The languages drafts can be checked in."""


class Level(StrEnum):
    """What a hint says about going public: yes, after a question, or not at all."""

    OPEN = "open"
    ASK = "ask"
    INSIDE = "inside"


class Rule(StrEnum):
    """What a hint can be about; the last three are good news."""

    CUSTOMER = "customer"
    CODE_NAME = "code_name"
    PRICE = "price"
    DATE_AHEAD = "date_ahead"
    PERSON = "person"
    HEALTH = "health"
    TAG = "tag"
    DISCLOSURE = "disclosure"
    FROM_OUR = "from_our"
    PICTURE = "picture"
    HASHTAG = "hashtag"
    OWN_REASON = "own_reason"
    THANKS = "thanks"
    QUESTION = "question"


PRAISE = frozenset({Rule.OWN_REASON, Rule.THANKS, Rule.QUESTION})
"""The rules that find something good."""


LEVELS: Mapping[Rule, Level] = {
    Rule.CUSTOMER: Level.ASK,
    Rule.CODE_NAME: Level.INSIDE,
    Rule.PRICE: Level.INSIDE,
    Rule.DATE_AHEAD: Level.ASK,
    Rule.PERSON: Level.ASK,
    Rule.HEALTH: Level.INSIDE,
    Rule.TAG: Level.ASK,
    Rule.DISCLOSURE: Level.OPEN,
    Rule.FROM_OUR: Level.ASK,
    Rule.PICTURE: Level.OPEN,
    Rule.HASHTAG: Level.OPEN,
    Rule.OWN_REASON: Level.OPEN,
    Rule.THANKS: Level.OPEN,
    Rule.QUESTION: Level.OPEN,
}
"""What each hint says about going public."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is checked."""

    text: str
    lang: str
    has_picture: bool = False
    alt: str = ""  # the text alternative of the picture


@dataclass(frozen=True, slots=True)
class Names:
    """The organisation's own names in the basic form, from `policy.yml` and the settings."""

    organisation: str = ""
    customers: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    code_names: tuple[str, ...] = ()
    public_prices: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Words a rule means: from `start` up to `end`; both are the text's length where none are."""

    start: int
    end: int
    rule: Rule
    better: str = ""  # how it could be written instead


NO_NAMES = Names()
