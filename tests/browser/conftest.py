"""A real Chromium and the real server with the demo organisation, one of each for the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from lms.content.current import Current
from lms.content.model import ContentSet
from tests.browser.site import Site
from tests.browser.visitor import KeyboardVisitor, Visitor
from tests.server.process import server

SWITCHES = [
    "--no-sandbox",  # root may start Chromium only without it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here shares one browser and one server, so one worker runs it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium of the system; a loud refusal with the mend when there is none."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(chromium).exists():
        pytest.exit(
            f"There is no Chromium at {chromium}: sudo apt-get install chromium, or set CHROMIUM",
            returncode=2,
        )
    return {**browser_type_launch_args, "executable_path": chromium, "args": SWITCHES}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running product with its demo organisation."""
    instance = tmp_path_factory.mktemp("browser") / "instance"
    with server(instance, LMS_MODE="demo") as running:
        site = Site(running)
        yield site
        site.close()


@pytest.fixture
def courses(content: Current) -> ContentSet:
    """The shipped courses, from which the right answers are taken."""
    return content.get()


Visit = Callable[..., Any]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Opens a browser of its own for somebody: `visit(language="fi", keyboard=True)`.

    At the end every page that was open must have loaded without a complaint.
    """
    opened: list[tuple[Visitor, Any]] = []

    def open_one(
        *, language: str = "en", scripts: bool = True, keyboard: bool = False, **more: Any
    ) -> Visitor:
        context = browser.new_context(
            locale={"en": "en-GB", "fi": "fi-FI"}[language],
            java_script_enabled=scripts,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(10_000)
        kind = KeyboardVisitor if keyboard else Visitor
        visitor = kind(context.new_page(), site.url)
        opened.append((visitor, context))
        return visitor

    yield open_one
    for _visitor, context in opened:
        context.close()
    complaints = [complaint for visitor, _context in opened for complaint in visitor.complaints]
    assert complaints == []
