"""The figures of a question against a direct calculation, person by person."""

from __future__ import annotations

import statistics as library
from dataclasses import replace
from fractions import Fraction
from math import atanh, sqrt, tanh
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes import statistics as rules
from lms.quizzes.grading import grade
from lms.quizzes.statistics import Cell, frequencies, statistics
from tests.quizzes.questions import (
    a_mark,
    a_match,
    a_multiple,
    a_question,
    a_text,
    an_order,
    one_of_each,
)

Person = tuple[Fraction, Fraction]
"""What one person earned here and, on average, in the other questions."""

shares = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)])
rests = st.builds(Fraction, st.integers(0, 9), st.just(9))
crowds = st.lists(st.tuples(shares, rests), min_size=10, max_size=60)


def cells(people: list[Person], chosen: str = "a") -> list[Cell]:
    """A cell for every person."""
    return [Cell(chosen, share, rest, 1) for share, rest in people]


def packed(loose: list[Cell]) -> list[Cell]:
    """The same people, equal ones in one cell."""
    found: dict[tuple[str, Fraction, Fraction | None], int] = {}
    for cell in loose:
        key = (cell.chosen, cell.share, cell.rest)
        found[key] = found.get(key, 0) + cell.people
    return [Cell(*key, people) for key, people in found.items()]


def answers(*wanted: tuple[str, int, int]) -> list[Cell]:
    """So many people with each letter and so many ninths elsewhere; b is right."""
    return [
        Cell(letter, Fraction(int(letter == "b")), Fraction(rest, 9), people)
        for letter, rest, people in wanted
    ]


def signs(found: rules.Statistics | None) -> list[str]:
    """The advice, in its order."""
    assert found is not None
    return [item.sign for item in found.advice]


@given(crowds)
def test_facility_is_the_mean(people: list[Person]) -> None:
    assert rules.facility(packed(cells(people))) == library.mean(share for share, _ in people)


@given(crowds)
def test_discrimination_is_pearsons_correlation_with_the_rest(people: list[Person]) -> None:
    found = rules.discrimination(packed(cells(people)))
    x, y = [float(share) for share, _ in people], [float(rest) for _, rest in people]
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert found is None
    else:
        assert found is not None
        assert float(found) == pytest.approx(library.correlation(x, y), abs=1e-9)


@given(crowds, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(people: list[Person], random: Random) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)

    assert statistics(a_question(), cells(people)) == statistics(
        a_question(), packed(cells(shuffled))
    )


@given(
    st.lists(st.tuples(shares, st.none()), min_size=100, max_size=100), st.permutations(range(100))
)
def test_the_upper_lower_index_is_the_difference_of_the_two_best_known_groups(
    loose: list[tuple[Fraction, None]], order: list[int]
) -> None:
    people = [(share, Fraction(place, 99)) for (share, _), place in zip(loose, order, strict=True)]
    by_rest = [share for share, _ in sorted(people, key=lambda person: person[1])]
    wanted = Fraction(sum(by_rest[-27:]) - sum(by_rest[:27]), 27)

    assert rules.upper_lower(cells(people)) == wanted


def test_equal_people_at_the_border_of_a_group_are_taken_in_part() -> None:
    # Groups of 2.7 people: above stands 1 with a right answer, then 4 equals of whom 2 are right.
    people = answers(("b", 9, 1), ("b", 5, 2), ("a", 5, 2), ("a", 1, 5))

    assert rules.upper_lower(people) == (1 + Fraction(17, 10) * Fraction(1, 2)) / Fraction(27, 10)


@given(st.integers(10, 400), st.data())
def test_wilsons_interval_solves_its_own_equation(people: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, people))
    share = Fraction(right, people)
    low, high = rules.wilson(share, people)

    assert 0 <= low <= share <= high <= 1
    for end in (low, high):
        # By definition each end is a true proportion whose distance from what was seen is exactly
        # z standard errors.
        if 0 < end < 1:
            distance = (share - end) ** 2
            wanted = rules.Z**2 * end * (1 - end) / people
            assert float(distance) == pytest.approx(float(wanted), abs=1e-12)


