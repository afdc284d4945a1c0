"""The documents for operators name what the program really has."""

from __future__ import annotations

import re
from pathlib import Path

from lms import config
from lms.cli import main
from lms.config import read_settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^\| `([A-Z_]+)` \| ([^|]+) \|", flags=re.MULTILINE)


def test_every_setting_is_documented_and_no_other(tmp_path: Path) -> None:
    source = Path(config.__file__).read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:LMS_[A-Z_]+)|PORT|DATABASE_URL)"', source))

    assert {name for name, _default in TABLE.findall(DOCUMENT)} == read


def test_the_documented_numbers_are_the_defaults(tmp_path: Path) -> None:
    source = Path(config.__file__).read_text(encoding="utf-8")
    numbers = dict(re.findall(r'reader\.number\("([A-Z_]+)", (\d+)', source))
    told = {name: default.strip("` ") for name, default in TABLE.findall(DOCUMENT)}
    settings = read_settings({"LMS_INSTANCE": str(tmp_path)})

    assert {name: told[name] for name in numbers} == numbers
    assert told["LMS_HOST"] == settings.host
    assert told["LMS_TIME_ZONE"] == settings.time_zone
    assert told["LMS_ORGANISATION"] == settings.organisation
    assert told["LMS_MODE"] == settings.mode


def test_every_command_in_the_documents_exists() -> None:
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"(?:^|`|/)lms ([a-z]+)\b", text, flags=re.MULTILINE):
            assert name in main.commands, f"{path.name}: lms {name}"


def test_links_between_documents_lead_somewhere() -> None:
    for path in sorted((ROOT / "docs").glob("*.md")):
        if path.name == "linter.md":
            continue  # it is made of examples, and tests/content/test_codes.py runs them
        text = path.read_text(encoding="utf-8")
        shown = re.sub(r"^(`{3,}|~{3,}).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([\w./-]+\.md)\)", shown):
            assert (path.parent / target).is_file(), f"{path.name}: {target}"
