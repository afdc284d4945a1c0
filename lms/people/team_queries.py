"""What the administrator's pages ask about teams and memberships; no learning, no scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Executable, and_, case, func, or_, select
from sqlalchemy.orm import Session

from lms.paging import Paged, nearest
from lms.people import organisation, team_services
from lms.people.dated import holds
from lms.people.models import Membership, Person, Role, Team
from lms.people.organisation import Fold, Hint, Kind, Term
from lms.people.queries import PAGE

TREE_PAGE = 100
"""Teams on a page of the tree; a larger tree shows two levels, and each team leads to its own."""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the list of the tree, as it was on the day asked for."""

    team_id: int
    name: str
    depth: int
    above: str
    managers: tuple[str, ...]
    members: int
    folded: int = 0  # teams below it that the list does not show


@dataclass(frozen=True, slots=True)
class EndedTeam:
    """A team that is kept for the past."""

    team_id: int
    name: str
    ended_on: date


@dataclass(frozen=True, slots=True)
class TermLine:
    """A membership as a list shows it."""

    membership_id: int
    person_id: int
    person: str
    team_id: int
    team: str
    kind: Kind
    since: date
    until: date | None
    is_by_hand: bool

    @property
    def last_day(self) -> date | None:
        """The last day with it."""
        return self.until - timedelta(days=1) if self.until else None

    def is_coming(self, today: date) -> bool:
        """Whether it has not begun."""
        return self.since > today

    def is_over(self, today: date) -> bool:
        """Whether it has ended."""
        return self.until is not None and self.until <= today


@dataclass(frozen=True, slots=True)
class TeamDetail:
    """A team as the administrator sees it."""

    team_id: int
    name: str
    parent_id: int | None
    parent: str
    ended_on: date | None
    below: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class TeamTree:
    """The teams of a day, some at a time; `under` is the name of the team they stand below."""

    found: Paged[TeamLine]
    under: str = ""
    is_unknown: bool = False  # there was no such team to look below on the day


@dataclass(frozen=True, slots=True)
class TreeAsked:
    """What the address asks of the list: a day, a part of a name, or what is below one team."""

    day: date
    find: str = ""
    under: int | None = None
    page: int = 1


def tree(db: Session, asked: TreeAsked) -> TeamTree:
    """A page of the tree of a day, with managers and numbers of people, in four statements.

    A large tree is folded; what is looked for is found at any depth, by any part of its name.
    """
    names = {row.id: row.name for row in db.execute(select(Team.id, Team.name))}
    on_day = organisation.tree_on(team_services.places(db), asked.day)
    if asked.find:
        wanted = asked.find.casefold()
        listed: tuple[Fold, ...] = tuple(
            Fold(line.team_id, 0)
            for line in sorted(
                organisation.lines(on_day, names), key=lambda line: names[line.team_id].casefold()
            )
            if wanted in names[line.team_id].casefold()
        )
    else:
        listed = organisation.folded(on_day, names, under=asked.under, most=TREE_PAGE)
    page = nearest(asked.page, len(listed), TREE_PAGE)
    shown = listed[(page - 1) * TREE_PAGE : page * TREE_PAGE]
    teams = [line.team_id for line in shown]
    managers = _managers(db, teams, asked.day)
    counted = db.execute(
        select(Membership.team_id, func.count(Membership.person_id.distinct()))
        .where(
            Membership.team_id.in_(teams),
            Membership.role == Role.MEMBER.value,
            holds(asked.day),
        )
        .group_by(Membership.team_id)
    )
    members = {row[0]: row[1] for row in counted}
    found = tuple(
        TeamLine(
            team_id=line.team_id,
            name=names[line.team_id],
            depth=line.depth,
            above=names.get(on_day[line.team_id] or 0, ""),
            managers=managers.get(line.team_id, ()),
            members=members.get(line.team_id, 0),
            folded=line.below,
        )
        for line in shown
    )
    is_known = asked.under is None or asked.under in on_day
    return TeamTree(
        Paged(found, len(listed), page, TREE_PAGE),
        under=names[asked.under] if asked.under is not None and is_known else "",
        is_unknown=not is_known,
    )


def _managers(db: Session, teams: Sequence[int], day: date) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    rows = db.execute(
        select(Membership.team_id, Person.first_name, Person.last_name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(teams), Membership.role == Role.MANAGER.value, holds(day))
        .order_by(Membership.is_deputy, Person.last_name, Person.first_name)
    )
    for row in rows:
        found.setdefault(row.team_id, {})[_name(row)] = None
    return {team: tuple(people) for team, people in found.items()}


def ended_teams(db: Session, *, find: str = "", page: int = 1) -> Paged[EndedTeam]:
    """A page of the teams that are kept for the past, the latest first."""
    rows = db.execute(
        select(Team.id, Team.name, Team.ended_on)
        .where(Team.ended_on.is_not(None))
        .order_by(Team.ended_on.desc(), Team.name)
    )
    wanted = find.casefold()
    found = [row for row in rows if wanted in row.name.casefold()]
    page = nearest(page, len(found), PAGE)
    shown = found[(page - 1) * PAGE : page * PAGE]
    lines = tuple(EndedTeam(row.id, row.name, row.ended_on) for row in shown)
    return Paged(lines, len(found), page, PAGE)


