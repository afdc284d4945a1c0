"""About which dates a manager may write, and when somebody is ready to write about them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.notes import rules
from lms.notes.rules import NearDate
from lms.standing import Proof, Standing

TODAY = date(2026, 11, 23)
VALID = Proof(TODAY - timedelta(days=10), TODAY + timedelta(days=300))
ENDED = Proof(TODAY - timedelta(days=400), TODAY - timedelta(days=1))


def test_only_courses_asked_not_done_and_near_or_over_may_be_written_about() -> None:
    def due(days: int, proof: Proof | None = None) -> Standing:
        return Standing(3, proof=proof, due_on=TODAY + timedelta(days=days))

    found = rules.near_dates(
        {
            "soon": due(30),
            "far": due(31),
            "over": due(-5),
            "done": due(3, VALID),
            "ended": due(3, ENDED),
            "free": Standing(3),
        },
        TODAY,
    )

    assert found == (
        NearDate("over", TODAY - timedelta(days=5)),
        NearDate("ended", TODAY + timedelta(days=3)),
        NearDate("soon", TODAY + timedelta(days=30)),
    )


def test_ready_means_every_course_of_the_path_is_in_force() -> None:
    one = {"a": Standing(1, proof=VALID)}

    assert rules.is_ready(one, ["a"], TODAY)
    assert not rules.is_ready(one, ["a", "b"], TODAY)
    assert not rules.is_ready(one, [], TODAY), "an empty path makes nobody ready"
    assert not rules.is_ready({"a": Standing(1, proof=ENDED)}, ["a"], TODAY)


@settings(max_examples=100, deadline=None)
@given(days=st.lists(st.integers(0, 60), min_size=1, max_size=30), every=st.sampled_from([1, 14]))
def test_a_turn_is_free_again_after_its_days_and_never_before(days: list[int], every: int) -> None:
    turn = rules.Turn("help", every)
    taken: list[date] = []
    for day in sorted(days):
        today = TODAY + timedelta(days=day)
        if not taken or taken[-1] <= turn.last_taken(today):
            taken.append(today)

    gaps = [(later - day).days for day, later in pairwise(taken)]
    assert all(gap >= every for gap in gaps)
