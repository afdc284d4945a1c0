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
    Term,
    add_months,
    brought_forward,
    dated,
    last_day,
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


def test_of_a_course_that_is_not_asked_nothing_is_known() -> None:
    assert state(Standing(modules=3, is_asked=False), TODAY) is State.NOT_ASKED
    for known in (
        {"proof": Proof(ISSUED, None)},
        {"due_on": TODAY},
        {"enrolled": True},
        {"modules_read": 1},
    ):
        with pytest.raises(ValueError, match="nothing is known"):
            Standing(modules=3, is_asked=False, **known)


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


rolling = st.builds(
    Renewal,
    months=st.integers(1, 36),
    window=st.integers(1, 60),
    grace=st.integers(0, 60),
)
yearly = st.builds(
    Renewal,
    last_day=st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(lambda day: (day.month, day.day)),
    window=st.integers(1, 200),
    grace=st.integers(0, 100),
)
renewals = rolling | yearly


def proof_of(issued: date, renewal: Renewal, previous: Proof | None = None) -> Proof:
    """A certificate issued on a day by these settings."""
    made = term(issued, renewal, previous)
    return Proof(issued, made.expires_on, made.renew_from, made.counts_until)


def ends(proof: Proof) -> tuple[date, date, date]:
    """The days of a certificate that has an end."""
    assert proof.expires_on is not None
    assert proof.renew_from is not None
    assert proof.counts_until is not None
    return proof.renew_from, proof.expires_on, proof.counts_until


@given(days, renewals)
def test_a_certificate_opens_ends_and_stops_counting_in_this_order(
    issued: date, renewal: Renewal
) -> None:
    opens, end, last = ends(proof_of(issued, renewal))

    assert issued < end
    assert opens == end - timedelta(days=renewal.window)
    assert last == end + timedelta(days=renewal.grace)


@given(days, renewals, st.integers(0, 900))
def test_states_follow_each_other_and_never_go_back(
    issued: date, renewal: Renewal, later: int
) -> None:
    standing = Standing(modules=1, proof=proof_of(issued, renewal))
    order = [State.READY, State.EXPIRING, State.GRACE, State.EXPIRED]
    day = issued + timedelta(days=later)
    now, after = state(standing, day), state(standing, day + timedelta(days=1))

    assert order.index(after) >= order.index(now)
    assert now.is_valid == (standing.proof is not None and day < ends(standing.proof)[2])
    assert (now is State.GRACE) == (
        standing.proof is not None and ends(standing.proof)[1] <= day < ends(standing.proof)[2]
    )


@given(days, renewals, renewals, st.integers(0, 1_000_000))
def test_any_day_of_window_and_grace_gives_the_same_new_end(
    issued: date, old: Renewal, new: Renewal, place: int
) -> None:
    previous = proof_of(issued, old)
    opens, end, last = ends(previous)
    day = opens + timedelta(days=place % (last - opens).days)
    renewed = term(day, new, previous)
    on_the_end = term(end - timedelta(days=1), new, previous)

    assert renewed.expires_on is not None
    assert on_the_end.expires_on is not None
    assert renewed.expires_on >= on_the_end.expires_on  # being early or late loses nothing
    if on_the_end.expires_on > day:  # the new period is longer than the grace of the old one
        assert renewed == on_the_end  # and neither wins a day


@given(days, renewals, st.integers(0, 60))
def test_grace_never_lengthens_what_follows(issued: date, renewal: Renewal, more: int) -> None:
    short = proof_of(issued, replace(renewal, grace=0))
    long = proof_of(issued, replace(renewal, grace=more))
    _, end, last = ends(long)
    late = max(end, last - timedelta(days=1))
    in_time = term(end - timedelta(days=1), replace(renewal, grace=0), short)

    assert ends(long)[:2] == ends(short)[:2]
    if late < last and in_time.expires_on is not None and late < in_time.expires_on:
        assert term(late, replace(renewal, grace=0), long) == in_time


