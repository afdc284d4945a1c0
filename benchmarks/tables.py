"""Tables that a command writes into a document, between the markers of their group."""

from __future__ import annotations

from pathlib import Path


def replace_table(document: Path, group: str, table: str) -> None:
    """Replace what stands between the markers of a group; the rest stays as it is."""
    begin, end = f"<!-- {group}: begin -->", f"<!-- {group}: end -->"
    before, rest = document.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    document.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")
