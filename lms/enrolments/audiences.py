"""Whom an assignment is for and by when it asks: pure rules, the twin of what SQL derives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

WHOLE_PATH = "*"
"""In the place of a course: all courses of the path, whatever it holds."""

SATURDAY = 5
MOST_LINES = 8
MOST_DAYS = 1825

AWAY_DAYS = 30
"""After so many days in no team somebody begins anew; fewer lie between contracts, or teams."""

NEWCOMER_DAYS = 14
"""What whoever comes after a course was asked has at least, where its day is not theirs."""


class Audience(StrEnum):
    """Whom an assignment is for."""

    TEAM = "team"
    EVERYONE = "everyone"
    ROLE = "role"
    RULE = "rule"


class Holder(StrEnum):
    """The roles that can be asked."""

    MANAGER = "manager"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


class Due(StrEnum):
    """What the date by which a course is asked is reckoned from."""

    FIXED = "fixed"
    JOINING = "joining"
    ENTERING = "entering"
    CERTIFICATE = "certificate"


class About(StrEnum):
    """What a line of a rule looks at."""

    JOB_TITLE = "job_title"
    LANGUAGE = "language"
    TEAM = "team"
    JOINED = "joined"


class How(StrEnum):
    """How a line compares."""

    IS = "is"
    BEGINS = "begins"
    CONTAINS = "contains"
    BELOW = "below"
    BEFORE = "before"
    AFTER = "after"


FITTING: dict[About, tuple[How, ...]] = {
    About.JOB_TITLE: (How.IS, How.BEGINS, How.CONTAINS),
    About.LANGUAGE: (How.IS,),
    About.TEAM: (How.BELOW,),
    About.JOINED: (How.BEFORE, How.AFTER),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule: a text, a team or a day, as its field needs."""

    about: About
    how: How
    text: str = ""
    team_id: int | None = None
    day: date | None = None

    @property
    def key(self) -> str:
        """The line as text, equal for equal lines."""
        value = self.team_id or (self.day.isoformat() if self.day else folded(self.text))
        return f"{self.about}\x1f{self.how}\x1f{value}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An assignment as it is thought of, before or after it is kept."""

    audience: Audience
    course: str
    team_id: int | None = None
    holder: Holder | None = None
    lines: tuple[Line, ...] = ()
    matches_any: bool = False
    due: Due = Due.FIXED
    due_on: date | None = None
    due_days: int | None = None
    why: str = ""
    asked_on: date | None = None  # the first day on which it was asked, kept through changes

    @property
    def key(self) -> str | None:
        """What tells this audience from others, beside a team."""
        if self.audience is Audience.TEAM:
            return None
        if self.audience is Audience.ROLE:
            return self.holder.value if self.holder else ""
        if self.audience is Audience.EVERYONE:
            return Audience.EVERYONE.value
        return rule_key(self.lines, matches_any=self.matches_any)


@dataclass(frozen=True, slots=True)
class PersonKnown:
    """What rules look at in one person on a day; `team_ids` with all teams above."""

    job_title: str
    language: str
    joined_on: date
    team_ids: frozenset[int] = field(default_factory=frozenset)


def rule_key(lines: Iterable[Line], *, matches_any: bool) -> str:
    """A digest of a rule: the order of its lines and repeated lines do not matter."""
    told = "\x1e".join(["any" if matches_any else "all", *sorted({line.key for line in lines})])
    return hashlib.sha256(told.encode()).hexdigest()[:40]


def folded(text: str) -> str:
    """Small letters, as both databases make them: of English and of å, ä, ö."""
    swapped = text.replace("Å", "å").replace("Ä", "ä").replace("Ö", "ö")
    return "".join(char.lower() if "A" <= char <= "Z" else char for char in swapped)


def line_fits(line: Line, person: PersonKnown) -> bool:
    """Whether a line is true of a person."""
    if line.about is About.TEAM:
        return line.team_id in person.team_ids
    if line.about is About.JOINED:
        if line.day is None:
            return False
        return (
            person.joined_on < line.day if line.how is How.BEFORE else person.joined_on > line.day
        )
    if line.about is About.LANGUAGE:
        return person.language == line.text
    title, text = folded(person.job_title), folded(line.text)
    if line.how is How.IS:
        return title == text
    return title.startswith(text) if line.how is How.BEGINS else text in title


def rule_fits(lines: Sequence[Line], person: PersonKnown, *, matches_any: bool) -> bool:
    """Whether a rule is true of a person; one without lines is true of nobody."""
    fitting = [line_fits(line, person) for line in lines]
    return any(fitting) if matches_any else bool(fitting) and all(fitting)


def stay_began(terms: Iterable[tuple[date, date | None]], day: date) -> date | None:
    """The first day of the stay of a day, from places as their first day and first day without.

    Places that touch, overlap or lie at most `AWAY_DAYS` apart are one stay. Whoever is in no team
    on the day counts from the last stay, or else from the first day to come.
    """
    began: date | None = None
    reached: date | None = None
    for since, until in sorted(
        ((since, until or date.max) for since, until in terms), key=lambda term: term[0]
    ):
        if until <= since:
            continue
        if since > day:
            return began or since
        if reached is None or (since - reached).days > AWAY_DAYS:
            began = since
        reached = max(reached or until, until)
    return began


@dataclass(frozen=True, slots=True)
class Arrival:
    """From when days are counted for somebody; `joined_on` the organisation, `came_on` the asked.

    Who is not asked by the place in a team came on the day of joining.
    """

    joined_on: date
    came_on: date
    last_end: date | None = None  # the last valid day of the newest certificate of the course


def due_day(wanted: Wanted, arrival: Arrival, day: date) -> date | None:
    """By when an assignment asks somebody as of a day; None without a date."""
    if wanted.due in {Due.JOINING, Due.ENTERING}:
        begun = arrival.joined_on if wanted.due is Due.JOINING else arrival.came_on
        return reckoned(max(begun, wanted.asked_on or begun), wanted.due_days or 0)
    asked = wanted.due_on
    if wanted.due is Due.CERTIFICATE:
        asked = arrival.last_end and arrival.last_end + timedelta(days=wanted.due_days or 0)
    came = min(arrival.came_on, day)
    if asked is None or wanted.asked_on is None or came <= wanted.asked_on:
        return asked
    return max(asked, reckoned(came, NEWCOMER_DAYS))


def reckoned(base: date, days: int) -> date:
    """So many days after a day; a Saturday or Sunday gives way to the Monday after."""
    day = base + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
