"""Words without their endings, and what of a question is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.search import words


@pytest.mark.parametrize(
    ("lang", "said", "meant"),
    [
        ("fi", "ohjeistukset", "ohjeistuksissa"),
        ("fi", "moduuleissa", "moduulit"),
        ("fi", "asiakkaasta", "asiakkaan"),
        ("fi", "kuvan", "valokuva"),
        ("fi", "tekoälyllä", "tekoälyn"),
        ("fi", "esihenkilölle", "pomo"),
        ("en", "customers", "customer"),
        ("en", "photos", "pictures"),
        ("en", "boss", "manager"),
    ],
)
def test_forms_and_likenesses_of_a_word_are_one(lang: str, said: str, meant: str) -> None:
    assert words.stems(said, lang) == words.stems(meant, lang)


def test_parts_of_a_word_with_a_hyphen_are_found_too() -> None:
    said = words.stems("LinkedIn-profiili", "fi").split()
    assert set(words.stems("LinkedIn profiilin", "fi").split()) <= set(said)
    assert len(said) == 3


def test_words_that_say_nothing_are_left_out_of_a_question() -> None:
    assert words.asked("May I post a picture of a customer?", "en") == ("pictur", "custom")
    assert words.asked("Saanko julkaista kuvan asiakkaasta?", "fi") == (
        words.stems("kuva", "fi"),
        words.stems("asiakkaasta", "fi"),
    )


def test_a_question_of_such_words_alone_looks_for_them() -> None:
    assert words.asked("may I?", "en") == ("may", "i")
    assert words.asked("post", "en") == ("post",)


@given(st.text(max_size=300), st.sampled_from(["en", "fi", "sv", "xx"]))
def test_whatever_is_asked_stems_are_letters_and_digits(text: str, lang: str) -> None:
    asked = words.asked(text, lang)
    assert len(asked) <= words.MOST
    assert all(term.isalnum() or not term.isascii() for term in asked)
    assert not any(mark in term for term in asked for mark in "\"'*()- ")
