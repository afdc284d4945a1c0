"""Every page as every role: axe in both themes, no sideways scroll, nothing refused or missing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from lms.content.model import ContentSet
from lms.demo.organisation import DOMAIN, PASSWORD, PEOPLE
from tests.browser.conftest import Visit
from tests.browser.quiz import Bank, fill, other_answer, right_answer, send
from tests.browser.site import Site
from tests.browser.visitor import Visitor

PER_SHAPE = {"/courses/*": 2, "/courses/*/*": 2, "/certificates/#": 2, "/team/*": 2,
             "/author/*/*": 2}  # fmt: skip
"""How many pages of one kind are looked at, where one is not enough."""


WIDTHS = (320, 390, 821, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": TAGS, "resultTypes": ["violations"]}
COLOUR_RULES = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
DOUBLE_TEXT = """document.adoptedStyleSheets = [(() => {
  const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: 32px }"); return sheet;
})()]"""
NORMAL_TEXT = "document.adoptedStyleSheets = []"

ROLES = {person.role: person.name for person in PEOPLE if person.role != "another manager"}
STARTS = {
    "": ["/sign-in", "/v", "/forgotten", "/forgotten/sent", "/help", "/no-such-page"],
    "employee": [
        "/no-such-page",
        "/learn",
        "/certificates",
        "/account",
        "/account/privacy",
        "/glossary",
    ],
    "manager": ["/team", "/learn"],
    "director": ["/team", "/learn"],
    "author": ["/author"],
    "administrator": ["/admin/people", "/admin/people/import", "/admin/people/add"],
}


@dataclass
class Found:
    """What is wrong, collected so that one run tells everything."""

    problems: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, where: str, what: str) -> None:
        """Note a problem; the same one on many pages is told once."""
        self.problems[what] += 1
        self.first.setdefault(what, where)

    def __str__(self) -> str:
        return "\n".join(
            f"{self.first[what]}{f' and {count - 1} more' if count > 1 else ''}: {what}"
            for what, count in self.problems.most_common()
        )


def look_at(page: Page, where: str, found: Found) -> None:
    """Everything about one loaded page."""
    page.emulate_media(color_scheme="light")
    page.evaluate(AXE_SCRIPT)
    _ask_axe(page, f"{where} (light)", ALL_RULES, found)
    page.emulate_media(color_scheme="dark")
    _ask_axe(page, f"{where} (dark)", COLOUR_RULES, found)
    for wide in WIDTHS:
        _fits(page, where, wide, found)
    page.evaluate(DOUBLE_TEXT)
    _fits(page, f"{where} (200 % text)", 640, found)
    page.evaluate(NORMAL_TEXT)
    page.set_viewport_size({"width": 1280, "height": 800})
    if page.locator("h1").count() != 1:
        found.add(where, f"{page.locator('h1').count()} h1")


def _ask_axe(page: Page, where: str, rules: dict[str, list[str]], found: Found) -> None:
    for violation in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
        node = violation["nodes"][0]
        summary = " ".join(str(node["failureSummary"]).split())
        found.add(where, f"{violation['id']}: {node['html'][:160]} {summary}")


def _fits(page: Page, where: str, wide: int, found: Found) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    widest = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return "";
          for (const element of document.querySelectorAll("main *, header *, footer *, nav *")) {
            if (element.getBoundingClientRect().right > root.clientWidth + 1
                && !element.closest("[tabindex='0'], .visually-hidden"))
              return `${root.scrollWidth} px: ${element.outerHTML.slice(0, 140)}`;
          }
          return `${root.scrollWidth} px`;
        }"""
    )
    if widest:
        found.add(f"{where} ({wide} px)", f"scrolls sideways: {widest}")


def _shape(address: str) -> str:
    path = re.sub(r"\d+", "#", urlsplit(address).path)
    path = re.sub(r"^/courses/[^/]+/quiz", "/courses/*/quiz", path)
    path = re.sub(r"^/courses/([^/]+)/(?!quiz)[^/]+", r"/courses/*/*", path)
    path = re.sub(r"^/courses/[^/*]+$", "/courses/*", path)
    path = re.sub(r"^/author/questions/[^/]+", "/author/questions/*", path)
    path = re.sub(r"^(/author/questions/\*)/[^/]+$", r"\1/*", path)
    path = re.sub(r"^/author/(?!questions/|messages/|preview/)[^/]+/[^/]+$", "/author/*/*", path)
    path = re.sub(
        r"^/author/(?!(?:questions|messages|review|translations)$)[^/]+$", "/author/*", path
    )
    return re.sub(r"^/(team|v|media)/[^/]+", r"/\1/*", path)


def _links(page: Page) -> list[str]:
    return list(
        page.evaluate(
            "[...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin)"
            ".map(a => a.getAttribute('href').split('#')[0])"
        )
    )


def _is_page(link: str) -> bool:
    """A page of the product, not a file."""
    if not link.startswith("/") or link.startswith(("/static/", "/media/")):
        return False
    return not urlsplit(link).path.endswith((".json", "/pdf", ".svg", ".zip"))


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_page_is_accessible_fits_and_loads_whole(
    visit: Visit, site: Site, language: str
) -> None:
    found = Found()
    seen: set[str] = set()
    shapes: Counter[str] = Counter()
    for role, starts in STARTS.items():
        visitor: Visitor = visit(language=language)
        if role:
            visitor.sign_in(f"{ROLES[role]}@{DOMAIN}", PASSWORD)
        waiting = list(starts)
        while waiting:
            link = waiting.pop(0)
            shape = _shape(link)
            if link in seen or shapes[shape] >= PER_SHAPE.get(shape, 1):
                continue
            seen.add(link)
            shapes[shape] += 1
            visitor.go(link)
            look_at(visitor.page, f"{language} {role or 'nobody'} {link}", found)
            waiting += [item for item in _links(visitor.page) if _is_page(item)]
    assert not found.problems, f"{len(found.problems)} problems on {len(seen)} pages\n{found}"
    assert len(seen) > 30


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_answer_to_a_form_is_accessible_and_fits(
    visit: Visit, site: Site, courses: ContentSet, language: str
) -> None:
    found = Found()
    learner = site.learner("Ylva", "Mallikas", certified=())
    visitor: Visitor = visit(language=language)

    def look(what: str) -> None:
        look_at(visitor.page, f"{language} {what}", found)

    visitor.go("/sign-in")
    visitor.press("main form:not(.lang-switch) button[type=submit]")
    look("sign-in with nothing written")
    visitor.go("/v")
    visitor.press("main form:not(.lang-switch) button[type=submit]")
    look("check with nothing written")
    visitor.sign_in(learner.address, learner.password)

    bank = Bank(courses, "channel-basics", language)
    visitor.go("/courses/channel-basics/quiz")
    visitor.press("main form:not(.lang-switch) button[type=submit]")
    kinds: set[str] = set()
    while "/again/" not in visitor.path:
        question = bank.shown(visitor)
        if not kinds:
            visitor.press("form.question button[type=submit]")
            look("question with nothing chosen")
        if question.type not in kinds:
            look(f"question, {question.type}")
        fill(visitor, question, other_answer(question))
        send(visitor)
        if question.type not in kinds:
            look(f"missed, {question.type}")
        kinds.add(question.type)
        visitor.press("main .buttons a.button")
    look("question that returns")
    question = bank.shown(visitor)
    fill(visitor, question, right_answer(question))
    send(visitor)
    look("right at the second go")
    visitor.press("main .buttons a[href$='/result']")
    look("not there yet")
    assert found.problems == {}, str(found)
