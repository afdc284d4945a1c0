"""The check itself: every rule over a draft, what it found in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lms.practice.checks.dates import days_told, years_ahead
from lms.practice.checks.english import ENGLISH
from lms.practice.checks.finnish import FINNISH
from lms.practice.checks.hashtags import HASHTAG, better
from lms.practice.checks.lists import Lists, Pattern
from lms.practice.checks.model import NO_NAMES, Draft, Found, Names, Rule
from lms.practice.checks.stems import (
    NameList,
    Sentence,
    Word,
    sentences_of,
    stem,
    words_of,
)

LISTS = {"en": ENGLISH, "fi": FINNISH}
SHORTEST_ALT = 12
_ACCOUNT = re.compile(r"(?<![\w.@/])@[^\W_][\w.\-]*[^\W_]")
_FILE_NAME = re.compile(
    r"^[\w\- ]*\.(?:jpe?g|png|gif|heic|webp)$|^(?:img|dsc|pxl)[_\-]?\d+", re.IGNORECASE
)
_PICTURE_ONLY = re.compile(
    r"^(?:a |an |the )?(?:picture|photo|image|poster|kuva|valokuva|juliste)\W*$", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{0,64}@\S+|#\w+")
_FIRST_NAMES = {
    lang: NameList.of(lists.first_names, lang, are_first_names=True)
    for lang, lists in LISTS.items()
}

Place = tuple[int, int]


def check(draft: Draft, names: Names = NO_NAMES, *, today: date) -> tuple[Found, ...]:
    """Everything the rules find, in reading order; nothing is counted and nothing is refused."""
    reading = _Reading(draft, names, today)
    found: list[Found] = []
    for rule, look in _RULES.items():
        found += (Found(*place, rule) for place in _apart(look(reading)))
    found += _hashtags(reading)
    return tuple(sorted(found))


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """The places without those that lie within or across an earlier one."""
    last = -1
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if start >= last:
            yield start, end
            last = end


@dataclass(frozen=True)
class _Reading:
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
        return tuple(
            word
            for word in words_of(self.text)
            if not any(start <= word.start < end for start, end in away)
        )

    def find(self, pattern: Pattern) -> Iterator[Place]:
        """The places of a pattern."""
        return (match.span() for match in pattern.finditer(self.text))

    def of_names(self, names: Iterable[str]) -> Iterator[Place]:
        """The places of names in any of their forms."""
        words = self.words
        for first, after in NameList.of(names, self.draft.lang).find(words):
            yield words[first].start, words[after - 1].end

    @cached_property
    def own_places(self) -> tuple[Place, ...]:
        """Where the organisation itself is named."""
        own = self.names.organisation
        bare = re.sub(r"\s+(?:Oyj|Oy|Ab|AB|Ltd|Inc|GmbH|ry)$", "", own)
        return tuple(self.of_names({own, bare} - {""}))

    def sentence_at(self, place: int) -> Sentence:
        """The sentence around a place."""
        return next(
            (item for item in self.sentences if item.start <= place < item.end), self.sentences[0]
        )


def _without(places: Iterable[Place], others: Iterable[Place]) -> Iterator[Place]:
    """The places that touch none of the others."""
    kept = tuple(others)
    for start, end in places:
        if not any(start < stop and begin < end for begin, stop in kept):
            yield start, end


# Customers, code names, tags


def _customers(reading: _Reading) -> Iterator[Place]:
    own = reading.own_places
    yield from reading.of_names(reading.names.customers)
    lists = reading.lists
    yield from _without(reading.find(lists.company), own)
    yield from _without(reading.find(lists.house), own)
    starts = {word.start: index for index, word in enumerate(reading.words)}
    for match in lists.before_customer.finditer(reading.text):
        index = starts.get(match.end())
        if index is not None:
            yield from _without(_name_from(reading, index), own)
    for match in lists.after_customer.finditer(reading.text):
        index = next((i for i, word in enumerate(reading.words) if word.end == match.start()), None)
        if index is not None:
            yield from _without(_name_before(reading, index), own)


def _name_from(reading: _Reading, index: int) -> Iterator[Place]:
    """A run of capitalised words that begins here."""
    words = reading.words
    last = index
    while last < len(words) and words[last].is_capital and _joined(reading, index, last):
        last += 1
    if last > index and words[index].low not in _NOT_NAMES:
        yield words[index].start, words[last - 1].end


def _name_before(reading: _Reading, index: int) -> Iterator[Place]:
    """A run of capitalised words that ends here."""
    words = reading.words
    first = index
    while first >= 0 and words[first].is_capital and words[first].low not in _NOT_NAMES:
        if first < index and reading.text[words[first].end : words[first + 1].start] != " ":
            break
        first -= 1
    if first < index:
        yield words[first + 1].start, words[index].end


def _joined(reading: _Reading, first: int, at: int) -> bool:
    words = reading.words
    return at == first or reading.text[words[at - 1].end : words[at].start] in {" ", " & "}


_NOT_NAMES = frozenset(
    "i i'm i've we the this that our my it he she they monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november "
    "december today yesterday what who and but so if when how christmas "
    "he hän me se tämä minä kun mutta ja jos mitä kuka nyt eilen tänään kiitos".split()
)


def _code_names(reading: _Reading) -> Iterator[Place]:
    return reading.of_names(reading.names.code_names)


def _tags(reading: _Reading) -> Iterator[Place]:
    known = {tag.casefold() for tag in reading.names.tags}
    for match in _ACCOUNT.finditer(reading.text):
        if match[0].casefold() not in known:
            yield match.span()


# Prices and dates


def _prices(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    public = {_plain(price) for price in reading.names.public_prices}
    for sentence in reading.sentences:
        small = lists.small_money.search(sentence.text)
        for match in lists.money.finditer(sentence.text):
            if small is None and _plain(match[0]) not in public:
                yield _trimmed(sentence, match)
        if lists.about_price.search(sentence.text):
            for pattern in (lists.share, lists.large_number):
                for match in pattern.finditer(sentence.text):
                    yield _trimmed(sentence, match)


def _plain(price: str) -> str:
    return re.sub(r"\s+", " ", price.casefold()).strip(" .,")


def _trimmed(sentence: Sentence, match: re.Match[str]) -> Place:
    return match.start() + sentence.start, match.start() + sentence.start + len(match[0].rstrip())


def _dates(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    for sentence in reading.sentences:
        text, start = sentence.text, sentence.start
        for match in lists.teaser.finditer(text):
            yield match.start() + start, match.end() + start
        if lists.own_time.search(text):
            continue
        will = any(pattern.search(text) for pattern in (lists.will_be, lists.surely))
        full = list(days_told(text, months=lists.months, today=reading.today))
        for told in full:
            if told.is_ahead:
                yield told.start + start, told.end + start
        if not will:
            continue
        for match in lists.time_ahead.finditer(text):
            yield match.start() + start, match.end() + start
        for begin, end in years_ahead(text, reading.today):
            yield begin + start, end + start
        if lists.has_been.search(text) and not lists.surely.search(text):
            continue
        told_places = [(told.start, told.end) for told in full]
        for begin, end in _without((m.span() for m in lists.time_open.finditer(text)), told_places):
            yield begin + start, end + start


# People and health


def _people(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    words = reading.words
    for first, after in _FIRST_NAMES[lists.lang].find(words):
        word = words[first]
        if not word.is_capital or _is_own_name(reading, first):
            continue
        end = after
        while end < len(words) and words[end].is_capital and _joined(reading, first, end):
            end += 1
        if _is_about_a_person(reading, first, end):
            yield word.start, words[end - 1].end
    yield from _told_as_people(reading)
    for sentence in reading.sentences:
        away = [
            (match.start() + sentence.start, match.end() + sentence.start)
            for match in lists.not_roles.finditer(sentence.text)
        ]
        yield from _without(lists.roles(sentence), away)


def _told_as_people(reading: _Reading) -> Iterator[Place]:
    """Names in no list, told as people's: after "thanks to", before ", who"."""
    lists, words = reading.lists, reading.words
    away = [*reading.own_places, *reading.of_names(reading.names.customers)]
    away += [*reading.find(lists.company), *reading.find(lists.house)]
    by_start = {word.start: index for index, word in enumerate(words)}
    by_end = {word.end: index for index, word in enumerate(words)}
    for match in lists.before_person.finditer(reading.text):
        index = by_start.get(match.end())
        if index is not None:
            yield from _without(_name_from(reading, index), away)
    starts = {sentence.start for sentence in reading.sentences}
    for match in lists.after_person.finditer(reading.text):
        index = by_end.get(match.start())
        if index is not None and words[index].start not in starts:
            yield from _without(_name_before(reading, index), away)


