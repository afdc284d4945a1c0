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
from lms.standing import Proof, Standing, last_day

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
        (Standing(2, proof=Proof(TODAY, DUE)), True, (About.END, last_day(DUE), True)),
        (Standing(2, proof=Proof(TODAY, DUE)), False, None),
        (
            Standing(2, proof=Proof(TODAY, DUE), due_on=TODAY),
            False,
            (About.END, last_day(DUE), False),
        ),
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


ZONES = [
    "Europe/Helsinki",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "No/Such_Place",
]
ALL_YEAR = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("zone", "hour", "goes"),
    [
        ("Asia/Tokyo", 23, True),  # eight in the morning of the next day there
        ("Asia/Tokyo", 9, False),
        ("America/New_York", 13, True),
        ("America/New_York", 9, False),
        ("No/Such_Place", 9, True),
    ],
)
def test_the_hours_are_those_of_a_zone_of_ones_own(zone: str, hour: int, goes: bool) -> None:
    day = DUE - timedelta(days=15)  # the reminder falls on the next day
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    if zone != "Asia/Tokyo":
        moment += timedelta(days=1)
    there = somebody(choice=Choice(time_zone=zone))

    assert bool(rules.digest(there, moment, OFFICE)) is goes


def test_one_day_before_is_the_day_before_in_ones_own_zone() -> None:
    due = somebody(
        choice=Choice(time_zone="Pacific/Kiritimati"),
        said=frozenset(Mention("confidentiality", About.DUE, DUE, step) for step in (30, 14)),
    )
    hour = datetime(2026, 12, 15, 19, tzinfo=UTC)  # nine on the 16th there, the 15th here

    assert [one.step for one in rules.digest(due, hour, OFFICE)] == [1]
    assert not rules.digest(due, hour - timedelta(days=1), OFFICE)
    assert not rules.digest(due, hour + timedelta(days=1), OFFICE)  # the date itself there


@settings(max_examples=300, deadline=None)
@given(moment=ALL_YEAR, zone=st.sampled_from(ZONES), weekly=st.booleans(), due=st.integers(-2, 50))
def test_east_and_west_and_when_clocks_change_the_hours_hold(
    moment: datetime, zone: str, weekly: bool, due: int
) -> None:
    choice = Choice(time_zone=zone, is_weekly=weekly)
    local = moment.astimezone(choice.office(OFFICE).zone)
    on = local.date() + timedelta(days=due)
    person = somebody(Matter("a", About.DUE, on), choice=choice)

    mentions = rules.digest(person, moment, OFFICE)
    verdict = rules.by_hand(person, moment, OFFICE, written_on=local.date())

    if mentions or verdict is rules.Verdict.NOW:
        assert 8 <= local.hour < 17
        assert local.isoweekday() <= 5
    assert not (mentions and verdict is rules.Verdict.NOW)
    for mention in mentions:
        assert local.date() < mention.on


