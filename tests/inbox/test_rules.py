"""Who reads a message, and that its words open nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.inbox.rules import Kind, reader
from lms.inbox.sealing import Unreadable, opened, sealed

SECRET, OTHER = "s" * 64, "t" * 64


@given(
    st.lists(st.integers(1, 6), unique=True),
    st.integers(1, 6),
    st.frozensets(st.integers(1, 6)),
)
def test_nobody_reads_what_they_sent_or_what_their_own_people_sent(
    keepers: list[int], sender: int, managers: frozenset[int]
) -> None:
    found = reader(keepers, sender=sender, managers=managers)
    fit = [item for item in keepers if item != sender and item not in managers]
    assert found == (fit[0] if fit else None)


def test_a_slip_and_a_question_have_one_reader() -> None:
    assert {kind for kind in Kind if kind.has_one_reader} == {Kind.SLIP, Kind.QUESTION}


@given(st.text(max_size=3000), st.text(min_size=1, max_size=32))
def test_sealed_words_open_again_here_and_nowhere_else(words: str, token: str) -> None:
    hidden = sealed(SECRET, token, words)
    assert opened(SECRET, token, hidden) == words
    for secret, other in ((OTHER, token), (SECRET, token + "x")):
        with pytest.raises(Unreadable):
            opened(secret, other, hidden)


def test_the_length_of_a_short_message_tells_nothing() -> None:
    assert len(sealed(SECRET, "t", "")) == len(sealed(SECRET, "t", "x" * 900))
