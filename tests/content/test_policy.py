"""The organisation's own words, and freedoms before limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sample import POLICY, a_folder, load

P = "policy.example.yml"
M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"
SECTIONS = "## What you may\n\n- Ask.\n- Rest.\n\n## Where it ends\n\n- The flag.\n\n## The loop\n"
OWN = "guidelines: {freedoms: what-you-may, limits: where-it-ends}\n"


def said(root: Path) -> list[str]:
    """Everything that is found."""
    return [str(finding) for finding in load(root).findings]


def body(root: Path, lang: str) -> str:
    """What the module says."""
    return load(root).courses["knots"].modules[0].texts[lang].body


def test_words_are_put_in_their_place_in_each_language(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    assert "Ask the harbour office for a rope" in body(root, "en")
    assert "Harjoitusköyttä antaa satamakonttori." in body(root, "fi")


def test_policy_yml_replaces_the_words_of_the_example_one_by_one(tmp_path: Path) -> None:
    own = "contact:\n  comms: {en: the pilots, fi: luotsit}\n"
    root = a_folder(tmp_path, **{"policy.yml": own})
    assert "Ask the pilots for a rope" in body(root, "en")
    more = "duty: {en: the watch, fi: vahti}\n"
    assert said(a_folder(tmp_path / "more", **{"policy.yml": more})) == []


def test_words_may_stand_in_words(tmp_path: Path) -> None:
    inner = POLICY.replace("the harbour office", "'the office {{place}}'")
    root = a_folder(tmp_path, **{P: inner + "place: {en: on the quay, fi: laiturilla}\n"})
    assert "Ask the office on the quay for a rope" in body(root, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contact: the office\n", 'E215 "contact" is not in any language'),
        ("contact:\n  comms: the office\n", 'E215 "contact" has words in "comms", no language'),
        ("contact:\n  comms: {en: the office}\n", 'E215 "contact.comms" has no words in fi'),
        ("contact:\n  comms: {en: a, fi: b, sv: c}\n", 'words in "sv", no language'),
        ("contact:\n  comms: {en: 'a {{b}}', fi: b}\n", "E212 the word {{b}}"),
        ("contact:\n  comms: {en: 'a {{contact.comms}}', fi: b}\n", "E212 the word"),
        ("just words\n", "E215 the words are not named"),
        ("contact: [{en: a}]\n", 'E215 "contact.0" has no words in fi'),
        ("limits: [{en: a, fi: b}]\n", "E904 there are 1 limits and 0 freedoms"),
        ("limits: [{en: a, fi: b}]\nfreedoms: [{en: c, fi: d}]\n", "E904 the limits stand before"),
    ],
)
def test_mistakes_are_named(text: str, expected: str, tmp_path: Path) -> None:
    root = a_folder(tmp_path, **{"policy.yml": text})
    found = [line for line in said(root) if line.startswith("policy.yml:")]
    assert any(expected in line for line in found), said(root)


def test_a_list_is_put_in_as_a_list(tmp_path: Path) -> None:
    own = "freedoms:\n  - {en: You may ask., fi: Saat kysyä.}\n  - {en: Rest., fi: Lepää.}\n"
    place = "A [bowline](../glossary.en.md#bowline) holds without slipping.\n"
    root = a_folder(tmp_path, (M, place, f"{place}\n{{{{freedoms}}}}\n\n"), **{"policy.yml": own})
    assert "<li>You may ask.</li>\n<li>Rest.</li>" in body(root, "en")


def test_a_module_may_say_where_its_freedoms_and_limits_stand(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, "checked_by", f"{OWN}checked_by"), (M, "## The loop\n", SECTIONS))
    assert said(root) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- The flag.\n", "- The flag.\n- A.\n- B.\n", "E904 there are 3 limits and 2"),
        ("freedoms: what-you-may, limits: where-it-ends",
         "freedoms: where-it-ends, limits: what-you-may", "E904 the limits stand before"),
        ("limits: where-it-ends", "limits: where-it-end", 'did you mean "where-it-ends"'),
        ("guidelines: {freedoms", "guidelines: {freedom", 'did you mean "freedoms"'),
    ],
)  # fmt: skip
def test_limits_come_later_and_are_no_more(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    root = a_folder(
        tmp_path, (M, "checked_by", f"{OWN}checked_by"), (M, "## The loop\n", SECTIONS),
        (M, old, new),
    )  # fmt: skip
    found = said(root)
    assert any(expected in line for line in found), found
