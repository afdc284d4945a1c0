"""What authors see of translations: what is missing, what is stale, and since when."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from lms.content import folder as folders
from lms.content import loader
from lms.content.translating import write_done
from tests.conftest import TODAY
from tests.factories import a_person
from tests.pages import Page

F = "knots/10-one-loop.fi.md"
M = "knots/10-one-loop.en.md"
HERE = "/author/translations"


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Save a change, as an editor would."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def note(folder: Path, path: str) -> None:
    """Say that a translation follows its original."""
    read = folders.read(folder)
    parts = loader.gather(read, today=TODAY, read_all=loader._here)
    assert write_done(folder, parts, path, today=TODAY)


def test_nothing_waits_while_all_texts_are_up_to_date(author: Page) -> None:
    assert "Every text is up to date" in author.get(HERE).text
    assert HERE in author.get("/author").links


def test_a_missing_file_waits_with_its_blocks_and_its_original(author: Page, folder: Path) -> None:
    (folder / F).unlink()
    seen = author.get(HERE)
    assert f"{F} The original" in " ".join(seen.text.split())
    assert "Missing" in seen.text
    assert "blocks to write" in seen.text
    assert f"/author/{M}" in seen.links
    assert f"/author/{F}" not in seen.links


def test_a_stale_text_tells_what_has_changed_since_when(author: Page, folder: Path) -> None:
    note(folder, F)
    edit(folder, M, "A boat drifts past", "A boat goes past")
    edit(folder, M, "## Practice", "## Another\n\nIt is new.\n\n## Practice")
    seen = author.get(HERE)
    assert "Out of date" in seen.text
    assert "1 block has changed, 1 block is new" in seen.text
    assert "22 Nov 2026" in seen.text
    assert f"/author/{F}" in seen.links


def test_a_changed_answer_is_told_apart(author: Page, folder: Path) -> None:
    note(folder, F)
    for path in (M, F):
        edit(folder, path, "- [x] (a)", "- [ ] (a)")
        edit(folder, path, "- [ ] (b)", "- [x] (b)")
    assert "Answers have changed" in author.get(HERE).text


def test_what_is_marked_as_unfinished_is_counted(author: Page, folder: Path) -> None:
    edit(folder, F, "status: ready", "status: draft")
    edit(folder, F, "Pidät kiinni", "TODO: Pidät kiinni")
    seen = author.get(HERE).text
    assert "Unfinished" in seen
    assert "1 text marked TODO" in seen


def test_all_texts_can_be_listed(author: Page) -> None:
    seen = author.get(f"{HERE}?show=all").text
    assert F in seen
    assert "judged by its day" in seen


def test_the_page_speaks_finnish(author: Page, folder: Path) -> None:
    (folder / F).unlink()
    with author.client.session_transaction() as cookie:
        cookie["lang"] = "fi"
    seen = author.get(HERE)
    assert "Käännökset" in seen.text
    assert "Puuttuu" in seen.text


def test_learners_do_not_see_it(author: Page, db: Session) -> None:
    learner = a_person(db, "Ada")
    db.commit()
    author.sign_in(learner).get(HERE, status=403)
