"""Who is reminded of which date, and when not: pure rules, asked for one person at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lms.standing import Standing, State, state

STEPS = (30, 14, 1)
"""How many days before a date somebody is reminded."""
LAST = STEPS[-1]
OPENS, CLOSES = time(8), time(17)
"""Outside these hours nothing is sent."""
WEEK = 7
MOST_A_WEEK = 3
"""Messages to one person in any seven days, across all courses."""
EARLY_A_WEEK = 2
"""The third is kept for a last reminder, so that early ones never crowd it out."""
TOO_CLOSE = 3
"""An early reminder is left out when the next one is only so many days away."""
HELD_DAYS = 7
"""A note that could not be mailed for so long is not mailed any more; it waits in the product."""
HORIZON = STEPS[0] + 14
"""Dates further away than this are nobody's business yet, whatever holidays lie between."""


class About(StrEnum):
    """What the date is."""

    DUE = "due"
    END = "end"


@dataclass(frozen=True, slots=True)
class Office:
    """Hours: a time zone, the organisation's or one's own, and days off beyond weekends."""

    zone: ZoneInfo
    days_off: frozenset[tuple[int, int, int]] = frozenset()
    """Year, month and day; the year 0 stands for every year."""

    def is_working(self, day: date) -> bool:
        """Whether people are at work on a day."""
        return (
            day.weekday() < 5
            and (day.year, day.month, day.day) not in self.days_off
            and (0, day.month, day.day) not in self.days_off
        )

    def is_open(self, moment: datetime) -> bool:
        """Whether a message may reach somebody at a moment."""
        local = moment.astimezone(self.zone)
        return OPENS <= local.time() < CLOSES and self.is_working(local.date())

    def opening_after(self, moment: datetime) -> datetime:
        """The next moment at which a working day begins."""
        local = moment.astimezone(self.zone)
        for ahead in range(HORIZON):
            day = local.date() + timedelta(days=ahead)
            opening = datetime.combine(day, OPENS, self.zone).astimezone(UTC)
            if self.is_working(day) and opening > moment:
                return opening
        return moment.astimezone(UTC) + timedelta(days=HORIZON)

    def first_of_week(self, day: date) -> date:
        """The first working day of the week of a day."""
        monday = day - timedelta(days=day.weekday())
        week = (monday + timedelta(days=number) for number in range(7))
        return next(filter(self.is_working, week), monday)

    def working_day(self, day: date) -> date:
        """The day itself or the nearest working day before it: early rather than late."""
        for back in range(HORIZON):
            earlier = day - timedelta(days=back)
            if self.is_working(earlier):
                return earlier
        return day


