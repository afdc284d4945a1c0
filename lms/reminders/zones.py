"""Time zones to choose from, by part of the world and with the places' names in a language."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from flask_babel import gettext as _

PARTS = (
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
    "Pacific",
)  # fmt: skip


@cache
def names() -> frozenset[str]:
    """Every zone of a place; older names for the same are among them."""
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in PARTS)


@cache
def place(name: str, language: str) -> str:
    """The place that a zone is named after, as the language calls it."""
    return str(get_timezone_location(name, locale=language, return_city=True))


def by_part(language: str) -> dict[str, list[tuple[str, str]]]:
    """The zones as a list in groups, each place once."""
    titles = _titles()
    return {titles[part]: list(found) for part, found in _grouped(language).items()}


@cache
def _grouped(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = {part: {} for part in PARTS}
    older = get_global("zone_aliases")
    for name in sorted(names(), key=lambda name: (name in older, name)):
        found[name.partition("/")[0]].setdefault(place(name, language), name)
    return {
        part: tuple(
            (name, words)
            for words, name in sorted(places.items(), key=lambda item: item[0].casefold())
        )
        for part, places in found.items()
    }


def _titles() -> dict[str, str]:
    return {
        "Africa": _("Africa"),
        "America": _("The Americas"),
        "Antarctica": _("Antarctica"),
        "Asia": _("Asia"),
        "Atlantic": _("Atlantic"),
        "Australia": _("Australia"),
        "Europe": _("Europe"),
        "Indian": _("Indian Ocean"),
        "Pacific": _("Pacific"),
    }
