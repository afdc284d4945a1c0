"""The commands write what was asked, harm nothing and report every loss."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.authoring.exchanging import questions
from lms.content.command import check
from lms.exchange.features import table
from tests.content.sample import TODAY, a_folder
from tests.exchange.banks import meaning, read_quiz

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small content folder with a question of every type."""
    return a_folder(tmp_path / "content")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(questions, [str(one) for one in arguments])


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("target", ["gift", "qti3", "qti21"])
def test_a_quiz_goes_out_and_comes_back_the_same(folder: Path, tmp_path: Path, target: str) -> None:
    file = tmp_path / "out"
    quiz = folder / "knots/quiz.en.md"
    sent, _ = read_quiz(quiz.read_text(encoding="utf-8"))
    done = run("export", "knots", file, "--to", target, "--folder", folder)
    assert done.exit_code == 0, done.output
    quiz.unlink()

    done = run("import", file, "--course", "knots", "--write", "--folder", folder)
    assert done.exit_code == 0, done.output

    draft = folder / "knots/__imported.en.md"
    back, _ = read_quiz(draft.read_text(encoding="utf-8"))
    assert len(back) >= 6
    assert meaning(back) == meaning(sent)


def test_qti_is_a_package_that_is_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for file in (first, second):
        assert run("export", "knots", file, "--to", "qti3", "--folder", folder).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist()[:2] == ["imsmanifest.xml", "test.xml"]
        assert archive.testzip() is None


def test_the_report_names_what_is_lost(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = run("export", "knots", tmp_path / "out.gift", "--to", "gift",
               "--report", report, "--folder", folder)  # fmt: skip
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["format"], found["way"]) == ("gift", "export")
    assert found["questions"] >= 6
    assert {"fate", "file", "line", "element", "question", "what"} == set(found["losses"][0])
    assert f"{len(found['losses'])}" in str(len(done.stderr.splitlines()) - 1)
    orders = [one for one in found["losses"] if one["element"] == "type order"]
    assert orders
    assert orders[0]["fate"] == "bent"
    assert orders[0]["file"] == "knots/quiz.en.md"
    line = orders[0]["line"]
    text = (folder / "knots/quiz.en.md").read_text(encoding="utf-8").splitlines()
    assert text[line - 1].startswith("### order `")


def test_without_a_file_the_questions_go_to_standard_output(folder: Path, tmp_path: Path) -> None:
    out = run("export", "knots", "--to", "gift", "--folder", folder)
    assert out.stdout.startswith("$CATEGORY: knots/")
    file = tmp_path / "in.aiken"
    file.write_text("Which?\nA. this\nB. that\nANSWER: B\n", encoding="utf-8")
    before = snapshot(folder)
    done = run("import", file, "--course", "knots", "--folder", folder)
    assert done.exit_code == 0
    assert "### single `which`" in done.stdout
    assert "status: draft" not in done.stdout
    assert snapshot(folder) == before


def test_a_written_draft_harms_nothing_that_is_there(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.gift"
    file.write_text("::a::Which? {=this ~that}\n", encoding="utf-8")
    before = snapshot(folder)
    for name in ("__imported.en.md", "__imported-2.en.md"):
        done = run("import", file, "--course", "knots", "--objective", "C1", "--write",
                   "--folder", folder)  # fmt: skip
        assert done.exit_code == 0, done.output
        written = folder / "knots" / name
        assert written.read_text(encoding="utf-8").startswith("---\nstatus: draft\n---\n\n# ")
    after = snapshot(folder)
    assert {path: data for path, data in after.items() if path in before} == before
    assert len(after) == len(before) + 2
    with (tmp_path / "messages").open("w", encoding="utf-8") as said:
        assert check((folder,), TODAY, said, with_versions=False) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "nowhere", "--to", "gift"), "There is no course nowhere."),
        (("export", "knots", "--to", "gift", "--language", "sv"), "There is no knots/"),
        (("import", __file__, "--course", "nowhere"), "There is no course nowhere."),
        (("import", __file__, "--course", "knots", "--objective", "X9"), "no objective X9"),
        (("import", __file__, "--course", "knots", "--language", "sv"), "The languages are"),
        (("import", __file__, "--course", "knots", "--from", "qti3"), "Refused: "),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, "--folder", folder)
    assert done.exit_code == 1
    assert said in done.output


def test_a_quiz_with_errors_is_mended_first(folder: Path) -> None:
    quiz = folder / "knots/quiz.en.md"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("- [x]", "- [ ]"), encoding="utf-8")
    done = run("export", "knots", "--to", "gift", "--folder", folder)
    assert done.exit_code == 1
    assert "E306" in done.output
    assert "Mend this first" in done.output


def test_the_table_in_the_documentation_is_the_one_of_the_code() -> None:
    assert table() in (DOCS / "exchange.md").read_text(encoding="utf-8")
