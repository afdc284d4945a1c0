"""Reads a workbook as a spreadsheet would: by the XML of its sheets."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    """What stands in each sheet of a workbook: text as text, days as days, nothing as None."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        parts = {name: ET.fromstring(file.read(name)) for name in file.namelist()}  # noqa: S314 - our own
    names = [one.attrib["name"] for one in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    found = {}
    for number, name in enumerate(names, 1):
        rows = parts[f"xl/worksheets/sheet{number}.xml"].iter(f"{MAIN}row")
        found[name] = [[_value(cell) for cell in row] for row in rows]
    assert not any(True for part in parts.values() for _ in part.iter(f"{MAIN}f"))
    return found


def _value(cell: ET.Element) -> object:
    if cell.attrib.get("t") == "inlineStr":
        told = "".join(cell.itertext())
        return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), told)
    number = cell.find(f"{MAIN}v")
    if number is None:
        return None
    assert cell.attrib["s"] == "1"  # the look of a day
    return date(1899, 12, 30) + timedelta(days=int(number.text or ""))
