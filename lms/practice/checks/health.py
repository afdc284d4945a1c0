"""Somebody else's health: a word of illness or leave, and that it is not the writer's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from lms.practice.checks.reading import Place, Reading, without
from lms.practice.checks.stems import Sentence, stem


def told(reading: Reading, people: Iterable[Place]) -> Iterator[Place]:
    """The words that tell of the health of somebody who is not the writer."""
    before: Sentence | None = None
    named = sorted(start for start, _end in people)
    for sentence in reading.sentences:
        for place in _words_of_health(reading, sentence):
            if _is_of_others(reading, sentence, before, place, named):
                yield place
        before = sentence


def _words_of_health(reading: Reading, sentence: Sentence) -> tuple[Place, ...]:
    lists, text, start = reading.lists, sentence.text, sentence.start
    away = [match.span() for match in lists.not_health.finditer(text)]
    found = [match.span() for match in lists.health.finditer(text)]
    found += (
        (word.start - start, word.end - start)
        for word in sentence.words
        if lists.health_terms.fits(word.low) or stem(word.text, lists.lang) in lists.health_words
    )
    return tuple((begin + start, end + start) for begin, end in without(found, away))


def _is_of_others(
    reading: Reading,
    sentence: Sentence,
    before: Sentence | None,
    place: Place,
    people: Sequence[int],
) -> bool:
    """Whose health it is: told beside the word, else in the sentence, else in the one before."""
    begin, end = _clause(reading, sentence, place)
    beside = reading.text[begin:end]
    lists = reading.lists
    if _tells_of_others(reading, beside, (begin, end), people):
        return True
    if lists.myself.search(beside):
        return False
    whole = (sentence.start, sentence.end)
    if _tells_of_others(reading, sentence.text, whole, people):
        return True
    if before is None or lists.myself.search(sentence.text):
        return False
    return _tells_of_others(reading, before.text, (before.start, before.end), people)


def _clause(reading: Reading, sentence: Sentence, place: Place) -> Place:
    """The part of the sentence around a place, up to the next comma or joining word."""
    begin, end = sentence.start, sentence.end
    for match in reading.lists.clause_end.finditer(sentence.text):
        if match.end() + sentence.start <= place[0]:
            begin = match.end() + sentence.start
        elif match.start() + sentence.start >= place[1]:
            end = match.start() + sentence.start
            break
    return begin, end


def _tells_of_others(reading: Reading, text: str, place: Place, people: Sequence[int]) -> bool:
    if reading.lists.somebody.search(text):
        return True
    return bisect_left(people, place[0]) < bisect_left(people, place[1])