@settings(max_examples=300, deadline=None)
@given(moment=ALL_YEAR, zone=st.sampled_from(ZONES))
def test_the_next_opening_is_the_first_moment_of_working_hours(moment: datetime, zone: str) -> None:
    office = Choice(time_zone=zone).office(OFFICE)

    opening = office.opening_after(moment)

    local = opening.astimezone(office.zone)
    assert opening > moment
    assert (local.hour, local.minute) == (8, 0)
    assert office.is_open(opening)
    hours = int((opening - moment).total_seconds() // 3600)
    began = [moment + timedelta(hours=number) for number in range(hours)]
    days = {one.astimezone(office.zone).date() for one in began} - {local.date()}
    today = moment.astimezone(office.zone).date()
    assert not any(office.is_working(day) for day in days - {today})


def weekly(*matters: Matter, **values: object) -> Recipient:
    return somebody(*matters, choice=Choice(is_weekly=True), **values)


def test_a_weekly_message_comes_on_the_first_working_day_with_all_of_the_week() -> None:
    thursday, far = DUE, Matter("far", About.END, DUE + timedelta(days=8))

    found = reminded(
        weekly(Matter("confidentiality", About.DUE, thursday), far),
        date(2026, 11, 9),
        date(2026, 12, 31),
    )

    assert {day.weekday() for day, _step in found} == {0}
    assert found[-2:] == [(date(2026, 12, 14), 1), (date(2026, 12, 21), 1)]


def test_what_cannot_wait_a_week_comes_at_once() -> None:
    tuesday = date(2026, 12, 15)

    assert reminded(weekly(), tuesday, DUE) == [(tuesday, 1)]
    assert not reminded(
        weekly(Matter("a", About.DUE, tuesday + timedelta(days=14))), tuesday, date(2026, 12, 18)
    )


@settings(max_examples=60, deadline=None)
@given(
    matters=st.lists(MATTERS, min_size=1, max_size=8),
    first=st.dates(date(2026, 11, 1), date(2026, 12, 20)),
)
def test_with_every_date_known_a_week_brings_one_message_and_forgets_none(
    matters: list[Matter], first: date
) -> None:
    monday = first - timedelta(days=first.weekday())
    person = weekly(*matters)
    found = reminded(person, monday, monday + timedelta(days=90))

    weeks = [day.isocalendar()[:2] for day, _step in found]
    days = {day for day, _step in found}
    assert len(days) == len(set(weeks))
    told = {
        (one.course, one.about, one.on)
        for one in matters
        if (one.on - monday).days > 0 and (one.on - monday).days <= 90
    }
    assert len(found) >= len(told)


def test_a_note_waits_for_working_hours_for_leave_and_for_the_dates_of_the_day() -> None:
    day = DUE - timedelta(days=20)
    free = somebody(Matter("a", About.DUE, DUE + timedelta(days=60)))
    away = replace(free, choice=Choice(away_from=day, away_until=day))

    def verdict(person: Recipient, moment: datetime) -> rules.Verdict:
        return rules.by_hand(person, moment, OFFICE, written_on=day)

    assert verdict(free, at(day)) is rules.Verdict.NOW
    assert verdict(free, at(day, 19)) is rules.Verdict.LATER
    assert verdict(away, at(day)) is rules.Verdict.LATER
    assert verdict(replace(free, told_on=frozenset({day})), at(day)) is rules.Verdict.LATER
    two = frozenset({day - timedelta(days=1), day - timedelta(days=6)})
    assert verdict(replace(free, told_on=two), at(day)) is rules.Verdict.LATER
    assert verdict(somebody(), at(DUE - timedelta(days=14))) is rules.Verdict.LATER  # dates first
    assert verdict(free, at(day + timedelta(days=8))) is rules.Verdict.NEVER
    assert verdict(replace(free, left_on=day), at(day)) is rules.Verdict.NEVER
    assert verdict(replace(free, choice=Choice(wants_notes=False)), at(day)) is rules.Verdict.NEVER


@pytest.mark.parametrize(
    ("moment", "away_until", "expected"),
    [
        (at(date(2026, 12, 17), 9), None, at(date(2026, 12, 17), 9)),
        (at(date(2026, 12, 17), 7), None, at(date(2026, 12, 17), 8)),
        (at(date(2026, 12, 17), 18), None, at(date(2026, 12, 18), 8)),
        (at(date(2026, 12, 18), 18), None, at(date(2026, 12, 21), 8)),
        (at(date(2026, 12, 17), 9), date(2026, 12, 17), at(date(2026, 12, 18), 8)),
        (at(date(2026, 12, 17), 18), date(2026, 12, 23), at(date(2026, 12, 28), 8)),
    ],
)
def test_what_cannot_wait_for_a_date_waits_for_hours_and_the_end_of_days_away(
    moment: datetime, away_until: date | None, expected: datetime
) -> None:
    away_from = away_until and date(2026, 12, 17)

    found = rules.opening_for(Choice(away_from=away_from, away_until=away_until), OFFICE, moment)

    assert found == expected
