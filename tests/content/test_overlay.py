"""An organisation's own folder above the base: what it replaces, adds and may not change."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from lms.config import SettingsError, read_settings
from lms.content import command, loader
from lms.content.current import Current
from lms.content.folder import MAX_MEDIA
from tests.content.sample import (
    COURSE,
    MODULE_EN,
    MODULE_FI,
    PICTURE,
    QUIZ_EN,
    QUIZ_FI,
    TODAY,
    a_folder,
    load,
    write,
)

M = "knots/10-one-loop.en.md"
Q = "knots/quiz.en.md"
QF = "knots/quiz.fi.md"
C = "knots/course.yml"


def over(root: Path, **files: str | bytes) -> tuple[Path, Path]:
    """The clean folder, and an overlay with these files."""
    (root / "own").mkdir(parents=True)
    return a_folder(root / "base"), write(root / "own", files)


def said(*roots: Path) -> list[str]:
    """Everything that is found."""
    return [str(finding) for finding in load(*roots).findings]


def test_a_file_of_the_same_name_replaces_and_a_new_one_adds(tmp_path: Path) -> None:
    second = {
        "knots/20-two-loops.en.md": MODULE_EN.replace("# One loop", "# Two loops")
        .replace("10-one-loop", "20-two-loops").replace("tie-it", "tie-two")
        .replace("check-slip", "check-two"),
        "knots/20-two-loops.fi.md": MODULE_FI.replace("# Yksi silmukka", "# Kaksi silmukkaa")
        .replace("10-one-loop", "20-two-loops").replace("tie-it", "tie-two")
        .replace("check-slip", "check-two"),
    }  # fmt: skip
    changed = {M: MODULE_EN.replace("A boat drifts", "Our own boat drifts")}
    base, own = over(tmp_path, **changed, **second)
    content = load(base, own)
    assert content.findings == ()
    modules = content.courses["knots"].modules
    assert [module.slug for module in modules] == ["one-loop", "two-loops"]
    assert "Our own boat drifts" in modules[0].texts["en"].lead
    assert "Our own boat" not in load(base).courses["knots"].modules[0].texts["en"].lead


def test_the_words_of_a_policy_may_stand_in_the_overlay(tmp_path: Path) -> None:
    words = "contact:\n  comms: {en: the pilots, fi: luotsit}\n"
    base, own = over(tmp_path, **{"policy.yml": words})
    body = load(base, own).courses["knots"].modules[0].texts["en"].body
    assert "Ask the pilots for a rope" in body


def test_a_finding_names_the_file_where_it_really_lies(tmp_path: Path) -> None:
    base, own = over(tmp_path, **{M: MODULE_EN.replace("status: ready", "status: done")})
    found = [line for line in said(base, own) if "E215" in line]
    assert found == [line for line in said(base, own) if line.startswith("../own/knots/10-one")]
    assert (base / "../own" / M).resolve() == (own / M).resolve()
    assert found[0].startswith(f"../own/{M}:4:1: E215 ")


def test_the_base_is_still_named_for_what_is_wrong_in_it(tmp_path: Path) -> None:
    base, own = over(tmp_path, **{M: MODULE_EN.replace("## The loop", "## The knot")})
    found = said(base, own)
    assert any(line.startswith(f"{Q}:") and "E503" in line for line in found)
    assert any(line.startswith(f"../own/{M}:") and "E503" in line for line in found)


@pytest.mark.parametrize(("score", "fine"), [(59, False), (60, True), (95, True), (100, True)])
def test_a_pass_mark_may_move_between_60_and_100(score: int, fine: bool, tmp_path: Path) -> None:
    base, own = over(tmp_path, **{C: COURSE.replace("score: 80", f"score: {score}")})
    found = said(base, own)
    if fine:
        assert found == []
        assert load(base, own).courses["knots"].passing.score == score
    else:
        what = f"an overlay may not set the pass mark to {score}"
        assert found == [f"../own/{C}:5:8: E218 {what}; choose a score from 60 to 100"]


def test_the_base_itself_may_have_a_mark_of_55(tmp_path: Path) -> None:
    root = a_folder(tmp_path / "base", (C, "score: 80", "score: 55"))
    assert said(root) == []


def test_critical_is_never_dropped(tmp_path: Path) -> None:
    base, own = over(tmp_path, **{C: COURSE.replace(", critical: all", "")})
    assert [line.split(": ")[1][:4] for line in said(base, own)] == ["E219"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`evening-wind` critical", "`evening-wind`"),
        ("`evening-wind` critical", "`evening-wind` critical retired"),
        ("`evening-wind`", "`morning-wind`"),
    ],
)
def test_a_critical_question_stays_critical(old: str, new: str, tmp_path: Path) -> None:
    files = {Q: QUIZ_EN.replace(old, new), QF: QUIZ_FI.replace(old, new)}
    base, own = over(tmp_path, **files)
    found = [line for line in said(base, own) if "E219" in line]
    assert len(found) == 2, said(base, own)
    assert all(line.startswith("../own/knots/quiz.") for line in found)


def test_a_stricter_quiz_is_fine(tmp_path: Path) -> None:
    files = {
        Q: QUIZ_EN.replace("`jams`", "`jams` critical"),
        QF: QUIZ_FI.replace("`jams`", "`jams` critical"),
    }
    assert said(*over(tmp_path, **files)) == []


def test_media_that_the_overlay_no_longer_needs_stay_without_a_word(tmp_path: Path) -> None:
    line = '![A rope laid in a loop on a wooden deck](media/loop.svg "The loop, from above")\n'
    finnish = '![Köysi silmukalla puisella laiturilla](media/loop.svg "Silmukka ylhäältä")\n'
    files = {
        M: MODULE_EN.replace(line, ""),
        M.replace(".en", ".fi"): MODULE_FI.replace(finnish, ""),
    }
    assert said(*over(tmp_path, **files)) == []
    spare = {"knots/media/spare.svg": PICTURE}
    assert any("E510" in line for line in said(*over(tmp_path / "more", **spare)))


def test_an_overlay_is_read_as_strictly_as_the_base(tmp_path: Path) -> None:
    secret = write(tmp_path, {"secret.md": MODULE_EN}) / "secret.md"
    base, own = over(tmp_path, **{"knots/media/big.svg": " " * (MAX_MEDIA + 1), "odd.exe": "x"})
    (own / "knots/20-out.en.md").symlink_to(secret)
    (own / "knots/30-into-base.en.md").symlink_to(base / M)
    (own / "elsewhere").symlink_to(base, target_is_directory=True)
    found = said(base, own)
    for place, code in (
        ("knots/20-out.en.md", "E112"),
        ("knots/30-into-base.en.md", "E112"),
        ("knots/media/big.svg", "E509"),
        ("odd.exe", "E109"),
        ("elsewhere", "E109"),
    ):
        assert any(line.startswith(f"../own/{place}:1:1: {code} ") for line in found), (
            place,
            found,
        )


def test_a_missing_overlay_is_named(tmp_path: Path) -> None:
    base = a_folder(tmp_path / "base")
    assert said(base, tmp_path / "own") == [
        "../own:1:1: E112 the folder cannot be read; check that it exists"
    ]


def test_the_child_reads_an_overlay_too(tmp_path: Path) -> None:
    base, own = over(tmp_path, **{C: COURSE.replace("score: 80", "score: 90")})
    content = loader.load_safely([base, own], today=TODAY)
    assert content.courses["knots"].passing.score == 90
    assert content.fingerprint != loader.load_safely(base, today=TODAY).fingerprint


def test_the_second_start_notices_a_change_in_the_overlay(tmp_path: Path) -> None:
    roots = over(tmp_path, **{C: COURSE.replace("score: 80", "score: 90")})

    def begun() -> Current:
        current = Current(tmp_path / "saved", today=lambda: date(2026, 11, 22))
        current.begin(roots)
        return current

    assert begun().get().courses["knots"].passing.score == 90
    assert begun().get().courses["knots"].passing.score == 90
    write(roots[1], {C: COURSE.replace("score: 80", "score: 100")})
    assert begun().get().courses["knots"].passing.score == 100


def test_the_command_checks_both_together(tmp_path: Path) -> None:
    base, own = over(tmp_path, **{C: COURSE.replace("score: 80", "score: 50")})
    out = io.StringIO()
    assert command.check([base, own], TODAY, out) == 1
    assert out.getvalue().startswith(f"../own/{C}:5:8: E218 ")
    assert command.check(base, TODAY, io.StringIO()) == 0


def test_the_setting_names_the_overlay(tmp_path: Path) -> None:
    environ = {"LMS_INSTANCE": str(tmp_path), "LMS_CONTENT": str(tmp_path / "courses")}
    assert read_settings(environ).content_folders == (tmp_path / "courses",)
    environ["LMS_OVERLAY"] = str(tmp_path / "own")
    with pytest.raises(SettingsError, match=r"LMS_OVERLAY=.*own is no folder"):
        read_settings(environ)
    (tmp_path / "own").mkdir()
    assert read_settings(environ).content_folders == (tmp_path / "courses", tmp_path / "own")
