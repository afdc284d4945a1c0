"""The gallery in templates/README.md renders; layouts and error pages too."""

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
README = (TEMPLATES / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```jinja\n(.*?)```", README, re.DOTALL)
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
ERRORS = sorted(path.stem for path in (TEMPLATES / "errors").glob("*.html"))
VOID = {"br", "hr", "img", "input", "link", "meta", "use", "path", "circle", "rect"}
# Shown by the layouts, by any form, or made of rows of the database: pages test them.
ELSEWHERE = {"language_switch", "navigation", "field", "standing"}


class Outline(HTMLParser):
    """Notes what a browser would have to mend, and what the security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{tag} has {name}")
            if name == "id":
                self.ids.append(value or "")
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")):
            self.faults.append(f"inline {tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} closed out of order")


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    if parser.open:
        parser.faults.append(f"left open: {parser.open}")
    return parser


def environment(*, roles: bool = False, viewer: bool = True) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    person = SimpleNamespace(
        name="Aino Esimerkki",
        initials="AE",
        is_manager=roles,
        is_author=roles,
        is_administrator=roles,
    )
    made.globals.update(
        asset_url=lambda name: f"/static/{name}",
        csrf_token=lambda: "token",
        url_for=lambda endpoint, **_values: "/" + endpoint.replace(".", "/"),
        get_flashed_messages=lambda **_options: [("success", "Saved"), ("message", "Noted")],
        site=SimpleNamespace(organisation="Esimerkki Oy", languages=("en", "fi")),
        viewer=person if viewer else None,
        lang="en",
        theme="system",
        something_kept=lambda: True,
        left_over=lambda _content: [],
        request=SimpleNamespace(path="/learn", full_path="/learn?", query_string=b""),
        kept_part=lambda name, section: Markup(  # noqa: S704 - the output of a template
            made.get_template(name).render(section=section, here="/learn")
        ),
    )
    return made


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_renders(number: int) -> None:
    html = environment().from_string(EXAMPLES[number]).render()
    assert outline(html).faults == []


def test_every_component_is_in_the_gallery() -> None:
    shown = set(re.findall(r'from "components/([a-z_]+)\.html"', "".join(EXAMPLES)))
    assert set(COMPONENTS) - shown - ELSEWHERE == set()


@pytest.mark.parametrize("viewer", [True, False])
@pytest.mark.parametrize("roles", [True, False])
@pytest.mark.parametrize("layout", ["page", "focus", "public", "print"])
def test_layouts_are_whole_pages(layout: str, *, roles: bool, viewer: bool) -> None:
    source = (
        '{% set section = "learn" %}{% extends "layouts/' + layout + '.html" %}'
        "{% block title %}Start{% endblock %}{% block content %}<h1>Start</h1>{% endblock %}"
    )
    html = environment(roles=roles, viewer=viewer).from_string(source).render()
    page = outline(html)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings == [1]
    assert "<title>Start · Esimerkki Oy Learning</title>" in html
    assert html.index('href="#_main"') < html.index('id="_live"') < html.index('id="_main"')
    assert ('class="tab-bar"' in html) == (viewer and layout in {"page", "focus"})


def test_at_most_four_places_then_more() -> None:
    source = '{% extends "layouts/page.html" %}{% block title %}x{% endblock %}'
    everyone = environment().from_string(source).render()
    all_roles = environment(roles=True).from_string(source).render()
    assert everyone.count('class="nav-link"') == 4
    assert "nav-more" not in everyone
    assert all_roles.count('class="nav-link"') == 3
    assert "nav-more" in all_roles


@pytest.mark.parametrize("viewer", [True, False])
@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_keep_what_was_written(code: str, *, viewer: bool) -> None:
    html = (
        environment(viewer=viewer)
        .get_template(f"errors/{code}.html")
        .render(
            kept=[("answer", "<b>My words</b>"), ("free_text", "More")],
            reference="7f3a",
            sentence=None,
            form_page="/account",
        )
    )
    page = outline(html)
    assert page.faults == []
    assert page.headings.count(1) == 1
    assert "7f3a" in html
    if code not in {"500", "503"}:
        assert "&lt;b&gt;My words&lt;/b&gt;" in html


def test_a_letter() -> None:
    source = '{% extends "layouts/email.txt" %}{% block content %}Your certificate.{% endblock %}'
    assert "Hello Aino," in environment().from_string(source).render(name="Aino")


def test_layouts_take_no_name_from_pages() -> None:
    """What a layout sets would hide a page's own value of that name."""
    for path in (TEMPLATES / "layouts").glob("*.html"):
        names = re.findall(r"\{%-? set (\w+) =", path.read_text("utf-8"))
        assert all(name.startswith("frame_") for name in names if name != "section"), path.name
