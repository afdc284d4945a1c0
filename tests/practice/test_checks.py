"""The rules one by one: traps that look like faults, and forms that bend."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.practice.checks.check import check
from lms.practice.checks.dates import days_told
from lms.practice.checks.finnish import FINNISH
from lms.practice.checks.hashtags import better
from lms.practice.checks.language import detect
from lms.practice.checks.lists import Lists
from lms.practice.checks.model import LANGUAGES, LEVELS, Draft, Found, Names, Rule
from lms.practice.checks.reading import LISTS
from lms.practice.checks.stems import is_form_of, sentences_of, stem
from lms.practice.reading import names_of, read
from tests.practice.labelled import NAMES, TODAY


def _words(text: str, rule: Rule, lang: str = "en", names: Names = NAMES) -> list[str]:
    found = check(Draft(text, lang), names, today=TODAY)
    return [text[item.start : item.end] for item in found if item.rule is rule]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Esimerkkimeijeri", "Esimerkkimeijerin Esimerkkimeijerissä Esimerkkimeijeriin"),
        ("Norrvik", "Norrvikin Norrvikille Norrvikiin Norrvikissa"),
        ("Virtanen", "Virtasen Virtaselle Virtasta Virtasella"),
        ("Kauppa", "Kaupan Kaupassa Kauppaan Kaupaltamme"),
        ("Puristin", "Puristimen Puristinta Puristimella"),
        ("Sampo", "Sammon Sampoon Sammosta"),
        ("Lehto", "Lehdon Lehtoon Lehdolla"),
        ("Yritys Oy", "Oy:n Oy:lle Oy:ssä"),
    ],
)
def test_a_finnish_name_is_found_in_its_forms(name: str, forms: str) -> None:
    for form in forms.split():
        assert is_form_of(form, name.rsplit(maxsplit=1)[-1], "fi"), form


@pytest.mark.parametrize(
    ("word", "name"), [("Sateen", "Satu"), ("Jono", "Joni"), ("Mikä", "Mika"), ("annettu", "Anna")]
)
def test_a_word_that_only_looks_like_a_first_name_is_none(word: str, name: str) -> None:
    assert not is_form_of(word, name, "fi", is_first_name=True)


def test_the_stemmer_brings_forms_together() -> None:
    forms = ["sairausloma", "sairauslomalla", "sairauslomasta", "sairauslomaa"]

    assert len({stem(form, "fi") for form in forms}) == 1
    assert _words("Hän palasi sairauslomaltaan.", Rule.HEALTH, "fi") == ["sairauslomaltaan"]


@pytest.mark.parametrize(
    ("text", "rule", "lang"),
    [
        ("A dairy customer asked about cheese.", Rule.CUSTOMER, "en"),
        ("Esimerkki Oy opened its doors.", Rule.CUSTOMER, "en"),
        ("The ticket is 7.50 euros.", Rule.PRICE, "en"),
        ("Lippu maksaa 7,50 euroa.", Rule.PRICE, "fi"),
        ("We opened the shop last spring.", Rule.DATE_AHEAD, "en"),
        ("Avasimme kaupan viime keväänä.", Rule.DATE_AHEAD, "fi"),
        ("My holiday starts tomorrow.", Rule.DATE_AHEAD, "en"),
        ("I am a nurse.", Rule.PERSON, "en"),
        ("Hitsaajana opin odottamaan.", Rule.PERSON, "fi"),
        ("I had the flu.", Rule.HEALTH, "en"),
        ("Olin flunssassa.", Rule.HEALTH, "fi"),
        ("Write to anna@mail.test.", Rule.TAG, "en"),
        ("Thanks to the rain we were early.", Rule.THANKS, "en"),
        ("Read https://a.test/?q=1 first.", Rule.QUESTION, "en"),
        ("I get the big picture.", Rule.PICTURE, "en"),
        ("A day of #welding and #työturvallisuus.", Rule.HASHTAG, "en"),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(text: str, rule: Rule, lang: str) -> None:
    assert _words(text, rule, lang) == []


def test_a_day_with_its_year_is_judged_by_the_calendar() -> None:
    assert _words("The hall opens on 3 March 2027.", Rule.DATE_AHEAD) == ["3 March 2027"]
    assert _words("The hall opened on 3 March 2025.", Rule.DATE_AHEAD) == []
    assert _words("Halli avataan 3.3.2027.", Rule.DATE_AHEAD, "fi") == ["3.3.2027"]
    told = list(days_told("31.2.2027 ja 1.1.2020", months=FINNISH.months, today=TODAY))
    assert [day.is_ahead for day in told] == [False]


@pytest.mark.parametrize(
    ("tag", "lists", "expected"),
    [
        ("openhouseattheplant", "en", "#OpenHouseAtThePlant"),
        ("OpenHouse", "en", None),
        ("welding", "en", None),
        ("avoimetovettehtaalla", "fi", "#AvoimetOvetTehtaalla"),
        ("työturvallisuus", "fi", None),
        ("qwrtzpqwrtzpqwrtzpqwrtzp", "en", ""),
    ],
)
def test_a_hashtag_is_taken_apart_where_its_words_are_known(
    tag: str, lists: str, expected: str | None
) -> None:
    of_language: Lists = LISTS[lists]
    assert better(tag, of_language) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Yesterday we moved the old machine to the new hall.", "en"),
        ("Eilen siirsimme vanhan koneen uuteen halliin.", "fi"),
        ("Kiitos kaikille!", "fi"),
        ("🎉 4415", "otherwise"),
    ],
)
def test_the_language_is_told_from_small_words(text: str, lang: str) -> None:
    assert detect(text, "otherwise") == lang


def test_the_text_alternative_must_say_something() -> None:
    for alt, missing in [
        ("", True),
        ("photo", True),
        ("IMG_2031.jpg", True),
        ("Two bakers lift a tray of buns.", False),
    ]:
        found = check(Draft("Monday.", "en", has_picture=True, alt=alt), today=TODAY)
        assert any(item.rule is Rule.PICTURE for item in found) is missing, alt


def test_the_organisations_names_come_from_its_policy_in_all_languages() -> None:
    policy = {
        "en": {"studio.customers": "- Example Dairy\n- Norrvik Logistics", "contact.comms": "us"},
        "fi": {"studio.customers": "- Esimerkkimeijeri\n- Norrvik Logistics"},
    }

    names = names_of(policy, "Esimerkki Oy")

    assert names.customers == ("Example Dairy", "Norrvik Logistics", "Esimerkkimeijeri")
    assert names.organisation == "Esimerkki Oy"
    assert names.code_names == ()


def test_marks_are_numbered_in_reading_order_and_lose_no_letter() -> None:
    text = "Thanks to Anna at Example Dairy, who asked: why?"
    found = check(Draft(text, "en"), NAMES, today=TODAY)

    reading = read(text, found)

    assert "".join(piece.text for piece in reading.pieces) == text
    assert [hint.number for hint in reading.hints] == list(range(1, len(reading.hints) + 1))
    firsts = [text.index(hint.words[0]) for hint in reading.hints]
    assert firsts == sorted(firsts)
    shown = [number for piece in reading.pieces for number in piece.numbers]
    assert set(shown) == {hint.number for hint in reading.hints}


def test_a_rule_that_is_met_twice_has_one_number() -> None:
    text = "Example Dairy and Norrvik Logistics."
    reading = read(text, check(Draft(text, "en"), NAMES, today=TODAY))

    assert [hint.words for hint in reading.hints] == [("Example Dairy", "Norrvik Logistics")]


def test_every_rule_has_a_level() -> None:
    assert set(LEVELS) == set(Rule)


_texts = st.text(
    alphabet=st.sampled_from(list("aAäÄoOyY .,!?@#:/-'’\n€%0123456789()[]nsktl")), max_size=200
) | st.text(max_size=80)


@given(_texts, st.sampled_from(LANGUAGES), st.booleans())
def test_whatever_is_written_is_read_whole(text: str, lang: str, has_picture: bool) -> None:
    found = check(Draft(text, lang, has_picture=has_picture), NAMES, today=date(2026, 11, 22))

    assert list(found) == sorted(found)
    for item in found:
        assert 0 <= item.start <= item.end <= len(text)
        assert item.start < item.end or item.rule is Rule.PICTURE
    reading = read(text, found)
    assert "".join(piece.text for piece in reading.pieces) == text
    assert {hint.rule for hint in reading.hints} == {item.rule for item in found}


@given(_texts)
def test_sentences_lie_in_order_and_within_the_text(text: str) -> None:
    last = 0
    for sentence in sentences_of(text):
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        last = sentence.end


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(list(Rule)))),
)
def test_overlapping_marks_cut_the_text_without_losing_any(
    text: str, places: list[tuple[int, int, Rule]]
) -> None:
    found = [Found(min(a, b, len(text)), min(max(a, b), len(text)), rule) for a, b, rule in places]

    reading = read(text, found)

    assert "".join(piece.text for piece in reading.pieces) == text
    for hint in reading.hints:
        assert sum(hint.number in piece.numbers for piece in reading.pieces) >= bool(hint.words)
