"""Whose name stands in a draft: a customer's, somebody's, or a working name of the house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lms.practice.checks.names import IN_ENGLISH, IN_FINNISH, KNOWN
from lms.practice.checks.reading import Place, Reading, without

_ACCOUNT = re.compile(r"(?<![\w.@/])@[^\W_][\w.\-]*[^\W_]")
_TAGGED = re.compile(r"(?<!\w)#([\w.\-]*\w)")
_IS_PROJECT = re.compile(
    r"^(?:Project|Operation|Projekti|Operaatio)\s+|\s*-?(?:projekti|hanke|project)$", re.IGNORECASE
)
_ALL_FIRST_NAMES = frozenset(name.casefold() for name in (*IN_ENGLISH, *IN_FINNISH))
_AROUND = 48
"""Characters before and after a name that tell what it is."""
_LONGEST_NAME = 5
_SHORTEST_BARE = 3
_NO_PEOPLE = (
    "street", "road", "hall", "prize", "school", "karenina", "oy", "ab", "ltd", "katu", "kadulla",
    "palkinto", "palkinnon", "koulu", "sali", "salissa", "day", "museum", "hospital", "square",
    "award", "bridge", "park", "island", "avenue", "lane", "church", "museo", "museossa", "silta",
    "sillalla", "puisto", "puistossa", "kirkko", "kirkossa", "päivä", "päivänä", "tie", "tiellä",
)  # fmt: skip
_NOT_NAMES = frozenset(
    "i i'm i've i'll i'd we the this that our my it he she they who what why how when where which "
    "and but or so if as at in on to for from with without by of an a not no yes today yesterday "
    "tomorrow tonight never always nobody everybody everyone somebody someone nothing christmas "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december thanks thank kudos dear hi hello hey "
    "welcome congratulations met our your his her their its there here then now also only just "
    "mr mrs ms dr sir professor let please "
    "he hän me se ne tämä tuo minä sinä kun mutta ja jos mitä kuka nyt eilen tänään huomenna "
    "kiitos kiitokset hei moi terveiset onnea onnittelut tervetuloa tapasin kun koska vaikka jotta "
    "että sekä eli tai myös vain vielä jo aina taas sitten siksi silti oma meidän meillä "
    "meille meiltä mikä mitkä minkä missä miten miksi milloin mistä mihin kenen onko oletko "
    "ensin lopuksi illalla aamulla yöllä päivällä".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together: numbers of the first and of the one after the last."""

    first: int
    after: int


