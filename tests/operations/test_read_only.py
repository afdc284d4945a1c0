"""The program may lie where it must not write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lms import i18n


def test_catalogues_are_compiled_elsewhere_when_the_program_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "fi" / "LC_MESSAGES"
    here.mkdir(parents=True)
    shutil.copy(i18n.TRANSLATIONS / "fi" / "LC_MESSAGES" / "messages.po", here)
    (here / "messages.tmp").mkdir()  # nothing can be written there, not even by root
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    folder = i18n.compiled_catalogues()

    assert folder != tmp_path
    assert (folder / "fi" / "LC_MESSAGES" / "messages.mo").stat().st_size > 1000
    assert not (here / "messages.mo").exists()
