"""A browser and a small server that shows the gallery under the product's security policy."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from lms.web.assets import StaticFiles, StaticMiddleware
from lms.web.headers import HEADERS
from tests.design.test_gallery import EXAMPLES, ROOT, environment

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGE = """{% extends "layouts/page.html" %}{% set section = "learn" %}
{% block title %}Gallery{% endblock %}
{% block content %}<div class="stack-large">EXAMPLE</div>{% endblock %}"""
SHEET = """{% extends "layouts/print.html" %}{% block body_class %}print sheet-page{% endblock %}
{% block title %}Certificate{% endblock %}{% block content %}EXAMPLE{% endblock %}"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which root may start only without its sandbox."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": SWITCHES}


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of a server: /NUMBER shows an example, /sheet a certificate for printing."""
    files = StaticFiles(ROOT / "static")

    @Request.application
    def show(request: Request) -> Response:
        theme = parse_qs(request.query_string.decode()).get("theme", ["light"])[0]
        made = environment(roles=True)
        made.globals.update(asset_url=files.url, theme=theme)
        name = Path(request.path).name
        frame = SHEET if name == "sheet" else PAGE
        sheet = next(example for example in EXAMPLES if '<article class="sheet">' in example)
        example = sheet[: sheet.index('<section class="card">')]
        if name != "sheet":
            example = EXAMPLES[int(name)]
        html = made.from_string(frame.replace("EXAMPLE", example)).render()
        return Response(html, mimetype="text/html", headers=HEADERS)

    server = make_server("127.0.0.1", 0, StaticMiddleware(show, files), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
