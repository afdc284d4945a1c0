"""Pages and parts of pages kept in memory: rendered once for all readers who see the same.

What is personal, the name, the initials and the token of forms, is a gap while a page is rendered
and is filled in for every answer. Everything else the page depends on is in its key.
"""

from __future__ import annotations

import gzip
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from flask import Flask, Response, current_app, g, make_response, render_template, request, session
from flask_wtf.csrf import generate_csrf
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from lms.web import context

QUICK = 3
"""The level of compression: a third of the size for a fraction of the page's work."""

LARGEST = 400
"""How many pages one process keeps: a few megabytes."""

GAPS = ("name", "initials", "token", "here")


@dataclass(frozen=True, slots=True)
class Page:
    """A page with gaps: text, gap, text, gap, text."""

    texts: tuple[str, ...]
    gaps: tuple[str, ...]

    def filled(self, values: Mapping[str, Callable[[], str]]) -> str:
        """The page of one reader; only what the page has gaps for is asked for."""
        parts = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            parts += (values[gap](), text)
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
    app.jinja_env.globals["kept_part"] = kept_part


def _pages() -> Pages:
    return cast("Pages", current_app.extensions["lms_pages"])


def _token() -> str:
    """The gap while a page is rendered to be kept, else the token, signed once for all forms."""
    if (gap := g.get("token_gap")) is not None:
        return str(gap)
    if "form_token" not in g:
        g.form_token = generate_csrf()
    return str(g.form_token)


def _kept(
    key: Hashable, viewer: context.Viewer | None, here: str, make: Callable[[Any, str], str]
) -> str:
    """The kept text of a key, made by `make(viewer, here)` when there is none, and filled in."""
    pages = _pages()
    rights = viewer and (viewer.is_manager, viewer.is_author, viewer.is_administrator)
    whole = (key, context.language(), rights)
    page = pages.get(whole)
    if page is None:
        outer = g.get("token_gap")
        g.token_gap = pages.signs["token"]
        try:
            anybody = viewer and replace(
                viewer, name=pages.signs["name"], initials=pages.signs["initials"]
            )
            page = pages.put(whole, make(anybody, pages.signs["here"]))
        finally:
            g.token_gap = outer
    return page.filled(
        {
            "name": lambda: str(escape(viewer.name)) if viewer else "",
            "initials": lambda: str(escape(viewer.initials)) if viewer else "",
            "token": _token,
            "here": lambda: str(escape(here)),
        }
    )


@pass_context
def kept_part(page: Context, template: str, section: str) -> Markup:
    """A part of the frame, which knows nothing but `viewer`, `section`, `here` and the language."""
    here = request.full_path if request.query_string else request.path

    def make(viewer: Any, here: str) -> str:
        return render_template(template, viewer=viewer, section=section, here=here)

    if current_app.config["TEMPLATES_AUTO_RELOAD"]:
        return Markup(make(page["viewer"], here))  # noqa: S704 - the output of a template
    return Markup(_kept((template, section), page["viewer"], here, make))  # noqa: S704


def render(template: str, *, key: Hashable, **values: Any) -> Response:
    """The page of a template for the signed-in reader, compressed where the browser takes that.

    Only pages without a query are compressed: nothing in them was chosen by whoever made the link,
    so the size of the answer tells nothing about the token of its forms.

    `key` holds what `values` depend on, beside the content, the address, the language and the
    rights and theme of the reader, which are always part of the key.
    """
    viewer = context.viewer()
    if (
        session.get("_flashes")
        or request.query_string
        or current_app.config["TEMPLATES_AUTO_RELOAD"]
    ):
        return make_response(render_template(template, **values))
    html = _kept(
        (template, key, context.content().fingerprint, request.path, viewer.theme),
        viewer,
        request.path,
        lambda anybody, _here: render_template(template, **values, viewer=anybody),
    )
    response = make_response(html)
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(html.encode(), QUICK, mtime=0))
        response.content_encoding = "gzip"
    return response
