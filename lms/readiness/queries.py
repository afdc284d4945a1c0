"""What manager pages read: a few grouped statements, never attempts, answers, scores or times."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from lms.authz import OfTeams
from lms.certificates.models import Certificate
from lms.certificates.queries import all_as_of, newest_as_of
from lms.clock import Past
from lms.content.model import ContentSet
from lms.enrolments.arranged import accepted_rows
from lms.enrolments.asked import asked_rows
from lms.enrolments.models import Enrolment, ModuleRead, TimeRequest
from lms.enrolments.sharing import shared_rows
from lms.leaders.models import Invitation
from lms.paging import page_count
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team
from lms.people.queries import tree
from lms.readiness import rules
from lms.readiness.choices import Choice
from lms.readiness.names import named
from lms.readiness.rules import Columns, Group, PersonFacts, Snapshot
from lms.standing import Proof, Standing

DIGITS = "0123456789abcdefghijk"
PAGE = 10
PAGE_ALL = 200


@dataclass(frozen=True, slots=True)
class TeamLink:
    """A team as a list names it."""

    team_id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Manager:
    """Somebody who leads a team; `why` is the line with which they invited it, if they did."""

    person_id: int
    name: str
    is_deputy: bool
    why: str | None


@dataclass(frozen=True, slots=True)
class OpenWish:
    """Somebody waits for an answer: they asked for more time for a course."""

    person_id: int
    course: str
    wanted_on: date


@dataclass(frozen=True, slots=True)
class ManagedTeam:
    """The team of an address, the teams right below it, what is asked of it, who leads it, and
    who in it asks for more time.
    """

    team_id: int
    slug: str
    name: str
    below: tuple[TeamLink, ...]
    asked: Mapping[str, date | None]  # course -> the earliest date, if there is one
    managers: tuple[Manager, ...] = ()
    wishes: tuple[OpenWish, ...] = ()  # none on past days

    def waiting_for(self, viewer_id: int, courses: Collection[str]) -> dict[int, list[OpenWish]]:
        """By person, the wishes that somebody may answer: nobody answers their own."""
        found: dict[int, list[OpenWish]] = {}
        for wish in self.wishes:
            if wish.person_id != viewer_id and wish.course in courses:
                found.setdefault(wish.person_id, []).append(wish)
        return found

    @property
    def resource(self) -> OfTeams:
        """What the policy judges."""
        return OfTeams(frozenset({self.team_id}))


@dataclass(frozen=True, slots=True)
class PersonInTeam:
    """A person who is in a team today."""

    person_id: int
    name: str
    job_title: str
    team: ManagedTeam

    @property
    def resource(self) -> OfTeams:
        """What the policy judges."""
        return self.team.resource


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with everybody below it: how many are ready to share."""

    team: TeamLink
    people: int
    ready: int


@dataclass(frozen=True, slots=True)
class Narrowed(Choice):
    """What the address asks of the list of people."""

    find: str = ""
    page: int = 1
    show_all: bool = False

    @property
    def size(self) -> int:
        """People on one page."""
        return PAGE_ALL if self.show_all else PAGE


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What the statements of a team page found; `matching` counts all pages of the list."""

    snapshot: Snapshot
    own: PersonFacts
    matching: int
    narrowed: Narrowed

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return page_count(self.matching, self.narrowed.size)


def columns(content: ContentSet, asked: Iterable[str]) -> Columns:
    """The path's courses, then what else is asked; courses that nobody asks for stay private."""
    path = tuple(slug for slug in content.path.courses if slug in content.courses)
    wanted = set(asked).difference(path)
    further = tuple(slug for slug in content.courses if slug in wanted)
    courses = path + further
    return Columns(
        courses=courses,
        path_size=len(path),
        modules={
            slug: tuple(module.slug for module in content.courses[slug].modules) for slug in courses
        },
    )