@pytest.mark.parametrize(
    ("right", "people", "printed"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilsons_interval_as_in_print(
    right: int, people: int, printed: tuple[float, float]
) -> None:
    # The examples of Newcombe: Statistics in Medicine 17 (1998), 857-872, table I.
    low, high = rules.wilson(Fraction(right, people), people)

    assert (round(float(low), 4), round(float(high), 4)) == printed


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    random = Random(1)  # noqa: S311 - the same draw every time
    for truth in (0.2, 0.5, 0.9):
        held = 0
        for _ in range(400):
            right = sum(random.random() < truth for _ in range(20))
            low, high = rules.wilson(Fraction(right, 20), 20)
            held += low <= truth <= high
        assert 0.92 <= held / 400 <= 0.99


@given(st.fractions(min_value=-1, max_value=1), st.integers(10, 500))
def test_fishers_interval_is_symmetric_on_its_own_scale(r: Fraction, people: int) -> None:
    found = rules.fisher(r, people)
    if abs(r) == 1:
        assert found is None
        return
    assert found is not None
    assert found[0] <= float(r) + 1e-12
    assert found[1] >= float(r) - 1e-12
    if abs(r) < Fraction(9, 10):
        half = 1.959963984540054 / sqrt(people - 3)
        assert found == pytest.approx(
            (tanh(atanh(float(r)) - half), tanh(atanh(float(r)) + half)), abs=1e-9
        )


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), min_size=10, max_size=60))
def test_option_frequencies_are_plain_counts(people: list[tuple[str, int]]) -> None:
    loose = answers(*((letter, rest, 1) for letter, rest in people))
    found = rules.frequencies(a_question(), packed(loose))

    assert [item.key for item in found] == list("abcd")
    for item in found:
        assert item.people == sum(letter == item.key for letter, _ in people)
        assert item.is_right == (item.key == "b")
    if found[0].upper is not None:
        assert sum(item.upper or 0 for item in found) == 1
        assert sum(item.lower or 0 for item in found) == 1


@pytest.mark.parametrize("people", [0, 1, 9])
def test_below_ten_people_nothing_is_told(people: int) -> None:
    assert statistics(a_question(), cells([(Fraction(1), Fraction(1, 2))] * people)) is None


def test_from_ten_people_on_there_are_figures() -> None:
    found = statistics(a_question(), cells([(Fraction(1), Fraction(1, 2))] * 10))

    assert found is not None
    assert found.people == 10
    assert found.discrimination is None


def test_a_question_that_was_asked_alone_has_a_facility_and_no_discrimination() -> None:
    found = statistics(
        a_question(), [Cell("b", Fraction(1), None, 7), Cell("a", Fraction(0), None, 3)]
    )

    assert found is not None
    assert found.facility == Fraction(7, 10)
    assert (found.discrimination, found.upper_lower, found.discrimination_interval) == (None,) * 3


def test_answers_are_counted_by_letters() -> None:
    question, several, _, match, order, text, mark = one_of_each()

    assert rules.chosen(question, "b") == "b"
    assert rules.chosen(several, ["d", "a"]) == "a,d"
    assert rules.chosen(match, {"a": "p", "b": "q"}) == "a=p,b=q"
    assert rules.chosen(order, ["c", "a", "b", "d"]) == "c,a,b,d"
    assert rules.chosen(text, " the  STEPS. ") == "b"
    assert rules.chosen(mark, {"d": "p", "b": "q", "z": "p"}) == "b=q,d=p"


def test_of_a_post_every_part_is_counted_held_back_or_let_go_out() -> None:
    post = a_mark()
    cells = [
        Cell("b=q,d=p", Fraction(1), Fraction(1), 10),
        Cell("a=p,b=r", Fraction(0), Fraction(0), 10),
    ]
    counted = {item.key: (item.people, item.is_right) for item in frequencies(post, cells)}
    assert counted == {
        "a=": (10, True), "a=p": (10, False), "b=q": (10, True), "b=r": (10, False),
        "c=": (20, True), "d=": (10, False), "d=p": (10, True), "e=": (20, True),
    }  # fmt: skip