def team_detail(db: Session, *, team_id: int) -> TeamDetail | None:
    """One team with the one above and those right below."""
    team = db.get(Team, team_id)
    if team is None:
        return None
    parent = db.get(Team, team.parent_id) if team.parent_id else None
    below = db.execute(
        select(Team.id, Team.name).where(Team.parent_id == team_id).order_by(Team.name)
    )
    return TeamDetail(
        team_id=team.id,
        name=team.name,
        parent_id=team.parent_id,
        parent=parent.name if parent else "",
        ended_on=team.ended_on,
        below=tuple((row.id, row.name) for row in below),
    )


def has_people(db: Session, *, team_id: int, today: date) -> bool:
    """Whether anybody is in a team or will be."""
    statement = select(Membership.id).where(
        Membership.team_id == team_id, team_services.lasts(today)
    )
    return db.scalar(statement.limit(1)) is not None


_TERMS = (
    select(
        Membership.id,
        Membership.person_id,
        Membership.team_id,
        Membership.role,
        Membership.is_deputy,
        Membership.is_by_hand,
        Membership.since,
        Membership.until,
        Person.first_name,
        Person.last_name,
        Team.name.label("team"),
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Team, Team.id == Membership.team_id)
    .where(or_(Membership.until.is_(None), Membership.until > Membership.since))
)
"""Memberships that held on at least one day."""


def people_of_team(
    db: Session, *, team_id: int, past: bool, page: int, today: date
) -> Paged[TermLine]:
    """Who is in a team now or soon, managers first; or who was, the latest first."""
    over = and_(Membership.until.is_not(None), Membership.until <= today)
    statement = _TERMS.where(Membership.team_id == team_id, over if past else ~over)
    total = db.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = nearest(page, total, PAGE)
    names = (func.lower(Person.last_name), func.lower(Person.first_name), Membership.id)
    order: tuple[Any, ...] = (
        (Membership.until.desc(), *names)
        if past
        else (
            case((Membership.role == Role.MANAGER.value, 0), else_=1),
            Membership.is_deputy,
            *names,
        )
    )
    rows = db.execute(statement.order_by(*order).limit(PAGE).offset((page - 1) * PAGE))
    return Paged(tuple(_line(row) for row in rows), total, page, PAGE)


def terms_of_person(db: Session, *, person_id: int) -> tuple[TermLine, ...]:
    """Every membership of a person, those that last first, then the latest."""
    rows = db.execute(
        _TERMS.where(Membership.person_id == person_id).order_by(
            Membership.until.is_not(None), Membership.since.desc(), Membership.id.desc()
        )
    )
    return tuple(_line(row) for row in rows)


def term(db: Session, *, membership_id: int) -> TermLine | None:
    """One membership."""
    row = db.execute(_TERMS.where(Membership.id == membership_id)).one_or_none()
    return None if row is None else _line(row)


def hints(db: Session, *, team_id: int, today: date) -> dict[Hint, list[str]]:
    """What is unusual about a team today, with names."""
    managing = select(Membership.person_id).where(
        Membership.team_id == team_id, Membership.role == Role.MANAGER.value, holds(today)
    )
    found = _lines(
        db,
        _TERMS.where(
            Membership.team_id == team_id, holds(today), Membership.person_id.in_(managing)
        ),
    )
    names = {one.person_id: one.person for one in found}
    terms = [Term(one.person_id, one.team_id, one.kind, one.since, one.until) for one in found]
    told = organisation.hints(
        terms, day=today, is_managed_above=_is_managed_above(db, team_id, today)
    )
    return {hint: [names[one] for one in people] for hint, people in told.items()}


def _is_managed_above(db: Session, team_id: int, today: date) -> bool:
    above = select(Team.id, Team.parent_id).where(Team.id == team_id).cte("above", recursive=True)
    chain = above.union(select(Team.id, Team.parent_id).join(above, Team.id == above.c.parent_id))
    statement = select(Membership.id).where(
        Membership.team_id.in_(select(chain.c.id)),
        Membership.team_id != team_id,
        Membership.role == Role.MANAGER.value,
        holds(today),
    )
    return db.scalar(statement.limit(1)) is not None


def _lines(db: Session, statement: Executable) -> Sequence[TermLine]:
    return [_line(row) for row in db.execute(statement)]


def _line(row: Any) -> TermLine:
    return TermLine(
        membership_id=row.id,
        person_id=row.person_id,
        person=_name(row),
        team_id=row.team_id,
        team=row.team,
        kind=Kind.DEPUTY if row.is_deputy else Kind(row.role),
        since=row.since,
        until=row.until,
        is_by_hand=row.is_by_hand,
    )


def _name(row: Any) -> str:
    return f"{row.first_name} {row.last_name}".strip()