def managed_team(
    db: Session, *, slug: str, path: Sequence[str], today: date, past: Past | None = None
) -> ManagedTeam | None:
    """The team of an address with the teams below, who leads it, and what is asked of anybody in
    it, in one statement.

    Of a past day it is the tree of that day; a team that was not there has nothing around it.
    """
    under, parent = tree(past), aliased(Team)
    no_day: ColumnElement[Any] = cast(null(), Date)
    team_id = select(Team.id).where(Team.slug == slug).scalar_subquery()
    people = _members(team_id, today, past)
    # Named once in the statement, so that it is derived once for the columns and the wishes.
    asked = asked_rows(people, day=today, past=past, path=path, name="column").cte("column_asked")
    shared = shared_rows(people, past=past).subquery()
    rows: Sequence[Any] = db.execute(
        union_all(
            select(
                literal("team").label("kind"),
                Team.id.label("id"),
                Team.slug.label("slug"),
                Team.name.label("name"),
                no_day.label("due_on"),
            ).where(Team.slug == slug),
            select(literal("below"), Team.id, Team.slug, Team.name, no_day)
            .join(under, under.c.id == Team.id)
            .join(parent, under.c.parent_id == parent.id)
            .where(parent.slug == slug),
            select(
                literal("asked"),
                literal(0),
                asked.c.course,
                asked.c.course,
                func.min(asked.c.due_on),
            ).group_by(asked.c.course),
            select(literal("shared"), literal(0), shared.c.course, shared.c.course, no_day)
            .where(shared.c.course.not_in(path))
            .distinct(),
            _leading(slug, today, past),
            *([_waiting(people, asked, path)] if past is None else []),
        )
    ).all()
    found = next((row for row in rows if row.kind == "team"), None)
    if found is None:
        return None
    below = [TeamLink(row.id, row.slug, row.name) for row in rows if row.kind == "below"]
    return ManagedTeam(
        team_id=found.id,
        slug=found.slug,
        name=found.name,
        below=tuple(sorted(below, key=lambda link: (link.name.casefold(), link.team_id))),
        asked={row.slug: row.due_on for row in rows if row.kind == "shared"}
        | {row.slug: row.due_on for row in rows if row.kind == "asked"},
        managers=tuple(
            Manager(row.id, row.name, row.kind == "deputy", row.slug or None)
            for row in sorted(rows, key=lambda row: (row.kind == "deputy", row.name.casefold()))
            if row.kind in {"manager", "deputy"}
        ),
        wishes=tuple(OpenWish(row.id, row.slug, row.due_on) for row in rows if row.kind == "wish"),
    )


def _waiting(
    people: Select[Any], asked: FromClause, path: Sequence[str]
) -> Select[*tuple[Any, ...]]:
    """Wishes for more time that wait for an answer, of what is for managers to see."""
    return select(
        literal("wish"),
        TimeRequest.person_id,
        TimeRequest.course,
        TimeRequest.course,
        TimeRequest.wanted_on,
    ).where(
        TimeRequest.person_id.in_(people),
        TimeRequest.answered_at.is_(None),
        or_(
            TimeRequest.course.in_(path),
            select(asked.c.course)
            .where(asked.c.person_id == TimeRequest.person_id, asked.c.course == TimeRequest.course)
            .exists(),
        ),
    )


def _leading(slug: str, today: date, past: Past | None) -> Select[Any]:
    """Who leads a team on a day, as rows beside those of the team; the line stands for a slug."""
    here = [] if past is None else [Person.erased_at.is_(None)]
    return (
        select(
            case((Membership.is_deputy, "deputy"), else_="manager"),
            Person.id,
            func.coalesce(Invitation.why, ""),
            Person.first_name + " " + Person.last_name,
            cast(null(), Date),
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .outerjoin(
            Invitation, and_(Invitation.team_id == Team.id, Invitation.person_id == Person.id)
        )
        .where(
            Team.slug == slug,
            Membership.role == Role.MANAGER.value,
            holds(today),
            works_here(today),
            *here,
        )
    )


def person_in_team(
    db: Session,
    *,
    slug: str,
    person: int,
    today: date,
    path: Sequence[str] = (),
    past: Past | None = None,
) -> PersonInTeam | None:
    """A person in the team of an address, as long as they are in it."""
    team = managed_team(db, slug=slug, path=path, today=today, past=past)
    if team is None:
        return None
    row = db.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.job_title).where(
            Person.id == person, Person.id.in_(_members(team.team_id, today, past))
        )
    ).one_or_none()
    if row is None:
        return None
    return PersonInTeam(row.id, _name(row), row.job_title, team)


