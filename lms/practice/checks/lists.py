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


def after(*parts: str) -> Pattern:
    """What may follow a name at once; to be matched where the name has ended."""
    return re.compile(r"\s{1,2}(?:" + "|".join(parts) + r")(?![\w])", re.IGNORECASE)


def ending(*parts: str) -> Pattern:
    """What may stand right before a name; to be searched in what precedes it."""
    return re.compile(r"(?<![\w@#])(?:" + "|".join(parts) + r")\s{1,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """Many words at once: whole ones, beginnings, endings, and parts of compounds."""

    whole: frozenset[str]
    beginnings: frozenset[str]
    endings: tuple[str, ...]
    parts: tuple[str, ...]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Terms:
        """Terms as they are written: `word`, `begin*`, `*end`, `*part*`."""
        words = text.split()
        begin = frozenset(word[:-1] for word in words if word[-1] == "*" != word[0])
        return cls(
            frozenset(word for word in words if "*" not in word),
            begin,
            tuple(word[1:] for word in words if word[0] == "*" != word[-1]),
            tuple(word[1:-1] for word in words if word[0] == "*" == word[-1]),
            tuple(sorted({len(word) for word in begin})),
        )

    def fits(self, low: str) -> bool:
        """Whether a word in small letters is one of them."""
        return (
            low in self.whole
            or any(low[:length] in self.beginnings for length in self.lengths)
            or low.endswith(self.endings)
            or any(part in low for part in self.parts)
        )


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
    house_words: frozenset[str]
    """With a first name before it: what a firm is called by, as in "Anna's Bakery"."""
    does_business: Pattern
    """Follows the name of whoever buys from us."""
    begins_business: bool
    """Whether a single word that begins a sentence can be told from an ordinary one."""
    of_theirs: Pattern
    """Follows a customer's name: something of theirs that we see to."""
    business_with: Pattern
    """Stands before a customer's name: something that was for them."""
    deal_with: Pattern
    """The same, so that it cannot be one person."""
    about_business: Pattern
    """With a name of several words: business is done with it."""
    public: Pattern
    """Public bodies and other names that are nobody's customers."""
    never_names: Terms
    """Words that may have a capital and name nobody."""
    ordinary: Terms
    """Words that begin sentences."""
    money: Pattern
    large_number: Pattern
    """With a price: a sum that leaves out its currency."""
    of_things: Pattern
    """Follows a number that counts things, and so is no price."""
    share: Pattern
    """A share in per cent."""
    about_price: Pattern
    """With a sum that leaves out its currency: it is about a price."""
    share_of_price: Pattern
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
    ours: Pattern
    """We, our, the company."""
    may_be: Pattern
    """The same where something that organisations make known stands beside it."""
    has_been: Pattern
    """Something has happened."""
    event: Terms
    """What organisations make known: launches, moves, mergers, hirings."""
    planned: Pattern
    """Something will happen, without a day."""
    not_ahead: Pattern
    """Looks like a time to come and is none."""
    own_plan: Pattern
    """What somebody is going to do for themselves."""
    own_time: Pattern
    """Plans of one's own free time, and days everyone knows."""
    teaser: Pattern
    roles: Callable[[Sentence], Iterator[tuple[int, int]]]
    """Somebody by what they are, so told that they could recognise themselves."""
    is_role: Callable[[str], bool]
    """Whether a word in small letters is what somebody is."""
    not_roles: Pattern
    named: Pattern
    """What stands beside a name that is a person's."""
    before_person: Pattern
    """After this a capitalised word is a person."""
    after_person: Pattern
    """Before this a capitalised word is a person."""
    of_a_person: Pattern
    """Follows a name in no list: what people do."""
    surely_person: Pattern
    """The same for a name that begins a sentence: what only people do."""
    with_a_person: Pattern
    """Stands before a name in no list: what is done with people."""
    by_maker: Pattern
    """After this stands whoever took the picture, and belongs there."""
    health: Pattern
    health_terms: Terms
    """Words of illness by their beginnings, and parts of compounds."""
    health_words: frozenset[str]
    """The same as stems, for forms that nobody wrote down."""
    not_health: Pattern
    somebody: Pattern
    """Somebody who is not the writer."""
    clause_end: Pattern
    """Where one part of a sentence ends and another begins."""
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
    asks: Pattern
    """A question to readers that has no question mark."""
    not_asked: Pattern
    """A question that somebody else asked, and that is only told."""
