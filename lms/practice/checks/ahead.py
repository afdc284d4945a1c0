"""What is still to come: a time and something that will happen, or a hint that it will."""

from __future__ import annotations

from collections.abc import Iterator

from lms.practice.checks.dates import days_told, years_ahead
from lms.practice.checks.reading import Place, Reading, without
from lms.practice.checks.stems import Sentence


def told(reading: Reading) -> Iterator[Place]:
    """The words that tell when something of the organisation is going to happen."""
    for sentence in reading.sentences:
        for begin, end in _in_sentence(reading, sentence):
            yield begin + sentence.start, end + sentence.start


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[Place]:
    lists, text = reading.lists, sentence.text
    for match in lists.teaser.finditer(text):
        yield match.span()
    away = [match.span() for match in lists.not_ahead.finditer(text)]
    is_event = any(lists.event.fits(word.low) for word in sentence.words)
    if lists.own_time.search(text) or (not is_event and lists.own_plan.search(text)):
        return
    yield from without((match.span() for match in lists.planned.finditer(text)), away)
    full = list(days_told(text, months=lists.months, today=reading.today))
    yield from ((day.start, day.end) for day in full if day.is_ahead)
    past = lists.has_been.search(text) is not None
    surely = lists.surely.search(text) is not None
    will = surely or lists.will_be.search(text) is not None
    will = will or (is_event and lists.may_be.search(text) is not None)
    if will or (not past and (is_event or lists.ours.search(text))):
        yield from without((match.span() for match in lists.time_ahead.finditer(text)), away)
        yield from years_ahead(text, reading.today)
    if not will or (past and not surely):
        return
    told_places = [*((day.start, day.end) for day in full), *away]
    yield from without((match.span() for match in lists.time_open.finditer(text)), told_places)