def managers_over(
    db: Session, *, teams: Collection[int], today: date
) -> Mapping[int, frozenset[int]]:
    """Of each team the people who manage it or a team above: those who may open its pages."""
    way = (
        select(Team.id.label("team_id"), Team.id.label("over_id"), Team.parent_id)
        .where(Team.id.in_(teams))
        .cte("way_up", recursive=True)
    )
    over = Team.__table__.alias("over")
    way = way.union(
        select(way.c.team_id, over.c.id, over.c.parent_id).join(way, over.c.id == way.c.parent_id)
    )
    rows = db.execute(
        select(way.c.team_id, Membership.person_id)
        .join(Membership, Membership.team_id == way.c.over_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.role == Role.MANAGER.value, holds(today), works_here(today))
        .distinct()
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row.team_id, set()).add(row.person_id)
    return {team: frozenset(people) for team, people in found.items()}


def names_of(db: Session, *, people: Collection[int]) -> dict[int, str]:
    """People by number, in the order of their names."""
    rows = db.execute(
        select(Person.id, Person.first_name, Person.last_name)
        .where(Person.id.in_(people))
        .order_by(*_in_order())
    )
    return {row.id: _name(row) for row in rows}


def team_page(
    db: Session,
    *,
    team_id: int,
    viewer_id: int,
    columns: Columns,
    narrowed: Narrowed,
    today: date,
    past: Past | None = None,
) -> TeamPage:
    """Everything of a team page in three statements, whatever the size of the team.

    With `past`, whose day is then `today`, everything is as it was known when that day ended.
    """
    groups = _groups(db, team_id=team_id, columns=columns, today=today, past=past)
    own, people, matching = _people(
        db,
        team_id=team_id,
        viewer_id=viewer_id,
        columns=columns,
        narrowed=narrowed,
        alike=[
            signature
            for signature, group in groups
            if narrowed.holds(rules.states_of(group.standings, today), columns)
        ],
        today=today,
        past=past,
    )
    lines, months = _curves(db, team_id=team_id, columns=columns, today=today, past=past)
    snapshot = Snapshot(
        columns=columns,
        groups=tuple(group for _, group in groups),
        people=people,
        lines=lines,
        months=months,
    )
    return TeamPage(snapshot=snapshot, own=own, matching=matching, narrowed=narrowed)


def facts_of(
    db: Session, *, person_id: int, columns: Columns, today: date, past: Past | None = None
) -> PersonFacts:
    """One person's facts, in one statement."""
    only = select(Person.id).where(Person.id == person_id)
    (facts,) = _read(db.execute(_with_facts(only, columns, today, past)), columns)
    return facts


def everyone_in(
    db: Session, *, team_id: int, columns: Columns, today: date, past: Past | None = None
) -> Iterator[PersonFacts]:
    """All people of a team in order with their facts."""
    modules = [len(columns.modules[course]) for course in columns.courses]
    for line in lines_in(db, team_id=team_id, columns=columns, today=today, past=past):
        yield PersonFacts(
            person_id=line.person_id,
            name=line.name,
            job_title=line.job_title,
            standings=tuple(
                standing(facts, count) for facts, count in zip(line.facts, modules, strict=True)
            ),
        )


Facts = tuple[date | None, date | None, date | None, date | None, int, int]
"""Facts about a person and a course as they come from the database: the end of the certificate,
from when it may be renewed, until when it counts, the date asked for, whether there is a
certificate, and whether anything was begun."""

NOTHING_BEGUN: Facts = (None, None, None, None, 0, 0)
"""Nothing is known yet of a course that is for managers to see."""

MOST_MET = 20_000
"""Different facts that are kept while a file is read."""

AT_ONCE = 1000
"""People whose facts are read together for a file."""


class Line(NamedTuple):
    """A person in a file, bare, since a large file has many; None where a course is not asked."""

    person_id: int
    name: str
    job_title: str
    facts: list[Facts | None]


def standing(facts: Facts | None, modules: int) -> Standing:
    """The standing that has these facts; which day the certificate was issued decides nothing."""
    if facts is None:
        return Standing(modules=modules, is_asked=False)
    expires_on, renew_from, counts_until, due_on, is_proved, is_begun = facts
    return Standing(
        modules=modules,
        enrolled=bool(is_begun),
        proof=Proof(date.min, expires_on, renew_from, counts_until) if is_proved else None,
        due_on=due_on,
    )


