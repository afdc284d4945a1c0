"""How people ask for each section, in files of its own beside the texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lms.content import asked, versions
from lms.content.model import ContentSet
from lms.content.source import Findings, Kind, Name
from lms.content.yaml_source import parse
from tests.content.sample import MODULE_EN, a_folder, load, write

ASKED = """\
one-loop:
  the-loop:
    - how do I tie up a boat
    - which knot holds
  in-short:
    - knots in a nutshell
"""
PATH = "knots/asked.en.yml"


def findings(root: Path, text: str, path: str = PATH) -> list[str]:
    """What the linter says of such a file, without the folder's other findings."""
    content = load(a_folder(root, **{path: text}))
    return [str(finding) for finding in content.findings if finding.path == path]


def test_phrases_are_kept_by_course_module_and_heading(tmp_path: Path) -> None:
    own = "glossary:\n  bowline:\n    - king of knots\n"
    content = load(a_folder(tmp_path, **{PATH: ASKED, "asked.fi.yml": own}))
    assert content.asked["en"] == {
        ("knots", "one-loop", "the-loop"): ("how do I tie up a boat", "which knot holds"),
        ("knots", "one-loop", "in-short"): ("knots in a nutshell",),
    }
    assert content.asked["fi"] == {("", "", "bowline"): ("king of knots",)}
    assert not [finding for finding in content.findings if "asked" in finding.path]


def test_languages_need_not_say_the_same(tmp_path: Path) -> None:
    finnish = "one-loop:\n  silmukka:\n    - miten vene kiinni\n"
    content = load(a_folder(tmp_path, **{PATH: ASKED, "knots/asked.fi.yml": finnish}))
    assert len(content.asked["fi"]) == 1
    assert not [finding for finding in content.findings if "asked" in finding.path]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "  the-loop:", "  the-lop:",
            (':2:3: W220 there is no heading #the-lop in knots/10-one-loop.en.md; '
            'did you mean "the-loop"'),
        ),
        (
            "one-loop:", "one-lop:",
            ':1:1: W220 there is no module "one-lop"; did you mean "one-loop"',
        ),
        (
            "- which knot holds", "- How do I tie up a boat?",
            (f":4:7: W221 the phrase stands in {PATH}:3 already; "
            "leave it where it is answered best, or say it in another way"),
        ),
        (
            "    - knots in a nutshell\n", "",
            (':5:3: W222 "in-short" has no phrases; '
            "write how people ask for it, or take the line out"),
        ),
        (
            "- which knot holds", '- "???"',
            (":4:7: W222 the phrase has no words; "
            "write how people ask for it, or take the line out"),
        ),
        (
            "which knot holds", "which knot " + "really " * 15 + "holds",
            ":4:7: W223 the phrase has 121 characters; keep it to 100, as somebody would type it",
        ),
        (
            "which knot holds", "2026",
            ':4:7: E215 "one-loop.the-loop.1" is no phrase; put it in quotation marks',
        ),
        (
            "    - knots in a nutshell\n", "    knots: in a nutshell\n",
            ':5:3: E215 "one-loop.in-short" is no list; begin every phrase with a hyphen',
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place_with_its_mending(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = findings(tmp_path, ASKED.replace(old, new))
    assert PATH + said in found
    assert len({line.split(":")[1] for line in found}) == 1, "one line is to blame"


def test_a_file_that_is_a_list_is_told(tmp_path: Path) -> None:
    assert findings(tmp_path, "- which knot holds\n") == [
        (
            f'{PATH}:1:1: E215 "the file" cannot be this; '
            "write the page, under it the heading's address, and under that the phrases"
        )
    ]


def test_one_phrase_for_two_sections_of_two_files_is_told(tmp_path: Path) -> None:
    own = "glossary:\n  bowline:\n    - which knot holds\n"
    content = load(a_folder(tmp_path, **{PATH: ASKED, "asked.en.yml": own}))
    told = [str(finding) for finding in content.findings if finding.code == "W221"]
    assert len(told) == 1
    assert "asked.en.yml:3" in told[0]


def test_a_term_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = findings(tmp_path, "glossary:\n  bowlin:\n    - a loop\n", "asked.en.yml")
    assert [line.split(": ")[1][:4] for line in found] == ["W220"]


def test_a_language_that_the_programme_lacks_is_told(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ASKED, "knots/asked.sv.yml")
    assert 'E109 the programme has no language "sv"' in found


def test_nothing_is_told_of_phrases_for_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {PATH: ASKED, "knots/10-one-loop.en.md": b"\xff\xfe"}
    root = a_folder(tmp_path, **files)
    assert not [finding for finding in load(root).findings if finding.path == PATH]


def test_an_overlay_may_have_phrases_of_its_own(tmp_path: Path) -> None:
    base = a_folder(tmp_path / "base", **{PATH: ASKED})
    own = write(tmp_path / "own", {PATH: "one-loop:\n  the-loop:\n    - our own question\n"})
    content = load(base, own)
    assert content.asked["en"] == {("knots", "one-loop", "the-loop"): ("our own question",)}


def published(content: ContentSet) -> tuple[str, str, str]:
    """What certificates, records and locks say of the course."""
    lock = versions.lock_of(content)
    return content.courses["knots"].fingerprint, versions.write(lock), str(lock["knots"].edition)


def test_phrases_change_nothing_of_what_is_learned_or_certified(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    before = load(root)
    write(root, {PATH: ASKED})
    after = load(root)
    assert published(after) == published(before)
    assert versions.differences(after, versions.lock_of(before)) == ()
    assert list(versions.check(after, versions.write(versions.lock_of(before)))) == []
    write(root, {"knots/10-one-loop.en.md": MODULE_EN.replace("drifts", "slides")})
    assert published(load(root)) != published(before), "a changed text does"


def test_changed_phrases_make_another_set_so_that_searches_see_them(tmp_path: Path) -> None:
    root = a_folder(tmp_path, **{PATH: ASKED})
    before = load(root)
    write(root, {PATH: ASKED.replace("nutshell", "walnut")})
    assert load(root).fingerprint != before.fingerprint


def test_a_phrase_stays_as_it_was_written(tmp_path: Path) -> None:
    text = 'one-loop:\n  the-loop:\n    - "quay: which knot? #help"\n    - onks solmu ok\n'
    content = load(a_folder(tmp_path, **{PATH: text}))
    assert content.asked["en"]["knots", "one-loop", "the-loop"] == tuple(
        parse(text).values["one-loop"]["the-loop"]
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_whatever_a_file_holds_is_read_or_told(values: object) -> None:
    findings = Findings(PATH)
    text = yaml.safe_dump(values, allow_unicode=True)
    read = asked.read(Name(PATH, Kind.ASKED, "knots", "en"), text, findings)
    assert all(isinstance(item.text, str) for part in read.sections for item in part.phrases)
    assert all(finding.code in {"E215", "E216"} for finding in findings.items)
