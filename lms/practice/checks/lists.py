"""The shape of a language's lists: words and patterns that the rules look for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lms.practice.checks.stems import Sentence

Pattern = re.Pattern[str]


def pattern(*parts: str) -> Pattern:
    """One pattern of several, blind to capitals, from word to word."""
    return re.compile(r"(?<![\w@#])(?:" + "|".join(parts) + r")(?![\w])", re.IGNORECASE)


def sharp(*parts: str) -> Pattern:
    """The same, where capitals count."""
    return re.compile(r"(?<![\w@#])(?:" + "|".join(parts) + r")(?![\w])")


def leading(*parts: str) -> Pattern:
    """A pattern after which something may begin at once."""
    return re.compile(r"(?<![\w@#])(?:" + "|".join(parts) + r")")


@dataclass(frozen=True, slots=True)
class Lists:
    """What one language gives to the rules. The rules say what each part is for."""

    lang: str
    first_names: tuple[str, ...]
    names_and_words: frozenset[str]
    """First names that are ordinary words as well."""
    before_customer: Pattern
    """Ends where a customer's name may begin."""
    after_customer: Pattern
    """Begins where a customer's name has ended."""
    company: Pattern
    house: Pattern
    """Names of hotels, clinics, farms and the like."""
    money: Pattern
    large_number: Pattern
    """With a price: a sum that leaves out its currency."""
    share: Pattern
    """A share in per cent."""
    about_price: Pattern
    """With a share: it is about a price."""
    small_money: Pattern
    """Sums that are nobody's secret."""
    months: Mapping[str, int]
    time_ahead: Pattern
    """Words that can only mean a time to come."""
    time_open: Pattern
    """Words for a time that may be to come or be past."""
    surely: Pattern
    """Something is going to happen, whatever else the sentence tells."""
    will_be: Pattern
    """Something is going to happen."""
    has_been: Pattern
    """Something has happened."""
    own_time: Pattern
    """Plans of one's own free time, and days everyone knows."""
    teaser: Pattern
    roles: Callable[[Sentence], Iterator[tuple[int, int]]]
    """Somebody by what they are, so told that they could recognise themselves."""
    not_roles: Pattern
    named: Pattern
    """What stands beside a name that is a person's."""
    before_person: Pattern
    """After this a capitalised word is a person."""
    after_person: Pattern
    """Before this a capitalised word is a person."""
    by_maker: Pattern
    """After this stands whoever took the picture, and belongs there."""
    health: Pattern
    health_words: frozenset[str]
    """The same as stems, for forms that nobody wrote down."""
    not_health: Pattern
    somebody: Pattern
    """Somebody who is not the writer."""
    myself: Pattern
    disclosed: Pattern
    source_of_ours: Pattern
    share_of_ours: Pattern
    measured: Pattern
    """We have measured something ourselves."""
    compared: Pattern
    """With that: a comparison or a number."""
    source_given: Pattern
    picture: Pattern
    not_picture: Pattern
    alt_given: Pattern
    hashtag_words: frozenset[str]
    hashtag_glue: frozenset[str]
    """Words that hold others together: with one of them a hashtag is surely several words."""
    whole_endings: tuple[str, ...]
    longest_whole: int
    """A hashtag in small letters longer than this is taken for several words."""
    own_reason: Pattern
    not_own_reason: Pattern
    thanks: Pattern
    not_thanks: Pattern
