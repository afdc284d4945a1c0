"""The diagnostic: statements, reasons and routes, and what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.diagnostic import DiagnosticReader, sense
from lms.content.source import Findings, lines_of
from tests.content.sample import DIAGNOSTIC_EN, a_folder, load

D = "diagnostic.en.md"
DF = "diagnostic.fi.md"


def test_the_diagnostic_says_what_its_files_say(tmp_path: Path) -> None:
    made = load(a_folder(tmp_path)).diagnostic
    assert made is not None
    assert made.scale["en"] == ("Not at all", "A little", "Somewhat", "A good deal", "Very much")
    text = made.texts["fi"]
    assert text.title == "Mikä estää solmimasta?"
    assert [(item.name, item.reason, item.text) for item in text.statements] == [
        ("slow", "R1", "En ole ehtinyt opetella solmuja."),
        ("quick", "R1", "Opin parhaiten pienissä paloissa."),
    ]
    route = text.routes[0]
    assert (route.reason, route.said, route.courses) == ("R1", "En ole ehtinyt", ("knots",))
    assert route.html == '<a href="/courses/knots">Solmut</a>'
    assert text.sense == made.texts["en"].sense
    assert text.words != made.texts["en"].words


def test_a_draft_is_not_served(tmp_path: Path) -> None:
    draft = ("status: ready", "status: draft")
    content = load(a_folder(tmp_path, (D, *draft), (DF, *draft)))
    assert content.diagnostic is None
    assert content.findings == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("### scale `slow` R1", "### scale `slow`", "E301 the heading of the statement"),
        ("### scale `slow` R1", "### scale `slow` C1", "E301 the heading of the statement"),
        ("### scale `slow`", "### scales `slow`", 'E302 unknown type "scales"; did you mean'),
        ("`slow`", "`Slow one`", "E303"),
        ("`quick`", "`slow`", "E316"),
        ("I have had no time to learn knots.", "", "E305"),
        ("| R1 I have", "| 1 I have", "E304 the row cannot be read"),
        ("knots/course.en.md", "knots/corse.en.md", "E502"),
        ("knots/course.en.md", "knots/course.fi.md", "E604"),
        ("### scale `slow` R1", "### scale `slows` R1", 'E601 the statement "slow"'),
        ("### scale `slow` R1", "### scale `slow` R2", 'E602 the reasons of "slow"'),
    ],
)
def test_mistakes_are_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    found = [str(finding) for finding in load(a_folder(tmp_path, (D, old, new))).findings]
    assert any(said in finding for finding in found), found


def test_a_broken_statement_brings_up_no_follow_up(tmp_path: Path) -> None:
    found = load(a_folder(tmp_path, (D, "### scale `slow` R1", "### scale slow R1"))).findings
    line = DIAGNOSTIC_EN[: DIAGNOSTIC_EN.index("### scale")].count("\n") + 1
    assert [(finding.code, finding.line) for finding in found] == [("E301", line)]


def test_the_scale_needs_words_in_every_language(tmp_path: Path) -> None:
    root = a_folder(tmp_path, ("programme.yml", "{en: A little, fi: Vähän}", "{en: A little}"))
    found = [str(finding) for finding in load(root).findings]
    assert found == ['programme.yml:15:7: E215 "diagnostic.scale.1" has no words in fi; write them']


def test_a_diagnostic_without_a_scale_is_named(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    place = root / "programme.yml"
    place.write_text(place.read_text().partition("diagnostic:")[0])
    assert [(finding.code, finding.path) for finding in load(root).findings] == [
        ("E215", D), ("E215", DF),
    ]  # fmt: skip


@given(st.lists(st.text(max_size=50), max_size=30))
def test_any_text_can_be_read_as_a_diagnostic(rows: list[str]) -> None:
    found = Findings(D)
    lines = lines_of("\n".join(row.replace("\n", " ") for row in rows))
    assert sense(DiagnosticReader(D, "en", found).read(lines))
