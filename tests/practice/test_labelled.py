"""How well the rules agree with a careful reader, on drafts they were written beside and others."""

from __future__ import annotations

import pytest

from lms.practice.checks.model import Rule
from tests.practice.labelled import read, scores, together

LANGUAGES = ["en", "fi"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_drafts_and_a_third_of_them_is_blind(lang: str) -> None:
    seen, blind = read(lang), read(lang, blind=True)

    assert len(seen) + len(blind) >= 120
    assert 3 * len(blind) >= len(seen) + len(blind)
    texts = [item.draft.text for item in seen + blind]
    assert len(set(zip(texts, map(str, seen + blind), strict=True))) == len(texts)
    for rule in Rule:
        assert any(rule in item.labels for item in seen), rule
        assert any(rule in item.labels for item in blind), rule
    assert sum(not item.labels for item in seen + blind) >= 40, "drafts with nothing to say about"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rules_know_the_drafts_they_were_written_beside(lang: str) -> None:
    for rule, score in scores(read(lang)).items():
        assert score.precision >= 0.85, rule
        assert score.recall >= 0.85, rule


@pytest.mark.parametrize(("lang", "precision", "recall"), [("en", 0.84, 0.79), ("fi", 0.85, 0.72)])
def test_the_rules_help_with_drafts_they_have_never_seen(
    lang: str, precision: float, recall: float
) -> None:
    score = together(scores(read(lang, blind=True)).values())

    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_third_of_the_blind_drafts_is_by_other_writers(lang: str) -> None:
    of_others = read(lang, blind=True, by_others=True)

    assert len(of_others) == 30
    score = together(scores(of_others).values())
    assert score.precision >= {"en": 0.9, "fi": 0.8}[lang]
    assert score.recall >= {"en": 0.74, "fi": 0.65}[lang]


_FLOORS = {
    Rule.CUSTOMER: ((1.0, 0.6), (1.0, 0.0)),
    Rule.CODE_NAME: ((1.0, 1.0), (1.0, 0.5)),
    Rule.PRICE: ((0.8, 0.75), (0.8, 0.7)),
    Rule.DATE_AHEAD: ((0.8, 0.6), (0.7, 0.6)),
    Rule.PERSON: ((0.85, 0.8), (0.85, 0.65)),
    Rule.HEALTH: ((1.0, 0.8), (0.8, 0.55)),
    Rule.TAG: ((1.0, 1.0), (1.0, 1.0)),
    Rule.DISCLOSURE: ((1.0, 1.0), (0.8, 1.0)),
    Rule.FROM_OUR: ((1.0, 0.8), (1.0, 0.6)),
    Rule.PICTURE: ((1.0, 0.8), (0.8, 1.0)),
    Rule.HASHTAG: ((0.8, 1.0), (1.0, 0.6)),
    Rule.OWN_REASON: ((0.35, 0.5), (0.6, 0.5)),
    Rule.THANKS: ((1.0, 1.0), (1.0, 1.0)),
    Rule.QUESTION: ((0.85, 1.0), (0.85, 1.0)),
}
"""Precision and recall that each rule keeps with drafts it has never seen: English, Finnish."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", Rule)
def test_no_rule_gets_worse_with_drafts_it_has_never_seen(lang: str, rule: Rule) -> None:
    score = scores(read(lang, blind=True))[rule]

    precision, recall = _FLOORS[rule][LANGUAGES.index(lang)]
    assert score.precision >= precision
    assert score.recall >= recall
