"""Who opened or exported where a person stands: as the access log tells it to that person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from lms.enrolments.models import Arrangement, Enrolment
from lms.paging import Paged, nearest
from lms.people.models import AccessEntry, Membership, Person, Role, Team, TeamPlace

PAGE = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked; `team` and `day` where a team's page of an earlier day was opened."""

    at: datetime
    viewer: str
    what: str
    team: str | None
    day: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Stay:
    """In a team, or below it, from one day to another (the first day without)."""

    team_id: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Below which team a team stood."""

    parent_id: int | None
    since: date
    until: date | None


def above(stays: Sequence[Stay], places: Mapping[int, Sequence[Place]]) -> tuple[Stay, ...]:
    """Below which teams somebody was, and when, at any height; in the order of finding.

    A ring of teams ends where the same stay would come again.
    """
    found: dict[Stay, None] = {}
    waiting = list(stays)
    while waiting:
        stay = waiting.pop()
        for place in places.get(stay.team_id, ()):
            since, until = max(stay.since, place.since), _earlier(stay.until, place.until)
            if place.parent_id is None or (until is not None and until <= since):
                continue
            upper = Stay(place.parent_id, since, until)
            if upper not in found:
                found[upper] = None
                waiting.append(upper)
    return tuple(found)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def looks(db: Session, *, person_id: int, zone: ZoneInfo, page: int = 1) -> Paged[Look]:
    """Who looked at a person, one page of it; the person's own looks aside. `zone` is where the
    organisation has its days.
    """
    condition = and_(AccessEntry.viewer_id != person_id, _concerns(db, person_id))
    total = db.scalar(select(func.count()).select_from(AccessEntry).where(condition)) or 0
    page = nearest(page, total, PAGE)
    rows = db.execute(_newest(condition).limit(PAGE).offset((page - 1) * PAGE))
    return Paged(tuple(_look(row, zone) for row in rows), total, page, PAGE)


def every_look(db: Session, *, person_id: int, zone: ZoneInfo) -> tuple[Look, ...]:
    """Everybody who looked at a person, for the file they take along; newest first."""
    condition = and_(AccessEntry.viewer_id != person_id, _concerns(db, person_id))
    return tuple(_look(row, zone) for row in db.execute(_newest(condition)))


def _newest(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            AccessEntry.at,
            Person.first_name,
            Person.last_name,
            AccessEntry.what,
            Team.name,
            AccessEntry.day,
            AccessEntry.why,
        )
        .join(Person, Person.id == AccessEntry.viewer_id)
        .outerjoin(Team, Team.id == AccessEntry.team_id)
        .where(condition)
        .order_by(AccessEntry.at.desc(), AccessEntry.id.desc())
    )


def _look(row: Any, zone: ZoneInfo) -> Look:
    looked_on = row.at.astimezone(zone).date()
    return Look(
        row.at,
        f"{row.first_name} {row.last_name}".strip(),
        row.what,
        row.name,
        row.day if row.day is not None and row.day < looked_on else None,
        row.why,
    )


def _concerns(db: Session, person_id: int) -> ColumnElement[bool]:
    """Entries about the person, about a team on a day when they were in it, about everybody who
    was in a team, or about a course."""
    stays = _stays(db, person_id)
    higher = above(stays, _places(db, [stay.team_id for stay in stays]))
    taken = (
        select(Enrolment.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.course == AccessEntry.course,
            Enrolment.started_at <= AccessEntry.at,
        )
        .exists()
    )
    arranged = (
        select(Arrangement.id)
        .where(
            Arrangement.person_id == person_id,
            Arrangement.course == AccessEntry.course,
            Arrangement.given_at <= AccessEntry.at,
        )
        .exists()
    )
    return or_(
        AccessEntry.person_id == person_id,
        and_(
            AccessEntry.person_id.is_(None),
            or_(
                *(_shown(stay) for stay in stays),
                *(and_(_shown(stay), AccessEntry.is_below) for stay in higher),
                *(and_(_of_everybody(), *_during(stay)) for stay in stays),
                and_(AccessEntry.course.is_not(None), or_(taken, arranged)),
            ),
        ),
    )


def _shown(stay: Stay) -> ColumnElement[bool]:
    """Entries about the team of a stay, on one of its days."""
    return and_(AccessEntry.team_id == stay.team_id, *_during(stay))


def _of_everybody() -> ColumnElement[bool]:
    """Entries about the whole organisation, of whoever was in a team."""
    return and_(AccessEntry.team_id.is_(None), AccessEntry.course.is_(None), AccessEntry.is_below)


def _during(stay: Stay) -> list[ColumnElement[bool]]:
    # What was written before the day was kept showed the day on which it was opened.
    day: ColumnElement[date] = func.coalesce(
        AccessEntry.day, func.date(AccessEntry.at, type_=Date), type_=Date
    )
    return [day >= stay.since, *([] if stay.until is None else [day < stay.until])]


def _stays(db: Session, person_id: int) -> list[Stay]:
    rows = db.execute(
        select(Membership.team_id, Membership.since, Membership.until).where(
            Membership.person_id == person_id, Membership.role == Role.MEMBER.value
        )
    )
    return [Stay(row.team_id, row.since, row.until) for row in rows]


def _places(db: Session, team_ids: Sequence[int]) -> dict[int, list[Place]]:
    """The places of these teams and of all above them, on any day."""
    if not team_ids:
        return {}
    top = (
        select(TeamPlace.team_id, TeamPlace.parent_id, TeamPlace.since, TeamPlace.until)
        .where(TeamPlace.team_id.in_(team_ids))
        .cte("places", recursive=True)
    )
    chain = top.union(
        select(TeamPlace.team_id, TeamPlace.parent_id, TeamPlace.since, TeamPlace.until).join(
            top, TeamPlace.team_id == top.c.parent_id
        )
    )
    found: dict[int, list[Place]] = {}
    for row in db.execute(select(chain)):
        found.setdefault(row.team_id, []).append(Place(row.parent_id, row.since, row.until))
    return found
