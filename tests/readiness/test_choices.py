"""Which people a list shows, and why each of them is in it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.readiness.choices import Choice, Reason, month_named, reasons, states_named, word_of
from lms.readiness.rules import Columns, Filter, PersonFacts, fits, month_starts
from lms.standing import Proof, Standing, State, state
from tests.factories import TODAY

COLUMNS = Columns(("basics", "guidelines", "beside"), path_size=2)
DAY = timedelta(days=1)
NOTHING = Standing(0)
BEGUN = Standing(0, enrolled=True)
READY = Standing(0, proof=Proof(TODAY, date(2028, 3, 5)))
ENDLESS = Standing(0, proof=Proof(TODAY, None))
ENDING = Standing(0, proof=Proof(TODAY, date(2026, 12, 14)))
GRACE = Standing(0, proof=Proof(TODAY, TODAY, counts_until=TODAY + 9 * DAY))
EXPIRED = Standing(0, proof=Proof(TODAY, TODAY))
OVERDUE = Standing(0, due_on=TODAY - DAY)
ASKED = Standing(0, due_on=TODAY + DAY)
NOT_ASKED = Standing(0, is_asked=False)


def facts(*standings: Standing) -> PersonFacts:
    """Somebody."""
    return PersonFacts(1, "Ada Malli", "", standings)


def why(choice: Choice, *standings: Standing) -> list[tuple[str, State, date | None]]:
    """The reasons, bare."""
    found = reasons(choice, COLUMNS, facts(*standings), TODAY)
    return [(one.course, one.state, one.on) for one in found]


def test_everybody_is_there_without_a_reason() -> None:
    assert why(Choice(), OVERDUE, ENDING, BEGUN) == []


def test_who_is_ready_is_there_for_the_course_of_the_path_that_ends_first() -> None:
    choice = Choice(Filter.READY)

    assert why(choice, READY, ENDING, EXPIRED) == [
        ("guidelines", State.EXPIRING, date(2026, 12, 13))
    ]
    assert why(choice, ENDLESS, ENDLESS, NOTHING) == [("basics", State.READY, None)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Filter.EXPIRING, [("basics", State.GRACE, TODAY + 8 * DAY)]),
        (Filter.OVERDUE, [("beside", State.OVERDUE, TODAY - DAY)]),
        (Filter.NOT_STARTED, [("guidelines", State.NOT_STARTED, TODAY + DAY)]),
    ],
)
def test_each_course_that_fits_a_filter_is_a_reason(
    kind: Filter, expected: list[tuple[str, State, date | None]]
) -> None:
    assert why(Choice(kind), GRACE, ASKED, OVERDUE) == expected


def test_reasons_stand_in_the_order_of_their_dates() -> None:
    assert [one[0] for one in why(Choice(Filter.OVERDUE), OVERDUE, EXPIRED, EXPIRED)] == [
        "basics",
        "beside",
        "guidelines",
    ]


def test_of_one_course_its_own_state_and_date_are_the_reason() -> None:
    choice = Choice(course="guidelines", word="in-progress")
    later = Standing(0, enrolled=True, due_on=TODAY + DAY)

    assert why(choice, OVERDUE, BEGUN, OVERDUE) == [("guidelines", State.IN_PROGRESS, None)]
    assert why(choice, OVERDUE, later, OVERDUE) == [("guidelines", State.IN_PROGRESS, TODAY + DAY)]


def test_of_whom_a_course_is_not_asked_nothing_else_is_told() -> None:
    choice = Choice(course="beside", word="not-asked")

    assert why(choice, OVERDUE, BEGUN, NOT_ASKED) == [("beside", State.NOT_ASKED, None)]
    assert why(Choice(Filter.NOT_STARTED), NOTHING, ASKED, NOT_ASKED) == [
        ("guidelines", State.NOT_STARTED, TODAY + DAY),
        ("basics", State.NOT_STARTED, None),
    ]


def test_of_a_month_each_certificate_in_force_that_ends_in_it_is_a_reason() -> None:
    choice = Choice(month=date(2026, 12, 1))
    last = Standing(0, proof=Proof(TODAY, date(2027, 1, 1)))  # valid until 31 December
    next_month = Standing(0, proof=Proof(TODAY, date(2027, 1, 2)))

    assert [one[0] for one in why(choice, last, ENDING, next_month)] == ["guidelines", "basics"]
    assert why(Choice(month=date(2026, 11, 1)), EXPIRED, NOTHING, ENDLESS) == []
    assert [one[0] for one in why(Choice(month=date(2026, 11, 1)), GRACE, GRACE, EXPIRED)] == [
        "basics",
        "guidelines",
    ]


@pytest.mark.parametrize("word", ["valid", *(word_of(kind) for kind in State)])
def test_a_list_of_one_course_looks_at_that_course_alone(word: str) -> None:
    choice = Choice(course="guidelines", word=word)
    for kind in State:
        for other in State:
            assert choice.holds([other, kind, other], COLUMNS) == (kind in states_named(word))


def test_words_of_an_address_name_states() -> None:
    assert states_named("valid") == {State.READY, State.EXPIRING, State.GRACE}
    assert states_named("in-progress") == {State.IN_PROGRESS}
    assert states_named("in_progress") == states_named("") == states_named("best") == frozenset()


@given(
    st.lists(st.sampled_from(list(State)), min_size=3, max_size=3), st.sampled_from(list(Filter))
)
def test_a_filter_holds_for_whom_it_fits(states: list[State], kind: Filter) -> None:
    assert Choice(kind).holds(states, COLUMNS) == fits(kind, states, COLUMNS.path_size)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("2026-13", None),
        ("2026-1", None),
        ("202612", None),
        ("2026-W1", None),
        ("", None),
        ("2026-12-01", None),
    ],
)
def test_a_month_of_an_address(text: str, month: date | None) -> None:
    assert month_named(text) == month


def test_a_choice_says_what_it_depends_on() -> None:
    month, course = Choice(month=TODAY.replace(day=1)), Choice(course="basics", word="valid")

    assert (Choice().is_everyone, month.is_everyone, course.is_everyone) == (True, False, False)
    assert not Choice().depends_on_states
    assert not month.depends_on_states
    assert course.depends_on_states
    assert Choice(Filter.READY).depends_on_states
    assert not course.is_filter(Filter.EVERYONE)
    assert (month.following, Choice().following) == (date(2026, 12, 1), None)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_twelve_months_begin_with_this_one_and_leave_no_day_out(today: date) -> None:
    starts = month_starts(today)

    assert starts[0] <= today < starts[1]
    assert len(starts) == 13
    for first, following in pairwise(starts):
        assert first.day == following.day == 1
        assert first < following <= first + timedelta(days=31)


@given(st.integers(-400, 400), st.integers(0, 90), st.integers(0, 30))
def test_a_reason_says_the_state_of_the_page(end: int, window: int, grace: int) -> None:
    expires = TODAY + end * DAY
    proof = Proof(date.min, expires, expires - window * DAY, expires + grace * DAY)
    standing = Standing(0, proof=proof)

    found = reasons(
        Choice(course="basics", word="valid"), COLUMNS, facts(standing, NOTHING, NOTHING), TODAY
    )

    assert found == (Reason("basics", state(standing, TODAY), proof.next_last_day(TODAY)),)
