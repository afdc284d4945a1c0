"""Which questions come back and when, without web or database."""

from __future__ import annotations

from datetime import date, timedelta

from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from lms.recall import rules
from lms.recall.rules import INVITED_FOR, Cause, Due, Memory, Met, Refresh, is_invited

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
RATINGS = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good])


def met(question: str, *, right: bool, sure: int | None = None, on: date = TODAY) -> Met:
    """A question met in a quiz."""
    return Met("confidentiality", question, on, right, sure)


def due(question: str, on: date) -> Due:
    """A question that comes back from a day on."""
    memory = Memory(1.0, 5.0, on - DAY, on)
    return Due("confidentiality", question, on, Cause.MISSED, memory)


def test_what_was_missed_comes_back_the_next_day() -> None:
    (item,) = rules.waiting([met("a", right=False)], {}, [])
    assert (item.on, item.cause) == (TODAY + DAY, Cause.MISSED)


def test_what_was_guessed_right_comes_back_after_what_was_missed() -> None:
    items = rules.waiting([met("a", right=True, sure=1), met("b", right=False)], {}, [])
    assert [(item.question, item.cause) for item in items] == [
        ("b", Cause.MISSED),
        ("a", Cause.UNSURE),
    ]


def test_what_was_known_stays_away() -> None:
    known = [met("a", right=True), met("b", right=True, sure=3), met("c", right=True, sure=2)]
    assert rules.waiting(known, {}, []) == ()


def test_a_question_known_again_and_again_comes_back_after_longer_and_longer() -> None:
    memory = rules.first(met("a", right=False))
    gaps = []
    for _ in range(6):
        memory = rules.after(memory, Rating.Good, memory.due_on)
        gaps.append((memory.due_on - memory.asked_on).days)
    assert gaps == sorted(gaps)
    assert gaps[-1] > 100


def test_the_days_are_those_of_the_published_algorithm() -> None:
    memory = rules.after(None, Rating.Again, TODAY)
    gaps = []
    for answer in (Rating.Good, Rating.Good, Rating.Hard, Rating.Again, Rating.Good):
        gaps.append((memory.due_on - memory.asked_on).days)
        memory = rules.after(memory, answer, memory.due_on)
    assert gaps == [1, 2, 6, 13, 2]


@given(st.lists(RATINGS, max_size=30), st.integers(0, 400))
def test_whatever_is_answered_it_comes_back_later_and_within_two_years(
    answers: list[Rating], late: int
) -> None:
    memory = rules.after(None, Rating.Again, TODAY)
    for answer in answers:
        memory = rules.after(memory, answer, memory.due_on + late * DAY)
        assert DAY <= memory.due_on - memory.asked_on <= 730 * DAY
        assert memory.stability > 0


@given(st.lists(RATINGS, max_size=10))
def test_missing_it_never_brings_it_back_later_than_knowing_it(answers: list[Rating]) -> None:
    memory = rules.after(None, Rating.Again, TODAY)
    for answer in answers:
        memory = rules.after(memory, answer, memory.due_on)
    on = memory.due_on
    missed, guessed, known = (
        rules.after(memory, answer, on).due_on
        for answer in (Rating.Again, Rating.Hard, Rating.Good)
    )
    assert missed <= guessed <= known


def test_a_card_goes_by_its_own_memory_and_not_by_the_old_quiz() -> None:
    card = Memory(20.0, 5.0, TODAY - DAY, TODAY + 19 * DAY)
    old = met("a", right=False, on=TODAY - 30 * DAY)
    (item,) = rules.waiting([old], {("confidentiality", "a"): card}, [])
    assert (item.on, item.cause) == (card.due_on, Cause.AGAIN)


def test_a_quiz_taken_since_counts_as_an_answer() -> None:
    card = Memory(20.0, 5.0, TODAY - 10 * DAY, TODAY + 10 * DAY)
    (item,) = rules.waiting([met("a", right=False)], {("confidentiality", "a"): card}, [])
    assert item.cause is Cause.MISSED
    assert item.on == rules.after(card, Rating.Again, TODAY).due_on
    (item,) = rules.waiting([met("a", right=True)], {("confidentiality", "a"): card}, [])
    assert item.on > TODAY + 10 * DAY


def test_half_a_year_after_a_certificate_its_key_points_come_back_once() -> None:
    issued = date(2026, 5, 22)
    refresh = Refresh("confidentiality", rules.refresh_on(issued, 6), issued, ("a", "b", "c"))
    assert refresh.on == TODAY
    items = rules.waiting([], {}, [refresh])
    assert [(item.question, item.on, item.cause) for item in items] == [
        (name, TODAY, Cause.REFRESH) for name in "abc"
    ]
    answered = rules.after(items[0].memory, Rating.Good, TODAY)
    items = rules.waiting([], {("confidentiality", "a"): answered}, [refresh])
    assert [item.question for item in items if item.on <= TODAY] == ["b", "c"]


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(-400, 400),
    st.integers(0, 300),
    st.integers(-500, 800),
)
def test_whoever_was_away_in_the_month_of_an_invitation_has_a_month_once_back(
    on: date, begins: int, days: int, ahead: int
) -> None:
    first = on + timedelta(days=begins)
    away = first, first + timedelta(days=days)
    today = on + timedelta(days=ahead)
    back = away[1] + timedelta(days=1)
    month_is_theirs = away[0] >= on + INVITED_FOR or away[1] < on

    told = is_invited(on, today, away)

    assert told or not is_invited(on, today)  # days away never take an invitation away
    if month_is_theirs:
        assert told == is_invited(on, today)
    elif on <= today:
        assert told == (today < max(back, on) + INVITED_FOR)
    if today < on:
        assert not told


def test_three_are_asked_in_a_day_the_longest_waiting_first() -> None:
    items = [due(name, TODAY - number * DAY) for number, name in enumerate("abcde")]
    items.sort(key=lambda item: item.on)
    assert [item.question for item in rules.now_asked(items, [], TODAY)] == ["e", "d", "c"]
    assert len(rules.now_asked(items, [TODAY], TODAY)) == 2
    assert rules.now_asked(items, [TODAY] * 3, TODAY) == ()


def test_after_a_day_with_questions_two_days_are_free() -> None:
    items = [due(name, TODAY) for name in "abcd"]
    asked = [TODAY] * 3
    assert rules.now_asked(items, asked, TODAY + DAY) == ()
    assert rules.now_asked(items, asked, TODAY + 2 * DAY) == ()
    assert len(rules.now_asked(items, asked, TODAY + 3 * DAY)) == 3
    assert rules.next_on(items, asked, TODAY) == TODAY + 3 * DAY


@given(
    st.lists(st.integers(-400, 400), max_size=8),
    st.lists(st.integers(-10, 0), max_size=8),
)
def test_the_next_day_told_is_the_first_with_questions(offsets: list[int], back: list[int]) -> None:
    items = sorted(
        (due(str(index), TODAY + offset * DAY) for index, offset in enumerate(offsets)),
        key=lambda item: item.on,
    )
    asked = [TODAY + day * DAY for day in back]
    told = rules.next_on(items, asked, TODAY)
    days = (TODAY + ahead * DAY for ahead in range(500))
    assert told == next((day for day in days if rules.now_asked(items, asked, day)), None)


def test_nothing_waits_for_whoever_knew_everything() -> None:
    assert rules.next_on([], [TODAY], TODAY) is None