def lines_in(
    db: Session, *, team_id: int, columns: Columns, today: date, past: Past | None = None
) -> Iterator[Line]:
    """All people of a team in order, read part by part, with memory for one part only."""
    connection = db.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    facts = _facts(_given_ids(is_sqlite=is_sqlite), columns, today, past, "listed")
    statement = select(
        facts.c.person_id,
        facts.c.course,
        # As they come: to make dates of them row by row would take a third of the time on SQLite.
        type_coerce(facts.c.expires_on, String),
        type_coerce(facts.c.renew_from, String),
        type_coerce(facts.c.counts_until, String),
        type_coerce(facts.c.due_on, String),
        case((facts.c.issued_on.is_(None), 0), else_=1),
        facts.c.begun,
    )
    people = (
        select(Person.id, Person.first_name, Person.last_name, Person.job_title)
        .where(Person.id.in_(_members(team_id, today, past)))
        .order_by(*_in_order())
    )
    at = {course: index for index, course in enumerate(columns.courses)}
    further = len(columns.courses) - columns.path_size
    none: list[Facts | None] = [NOTHING_BEGUN] * columns.path_size + [None] * further
    met = _Met()
    listed = connection.execute(people, execution_options={"yield_per": AT_ONCE})
    while part := listed.fetchmany(AT_ONCE):
        lines = {row.id: Line(row.id, _name(row), row.job_title, none.copy()) for row in part}
        ids = list(lines)
        given = {"ids": json.dumps(ids) if is_sqlite else ids}
        for row in connection.execute(statement, given).all():
            lines[row[0]].facts[at[row[1]]] = met[row[2:]]
        yield from lines.values()


class _Met(dict[Any, Facts]):
    """The facts that rows tell, made once for all rows that tell the same."""

    def __missing__(self, row: Any) -> Facts:
        if len(self) >= MOST_MET:
            self.clear()
        *days, is_proved, is_begun = row
        made = [date.fromisoformat(day) if isinstance(day, str) else day for day in days]
        facts = self[row] = (made[0], made[1], made[2], made[3], is_proved, is_begun)
        return facts


def _given_ids(*, is_sqlite: bool) -> Select[Any]:
    """Numbers of people handed over as one value, however many."""
    given: Any = bindparam("ids")
    if is_sqlite:
        return select(func.json_each(given).table_valued("value").c.value)
    return select(func.unnest(cast(given, ARRAY(Integer))).column_valued("value"))


def managed_directly(db: Session, *, person_id: int, today: date) -> tuple[TeamLink, ...]:
    """The teams a person manages, without those below."""
    rows = db.execute(
        select(Team.id, Team.slug, Team.name)
        .where(
            Team.id.in_(
                select(Membership.team_id).where(
                    Membership.person_id == person_id,
                    Membership.role == Role.MANAGER.value,
                    holds(today),
                )
            )
        )
        .order_by(func.lower(Team.name), Team.id)
    )
    return tuple(TeamLink(row.id, row.slug, row.name) for row in rows)


def team_rows(
    db: Session,
    *,
    teams: Sequence[TeamLink],
    columns: Columns,
    today: date,
    past: Past | None = None,
) -> tuple[TeamRow, ...]:
    """Each team with everybody below it, counted by the database in one statement."""
    if not teams:
        return ()
    own, under = tree(past), tree(past)
    top = (
        select(own.c.id.label("top_id"), own.c.id.label("id"))
        .where(own.c.id.in_([team.team_id for team in teams]))
        .cte("tree", recursive=True)
    )
    below = top.union(select(top.c.top_id, under.c.id).join(top, under.c.parent_id == top.c.id))
    inside = (
        select(below.c.top_id, Membership.person_id)
        .join(Membership, Membership.team_id == below.c.id)
        .join(Person, Person.id == Membership.person_id)
        .where(_is_member(today, past))
        .distinct()
        .cte("inside")
    )
    people = select(inside.c.person_id)
    if past is not None:
        held = newest_as_of(people, end=past.end, courses=columns.path).subquery()
        valid = (
            select(held.c.person_id, held.c.course)
            .where(or_(held.c.counts_until.is_(None), held.c.counts_until > today))
            .subquery("valid")
        )
    else:
        # The newest is in force when it is the newest of those in force: no second look.
        in_force = or_(Certificate.counts_until.is_(None), Certificate.counts_until > today)
        valid = (
            select(Certificate.person_id, Certificate.course)
            .where(
                Certificate.person_id.in_(people),
                Certificate.course.in_(columns.path),
                Certificate.revoked_at.is_(None),
            )
            .group_by(Certificate.person_id, Certificate.course)
            .having(func.max(Certificate.id) == func.max(case((in_force, Certificate.id))))
            .subquery("valid")
        )
    other = accepted_rows(people, day=today, courses=columns.path, past=past).subquery()
    proved = union(
        select(valid.c.person_id, valid.c.course), select(other.c.person_id, other.c.course)
    ).subquery()
    ready = (
        select(proved.c.person_id)
        .group_by(proved.c.person_id)
        .having(func.count() == max(columns.path_size, 1))
        .cte("ready")
    )
    rows = db.execute(
        select(
            inside.c.top_id,
            func.count(inside.c.person_id).label("people"),
            func.count(ready.c.person_id).label("ready"),
        )
        .outerjoin(ready, ready.c.person_id == inside.c.person_id)
        .group_by(inside.c.top_id)
    )
    found = {row.top_id: (row.people, row.ready) for row in rows}
    return tuple(TeamRow(team, *found.get(team.team_id, (0, 0))) for team in teams)


