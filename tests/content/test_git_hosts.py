"""A course reads well as plain Markdown: what a Git host draws is what the format means."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from lms.content import documents, folder, loader
from lms.content.documents import Document
from lms.content.parts import Page
from lms.content.source import Kind
from tests.content.sample import CLEAN, TODAY, write

COURSES = Path(__file__).resolve().parents[2] / "course_content"
HOST = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_BOX = re.compile(r"^\[([ xX])\] \S")  # a checkbox, as Git hosts recognise one
_SCENE_BOX = re.compile(r"^\[[ x~]\] \(([a-z])\)")


@dataclass(slots=True)
class Drawn:
    """What a Git host makes of a file."""

    boxes: int = 0
    ticked: int = 0
    feedback: int = 0  # quotes inside the list item they belong to
    alerts: list[str] = field(default_factory=list)
    tables: list[list[str]] = field(default_factory=list)  # their header cells
    details: int = 0
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)  # marks that would be seen as they are


def pages() -> Iterator[tuple[str, Page, str]]:
    """Every page of the shipped courses and of the sample, with its text."""
    with tempfile.TemporaryDirectory() as name:
        for root in (COURSES, write(Path(name), CLEAN)):
            read = folder.read(root)
            parts = loader.gather(
                read,
                today=TODAY,
                read_all=lambda jobs: {job.name.path: documents.read(job) for job in jobs},
            )
            for path, page in parts.pages.items():
                yield f"{root.name if root == COURSES else 'sample'}/{path}", page, read.texts[path]


PAGES = {name: (page, text) for name, page, text in pages()}


def drawn(text: str) -> Drawn:
    """Read a file as a Git host does, its front matter taken off."""
    body = text.split("\n---\n", 1)[1]
    made = Drawn()
    _look(SyntaxTreeNode(HOST.parse(body)), made)
    return made


def _look(node: SyntaxTreeNode, made: Drawn) -> None:
    if node.type == "list_item":
        said = _first_words(node)
        if match := _BOX.match(said):
            made.boxes += 1
            made.ticked += match[1] in "xX"
        if _BOX.match(said) or _SCENE_BOX.match(said):
            made.feedback += sum(child.type == "blockquote" for child in node.children)
    elif node.type == "blockquote":
        first = _first_words(node).split("\n")[0]
        if first.startswith("[!"):
            inside = node.parent is not None and node.parent.type == "list_item"
            (made.stray if inside else made.alerts).append(first)
    elif node.type == "table":
        head = next(child for child in node.walk() if child.type == "thead")
        made.tables.append([_words(cell) for cell in head.walk() if cell.type == "th"])
    elif node.type == "html_block":
        made.details += node.content.startswith("<details><summary>")
    elif node.type == "link":
        made.links.append(str(node.attrs["href"]))
    elif node.type == "heading":
        made.headings.append(_words(node))
    elif node.type == "paragraph":
        said = _words(node)
        if said.startswith(("#", "- [", "> ", "|")):
            made.stray.append(said)
    for child in node.children:
        _look(child, made)


def _words(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.walk() if child.type == "inline")


def _first_words(node: SyntaxTreeNode) -> str:
    first = node.children[0] if node.children else None
    return _words(first) if first is not None and first.type == "paragraph" else ""


def boxes_of(document: Document) -> tuple[int, int, int]:
    """How many boxes, ticks and quotes under them the format means."""
    options = [
        option
        for question in document.questions
        if question.type not in {"match", "order"}
        for option in question.options
    ]
    checks = sum(len(practice.checks) for practice in document.practices)
    choices = [choice for scene in document.scenario.scenes for choice in scene.choices]
    passable = sum(choice.grade.value == "passable" for choice in choices)
    return (
        len(options) + checks + len(choices) - passable,
        sum(option.right for option in options)
        + sum(choice.grade.value == "good" for choice in choices),
        sum(bool(option.feedback) for option in options) + len(choices),
    )


@pytest.mark.parametrize("name", PAGES)
def test_boxes_ticks_and_feedback_are_where_they_should_be(name: str) -> None:
    page, text = PAGES[name]
    made = drawn(text)
    assert (made.boxes, made.ticked, made.feedback) == boxes_of(page.document)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_seen_as_a_mark(name: str) -> None:
    assert drawn(PAGES[name][1]).stray == []


@pytest.mark.parametrize("name", [name for name, (page, _) in PAGES.items()
                                  if page.name.kind is Kind.MODULE])  # fmt: skip
def test_alerts_details_and_tables_of_a_module_are_drawn(name: str) -> None:
    page, text = PAGES[name]
    made = drawn(text)
    assert len(made.alerts) == len(page.document.callouts)
    assert all(alert in {f"[!{kind}]" for kind in ALERTS} for alert in made.alerts)
    html = page.document.lead + page.document.body + page.document.closing
    assert made.details == html.count("<details>") == len(page.document.practices)
    assert len(made.tables) == html.count("<table>")
    assert all(all(header) for header in made.tables)


@pytest.mark.parametrize("name", [name for name, (page, _) in PAGES.items()
                                  if page.name.kind is Kind.QUIZ])  # fmt: skip
def test_pairs_are_tables_and_steps_are_numbered(name: str) -> None:
    page, text = PAGES[name]
    pairs = [item for item in page.document.questions if item.type == "match"]
    assert len(drawn(text).tables) == len(pairs)
    steps = sum(len(item.options) for item in page.document.questions if item.type == "order")
    tree = SyntaxTreeNode(HOST.parse(text.split("\n---\n", 1)[1]))
    numbered = [node for node in tree.walk() if node.type == "ordered_list"]
    assert sum(len(node.children) for node in numbered) == steps


POSTS = [
    name
    for name, (page, _) in PAGES.items()
    if any(item.type == "mark" for item in page.document.questions)
]


@pytest.mark.parametrize("name", POSTS)
def test_the_parts_of_a_post_are_bold_in_a_quotation_with_their_letters(name: str) -> None:
    page, text = PAGES[name]
    tree = SyntaxTreeNode(HOST.parse(text.split("\n---\n", 1)[1]))
    quoted = "".join(_words(node) for node in tree.walk() if node.type == "blockquote")
    for question in page.document.questions:
        if question.type == "mark":
            for part in question.options:
                assert f"**{part.text}** ({part.letter})" in quoted


@pytest.mark.parametrize("name", [name for name, (page, _) in PAGES.items()
                                  if page.name.kind is Kind.SCENARIO])  # fmt: skip
def test_a_scenario_can_be_played_by_its_links(name: str) -> None:
    page, text = PAGES[name]
    made = drawn(text)
    scenes = page.document.scenario.scenes
    ways = [choice.to for scene in scenes for choice in scene.choices]
    assert [link for link in made.links if link.startswith("#")] == [f"#{way}" for way in ways]
    assert set(ways) <= set(made.headings)
    assert "start" in made.headings


def test_the_shipped_courses_hold_a_scenario_and_every_construct_is_somewhere() -> None:
    kinds = {page.name.kind for page, _ in PAGES.values()}
    assert {Kind.MODULE, Kind.QUIZ, Kind.SCENARIO, Kind.DIAGNOSTIC, Kind.GLOSSARY} <= kinds
    assert any(name.startswith("course_content/") and page.name.kind is Kind.SCENARIO
               for name, (page, _) in PAGES.items())  # fmt: skip