def _is_about_a_person(reading: _Reading, first: int, end: int) -> bool:
    """Whether a first name is a person's here: not a company's, a prize's, a street's."""
    words, lists = reading.words, reading.lists
    after = reading.text[words[end - 1].end :][:1]
    before = reading.text[: words[first].start][-1:]
    if before in {"@", "#"} or after == "-":
        return False
    if any(match.end() == words[first].start for match in lists.by_maker.finditer(reading.text)):
        return False
    sentence = reading.sentence_at(words[first].start)
    if end - first > 1:
        last = words[end - 1].low
        if last.endswith(_NO_PEOPLE):
            return False
    if words[first].start == sentence.start and words[first].low in lists.names_and_words:
        return lists.named.search(sentence.text) is not None
    return True


_NO_PEOPLE = (
    "street", "road", "hall", "prize", "school", "karenina", "oy", "ab", "ltd", "katu", "kadulla",
    "palkinto", "palkinnon", "koulu", "sali", "salissa", "day", "museum", "hospital", "square",
)  # fmt: skip


def _is_own_name(reading: _Reading, index: int) -> bool:
    """Whether the writer says their own name: "I am Anna", "my name is Anna"."""
    before = [word.low for word in reading.words[max(0, index - 3) : index]]
    return before[-2:] in (["i", "am"], ["name", "is"], ["nimeni", "on"]) or before[-1:] in (
        ["i'm"],
        ["olen"],
    )


