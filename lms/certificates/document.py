"""A certificate as a tagged PDF, the same bytes every time, and its QR code."""

from __future__ import annotations

import io
import json
import re
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


def seal_svg(sprite: Path, mark: str) -> str:
    """The course's mark on the speech corner, drawn as on the page; plain without such a mark."""
    symbols = sprite.read_text(encoding="utf-8") if sprite.is_file() else ""
    found = re.search(rf'<symbol id="{re.escape(mark)}"[^>]*>(.*?)</symbol>', symbols, re.DOTALL)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 116 116">'
        '<path fill="#0B566B" d="M28 0h60q28 0 28 28v60q0 28-28 28H7q-7 0-7-7V28Q0 0 28 0z"/>'
        '<path fill="none" stroke="#8CB2BC" d="M28 9.5h60q18.5 0 18.5 18.5v60q0 18.5-18.5 18.5H9.5'
        'V28Q9.5 9.5 28 9.5z"/>'
        '<g transform="translate(28 28) scale(2.5)" fill="#F0B257" stroke="#FFFFFF"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
        f"{found[1] if found else ''}</g></svg>"
    )


def pdf(sheet: Sheet, *, words: Words, address: str, static: Path) -> bytes:
    """The PDF of a certificate: PDF/UA-1, one A4 page; raises DocumentError.

    `static` is the folder with the fonts and the marks. A character that no font holds is shown
    as an empty box, and the mark of PDF/UA is left out.
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
        "address": address.rsplit("://", maxsplit=1)[-1].removesuffix(sheet.shown_code),
        "code": sheet.shown_code,
        "seal": seal_svg(static / "sprite.svg", sheet.mark),
        "qr": qr_svg(address),
        "qr_alt": words.qr_alt,
    }
    return _compile(
        json.dumps(data, ensure_ascii=False, sort_keys=True), str(static / "vendor" / "fonts-pdf")
    )


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