@dataclass(frozen=True, slots=True)
class Finish:
    """A course finished."""

    course: str
    on: date


def finishes(
    db: Session, *, person_id: int, columns: Columns, today: date, past: Past | None = None
) -> tuple[Finish, ...]:
    """When a person finished the shown courses, newest first; never how often they tried."""
    known = true() if past is None else Certificate.issued_at < past.end
    only = select(Person.id).where(Person.id == person_id)
    rows = db.execute(
        select(Certificate.course, Certificate.issued_on)
        .where(
            Certificate.person_id == person_id,
            Certificate.course.in_(columns.courses),
            Certificate.revoked_at.is_(None),
            or_(
                Certificate.course.in_(columns.path),
                *(
                    Certificate.course.in_(select(found.c.course))
                    for found in _further(only, columns, today, past)
                ),
            ),
            known,
        )
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
        .limit(50)
    )
    return tuple(Finish(course=row.course, on=row.issued_on) for row in rows)


def _further(
    people: Select[Any], columns: Columns, today: date, past: Past | None
) -> tuple[FromClause, ...]:
    """Who is asked for which course beyond the path, and who shares one: for managers to see.

    What others in the team are asked for may be taken by choice: that is nobody else's business.
    """
    further = columns.courses[columns.path_size :]
    if not further:
        return ()
    asked = asked_rows(
        people, day=today, past=past, path=columns.path, courses=further, name="further"
    )
    return asked.subquery(), shared_rows(people, courses=further, past=past).subquery()


def _name(row: Any) -> str:
    return f"{row.first_name} {row.last_name}".strip()


def _is_member(today: date, past: Past | None = None) -> ColumnElement[bool]:
    """Whether somebody is a member; who was erased since is missing from past days as well."""
    conditions = [
        Membership.role == Role.MEMBER.value,
        holds(today),
        works_here(today),
    ]
    if past is not None:
        conditions.append(Person.erased_at.is_(None))
    return and_(*conditions)


def _members(
    team_id: int | ScalarSelect[int], today: date, past: Past | None = None
) -> Select[int]:
    """Who is in the team today."""
    return (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id == team_id, _is_member(today, past))
        .distinct()
    )


def _latest(people: Select[Any], courses: Sequence[str]) -> Select[int]:
    """The newest certificate in force or ended of each person and course."""
    return (
        select(func.max(Certificate.id))
        .where(
            Certificate.person_id.in_(people),
            Certificate.course.in_(courses),
            Certificate.revoked_at.is_(None),
        )
        .group_by(Certificate.person_id, Certificate.course)
    )


def _proofs(
    people: Select[Any], courses: Sequence[str], past: Past | None, name: str
) -> FromClause:
    """The dated facts of the newest certificates, of today or as known when a day ended."""
    if past is not None:
        return newest_as_of(people, end=past.end, courses=courses, name=f"{name}_known").subquery()
    return (
        select(
            Certificate.person_id,
            Certificate.course,
            Certificate.issued_on,
            Certificate.expires_on,
            Certificate.renew_from,
            Certificate.counts_until,
        )
        .where(Certificate.id.in_(_latest(people, courses)))
        .subquery()
    )