def _health(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    for sentence in reading.sentences:
        text = sentence.text
        away = [match.span() for match in lists.not_health.finditer(text)]
        told = [match.span() for match in lists.health.finditer(text)]
        told += (
            (word.start - sentence.start, word.end - sentence.start)
            for word in sentence.words
            if stem(word.text, lists.lang) in lists.health_words
        )
        found = list(_without(told, away))
        if not found:
            continue
        if not _is_about_others(reading, sentence):
            continue
        for begin, end in found:
            yield begin + sentence.start, end + sentence.start


def _is_about_others(reading: _Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells of somebody who is not the writer."""
    lists = reading.lists
    if lists.somebody.search(sentence.text) or any(True for _place in lists.roles(sentence)):
        return True
    names = _FIRST_NAMES[lists.lang].find(sentence.words)
    return any(sentence.words[first].is_capital for first, _after in names)


# Who speaks, and from where


def _disclosure(reading: _Reading) -> Iterator[Place]:
    if reading.lists.disclosed.search(reading.text):
        return
    yield from reading.of_names(reading.names.products)
    yield from reading.own_places


def _from_our(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    if lists.source_given.search(reading.text):
        return
    yield from reading.find(lists.source_of_ours)
    yield from reading.find(lists.share_of_ours)
    for sentence in reading.sentences:
        match = lists.measured.search(sentence.text)
        if match is not None and lists.compared.search(sentence.text[match.end() :]):
            yield match.start() + sentence.start, match.end() + sentence.start


# Pictures and hashtags


def _picture(reading: _Reading) -> Iterator[Place]:
    draft, lists = reading.draft, reading.lists
    if _says_enough(draft.alt) or lists.alt_given.search(draft.text):
        return
    told = list(_without(reading.find(lists.picture), reading.find(lists.not_picture)))
    if told:
        yield from told[:1]
    elif draft.has_picture:
        yield reading.end


def _says_enough(alt: str) -> bool:
    plain = alt.strip()
    return (
        len(plain) >= SHORTEST_ALT
        and _FILE_NAME.match(plain) is None
        and _PICTURE_ONLY.match(plain) is None
    )


def _hashtags(reading: _Reading) -> Iterator[Found]:
    for match in HASHTAG.finditer(reading.text):
        if match[0] in reading.names.tags:
            continue
        said = better(match[1], reading.lists)
        if said is not None:
            yield Found(match.start(), match.end(), Rule.HASHTAG, said)


# What is good


def _own_reason(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    for sentence in reading.sentences:
        away = [match.span() for match in lists.not_own_reason.finditer(sentence.text)]
        found = (match.span() for match in lists.own_reason.finditer(sentence.text))
        if any(True for _place in _without(found, away)):
            yield sentence.start, sentence.end


def _thanks(reading: _Reading) -> Iterator[Place]:
    lists = reading.lists
    return _without(reading.find(lists.thanks), list(reading.find(lists.not_thanks)))


def _questions(reading: _Reading) -> Iterator[Place]:
    for sentence in reading.sentences:
        if sentence.text.rstrip("\"\u201d\u2019') ").endswith("?") and len(sentence.words) > 1:
            yield sentence.start, sentence.end


_RULES: dict[Rule, Callable[[_Reading], Iterator[Place]]] = {
    Rule.CUSTOMER: _customers,
    Rule.CODE_NAME: _code_names,
    Rule.PRICE: _prices,
    Rule.DATE_AHEAD: _dates,
    Rule.PERSON: _people,
    Rule.HEALTH: _health,
    Rule.TAG: _tags,
    Rule.DISCLOSURE: _disclosure,
    Rule.FROM_OUR: _from_our,
    Rule.PICTURE: _picture,
    Rule.OWN_REASON: _own_reason,
    Rule.THANKS: _thanks,
    Rule.QUESTION: _questions,
}
