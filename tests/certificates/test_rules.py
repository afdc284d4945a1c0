"""Codes and names as people type them, and the status of a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.rules import (
    ALPHABET,
    CODE_LENGTH,
    Cause,
    Replaced,
    Status,
    chain,
    folded_name,
    is_same_name,
    read_code,
    shown_code,
    status_on,
    why_not_given_back,
    why_not_withdrawn,
)
from lms.standing import Proof


@given(st.text(alphabet=ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_printed_code_is_read_back(code: str) -> None:
    assert read_code(shown_code(code)) == code
    assert read_code(f"  {shown_code(code).lower()} ") == code


def test_the_alphabet_has_no_look_alikes() -> None:
    assert not set("01ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("näytelä", "Näytelä"),
        ("NÄYTELÄ", "Näytelä"),
        ("Na\u0308ytela\u0308", "Näytelä"),
        ("Malli Testinen", "Malli-Testinen"),
        ("o'brien", "O’Brien"),
        (" Malli ", "Malli"),
    ],
)
def test_a_name_is_the_same_however_it_is_typed(typed: str, kept: str) -> None:
    assert is_same_name(typed, kept)


@pytest.mark.parametrize(("typed", "kept"), [("Malli", "Mallinen"), ("", "Malli"), ("\0", "x")])
def test_another_name_is_another_name(typed: str, kept: str) -> None:
    assert not is_same_name(typed, kept)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)


@pytest.mark.parametrize(
    ("revoked", "own", "today", "expected"),
    [
        (False, False, date(2026, 12, 31), None),
        (False, False, date(2027, 1, 9), None),
        (False, False, date(2027, 1, 10), "certificate_over"),
        (True, False, date(2026, 12, 31), "certificate_withdrawn"),
        (False, True, date(2026, 12, 31), "certificate_own"),
        (True, True, date(2027, 1, 10), "certificate_own"),
    ],
)
def test_a_certificate_is_withdrawn_while_its_holder_counts_and_never_by_themselves(
    revoked: bool, own: bool, today: date, expected: str | None
) -> None:
    proof = Proof(date(2026, 1, 1), date(2027, 1, 1), None, date(2027, 1, 10))

    assert why_not_withdrawn(today, proof, is_revoked=revoked, is_own=own) == expected


@pytest.mark.parametrize(
    ("revoked", "own", "expected"),
    [
        (True, False, None),
        (False, False, "certificate_counts"),
        (True, True, "certificate_own"),
        (False, True, "certificate_own"),
    ],
)
def test_only_what_was_withdrawn_is_given_back_and_never_to_oneself(
    revoked: bool, own: bool, expected: str | None
) -> None:
    assert why_not_given_back(is_revoked=revoked, is_own=own) == expected


@pytest.mark.parametrize(
    ("today", "revoked", "status"),
    [
        (date(2026, 6, 1), False, Status.VALID),
        (date(2027, 4, 20), False, Status.EXPIRING),
        (date(2027, 6, 1), False, Status.EXPIRED),
        (date(2026, 6, 1), True, Status.REVOKED),
        (date(2027, 6, 1), True, Status.REVOKED),
    ],
)
def test_the_status_of_a_day(today: date, revoked: bool, status: Status) -> None:
    found = status_on(today, Proof(date(2026, 6, 1), date(2027, 6, 1)), revoked=revoked)

    assert found == status


causes = st.sampled_from(list(Cause))
days = st.lists(st.dates(date(2026, 6, 1), date(2030, 1, 1)), max_size=6).map(sorted)


@given(days, st.data())
def test_a_chain_begins_with_the_issue_and_has_no_gap(
    ends: list[date], data: st.DataObject
) -> None:
    replaced = [Replaced(f"C{number}", day, data.draw(causes)) for number, day in enumerate(ends)]

    links = chain(date(2026, 6, 1), replaced, "NOW")

    assert [link.code for link in links] == [*(item.code for item in replaced), "NOW"]
    assert [link.since for link in links] == [date(2026, 6, 1), *ends]
    assert [link.ended for link in links] == [*replaced, None]
