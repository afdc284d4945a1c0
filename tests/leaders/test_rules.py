"""Who counts as one's own leader, and what a leader shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.leaders.rules import Leader, Place, has_finished, leaders

PATH = ("basics", "guidelines")


def place(person_id: int, depth: int, **changes: object) -> Place:
    """Somebody who leads the team at a depth."""
    values: dict[str, object] = {
        "own_team_id": 1,
        "depth": depth,
        "team": f"team {depth}",
        "person_id": person_id,
        "name": f"Leader {person_id}",
        "initials": "LX",
        "is_deputy": False,
        "why": None,
    }
    return Place(**(values | changes))  # type: ignore[arg-type]


def test_the_nearest_who_lead_are_ones_own_and_come_first() -> None:
    found = leaders([place(3, 2), place(2, 1), place(4, 1, is_deputy=True)], [], PATH)

    assert [(one.person_id, one.is_own) for one in found] == [(2, True), (4, True), (3, False)]


def test_a_line_counts_from_ones_own_leaders_only() -> None:
    found = leaders([place(1, 0, why="Mine."), place(2, 1, why="From above.")], [], PATH)

    assert [one.why for one in found] == ["Mine.", None]


def test_in_two_teams_each_has_its_own_leaders() -> None:
    found = leaders(
        [place(1, 0), place(9, 1), place(9, 2, own_team_id=2, why="Nearest there.")], [], PATH
    )

    assert [(one.person_id, one.is_own, one.why) for one in found] == [
        (1, True, None),
        (9, True, "Nearest there."),
    ]


def test_somebody_stands_there_once_with_the_line_they_wrote() -> None:
    found = leaders(
        [place(1, 0), place(1, 0, own_team_id=2, team="other", why="Why not."), place(1, 1)],
        [],
        PATH,
    )

    assert [(one.person_id, one.is_own, one.why) for one in found] == [(1, True, "Why not.")]


def test_finished_courses_stand_in_the_order_of_the_path_and_no_others() -> None:
    done = [(1, "guidelines"), (1, "basics"), (1, "beside"), (2, "guidelines")]

    first, second, third = leaders([place(1, 0), place(2, 0), place(3, 0)], done, PATH)

    assert (first.finished, first.has_finished_all) == (PATH, True)
    assert (second.finished, second.has_finished_all) == (("guidelines",), False)
    assert (third.finished, third.has_finished_all) == ((), False)


def test_nobody_leads_nobody() -> None:
    found: tuple[Leader, ...] = leaders([], [(1, "basics")], PATH)

    assert found == ()


def test_every_course_of_the_path_is_needed() -> None:
    assert has_finished(PATH, {"basics", "guidelines", "beside"})
    assert not has_finished(PATH, {"basics"})


@given(st.sets(st.sampled_from(["a", "b", "c"])), st.lists(st.sampled_from(["a", "b", "c"])))
def test_a_path_is_finished_with_every_course_of_it_and_never_without_any(
    finished: set[str], path: list[str]
) -> None:
    assert has_finished(path, finished) == (path != [] and set(path) <= finished)
