"""What a team page says, decided from dated facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.readiness import rules
from lms.readiness.rules import Cell, Columns, Filter, Group, PersonFacts, Snapshot
from lms.standing import Proof, Standing, State, state

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
COLUMNS = Columns(courses=("channels", "guidelines", "secrets"), path_size=2)

UNTOUCHED = Standing(modules=3)
BEGUN = Standing(modules=3, enrolled=True)
VALID = Standing(modules=3, proof=Proof(date(2026, 9, 1), date(2028, 9, 1)))
ENDS_SOON = Standing(modules=3, proof=Proof(date(2024, 12, 1), date(2026, 12, 14)))
ENDED = Standing(modules=3, proof=Proof(date(2024, 9, 1), date(2026, 9, 1)))
LATE = Standing(modules=3, due_on=date(2026, 11, 6))
ASKED = Standing(modules=3, due_on=date(2026, 12, 11))
NOT_ASKED = Standing(modules=3, is_asked=False)

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
further = standings | st.just(Standing(modules=3, is_asked=False))
rows = st.tuples(standings, standings, further)
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
    if not finished[which].is_asked:
        return  # nobody is told
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


@given(further)
def test_a_digit_keeps_all_that_the_state_depends_on(standing: Standing) -> None:
    digit = rules.digit_of(standing, TODAY)

    assert state(rules.standing_of(digit, TODAY), TODAY) is state(standing, TODAY)
    assert rules.digit_of(rules.standing_of(digit, TODAY), TODAY) == digit


@pytest.mark.parametrize(
    ("digit", "standing"),
    [
        pytest.param(0, Standing(0), id="nothing"),
        pytest.param(rules.BEGUN, Standing(0, enrolled=True), id="begun"),
        pytest.param(rules.DUE_PASSED, Standing(0, due_on=YESTERDAY), id="late"),
        pytest.param(
            rules.BEGUN | rules.DUE_PASSED,
            Standing(0, enrolled=True, due_on=YESTERDAY),
            id="begun and late",
        ),
        pytest.param(rules.VALID, Standing(0, proof=Proof(TODAY, None)), id="valid"),
        pytest.param(
            rules.EXPIRING, Standing(0, proof=Proof(TODAY, date(2027, 1, 21))), id="expiring"
        ),
        pytest.param(rules.EXPIRED, Standing(0, proof=Proof(TODAY, TODAY)), id="expired"),
        pytest.param(
            rules.GRACE,
            Standing(0, proof=Proof(TODAY, TODAY, counts_until=TODAY + timedelta(days=1))),
            id="in grace",
        ),
        pytest.param(
            rules.EXPIRED | rules.BEGUN | rules.DUE_PASSED,
            Standing(0, enrolled=True, proof=Proof(TODAY, TODAY), due_on=YESTERDAY),
            id="everything at once",
        ),
        pytest.param(rules.NOT_ASKED, Standing(0, is_asked=False), id="not asked"),
    ],
)
def test_a_digit_stands_for_the_same_facts_there_and_back(digit: int, standing: Standing) -> None:
    assert rules.standing_of(digit, TODAY) == standing
    assert rules.digit_of(standing, TODAY) == digit


def test_a_module_read_is_a_beginning_and_today_is_not_too_late() -> None:
    assert rules.digit_of(Standing(3, modules_read=1), TODAY) == rules.BEGUN
    assert rules.digit_of(Standing(3, due_on=TODAY), TODAY) == 0


@pytest.mark.parametrize(
    ("days_left", "digit"),
    [(0, rules.EXPIRED), (1, rules.EXPIRING), (60, rules.EXPIRING), (61, rules.VALID)],
)
def test_a_digit_knows_the_days_on_which_a_certificate_changes(days_left: int, digit: int) -> None:
    proof = Proof(date(2024, 11, 22), TODAY + timedelta(days=days_left))
    assert rules.digit_of(Standing(3, proof=proof), TODAY) == digit


@pytest.mark.parametrize(
    ("days_ago", "digit"), [(0, rules.GRACE), (29, rules.GRACE), (30, rules.EXPIRED)]
)
def test_a_digit_knows_the_last_day_of_grace(days_ago: int, digit: int) -> None:
    end = TODAY - timedelta(days=days_ago)
    proof = Proof(date(2024, 11, 22), end, counts_until=end + timedelta(days=30))
    assert rules.digit_of(Standing(3, proof=proof), TODAY) == digit


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
        pytest.param((UNTOUCHED, ASKED, NOT_ASKED), {Filter.NOT_STARTED}, id="nothing asked begun"),
        pytest.param((UNTOUCHED, BEGUN, NOT_ASKED), set(), id="something asked is begun"),
        pytest.param((NOT_ASKED, NOT_ASKED, NOT_ASKED), set(), id="nothing is asked at all"),
    ],
)
def test_filters(row: tuple[Standing, ...], kinds: set[Filter]) -> None:
    states = rules.states_of(row, TODAY)

    found = {kind for kind in Filter if rules.fits(kind, states, COLUMNS.path_size)}

    assert found == kinds | {Filter.EVERYONE}


def test_nobody_is_ready_where_the_path_is_empty() -> None:
    assert not rules.fits(Filter.READY, (State.READY,), 0)


def test_one_course_is_enough_for_a_path() -> None:
    assert rules.fits(Filter.READY, (State.READY, State.EXPIRED), 1)
    assert not rules.fits(Filter.READY, (State.EXPIRED, State.READY), 1)


def test_the_path_is_the_courses_before_the_others() -> None:
    assert COLUMNS.path == ("channels", "guidelines")


def test_the_names_of_filters_stand_in_addresses_and_stay() -> None:
    assert list(Filter) == ["everyone", "ready", "expiring", "overdue", "not-started"]


def test_every_fact_has_a_place_of_its_own_in_the_digit() -> None:
    assert (rules.BEGUN, rules.DUE_PASSED) == (1, 2)
    assert (rules.VALID, rules.EXPIRING, rules.EXPIRED) == (4, 8, 12)
    assert (rules.GRACE, rules.NOT_ASKED) == (16, 20)


def test_a_team_page_counts_people_and_not_groups() -> None:
    snapshot = Snapshot(
        columns=COLUMNS,
        groups=(
            Group(3, (VALID, VALID, UNTOUCHED)),
            Group(4, (VALID, ENDS_SOON, BEGUN)),
            Group(2, (ENDED, LATE, UNTOUCHED)),
            Group(1, (UNTOUCHED, ASKED, NOT_ASKED)),
        ),
        people=(PersonFacts(7, "Aino", "Editor", (VALID, VALID, UNTOUCHED)),),
        lines={"guidelines": (0, 0, 1, 2, 3, 5), "channels": (0, 0, 0, 0, 0, 7)},
    )

    found = rules.team_readiness(snapshot, TODAY)

    assert found.total == 10
    assert found.filters == {
        Filter.EVERYONE: 10,
        Filter.READY: 7,
        Filter.EXPIRING: 4,
        Filter.OVERDUE: 2,
        Filter.NOT_STARTED: 1,
    }
    assert [course.course for course in found.courses] == ["channels", "guidelines", "secrets"]
    assert [told(course.counts) for course in found.courses] == [
        {State.READY: 7, State.EXPIRED: 2, State.NOT_STARTED: 1},
        {State.READY: 3, State.EXPIRING: 4, State.OVERDUE: 2, State.NOT_STARTED: 1},
        {State.IN_PROGRESS: 4, State.NOT_STARTED: 5, State.NOT_ASKED: 1},
    ]
    assert [course.asked for course in found.courses] == [10, 10, 9]
    assert [(course.valid, course.past) for course in found.courses] == [(7, 2), (7, 2), (0, 0)]
    assert [course.line for course in found.courses] == [(0, 0, 0, 7), (1, 2, 3, 5), ()]
    assert found.people == (rules.person_readiness(COLUMNS, snapshot.people[0], TODAY),)
    assert (found.ready, found.is_all_ready) == (7, False)


def told(counts: Mapping[State, int]) -> dict[State, int]:
    """The states that somebody is in."""
    return {kind: count for kind, count in counts.items() if count}


def test_a_team_page_without_lines_names_its_courses_all_the_same() -> None:
    found = rules.team_readiness(a_snapshot([(VALID, VALID, VALID)]), TODAY)

    assert [(course.course, course.line) for course in found.courses] == [
        ("channels", ()),
        ("guidelines", ()),
        ("secrets", ()),
    ]
    assert found.courses[0].counts[State.READY] == 1


def test_everybody_is_ready_only_where_there_is_somebody() -> None:
    assert rules.team_readiness(a_snapshot([(VALID, VALID, LATE)]), TODAY).is_all_ready
    assert not rules.team_readiness(a_snapshot([]), TODAY).is_all_ready


def test_a_row_has_the_person_and_a_cell_for_each_course() -> None:
    facts = PersonFacts(7, "Aino", "Editor", (VALID, ENDS_SOON, LATE))

    found = rules.person_readiness(COLUMNS, facts, TODAY)

    assert (found.person_id, found.name, found.job_title) == (7, "Aino", "Editor")
    assert found.is_ready is True
    assert [item.course for item in found.cells] == ["channels", "guidelines", "secrets"]
    late = replace(facts, standings=(VALID, LATE, VALID))
    assert rules.person_readiness(COLUMNS, late, TODAY).is_ready is False


@pytest.mark.parametrize(
    ("standing", "cell"),
    [
        pytest.param(VALID, Cell("a", State.READY, date(2028, 8, 31)), id="valid until"),
        pytest.param(ENDS_SOON, Cell("a", State.EXPIRING, date(2026, 12, 13)), id="ends on"),
        pytest.param(ENDED, Cell("a", State.EXPIRED, date(2026, 8, 31)), id="ended on"),
        pytest.param(LATE, Cell("a", State.OVERDUE, date(2026, 11, 6)), id="asked for by"),
        pytest.param(ASKED, Cell("a", State.NOT_STARTED, None), id="a date to come is not told"),
        pytest.param(BEGUN, Cell("a", State.IN_PROGRESS, None), id="begun without a date"),
        pytest.param(NOT_ASKED, Cell("a", State.NOT_ASKED, None), id="not asked"),
        pytest.param(
            replace(ENDED, due_on=TODAY),
            Cell("a", State.EXPIRED, date(2026, 8, 31)),
            id="the end of the certificate before the date asked for",
        ),
    ],
)
def test_a_cell_has_the_date_of_its_state(standing: Standing, cell: Cell) -> None:
    assert rules.cell("a", standing, TODAY) == cell


def test_a_row_with_a_course_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rules.person_readiness(COLUMNS, PersonFacts(1, "Eero", "", (VALID, VALID)), TODAY)
    with pytest.raises(ValueError, match="shorter"):
        rules.next_date(COLUMNS, (VALID, VALID), TODAY)


def test_the_next_date_is_the_earliest_that_asks_something() -> None:
    facts = PersonFacts(1, "Eero", "", (VALID, ENDS_SOON, ASKED))

    found = rules.person_readiness(COLUMNS, facts, TODAY)

    assert found.next == Cell("secrets", State.NOT_STARTED, date(2026, 12, 11))


def test_the_end_of_a_certificate_is_a_next_date_as_well() -> None:
    found = rules.next_date(COLUMNS, (BEGUN, ENDS_SOON, VALID), TODAY)

    assert found == Cell("guidelines", State.EXPIRING, date(2026, 12, 13))


def test_of_two_courses_on_one_day_the_first_by_name_is_next() -> None:
    found = rules.next_date(COLUMNS, (VALID, ASKED, replace(ASKED, enrolled=True)), TODAY)

    assert found == Cell("guidelines", State.NOT_STARTED, date(2026, 12, 11))
    columns = replace(COLUMNS, courses=("b", "a", "c"))
    found = rules.next_date(columns, (ASKED, ASKED, VALID), TODAY)
    assert found == Cell("a", State.NOT_STARTED, date(2026, 12, 11))


def test_a_valid_certificate_asks_nothing() -> None:
    facts = PersonFacts(1, "Leo", "", (VALID, VALID, NOT_ASKED))

    assert rules.person_readiness(COLUMNS, facts, TODAY).next is None


def test_the_own_step_begins_with_what_is_late() -> None:
    facts = PersonFacts(1, "Riitta", "", (BEGUN, ENDED, UNTOUCHED))
    cells = rules.person_readiness(COLUMNS, facts, TODAY).cells

    step = rules.own_step(COLUMNS, cells)

    assert step is not None
    assert (step.course, step.state) == ("guidelines", State.EXPIRED)


def test_of_two_own_steps_of_one_kind_the_earlier_date_comes_first() -> None:
    dates = (date(2026, 11, 6), date(2026, 11, 5), None)
    cells = [Cell(str(on), State.OVERDUE, on) for on in dates]

    found = rules.own_step(replace(COLUMNS, path_size=3), cells)

    assert found == cells[1]
    found = rules.own_step(replace(COLUMNS, path_size=3), [cells[2], cells[0]])
    assert found == cells[0]


def test_own_steps_come_from_the_most_to_the_least_pressing() -> None:
    kinds = [
        State.OVERDUE,
        State.EXPIRED,
        State.EXPIRING,
        State.IN_PROGRESS,
        State.NOT_STARTED,
    ]
    cells = [Cell(kind, kind) for kind in kinds]

    for first in range(len(cells)):
        rest = cells[first:][::-1]
        assert rules.own_step(replace(COLUMNS, path_size=len(rest)), rest) == cells[first]


def test_the_own_step_looks_at_the_path_alone() -> None:
    facts = PersonFacts(1, "Riitta", "", (VALID, BEGUN, LATE))

    step = rules.own_step(COLUMNS, rules.person_readiness(COLUMNS, facts, TODAY).cells)

    assert step == Cell("guidelines", State.IN_PROGRESS, None)


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
    assert rules.weeks_drawn(snapshot.lines) == points


def test_a_team_without_lines_draws_no_week() -> None:
    assert rules.weeks_drawn({}) == 0


def test_the_line_ends_today_and_has_twelve_weeks() -> None:
    days = rules.week_ends(TODAY)

    assert (len(days), days[-1], days[0]) == (12, TODAY, date(2026, 9, 6))


def test_the_months_shown_are_this_one_and_the_eleven_after_it_with_their_ends() -> None:
    months = [(2026, month) for month in (11, 12)] + [(2027, month) for month in range(1, 12)]

    assert rules.month_starts(TODAY) == tuple(date(year, month, 1) for year, month in months)
