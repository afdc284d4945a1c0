"""The linter, its paper and its tests know the same codes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_QUOTED = re.compile(r'"([EW]\d{3})"')


def quoted_in(folder: Path) -> set[str]:
    """The codes that the programs in a folder name."""
    return {code for file in folder.rglob("*.py") for code in _QUOTED.findall(file.read_text())}


def test_every_code_is_explained_and_none_is_made_up() -> None:
    rows = re.findall(r"^\| ([EW]\d{3}) \|", (ROOT / "docs/linter.md").read_text(), re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == quoted_in(ROOT / "lms/content")


def test_every_code_has_a_test() -> None:
    assert quoted_in(ROOT / "lms/content") <= quoted_in(Path(__file__).parent)
