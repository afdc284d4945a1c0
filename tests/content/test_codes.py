"""The linter, its register, its page and its examples know the same codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lms.content import loader, versions
from lms.content.codes import CODES, GROUPS, Code, Example
from lms.content.codes.page import page
from lms.content.folder import MAX_MEDIA
from lms.content.model import Change, Finding, Severity
from tests.content.sample import CLEAN, TODAY, load, write

ROOT = Path(__file__).resolve().parents[2]
_QUOTED = re.compile(r'"([EW]\d{3})"')
SHOWN = [code for code in CODES.values() if code.example is not None]


def quoted_in(*files: Path) -> set[str]:
    """The codes that programs name."""
    return {code for file in files for code in _QUOTED.findall(file.read_text(encoding="utf-8"))}


def checking() -> list[Path]:
    """The programs that make findings: the content package without its register."""
    folder = ROOT / "lms/content"
    return [path for path in folder.rglob("*.py") if path.parent.name != "codes"]


def written(root: Path, example: Example, files: Mapping[str, str]) -> list[Path]:
    """The folders of an example: one, or the sample's own and an overlay above it."""
    if not example.is_overlay:
        return [write(root, files)]
    own = {example.path: files[example.path]}
    return [write(root / "base", CLEAN), write(root / "own", own)]


def codes_in(*roots: Path) -> dict[str, list[str]]:
    """What the linter finds in a folder, by code."""
    found: dict[str, list[str]] = {}
    for finding in load(*roots).findings:
        found.setdefault(finding.code, []).append(str(finding))
    return found


def test_every_code_that_is_used_is_registered_and_has_examples() -> None:
    used = quoted_in(*checking())
    assert used <= set(CODES)
    assert {code.name for code in SHOWN} >= used


def test_a_registered_code_with_an_example_is_used() -> None:
    assert {code.name for code in SHOWN} <= quoted_in(*checking())


def test_a_code_stands_in_one_group_once() -> None:
    folder = ROOT / "lms/content/codes"
    written = [
        code
        for file in sorted(folder.glob("*.py"))
        for code in re.findall(r'Code\(\s*"([EW]\d{3})"', file.read_text(encoding="utf-8"))
    ]
    assert len(written) == len(set(written)) == len(CODES)
    assert all(code.group in GROUPS.values() for code in CODES.values())


def test_a_finding_with_another_code_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="E999"):
        Finding("a.md", 1, 1, "E999", "what", "fix")
    for code in CODES.values():
        finding = Finding("a.md", 1, 1, code.name, "what", "fix")
        assert (finding.severity is Severity.ERROR) is code.is_error


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_a_code_is_explained_in_plain_lines(code: Code) -> None:
    assert code.meaning
    assert not code.meaning.endswith(".")
    assert code.advice.endswith(".")
    assert "\n" not in code.meaning + code.advice
    assert "!" not in code.advice


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.name)
def test_the_wrong_example_brings_up_its_code(code: Code, tmp_path: Path) -> None:
    assert code.example is not None
    if code.example.is_told:
        assert code.name in _told(code.name, tmp_path)
        return
    files = code.example.wrong_folder(CLEAN)
    found = codes_in(*written(tmp_path, code.example, files))
    assert code.name in found, found


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.name)
def test_the_right_example_does_not(code: Code, tmp_path: Path) -> None:
    assert code.example is not None
    files = code.example.right_folder(CLEAN)
    found = codes_in(*written(tmp_path, code.example, files))
    assert code.name not in found, found[code.name]
    assert not [name for name in found if CODES[name].is_error], found


def _told(code: str, root: Path) -> set[str]:
    """What is found in a folder with a mistake that a text cannot show."""
    write(root, CLEAN)
    if code == "E111":
        found = loader.load_safely(root, today=TODAY, seconds=0.000_001).findings
        return {finding.code for finding in found}
    if code == "E112":
        page = root / "knots/course.en.md"
        page.unlink()
        page.symlink_to("../../elsewhere/course.en.md")
    if code == "E509":
        with (root / "knots/media/loop.svg").open("ab") as file:
            file.truncate(MAX_MEDIA + 1)
    if code in VERSIONS:
        content = load(root)
        lock = versions.lock_of(content)
        held = lock["knots"]
        piece = next(item for item in held.pieces.values() if item.letters)
        key = (piece.kind, piece.name)
        pieces = {
            "E801": {**held.pieces, key: replace(piece, sense="0" * 16)},
            "E802": {**held.pieces, key: replace(piece, sense="0" * 16)},
            "E317": {**held.pieces, (piece.kind, "gone"): replace(piece, name="gone")},
            "E318": {**held.pieces, key: replace(piece, was=piece.letters[0])},
            "E805": {**held.pieces, key: replace(piece, words={"en": "0" * 16})},
        }.get(code, held.pieces)
        edition = {"E803": 0, "E804": 2}.get(code, held.edition)
        text = versions.write({"knots": replace(held, pieces=pieces, edition=edition)})
        if code == "E802":
            typo = Change("knots", TODAY, "typo", 1, (piece.name,), {})
            content = replace(content, changes=(typo,))
        return {finding.code for finding in versions.check(content, text)}
    return set(codes_in(root))


VERSIONS = {"E317", "E318", "E801", "E802", "E803", "E804", "E805"}


def test_the_page_is_made_from_the_register() -> None:
    written = (ROOT / "docs/linter.md").read_text(encoding="utf-8")
    assert written == page(), "run: .venv/bin/lms docs linter > docs/linter.md"


def test_every_code_has_an_anchor_of_its_own_on_the_page() -> None:
    anchors = re.findall(r"^### ([EW]\d{3})$", page(), re.MULTILINE)
    assert anchors == sorted(anchors, key=lambda name: (name[1:], name))
    assert set(anchors) == set(CODES)


def test_the_examples_of_a_code_differ() -> None:
    shown: Mapping[str, tuple[str, str]] = {
        code.name: (code.example.wrong, code.example.right) for code in SHOWN if code.example
    }
    for name, (wrong, right) in shown.items():
        example = CODES[name].example
        assert wrong != right or (example is not None and example.wrong_path), name
