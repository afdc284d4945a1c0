"""What a team page says, decided from dated facts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.readiness import rules
from lms.readiness.rules import Cell, Columns, Filter, Group, PersonFacts, Snapshot
from lms.standing import Proof, Standing, State, state

TODAY = date(2026, 11, 22)
COLUMNS = Columns(courses=("channels", "guidelines", "secrets"), path_size=2)

UNTOUCHED = Standing(modules=3)
BEGUN = Standing(modules=3, enrolled=True)
VALID = Standing(modules=3, proof=Proof(date(2026, 9, 1), date(2028, 9, 1)))
ENDS_SOON = Standing(modules=3, proof=Proof(date(2024, 12, 1), date(2026, 12, 14)))
ENDED = Standing(modules=3, proof=Proof(date(2024, 9, 1), date(2026, 9, 1)))
LATE = Standing(modules=3, due_on=date(2026, 11, 6))
ASKED = Standing(modules=3, due_on=date(2026, 12, 11))

days = st.integers(-800, 800).map(lambda count: TODAY + timedelta(days=count))
proofs = st.none() | st.builds(
    Proof,
    issued_on=st.integers(-800, 0).map(lambda count: TODAY + timedelta(days=count)),
    expires_on=st.none() | days,
)
standings = st.builds(
    Standing,
    modules=st.just(3),
    modules_read=st.integers(0, 3),
    enrolled=st.booleans(),
    proof=proofs,
    due_on=st.none() | days,
)
rows = st.tuples(standings, standings, standings)
teams = st.lists(rows, min_size=1, max_size=12)


def a_snapshot(team: list[tuple[Standing, ...]]) -> Snapshot:
    """A team of so many people, each in a group of one."""
    return Snapshot(
        columns=COLUMNS,
        groups=tuple(Group(people=1, standings=row) for row in team),
        people=tuple(
            PersonFacts(number, f"Person {number}", "", row) for number, row in enumerate(team)
        ),
    )


def counts_of(team: list[tuple[Standing, ...]]) -> tuple[object, ...]:
    """Every figure of the page."""
    found = rules.team_readiness(a_snapshot(team), TODAY)
    return (found.total, found.filters, tuple(course.counts for course in found.courses))


@given(teams, st.data())
def test_a_finished_course_never_lowers_readiness(
    team: list[tuple[Standing, ...]], data: st.DataObject
) -> None:
    who = data.draw(st.integers(0, len(team) - 1))
    which = data.draw(st.integers(0, 2))
    before = rules.team_readiness(a_snapshot(team), TODAY)

    finished = list(team[who])
    finished[which] = replace(finished[which], proof=Proof(TODAY, TODAY + timedelta(days=730)))
    team[who] = tuple(finished)
    after = rules.team_readiness(a_snapshot(team), TODAY)

    assert after.ready >= before.ready
    assert after.filters[Filter.OVERDUE] <= before.filters[Filter.OVERDUE]
    assert all(
        late.valid >= early.valid for early, late in zip(before.courses, after.courses, strict=True)
    )


@given(teams, st.randoms())
def test_the_order_of_people_changes_no_figure(
    team: list[tuple[Standing, ...]], random: st.DataObject
) -> None:
    shuffled = list(team)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert counts_of(shuffled) == counts_of(team)


@given(teams)
def test_the_same_facts_give_the_same_answer(team: list[tuple[Standing, ...]]) -> None:
    assert rules.team_readiness(a_snapshot(team), TODAY) == rules.team_readiness(
        a_snapshot(team), TODAY
    )


@given(teams)
def test_every_person_is_in_exactly_one_state_of_each_course(
    team: list[tuple[Standing, ...]],
) -> None:
    found = rules.team_readiness(a_snapshot(team), TODAY)

    assert all(sum(course.counts.values()) == len(team) for course in found.courses)


@given(standings)
def test_a_digit_keeps_all_that_the_state_depends_on(standing: Standing) -> None:
    digit = rules.digit_of(standing, TODAY)

    assert state(rules.standing_of(digit, TODAY), TODAY) is state(standing, TODAY)
    assert rules.digit_of(rules.standing_of(digit, TODAY), TODAY) == digit


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        pytest.param((VALID, VALID, UNTOUCHED), {Filter.READY}, id="the path is enough"),
        pytest.param((VALID, BEGUN, VALID), set(), id="one course of the path is open"),
        pytest.param(
            (VALID, ENDS_SOON, BEGUN), {Filter.READY, Filter.EXPIRING}, id="expiring is ready"
        ),
        pytest.param((VALID, ENDED, BEGUN), {Filter.OVERDUE}, id="expired is not"),
        pytest.param((VALID, LATE, BEGUN), {Filter.OVERDUE}, id="a date has passed"),
        pytest.param((UNTOUCHED, ASKED, UNTOUCHED), {Filter.NOT_STARTED}, id="nothing begun"),
    ],
)
def test_filters(row: tuple[Standing, ...], kinds: set[Filter]) -> None:
    states = rules.states_of(row, TODAY)

    found = {kind for kind in Filter if rules.fits(kind, states, COLUMNS.path_size)}

    assert found == kinds | {Filter.EVERYONE}


def test_nobody_is_ready_where_the_path_is_empty() -> None:
    assert not rules.fits(Filter.READY, (State.READY,), 0)


def test_the_next_date_is_the_earliest_that_asks_something() -> None:
    facts = PersonFacts(1, "Eero", "", (VALID, ENDS_SOON, ASKED))

    found = rules.person_readiness(COLUMNS, facts, TODAY)

    assert found.next == Cell("secrets", State.NOT_STARTED, date(2026, 12, 11))


def test_a_valid_certificate_asks_nothing() -> None:
    facts = PersonFacts(1, "Leo", "", (VALID, VALID, VALID))

    assert rules.person_readiness(COLUMNS, facts, TODAY).next is None


def test_the_own_step_begins_with_what_is_late() -> None:
    facts = PersonFacts(1, "Riitta", "", (BEGUN, ENDED, UNTOUCHED))
    cells = rules.person_readiness(COLUMNS, facts, TODAY).cells

    step = rules.own_step(COLUMNS, cells)

    assert step is not None
    assert (step.course, step.state) == ("guidelines", State.EXPIRED)


def test_the_own_step_is_nothing_when_the_path_is_valid() -> None:
    facts = PersonFacts(1, "Riitta", "", (VALID, VALID, UNTOUCHED))

    assert rules.own_step(COLUMNS, rules.person_readiness(COLUMNS, facts, TODAY).cells) is None


@pytest.mark.parametrize(
    ("line", "points"),
    [
        pytest.param((0,) * 9 + (1, 1, 2), 0, id="three weeks are too few"),
        pytest.param((0,) * 8 + (1, 1, 2, 2), 4, id="four are enough"),
        pytest.param((3,) * 12, 12, id="all twelve"),
        pytest.param((0,) * 12, 0, id="nothing ever"),
    ],
)
def test_the_line_is_drawn_from_four_points_on(line: tuple[int, ...], points: int) -> None:
    snapshot = replace(a_snapshot([(VALID, VALID, VALID)]), lines={"channels": line})

    found = rules.team_readiness(snapshot, TODAY)

    assert len(found.courses[0].line) == points


def test_the_line_ends_today_and_has_twelve_weeks() -> None:
    days = rules.week_ends(TODAY)

    assert (len(days), days[-1], days[0]) == (12, TODAY, date(2026, 9, 6))
