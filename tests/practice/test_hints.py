"""Each hint says something, names a level and cites a paragraph that exists."""

from __future__ import annotations

import pytest

from lms.content.current import Current
from lms.practice.checks.model import Rule
from lms.practice.exercises import REPLIES
from lms.practice.hints import HINTS, LEVEL_WORDS, Place, cited


@pytest.mark.parametrize("lang", ["en", "fi"])
def test_every_paragraph_cited_exists_in_the_courses(content: Current, lang: str) -> None:
    assert set(HINTS) == set(Rule)
    for rule, said in HINTS.items():
        found = cited(content.get(), said.place, lang)
        assert found is not None, rule
        assert found.lang == lang, rule
        assert found.heading, f"{rule}: no heading {said.place.headings[lang]}"


def test_a_course_that_is_not_there_leaves_the_hint_without_a_link(content: Current) -> None:
    assert cited(content.get(), Place("gone", "gone", {}), "en") is None


def test_a_heading_that_was_renamed_leads_to_its_module(content: Current) -> None:
    place = Place("confidentiality", "three-tests", {"en": "renamed", "fi": "uusi"})

    found = cited(content.get(), place, "en")

    assert found is not None
    assert (found.anchor, found.heading) == ("", "")


def test_levels_are_the_three_of_the_courses() -> None:
    assert [str(words) for words in map(repr, LEVEL_WORDS)] == [
        "<Level.OPEN: 'open'>",
        "<Level.ASK: 'ask'>",
        "<Level.INSIDE: 'inside'>",
    ]


def test_replies_are_practised_to_a_customer_a_critic_and_a_journalist() -> None:
    assert {reply.audience for reply in REPLIES} == {"customer", "critic", "journalist"}
    assert len({reply.name for reply in REPLIES}) == len(REPLIES)
    for reply in REPLIES:
        assert len(reply.checks) >= 3
