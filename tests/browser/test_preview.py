"""The authors' preview in a real browser: it follows the files, and works without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.test_every_page import Found, look_at
from tests.browser.visitor import KeyboardVisitor, Visitor
from tests.content.sample import a_folder
from tests.server.author import preview_server

MODULE = "/author/knots/10-one-loop.en.md"
FILE = "knots/10-one-loop.en.md"
BROKEN_LINK = "[bowline](../glosary.en.md#bowline)"
Open = Callable[..., Visitor]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The courses that the tests edit; each test begins with them clean."""
    return tmp_path_factory.mktemp("preview") / "courses"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """`lms author` on that folder."""
    a_folder(folder)
    with preview_server(folder, folder.parent / "instance") as url:
        yield url


@pytest.fixture
def opened(browser: Browser, address: str, folder: Path) -> Iterator[Open]:
    """Opens a browser; at the end no page may have complained."""
    a_folder(folder)
    visitors: list[Visitor] = []

    def open_one(*, scripts: bool = True, keyboard: bool = False, language: str = "en") -> Visitor:
        context = browser.new_context(
            locale={"en": "en-GB", "fi": "fi-FI"}[language],
            java_script_enabled=scripts,
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
        )
        context.set_default_timeout(10_000)
        visitor = (KeyboardVisitor if keyboard else Visitor)(context.new_page(), address)
        visitors.append(visitor)
        return visitor

    yield open_one
    for visitor in visitors:
        visitor.page.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


def edit(folder: Path, old: str, new: str, path: str = FILE) -> None:
    """Save a change, as an editor would."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def frame(page: Page) -> FrameLocator:
    """The page inside the page."""
    return page.frame_locator("iframe.frame")


def test_a_save_appears_by_itself_and_nothing_jumps(opened: Open, folder: Path) -> None:
    edit(folder, "[bowline](../glossary.en.md#bowline)", BROKEN_LINK)
    visitor = opened()
    page = visitor.page
    visitor.go(MODULE)
    expect(frame(page).locator("h1")).to_have_text("One loop")
    page.evaluate("window.notReloaded = true")
    page.locator("#source").evaluate("box => { box.scrollTop = 200 }")
    page.locator("#message-link-1").focus()
    inside = frame(page).locator("html")
    inside.evaluate("root => { root.scrollTop = 300 }")

    edit(folder, "A boat drifts", "A raft drifts")

    expect(frame(page).locator(".lead")).to_contain_text("A raft drifts")
    expect(page.locator("#source")).to_contain_text("A raft drifts")
    assert page.evaluate("window.notReloaded")
    assert page.evaluate("document.activeElement.id") == "message-link-1"
    assert page.locator("#source").evaluate("box => box.scrollTop") == 200
    assert inside.evaluate("root => root.scrollTop") == 300

    edit(folder, BROKEN_LINK, "[bowline](../glossary.en.md#bowline)")

    expect(page.locator("#verdict")).to_contain_text("Nothing to fix")
    expect(page.locator("#_live")).to_contain_text("Nothing to fix")
    assert page.evaluate("document.activeElement.id") == "messages"


def test_a_file_that_cannot_be_read_keeps_its_last_good_page_and_says_so(
    opened: Open, folder: Path
) -> None:
    visitor = opened()
    page = visitor.page
    visitor.go(MODULE)
    expect(frame(page).locator("h1")).to_have_text("One loop")

    (folder / FILE).write_bytes(b"---\nminutes: 3\n")

    expect(page.locator("#last-good")).to_contain_text("cannot be read as it is now")
    expect(page.locator("#verdict")).to_contain_text("must be fixed")
    expect(frame(page).locator("h1")).to_have_text("One loop")

    a_folder(folder)

    expect(page.locator("#last-good")).to_be_empty()
    expect(page.locator("#verdict")).to_contain_text("Nothing to fix")


def test_without_scripts_a_link_refreshes_and_links_choose_the_view(
    opened: Open, folder: Path
) -> None:
    visitor = opened(scripts=False)
    page = visitor.page
    visitor.go(MODULE)
    expect(page.locator(".only-enhanced")).to_be_hidden()
    edit(folder, "A boat drifts", "A raft drifts")

    visitor.press(".only-plain a")

    expect(frame(page).locator(".lead")).to_contain_text("A raft drifts")
    visitor.press(".switch a:has-text('Dark')")
    expect(frame(page).locator("html")).to_have_attribute("data-theme", "dark")
    visitor.press(".switch a:has-text('Desktop')")
    assert frame(page).locator("html").evaluate("root => root.clientWidth") > 821
    visitor.press(".switch a:has-text('Phone')")
    assert frame(page).locator("html").evaluate("root => root.clientWidth") == 390
    visitor.press(".switch a:has-text('Print')")
    expect(frame(page).locator("details")).to_have_attribute("open", "")
    size = frame(page).locator(".prose p").first.evaluate("p => getComputedStyle(p).fontSize")
    assert abs(float(size.removesuffix("px")) - 11 * 96 / 72) < 0.1


def test_a_message_leads_to_its_line_and_back_by_keyboard(opened: Open, folder: Path) -> None:
    edit(folder, "[bowline](../glossary.en.md#bowline)", BROKEN_LINK)
    visitor = opened(keyboard=True)
    page = visitor.page
    visitor.go(MODULE)
    line = str(page.locator("#message-link-1").get_attribute("href"))

    page.locator("#message-link-1").focus()
    page.keyboard.press("Enter")

    expect(page.locator(line)).to_be_in_viewport()
    expect(page.locator(f"{line} mark")).to_have_text(BROKEN_LINK)
    page.keyboard.press("Tab")
    expect(page.locator("#line-link-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#message-1")).to_be_in_viewport()


def test_links_in_the_frame_lead_the_whole_window_to_authors_pages(opened: Open) -> None:
    visitor = opened()
    visitor.go(MODULE)

    with visitor.page.expect_navigation():
        frame(visitor.page).locator("a[href*='glossary']").first.click()

    assert visitor.path == "/author/shared/glossary.en.md?at=bowline"
    expect(frame(visitor.page).locator("#bowline")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["en", "fi"])
def test_each_page_is_accessible_and_fits_down_to_320_pixels(
    opened: Open, folder: Path, language: str
) -> None:
    edit(folder, "[bowline](../glossary.en.md#bowline)", BROKEN_LINK)
    visitor = opened(language=language)
    found = Found()
    framed = "/author/preview/knots"
    for path in (
        "/author",
        "/author/knots",
        MODULE,
        f"{MODULE}?view=desktop&theme=dark",
        f"{MODULE}?view=print",
        "/author/knots/course.yml",
        f"{framed}/10-one-loop.{language}.md",
        f"{framed}/quiz.{language}.md",
        f"{framed}/course.{language}.md",
        f"{framed}/scenario-adrift.{language}.md",
        f"/author/preview/shared/glossary.{language}.md",
        f"/author/preview/shared/diagnostic.{language}.md",
    ):
        visitor.go(path)
        look_at(visitor.page, path, found)
    assert found.problems == {}, str(found)