def _facts(
    people: Select[Any], columns: Columns, today: date, past: Past | None, name: str
) -> Subquery:
    """One row for each person and course about which anything is known."""
    no_day: ColumnElement[Any] = cast(null(), Date)
    no, yes = literal(0, Integer), literal(1, Integer)
    asked = asked_rows(
        people,
        day=today,
        past=past,
        path=columns.path,
        courses=columns.courses,
        name=f"{name}_asked",
    ).subquery()
    started: ColumnElement[bool] = true()
    read: ColumnElement[bool] = true()
    if past is not None:
        started, read = Enrolment.started_at < past.end, ModuleRead.read_at < past.end
    todays = or_(
        false(),
        *(
            and_(ModuleRead.course == course, ModuleRead.module.in_(modules))
            for course, modules in columns.modules.items()
        ),
    )
    proofs = _proofs(people, columns.courses, past, name)
    accepted = accepted_rows(
        people, day=today, courses=columns.courses, past=past, name=f"{name}_accepted"
    ).subquery()
    shared = shared_rows(people, courses=columns.courses, past=past).subquery()
    no_proof = (no_day, no_day, no_day, no_day)
    pieces = union_all(
        select(
            proofs.c.person_id.label("person_id"),
            proofs.c.course.label("course"),
            proofs.c.issued_on.label("issued_on"),
            proofs.c.expires_on.label("expires_on"),
            proofs.c.renew_from.label("renew_from"),
            proofs.c.counts_until.label("counts_until"),
            no_day.label("due_on"),
            no.label("begun"),
            no.label("is_asked"),
        ),
        select(*accepted.c, no_day, no, no),
        select(asked.c.person_id, asked.c.course, *no_proof, asked.c.due_on, no, yes),
        select(shared.c.person_id, shared.c.course, *no_proof, no_day, no, yes),
        select(Enrolment.person_id, Enrolment.course, *no_proof, no_day, yes, no).where(
            Enrolment.person_id.in_(people), Enrolment.course.in_(columns.courses), started
        ),
        select(ModuleRead.person_id, ModuleRead.course, *no_proof, no_day, yes, no)
        .where(ModuleRead.person_id.in_(people), todays, read)
        .distinct(),
    ).subquery(f"{name}_pieces")
    return (
        select(
            pieces.c.person_id,
            pieces.c.course,
            func.max(pieces.c.issued_on).label("issued_on"),
            func.max(pieces.c.expires_on).label("expires_on"),
            func.max(pieces.c.renew_from).label("renew_from"),
            func.max(pieces.c.counts_until).label("counts_until"),
            func.min(pieces.c.due_on).label("due_on"),
            func.max(pieces.c.begun).label("begun"),
        )
        .group_by(pieces.c.person_id, pieces.c.course)
        # As in _further: what is not asked of the person is not for managers to see.
        .having(or_(pieces.c.course.in_(columns.path), func.max(pieces.c.is_asked) == 1))
        .subquery(f"{name}_facts")
    )


def _situations(team_id: int, columns: Columns, today: date, past: Past | None) -> CTE:
    """Each person of the team with one digit for each course: the facts, not the dates."""
    people = _members(team_id, today, past).cte("members")
    facts = _facts(select(people.c.person_id), columns, today, past, "team")
    digit = (
        case(
            (facts.c.issued_on.is_(None), 0),
            (facts.c.counts_until <= today, rules.EXPIRED),
            (facts.c.expires_on <= today, rules.GRACE),
            (facts.c.renew_from <= today, rules.EXPIRING),
            else_=rules.VALID,
        )
        + case((facts.c.due_on < today, rules.DUE_PASSED), else_=0)
        + facts.c.begun
    )
    # People without facts come in as rows of their own: SQLite would join them one by one.
    known = union_all(
        select(facts.c.person_id, facts.c.course, digit.label("digit")),
        select(people.c.person_id, cast(null(), String), literal(0, Integer)),
    ).subquery("known")
    signature: ColumnElement[str] = literal("", String)
    for course in columns.courses:
        # Without a row a course of the path is not begun, and any other one is not asked.
        nothing = 0 if course in columns.path else rules.NOT_ASKED
        digits = func.max(case((known.c.course == course, known.c.digit)))
        value: ColumnElement[int] = func.coalesce(digits, nothing)
        signature = signature.concat(func.substr(DIGITS, cast(value + 1, Integer), 1))
    return (
        select(known.c.person_id, signature.label("signature"))
        .group_by(known.c.person_id)
        .cte("situations")
    )