@dataclass(frozen=True, slots=True)
class Matter:
    """A date of one person that comes nearer."""

    course: str
    about: About
    on: date
    is_voluntary: bool = False
    is_grace: bool = False
    """Whether the certificate has ended and `on` is the last day of its grace."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A matter as told in a message: which of the reminders it was."""

    course: str
    about: About
    on: date
    step: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: reminders of what nobody asks, and days away, both ends included.

    With `is_weekly` dates come in one message a week; `wants_notes` is about mail alone.
    """

    wants_voluntary: bool = True
    away_from: date | None = None
    away_until: date | None = None
    time_zone: str | None = None
    is_weekly: bool = False
    wants_notes: bool = True

    def office(self, organisation: Office) -> Office:
        """The hours that count for the person; a zone that is no more is the organisation's."""
        zone = _zone(self.time_zone) if self.time_zone else None
        return organisation if zone is None else Office(zone, organisation.days_off)

    @property
    def days_away(self) -> tuple[date, date] | None:
        """The first and the last day away, where such are said."""
        if self.away_from is None or self.away_until is None:
            return None
        return self.away_from, self.away_until

    def is_away(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return (
            self.away_from is not None
            and self.away_until is not None
            and self.away_from <= day <= self.away_until
        )


@dataclass(frozen=True, slots=True)
class Recipient:
    """All that is asked about a person before a message is written."""

    matters: tuple[Matter, ...]
    said: frozenset[Mention] = frozenset()
    told_on: frozenset[date] = frozenset()
    """Days on which a message was written, of the last week at least."""
    choice: Choice = field(default_factory=Choice)
    left_on: date | None = None


def matter(course: str, standing: Standing, today: date, *, on_path: bool) -> Matter | None:
    """The date that counts for a course, if any; what is done, or nobody's wish, has none.

    With a certificate in force it is its last valid day, in the grace after it the last day of
    that, otherwise the date by which the course is asked. A certificate that nobody asks for counts
    when its course is on the path; it is then voluntary. Courses that are neither asked nor on the
    path are never mentioned.
    """
    is_asked = standing.due_on is not None
    found = state(standing, today)
    if found.is_valid:
        last = standing.proof.next_last_day(today) if standing.proof else None
        if last is None or not (is_asked or on_path):
            return None
        return Matter(
            course,
            About.END,
            last,
            is_voluntary=not is_asked,
            is_grace=found is State.GRACE,
        )
    return Matter(course, About.DUE, standing.due_on) if standing.due_on else None


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def digest(recipient: Recipient, moment: datetime, office: Office) -> tuple[Mention, ...]:
    """What one message would tell the person at this moment, nearest date first; mostly nothing."""
    office = recipient.choice.office(office)
    if not office.is_open(moment):
        return ()
    today = moment.astimezone(office.zone).date()
    if has_left(recipient, today) or recipient.choice.is_away(today):
        return ()
    if today in recipient.told_on:
        return ()
    told = _told(recipient, today)
    if told >= MOST_A_WEEK:
        return ()
    waiting = set(_waiting(recipient, today, office))
    if told >= EARLY_A_WEEK and not any(mention.step == LAST for mention in waiting):
        return ()
    return tuple(sorted(waiting, key=lambda mention: (mention.on, mention.course, mention.about)))


def _told(recipient: Recipient, today: date) -> int:
    """How many messages the last days brought."""
    return sum(0 < (today - day).days < WEEK for day in recipient.told_on)


class Verdict(StrEnum):
    """What becomes of a message that brings a note."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"


def by_hand(recipient: Recipient, moment: datetime, office: Office, *, written_on: date) -> Verdict:
    """Whether a message with a note written by somebody may go now; the note itself is there.

    It counts among the messages of a week, and dates go before it.
    """
    office = recipient.choice.office(office)
    today = moment.astimezone(office.zone).date()
    is_old = (today - written_on).days > HELD_DAYS
    if is_old or has_left(recipient, today) or not recipient.choice.wants_notes:
        return Verdict.NEVER
    may = (
        office.is_open(moment)
        and not recipient.choice.is_away(today)
        and today not in recipient.told_on
        and _told(recipient, today) < EARLY_A_WEEK
        and not digest(recipient, moment, office)
    )
    return Verdict.NOW if may else Verdict.LATER


def still_true(
    mentions: Iterable[Mention], recipient: Recipient, moment: datetime, office: Office
) -> bool:
    """Whether a message written earlier may still go: every matter stands, and the hour is right.

    The message itself is among what was told today, so the plan is not asked again.
    """
    office = recipient.choice.office(office)
    if not office.is_open(moment):
        return False
    today = moment.astimezone(office.zone).date()
    if has_left(recipient, today) or recipient.choice.is_away(today):
        return False
    standing = {(item.course, item.about, item.on) for item in _wanted(recipient)}
    return all(
        (mention.course, mention.about, mention.on) in standing and today < mention.on
        for mention in mentions
    )


def opening_for(choice: Choice, organisation: Office, moment: datetime) -> datetime:
    """When something may reach a person: now in their hours, or when these open after days away."""
    office = choice.office(organisation)
    found = moment if office.is_open(moment) else office.opening_after(moment)
    if choice.away_until is not None and choice.is_away(found.astimezone(office.zone).date()):
        found = office.opening_after(datetime.combine(choice.away_until, CLOSES, office.zone))
    return found


def has_left(recipient: Recipient, today: date) -> bool:
    """Whether the person's last day is over."""
    return recipient.left_on is not None and recipient.left_on <= today


def step_for(matter: Matter, today: date, office: Office) -> int | None:
    """Which reminder the day asks for: none before the first, none from the date itself on."""
    if not 0 < (matter.on - today).days <= HORIZON:
        return None
    days = _step_days(matter.on, office)
    begun = [index for index, day in enumerate(days) if day <= today]
    if not begun:
        return None
    index = begun[-1]
    is_late = today > days[index]
    if is_late and STEPS[index] != LAST and (days[index + 1] - today).days <= TOO_CLOSE:
        return None
    return STEPS[index]


def weekly_step_for(matter: Matter, today: date, office: Office) -> int | None:
    """The same for one message a week: on its first working day all that comes before the next.

    On other days only what cannot wait for the next one.
    """
    if not 0 < (matter.on - today).days <= HORIZON:
        return None
    next_one = office.first_of_week(today + timedelta(days=WEEK))
    begun = [
        step
        for step, day in zip(STEPS, _step_days(matter.on, office), strict=True)
        if day < next_one
    ]
    if not begun or (today != office.first_of_week(today) and matter.on > next_one):
        return None
    return begun[-1]


@lru_cache(maxsize=4096)
def _step_days(on: date, office: Office) -> tuple[date, ...]:
    """The working days on which a date is told of, the earliest first."""
    return tuple(office.working_day(on - timedelta(days=step)) for step in STEPS)


def _waiting(recipient: Recipient, today: date, office: Office) -> Iterable[Mention]:
    asks = weekly_step_for if recipient.choice.is_weekly else step_for
    for item in _wanted(recipient):
        step = asks(item, today, office)
        if step is None:
            continue
        said = any(
            (mention.course, mention.about, mention.on) == (item.course, item.about, item.on)
            and mention.step <= step
            for mention in recipient.said
        )
        if not said:
            yield Mention(item.course, item.about, item.on, step)


def _wanted(recipient: Recipient) -> Iterable[Matter]:
    for item in recipient.matters:
        if item.is_voluntary and not recipient.choice.wants_voluntary:
            continue
        if recipient.left_on is not None and recipient.left_on <= item.on:
            continue  # the date comes after the last day
        yield item
