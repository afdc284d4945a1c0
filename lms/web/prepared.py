"""Pages kept in memory: rendered once for all readers who see the same, then filled in for each.

What is personal on such a page, the name, the initials and the token of its forms, is a gap while
it is rendered and is filled in for every answer. Everything else the page depends on is in its
key; what is not in the key cannot be on the page.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any, cast

from flask import Flask, current_app, g, render_template, request, session
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from lms.web import context

LARGEST = 400
"""How many pages one process keeps: a few megabytes."""

GAPS = ("name", "initials", "token")


@dataclass(frozen=True, slots=True)
class Page:
    """A page with gaps: text, gap, text, gap, text."""

    texts: tuple[str, ...]
    gaps: tuple[str, ...]

    def filled(self, values: dict[str, str]) -> str:
        """The page of one reader."""
        parts = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            parts += (values[gap], text)
        return "".join(parts)


class Pages:
    """The pages used last, safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        # Nobody can write a gap into a page: its sign is random and stays in this process.
        sign = secrets.token_hex(12)
        self.signs = {name: f"{name}{sign}" for name in GAPS}
        self._cut = re.compile("|".join(f"({sign})" for sign in self.signs.values()))

    def get(self, key: Hashable) -> Page | None:
        """The page of a key, if it is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, html: str) -> Page:
        """Keep a rendered page, and forget the one not used for longest."""
        texts, gaps, end = [], [], 0
        for found in self._cut.finditer(html):
            texts.append(html[end : found.start()])
            gaps.append(GAPS[(found.lastindex or 1) - 1])
            end = found.end()
        page = Page((*texts, html[end:]), tuple(gaps))
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > LARGEST:
                self._pages.popitem(last=False)
        return page


def install(app: Flask) -> None:
    """Keep the pages, and let the token of forms be a gap while one is rendered."""
    app.extensions["lms_pages"] = Pages()
    app.jinja_env.globals["csrf_token"] = _token


def _token() -> str:
    return str(g.get("token_gap") or generate_csrf())


def render(template: str, *, key: Hashable, **values: Any) -> str:
    """The page of a template for the signed-in reader.

    `key` holds what `values` depend on, beside the content, the address, the language and the
    rights and theme of the reader, which are always part of the key.
    """
    viewer = context.viewer()
    if (
        session.get("_flashes")
        or request.query_string
        or current_app.config["TEMPLATES_AUTO_RELOAD"]
    ):
        return render_template(template, **values)
    pages = cast("Pages", current_app.extensions["lms_pages"])
    whole = (
        template,
        key,
        context.content().fingerprint,
        request.path,
        context.language(),
        viewer.theme,
        viewer.is_manager,
        viewer.is_author,
        viewer.is_administrator,
    )
    page = pages.get(whole)
    if page is None:
        g.token_gap = pages.signs["token"]
        anybody = replace(viewer, name=pages.signs["name"], initials=pages.signs["initials"])
        try:
            page = pages.put(whole, render_template(template, **values, viewer=anybody))
        finally:
            g.token_gap = None
    return page.filled(
        {
            "name": str(escape(viewer.name)),
            "initials": str(escape(viewer.initials)),
            "token": generate_csrf(),
        }
    )
