"""Where an answer leads: courses and modules that are there, and what the organisation owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for

from lms.content.model import ContentSet, DiagnosticText, Route
from lms.courses.shown import in_language, shown
from lms.welcome import words
from lms.welcome.said import COLOURS, LEADS, OF_THE_ORGANISATION, REASONS, Now, Said, Wish, reasons

QUIET = "staying-quiet-is-fine"
BEGIN = "why-it-pays"
"""The course that suits everyone."""


@dataclass(frozen=True, slots=True)
class Way:
    """A course or a module to look at, with its minutes."""

    title: str
    lang: str
    href: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with what helps: a route for the person, and maybe a duty of the organisation."""

    name: str
    words: str
    is_chosen: bool  # or else the statements lean to it
    route: Route | None
    lang: str
    ways: tuple[Way, ...]
    duty: str  # "" where courses help


def text_of(content: ContentSet, lang: str) -> DiagnosticText | None:
    """The diagnostic in the reader's language, or another one; None without a ready one."""
    if content.diagnostic is None:
        return None
    return in_language(content.diagnostic.texts, lang)[1]


def reasons_of(said: Said, content: ContentSet, lang: str) -> tuple[Reason, ...]:
    """What somebody said holds them back, with what helps."""
    text = text_of(content, lang)
    routes = {route.reason: route for route in text.routes} if text else {}
    found = reasons(said, text.statements if text else ()) or ()
    named, owed = words.reasons(), words.duties()
    return tuple(
        Reason(
            name,
            named[name],
            name in (said.holds or ()),
            routes.get(name),
            text.lang if text else lang,
            tuple(_ways(name, routes.get(name), content, lang)),
            owed[name] if name in OF_THE_ORGANISATION else "",
        )
        for name in found
    )


def suggested(said: Said, content: ContentSet, lang: str) -> tuple[Way, ...]:
    """Where to begin, two at most. Whoever has no reason, or all of them, gets what suits all."""
    found = reasons_of(said, content, lang)
    led = [LEADS[Wish(wish)] for wish in said.wishes]
    led += [LEADS[Now(said.now)]] if said.now else []
    ways = [] if len(found) == len(REASONS) else [way for one in found for way in one.ways]
    ways += [way for course, module in led if (way := _way(content, lang, course, module))]
    ways += [way for way in (_way(content, lang, BEGIN),) if way]
    return tuple(_once(ways))[:2]


def answers_lead(said: Said, content: ContentSet, lang: str) -> tuple[tuple[str, Way], ...]:
    """Every other answer with the course or module it leads to."""
    asked = words.questions()
    labels = {choice.value: choice.label for one in asked for choice in one.choices}
    labels[Wish.NOTHING] = asked[2].alone.label if asked[2].alone else ""
    given: list[Now | Wish] = [Now(said.now)] if said.now else []
    given += [Wish(wish) for wish in said.wishes]
    return tuple(
        (labels[answer], way) for answer in given if (way := _way(content, lang, *LEADS[answer]))
    )


def _ways(reason: str, route: Route | None, content: ContentSet, lang: str) -> Iterator[Way]:
    for course in route.courses if route else ():
        module = QUIET if reason == COLOURS and course == BEGIN else None
        way = _way(content, lang, course, module)
        if way is not None:
            yield way


def _way(content: ContentSet, lang: str, course: str, module: str | None = None) -> Way | None:
    found = content.course(course)
    if found is None:
        return None
    page = shown(found, lang)
    for item in page.modules:
        if item.slug == module:
            href = url_for("courses.module", course=course, module=item.slug)
            return Way(item.text.title, item.lang, href, item.minutes)
    minutes = sum(item.minutes for item in page.modules)
    return Way(page.title, page.lang, url_for("courses.course", course=course), minutes)


def _once(ways: Iterable[Way]) -> Iterator[Way]:
    seen: set[str] = set()
    for way in ways:
        if way.href not in seen:
            seen.add(way.href)
            yield way
