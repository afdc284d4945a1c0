"""Translations as work: what is missing or stale, files to fill, and noting that one is done."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content import folder, loader
from lms.content.parts import Parts
from lms.content.source import name_of
from lms.content.translating import (
    NotPossible,
    Progress,
    Row,
    done,
    prepare,
    rows,
    table,
    write_done,
)
from lms.content.untranslated import anchors_of, untranslated
from lms.content.writing import Changed
from tests.content.sample import CLEAN, TODAY, a_folder, load, write

ROOT = Path(__file__).resolve().parents[2]
M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"
FINNISH = [path for path in CLEAN if path.endswith(".fi.md")]
LOOP = "A [bowline](../glossary.en.md#bowline) holds without slipping.\n"


def gather(root: Path) -> Parts:
    """Everything in a folder, drafts too."""
    return loader.gather(folder.read(root), today=TODAY, read_all=loader._here)


def row_of(root: Path, path: str) -> Row:
    """What the table says of one file."""
    return next(row for row in rows(gather(root)) if row.path == path)


def errors(root: Path) -> list[str]:
    """What would stop publishing."""
    return [str(item) for item in load(root).findings if item.severity == "E"]


def english_only(root: Path) -> Path:
    """The clean folder before anything was translated."""
    a_folder(root)
    for path in FINNISH:
        (root / path).unlink()
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    """An author saves another text."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


# The table


def test_every_file_that_could_be_translated_has_a_row(tmp_path: Path) -> None:
    assert {row.path for row in rows(gather(a_folder(tmp_path)))} == set(FINNISH)


