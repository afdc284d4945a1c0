"""When each page and each source is to be checked again, and why on that day."""

from __future__ import annotations

from datetime import date, timedelta

from lms.content.checks.pages import states_law
from lms.content.model import ReviewDue, Status
from lms.content.parts import Page, Parts
from lms.content.settings import ModuleFront
from lms.content.source import Kind

YEAR = timedelta(days=365)
"""How long facts stay checked when a page names no day of its own."""

_FACTS = frozenset({Kind.COURSE, Kind.MODULE, Kind.QUIZ, Kind.SCENARIO, Kind.GLOSSARY})


def reviews(parts: Parts) -> tuple[ReviewDue, ...]:
    """Every ready page and every source with its day, the nearest first.

    What was never checked, and law that no lawyer has read, is due from the first day on.
    """
    found = [
        due
        for page in parts.pages.values()
        if page.name.kind in _FACTS and page.front is not None and page.status is Status.READY
        for due in _of_page(page)
    ]
    return tuple(sorted(found + _of_sources(parts)))


def _of_page(page: Page) -> list[ReviewDue]:
    front = page.front
    if front is None:
        return []
    path, title = page.path, page.document.title or page.path
    found = []
    if front.review_by is not None:
        line, _ = page.settings.place(("review_by",))
        found.append(ReviewDue(front.review_by, path, line, "said", title, front.checked))
    elif front.checked is not None:
        line, _ = page.settings.place(("checked",))
        found.append(ReviewDue(front.checked + YEAR, path, line, "year", title, front.checked))
    else:
        found.append(ReviewDue(date.min, path, 1, "never", title))
    if isinstance(front, ModuleFront) and states_law(page) and not front.checked_by:
        found.append(ReviewDue(date.min, path, 1, "lawyer", title, front.checked))
    return found


def _of_sources(parts: Parts) -> list[ReviewDue]:
    used: dict[str, list[str]] = {}
    for page in parts.pages.values():
        for link in page.document.note_links:
            paths = used.setdefault(link.target.partition("#")[0], [])
            if page.path not in paths:
                paths.append(page.path)
    lang = parts.languages[0]
    return [
        ReviewDue(
            by=source.review_by,
            path="sources.yml",
            line=parts.source_places[url][0],
            why="source",
            what=source.title.get(lang) or next(iter(source.title.values())),
            checked=source.checked,
            used_in=tuple(sorted(used.get(url.partition("#")[0], ()))),
        )
        for url, source in parts.sources.items()
    ]
