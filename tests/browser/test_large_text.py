"""Readers who set their browser to large text: no page scrolls sideways on a desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SWITCHES
from tests.browser.site import Site
from tests.browser.visitor import Visitor

TWICE = "--blink-settings=defaultFontSize=32"
PAGES = ("/learn", "/team/company", "/team/company/teams", "/team/company/ahead")


@pytest.mark.parametrize("width", [1280, 900])
@pytest.mark.parametrize("locale", ["en-GB", "fi-FI"])
def test_a_desktop_with_text_at_twice_its_size_does_not_scroll_sideways(
    launch_browser: Callable[..., Browser], site: Site, locale: str, width: int
) -> None:
    browser = launch_browser(args=[*SWITCHES, TWICE])
    page: Any = browser.new_page(locale=locale, viewport={"width": width, "height": 800})
    Visitor(page, site.url).sign_in("dora@esimerkki.example", "pidetaan-ovi-auki")

    for path in PAGES:
        page.goto(site.url + path)
        size = "getComputedStyle(document.documentElement).fontSize"
        assert page.evaluate(size) == "32px"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path}: {wide} px"
    browser.close()
