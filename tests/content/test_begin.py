"""Starting takes the saved set when nothing has changed, and else reads the folder."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lms.content import loader
from lms.content.current import Current

SHIPPED = Path(__file__).resolve().parents[2] / "course_content"
DAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped courses."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "courses"))


def _current(tmp_path: Path, day: date = DAY) -> Current:
    return Current(tmp_path / "content.saved", today=lambda: day)


def test_an_unchanged_folder_is_not_read_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _current(tmp_path)
    first.begin(folder)
    monkeypatch.setattr(loader, "load_safely", None)

    second = _current(tmp_path)
    findings = second.begin(folder)

    assert second.get().fingerprint == first.get().fingerprint
    assert findings == first.findings


def test_a_changed_file_is_seen_at_the_next_start(tmp_path: Path, folder: Path) -> None:
    _current(tmp_path).begin(folder)
    page = folder / "channel-basics" / "course.en.md"
    page.write_text(page.read_text(encoding="utf-8").replace("\n# ", "\n# Anew: ", 1), "utf-8")

    second = _current(tmp_path)
    second.begin(folder)

    assert second.get().courses["channel-basics"].texts["en"].title.startswith("Anew: ")


def test_a_faulty_file_leaves_the_saved_set_and_tells(tmp_path: Path, folder: Path) -> None:
    first = _current(tmp_path)
    first.begin(folder)
    (folder / "channel-basics" / "course.yml").write_text("id: [", encoding="utf-8")

    for _ in range(2):
        later = _current(tmp_path)
        findings = later.begin(folder)

        assert any(finding.path == "channel-basics/course.yml" for finding in findings)
        assert later.get().fingerprint == first.get().fingerprint


def test_a_new_day_reads_the_folder_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _current(tmp_path).begin(folder)
    read = []
    real = loader.load_safely

    def noted(*values: object, **options: object) -> object:
        read.append(values)
        return real(*values, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(loader, "load_safely", noted)

    _current(tmp_path, date(2027, 6, 1)).begin(folder)

    assert len(read) == 1
