"""The programs of others: one worker installs and runs them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import browser_type_launch_args as _system_chromium
from tests.exchange.programs import installed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What uses the player shares the browser's worker."""
    for item in items:
        if item.path.name == "test_programs.py" and item.path.parent.name == "exchange":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


browser_type_launch_args: Any = _system_chromium
"""Chromium of the system, started as for the journeys."""


@pytest.fixture(scope="session")
def player_script() -> str:
    """The QTI 3 player as one script."""
    return str(installed() / "@citolab" / "qti-components" / "cdn" / "index.js")
