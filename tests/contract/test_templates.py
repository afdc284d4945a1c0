"""Templates compile, are used, and stand where their view says."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


def _all() -> list[str]:
    return sorted(
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*")
        if path.suffix in {".html", ".txt"}
    )


def test_every_template_compiles(app: Flask) -> None:
    for name in _all():
        app.jinja_env.get_template(name)


def test_every_template_is_used_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "lms").rglob("*.py"))
    pages = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    errors = {
        f"errors/{status}.html" for status in (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
    }

    unused = [
        name
        for name in _all()
        if f'"{name}"' not in code
        and f'"{name}"' not in pages
        and name not in errors
        and not name.startswith("layouts/")
    ]

    assert unused == []


def test_no_template_holds_inline_style_or_script() -> None:
    for name in _all():
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        assert not re.search(
            r"\sstyle=|<style|\son(?:click|load|error|change|submit|input|focus|blur|key\w+|mouse\w+)=|javascript:",
            text,
        ), name
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), name


def test_every_form_that_posts_carries_its_token() -> None:
    for name in _all():
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for form in re.findall(r'<form[^>]*method="post".*?</form>', text, flags=re.DOTALL):
            assert "csrf" in form or "hidden_tag" in form, name
