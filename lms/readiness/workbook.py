"""A workbook (XLSX) written as it is sent: text that is never a formula, and days that are days.

Only what these files need of the format, ECMA-376: text in the cells themselves, numbers with the
reader's own form of a date, a heading that stays in sight. Cells and rows stand in their order and
name no place, so that a cell looks the same wherever it is and need not be made twice.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH = date(1899, 12, 30).toordinal()
"""Day 0 of workbooks; right from March 1900 on."""

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\]")

STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)

NOTHING = "<c/>"

_FOOT = "</sheetData></worksheet>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows made when they are asked for; `widths` in letters."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[str]


def text(value: str, *, style: int = 0) -> str:
    """A cell of text."""
    if not value:
        return NOTHING
    said = escape(_UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
    look = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{look}><is><t xml:space="preserve">{said}</t></is></c>'


def day(value: date | None) -> str:
    """A cell with a day."""
    return NOTHING if value is None else f'<c s="1"><v>{value.toordinal() - _EPOCH}</v></c>'


def row(cells: Iterable[str]) -> str:
    """A row of cells."""
    return f"<row>{''.join(cells)}</row>"


def written(sheets: Sequence[Sheet], *, size: int = 262_144) -> Iterator[bytes]:
    """The workbook piece by piece; the first pieces are there before any row is read."""
    out = _Out()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in _parts(sheets):
            file.writestr(zipfile.ZipInfo(name), _XML + content, zipfile.ZIP_DEFLATED)
        yield out.taken()
        for number, sheet in enumerate(sheets, 1):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml")
            info.compress_type = zipfile.ZIP_DEFLATED
            with file.open(info, "w") as part:
                waiting, length = [_head(sheet)], 0
                for line in sheet.rows:
                    waiting.append(line)
                    length += len(line)
                    if length >= size:
                        part.write("".join(waiting).encode())
                        waiting, length = [], 0
                        yield out.taken()
                part.write(("".join(waiting) + _FOOT).encode())
            yield out.taken()
    yield out.taken()


class _Out:
    """Where the archive is written to: hands on what came, cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing to close."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _head(sheet: Sheet) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(sheet.widths, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}</cols><sheetData>"
        + row(text(heading, style=2) for heading in sheet.headings)
    )


def _parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Everything but the sheets."""
    numbers = range(1, len(sheets) + 1)
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml"'
            f' ContentType="{_KINDS}.worksheet+xml"/>'
            for n in numbers
        )
        + "</Types>",
    )
    yield (
        "_rels/.rels",
        (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        + "".join(
            f'<sheet name="{escape(sheet_name(sheet.name), {chr(34): "&quot;"})}"'
            f' sheetId="{n}" r:id="rId{n}"/>'
            for n, sheet in zip(numbers, sheets, strict=True)
        )
        + "</sheets></workbook>",
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet"'
            f' Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + f'<Relationship Id="rId{len(sheets) + 1}" Type="{_LINKS}/styles" Target="styles.xml"/>'
        "</Relationships>",
    )
    yield "xl/styles.xml", STYLES


def sheet_name(name: str) -> str:
    """A name that a sheet may have: 31 signs at most, some of them not allowed."""
    allowed = " ".join(_SHEET_SIGNS.sub(" ", name).split())
    return allowed.strip("' ")[:31].strip("' ") or "1"
