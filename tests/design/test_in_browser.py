"""The gallery in a real Chromium: access, width, colours, paper, weight, with and without help."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.design.test_gallery import EXAMPLES

pytestmark = pytest.mark.browser

NUMBERS = range(len(EXAMPLES))
BIG_TEXT = """document.adoptedStyleSheets = [(() => {
  const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: 200% }"); return sheet;
})()]"""


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, gallery: str, theme: str) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    for number in NUMBERS:
        page.goto(f"{gallery}/{number}?theme={theme}")
        found = Axe().run(page).response["violations"]
        # An example is a part of a page and may lack its heading.
        faults = [item for item in found if item["id"] != "page-has-heading-one"]
        assert not faults, (number, [(item["id"], item["nodes"][0]["html"]) for item in faults])
    context.close()


def test_no_sideways_scroll_and_nothing_refused(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for number in NUMBERS:
        page.goto(f"{gallery}/{number}")
        for wide in (320, 390, 821, 1280):
            page.set_viewport_size({"width": wide, "height": 800})
            assert width(page) <= wide, (number, wide)
        page.set_viewport_size({"width": 640, "height": 800})
        page.evaluate(BIG_TEXT)
        assert width(page) <= 640, (number, "200 % text")
    assert said == []
    page.close()


def test_a_certificate_prints_on_one_landscape_page(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    page.goto(f"{gallery}/sheet?theme=dark")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert sheets[0].mediabox.width > sheets[0].mediabox.height
    page.close()


def test_a_cold_page_is_light_and_still(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const entry of list.getEntries()) window.moved += entry.value;"
        " }).observe({ type: 'layout-shift', buffered: true })"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    module = next(n for n in NUMBERS if 'class="module-layout"' in EXAMPLES[n])
    page.goto(f"{gallery}/{module}", wait_until="networkidle")
    assert len(asked) <= 8, asked
    assert page.evaluate("window.moved") < 0.02
    page.close()


def test_colours_that_the_reader_forces(browser: Browser, gallery: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    buttons = next(n for n in NUMBERS if 'button(_("Continue")' in EXAMPLES[n])
    page.goto(f"{gallery}/{buttons}")
    look = page.evaluate(
        "(({color, backgroundColor, borderTopWidth}) => [color, backgroundColor, borderTopWidth])"
        "(getComputedStyle(document.querySelector('main button.button')))"
    )
    assert look[0] != look[1]
    assert look[2] == "1px"
    context.close()


def test_focus_is_seen_and_the_skip_link_comes_first(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    page.goto(f"{gallery}/0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.close()


def test_focus_lands_on_the_error_summary(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    errors = next(n for n in NUMBERS if "error_summary(errors" in EXAMPLES[n])
    page.goto(f"{gallery}/{errors}")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.close()


def test_a_form_is_sent_once(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    buttons = next(n for n in NUMBERS if 'button(_("Continue")' in EXAMPLES[n])
    page.goto(f"{gallery}/{buttons}")
    page.route("**/courses/x/quiz", lambda route: None)  # never answered
    page.locator("main button.button").first.evaluate("(b) => { b.click(); b.click(); }")
    page.wait_for_timeout(100)
    assert sent.count("POST") == 1
    page.close()
