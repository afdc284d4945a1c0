"""A form that brings a file leaves its page standing and usable."""

from __future__ import annotations

from lms.demo.organisation import PASSWORD
from tests.browser.conftest import Visit
from tests.browser.site import TEAM
from tests.browser.visitor import Visitor

BUTTON = "main form[data-download] button[type=submit]"


def test_both_files_are_fetched_one_after_the_other(visit: Visit) -> None:
    manager: Visitor = visit(accept_downloads=True)
    manager.sign_in("riitta@esimerkki.example", PASSWORD)
    manager.go(f"/team/{TEAM}/export")
    manager.page.locator("#why").fill("For the autumn meeting")

    names = []
    for shape in ("sheet", "data"):
        manager.page.locator(f"input[value={shape}]").check()
        with manager.page.expect_download() as download:
            manager.page.locator(f"{BUTTON}:not([aria-disabled])").click()
        names.append(download.value.suggested_filename)

    assert [name.startswith(f"readiness-{TEAM}-") for name in names] == [True, True]
    assert [name.endswith("-data.csv") for name in names] == [False, True]
