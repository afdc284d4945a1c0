"""Languages: choosing one, dates in words, and compiling the message catalogues."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent / "translations"


def compiled_catalogues() -> Path:
    """The folder of the compiled catalogues, made anew where the text is newer.

    They lie beside their text, or in a temporary folder where the program may not be written to.
    """
    try:
        return _compile_into(TRANSLATIONS)
    except OSError:
        return _compile_into(Path(tempfile.mkdtemp(prefix="lms-translations-")))


def _compile_into(folder: Path) -> Path:
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        target = (folder / source.relative_to(TRANSLATIONS)).with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_suffix(".tmp")
        with scratch.open("wb") as file:
            write_mo(file, catalogue)
        scratch.replace(target)
    return folder


def chosen_language(*, wish: str | None, accepted: Sequence[str], known: Sequence[str]) -> str:
    """The person's own choice, or the browser's first known one, or the first language."""
    if wish in known:
        return str(wish)
    for tag in accepted:
        language = tag.split("-")[0].lower()
        if language in known:
            return language
    return known[0]


@cache
def language_name(code: str) -> str:
    """What a language calls itself: English, Suomi; the code where nobody knows it."""
    try:
        name = Locale.parse(code).get_display_name(code)
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else code


@cache
def language_name_in(code: str, language: str) -> str:
    """What a language is called in another one: Finnish, englanti; the code where nobody knows."""
    try:
        name = Locale.parse(code).get_display_name(language)
    except (UnknownLocaleError, ValueError):
        name = None
    return name or code


def time_of_day(value: datetime, language: str) -> str:
    """A time as DESIGN writes it: `14:35` or `14.35`."""
    return f"{value:%H}.{value:%M}" if language == "fi" else f"{value:%H:%M}"


def day(value: date, language: str) -> str:
    """A date as DESIGN writes it: `14 Dec 2026` or `14.12.2026`."""
    if language == "fi":
        return f"{value.day}.{value.month}.{value.year}"
    return f"{value.day} {_english_month(value.month)} {value.year}"


def day_of_year(month: int, number: int, language: str) -> str:
    """A day that comes every year: `31 Dec` or `31.12.`."""
    return f"{number}.{month}." if language == "fi" else f"{number} {_english_month(month)}"


def short_month(value: date, language: str) -> str:
    """Month and year for table cells: `Sep 2028` or `9/2028`."""
    if language == "fi":
        return f"{value.month}/{value.year}"
    return f"{_english_month(value.month)} {value.year}"


@cache
def _english_month(number: int) -> str:
    """A month in three letters; working dates out anew would take most of a large file's time."""
    return str(get_month_names("abbreviated", locale="en_GB")[number]).replace("Sept", "Sep")