@given(st.text(max_size=60))
def test_typed_words_are_never_counted_themselves(typed: str) -> None:
    assert rules.chosen(a_text(), typed) in {"", "a", "b", "c"}


@given(
    st.sampled_from(one_of_each()),
    st.one_of(
        st.text(max_size=5),
        st.lists(st.text(max_size=3), max_size=5),
        st.dictionaries(st.text(max_size=2), st.text(max_size=2), max_size=4),
    ),
)
def test_an_answer_of_any_shape_is_counted_somewhere(question, answer) -> None:  # type: ignore[no-untyped-def]
    key = rules.chosen(question, answer)
    share = grade(question, answer)

    found = statistics(question, [Cell(key, share, Fraction(1, 2), 10)])

    assert found is not None
    assert len(key) <= 200


def test_pairs_and_places_are_counted_each() -> None:
    match = rules.frequencies(a_match(), [Cell("a=q,b=q,c=r", Fraction(2, 3), None, 4)])
    order = rules.frequencies(an_order("abc"), [Cell("b,a,c", Fraction(0), None, 4)])

    assert [(item.key, item.people, item.is_right) for item in match] == [
        ("a=p", 0, True), ("a=q", 4, False), ("b=q", 4, True), ("c=r", 4, True),
    ]  # fmt: skip
    assert [(item.key, item.people, item.is_right) for item in order] == [
        ("a@1", 0, True), ("a@2", 4, False), ("b@1", 4, False), ("b@2", 0, True), ("c@3", 4, True),
    ]  # fmt: skip


def test_a_shared_wrong_answer_comes_first() -> None:
    found = statistics(a_question(), answers(("c", 2, 12), ("b", 8, 8), ("a", 5, 5), ("d", 4, 5)))

    assert found is not None
    assert found.advice == (rules.Advice("same_wrong", ("c",)), rules.Advice("too_hard"))


def test_an_answer_of_the_best_people_is_pointed_out() -> None:
    found = statistics(a_question(), answers(("d", 9, 8), ("b", 3, 14), ("a", 1, 4), ("c", 1, 4)))

    assert found is not None
    assert rules.Advice("good_choose", ("d",)) in found.advice
    assert "turned" in signs(found)


def test_a_few_people_turn_no_question_round() -> None:
    few = answers(("d", 9, 3), ("b", 8, 4), ("b", 3, 4), ("a", 3, 2), ("c", 1, 2))

    found = statistics(a_question(), few)

    assert found is not None
    assert found.discrimination is not None
    assert not {"turned", "good_choose"} & set(signs(found))


def test_options_nobody_chooses_are_named_together_once_twenty_people_had_the_choice() -> None:
    few = answers(("b", 8, 12), ("c", 2, 3))
    many = answers(("b", 8, 15), ("c", 2, 5))

    assert "nobody" not in signs(statistics(a_question(), few))
    found = statistics(a_question(), many)
    assert found is not None
    assert rules.Advice("nobody", ("a", "d")) in found.advice


def test_hard_and_easy_questions_are_told_apart() -> None:
    hard = answers(("b", 8, 5), ("a", 2, 8), ("c", 2, 8), ("d", 2, 9))
    easy = answers(("b", 8, 20), ("b", 2, 20))

    assert signs(statistics(a_question(), hard)) == ["too_hard"]
    assert "too_easy" in signs(statistics(a_question(), easy))


def test_an_even_question_gets_a_plain_word() -> None:
    even = answers(("b", 8, 12), ("b", 3, 4), ("a", 2, 3), ("c", 1, 3), ("d", 1, 3))

    assert signs(statistics(a_question(), even)) == ["fine"]


def test_a_wrong_tick_among_several_is_found_as_well() -> None:
    question = replace(a_multiple(), critical=False)
    several = [
        Cell("a,b,c", Fraction(1, 3), Fraction(1, 2), 8),
        Cell("a,b,d", Fraction(1), Fraction(3, 4), 8),
    ]

    found = statistics(question, several)

    assert found is not None
    assert rules.Advice("same_wrong", ("c",)) in found.advice
