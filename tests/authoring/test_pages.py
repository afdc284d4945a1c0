"""What authors see: every course's state, each file with its messages, source and page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.content.current import Current
from tests.content.sample import MODULE_EN, a_folder
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page

MODULE = "/author/knots/10-one-loop.en.md"
FRAME = "/author/preview/knots/10-one-loop.en.md"
QUIZ = "/author/preview/knots/quiz.en.md"


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Save a change, as an editor would."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def test_every_shipped_course_is_listed_with_its_state(
    page: Page, db: Session, content: Current
) -> None:
    author = a_person(db, is_author=True)
    db.commit()

    seen = page.sign_in(author).get("/author")

    for slug, course in content.get().courses.items():
        assert slug in seen.text
        assert course.texts["en"].title in seen.text


def test_a_course_tells_per_language_what_is_ready_draft_and_missing(
    author: Page, folder: Path
) -> None:
    assert "Draft" not in author.get("/author").text

    edit(folder, "knots/10-one-loop.fi.md", "status: ready", "status: draft")
    (folder / "knots/quiz.fi.md").unlink()
    seen = author.get("/author").text

    assert "1 draft, 1 missing" in seen
    pages = author.get("/author/knots")
    assert pages.text.count("Missing") == 1
    assert MODULE in pages.links


def test_messages_stand_by_file_and_lead_to_the_line(author: Page, folder: Path) -> None:
    edit(folder, "knots/10-one-loop.en.md", "A rope laid in a loop on a wooden deck", "")

    seen = author.get("/author")
    line = MODULE_EN.split("\n").index(
        '![A rope laid in a loop on a wooden deck](media/loop.svg "The loop, from above")'
    )

    assert seen.html.count("<h3>") == 1
    assert f"{MODULE}#line-{line + 1}" in seen.links
    assert "1 thing that must be fixed" in seen.text
    assert "E501" in seen.text


def test_without_messages_there_is_nothing_to_fix(author: Page) -> None:
    assert "Nothing to fix" in author.get("/author").text
    assert "Nothing to fix" in author.get(MODULE).text


def test_a_message_and_its_line_lead_to_each_other(author: Page, folder: Path) -> None:
    edit(folder, "knots/10-one-loop.en.md", "[bowline](../glossary", "[bowline](../glosary")

    seen = author.get(MODULE)

    link = re.search(r'href="#(line-\d+)"', seen.html)
    assert link is not None
    assert f'id="{link[1]}" tabindex="-1" class="line-error"' in seen.html
    assert 'href="#message-1"' in seen.html
    assert 'id="message-1" tabindex="-1"' in seen.html
    assert "<mark>[bowline](../glosary.en.md#bowline)</mark>" in seen.html
    assert "One thing must be fixed before this can be published" in seen.text


def test_what_an_author_writes_is_shown_as_text_in_the_source(author: Page, folder: Path) -> None:
    edit(folder, "knots/10-one-loop.en.md", "A boat", "<script>alert(1)</script> A boat")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in author.get(MODULE).html
    assert "<script>alert" not in author.get(FRAME).html


def test_the_page_is_shown_as_it_was_saved_last(author: Page, folder: Path) -> None:
    assert "Ropes of two" not in author.get(FRAME).text

    edit(folder, "knots/10-one-loop.en.md", "A boat drifts", "Ropes of two colours drift")

    assert "Ropes of two colours drift" in author.get(FRAME).text


def test_the_state_changes_with_every_save_and_with_nothing_else(
    author: Page, folder: Path
) -> None:
    def state() -> str:
        answer = author.client.get("/author/preview/state").json
        assert isinstance(answer, dict)
        return str(answer["state"])

    before = state()
    assert state() == before
    assert f'data-state="{before}"' in author.get(MODULE).html

    edit(folder, "knots/10-one-loop.en.md", "A boat", "A raft")

    assert state() != before


def test_a_draft_is_seen_by_authors_and_by_nobody_else(
    author: Page, folder: Path, authors_app: Flask, served: Current, db: Session,
    database: SharedConnection,
) -> None:  # fmt: skip
    for lang in ("en", "fi"):
        for path in (f"knots/20-new.{lang}.md",):
            text = (folder / f"knots/10-one-loop.{lang}.md").read_text(encoding="utf-8")
            text = text.replace("status: ready", "status: draft").replace("check-slip", "check-new")
            text = text.replace("tie-it", "tie-new").replace("A boat", "Only authors know: a boat")
            (folder / path).write_text(text, encoding="utf-8")
    served.try_swap(folder)
    assert served.get().courses["knots"].drafts

    assert "Only authors know" in author.get("/author/preview/knots/20-new.en.md").text
    learner = a_person(db)
    db.commit()
    page = Page(authors_app, database).sign_in(learner)
    page.get("/courses/knots/new", status=404)
    page.get("/author/preview/knots/20-new.en.md", status=403)
    page.get("/author/knots/20-new.en.md", status=403)
    page.get("/author/preview/state", status=403)
    assert "Only authors know" not in page.get("/courses/knots").html


@pytest.mark.parametrize(
    "spoilt",
    [b"---\nminutes: 3\n", b"\xff\xfe\x00broken", b"---\nstatus: ready\n---\n"],
    ids=["front matter not closed", "not text", "empty"],
)
def test_the_last_good_page_stays_while_a_file_cannot_be_read(
    author: Page, folder: Path, spoilt: bytes
) -> None:
    assert "A boat drifts" in author.get(FRAME).text
    good = (folder / "knots/10-one-loop.en.md").read_bytes()

    (folder / "knots/10-one-loop.en.md").write_bytes(spoilt)

    assert "A boat drifts" in author.get(FRAME).text
    seen = author.get(MODULE)
    assert "This file cannot be read as it is now. You see its page as it was saved" in seen.text
    assert "must be fixed" in seen.text

    (folder / "knots/10-one-loop.en.md").write_bytes(good)
    assert "cannot be read" not in author.get(MODULE).text


def test_a_file_that_was_never_good_says_so(author: Page, folder: Path) -> None:
    (folder / "knots/30-bad.en.md").write_bytes(b"\xff\xfe")

    assert "there is no earlier version" in author.get("/author/knots/30-bad.en.md").text
    author.get("/author/preview/knots/30-bad.en.md", status=404)


def test_the_quiz_shows_authors_every_answer_with_reason_and_key(author: Page) -> None:
    seen = author.get(QUIZ)

    assert "Learners see the questions without the answers" in seen.text
    assert seen.html.count('class="option option-right"') >= 2
    assert "Taught in:" in seen.text


def test_links_of_a_previewed_page_lead_to_authors_pages(author: Page) -> None:
    seen = author.get(FRAME)

    assert 'target="_top" href="/author/shared/glossary.en.md?at=bowline"' in seen.html
    assert not [link for link in seen.links if link.startswith(("/courses", "/glossary"))]
    picture = re.search(r'src="(/author/preview/knots/media/loop.svg\?v=[0-9a-f]+)"', seen.html)
    assert picture is not None
    assert author.client.get(picture[1]).mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["frame-phone", FRAME + '"']),
        ("?view=desktop", ["frame-desktop", FRAME + '?view=desktop"']),
        ("?view=print", ["frame-print", FRAME + '?view=print"']),
        ("?theme=dark", ["frame-phone", FRAME + '?theme=dark"']),
        ("?view=nonsense&theme=odd", ["frame-phone", FRAME + '"']),
    ],
)
def test_width_paper_and_colours_are_chosen_by_links(
    author: Page, query: str, expected: list[str]
) -> None:
    seen = author.get(MODULE + query)

    for part in expected:
        assert part in seen.html
    for name in ("view=desktop", "view=print", "theme=dark"):
        assert any(name in link for link in seen.links)


def test_the_chosen_colours_and_paper_reach_the_frame(author: Page) -> None:
    assert 'data-theme="dark"' in author.get(f"{FRAME}?theme=dark").html
    paper = author.get(f"{FRAME}?view=print").html
    assert "css/paper." in paper
    assert "<details open>" in paper
    assert "css/paper." not in author.get(FRAME).html


def test_the_frame_speaks_the_language_of_the_file(author: Page) -> None:
    seen = author.get("/author/preview/knots/10-one-loop.fi.md")

    assert '<html lang="fi"' in seen.html
    assert "3 minuuttia" in seen.text


def test_settings_have_messages_and_source_but_no_page(author: Page, folder: Path) -> None:
    edit(folder, "knots/course.yml", "edition: 1", "editon: 1")

    seen = author.get("/author/knots/course.yml")

    assert "E205" in seen.text
    assert "It has no page of its own" in seen.text
    author.get("/author/preview/knots/course.yml", status=404)


@pytest.mark.parametrize(
    "address",
    [
        "/author/nowhere",
        "/author/knots/nothing.en.md",
        "/author/knots/..%2f..%2fsecret",
        "/author/shared/nothing.yml",
        "/author/preview/nowhere/quiz.en.md",
        "/author/preview/knots/media/nothing.svg",
        "/author/preview/knots/media/licences.yml",
    ],
)
def test_what_is_not_in_the_folder_is_not_found(author: Page, address: str) -> None:
    assert author.client.get(address).status_code == 404


def test_each_page_speaks_finnish_too(author: Page, folder: Path) -> None:
    edit(folder, "knots/quiz.en.md", "status: ready", "status: draft")
    with author.client.session_transaction() as cookie:
        cookie["lang"] = "fi"

    for address in ("/author", "/author/knots", MODULE, "/author/shared/glossary.fi.md", QUIZ):
        assert author.get(address).text
    assert "Tiedoston huomautukset" in author.get(MODULE).text


def test_the_pages_send_one_statement(author: Page) -> None:
    for address in ("/author", "/author/knots", MODULE, FRAME, "/author/preview/state"):
        author.client.get(address)
        with author.counting() as statements:
            author.client.get(address)
        assert len(statements) == 1, address


def test_an_empty_folder_tells_how_to_begin(author: Page, folder: Path, tmp_path: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()

    assert "lms content new course" in author.get("/author").text
    a_folder(folder)
    assert "knots" in author.get("/author").text


SCENARIO = "/author/preview/knots/scenario-adrift.en.md"


def test_a_scenario_is_drawn_and_told_in_words(author: Page, folder: Path) -> None:
    seen = author.get(SCENARIO)

    assert seen.html.count('<a href="#scene-') > 8
    for words in ("start", "line-out", "Ending of a good way", "Shortest way to each ending"):
        assert words in seen.text
    assert "Dead end" not in seen.text
    for anchor in re.findall(r'href="#([^"]+)"', seen.html):
        assert f'id="{anchor}"' in seen.html

    edit(folder, "knots/scenario-adrift.en.md", "(#end-helped)", "(#nowhere)")

    assert "No such scene" in author.get(SCENARIO).text


def test_the_diagnostic_shows_its_statements_scale_and_routes(author: Page) -> None:
    seen = author.get("/author/preview/shared/diagnostic.en.md")

    assert "Statements" in seen.text
    assert seen.html.count("<code>") == 2
    assert "·" in seen.text
    assert "/author/knots/course.en.md" in seen.links