def test_a_missing_file_is_a_row_with_its_blocks_to_write(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    row = row_of(root, F)
    assert row.progress is Progress.ABSENT
    assert row.blocks == row.missing > 5


def test_a_noted_translation_is_up_to_date_until_its_original_changes(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    assert write_done(root, gather(root), F, today=TODAY)
    row = row_of(root, F)
    assert (row.progress, row.stale, row.is_recorded) == (Progress.CURRENT, 0, True)
    change(root, M, "A boat drifts past", "A boat goes past")
    change(root, M, "One loop is enough", "One knot is enough")
    change(root, M, "## Practice", "## Another\n\nIt is new.\n\n## Practice")
    row = row_of(root, F)
    assert (row.progress, row.stale, row.missing) == (Progress.STALE, 2, 1)
    assert row.since == TODAY
    assert not row.asks


def test_a_changed_answer_says_that_publishing_stops(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    write_done(root, gather(root), F, today=TODAY)
    for path in (M, F):
        change(root, path, "- [x] (a)", "- [ ] (a)")
        change(root, path, "- [ ] (b)", "- [x] (b)")
    assert row_of(root, F).asks
    assert {line.split(" ")[1] for line in errors(root)} == {"E606"}


def test_without_a_note_the_days_decide(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (F, "checked: 2026-11-20", "checked: 2026-10-01"))
    row = row_of(root, F)
    assert (row.progress, row.since) == (Progress.STALE, date(2026, 10, 1))
    assert not row.is_recorded


def test_a_text_written_side_by_side_is_no_translation(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (F, "translates: en\n", ""))
    assert row_of(root, F).progress is Progress.OWN


def test_retired_texts_need_no_translation(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, "status: ready", "status: retired"))
    (root / F).unlink()
    assert F not in {row.path for row in rows(gather(root))}


def test_the_original_may_be_finnish(tmp_path: Path) -> None:
    root = a_folder(
        tmp_path, (F, "translates: en\n", ""), (M, "status: ready", "translates: fi\nstatus: ready")
    )
    row = row_of(root, M)
    assert (row.original, row.lang) == (F, "en")


def test_the_table_is_read_in_a_terminal(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / "knots/quiz.fi.md").unlink()
    lines = table(rows(gather(root))).split("\n")
    assert lines[0].split() == ["file", "language", "state", "blocks", "changed", "since"]
    quiz = next(line for line in lines if "quiz" in line)
    assert "fi" in quiz
    assert "missing" in quiz
    assert "to write" in quiz


# A file to fill


def prepared(root: Path, course: str = "") -> dict[str, str]:
    """Prepare Finnish and write it."""
    files = prepare(folder.read(root), gather(root), "fi", today=TODAY, course=course)
    write(root, files)
    return files


def test_everything_missing_is_prepared_and_valid_at_once(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    before = load(root)
    assert set(prepared(root)) == set(FINNISH)
    after = load(root)
    assert errors(root) == []
    assert {item.code for item in after.findings if item.path.endswith(".fi.md")} == {"W115"}
    assert after.courses["knots"].modules == before.courses["knots"].modules
    assert after.courses["knots"].texts.keys() == {"en"}
    assert after.courses["knots"].quiz == before.courses["knots"].quiz


def test_the_shipped_courses_can_be_prepared_anew(tmp_path: Path) -> None:
    root = tmp_path / "courses"
    shutil.copytree(ROOT / "course_content", root)
    gone = sorted(root.rglob("*.fi.md"))
    for place in gone:
        place.unlink()
    files = prepared(root)
    assert len(files) == len(gone)
    assert errors(root) == []
    assert {row.progress for row in rows(gather(root))} == {Progress.UNFINISHED}


def test_a_prepared_file_cannot_be_served_by_mistake(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    prepared(root)
    for path in FINNISH:
        change(root, path, "status: draft", "status: ready")
    assert {line.split(" ")[1] for line in errors(root)} == {"E114"}
    assert {line.split(":")[0] for line in errors(root)} == set(FINNISH)


def test_no_word_of_the_original_is_left_without_a_mark(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    text = prepared(root)["knots/10-one-loop.fi.md"]
    marked = [line for line in text.split("\n---\n")[1].split("\n") if "TODO:" in line]
    assert text.count("TODO:") > len(marked)  # both cells of a row
    bare = [line for line in text.split("\n---\n")[1].split("\n") if line and "TODO:" not in line]
    assert bare == [
        "> [!IMPORTANT]", "| --- | --- |", "## Harjoitus `tie-it`", "</details>",
        "## Testaa itsesi", "### single `check-slip`", "## Lyhyesti",
    ]  # fmt: skip
    assert "| TODO: the long end | TODO: standing part |" in text
    assert '![TODO: A rope laid in a loop on a wooden deck](media/loop.svg "TODO: The loop' in text
    assert "**Miksi:** TODO: The turn" in text
    assert "**Kertaa:** [TODO: The loop](10-one-loop.fi.md#todo-the-loop)" in text
    assert "[bowline](../glossary.fi.md#bowline)" in text
    assert "- [x] (a) TODO: It holds." in text
    assert "  > TODO: Right, the turn locks itself." in text
    assert "[^act]: TODO: [Rope Act](https://www.finlex.fi/fi/rope), section 2." in text


def test_what_was_said_of_the_original_is_not_said_of_the_new_text(tmp_path: Path) -> None:
    text = prepared(english_only(tmp_path))[F]
    front = text.split("\n---\n")[0]
    assert "status: draft" in front
    assert "checked" not in front
    assert "teaches: [C1]" in front
    assert "minutes: 3" in front


def test_headings_named_in_the_front_matter_are_led_over(tmp_path: Path) -> None:
    root = a_folder(
        tmp_path,
        (
            M,
            "teaches: [C1]\n",
            "teaches: [C1]\nguidelines: {freedoms: the-loop, limits: in-short}\n",
        ),
    )
    (root / F).unlink()
    front = prepared(root)[F].split("\n---\n")[0]
    assert "guidelines: {freedoms: todo-the-loop, limits: lyhyesti}" in front


def test_a_prepared_file_notices_changes_from_its_first_day(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    prepared(root)
    change(root, M, LOOP, LOOP + "It is easy to open.\n")
    row = row_of(root, F)
    assert row.progress is Progress.UNFINISHED
    assert row.stale == 1


def test_one_course_is_prepared_with_what_it_links_to(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    settings = str(CLEAN["knots/course.yml"]).replace("id: knots", "id: hitches")
    other = {"hitches/course.yml": settings, "hitches/course.en.md": CLEAN["knots/course.en.md"]}
    write(root, other)
    files = prepared(root, "knots")
    assert "glossary.fi.md" in files
    assert "hitches/course.fi.md" not in files


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    assert prepare(folder.read(root), gather(root), "fi", today=TODAY) == {}


def test_links_go_to_the_headings_of_texts_that_are_there(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / "knots/quiz.fi.md").unlink()
    assert "(10-one-loop.fi.md#silmukka)" in prepared(root)["knots/quiz.fi.md"]
    assert errors(root) == []


@pytest.mark.parametrize(
    ("lang", "course", "said"),
    [
        ("sv", "", r"has no language sv \(it has en, fi\).*languages in programme\.yml"),
        ("fi", "knot", "There is no course knot. Courses: knots"),
    ],
)
def test_what_cannot_be_prepared_is_refused(
    lang: str, course: str, said: str, tmp_path: Path
) -> None:
    root = english_only(tmp_path)
    with pytest.raises(NotPossible, match=said):
        prepare(folder.read(root), gather(root), lang, today=TODAY, course=course)


def test_a_post_to_mark_keeps_its_parts_and_reasons() -> None:
    name = name_of("knots/quiz.en.md")
    assert name is not None
    lines = ["### mark `what-to-post`", "", "> **We tied up** (a).", "", "- [ ] (a)",
             "- [x] (b) (q)", "  > Wait.", "- (q) It is not told yet"]  # fmt: skip
    assert untranslated(name, lines, "fi") == [
        "### mark `what-to-post`", "", "> TODO: **We tied up** (a).", "", "- [ ] (a)",
        "- [x] (b) (q)", "  > TODO: Wait.", "- (q) TODO: It is not told yet",
    ]  # fmt: skip


LINE = st.text(
    st.sampled_from(list("ab é|#>*-[](){}`!.:\\_~1\"'<^ ")), max_size=40
)  # the characters that mean something


@settings(deadline=None)
@given(st.lists(LINE, max_size=8))
def test_any_text_keeps_its_lines_and_its_marks(lines: list[str]) -> None:
    name = name_of(M)
    assert name is not None
    made = untranslated(name, lines, "fi")
    assert len(made) == len(lines)
    text = "\n".join(lines)
    assert len(anchors_of("\n".join(made))) == len(anchors_of(text))
    for old, new in zip(lines, made, strict=True):
        assert bool(old.strip()) == bool(new.strip())
        assert new.replace("TODO: ", "").strip("# \t") == old.strip("# \t") or "##" in old


# Done


def finish(root: Path, path: str) -> None:
    """Write something in the place of every mark."""
    place = root / path
    place.write_text(place.read_text(encoding="utf-8").replace("TODO: ", "S "), encoding="utf-8")


def test_a_filled_file_is_noted_and_then_fresh(tmp_path: Path) -> None:
    root = english_only(tmp_path)
    prepared(root)
    change(root, "glossary.en.md", "A loop that does not slip.", "A loop that stays.")
    finish(root, "glossary.fi.md")
    assert row_of(root, "glossary.fi.md").progress is Progress.STALE
    assert write_done(root, gather(root), "glossary.fi.md", today=TODAY)
    assert row_of(root, "glossary.fi.md").progress is Progress.CURRENT


def test_nothing_but_the_note_changes(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    before = (root / F).read_bytes()
    write_done(root, gather(root), F, today=TODAY)
    after = (root / F).read_bytes()
    assert after.split(b"\n---\n")[1] == before.split(b"\n---\n")[1]
    start, stop = after.index(b"translates:"), after.index(b"\n---\n")
    assert after[:start] + b"translates: en" + after[stop:] == before


def test_line_ends_and_modes_stay(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    place = root / F
    place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))
    place.chmod(0o640)
    assert write_done(root, gather(root), F, today=TODAY)
    text = place.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf---\r\n")
    assert text.count(b"\n") == text.count(b"\r\n")
    assert place.stat().st_mode & 0o777 == 0o640
    assert row_of(root, F).progress is Progress.CURRENT


def test_done_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    assert write_done(root, gather(root), F, today=TODAY)
    before = (root / F).read_bytes()
    assert not write_done(root, gather(root), F, today=date(2026, 12, 1))
    assert (root / F).read_bytes() == before


def test_a_settings_key_after_the_note_stays(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (F, "checked_by: legal\ntranslates: en\n",
                               "translates:\n  lang: en\nchecked_by: legal\n"))  # fmt: skip
    assert write_done(root, gather(root), F, today=TODAY)
    page = gather(root).pages[F]
    assert getattr(page.front, "checked_by", "") == "legal"
    assert not write_done(root, gather(root), F, today=TODAY)


@pytest.mark.parametrize(
    ("edit", "path", "said"),
    [
        ((F, "kierros", "kierros"), "knots/11-x.fi.md", "There is no page"),
        ((F, "translates: en\n", ""), F, "is no translation"),
        ((F, "Pidät kiinni", "TODO: Pidät kiinni"), F, "one text begins with TODO:"),
        ((F, "- [ ] (b) Se", "- [ ] (c) Se"), F, "Mend this first: .*E602"),
        ((F, "translates: en", "translates: sv"), F, "cannot be read"),
        ((F, "translates: en", '"translates": en'), F, "form that cannot be changed"),
    ],
)
def test_what_is_not_done_is_not_noted(
    edit: tuple[str, str, str], path: str, said: str, tmp_path: Path
) -> None:
    root = a_folder(tmp_path, *([edit] if edit[1] != edit[2] else []))
    text = (root / F).read_text(encoding="utf-8")
    with pytest.raises(NotPossible, match=said):
        done(gather(root), path, text, today=TODAY)


def test_a_file_saved_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_folder(tmp_path)
    parts = gather(root)

    def saved(_parts: Parts, _path: str, text: str, *, today: date) -> str:
        (root / F).write_text("Mine.\n")
        return f"{text}{today}"

    monkeypatch.setattr("lms.content.translating.done", saved)
    with pytest.raises(Changed):
        write_done(root, parts, F, today=TODAY)
    assert (root / F).read_text() == "Mine.\n"


def test_a_translation_in_an_overlay_is_prepared_and_noted_there(tmp_path: Path) -> None:
    base, own = a_folder(tmp_path / "base"), tmp_path / "own"
    new = "knots/20-two-loops.en.md"
    text = str(CLEAN[M]).replace("10-one-loop", "20-two-loops")
    write(own, {new: text.replace("`tie-it`", "`tie-two`").replace("`check-slip`", "`slip-two`")})

    def both() -> Parts:
        return loader.gather(folder.read((base, own)), today=TODAY, read_all=loader._here)

    files = prepare(folder.read((base, own)), both(), "fi", today=TODAY)
    assert list(files) == ["../own/knots/20-two-loops.fi.md"]
    write(base, files)
    assert not [item for item in load(base, own).findings if item.severity == "E"]
    place = own / "knots/20-two-loops.fi.md"
    place.write_text(place.read_text().replace("TODO: ", "S ").replace("  on: 2026", "  on: 2025"))
    change(own, new, "A boat drifts past", "A boat goes past")
    assert write_done(base, both(), "knots/20-two-loops.fi.md", today=TODAY)
    assert "on: 2026-11-22" in place.read_text()
