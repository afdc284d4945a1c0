"""What a manager sees of one person: one value and one way to it, for manager and person alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.clock import Past
from lms.content.model import ContentSet
from lms.courses.shown import ShownCourse, path_first, shown
from lms.enrolments import arrangements
from lms.enrolments import queries as enrolments
from lms.enrolments.arrangements import LaterDay, Wish
from lms.people.dated import holds
from lms.people.models import Membership, Role, Team
from lms.readiness import queries, rules
from lms.readiness.queries import ManagedTeam
from lms.readiness.rules import Cell, Columns, PersonReadiness
from lms.standing import State


@dataclass(frozen=True, slots=True)
class Sender:
    """A manager who sent the person something, and sees it in the timeline."""

    person_id: int
    name: str


class SentNote(Protocol):
    """That a manager sent something: its kind, the course it is about, and the day."""

    @property
    def kind(self) -> str:
        """Thanks, help, or a reminder written by hand."""

    @property
    def about(self) -> str:
        """The course of a reminder."""

    @property
    def on(self) -> date:
        """The day it was sent."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a person's timeline: a state of a course, or the kind of what was sent."""

    what: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything of a person that the managers of a team see, on its page and on the person's.

    `in_table` are the courses that the team's table begins with.
    With `sender` it is the page of one manager: what they sent themselves stands in the timeline.
    """

    team: ManagedTeam
    readiness: PersonReadiness
    courses: Mapping[str, ShownCourse]
    in_table: Mapping[str, ShownCourse]
    dues: Mapping[str, date]
    happenings: tuple[Happening, ...]
    sender: Sender | None = None

    @property
    def key(self) -> str:
        """What tells its headings from those of others on one page."""
        return f"{self.team.slug}.{self.sender.person_id}" if self.sender else self.team.slug


def seen(
    db: Session,
    *,
    team: ManagedTeam,
    person_id: int,
    content: ContentSet,
    language: str,
    today: date,
    past: Past | None = None,
) -> Seen:
    """Read what the managers of a team see of a person, in two statements."""
    columns = Columns.of(content, team.asked)
    facts = queries.facts_of(db, person_id=person_id, columns=columns, today=today, past=past)
    finishes = queries.finishes(db, person_id=person_id, columns=columns, today=today, past=past)
    readiness = rules.person_readiness(columns, facts, today)
    courses = titles(content, columns, language)
    dues = {
        course: standing.due_on
        for course, standing in zip(columns.courses, facts.standings, strict=True)
        if standing.due_on is not None and standing.proof is None
    }
    return Seen(
        team=team,
        readiness=readiness,
        courses=courses,
        in_table={course: courses[course] for course in columns.in_table},
        dues=dues,
        happenings=_happenings(finishes, readiness.cells, dues, courses),
    )


def seen_by(found: Seen, *, sender: Sender, sent: Iterable[SentNote]) -> Seen:
    """The same as one manager sees it, who sent the person something; as it is when nothing."""
    notes = [
        Happening(
            note.kind,
            found.courses[note.about].title if note.about in found.courses else "",
            note.on,
        )
        for note in sent
    ]
    if not notes:
        return found
    return replace(found, sender=sender, happenings=_in_order((*found.happenings, *notes)))


def seen_in_each_team(
    db: Session, *, person_id: int, content: ContentSet, language: str, today: date
) -> tuple[Seen, ...]:
    """What is seen of a person in each of their teams, by the names of the teams."""
    slugs = db.scalars(
        select(Team.slug)
        .where(
            Team.id.in_(
                select(Membership.team_id).where(
                    Membership.person_id == person_id,
                    Membership.role == Role.MEMBER.value,
                    holds(today),
                )
            )
        )
        .order_by(Team.name)
    ).all()
    teams = (
        queries.managed_team(db, slug=slug, path=content.path.courses, today=today)
        for slug in slugs
    )
    return tuple(
        seen(
            db,
            team=team,
            person_id=person_id,
            content=content,
            language=language,
            today=today,
        )
        for team in teams
        if team is not None
    )


@dataclass(frozen=True, slots=True)
class SeenTime:
    """What managers see of a person's wishes for more time: those that wait, and later days given
    or declined, without the reasons."""

    titles: Mapping[str, str]
    waiting: tuple[Wish, ...]
    days: tuple[LaterDay, ...]


def seen_time(db: Session, *, person_id: int, titles: Mapping[str, str]) -> SeenTime:
    """Read what the managers of a person see of more time, in one statement."""
    waiting, days = arrangements.more_time_of(db, person_id=person_id, courses=titles)
    return SeenTime(titles=titles, waiting=waiting, days=days)


def titles_asked(
    db: Session, *, person_id: int, content: ContentSet, language: str, today: date
) -> Mapping[str, str]:
    """The courses that are asked of a person and those of the path: all that managers know of."""
    path = content.path.courses
    asked = enrolments.asked_of(db, person_id=person_id, path=path, today=today)
    return {
        course.slug: shown(course, language).title
        for course in path_first(content)
        if course.slug in asked or course.slug in path
    }


def titles(content: ContentSet, columns: Columns, language: str) -> dict[str, ShownCourse]:
    """The shown courses in the reader's language, in the order of the columns."""
    return {slug: shown(content.courses[slug], language) for slug in columns.courses}


def _happenings(
    finishes: Iterable[queries.Finish],
    cells: Iterable[Cell],
    dues: Mapping[str, date],
    courses: Mapping[str, ShownCourse],
) -> tuple[Happening, ...]:
    """What a person finished, and the dates around it, newest first."""
    found = [Happening(State.READY, courses[item.course].title, item.on) for item in finishes]
    found += [
        Happening(cell.state, courses[cell.course].title, cell.on)
        for cell in cells
        if cell.on is not None and cell.state in {State.EXPIRING, State.GRACE, State.EXPIRED}
    ]
    found += [
        Happening(
            cell.state if cell.state is State.OVERDUE else State.NOT_STARTED,
            courses[cell.course].title,
            dues[cell.course],
        )
        for cell in cells
        if cell.course in dues
    ]
    return _in_order(found)


def _in_order(found: Iterable[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted(found, key=lambda item: (item.on, item.title), reverse=True))
