"""A year of 5,000 people, simulated: whatever happens to them, no rule is broken.

People join, go on leave, leave, finish, renew and are asked for courses; the planner runs at odd
hours. What was sent is judged afterwards by checks that share no code with the rules.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from lms.reminders import rules
from lms.reminders.rules import Choice, Matter, Mention, Office, Recipient, Verdict
from lms.standing import Proof, Standing, last_day

PEOPLE = 5_000
ZONE = ZoneInfo("Europe/Helsinki")
OFFICE = Office(ZONE, frozenset({(0, 1, 1), (0, 1, 6), (0, 12, 24), (0, 12, 25), (2027, 3, 26)}))
FIRST = date(2027, 1, 1)
DAYS = 365
COURSES = tuple(f"course-{number}" for number in range(8))
ELSEWHERE = ("Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")
PATH = frozenset(COURSES[:4])


@dataclass
class Simulated:
    """One person of the year, with the days on which things happen to them."""

    joined: date
    left_on: date | None
    choice: Choice
    asked: dict[str, tuple[date, date]]  # course -> from when, by when
    done: dict[str, tuple[date, ...]]  # course -> the days on which it was finished
    said: set[Mention] = field(default_factory=set)
    told_on: set[date] = field(default_factory=set)
    notes: list[date] = field(default_factory=list)  # written to them, by the day
    waiting: list[date] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        """The person's own clock."""
        return ZoneInfo(self.choice.time_zone) if self.choice.time_zone else ZONE

    def proof(self, course: str, day: date) -> Proof | None:
        """The newest certificate of a day; each lasts for about a year."""
        days = [done for done in self.done.get(course, ()) if done <= day]
        return Proof(days[-1], days[-1] + timedelta(days=360)) if days else None

    def has_a_date_near(self, day: date) -> bool:
        """As the planner's statements do: nothing further away than 44 days is looked at."""
        ends = (done + timedelta(days=360) for days in self.done.values() for done in days)
        dates = (*(due for _since, due in self.asked.values()), *ends)
        return any(0 < (on - day).days <= 44 for on in dates)

    def matters(self, day: date) -> tuple[Matter, ...]:
        """What counts on a day."""
        found = []
        for course in self.asked.keys() | self.done.keys():
            asked = self.asked.get(course)
            standing = Standing(
                modules=3,
                proof=self.proof(course, day),
                due_on=asked[1] if asked and asked[0] <= day else None,
            )
            matter = rules.matter(course, standing, day, on_path=course in PATH)
            if matter is not None:
                found.append(matter)
        return tuple(found)


def a_life(rng: random.Random) -> Simulated:
    def day() -> date:
        return FIRST + timedelta(days=rng.randrange(DAYS))

    away = day() if rng.random() < 0.3 else None
    asked: dict[str, tuple[date, date]] = {}
    done: dict[str, tuple[date, ...]] = {}
    for course in COURSES:
        if rng.random() < 0.35:
            begin = day() - timedelta(days=60)
            asked[course] = (begin, begin + timedelta(days=rng.randrange(1, 120)))
        if rng.random() < 0.5:
            first = day() - timedelta(days=rng.choice((0, 180, 330)))
            again = first + timedelta(days=rng.randrange(250, 420))
            done[course] = (first, again) if rng.random() < 0.6 else (first,)
    return Simulated(
        joined=FIRST if rng.random() < 0.9 else day(),
        left_on=day() if rng.random() < 0.1 else None,
        choice=Choice(
            wants_voluntary=rng.random() < 0.8,
            away_from=away,
            away_until=away + timedelta(days=rng.randrange(1, 90)) if away else None,
            time_zone=rng.choice(ELSEWHERE) if rng.random() < 0.15 else None,
            is_weekly=rng.random() < 0.2,
            wants_notes=rng.random() < 0.9,
        ),
        notes=sorted(day() for _ in range(rng.choice((0, 0, 1, 2, 6)))),
        asked=asked,
        done=done,
    )


def at_their_hours(person: Simulated, day: date, rng: random.Random) -> list[datetime]:
    """The planner runs all the time, so also in the hours of somebody elsewhere."""
    if person.choice.time_zone is None:
        return []
    midnight = datetime(day.year, day.month, day.day, tzinfo=person.zone)
    return [(midnight + timedelta(minutes=rng.randrange(8 * 60, 17 * 60))).astimezone(UTC)]


