"""What people ask, written by those who had not seen the search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lms.content.current import Current
from lms.content.model import ContentSet
from lms.search.index import index_of
from lms.search.passages import Passage

ASKED: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(
    (Path(__file__).parent / "questions.yml").read_text(encoding="utf-8")
)
FLOORS = {
    ("en", "tune"): 27,
    ("en", "blind"): 20,
    ("en", "fresh"): 31,
    ("fi", "tune"): 29,
    ("fi", "blind"): 25,
    ("fi", "fresh"): 26,
}
"""Answered among the first three, of 30 questions or of 40 fresh ones; ADR 18 tells the story."""


@pytest.fixture(name="whole")
def the_content(content: Current) -> ContentSet:
    """The courses as they are served."""
    return content.get()


def place(passage: Passage) -> str:
    """A place as the labels name it."""
    if not passage.module:
        return f"glossary#{passage.anchor}"
    return f"{passage.course}/{passage.module}#{passage.anchor}"


def test_every_place_that_answers_is_there(whole: ContentSet) -> None:
    for lang, halves in ASKED.items():
        there = {f"glossary#{name}" for name in whole.glossary[lang]}
        for course in whole.courses.values():
            for module in course.modules:
                for heading in module.texts[lang].headings:
                    there.add(f"{course.slug}/{module.slug}#{heading.slug}")
        for items in halves.values():
            assert len(items) in {30, 40}
            for item in items:
                assert item["answers"], item
                assert set(item["answers"]) <= there, item


@pytest.mark.parametrize(("lang", "half"), sorted(FLOORS))
def test_everyday_questions_are_answered_among_the_first_three(
    lang: str, half: str, whole: ContentSet
) -> None:
    index = index_of(whole, lang)
    answered = sum(
        any(
            place(passage) in item["answers"]
            for passage in index.search(item["ask"], most=3).passages
        )
        for item in ASKED[lang][half]
    )
    print(f"{lang}, {half}: {answered} of {len(ASKED[lang][half])} answered among the first three")
    assert answered >= FLOORS[lang, half]
