"""A new course, module, quiz or scenario is valid at once and seen by nobody but authors."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content import new
from lms.content.model import Status
from lms.content.new import NotPossible, Wish, plan, titles_of, with_course, write
from lms.content.yaml_source import parse
from tests.content.sample import CLEAN, PROGRAMME, a_folder, load

ROOT = Path(__file__).resolve().parents[2]


def begin(root: Path, *wishes: Wish) -> list[str]:
    """Make what is wished for, one after another; answers with the last one's files."""
    files: list[str] = []
    for wish in wishes:
        made = plan(root, wish)
        write(root, made)
        files = list(made.files)
    return files


def errors(root: Path) -> list[str]:
    """What would stop publishing."""
    return [str(item) for item in load(root).findings if item.severity == "E"]


def warnings(root: Path) -> set[str]:
    """The codes of everything else."""
    return {item.code for item in load(root).findings if item.severity == "W"}


EVERYTHING = (
    Wish("course", "sea-marks", titles={"": "Sea marks", "fi": "Merimerkit"}),
    Wish("module", "two-tries", course="sea-marks"),
    Wish("module", "second-loop", course="knots"),
    Wish("scenario", "evening-watch", course="knots"),
)


def test_everything_new_is_valid_at_once_and_asks_only_to_be_written(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    begin(root, *EVERYTHING)
    assert errors(root) == []
    assert warnings(root) == {"W115", "W217"}


def test_the_shipped_courses_take_in_something_new(tmp_path: Path) -> None:
    root = tmp_path / "courses"
    shutil.copytree(ROOT / "course_content", root)
    before = (errors(root), warnings(root))
    begin(root, Wish("course", "sea-marks"), Wish("module", "two-tries", course="confidentiality"))
    assert (errors(root), warnings(root) - {"W115", "W217"}) == before


def test_learners_see_nothing_of_it(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    before = load(root)
    begin(root, *EVERYTHING)
    after = load(root)
    assert after.programme.paths == before.programme.paths
    assert after.courses.keys() == before.courses.keys()
    assert after.courses["knots"].modules == before.courses["knots"].modules
    assert [module.slug for module in after.courses["knots"].drafts] == ["second-loop"]


def test_there_is_a_file_in_every_language(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    assert begin(root, EVERYTHING[0]) == [
        "sea-marks/course.yml",
        "sea-marks/course.en.md",
        "sea-marks/10-first-steps.en.md",
        "sea-marks/quiz.en.md",
        "sea-marks/course.fi.md",
        "sea-marks/10-first-steps.fi.md",
        "sea-marks/quiz.fi.md",
    ]


def test_a_finished_new_course_is_served(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    begin(root, EVERYTHING[0])
    for file in (root / "sea-marks").glob("*.md"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("status: draft", "status: ready\nchecked: 2026-11-20")
        file.write_text(text.replace("TODO: ", f"{file.name.split('.')[1]} "), encoding="utf-8")
    content = load(root)
    assert not [item for item in content.findings if item.severity == "E"]
    assert content.path.courses == ("knots", "sea-marks")
    assert content.courses["sea-marks"].quiz is not None


def test_a_draft_becomes_ready_only_when_nothing_is_left_to_write(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    files = begin(root, Wish("module", "second-loop", course="knots"))
    place = root / files[0]
    place.write_text(place.read_text().replace("status: draft", "status: ready"))
    assert {line.split(" ")[1] for line in errors(root)} == {"E114"}


def test_a_module_takes_the_next_free_ten(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    names = [begin(root, Wish("module", name, course="knots"))[0] for name in ("second", "third")]
    assert names == ["knots/20-second.en.md", "knots/30-third.en.md"]


def test_a_quiz_asks_about_every_objective_as_often_as_the_draw_needs(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    for file in ("knots/quiz.en.md", "knots/quiz.fi.md"):
        (root / file).unlink()
    page = root / "knots/course.en.md"
    page.write_text(page.read_text().replace("status: ready", "status: draft"))
    begin(root, Wish("quiz", "knots"))
    text = (root / "knots/quiz.fi.md").read_text(encoding="utf-8")
    assert "# Solmut: koe" in text
    assert "## C1 Teet silmukan, joka pitää" in text
    assert text.count("\n### ") == 2


def test_a_quiz_tells_what_course_yml_still_needs(tmp_path: Path) -> None:
    root = a_folder(tmp_path, ("knots/course.yml", "quiz:\n  draw: {C1: 2}\n", ""))
    for file in ("knots/quiz.en.md", "knots/quiz.fi.md"):
        (root / file).unlink()
    made = plan(root, Wish("quiz", "knots"))
    write(root, made)
    assert made.hints == ("When it is ready, add to knots/course.yml under quiz: draw: {C1: 1}",)
    assert errors(root) == []


def test_titles_are_given_by_language_and_others_stay_to_be_written(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    begin(
        root,
        Wish("module", "a-b", course="knots", titles=titles_of(["Two  loops"])),
        Wish("module", "c-d", course="knots", titles=titles_of(["One", "fi=Yksi = 1"])),
    )
    names = ("20-a-b.en.md", "20-a-b.fi.md", "30-c-d.en.md", "30-c-d.fi.md")
    texts = [(root / "knots" / name).read_text(encoding="utf-8") for name in names]
    heads = [line for text in texts for line in text.split("\n") if line.startswith("# ")]
    assert heads == ["# Two loops", "# TODO: Two loops", "# One", "# Yksi = 1"]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish("course", "Sea Märks"), "Did you mean sea-marks?"),
        (Wish("course", "-"), "cannot be the name of a course"),
        (Wish("course", "knots"), "exists already"),
        (Wish("course", "sea", course="knots"), "leave --course out"),
        (Wish("course", "sea", path="nowhere"), "Paths: ready"),
        (Wish("module", "one-loop", course="knots"), "has a module one-loop already"),
        (Wish("module", "x" * 61, course="knots"), "at most 60"),
        (Wish("module", "sea"), "Say which course it belongs to: --course knots"),
        (Wish("module", "sea", course="knot"), "There is no course knot. Courses: knots"),
        (Wish("quiz", "knots"), "knots/quiz.en.md exists already"),
        (Wish("quiz", "second", course="knots"), "A course has one quiz"),
        (Wish("scenario", "../x", course="knots"), "cannot be the name of a scenario"),
    ],
)
def test_what_cannot_be_is_refused_with_the_mend(wish: Wish, said: str, tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    with pytest.raises(NotPossible) as refused:
        plan(root, wish)
    assert said in str(refused.value)
    assert sum(path.is_file() for path in root.rglob("*")) == len(CLEAN)


def test_a_folder_without_a_programme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match=r"There is no programme\.yml here"):
        plan(tmp_path, EVERYTHING[0])


def test_faulty_settings_are_mended_first(tmp_path: Path) -> None:
    root = a_folder(tmp_path, ("knots/course.yml", "edition: 1", "edition: one"))
    with pytest.raises(NotPossible, match=r"Mend this first: knots/course\.yml:3:1: E215"):
        plan(root, Wish("module", "sea", course="knots"))


def test_either_all_files_are_written_or_none(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    made = plan(root, EVERYTHING[0])
    (root / "sea-marks").mkdir()
    (root / "sea-marks/quiz.fi.md").write_text("Mine.\n")
    with pytest.raises(NotPossible):
        write(root, made)
    assert [path.name for path in (root / "sea-marks").iterdir()] == ["quiz.fi.md"]
    assert (root / "sea-marks/quiz.fi.md").read_text() == "Mine.\n"
    assert (root / "programme.yml").read_text() == PROGRAMME


def test_a_programme_changed_in_between_is_not_overwritten(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    made = plan(root, EVERYTHING[0])
    (root / "programme.yml").write_text(PROGRAMME + "# Mine.\n")
    with pytest.raises(NotPossible, match="Run the command again"):
        write(root, made)
    assert (root / "programme.yml").read_text() == PROGRAMME + "# Mine.\n"
    assert not (root / "sea-marks/course.yml").exists()


def test_the_programme_keeps_its_mode(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / "programme.yml").chmod(0o640)
    begin(root, EVERYTHING[0])
    assert os.stat(root / "programme.yml").st_mode & 0o777 == 0o640  # noqa: PTH116


def test_a_course_may_stay_out_of_every_path(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    begin(root, Wish("course", "sea-marks", path=""))
    assert (root / "programme.yml").read_text() == PROGRAMME
    assert errors(root) == []


def test_a_new_course_leads_editors_to_the_schema_as_the_programme_does(tmp_path: Path) -> None:
    line = "# yaml-language-server: $schema=../docs/schemas/programme.json\n"
    root = a_folder(tmp_path, ("programme.yml", "name:\n", f"{line}name:\n"))
    begin(root, EVERYTHING[0])
    first = (root / "sea-marks/course.yml").read_text().split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../docs/schemas/course.json"


def test_a_path_of_drafts_alone_is_still_an_error(tmp_path: Path) -> None:
    root = a_folder(
        tmp_path, *((f"knots/course.{lang}.md", "status: ready", "status: draft")
                    for lang in ("en", "fi"))
    )  # fmt: skip
    assert any("programme.yml" in line and "E502" in line for line in errors(root))


def test_a_retired_course_in_a_path_is_still_an_error(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    begin(root, EVERYTHING[0])
    for lang in ("en", "fi"):
        page = root / f"sea-marks/course.{lang}.md"
        page.write_text(page.read_text().replace("status: draft", "status: retired"))
    assert any("programme.yml" in line and "E502" in line for line in errors(root))


def test_the_first_objective_has_letters_of_its_own(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    begin(root, Wish("course", "cats"), Wish("course", "cat-care"))
    assert "objectives: [A1]" in (root / "cats/course.yml").read_text()
    assert "objectives: [CC1]" in (root / "cat-care/course.yml").read_text()


NAMES = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=4)
COMMENT = st.sampled_from(["", "   # why it is here", " # ä, ö ] and - more"])


@settings(deadline=None)
@given(NAMES, COMMENT, st.booleans(), st.sampled_from(["\n", "\r\n"]), st.integers(0, 1))
def test_one_name_is_added_and_every_other_character_stays(
    names: list[str], comment: str, flow: bool, end: str, path: int
) -> None:
    def courses(names: list[str], comment: str) -> str:
        if flow:
            return f"    courses: [{', '.join(names)}]{comment}\n"
        return "    courses:\n" + "".join(f"      - {name}{comment}\n" for name in names)

    text = (
        "# Äänet\n"
        + "".join(
            f"{'paths:' if number == 0 else ''}\n  - id: p{number}\n{courses(names, comment)}"
            for number in range(2)
        )
        + "audiences: {}  # nobody\n"
    )
    text = text.replace("\n", end)
    made = with_course(text, path, "sea-marks")
    kept = [line for line in text.split(end) if line in made.split(end)]
    assert len(text.split(end)) - len(kept) <= 1
    wanted = parse(text).values
    wanted["paths"][path]["courses"].append("sea-marks")
    assert parse(made).values == wanted
    assert made.count("#") == text.count("#")


@pytest.mark.parametrize("text", ["paths: {", "paths: []\n", "paths:\n  - courses: {a: b}\n", ""])
def test_a_programme_in_another_form_is_left_to_the_author(text: str) -> None:
    with pytest.raises(NotPossible, match="by hand"):
        with_course(text, 0, "sea-marks")


def test_a_draft_is_a_draft_in_every_starter() -> None:
    folder = Path(new.__file__).parent / "starters"
    for name in ("course", "module", "quiz", "scenario"):
        for lang in ("en", "fi"):
            assert f"status: {Status.DRAFT}" in (folder / lang / f"{name}.md").read_text()


def test_with_an_overlay_everything_new_belongs_there(tmp_path: Path) -> None:
    base, own = a_folder(tmp_path / "base"), tmp_path / "own"
    own.mkdir()
    for wish in EVERYTHING:
        write(own, plan((base, own), wish))
    assert sum(path.is_file() for path in base.rglob("*")) == len(CLEAN)
    assert "courses: [knots, sea-marks]" in (own / "programme.yml").read_text()
    assert not [item for item in load(base, own).findings if item.severity == "E"]
    write(own, plan((base, own), Wish("course", "stars")))
    assert "courses: [knots, sea-marks, stars]" in (own / "programme.yml").read_text()
    with pytest.raises(NotPossible, match="exists already"):
        plan((base, own), Wish("course", "knots"))