def simulated() -> list[tuple[Simulated, list[tuple[datetime, tuple[Mention, ...]]]]]:
    """Everybody with the messages of the year; the planner runs twice a day, at any minute."""
    rng = random.Random(7)  # noqa: S311 - the same year in every run
    year = [(a_life(rng), []) for _ in range(PEOPLE)]  # type: ignore[var-annotated]
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
        minutes = sorted((rng.randrange(24 * 60), rng.randrange(8 * 60, 17 * 60)))
        moments = [(midnight + timedelta(minutes=minute)).astimezone(UTC) for minute in minutes]
        for person, messages in year:
            person.waiting += [on for on in person.notes if on == day]
            if person.joined > day or not (person.waiting or person.has_a_date_near(day)):
                continue
            for moment in sorted([*moments, *at_their_hours(person, day, rng)]):
                today = moment.astimezone(person.zone).date()
                matters = person.matters(today)
                recipient = Recipient(
                    matters,
                    frozenset(person.said),
                    frozenset(person.told_on),
                    person.choice,
                    person.left_on,
                )
                mentions = rules.digest(recipient, moment, OFFICE)
                if mentions:
                    messages.append((moment, mentions))
                    person.said |= set(mentions)
                    person.told_on.add(today)
                elif person.waiting:
                    on = person.waiting[0]
                    verdict = rules.by_hand(recipient, moment, OFFICE, written_on=on)
                    if verdict is not Verdict.LATER:
                        person.waiting.remove(on)
                    if verdict is Verdict.NOW:
                        messages.append((moment, ()))
                        person.told_on.add(today)
    return year


def broken_rules(
    person: Simulated, messages: list[tuple[datetime, tuple[Mention, ...]]]
) -> list[str]:
    """The rules that a person's messages break, judged from the messages and the life alone."""
    broken: list[str] = []
    locals_ = [moment.astimezone(person.zone) for moment, _mentions in messages]
    days = [moment.date() for moment in locals_]
    off = {(1, 1), (1, 6), (12, 24), (12, 25)}
    for local in locals_:
        if not 8 <= local.hour <= 16:
            broken.append("quiet hours")
        if local.isoweekday() > 5 or (local.month, local.day) in off:
            broken.append("day off")
        if local.date() == date(2027, 3, 26):
            broken.append("day off")
    if len(set(days)) < len(days):
        broken.append("two on one day")
    fourth = zip(days, days[3:], strict=False)
    broken += ["more than three a week" for day, later in fourth if (later - day).days < 7]
    told = Counter(mention for _moment, mentions in messages for mention in mentions)
    broken += ["told twice" for count in told.values() if count > 1]
    if len({(m.course, m.on, m.about, m.step) for m in told}) < len(told):
        broken.append("told twice")
    choice = person.choice
    for day, (_moment, mentions) in zip(days, messages, strict=True):
        if not mentions and not choice.wants_notes:
            broken.append("a note to somebody who wants none by mail")
        if person.left_on and day >= person.left_on:
            broken.append("had left")
        if choice.away_from and choice.away_until and choice.away_from <= day <= choice.away_until:
            broken.append("away")
        for mention in mentions:
            broken += _untrue(person, mention, day)
    return broken


def _untrue(person: Simulated, mention: Mention, day: date) -> list[str]:
    broken = []
    finished = [done for done in person.done.get(mention.course, ()) if done <= day]
    ends = [done + timedelta(days=360) for done in finished]
    is_valid = bool(ends) and day < ends[-1]
    asked = person.asked.get(mention.course)
    is_asked = asked is not None and asked[0] <= day
    days_left = (mention.on - day).days
    if mention.about == "due":
        if is_valid:
            broken.append("done already")
        if asked is None or mention.on != asked[1]:
            broken.append("not asked")
    else:
        if not is_valid or mention.on != last_day(ends[-1]):
            broken.append("renewed or ended already")
        if not is_asked and not person.choice.wants_voluntary:
            broken.append("opted out")
        if not is_asked and mention.course not in PATH:
            broken.append("voluntary course")
    # A weekend with days off before it may move a reminder a few days to the front.
    if not 1 <= days_left <= mention.step + 6:
        broken.append("at the wrong time")
    return broken


def test_a_year_of_5000_people_breaks_no_rule_and_misses_no_last_reminder() -> None:
    year = simulated()

    broken = Counter(kind for person, messages in year for kind in broken_rules(person, messages))
    assert broken == Counter()

    steps = Counter(m.step for _p, messages in year for _at, told in messages for m in told)
    assert min(steps[step] for step in (30, 14, 1)) > 1000  # the year is not an empty one
    assert _missed(year) == {}


def _missed(
    year: list[tuple[Simulated, list[tuple[datetime, tuple[Mention, ...]]]]],
) -> dict[str, int]:
    """Asked courses that were open all along, of people at work, and yet had no last reminder."""
    missed: dict[str, int] = defaultdict(int)
    for person, messages in year:
        told = {(m.course, m.on, m.step) for _moment, mentions in messages for m in mentions}
        days = [moment.astimezone(person.zone).date() for moment, _mentions in messages]
        for course, (since, due) in person.asked.items():
            is_open = course not in person.done
            was_there = person.joined <= since and person.left_on is None
            is_in_year = FIRST + timedelta(days=40) < due < FIRST + timedelta(days=DAYS)
            had_time = (due - since).days > 10 and person.choice.away_from is None
            last_days = [due - timedelta(days=back) for back in range(1, 8)]
            was_full = any(
                sum(0 <= (last - day).days < 7 for day in days) >= 3 for last in last_days
            )
            if is_open and was_there and is_in_year and had_time and not was_full:
                missed["last reminder"] += (course, due, 1) not in told
    return {kind: count for kind, count in missed.items() if count}
