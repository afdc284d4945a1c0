"""The steps of a summary, their floors, and a reader who can isolate nobody with them."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.welcome.summary import (
    FLOOR,
    Step,
    Told,
    counts_of,
    leaves_open,
    may_refresh,
    of_all,
    refresh,
    step_of,
)
from tests.welcome.attack import Life, lives


@given(answers=st.integers(5, 400), data=st.data())
def test_a_step_is_a_quarter_and_never_one_number_that_says_all_or_none(
    answers: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(0, answers))
    step = step_of(yes, answers)

    share = yes / answers
    if step is Step.FEW:
        assert share <= 0.25 or yes <= 2
    if step is Step.HALF:
        assert share <= 0.5
    if step in {Step.MORE, Step.NEARLY}:
        assert share > 0.5 or yes > 2
    if step is Step.NEARLY:
        assert share > 0.75
        assert answers >= 10
    for extreme in (0, answers):
        (cell,) = counts_of(step_of(extreme, answers), answers)
        assert cell[1] - cell[0] >= 2, "two more numbers must look like all or none"


@given(answers=st.integers(5, 400))
def test_every_number_makes_exactly_one_step(answers: int) -> None:
    cells = [counts_of(step, answers) for step in Step]
    numbers = [n for cell in cells for low, high in cell for n in range(low, high + 1)]

    assert numbers == list(range(answers + 1))


@pytest.mark.parametrize(
    ("yes", "answers", "step"),
    [
        (0, 5, Step.FEW), (2, 5, Step.FEW), (3, 5, Step.MORE), (5, 5, Step.MORE),
        (4, 8, Step.HALF), (9, 9, Step.MORE), (8, 10, Step.NEARLY), (7, 10, Step.MORE),
        (10, 13, Step.NEARLY), (25, 100, Step.FEW), (26, 100, Step.HALF), (51, 100, Step.MORE),
    ],
)  # fmt: skip
def test_steps_of_some_numbers(yes: int, answers: int, step: Step) -> None:
    assert step_of(yes, answers) is step


def test_five_answers_three_new_ones_and_five_or_nobody_in_the_rest_are_needed() -> None:
    assert may_refresh(answers=5, new=5, rest=[0])
    assert may_refresh(answers=5, new=3, rest=[5, 0])
    assert not may_refresh(answers=4, new=4, rest=[0])
    assert not may_refresh(answers=9, new=2, rest=[0])
    for rest in (1, 2, 3, 4):
        assert not may_refresh(answers=9, new=9, rest=[20, rest])


def test_the_first_five_answers_are_told() -> None:
    assert refresh([], None, yes=3, sizes=(5,)).step is Step.MORE
    assert refresh([], None, yes=0, sizes=(5,)).step is Step.FEW


def test_three_new_answers_that_would_all_be_certain_are_not_told() -> None:
    before = refresh([], None, yes=2, sizes=(5,))

    after = refresh(before.trail, before.step, yes=5, sizes=(5, 3))

    assert step_of(5, 8) is Step.MORE, "the truth is that more than half say so"
    assert after.step is Step.FEW, "telling it would tell that all three new ones do"


def test_enough_new_answers_move_a_step() -> None:
    before = refresh([], None, yes=1, sizes=(6,))
    after = refresh(before.trail, before.step, yes=7, sizes=(6, 7))

    assert (before.step, after.step) == (Step.FEW, Step.MORE)


@given(first=st.integers(5, 30), new=st.integers(3, 12), data=st.data())
def test_whether_a_step_is_told_does_not_depend_on_the_answers(
    first: int, new: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(0, first))
    before = refresh([], None, yes=yes, sizes=(first,))
    total = first + new
    cells: dict[tuple[tuple[int, int], ...], set[int]] = {}
    for then in range(total + 1):
        after = refresh(before.trail, before.step, yes=then, sizes=(first, new))
        cells.setdefault(after.trail[-1].possible, set()).add(then)

    for possible, numbers in cells.items():
        inside = {n for low, high in possible for n in range(low, high + 1)}
        assert inside == numbers, "what is told fits exactly the numbers that lead to it"


def test_a_trail_that_makes_somebody_certain_is_seen() -> None:
    assert leaves_open([Told((5,), ((0, 2),))])
    assert not leaves_open([Told((5,), ((0, 0),))])
    assert not leaves_open([Told((5,), ((0, 1),))]), "whoever said so would know of the others"
    assert not leaves_open([Told((5,), ((0, 2),)), Told((5, 3), ((5, 8),))])


def test_nobody_is_isolated_in_many_lives() -> None:
    """Set LMS_ATTACKS for more lives than the usual ones."""
    count, tellings = int(os.environ.get("LMS_ATTACKS", "150")), 0
    for seed, life in lives(count, 4):
        tellings += len(life.told)
        assert life.isolated() == [], f"life {seed}"
    assert tellings > count


def test_a_reader_who_knows_one_answer_isolates_nobody_who_came_at_the_same_time() -> None:
    for seed, life in lives(60, 2, start=5_000):
        for known in range(0, len(life.values), 3):
            counted = [now for now, _possible in life.told if known in now]
            if not counted:
                continue
            alike = [
                other
                for other in life.isolated([known])
                if all((other in now) == (known in now) for now, _possible in life.told)
            ]
            assert alike == [], f"life {seed}, answer {known}"


def test_the_steps_told_are_mostly_the_true_ones() -> None:
    steps = [pair for _seed, life in lives(150, 4) for pair in life.steps]

    true = sum(shown is step for shown, step in steps)

    assert true >= 0.9 * len(steps)


def test_the_reader_would_be_seen_to_win_without_the_rule() -> None:
    """The search itself finds what plain steps give away, so its silence means something."""
    naive = Life(
        values=[1, 1, 0, 0, 0, 1, 1, 1],
        told=[
            (frozenset(range(5)), counts_of(step_of(2, 5), 5)),
            (frozenset(range(8)), counts_of(step_of(5, 8), 8)),
        ],
        steps=[],
    )

    assert set(naive.isolated()) == {5, 6, 7}


@given(st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 40)), max_size=12))
def test_a_whole_is_told_from_its_parts_and_not_below_the_floor(
    parts: list[tuple[Step, int]],
) -> None:
    told, answers = of_all(parts), sum(count for _step, count in parts)

    assert (told is None) == (answers < FLOOR)
    if told is Step.NEARLY:
        assert answers >= 10
    steps = {step for step, count in parts if count}
    if told is not None and len(steps) == 1:
        (only,) = steps
        assert told is (Step.MORE if only is Step.NEARLY and answers < 10 else only) or (
            only is Step.MORE and told is Step.MORE
        )