class Naming:
    """The capitalised words of a draft, sorted into customers and people."""

    def __init__(self, reading: Reading) -> None:
        """Look at what is read, in its language's lists."""
        self._reading = reading
        self._words = reading.words
        self._lists = reading.lists

    # Customers

    @cached_property
    def customers(self) -> tuple[Place, ...]:
        """Customers, partners and suppliers by name."""
        return tuple(self._customers())

    def _customers(self) -> Iterator[Place]:
        reading, lists = self._reading, self._lists
        own = reading.own_places
        yield from reading.listed_customers
        yield from _run_together(reading, reading.names.customers)
        yield from without(reading.find(lists.company), own)
        yield from without(reading.find(lists.house), (*own, *self._away))
        for match in lists.before_customer.finditer(reading.text):
            index = reading.by_start.get(match.end())
            if index is not None:
                yield from without(self._name_from(index), own)
        for match in lists.after_customer.finditer(reading.text):
            index = reading.by_end.get(match.start())
            if index is not None:
                yield from without(self._name_before(index), own)
        for run in self._runs:
            if self._is_a_customer(run):
                yield from without([self._place(run)], (*own, *self._away))

    def _is_a_customer(self, run: Run) -> bool:
        """Whether an unlisted name does business with us, by the words around it."""
        lists = self._lists
        if any(index in self._first_name_starts for index in range(run.first, run.after)):
            house = lists.house_words
            return run.after - run.first > 1 and self._words[run.after - 1].low in house
        before, after = self._around(run)
        words = self._words
        if any(words[index].low in _NO_PEOPLE for index in range(run.first, run.after)):
            return False
        if self._begins(run) and not words[run.after - 1].low.endswith("'s"):
            return lists.begins_business and lists.does_business.match(after) is not None
        if lists.does_business.match(after):
            return True
        if run.first in self._reading.towns:
            return False
        if lists.of_theirs.match(after):
            return True
        if lists.business_with.search(before):
            return lists.deal_with.search(before) is not None or not lists.of_a_person.match(after)
        several = run.after - run.first > 1
        return several and lists.about_business.search(self._sentence(run)) is not None

    # People

    @cached_property
    def named(self) -> tuple[Place, ...]:
        """People by name."""
        return tuple(without(self._named(), self.customers))

    def _named(self) -> Iterator[Place]:
        words, told = self._words, 0
        for first, after in self._reading.first_names:
            if first < told or self._is_own_name(first):
                continue
            end = after
            while end < len(words) and words[end].is_capital and self._reading.joined(end):
                end += 1
            told = end
            if self._is_about_a_person(first, end):
                yield words[first].start, words[end - 1].end
        away = (*self._away, *((start, start + 1) for start in self._makers))
        yield from without(self._told_as_people(), away)
        for run in self._runs:
            if self._is_a_person(run):
                yield from without([self._place(run)], away)

    def _told_as_people(self) -> Iterator[Place]:
        """Names in no list, told as people's: after "thanks to", before ", who"."""
        reading, lists = self._reading, self._lists
        for match in lists.before_person.finditer(reading.text):
            index = reading.by_start.get(match.end())
            if index is not None and index not in reading.towns:
                yield from self._name_from(index)
        for match in lists.after_person.finditer(reading.text):
            index = reading.by_end.get(match.start())
            if index is None or self._words[index].start in reading.firsts:
                continue
            if index not in reading.towns:
                yield from self._name_before(index)

    def _is_a_person(self, run: Run) -> bool:
        """Whether an unlisted name acts as people do."""
        if run.after - run.first > 2 or run.first in self._reading.towns:
            return False
        before, after = self._around(run)
        if self._words[run.after - 1].low.endswith(_NO_PEOPLE):
            return False
        lists = self._lists
        if self._begins(run):
            return lists.surely_person.match(after) is not None
        return (
            lists.of_a_person.match(after) is not None
            or lists.with_a_person.search(before) is not None
        )

    def _is_about_a_person(self, first: int, end: int) -> bool:
        """Whether a first name is a person's here: not a company's, a prize's, a street's."""
        words, lists, text = self._words, self._lists, self._reading.text
        start = words[first].start
        if text[start - 1 : start] in {"@", "#"} or text[words[end - 1].end :][:1] == "-":
            return False
        if start in self._makers:
            return False
        if end - first > 1 and words[end - 1].low.endswith(_NO_PEOPLE):
            return False
        if start in self._reading.firsts and self._is_form_of_a_word(words[first].low):
            run = Run(first, end)
            return bool(
                lists.of_a_person.match(self._around(run)[1])
                or lists.named.search(self._sentence(run))
            )
        return True

    def _is_form_of_a_word(self, low: str) -> bool:
        """Whether a first word could be a form of an ordinary word that is also a name."""
        if low in _ALL_FIRST_NAMES and low not in self._lists.names_and_words:
            return False
        return any(
            low.startswith(name) and len(low) - len(name) <= 4
            for name in self._lists.names_and_words
        )

    def _is_own_name(self, index: int) -> bool:
        """Whether the writer says their own name: "I am Anna", "my name is Anna"."""
        before = [word.low for word in self._words[max(0, index - 3) : index]]
        return before[-2:] in (["i", "am"], ["name", "is"], ["nimeni", "on"]) or before[-1:] in (
            ["i'm"],
            ["olen"],
        )

    # Words with a capital

    @cached_property
    def _runs(self) -> tuple[Run, ...]:
        return tuple(self._find_runs())

    def _find_runs(self) -> Iterator[Run]:
        """Capitalised words that stand together and are no ordinary first word."""
        words, firsts = self._words, self._reading.firsts
        index = 0
        while index < len(words):
            if not self._may_be_a_name(index):
                index += 1
                continue
            after = index + 1
            while (
                after < len(words)
                and after - index < _LONGEST_NAME
                and self._may_be_a_name(after)
                and self._reading.joined(after)
            ):
                after += 1
            first = index
            if words[first].start in firsts and self._is_ordinary(words[first].low):
                first += 1
            if first + 1 < after and words[first].start in firsts:
                first += self._is_beside_a_name(first)
            if first < after:
                yield Run(first, after)
            index = after

    def _is_beside_a_name(self, first: int) -> bool:
        """Whether a first word only stands before a name: "Aamuvuoron Keke"."""
        if first + 1 in self._first_name_starts:
            return first not in self._first_name_starts
        return self._lists.with_a_person.search(f"{self._words[first].low} ") is not None

    def _may_be_a_name(self, index: int) -> bool:
        word = self._words[index]
        bare = word.low.removesuffix("'s")
        return (
            word.is_capital
            and len(bare) > 1
            and not bare[0].isdigit()
            and bare not in _NOT_NAMES
            and bare not in KNOWN
            and not self._lists.never_names.fits(bare)
        )

    def _is_ordinary(self, low: str) -> bool:
        lists = self._lists
        return lists.ordinary.fits(low) or low in lists.hashtag_words or lists.is_role(low)

    @cached_property
    def _away(self) -> tuple[Place, ...]:
        """Names that are neither: the house's own, its products and working names."""
        reading = self._reading
        names = (*reading.names.products, *reading.names.code_names)
        return (*reading.own_places, *reading.of_names(names), *reading.find(self._lists.public))

    @cached_property
    def _makers(self) -> frozenset[int]:
        """Where those are named who took a picture; that is where they belong."""
        return frozenset(match.end() for match in self._lists.by_maker.finditer(self._reading.text))

    @cached_property
    def _first_name_starts(self) -> frozenset[int]:
        return frozenset(first for first, _after in self._reading.first_names)

    def _begins(self, run: Run) -> bool:
        """Whether this is a single word whose capital says nothing."""
        return run.after - run.first == 1 and self._words[run.first].start in self._reading.firsts

    def _place(self, run: Run) -> Place:
        return self._words[run.first].start, self._words[run.after - 1].end

    def _around(self, run: Run) -> tuple[str, str]:
        """What stands before and after a name."""
        start, end = self._place(run)
        text = self._reading.text
        return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]

    def _sentence(self, run: Run) -> str:
        """The sentence around a name."""
        return self._reading.sentence_at(self._words[run.first].start)

    def _name_from(self, index: int) -> Iterator[Place]:
        """A run of capitalised words that begins here."""
        words = self._words
        last = index
        while last < len(words) and words[last].is_capital:
            if last > index and not self._reading.joined(last):
                break
            last += 1
        if last > index and self._may_be_a_name(index):
            yield words[index].start, words[last - 1].end

    def _name_before(self, index: int) -> Iterator[Place]:
        """A run of capitalised words that ends here."""
        words = self._words
        first = index
        while first >= 0 and words[first].is_capital and self._may_be_a_name(first):
            if (
                first < index
                and self._reading.text[words[first].end : words[first + 1].start] != " "
            ):
                break
            first -= 1
        if first < index:
            yield words[first + 1].start, words[index].end


def code_names(reading: Reading) -> Iterator[Place]:
    """Working names, also without the word that says that they are one: "Cloudberry"."""
    names = reading.names.code_names
    bare = (_IS_PROJECT.sub("", name) for name in names)
    yield from reading.of_names((*names, *(name for name in bare if len(name) > _SHORTEST_BARE)))
    yield from _run_together(reading, names)


def _run_together(reading: Reading, names: Iterable[str]) -> Iterator[Place]:
    """Listed names that hide in a hashtag; an account is told as a tag already."""
    wanted = {_joined_up(name) for name in names}
    for match in _TAGGED.finditer(reading.text):
        if _joined_up(match[1]) in wanted:
            yield match.span()


def _joined_up(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


def tags(reading: Reading) -> Iterator[Place]:
    """Accounts that are tagged and not the organisation's own."""
    known = {tag.casefold() for tag in reading.names.tags}
    for match in _ACCOUNT.finditer(reading.text):
        if match[0].casefold() not in known:
            yield match.span()