@given(days, renewals, st.integers(0, 800), st.integers(0, 800))
def test_who_finishes_later_never_ends_earlier(
    issued: date, renewal: Renewal, one: int, other: int
) -> None:
    previous = proof_of(issued, renewal)
    first, second = sorted((one, other))
    sooner = term(issued + timedelta(days=first), renewal, previous).expires_on
    later = term(issued + timedelta(days=second), renewal, previous).expires_on

    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(days, yearly)
def test_a_yearly_certificate_ends_after_the_same_day_of_every_year(
    issued: date, renewal: Renewal
) -> None:
    previous = proof_of(issued, renewal)
    for _ in range(4):
        opens, end, _ = ends(previous)
        last = end - timedelta(days=1)
        assert (last.month, last.day) == renewal.last_day
        following = proof_of(opens, renewal, previous)
        assert ends(following)[1] == date(end.year + 1, end.month, end.day)
        previous = following


@pytest.mark.parametrize(
    ("issued", "end"),
    [
        (date(2026, 3, 1), date(2027, 1, 1)),
        (date(2026, 11, 1), date(2027, 1, 1)),
        (date(2026, 11, 2), date(2028, 1, 1)),  # in the window of the year's end: the next year's
        (date(2026, 12, 31), date(2028, 1, 1)),
        (date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_until_the_end_of_december(issued: date, end: date) -> None:
    assert term(issued, Renewal(last_day=(12, 31), window=60)).expires_on == end


def test_without_a_period_there_is_no_day_at_all() -> None:
    assert term(TODAY, Renewal()) == Term()
    assert state(Standing(modules=1, proof=Proof(TODAY, None)), date.max) is State.READY


def test_done_in_grace_counts_from_the_old_end_and_after_it_from_the_day() -> None:
    previous = Proof(date(2025, 11, 1), date(2026, 11, 1), date(2026, 9, 2), date(2026, 12, 1))

    assert term(date(2026, 11, 30), Renewal(12), previous).expires_on == date(2027, 11, 1)
    assert term(date(2026, 12, 1), Renewal(12), previous).expires_on == date(2027, 12, 1)


def test_a_grace_longer_than_the_new_period_never_ends_a_certificate_before_it_begins() -> None:
    previous = Proof(date(2025, 1, 1), date(2026, 1, 1), None, date(2026, 6, 1))

    assert term(date(2026, 5, 1), Renewal(1), previous).expires_on == date(2026, 6, 1)


whole_terms = st.builds(
    lambda end, window, grace: dated(end, window=window, grace=grace),
    days,
    st.integers(0, 100),
    st.integers(0, 100),
)


@given(whole_terms | st.just(Term()), st.lists(days, max_size=4))
def test_a_changed_part_only_brings_the_end_forward_and_leaves_no_grace(
    whole: Term, dues: list[date]
) -> None:
    found = brought_forward(whole, dues)
    if found == whole:
        assert all(
            whole.expires_on is not None and due >= last_day(whole.expires_on) for due in dues
        )
        return

    assert found.expires_on == found.counts_until == min(dues) + timedelta(days=1)
    assert found.renew_from is not None
    assert found.expires_on is not None
    assert whole.expires_on is None or found.expires_on < whole.expires_on
    assert whole.renew_from is None or found.renew_from <= whole.renew_from


@given(days, renewals, st.integers(-10, 1200))
def test_the_day_that_matters_is_the_last_valid_one_and_in_grace_the_last_of_that(
    issued: date, renewal: Renewal, later: int
) -> None:
    proof = proof_of(issued, renewal)
    day = issued + timedelta(days=later)
    _, end, last = ends(proof)
    in_grace = state(Standing(modules=1, proof=proof), day) is State.GRACE

    assert proof.next_last_day(day) == (last if in_grace else end) - timedelta(days=1)
