"""How people ask for each section: phrases beside the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.current import Current
from lms.search.index import Index, index_of
from lms.search.passages import Passage, passages
from lms.search.phrases import Phrases

KEYS = ("c", "m", "keys")
LOCKS = ("c", "m", "locks")
BIKES = ("c", "m", "bikes")


def a_passage(anchor: str, text: str) -> Passage:
    """A paragraph under a heading."""
    return Passage("en", "c", "m", anchor, "Yard", anchor.title(), f"<p>{text}</p>", text, None)


YARD = (
    a_passage("keys", "Whoever comes first opens."),
    a_passage("keys", "A spare one hangs in the office."),
    a_passage("locks", "A padlock is oiled every spring."),
    a_passage("bikes", "Two wheels need a rack."),
)


def found(index: Index, question: str) -> list[str]:
    """The text of what is found, the best first."""
    return [item.text for item in index.search(question, most=3).passages]


def test_a_question_in_the_words_of_a_phrase_finds_a_text_that_shares_no_word_with_it() -> None:
    question = "how do I get in at six"
    assert found(Index(YARD, "en"), question) == []
    index = Index(YARD, "en", {KEYS: ["getting in at six in the morning"]})
    assert found(index, question) == ["Whoever comes first opens."]


def test_what_is_shown_is_the_paragraph_and_never_the_phrase() -> None:
    index = Index(YARD, "en", {KEYS: ["zebra crossing"], LOCKS: ["rusty zebra"]})
    for text in found(index, "zebra"):
        assert "zebra" not in text


def test_of_a_section_the_paragraph_that_fits_is_shown() -> None:
    index = Index(YARD, "en", {KEYS: ["lost my fob"]})
    assert found(index, "lost fob, is there a spare")[0] == "A spare one hangs in the office."


def test_phrases_of_sections_that_are_not_there_are_passed_over() -> None:
    index = Index(YARD, "en", {("c", "m", "gone"): ["rusty zebra"]})
    assert found(index, "rusty zebra") == []


def test_text_and_phrases_count_together() -> None:
    index = Index(YARD, "en", {BIKES: ["rusty chain"], LOCKS: ["rusty in the rain"]})
    assert found(index, "rusty padlock")[0] == "A padlock is oiled every spring."
    assert found(index, "rusty wheels")[0] == "Two wheels need a rack."


@pytest.mark.parametrize(
    "question",
    ["työkaverin kännykkä hukkui", "hukkunut kännykkä", "kännykkäni on hukassa", "kannykka hukkui"],
)
def test_endings_compounds_and_slips_of_the_finger_are_seen_through(question: str) -> None:
    phrases = Phrases({KEYS: ["kännykkä hukkui bussiin"], LOCKS: ["lukko on ruosteessa"]}, "fi")
    near = phrases.near(question)
    assert max(near, key=lambda section: near[section]) == KEYS


def test_the_nearest_phrase_wins_and_not_the_longest_list() -> None:
    many = [f"a letter about a parcel number {number}" for number in "one two three four".split()]
    near = Phrases({KEYS: ["parcel got wet"], LOCKS: many}, "en").near("my parcel got wet")
    assert near[KEYS] > near[LOCKS]


def test_rare_words_tell_more_than_common_ones() -> None:
    asked = {KEYS: ["photo of a goat"], LOCKS: ["photo of a car"], BIKES: ["photo of a house"]}
    near = Phrases(asked, "en").near("goat photo by a colleague")
    assert near[KEYS] > 1.5 * near[LOCKS]


def test_words_that_every_question_has_tell_little() -> None:
    near = Phrases({KEYS: ["may I do this"], LOCKS: ["goat"]}, "en").near("may I ride a goat")
    assert near[LOCKS] > near[KEYS]


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=5))
def test_how_near_is_a_share(question: str, phrases: list[str]) -> None:
    near = Phrases({KEYS: phrases, LOCKS: ["how do I open it"]}, "en").near(question)
    assert all(0 <= share <= 1.000001 for share in near.values())


@given(st.text(alphabet="abcdefgh ", min_size=4, max_size=40).filter(str.strip))
def test_a_phrase_is_nearest_to_itself(phrase: str) -> None:
    near = Phrases({KEYS: [phrase], LOCKS: ["xyz zyx"]}, "en").near(phrase)
    assert near[KEYS] == max(near.values())
    assert near[KEYS] > 0.4


def test_one_word_alone_is_no_whole_question() -> None:
    asked = {KEYS: ["parcel"], LOCKS: ["the parcel got wet in the rain"], BIKES: ["a bike"]}
    near = Phrases(asked, "en").near("wet parcel from the rain")
    assert near[LOCKS] > 1.5 * near[KEYS]


def test_the_phrases_of_the_courses_find_their_own_section(content: Current) -> None:
    whole = content.get()
    for lang, asked in whole.asked.items():
        index, missed = index_of(whole, lang), []
        for section, phrases in asked.items():
            for phrase in phrases[:1]:
                places = [
                    (item.course, item.module, item.anchor)
                    for item in index.search(phrase, most=3).passages
                ]
                if section not in places:
                    missed.append(phrase)
        assert len(missed) <= 3, missed


def test_every_section_of_the_courses_has_phrases_in_every_language(content: Current) -> None:
    whole = content.get()
    for lang in whole.programme.languages:
        in_short = {
            (course.slug, module.slug, module.texts[lang].headings[-1].slug)
            for course in whole.courses.values()
            for module in course.modules
        }
        for item in passages(whole, lang):
            place = (item.course, item.module, item.anchor)
            assert not item.anchor or place in in_short or whole.asked[lang].get(place), place
