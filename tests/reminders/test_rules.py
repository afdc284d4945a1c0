"""Reminders come 30, 14 and 1 day before a date, seldom, in working hours, and stop when done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.reminders import rules
from lms.reminders.rules import About, Choice, Matter, Mention, Office, Recipient
from lms.standing import Proof, Standing

ZONE = ZoneInfo("Europe/Helsinki")
OFFICE = Office(ZONE, frozenset({(0, 12, 24), (2026, 12, 25)}))
DUE = date(2026, 12, 17)
"""A Thursday; 30 days before it is a Tuesday, 14 a Thursday, 1 a Wednesday."""


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def somebody(*matters: Matter, **values: object) -> Recipient:
    made = Recipient(matters or (Matter("confidentiality", About.DUE, DUE),))
    return replace(made, **values)  # type: ignore[arg-type]


def reminded(recipient: Recipient, first: date, last: date) -> list[tuple[date, int]]:
    """Every working day at nine, with what was said remembered: the days and steps."""
    found = []
    day = first
    while day <= last:
        mentions = rules.digest(recipient, at(day), OFFICE)
        if mentions:
            found += [(day, mention.step) for mention in mentions]
            recipient = replace(
                recipient,
                said=recipient.said | set(mentions),
                told_on=recipient.told_on | {day},
            )
        day += timedelta(days=1)
    return found


def test_a_date_is_told_30_14_and_1_day_before_and_never_after() -> None:
    assert reminded(somebody(), date(2026, 10, 1), date(2027, 2, 1)) == [
        (DUE - timedelta(days=30), 30),
        (DUE - timedelta(days=14), 14),
        (DUE - timedelta(days=1), 1),
    ]


def test_a_reminder_that_falls_on_a_weekend_or_a_day_off_comes_before_it() -> None:
    monday = somebody(Matter("confidentiality", About.END, date(2026, 12, 14)))
    after_christmas = somebody(Matter("confidentiality", About.END, date(2026, 12, 26)))

    assert reminded(monday, date(2026, 12, 9), date(2026, 12, 31)) == [(date(2026, 12, 11), 1)]
    assert reminded(after_christmas, date(2026, 12, 21), date(2026, 12, 31))[-1] == (
        date(2026, 12, 23),
        1,
    )


@pytest.mark.parametrize(
    ("hour", "minute", "goes"),
    [(7, 59, False), (8, 0, True), (16, 59, True), (17, 0, False), (0, 0, False)],
)
def test_nothing_goes_outside_working_hours(hour: int, minute: int, goes: bool) -> None:
    day = DUE - timedelta(days=14)

    assert bool(rules.digest(somebody(), at(day, hour, minute), OFFICE)) is goes


def test_the_hours_are_those_of_the_organisations_zone() -> None:
    day = DUE - timedelta(days=14)
    morning = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)

    assert rules.digest(somebody(), morning, OFFICE)
    assert not rules.digest(somebody(), morning, Office(ZoneInfo("Atlantic/Azores")))


def test_one_message_tells_everything_nearest_date_first() -> None:
    day = DUE - timedelta(days=1)
    later = Matter("accessibility", About.END, day + timedelta(days=14))

    mentions = rules.digest(somebody(later, *somebody().matters), at(day), OFFICE)

    assert [(mention.course, mention.step) for mention in mentions] == [
        ("confidentiality", 1),
        ("accessibility", 14),
    ]


def test_a_second_message_on_the_same_day_is_not_written() -> None:
    day = DUE - timedelta(days=1)

    assert not rules.digest(somebody(told_on=frozenset({day})), at(day), OFFICE)


def test_two_early_messages_a_week_leave_room_for_a_last_one() -> None:
    day = DUE - timedelta(days=1)
    early = somebody(Matter("confidentiality", About.DUE, day + timedelta(days=14)))
    two = frozenset({day - timedelta(days=1), day - timedelta(days=6)})

    assert not rules.digest(replace(early, told_on=two), at(day), OFFICE)
    assert rules.digest(somebody(told_on=two), at(day), OFFICE)
    assert not rules.digest(somebody(told_on=two | {day - timedelta(days=2)}), at(day), OFFICE)
    assert rules.digest(
        replace(early, told_on=frozenset({day - timedelta(days=1), day - timedelta(days=7)})),
        at(day),
        OFFICE,
    )


def test_nothing_reaches_somebody_who_is_away_and_what_waits_comes_after() -> None:
    first = DUE - timedelta(days=14)
    choice = Choice(away_from=first, away_until=first + timedelta(days=4))

    assert reminded(somebody(choice=choice), first, DUE) == [
        (first + timedelta(days=5), 14),
        (DUE - timedelta(days=1), 1),
    ]


def test_somebody_who_left_hears_nothing_and_no_date_after_the_last_day_counts() -> None:
    day = DUE - timedelta(days=14)

    assert not rules.digest(somebody(left_on=day), at(day), OFFICE)
    assert not rules.digest(somebody(left_on=DUE), at(day), OFFICE)
    assert rules.digest(somebody(left_on=DUE + timedelta(days=1)), at(day), OFFICE)


def test_what_is_voluntary_can_be_switched_off_and_what_is_asked_cannot() -> None:
    day = DUE - timedelta(days=14)
    own = Matter("accessibility", About.END, DUE, is_voluntary=True)
    less = Choice(wants_voluntary=False)

    assert rules.digest(somebody(own), at(day), OFFICE)
    assert not rules.digest(somebody(own, choice=less), at(day), OFFICE)
    assert rules.digest(somebody(choice=less), at(day), OFFICE)


def test_a_late_joiner_is_told_once_and_not_again_within_three_days() -> None:
    asked = DUE - timedelta(days=15)  # a Wednesday, a day before the next reminder

    assert reminded(somebody(), asked, DUE) == [
        (DUE - timedelta(days=14), 14),
        (DUE - timedelta(days=1), 1),
    ]
    assert reminded(somebody(), DUE - timedelta(days=22), DUE)[0] == (
        DUE - timedelta(days=22),
        30,
    )


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("standing", "on_path", "expected"),
    [
        (Standing(2, due_on=DUE), True, (About.DUE, DUE, False)),
        (Standing(2, due_on=DUE), False, (About.DUE, DUE, False)),
        (Standing(2, enrolled=True), True, None),
        (Standing(2), False, None),
        (Standing(2, proof=Proof(TODAY, DUE)), True, (About.END, DUE, True)),
        (Standing(2, proof=Proof(TODAY, DUE)), False, None),
        (Standing(2, proof=Proof(TODAY, DUE), due_on=TODAY), False, (About.END, DUE, False)),
        (Standing(2, proof=Proof(TODAY, None), due_on=DUE), True, None),
        (
            Standing(2, proof=Proof(date(2025, 1, 1), TODAY), due_on=DUE),
            True,
            (About.DUE, DUE, False),
        ),
        (Standing(2, proof=Proof(date(2025, 1, 1), TODAY)), True, None),
    ],
)
def test_the_date_that_counts_follows_from_the_state(
    standing: Standing, on_path: bool, expected: tuple[About, date, bool] | None
) -> None:
    found = rules.matter("confidentiality", standing, TODAY, on_path=on_path)

    assert (found and (found.about, found.on, found.is_voluntary)) == expected


def test_a_message_that_waited_goes_only_while_it_is_true() -> None:
    day = DUE - timedelta(days=14)
    [mention] = rules.digest(somebody(), at(day), OFFICE)
    told = somebody(told_on=frozenset({day}), said=frozenset({mention}))
    done = replace(told, matters=())
    moved = replace(told, matters=(Matter("confidentiality", About.DUE, DUE + timedelta(days=7)),))
    away = replace(told, choice=Choice(away_from=day, away_until=day))

    assert rules.still_true([mention], told, at(day, 16), OFFICE)
    assert not rules.still_true([mention], told, at(day, 17), OFFICE)
    assert not rules.still_true([mention], told, at(DUE), OFFICE)
    for changed in (done, moved, away, replace(told, left_on=day)):
        assert not rules.still_true([mention], changed, at(day, 16), OFFICE)


MATTERS = st.builds(
    Matter,
    course=st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    about=st.sampled_from(About),
    on=st.dates(date(2026, 12, 1), date(2027, 1, 31)),
    is_voluntary=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(
    matters=st.lists(MATTERS, min_size=1, max_size=12),
    first=st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    hours=st.lists(st.integers(0, 23), min_size=1, max_size=3, unique=True),
    wants=st.booleans(),
)
def test_whatever_the_dates_the_week_is_kept_and_nothing_is_said_twice(
    matters: list[Matter], first: date, hours: list[int], wants: bool
) -> None:
    recipient = somebody(*matters, choice=Choice(wants_voluntary=wants))
    messages: list[tuple[datetime, tuple[Mention, ...]]] = []
    for number in range(70):
        for hour in sorted(hours):
            moment = at(first + timedelta(days=number), hour)
            mentions = rules.digest(recipient, moment, OFFICE)
            if mentions:
                assert rules.still_true(mentions, recipient, moment, OFFICE)
                messages.append((moment, mentions))
                recipient = replace(
                    recipient,
                    said=recipient.said | set(mentions),
                    told_on=recipient.told_on | {moment.astimezone(ZONE).date()},
                )

    days = [moment.astimezone(ZONE).date() for moment, _mentions in messages]
    said = [mention for _moment, mentions in messages for mention in mentions]
    assert len(days) == len(set(days))
    assert all(sum(0 <= (day - other).days < 7 for other in days) <= 3 for day in days)
    assert len(said) == len(set(said))
    assert all(
        day < mention.on
        for day, (_moment, mentions) in zip(days, messages, strict=True)
        for mention in mentions
    )
    if not wants:
        own = {(item.course, item.about, item.on) for item in matters if item.is_voluntary}
        asked = {(item.course, item.about, item.on) for item in matters if not item.is_voluntary}
        assert not {(item.course, item.about, item.on) for item in said} & (own - asked)
