"""Lines to mend are known again without their columns, for a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lms.people import rests
from lms.people.importing import Problem, Row
from lms.people.reading import Reading
from tests.factories import NOW

ADA = Row(2, email="ada@x.example", first_name="Ada", last_name="Aho")
BO = Row(3, staff_number="k2", first_name="Bo", last_name="Bok")
CIA = Row(4, email="cia@x.example", first_name="Cia", last_name="Cook")


def test_who_is_among_the_lines_is_known_by_address_number_or_name() -> None:
    kept = rests.remembered(Reading((ADA, BO)), now=NOW)

    for row in (ADA, BO, replace(ADA, email="Aho@x.example"), replace(ADA, last_name="Ek")):
        assert rests.holds(kept, [row], now=NOW)
    assert not rests.holds(kept, [CIA], now=NOW)
    assert not rests.holds(kept, [ADA, BO, CIA], now=NOW)
    assert not rests.holds(kept, [], now=NOW)
    assert not rests.holds(None, [ADA], now=NOW)


def test_lines_that_could_not_be_read_may_be_among_them() -> None:
    kept = rests.remembered(Reading((ADA,), (Problem(3, "", "cells"),)), now=NOW)

    assert rests.holds(kept, [ADA, CIA], now=NOW)
    assert not rests.holds(kept, [ADA, BO, CIA], now=NOW)


def test_lines_are_remembered_for_a_day_and_only_when_they_are_not_many() -> None:
    kept = rests.remembered(Reading((ADA,)), now=NOW)

    assert rests.holds(kept, [ADA], now=NOW + timedelta(days=1))
    assert not rests.holds(kept, [ADA], now=NOW + timedelta(days=1, seconds=1))
    assert rests.remembered(Reading((ADA,) * (rests.MOST + 1)), now=NOW) is None


def test_nobody_can_be_read_from_what_is_remembered() -> None:
    told = repr(rests.remembered(Reading((ADA,)), now=NOW))

    assert "ada" not in told.casefold()
