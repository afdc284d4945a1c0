"""Where a person stands: a table of cases, and what must hold for any dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.standing import (
    EXPIRING_DAYS,
    Proof,
    Renewal,
    Standing,
    State,
    add_months,
    state,
    term,
)

TODAY = date(2026, 11, 22)
ISSUED = date(2026, 1, 1)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
proofs = st.builds(
    lambda issued, length: Proof(issued, issued + timedelta(days=length)),
    days,
    st.integers(1, 2000),
)
standings = st.builds(
    Standing,
    modules=st.integers(1, 10),
    modules_read=st.integers(0, 10),
    enrolled=st.booleans(),
    proof=st.none() | proofs,
    due_on=st.none() | days,
)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        pytest.param(Standing(modules=3), State.NOT_STARTED, id="nothing done, nothing asked"),
        pytest.param(
            Standing(modules=3, due_on=TODAY), State.NOT_STARTED, id="the last day is not late"
        ),
        pytest.param(
            Standing(modules=3, due_on=TODAY - timedelta(days=1)), State.OVERDUE, id="a day late"
        ),
        pytest.param(Standing(modules=3, modules_read=1), State.IN_PROGRESS, id="one module read"),
        pytest.param(Standing(modules=3, enrolled=True), State.IN_PROGRESS, id="a quiz was begun"),
        pytest.param(
            Standing(modules=3, modules_read=3, due_on=TODAY - timedelta(days=1)),
            State.OVERDUE,
            id="reading alone does not meet a date",
        ),
        pytest.param(Standing(modules=3, proof=Proof(ISSUED, None)), State.READY, id="no end date"),
        pytest.param(
            Standing(modules=3, proof=Proof(ISSUED, TODAY + timedelta(days=EXPIRING_DAYS + 1))),
            State.READY,
            id="61 days left",
        ),
        pytest.param(
            Standing(modules=3, proof=Proof(ISSUED, TODAY + timedelta(days=EXPIRING_DAYS))),
            State.EXPIRING,
            id="60 days left",
        ),
        pytest.param(
            Standing(modules=3, proof=Proof(ISSUED, TODAY + timedelta(days=1))),
            State.EXPIRING,
            id="the last valid day",
        ),
        pytest.param(
            Standing(modules=3, proof=Proof(ISSUED, TODAY)), State.EXPIRED, id="the end date"
        ),
        pytest.param(
            Standing(
                modules=3,
                proof=Proof(ISSUED, TODAY + timedelta(days=300)),
                due_on=TODAY - timedelta(days=30),
            ),
            State.READY,
            id="ready, though a date has passed",
        ),
    ],
)
def test_the_state_of_a_day(standing: Standing, expected: State) -> None:
    assert state(standing, TODAY) == expected


@given(standings, days)
def test_the_same_facts_give_the_same_answer(standing: Standing, today: date) -> None:
    assert state(standing, today) == state(replace(standing), today)


@given(standings, days)
def test_reading_one_more_module_never_makes_it_worse(standing: Standing, today: date) -> None:
    order = [State.OVERDUE, State.NOT_STARTED, State.IN_PROGRESS]
    before = state(standing, today)
    after = state(replace(standing, modules_read=standing.modules_read + 1), today)

    if before in order:
        assert order.index(after) >= order.index(before)
    else:
        assert after == before


@given(standings, days)
def test_a_certificate_issued_today_makes_ready_at_least_for_today(
    standing: Standing, today: date
) -> None:
    end = term(today, Renewal(12), standing.proof).expires_on

    assert state(replace(standing, proof=Proof(today, end)), today).is_valid


@given(standings, days)
def test_only_time_makes_a_valid_certificate_invalid(standing: Standing, today: date) -> None:
    if state(standing, today + timedelta(days=1)).is_valid and standing.proof:
        assert state(standing, today).is_valid


@given(days, st.integers(1, 36), proofs)
def test_renewing_early_never_costs_days(issued: date, months: int, previous: Proof) -> None:
    renewed = term(issued, Renewal(months), previous).expires_on

    assert renewed is not None
    assert renewed >= add_months(issued, months)


def test_renewal_inside_the_window_extends_from_the_old_end() -> None:
    previous = Proof(date(2025, 12, 20), date(2026, 12, 20))

    assert term(TODAY, Renewal(12), previous).expires_on == date(2027, 12, 20)


def test_renewal_before_the_window_or_after_the_end_counts_from_its_own_day() -> None:
    early = Proof(date(2026, 6, 1), date(2027, 6, 1))
    late = Proof(date(2025, 6, 1), date(2026, 6, 1))

    assert term(TODAY, Renewal(12), early).expires_on == date(2027, 11, 22)
    assert term(TODAY, Renewal(12), late).expires_on == date(2027, 11, 22)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 22), 24, date(2028, 11, 22)),
    ],
)
def test_months_are_calendar_months(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end
