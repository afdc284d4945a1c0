"""A certificate as a tagged PDF, the same bytes every time, and its QR code."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import segno

from lms.certificates.queries import Sheet

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


class DocumentError(Exception):
    """The PDF could not be made."""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of the sheet in its language."""

    kind: str
    has_completed: str
    can_intro: str
    facts: tuple[tuple[str, str], ...]
    verify_at: str
    qr_alt: str


def qr_svg(address: str) -> str:
    """The address as a QR code, an SVG without style attributes."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue().decode("utf-8")


def pdf(sheet: Sheet, *, words: Words, address: str, fonts: Path) -> bytes:
    """The PDF of a certificate: PDF/UA-1, one A4 page; raises DocumentError.

    A character that no font holds is shown as an empty box, and the mark of PDF/UA is left out.
    """
    issued = sheet.issued_on
    data = {
        "document_title": f"{words.kind}: {sheet.title}, {sheet.holder}",
        "organisation": sheet.organisation,
        "language": sheet.language,
        "year": issued.year,
        "month": issued.month,
        "day": issued.day,
        "kind": words.kind,
        "holder": sheet.holder,
        "has_completed": words.has_completed,
        "title": sheet.title,
        "can_intro": words.can_intro,
        "can_do": list(sheet.can_do),
        "facts": [list(fact) for fact in words.facts],
        "verify_at": words.verify_at,
        "address": address.rsplit("://", maxsplit=1)[-1],
        "qr": qr_svg(address),
        "qr_alt": words.qr_alt,
    }
    return _compile(json.dumps(data, ensure_ascii=False, sort_keys=True), str(fonts))


@lru_cache(maxsize=64)
def _compile(data: str, fonts: str) -> bytes:
    try:
        import typst

        def compiled(standards: list[Literal["ua-1"]]) -> object:
            return typst.compile(
                str(TEMPLATE),
                font_paths=[fonts],
                ignore_system_fonts=True,
                sys_inputs={"data": data},
                pdf_standards=[*standards],
                format="pdf",
            )

        try:
            made = compiled(["ua-1"])
        except RuntimeError:
            # PDF/UA forbids a character without a glyph; such a name still gets a tagged document.
            made = compiled([])
    except (ImportError, RuntimeError, ValueError, OSError) as error:
        raise DocumentError(str(error)) from error
    if not isinstance(made, bytes):
        raise DocumentError("the document has more than one part")
    return made