def _groups(
    db: Session, *, team_id: int, columns: Columns, today: date, past: Past | None
) -> list[tuple[str, Group]]:
    """How many people stand alike, counted by the database."""
    situations = _situations(team_id, columns, today, past)
    rows = db.execute(
        select(situations.c.signature, func.count().label("people")).group_by(
            situations.c.signature
        )
    )
    return [
        (
            row.signature,
            Group(
                people=row.people,
                standings=tuple(
                    rules.standing_of(DIGITS.index(digit), today) for digit in row.signature
                ),
            ),
        )
        for row in rows
    ]


def _with_facts(
    people: Select[Any],
    columns: Columns,
    today: date,
    past: Past | None,
    *further: ColumnElement[Any],
) -> Select[Any]:
    """People in order of their names, a row for each course with facts, or one without."""
    scope = people.cte("scope")
    ids = select(scope.c[0])
    facts = _facts(ids, columns, today, past, "shown")
    return (
        select(
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.job_title,
            *further,
            facts.c.course,
            facts.c.issued_on,
            facts.c.expires_on,
            facts.c.renew_from,
            facts.c.counts_until,
            facts.c.due_on,
            facts.c.begun,
        )
        .outerjoin(facts, facts.c.person_id == Person.id)
        .where(Person.id.in_(ids))
        .order_by(*_in_order())
    )


def _in_order() -> tuple[ColumnElement[Any], ...]:
    return (func.lower(Person.first_name), func.lower(Person.last_name), Person.id)  # type: ignore[return-value]


def _read(rows: Iterable[Any], columns: Columns) -> Iterator[PersonFacts]:
    """Gather the rows of each person; whatever has none is not begun, or not asked."""
    path, modules = frozenset(columns.path), columns.modules
    nothing = {
        course: Standing(modules=len(modules[course]), is_asked=course in path)
        for course in columns.courses
    }
    for _, group in groupby(rows, key=lambda row: row.id):
        found = list(group)
        known = {
            row.course: Standing(
                modules=len(modules[row.course]),
                enrolled=bool(row.begun),
                proof=(
                    Proof(row.issued_on, row.expires_on, row.renew_from, row.counts_until)
                    if row.issued_on
                    else None
                ),
                due_on=row.due_on,
            )
            for row in found
            if row.course is not None
        }
        yield PersonFacts(
            person_id=found[0].id,
            name=_name(found[0]),
            job_title=found[0].job_title,
            standings=tuple(known.get(course, nothing[course]) for course in columns.courses),
        )


def _people(
    db: Session,
    *,
    team_id: int,
    viewer_id: int,
    columns: Columns,
    narrowed: Narrowed,
    alike: Sequence[str],
    today: date,
    past: Past | None,
) -> tuple[PersonFacts, tuple[PersonFacts, ...], int]:
    """The manager, the people of one page, and how many there are on all pages."""
    matched = select(Person.id)
    if not narrowed.depends_on_states:
        members = _members(team_id, today, past)
        matched = matched.where(Person.id.in_(members))
        if narrowed.month is not None:
            ending = _proofs(members, columns.courses, past, "ending")
            matched = matched.where(
                Person.id.in_(
                    select(ending.c.person_id).where(
                        ending.c.counts_until > today,
                        ending.c.expires_on >= narrowed.month,
                        ending.c.expires_on < narrowed.following,
                    )
                )
            )
    else:
        situations = _situations(team_id, columns, today, past)
        matched = matched.join(situations, situations.c.person_id == Person.id).where(
            situations.c.signature.in_(alike)
        )
    matched = matched.where(
        *(named(word, Person.first_name, Person.last_name) for word in narrowed.find.split()[:5])
    )
    page = (
        matched.order_by(*_in_order())
        .limit(narrowed.size)
        .offset((narrowed.page - 1) * narrowed.size)
        .cte("page")
    )
    total = select(func.count()).select_from(matched.subquery()).scalar_subquery()
    me = select(Person.id).where(Person.id == viewer_id)
    rows = db.execute(
        _with_facts(
            select(union(select(page.c.id), me).subquery().c.id),
            columns,
            today,
            past,
            Person.id.in_(select(page.c.id)).label("is_shown"),
            total.label("matching"),
        )
    ).all()
    shown = {row.id for row in rows if row.is_shown}
    people = tuple(_read(rows, columns))
    own = next(facts for facts in people if facts.person_id == viewer_id)
    return own, tuple(facts for facts in people if facts.person_id in shown), rows[0].matching


