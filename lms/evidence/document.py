"""The pages of a pack for people to read, as a tagged PDF in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import typst
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.certificates.document import DocumentError
from lms.certificates.rules import shown_code
from lms.config import data_folder
from lms.enrolments.arranged import EQUIVALENT, EXTENSION, WAIVER
from lms.evidence.pack import Heading, Told
from lms.evidence.queries import Record
from lms.i18n import day, time_of_day
from lms.web import context

ARRANGED: Mapping[str, Any] = {
    EXTENSION: _l("More time"),
    WAIVER: _l("Not asked"),
    EQUIVALENT: _l("Other training counts"),
}

TEMPLATE = Path(__file__).parent / "typst" / "evidence.typ"


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading; `total` counts also what is not listed."""

    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int

    @property
    def note(self) -> str:
        """What is to be said above the table."""
        if not self.total:
            return _("None.")
        if self.total > len(self.rows):
            return _(
                "The first %(shown)s of %(total)s. All of them are in evidence.json.",
                shown=len(self.rows),
                total=self.total,
            )
        return ""


def pdf(heading: Heading, told: Told, digest: str) -> bytes:
    """The PDF of a pack; raises DocumentError."""
    made = context.state().clock.day_of(heading.made_at)
    data = {
        "title": f"{_('Evidence')}: {heading.title}",
        "kind": _("Evidence of learning"),
        "about": heading.title,
        "organisation": heading.organisation,
        "language": context.language(),
        "year": made.year,
        "month": made.month,
        "day": made.day,
        "facts": [
            [_("Made"), _moment(heading.made_at.isoformat())],
            [_("Made by"), heading.made_by],
            [_("Made for"), heading.purpose],
            [_("What it is"), _("Dates, editions, texts and questions. No answers and no scores.")],
            ["SHA-256, evidence.json", digest],
            [_("To check it"), "python3 check_evidence.py PACK.zip"],
        ],
        "sections": [
            {
                "title": section.title,
                "note": section.note,
                "head": section.head,
                "widths": section.widths,
                "rows": section.rows,
            }
            for section in _sections(told)
        ],
    }
    return _compile(json.dumps(data, ensure_ascii=False, sort_keys=True))


def _compile(data: str) -> bytes:
    fonts = str(data_folder("static") / "vendor" / "fonts-pdf")
    made: object
    try:
        try:
            made = typst.compile(
                str(TEMPLATE),
                font_paths=[fonts],
                ignore_system_fonts=True,
                sys_inputs={"data": data},
                pdf_standards=["ua-1"],
                format="pdf",
            )
        except RuntimeError:  # a character without a glyph, which PDF/UA forbids
            made = typst.compile(
                str(TEMPLATE),
                font_paths=[fonts],
                ignore_system_fonts=True,
                sys_inputs={"data": data},
                format="pdf",
            )
    except (RuntimeError, ValueError, OSError) as error:
        raise DocumentError(str(error)) from error
    if not isinstance(made, bytes):
        raise DocumentError("the document has more than one part")
    return made


