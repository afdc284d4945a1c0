"""The tree of teams on any day, and what a membership may be: the pure rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people import organisation
from lms.people.organisation import Hint, Kind, Place, Term, fault, hints, ring, tree_on

FIRST = date(2026, 1, 1)
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
TEAMS = range(1, 7)

steps = st.lists(
    st.tuples(
        st.integers(0, 3),  # days until then; none: again on the same day
        st.sampled_from(TEAMS),
        st.sampled_from(["move", "move", "move", "end"]),
        st.sampled_from([None, *TEAMS]),
    ),
    max_size=30,
)


@given(steps)
def test_moves_and_ends_never_rewrite_an_earlier_day(
    history: list[tuple[int, int, str, int | None]],
) -> None:
    """What is asked about a day later is what was true at its end; today is the last step's."""
    places: dict[int, tuple[Place, ...]] = dict.fromkeys(TEAMS, ())
    now: dict[int, int | None] = {}
    was: dict[date, dict[int, int | None]] = {}
    day = FIRST
    for days, team, what, parent in history:
        day += timedelta(days=days)
        if what == "end":
            if team in now and team not in now.values():
                places[team] = organisation.left(places[team], on=day)
                del now[team]
        elif parent is None or (parent in now and not ring(now, team, parent)):
            places[team] = organisation.settled(
                places[team], team_id=team, parent_id=parent, on=day
            )
            now[team] = parent
        was[day] = dict(now)

    every = [one for of_team in places.values() for one in of_team]
    assert all(one.until is None or one.since < one.until for one in every)
    truth: dict[int, int | None] = {}
    for number in range((day - FIRST).days + 40):
        then = FIRST + timedelta(days=number)
        truth = was.get(then, truth)
        assert tree_on(every, then) == truth
    assert truth == now


@given(steps)
def test_the_list_of_a_tree_holds_each_team_once_below_its_own(
    history: list[tuple[int, int, str, int | None]],
) -> None:
    tree: dict[int, int | None] = dict.fromkeys(TEAMS)
    for _, team, _, parent in history:
        if not ring(tree, team, parent):
            tree[team] = parent

    found = organisation.lines(tree, {})

    assert sorted(line.team_id for line in found) == list(TEAMS)
    above: list[int] = []
    for line in found:
        del above[line.depth :]
        assert tree[line.team_id] == (above[-1] if above else None)
        above.append(line.team_id)


def test_teams_of_one_level_are_listed_by_name_whatever_the_capitals() -> None:
    names = {1: "sales", 2: "Factory", 3: "Zinc", 4: "aluminium"}

    found = organisation.lines({1: None, 2: None, 3: 2, 4: 2}, names)

    assert [(line.team_id, line.depth) for line in found] == [(2, 0), (4, 1), (3, 1), (1, 0)]


def test_a_tree_of_a_thousand_levels_is_listed() -> None:
    tree = {team: team - 1 or None for team in range(1, 1001)}

    assert organisation.lines(tree, {})[-1] == organisation.Line(1000, 999)


def test_a_team_whose_upper_team_was_not_there_yet_stands_at_the_top() -> None:
    places = [Place(1, 2, MAY), Place(2, None, JUNE)]

    assert tree_on(places, MAY) == {1: None}
    assert tree_on(places, JUNE) == {1: 2, 2: None}


def test_going_there_and_back_on_one_day_leaves_no_trace() -> None:
    before = (Place(1, 2, MAY),)
    there = organisation.settled(before, team_id=1, parent_id=3, on=JUNE)

    assert there == (Place(1, 2, MAY, JUNE), Place(1, 3, JUNE))
    assert organisation.settled(there, team_id=1, parent_id=2, on=JUNE) == before


def test_a_ring_is_told_from_the_team_down_to_the_wished_one() -> None:
    tree = {1: None, 2: 1, 3: 2, 4: None}

    assert ring(tree, 1, 3) == (1, 2, 3)
    assert ring(tree, 1, 1) == (1,)
    assert ring(tree, 4, 3) == ()
    assert ring(tree, 3, None) == ()
    assert ring({1: 2, 2: 1}, 3, 1) == ()  # a ring that is there already hangs nothing


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(1, 1, Kind.MEMBER, MAY, JUNE), None),
        (Term(1, 1, Kind.MEMBER, MAY, MAY), ("last_day", "last_day_before_first")),
        (Term(1, 1, Kind.MEMBER, JUNE, MAY), ("last_day", "last_day_before_first")),
        (Term(1, 1, Kind.DEPUTY, MAY), ("last_day", "deputy_without_end")),
        (Term(1, 1, Kind.DEPUTY, MAY, JUNE), None),
        (Term(1, 1, Kind.MEMBER, date(1026, 5, 1)), ("since", "day_far")),
        (Term(1, 1, Kind.MEMBER, MAY, date(9999, 1, 1)), ("last_day", "day_far")),
        (Term(1, 2, Kind.MANAGER, MAY), None),
        (Term(1, 2, Kind.MEMBER, MAY), ("since", "there_already")),
        (Term(1, 2, Kind.MEMBER, MAY, JUNE), None),
        (Term(1, 2, Kind.MEMBER, JULY), None),
        (Term(2, 2, Kind.MEMBER, MAY), None),
    ],
)
def test_only_what_cannot_be_is_refused(term: Term, expected: tuple[str, str] | None) -> None:
    beside = [Term(1, 2, Kind.MEMBER, JUNE, JULY), Term(1, 2, Kind.MEMBER, MAY, MAY)]

    assert fault(term, beside) == expected


MANAGER, DEPUTY = Term(9, 1, Kind.MANAGER, MAY), Term(8, 1, Kind.DEPUTY, MAY, JULY)


@pytest.mark.parametrize(
    ("terms", "above", "expected"),
    [
        ([MANAGER], False, {}),
        ([MANAGER, DEPUTY], True, {}),
        ([], True, {Hint.NO_MANAGER: []}),
        ([], False, {Hint.NOBODY_ABOVE: []}),
        ([Term(9, 1, Kind.MANAGER, JULY)], False, {Hint.NOBODY_ABOVE: []}),
        ([DEPUTY], True, {Hint.ONLY_DEPUTY: [8]}),
        ([MANAGER, Term(9, 1, Kind.MEMBER, MAY)], True, {Hint.MANAGES_HERSELF: [9]}),
        ([MANAGER, Term(9, 1, Kind.MEMBER, MAY, JUNE)], True, {}),
        (
            [DEPUTY, Term(8, 1, Kind.MEMBER, MAY)],
            True,
            {Hint.ONLY_DEPUTY: [8], Hint.MANAGES_HERSELF: [8]},
        ),
    ],
)
def test_what_is_unusual_is_told_and_not_refused(
    terms: list[Term], above: bool, expected: dict[Hint, list[int]]
) -> None:
    assert hints(terms, day=JUNE, is_managed_above=above) == expected
