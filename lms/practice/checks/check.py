"""The check itself: every rule over a draft, what it found in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from lms.practice.checks import ahead, health, naming
from lms.practice.checks.hashtags import HASHTAG, better
from lms.practice.checks.model import NO_NAMES, Draft, Found, Names, Rule
from lms.practice.checks.naming import Naming
from lms.practice.checks.reading import Place, Reading, without
from lms.practice.checks.stems import Sentence

SHORTEST_ALT = 12
_QUOTED = ('?"', "?\u201d", "?\u2019", "?'")
_FILE_NAME = re.compile(
    r"^[\w\- ]*\.(?:jpe?g|png|gif|heic|webp)$|^(?:img|dsc|pxl)[_\-]?\d+", re.IGNORECASE
)
_PICTURE_ONLY = re.compile(
    r"^(?:a |an |the )?(?:picture|photo|image|poster|kuva|valokuva|juliste)\W*$", re.IGNORECASE
)


def check(draft: Draft, names: Names = NO_NAMES, *, today: date) -> tuple[Found, ...]:
    """Everything the rules find, in reading order; nothing is counted and nothing is refused."""
    reading = Reading(draft, names, today)
    found: list[Found] = []
    for rule, places in _looked(reading):
        found += (Found(*place, rule) for place in _apart(places))
    found += _hashtags(reading)
    return tuple(sorted(found))


def _looked(reading: Reading) -> Iterator[tuple[Rule, Iterable[Place]]]:
    """What each rule finds; names first, since several rules ask who they are."""
    names = Naming(reading)
    people = tuple(_as_one(reading.text, _apart((*names.named, *_roles(reading)))))
    yield Rule.CUSTOMER, names.customers
    yield Rule.PERSON, people
    yield Rule.HEALTH, health.told(reading, people)
    for rule, look in _RULES.items():
        yield rule, look(reading)


def _as_one(text: str, places: Iterable[Place]) -> Iterator[Place]:
    """Places with nothing but a space between them made one: "my colleague" and "Anna"."""
    begin = end = -1
    for start, stop in places:
        if text[end:start] != " " or end < 0:
            if end >= 0:
                yield begin, end
            begin = start
        end = stop
    if end >= 0:
        yield begin, end


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """The places without those that lie within or across an earlier one."""
    last = -1
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if start >= last:
            yield start, end
            last = end


# Prices


def _prices(reading: Reading) -> Iterator[Place]:
    lists = reading.lists
    public = {_plain(price) for price in reading.names.public_prices}
    for sentence in reading.sentences:
        small = lists.small_money.search(sentence.text)
        for match in lists.money.finditer(sentence.text):
            if small is None and _plain(match[0]) not in public:
                yield _trimmed(sentence, match)
        for share in lists.share.finditer(sentence.text):
            if lists.share_of_price.search(sentence.text):
                yield _trimmed(sentence, share)
        if small is None and lists.about_price.search(sentence.text):
            for sum_ in lists.large_number.finditer(sentence.text):
                is_price = lists.of_things.match(sentence.text, sum_.end()) is None
                if is_price and not any(_plain(sum_[0]) in price for price in public):
                    yield _trimmed(sentence, sum_)


def _plain(price: str) -> str:
    return re.sub(r"\s+", " ", price.casefold()).strip(" .,")


def _trimmed(sentence: Sentence, match: re.Match[str]) -> Place:
    return match.start() + sentence.start, match.start() + sentence.start + len(match[0].rstrip())


# People by what they are


def _roles(reading: Reading) -> Iterator[Place]:
    lists = reading.lists
    for sentence in reading.sentences:
        away = [
            (match.start() + sentence.start, match.end() + sentence.start)
            for match in lists.not_roles.finditer(sentence.text)
        ]
        yield from without(lists.roles(sentence), away)


# Who speaks, and from where


def _disclosure(reading: Reading) -> Iterator[Place]:
    if reading.lists.disclosed.search(reading.text):
        return
    yield from reading.of_names(reading.names.products)
    yield from reading.own_places


def _from_our(reading: Reading) -> Iterator[Place]:
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


def _picture(reading: Reading) -> Iterator[Place]:
    draft, lists = reading.draft, reading.lists
    if _says_enough(draft.alt) or lists.alt_given.search(draft.text):
        return
    told = list(without(reading.find(lists.picture), reading.find(lists.not_picture)))
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


def _hashtags(reading: Reading) -> Iterator[Found]:
    for match in HASHTAG.finditer(reading.text):
        if match[0] in reading.names.tags:
            continue
        said = better(match[1], reading.lists)
        if said is not None:
            yield Found(match.start(), match.end(), Rule.HASHTAG, said)


# What is good


def _own_reason(reading: Reading) -> Iterator[Place]:
    lists = reading.lists
    for sentence in reading.sentences:
        away = [match.span() for match in lists.not_own_reason.finditer(sentence.text)]
        found = (match.span() for match in lists.own_reason.finditer(sentence.text))
        if any(True for _place in without(found, away)):
            yield sentence.start, sentence.end


def _thanks(reading: Reading) -> Iterator[Place]:
    lists = reading.lists
    return without(reading.find(lists.thanks), list(reading.find(lists.not_thanks)))


def _questions(reading: Reading) -> Iterator[Place]:
    lists = reading.lists
    for sentence in reading.sentences:
        text = sentence.text
        asks = text.rstrip("\"\u201d\u2019') ").endswith("?") and len(sentence.words) > 1
        if asks and (text.endswith(_QUOTED) or lists.not_asked.search(text)):
            continue
        if asks or lists.asks.search(text):
            yield sentence.start, sentence.end


_RULES: dict[Rule, Callable[[Reading], Iterator[Place]]] = {
    Rule.CODE_NAME: naming.code_names,
    Rule.PRICE: _prices,
    Rule.DATE_AHEAD: ahead.told,
    Rule.TAG: naming.tags,
    Rule.DISCLOSURE: _disclosure,
    Rule.FROM_OUR: _from_our,
    Rule.PICTURE: _picture,
    Rule.OWN_REASON: _own_reason,
    Rule.THANKS: _thanks,
    Rule.QUESTION: _questions,
}