def _sections(told: Told) -> list[Section]:
    """What is told, in tables; each takes the first records of a kind."""
    names = {one["person"]: str(one["name"]) for one in told.first.get("person", ())}

    def made(
        kind: str, title: str, columns: Sequence[tuple[str, int, Callable[[Record], str]]]
    ) -> Section:
        return Section(
            title=title,
            head=tuple(head for head, _width, _cell in columns),
            widths=tuple(width for _head, width, _cell in columns),
            rows=tuple(
                tuple(cell(one) for _head, _width, cell in columns)
                for one in told.first.get(kind, ())
            ),
            total=told.counts[kind],
        )

    def held(key: str) -> Callable[[Record], str]:
        return lambda one: "" if one[key] is None else str(one[key])

    def on(key: str) -> Callable[[Record], str]:
        return lambda one: _day(one[key])

    def last(key: str) -> Callable[[Record], str]:
        return lambda one: _day_before(one[key])

    def at(key: str) -> Callable[[Record], str]:
        return lambda one: _moment(one[key])

    person = (_("Person"), 3, lambda one: names.get(one["person"], str(one["person"])))
    course = (_("Course"), 3, held("course"))
    return [
        made(
            "person",
            _("People"),
            [
                (_("Name"), 3, held("name")),
                (_("Signs in as"), 4, held("known_as")),
                (_("Job title"), 3, held("job_title")),
                (_("Number"), 2, held("person")),
            ],
        ),
        made(
            "certificate",
            _("Certificates"),
            [
                (_("Name on it"), 5, held("holder")),
                (_("Course"), 5, held("title")),
                (_("Edition"), 3, held("edition")),
                (_("Language"), 4, held("language")),
                (_("Passed"), 4, at("passed_at")),
                (_("Issued"), 4, on("issued_on")),
                (_("Valid until"), 4, last("expires_on")),
                (_("Withdrawn"), 4, at("revoked_at")),
                (_("Code"), 4, lambda one: shown_code(one["code"])),
            ],
        ),
        made(
            "earlier_days",
            _("Earlier days of certificates"),
            [
                (_("Certificate"), 2, held("certificate")),
                (_("Held until"), 3, at("until")),
                (_("Was valid until"), 3, last("expires_on")),
            ],
        ),
        made(
            "earlier_code",
            _("Earlier codes of certificates"),
            [
                (_("Certificate"), 2, held("certificate")),
                (_("Code"), 3, lambda one: shown_code(one["code"])),
                (_("Name on it"), 4, held("holder")),
                (_("Replaced"), 3, on("replaced_on")),
            ],
        ),
        made(
            "arrangement",
            _("More time, waivers and other training"),
            [
                person,
                course,
                (_("What"), 4, lambda one: str(ARRANGED[one["arrangement"]])),
                (_("First day"), 3, on("since")),
                (_("New day"), 3, on("due_on")),
                (_("Last day"), 3, lambda one: _day_before(one["until"])),
                (_("Taken back"), 3, at("ended_at")),
            ],
        ),
        made(
            "enrolment",
            _("Courses begun"),
            [
                person,
                course,
                (_("Round"), 2, held("cycle")),
                (_("Begun"), 3, at("started_at")),
                (_("Finished"), 3, at("completed_at")),
            ],
        ),
        made(
            "module_read",
            _("Modules read"),
            [
                person,
                course,
                (_("Module"), 4, held("module")),
                (_("Language"), 2, held("language")),
                (_("Edition"), 2, held("edition")),
                (_("Read"), 3, at("read_at")),
                (_("Text"), 4, held("words")),
            ],
        ),
        made(
            "question",
            _("Questions asked for the certificates"),
            [
                course,
                (_("Question"), 3, held("name")),
                (_("Language"), 2, held("language")),
                (_("Fingerprint"), 6, held("fingerprint")),
            ],
        ),
        made(
            "text",
            _("Texts as they were published"),
            [
                (_("Text"), 2, held("words")),
                (_("Begins with"), 6, lambda one: " ".join(one["blocks"])[:120]),
            ],
        ),
        made(
            "change",
            _("Published changes"),
            [
                course,
                (_("Edition"), 1, held("edition")),
                (_("Kind"), 2, held("change")),
                (_("Published"), 2, on("published_on")),
            ],
        ),
        made(
            "membership",
            _("Teams"),
            [
                person,
                (_("Team"), 3, held("team")),
                (_("First day"), 2, on("since")),
                (_("Until"), 2, on("until")),
            ],
        ),
    ]


def _day(value: str | None) -> str:
    return "" if value is None else day(date.fromisoformat(value), context.language())


def _day_before(value: str | None) -> str:
    """The last day of what holds until a day."""
    if value is None:
        return ""
    return day(date.fromisoformat(value) - timedelta(days=1), context.language())


def _moment(value: str | None) -> str:
    """A moment in the organisation's zone."""
    if value is None:
        return ""
    found = datetime.fromisoformat(value)
    local = found.astimezone(context.state().clock.zone)
    language = context.language()
    return f"{day(context.state().clock.day_of(found), language)} {time_of_day(local, language)}"
