"""The people of a team with their facts, bare and part by part, for files of any length."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from lms.clock import Past
from lms.people.models import Membership, Person, Team
from lms.readiness.facts import facts_rows, is_member, members_of
from lms.readiness.names import full_name, in_order
from lms.readiness.rules import Columns
from lms.readiness.units import teams_in
from lms.standing import Proof, Standing

Facts = tuple[date | None, date | None, date | None, date | None, int, int]
"""Facts about a person and a course as they come from the database: the end of the certificate,
from when it may be renewed, until when it counts, the date asked for, whether there is a
certificate, and whether anything was begun."""


NOTHING_BEGUN: Facts = (None, None, None, None, 0, 0)
"""Nothing is known yet of a course that is for managers to see."""


MOST_MET = 20_000
"""Different facts that are kept while a file is read."""


FIRST, AT_ONCE = 500, 3000
"""People whose facts are read together for a file; the first part is small, so that it is soon
on its way.
"""


class Placed(NamedTuple):
    """A team in which a person is, in files about several teams."""

    slug: str
    name: str


class Line(NamedTuple):
    """A person in a file, bare, since a large file has many; None where a course is not asked."""

    person_id: int
    name: str
    job_title: str
    facts: list[Facts | None]
    teams: tuple[Placed, ...] = ()


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


def parts_in(
    db: Session, *, team_id: int, columns: Columns, today: date, past: Past | None = None
) -> Iterator[list[Line]]:
    """All people of a team in order, part by part, with memory for one part only."""
    members = members_of(team_id, today, past)
    yield from parts_of(db, members, columns=columns, today=today, past=past)


def parts_of(
    db: Session,
    members: Select[Any],
    *,
    columns: Columns,
    today: date,
    past: Past | None = None,
    unit: int | None = None,
) -> Iterator[list[Line]]:
    """Some people in order, part by part; with a unit also their teams in it."""
    connection = db.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    given_ids = _given_ids(is_sqlite=is_sqlite)
    facts = facts_rows(given_ids, columns, today, past, "listed", with_shared=unit is None)
    placed = None if unit is None else _placed(given_ids, unit, today, past)
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
        .where(Person.id.in_(members))
        .order_by(*in_order())
    )
    at = {course: index for index, course in enumerate(columns.courses)}
    further = len(columns.courses) - columns.path_size
    none: list[Facts | None] = [NOTHING_BEGUN] * columns.path_size + [None] * further
    met = _Met()
    listed = connection.execute(people, execution_options={"yield_per": FIRST})
    size = FIRST
    while part := listed.fetchmany(size):
        lines = {row.id: Line(row.id, full_name(row), row.job_title, none.copy()) for row in part}
        ids = list(lines)
        given = {"ids": json.dumps(ids) if is_sqlite else ids}
        for row in _bare(connection, statement, given):
            lines[row[0]].facts[at[row[1]]] = met[row[2:]]
        if placed is not None:
            teams: dict[int, list[Placed]] = {}
            for person_id, slug, name in connection.execute(placed, given).all():
                teams.setdefault(person_id, []).append(Placed(slug, name))
            for person_id, found in teams.items():
                lines[person_id] = lines[person_id]._replace(teams=tuple(found))
        yield list(lines.values())
        size = AT_ONCE


def _bare(
    connection: Connection, statement: Select[Any], given: Mapping[str, Any]
) -> Sequence[Any]:
    """The rows as the driver has them: the names on very many rows would take as long as them."""
    return connection.execute(statement, given).cursor.fetchall()


def _placed(
    people: Select[Any], unit: int, today: date, past: Past | None
) -> Select[*tuple[Any, ...]]:
    """In which teams of a unit people are on a day, each once, by name."""
    inside = teams_in([unit], "inside", past)
    return (
        select(Membership.person_id, Team.slug, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.person_id.in_(people),
            Team.id.in_(select(inside.c.id)),
            is_member(today, past),
        )
        .distinct()
        .order_by(Team.name, Team.slug)
    )


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
