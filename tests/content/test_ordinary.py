"""Ordinary Markdown that is no course: what is unknown is named once, and nothing breaks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lms.content.source import Kind, name_of
from tests.content.ordinary import ORDINARY
from tests.content.sample import CLEAN, a_folder, load, write

DRAFT = "---\nminutes: 3\nteaches: [C1]\nstatus: draft\n---\n\n"
PLACE = "knots/50-boats.en.md"
PLACES = [
    PLACE,
    "knots/quiz.en.md",
    "knots/course.en.md",
    "knots/scenario-boats.en.md",
    "glossary.en.md",
    "diagnostic.en.md",
    "knots/course.yml",
    "sources.yml",
]
CONSTRUCTS = {
    "E101", "E104", "E106", "E107", "E108", "E111", "E113", "E116", "E117", "E120", "W119", "E212",
    "E301", "E302", "E303", "E304", "E501", "E502", "E503", "E701", "E702", "E703", "W507",
}  # fmt: skip
"""Codes about what is written; the others are about what a course needs besides."""


def test_there_are_many_ordinary_texts() -> None:
    assert len(ORDINARY) >= 40


@pytest.mark.parametrize("kind", ORDINARY)
def test_what_is_unknown_is_named_and_what_is_known_is_not(kind: str, tmp_path: Path) -> None:
    text, codes = ORDINARY[kind]
    front = "" if text.startswith(("---", "+++", "\ufeff")) else DRAFT
    findings = load(write(a_folder(tmp_path), {PLACE: front + text})).findings
    found = {finding.code for finding in findings if finding.path == PLACE}
    assert found & CONSTRUCTS == set(codes.split()), [str(finding) for finding in findings]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("kind", ORDINARY)
def test_an_ordinary_text_in_any_place_never_breaks_the_reading(
    kind: str, path: str, tmp_path: Path
) -> None:
    text = ORDINARY[kind].text
    root = write(a_folder(tmp_path), {path: text})
    content = load(root)
    own = [finding for finding in content.findings if finding.path == path]
    last = text.count("\n") + 2
    assert "E111" not in {finding.code for finding in own}
    for finding in own:
        assert 1 <= finding.line <= last
        assert finding.column >= 1
        assert str(finding).isprintable()
    told = Counter((finding.line, finding.column, finding.code, finding.what) for finding in own)
    assert not [said for said, times in told.items() if times > 1]


@pytest.mark.parametrize("kind", ORDINARY)
def test_a_construct_of_other_tools_is_named_once_for_a_file(kind: str, tmp_path: Path) -> None:
    text = ORDINARY[kind].text
    root = write(a_folder(tmp_path), {PLACE: f"{DRAFT}{text}\n{text}\n{text}"})
    own = [finding for finding in load(root).findings if finding.path == PLACE]
    foreign = Counter(finding.what for finding in own if finding.code == "W119")
    assert all(times == 1 for times in foreign.values())


OTHER_FILES = [
    "README.md", "readme.md", "README.fi.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "LICENSE.txt", "LICENCE", "SECURITY.md", "CODE_OF_CONDUCT.md", "CODEOWNERS", "AUTHORS",
    "Makefile", ".gitignore", ".editorconfig", ".github/workflows/check.yml", ".markdownlint.yml",
    "package.json", "pyproject.toml", "requirements.txt", "uv.lock", "docs/guide.md",
    "docs/deep/down/there/page.md", "docs/index.yml", "scripts/check.py", "tests/test_all.py",
    "knots/README.md", "knots/CHANGELOG.md", "knots/media/README.md", "knots/media/LICENSE",
    "knots/media/.gitkeep", "knots/10-one-loop.en.md~", "knots/.10-one-loop.en.md.swp",
]  # fmt: skip


def test_files_that_are_no_course_files_raise_no_alarm(tmp_path: Path) -> None:
    root = write(a_folder(tmp_path), dict.fromkeys(OTHER_FILES, "<b>[x](y)\n\0"))
    assert [str(finding) for finding in load(root).findings] == []


@pytest.mark.parametrize("path", ["knots/Notes.md", "notes.md", "loop.svg", "knots/loop.svg",
                                  "knots/media/x/y.svg", "Knots/course.yml"])  # fmt: skip
def test_a_file_in_the_wrong_place_is_still_told(path: str, tmp_path: Path) -> None:
    findings = load(write(a_folder(tmp_path), {path: "x"})).findings
    assert "E109" in {finding.code for finding in findings}


@pytest.mark.parametrize("path", CLEAN)
def test_no_file_of_a_course_is_taken_for_another(path: str) -> None:
    name = name_of(path)
    assert name is not None
    assert name.kind is not Kind.UNREAD


@pytest.mark.parametrize("file", ["security.svg", "history-of-boats.png", "support.en.vtt"])
def test_media_may_be_called_like_files_of_a_repository(file: str) -> None:
    name = name_of(f"knots/media/{file}")
    assert name is not None
    assert name.kind is Kind.MEDIA
