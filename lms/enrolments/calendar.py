"""One's own dates as a calendar that other programs read: the file, and who may fetch it.

The address is signed and names a person and a nonce; with the nonce gone the address is void.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from icalendar import Calendar, Event
from itsdangerous import BadData, URLSafeSerializer

from lms.content.model import Course
from lms.enrolments.queries import Learning
from lms.standing import State, state

SALT = "calendar"
REFRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Entry:
    """A day that asks something of the person: by then, or as long as that."""

    kind: Literal["asked", "ends", "grace"]
    course: Course
    on: date
    why: str = ""


def entries(courses: Iterable[Course], learning: Learning, today: date) -> Iterator[Entry]:
    """What is asked and not in force, and the last day of each certificate or of its grace."""
    for course in courses:
        standing = learning.standing(course)
        proof = standing.proof
        found = state(standing, today)
        if found.is_valid:
            last = proof.next_last_day(today) if proof is not None else None
            if last is not None:
                kind: Literal["ends", "grace"] = "grace" if found is State.GRACE else "ends"
                yield Entry(kind, course, last)
        elif (asked := learning.asked.get(course.slug)) is not None and asked.due_on is not None:
            yield Entry("asked", course, asked.due_on, asked.why)


def write(
    found: Iterable[Entry],
    *,
    name: str,
    host: str,
    nonce: str,
    now: datetime,
    words: Callable[[Entry], tuple[str, str]],
) -> bytes:
    """The calendar as RFC 5545 has it; each day stands alone, so that no time zone can move it.

    `words` gives an entry's title and its description. `nonce` keeps the names of events apart
    from other people's without naming anybody.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//lms//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in found:
        title, description = words(entry)
        event = Event()
        event.add("uid", f"{entry.kind}-{entry.course.slug}-{nonce[:16]}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", title)
        event.add("description", description)
        event.add("transp", "TRANSPARENT")  # a date to know of keeps nobody busy
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def token_of(secret: str, *, person_id: int, nonce: str) -> str:
    """What stands in the address of a person's calendar."""
    return str(URLSafeSerializer(secret, salt=SALT).dumps([person_id, nonce]))


def read_token(secret: str, token: str) -> tuple[int, str] | None:
    """The person and nonce of an address, if it was signed here."""
    try:
        held = URLSafeSerializer(secret, salt=SALT).loads(token)
    except BadData:
        return None
    match held:
        case [int(person_id), str(nonce)]:
            return person_id, nonce
    return None