FOR_EVER = date.max

Curves = tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]
"""By course: so many at the end of each of the last weeks, so many in each coming month."""


def _curves(
    db: Session, *, team_id: int, columns: Columns, today: date, past: Past | None
) -> Curves:
    """The curves of a team's people of the day."""
    members = select(_members(team_id, today, past).cte("members").c.person_id)
    return curves(db, people=members, columns=columns, today=today, past=past)


def curves(
    db: Session,
    *,
    people: Select[Any],
    columns: Columns,
    today: date,
    past: Past | None = None,
) -> Curves:
    """Of some people, by course: certificates that counted at the end of each of the last weeks,
    and certificates that end in each of the coming months. One row a course.
    """
    weeks, months = rules.week_ends(today), rules.month_starts(today)
    spans = _spans(people, columns, today, past)
    counted = [and_(spans.c.first <= day, spans.c.until > day) for day in weeks]
    ending = [
        and_(spans.c.ends_on >= first, spans.c.ends_on < following)
        for first, following in pairwise(months)
    ]
    sums = [
        cast(func.sum(case((condition, spans.c.certificates), else_=0)), Integer)
        for condition in counted + ending
    ]
    rows = db.execute(select(spans.c.course, *sums).group_by(spans.c.course))
    found = {row[0]: tuple(row[1:]) for row in rows}
    by_course = {course: found.get(course, (0,) * len(sums)) for course in columns.courses}
    return (
        {course: row[: len(weeks)] for course, row in by_course.items()},
        {course: row[len(weeks) :] for course, row in by_course.items()},
    )


def _spans(people: Select[Any], columns: Columns, today: date, past: Past | None) -> Subquery:
    """How many certificates of a course count from one day to another and end on a third.

    Of certificates that overlap, a later one begins where the others end: nobody counts twice on a
    day. Only the newest ends. Many have the same days, so weeks and months look at few rows.
    """
    no_day: ColumnElement[Any] = cast(null(), Date)
    no, yes = literal(0, Integer), literal(1, Integer)
    of_all: Any = select(
        Certificate.person_id,
        Certificate.course,
        Certificate.id.label("certificate_id"),
        Certificate.issued_on,
        Certificate.expires_on,
        Certificate.counts_until,
    ).where(
        Certificate.person_id.in_(people),
        Certificate.course.in_(columns.courses),
        Certificate.revoked_at.is_(None),
    )
    if past is not None:
        of_all = all_as_of(people, end=past.end, courses=columns.courses)
    held = of_all.subquery("held")
    # Rows of their own, not a join: SQLite would look all of them through for each certificate.
    marked = union_all(
        select(
            held.c.person_id,
            held.c.course,
            held.c.certificate_id,
            held.c.issued_on,
            held.c.expires_on,
            func.coalesce(held.c.counts_until, literal(FOR_EVER, Date)).label("until"),
            no.label("is_asked"),
        ),
        *(
            select(
                further.c.person_id,
                further.c.course,
                cast(null(), Integer),
                *(no_day, no_day, no_day),
                yes,
            )
            for further in _further(people, columns, today, past)
        ),
    ).subquery("marked")
    of_one = (marked.c.person_id, marked.c.course)
    each = select(
        marked,
        func.max(marked.c.is_asked).over(partition_by=of_one).label("is_shown"),
        func.max(marked.c.certificate_id).over(partition_by=of_one).label("newest"),
        func.max(marked.c.until)
        .over(
            partition_by=of_one,
            order_by=(marked.c.issued_on, marked.c.certificate_id),
            rows=(None, -1),
        )
        .label("before"),
    ).subquery("each")
    first = case((each.c.before > each.c.issued_on, each.c.before), else_=each.c.issued_on)
    is_last = and_(each.c.newest == each.c.certificate_id, each.c.until > today)
    ends_on = case((is_last, each.c.expires_on), else_=no_day)
    return (
        select(
            each.c.course,
            type_coerce(first, Date).label("first"),
            each.c.until,
            type_coerce(ends_on, Date).label("ends_on"),
            func.count().label("certificates"),
        )
        .where(
            each.c.certificate_id.is_not(None),
            or_(each.c.course.in_(columns.path), each.c.is_shown == 1),
        )
        .group_by(each.c.course, first, each.c.until, ends_on)
        .subquery("spans")
    )
