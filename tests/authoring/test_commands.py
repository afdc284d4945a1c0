"""What authors run in a terminal: something new, schemas for editors, translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli import main
from tests.content.sample import CLEAN, a_folder

F = "knots/10-one-loop.fi.md"


def run(root: Path, *words: str) -> Result:
    """The command, with the content folder given."""
    return CliRunner().invoke(main, ["content", *words, "--folder", str(root)])


def test_a_new_course_is_announced_file_by_file_with_the_next_step(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    done = run(root, "new", "course", "sea-marks", "--title", "Sea marks", "--title", "fi=Merkit")
    assert done.exit_code == 0
    assert f"Wrote {root}/sea-marks/course.yml" in done.output
    assert f"Changed {root}/programme.yml" in done.output
    assert "Learners see nothing of it until you write status: ready." in done.output
    assert "# Merkit" in (root / "sea-marks/course.fi.md").read_text(encoding="utf-8")


def test_a_new_course_may_stay_out_of_the_paths(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    assert run(root, "new", "course", "sea-marks", "--path", "none").exit_code == 0
    assert (root / "programme.yml").read_text() == CLEAN["programme.yml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "module", "Sea Marks", "--course", "knots"), "Did you mean sea-marks?"),
        (("new", "lesson", "sea"), "'lesson' is not one of"),
        (("translate", "new", "sv"), "no language sv"),
        (("translate", "done"), "Name the files, or say --all."),
        (("translate", "done", "knots/none.fi.md"), "There is no page knots/none.fi.md"),
    ],
)
def test_a_refusal_is_one_line_without_a_traceback(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = run(a_folder(tmp_path), *words)
    assert done.exit_code in {1, 2}
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_translation_from_missing_to_noted(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / F).unlink()
    status = run(root, "translate", "status", "--todo")
    assert [line.split()[:3] for line in status.output.split("\n")[1:2]] == [[F, "fi", "missing"]]
    assert "1 of 1 files wait for somebody." in status.output

    assert f"Wrote {root}/{F}" in run(root, "translate", "new", "fi").output
    assert "Nothing is missing." in run(root, "translate", "new", "fi").output
    refused = run(root, "translate", "done", F)
    assert refused.exit_code == 1
    assert "is not finished" in refused.output

    place = root / F
    place.write_text(place.read_text(encoding="utf-8").replace("TODO: ", "S "), encoding="utf-8")
    assert f"{F} says so already" in run(root, "translate", "done", F).output
    assert "0 of 0 files" in run(root, "translate", "status", "--todo", "--course", "knots").output


def test_all_that_is_up_to_date_is_noted_at_once_and_nothing_stale(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (F, "checked: 2026-11-20", "checked: 2026-10-01"))
    done = run(root, "translate", "done", "--all")
    assert done.exit_code == 0
    assert "Noted in glossary.fi.md" in done.output
    assert F not in done.output


def test_a_file_may_be_named_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_folder(tmp_path)
    monkeypatch.chdir(root / "knots")
    assert f"Noted in {F}" in run(root, "translate", "done", "10-one-loop.fi.md").output


def test_schemas_are_written_once_and_files_marked(tmp_path: Path) -> None:
    root, place = a_folder(tmp_path / "content"), tmp_path / "schemas"
    words = ["content", "schemas", str(place), "--mark", str(root)]
    first = CliRunner().invoke(main, words)
    assert f"Wrote {place}/course.json" in first.output
    assert f"Wrote {root}/knots/course.yml" in first.output
    assert CliRunner().invoke(main, words).output == "Everything is up to date.\n"
