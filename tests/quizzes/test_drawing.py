"""Which questions are drawn, and how they are shown."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.drawing import draw, settled, shuffled
from tests.quizzes.questions import a_question, a_truefalse, an_order, one_of_each

BANK = {
    f"{objective.lower()}-{number}": a_question(
        name=f"{objective.lower()}-{number}", objective=objective
    )
    for objective in ("C1", "C2", "C3")
    for number in range(6)
}
COUNTS = {"C1": 2, "C2": 3, "C3": 1}
SEEDS = st.integers(0, 2**31 - 1)


def random_of(seed: int) -> Random:
    """The same numbers for the same seed."""
    return Random(seed)  # noqa: S311 - an order, not a secret


SEEN = st.lists(st.sampled_from(sorted(BANK)), max_size=30)


@given(SEEDS, SEEN)
def test_every_objective_gets_its_number_of_different_questions(seed: int, seen: list[str]) -> None:
    drawn = draw(BANK, COUNTS, seed=seed, seen=seen)
    assert Counter(item.question.objective for item in drawn) == Counter(COUNTS)
    assert len({item.question.name for item in drawn}) == len(drawn)


@given(SEEDS, SEEN)
def test_the_same_seed_draws_the_same(seed: int, seen: list[str]) -> None:
    backwards = dict(reversed(BANK.items()))
    assert draw(BANK, COUNTS, seed=seed, seen=seen) == draw(backwards, COUNTS, seed=seed, seen=seen)


@given(SEEDS, SEEN)
def test_what_was_never_met_comes_before_what_was(seed: int, seen: list[str]) -> None:
    drawn = {item.question.name for item in draw(BANK, COUNTS, seed=seed, seen=seen)}
    for objective, count in COUNTS.items():
        bank = {name for name, question in BANK.items() if question.objective == objective}
        fresh = bank - set(seen)
        assert len(drawn & fresh) == min(count, len(fresh))


def test_a_used_up_bank_begins_again_with_what_was_met_longest_ago() -> None:
    seen = ["c3-4", "c3-0", "c3-1", "c3-2", "c3-3", "c3-5", "c3-4"]
    drawn = draw(BANK, {"C3": 2}, seed=7, seen=seen)
    assert {item.question.name for item in drawn} == {"c3-0", "c3-1"}


@given(SEEDS)
def test_retired_questions_are_never_drawn(seed: int) -> None:
    bank = {
        "kept": a_question(name="kept"),
        "gone": a_question(name="gone", retired=True),
    }
    assert [item.question.name for item in draw(bank, {"C1": 2}, seed=seed)] == ["kept"]


@given(SEEDS)
def test_true_or_not_and_kept_orders_stay_as_written(seed: int) -> None:
    rng = random_of(seed)
    assert shuffled(a_truefalse(), rng) == ("t", "f")
    assert shuffled(a_question(keep_order=True), rng) == tuple("abcd")


@given(SEEDS)
def test_every_letter_is_shown_once(seed: int) -> None:
    for question in one_of_each():
        letters = [option.letter for option in (*question.options, *question.rights)]
        if question.type != "text":
            assert sorted(shuffled(question, random_of(seed))) == sorted(letters)


@given(SEEDS)
def test_steps_are_never_shown_in_the_right_order(seed: int) -> None:
    assert shuffled(an_order("abc"), random_of(seed)) != tuple("abc")


def test_a_check_yourself_question_looks_the_same_at_every_visit() -> None:
    assert settled(an_order()) == settled(an_order()) != tuple("abcd")


def test_options_are_mixed() -> None:
    orders = {shuffled(a_question(), random_of(seed)) for seed in range(30)}
    assert len(orders) > 5


@given(SEEDS)
def test_critical_questions_come_first_among_the_unmet(seed: int) -> None:
    bank = BANK | {"c1-4": a_question(name="c1-4", objective="C1", critical=True)}

    names = {item.question.name for item in draw(bank, COUNTS, seed=seed)}

    assert "c1-4" in names


@given(SEEDS)
def test_a_critical_question_that_was_met_does_not_push_an_unmet_one_out(seed: int) -> None:
    bank = BANK | {"c1-4": a_question(name="c1-4", objective="C1", critical=True)}

    names = {item.question.name for item in draw(bank, COUNTS, seed=seed, seen=["c1-4"])}

    assert "c1-4" not in names


@given(st.lists(SEEDS, min_size=2, max_size=8))
def test_attempt_after_attempt_no_bank_returns_before_it_is_used_up(seeds: list[int]) -> None:
    seen: list[str] = []
    for seed in seeds:
        drawn = [item.question for item in draw(BANK, COUNTS, seed=seed, seen=seen)]
        assert Counter(question.objective for question in drawn) == Counter(COUNTS)
        for objective, number in COUNTS.items():
            bank = [name for name, item in BANK.items() if item.objective == objective]
            met = Counter(name for name in seen if name in bank)
            rounds = min(met[name] for name in bank)
            fresh = {name for name in bank if met[name] == rounds}
            now = {item.name for item in drawn if item.objective == objective}
            assert len(now & fresh) == min(number, len(fresh))
        seen += [question.name for question in drawn]
    times = Counter(seen)
    for objective in COUNTS:
        counts = [times[name] for name, item in BANK.items() if item.objective == objective]
        assert max(counts) - min(counts) <= 1
