"""An organisation that has written its freedoms and its half of the promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from lms.content.current import Current
from lms.web.context import state


@pytest.fixture
def own_words(app: Flask, content: Current) -> Callable[[], None]:
    """Makes the example's words the organisation's own, as policy.yml would."""

    class Written:
        def get(self) -> object:
            current = content.get()
            return replace(
                current,
                own_words=frozenset({"freedoms", "limits", "pledge.organisation", "pledge.person"}),
            )

        def __getattr__(self, name: str) -> object:
            return getattr(content, name)

    def write() -> None:
        state(app).content = Written()  # type: ignore[assignment]

    return write
