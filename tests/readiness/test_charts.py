"""The geometry of the small charts."""

from __future__ import annotations

import pytest

from lms.readiness import charts
from lms.standing import State


def test_the_line_runs_from_nobody_to_everybody() -> None:
    found = charts.spark((0, 5, 10), 10)

    assert found is not None
    assert found.path == "M2 28 44 16 86 4"
    assert (found.x, found.y, found.first, found.last, found.weeks) == (86, 4, 0, 10, 2)


@pytest.mark.parametrize(("line", "total"), [((), 10), ((3,), 10), ((1, 2), 0)])
def test_nothing_is_drawn_from_nothing(line: tuple[int, ...], total: int) -> None:
    assert charts.spark(line, total) is None


def test_the_parts_of_a_bar_fill_it() -> None:
    found = charts.pieces({State.READY: 50, State.OVERDUE: 25, State.NOT_STARTED: 25}, 100)

    assert [(piece.state, piece.x, piece.width) for piece in found] == [
        (State.READY, 0, 50),
        (State.OVERDUE, 50, 25),
        (State.NOT_STARTED, 75, 25),
    ]
