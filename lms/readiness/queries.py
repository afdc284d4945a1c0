"""What manager pages read: a few grouped statements, never attempts, answers, scores or times."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from lms.authz import OfTeams
from lms.certificates.models import Certificate
from lms.certificates.queries import newest_as_of
from lms.clock import Past
from lms.enrolments.arranged import accepted_rows
from lms.enrolments.asked import asked_rows
from lms.enrolments.models import TimeRequest
from lms.enrolments.sharing import shared_rows
from lms.leaders.models import Invitation
from lms.paging import page_count
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team
from lms.people.queries import tree
from lms.readiness import rules
from lms.readiness.choices import Choice
from lms.readiness.curves import curves
from lms.readiness.facts import (
    asked_further,
    facts_rows,
    is_member,
    members_of,
    that_counted,
    with_an_end,
)
from lms.readiness.names import full_name, in_order, named
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


def managed_team(
    db: Session,
    *,
    slug: str,
    path: Sequence[str],
    today: date,
    past: Past | None = None,
    only: Sequence[str] | None = None,
) -> ManagedTeam | None:
    """The team of an address with the teams below, who leads it, and what is asked of anybody in
    it, in one statement.

    Of a past day it is the tree of that day; a team that was not there has nothing around it.
    With `only` it is about these courses alone, without a day and without wishes.
    """
    under, parent = tree(past), aliased(Team)
    no_day: ColumnElement[Any] = cast(null(), Date)
    team_id = select(Team.id).where(Team.slug == slug).scalar_subquery()
    people = select(members_of(team_id, today, past).cte("column_members").c.person_id)
    # Named once in the statement, so that it is derived once for the columns and the wishes.
    asked = asked_rows(
        people,
        day=today,
        past=past,
        path=path,
        courses=only,
        name="column",
        dated=only is None,
    ).cte("column_asked")
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
                func.min(asked.c.due_on) if only is None else no_day,
            ).group_by(asked.c.course),
            select(literal("shared"), literal(0), shared.c.course, shared.c.course, no_day)
            .where(shared.c.course.not_in(path))
            .distinct(),
            _leading(slug, today, past),
            *([_waiting(people, asked, path)] if past is None and only is None else []),
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
            Person.id == person, Person.id.in_(members_of(team.team_id, today, past))
        )
    ).one_or_none()
    if row is None:
        return None
    return PersonInTeam(row.id, full_name(row), row.job_title, team)


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
        .order_by(*in_order())
    )
    return {row.id: full_name(row) for row in rows}


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
    members = select(members_of(team_id, today, past).cte("members").c.person_id)
    drawn = curves(db, people=members, columns=columns, today=today, past=past)
    snapshot = Snapshot(
        columns=columns,
        groups=tuple(group for _, group in groups),
        people=people,
        lines=drawn.lines,
        months=drawn.months,
        ending=drawn.together,
    )
    return TeamPage(snapshot=snapshot, own=own, matching=matching, narrowed=narrowed)


def facts_of(
    db: Session, *, person_id: int, columns: Columns, today: date, past: Past | None = None
) -> PersonFacts:
    """One person's facts, in one statement."""
    only = select(Person.id).where(Person.id == person_id)
    (facts,) = _read(db.execute(_with_facts(only, columns, today, past)), columns)
    return facts


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
        .where(is_member(today, past))
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
                    for found in asked_further(only, columns, today, past)
                ),
            ),
            known,
        )
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
        .limit(50)
    )
    return tuple(Finish(course=row.course, on=row.issued_on) for row in rows)


def _situations(team_id: int, columns: Columns, today: date, past: Past | None) -> CTE:
    """Each person of the team with one digit for each course: the facts, not the dates."""
    people = members_of(team_id, today, past).cte("members")
    facts = facts_rows(select(people.c.person_id), columns, today, past, "team")
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
    facts = facts_rows(ids, columns, today, past, "shown")
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
        .order_by(*in_order())
    )


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
            name=full_name(found[0]),
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
        members = members_of(team_id, today, past)
        matched = matched.where(Person.id.in_(members))
        if narrowed.counted is not None:
            matched = matched.where(
                Person.id.in_(
                    that_counted(
                        members,
                        day=narrowed.counted,
                        course=narrowed.course,
                        path=columns.path,
                        past=past,
                        further=asked_further(members, columns, today, past),
                    )
                )
            )
        if narrowed.month is not None:
            courses = [narrowed.course] if narrowed.course else columns.courses
            matched = matched.where(
                Person.id.in_(
                    with_an_end(
                        members,
                        first=narrowed.month,
                        courses=courses,
                        path=columns.path,
                        today=today,
                        past=past,
                        further=asked_further(members, columns, today, past),
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
        matched.order_by(*in_order())
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
