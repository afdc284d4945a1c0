"""How many people of each unit are ready, expiring or past a date: counted ahead, never otherwise.

A unit is a team with everybody below it; unit 0 is the organisation. Everybody counts once in it.
What was counted of a person is kept, as spells: from when to when they are ready, expiring or past
a date, for each course that the path holds or that is asked of them, and for all together. So a
certificate that ends on a day is in the numbers of that day without any run.

Facts that change mark their people as stale, by triggers. `fold` takes what was counted of them out
of the numbers and puts in what holds now. Until then the reader takes the difference of those few
from the facts; when they are many, it counts the unit itself from the facts. Either way the numbers
are those of the derivation; docs/adr/0020 tells why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Table,
    case,
    cast,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from lms.authz import OfTeams
from lms.certificates.models import Certificate
from lms.content.model import ContentSet
from lms.database import Database, insert_for
from lms.enrolments.arranged import accepted_rows
from lms.enrolments.asked import asked_rows
from lms.enrolments.expressions import days_after
from lms.enrolments.models import Arrangement, Assignment
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team
from lms.readiness.models import (
    CountedAhead,
    CountedPlace,
    CountedSpell,
    StalePerson,
    Tally,
    TallyBasis,
)
from lms.standing import Proof, add_months

ORGANISATION = 0
"""The unit that holds everybody."""

WHOLE = ""
"""In place of a course: all that the path holds and that is asked of the person."""

BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)
"""Spells without a beginning or an end."""

FEW = 2_000
"""So many stale people are taken from the facts beside the counters; more are not worth it."""

AT_ONCE = 2_000
"""People in one fold: few enough for the deadline of a statement and for others who write."""

LOCK = 770_102


class Kind(StrEnum):
    """As what a person counts; somebody who is expiring still counts as ready."""

    READY = "ready"
    EXPIRING = "expiring"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Basis:
    """What decides beside people's facts: the courses there are, and those of the path."""

    courses: tuple[str, ...]
    path: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Numbers that were counted by another basis are of no use."""
        return sha256(json.dumps([sorted(self.courses), sorted(self.path)]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Counts:
    """A unit's numbers: people, and how many of them are what."""

    people: int = 0
    ready: int = 0
    expiring: int = 0
    past: int = 0


def basis(content: ContentSet) -> Basis:
    """What the courses that are served decide."""
    path = tuple(slug for slug in content.path.courses if slug in content.courses)
    return Basis(courses=tuple(content.courses), path=path)


# What holds now, from the facts


def places(people: Select[Any], day: date, name: str) -> Select[Any]:
    """Each person with every unit they count in: person_id, team_id."""
    own = (
        select(Membership.person_id.label("person_id"), Membership.team_id.label("team_id"))
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.person_id.in_(people),
            Membership.role == Role.MEMBER.value,
            holds(day),
            works_here(day),
        )
        .cte(f"{name}_places", recursive=True)
    )
    found = own.union(
        select(own.c.person_id, func.coalesce(Team.parent_id, ORGANISATION)).join(
            own, own.c.team_id == Team.id
        )
    )
    return select(found.c.person_id, found.c.team_id)


def facts(people: Select[Any], basis: Basis, day: date, name: str) -> CTE:
    """Each person with each course that concerns their managers, and its dates.

    Columns: person_id, course, issued_on, expires_on, renew_from, counts_until, due_on.
    """
    asked = asked_rows(
        people, day=day, path=basis.path, courses=basis.courses, name=f"{name}_asked"
    ).subquery()
    newest = (
        select(func.max(Certificate.id))
        .where(
            Certificate.person_id.in_(people),
            Certificate.course.in_(basis.courses),
            Certificate.revoked_at.is_(None),
        )
        .group_by(Certificate.person_id, Certificate.course)
    )
    no_day: ColumnElement[Any] = cast(null(), Date)
    pieces = union_all(
        select(
            Certificate.person_id.label("person_id"),
            Certificate.course.label("course"),
            Certificate.issued_on.label("issued_on"),
            Certificate.expires_on.label("expires_on"),
            Certificate.renew_from.label("renew_from"),
            Certificate.counts_until.label("counts_until"),
            no_day.label("due_on"),
            literal(0, Integer).label("is_asked"),
        ).where(Certificate.id.in_(newest)),
        select(
            *accepted_rows(people, day=day, courses=basis.courses).subquery().c,
            no_day,
            literal(0, Integer),
        ),
        select(
            asked.c.person_id,
            asked.c.course,
            *(no_day, no_day, no_day, no_day),
            asked.c.due_on,
            literal(1, Integer),
        ),
    ).subquery()
    is_asked = func.max(pieces.c.is_asked)
    return (
        select(
            pieces.c.person_id,
            pieces.c.course,
            func.max(pieces.c.issued_on).label("issued_on"),
            func.max(pieces.c.expires_on).label("expires_on"),
            func.max(pieces.c.renew_from).label("renew_from"),
            func.max(pieces.c.counts_until).label("counts_until"),
            func.min(pieces.c.due_on).label("due_on"),
        )
        .group_by(pieces.c.person_id, pieces.c.course)
        .having(or_(pieces.c.course.in_(basis.path), is_asked == 1))
        .cte(f"{name}_facts")
    )


def spells(people: Select[Any], basis: Basis, day: date, name: str) -> Select[Any]:
    """From when to when each person is what: person_id, course, kind, since, until.

    Spells that are over on the day are left out.
    """
    known = facts(people, basis, day, name)
    each = _of_courses(known, day).cte(f"{name}_courses")
    return union_all(
        select(each),
        _ready_for_all(each, basis),
        _past_for_any(each),
        _expiring_for_any(each, name),
    ).subquery().select()  # fmt: skip


def _spell(
    known: CTE, kind: Kind, since: Any, until: Any, *where: ColumnElement[bool]
) -> Select[Any]:
    return select(
        known.c.person_id.label("person_id"),
        known.c.course.label("course"),
        literal(kind.value, String).label("kind"),
        since.label("since"),
        until.label("until"),
    ).where(*where)


def _of_courses(known: CTE, day: date) -> Any:
    """The spells of single courses, the same decisions as in `standing.state`."""
    beginning, end = literal(BEGINNING, Date), literal(END, Date)
    has_proof, ends = known.c.issued_on.is_not(None), known.c.counts_until
    lasts = or_(ends.is_(None), ends > day)
    return union_all(
        _spell(known, Kind.READY, beginning, func.coalesce(ends, end), has_proof, lasts),
        _spell(
            known, Kind.EXPIRING, known.c.renew_from, ends,
            has_proof, ends > day, known.c.renew_from < ends,
        ),
        _spell(known, Kind.PAST, ends, end, has_proof, ends.is_not(None)),
        _spell(
            known, Kind.PAST, days_after(known.c.due_on, 1), end,
            known.c.issued_on.is_(None), known.c.due_on.is_not(None),
        ),
    )  # fmt: skip


def _ready_for_all(each: CTE, basis: Basis) -> Select[Any]:
    """Ready to share until the first certificate of the path ends."""
    return (
        select(
            each.c.person_id,
            literal(WHOLE, String),
            literal(Kind.READY.value, String),
            literal(BEGINNING, Date),
            func.min(each.c.until),
        )
        .where(each.c.kind == Kind.READY.value, each.c.course.in_(basis.path))
        .group_by(each.c.person_id)
        .having(func.count() == max(len(basis.path), 1))
    )


def _past_for_any(each: CTE) -> Select[Any]:
    """Past a date from the first such date on: none of them ends by itself."""
    return (
        select(
            each.c.person_id,
            literal(WHOLE, String),
            literal(Kind.PAST.value, String),
            func.min(each.c.since),
            literal(END, Date),
        )
        .where(each.c.kind == Kind.PAST.value)
        .group_by(each.c.person_id)
    )


def _expiring_for_any(each: CTE, name: str) -> Select[Any]:
    """The windows of several certificates that meet are one spell, so nobody counts twice."""
    order = (each.c.since, each.c.until, each.c.course)
    earlier = (
        select(
            each.c.person_id,
            each.c.course,
            each.c.since,
            each.c.until,
            func.max(each.c.until)
            .over(partition_by=each.c.person_id, order_by=order, rows=(None, -1))
            .label("reached"),
        )
        .where(each.c.kind == Kind.EXPIRING.value)
        .cte(f"{name}_windows")
    )
    begins = case((earlier.c.reached >= earlier.c.since, 0), else_=1)
    numbered = select(
        earlier.c.person_id,
        earlier.c.since,
        earlier.c.until,
        func.sum(begins)
        .over(
            partition_by=earlier.c.person_id,
            order_by=(earlier.c.since, earlier.c.until, earlier.c.course),
            rows=(None, 0),
        )
        .label("number"),
    ).cte(f"{name}_numbered")
    return select(
        numbered.c.person_id,
        literal(WHOLE, String),
        literal(Kind.EXPIRING.value, String),
        func.min(numbered.c.since),
        func.max(numbered.c.until),
    ).group_by(numbered.c.person_id, numbered.c.number)


def changes_ahead(people: Select[Any], day: date) -> Select[Any]:
    """The next day on which something changes that no spell tells: person_id, changes_on."""
    of_people = Membership.person_id.in_(people)  # managers as well: assignments ask roles
    days = union_all(
        select(Membership.person_id.label("person_id"), Membership.since.label("day")).where(
            of_people, Membership.since > day
        ),
        select(Membership.person_id, Membership.until).where(of_people, Membership.until > day),
        select(Person.id, Person.left_on).where(Person.id.in_(people), Person.left_on > day),
        *(
            select(Arrangement.person_id, changes).where(
                Arrangement.person_id.in_(people), changes > day
            )
            for changes in (Arrangement.since, Arrangement.until)
        ),
    ).subquery()
    return select(days.c.person_id, func.min(days.c.day).label("changes_on")).group_by(
        days.c.person_id
    )


# Folding


def fold_all(
    database: Database,
    basis: Basis,
    *,
    today: date,
    is_stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Fold until nobody is stale; says how many people were counted, 0 when others are at it."""
    counted = 0
    while not is_stopping():
        with database.reading() as db:
            if not _has_work(db, basis, today):
                break
        with database.begin() as db:
            done = fold(db, basis, today=today)
        if done is None:
            break
        counted += done
    return counted


def _has_work(db: Session, basis: Basis, today: date) -> bool:
    kept = db.get(TallyBasis, 1)
    if kept is None or kept.decided_by != basis.digest or kept.counted_on < today:
        return True
    stale = exists(select(StalePerson.id))
    ahead = exists(select(CountedAhead.person_id).where(CountedAhead.changes_on <= today))
    return bool(db.scalar(select(or_(stale, ahead))))


def fold(db: Session, basis: Basis, *, today: date, at_once: int = AT_ONCE) -> int | None:
    """Count some of the stale people anew; None when another process does it.

    What is marked after this began stays marked, even for people counted here.
    """
    if not _is_ours(db):
        return None
    _begin_day(db, basis, today)
    _name_teams(db)
    people = _take(db, today, at_once)
    if not people:
        return 0
    these = _these(sorted(people))
    _add(db, -1, these, today)
    for kept in (CountedPlace, CountedSpell, CountedAhead):
        db.execute(delete(kept).where(kept.person_id.in_(these)))
    _keep(db, CountedPlace, places(these, today, "new"))
    counted = select(CountedPlace.person_id).where(CountedPlace.person_id.in_(these)).distinct()
    if placed := db.scalars(counted).all():
        _keep(db, CountedSpell, spells(_these(placed), basis, today, "new"))
    _keep(db, CountedAhead, changes_ahead(these, today))
    _add(db, 1, these, today)
    return len(people)


def mark_everybody(db: Session) -> None:
    """Everybody who counts, or was counted, is to be counted anew."""
    db.execute(delete(StalePerson))
    everybody = union(
        select(Membership.person_id).where(Membership.role == Role.MEMBER.value),
        select(CountedPlace.person_id),
        select(CountedSpell.person_id),
        select(CountedAhead.person_id),
    ).subquery()
    db.execute(insert(StalePerson).from_select(["person_id"], select(everybody.c.person_id)))


def forget(db: Session) -> None:
    """Throw everything away that was counted; the next folds count it all anew."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(LOCK)))
    for kept in (Tally, CountedPlace, CountedSpell, CountedAhead, TallyBasis, StalePerson):
        db.execute(delete(kept))


def _is_ours(db: Session) -> bool:
    """Folds go one after the other; on SQLite all that writes does."""
    if db.get_bind().dialect.name != "postgresql":
        return True
    return bool(db.scalar(select(func.pg_try_advisory_xact_lock(LOCK))))


def _begin_day(db: Session, basis: Basis, today: date) -> None:
    """Bring the numbers to a day; count all anew when something else decides than before."""
    kept = db.get(TallyBasis, 1)
    if kept is not None and kept.counted_on > today:  # a clock was put back: spells are gone
        forget(db)
        db.expunge(kept)
        kept = None
    if kept is None:
        db.add(TallyBasis(id=1, counted_on=today, decided_by=basis.digest))
        db.flush()
        mark_everybody(db)
        return
    if kept.decided_by != basis.digest:
        kept.decided_by = basis.digest
        mark_everybody(db)
    if kept.counted_on < today:
        _upsert(db, _summed(union_all(*_crossing(literal(kept.counted_on, Date), today))))
        db.execute(delete(CountedSpell).where(CountedSpell.until <= today))
        kept.counted_on = today
    db.flush()


def _name_teams(db: Session) -> None:
    """Turn marked teams into marked people."""
    marked = db.scalars(
        delete(StalePerson).where(StalePerson.team_id.is_not(None)).returning(StalePerson.team_id)
    ).all()
    if marked:
        inside = select(CountedPlace.person_id).where(CountedPlace.team_id.in_(set(marked)))
        db.execute(insert(StalePerson).from_select(["person_id"], inside.distinct()))


def _take(db: Session, today: date, at_once: int) -> set[int]:
    """Take marks away before anything is read: what comes after them is marked again."""
    stale = _stale(today).distinct().order_by(column("person_id")).limit(at_once)
    people = set(db.scalars(stale))
    if people:
        db.execute(delete(StalePerson).where(StalePerson.person_id.in_(people)))
    return people


def _keep(db: Session, kept: Any, found: Select[Any]) -> None:
    db.execute(insert(kept).from_select([item.name for item in found.selected_columns], found))


def _add(db: Session, sign: int, people: Select[Any], day: date) -> None:
    """Add what is kept of people to the numbers, or take it out of them."""
    _upsert(db, _summed(union_all(*_kept(people, day, sign))))


def _upsert(db: Session, rows: Select[Any]) -> None:
    names = ("people", "ready", "expiring", "past")
    statement = insert_for(db.get_bind().dialect.name)(Tally).from_select(
        ["course", "team_id", *names], rows
    )
    stored: Table = Tally.__table__  # type: ignore[assignment]
    db.execute(
        statement.on_conflict_do_update(
            index_elements=["course", "team_id"],
            set_={name: stored.c[name] + statement.excluded[name] for name in names},
        )
    )


def _summed(rows: Any) -> Select[Any]:
    each = rows.subquery()
    return select(
        each.c.course,
        each.c.team_id,
        *(
            cast(func.sum(each.c[name]), Integer).label(name)
            for name in ("people", "ready", "expiring", "past")
        ),
    ).group_by(each.c.course, each.c.team_id)


def _row(course: Any, team_id: Any, people: int, kind: Any, sign: int) -> Select[Any]:
    """A signed row of numbers; `kind` None counts the people."""

    def one(wanted: Kind) -> ColumnElement[int]:
        if kind is None:
            return literal(0, Integer)
        return case((kind == wanted.value, sign), else_=0)

    return select(
        course.label("course"),
        team_id.label("team_id"),
        literal(people, Integer).label("people"),
        *(one(wanted).label(wanted.value) for wanted in Kind),
    )


def _kept(
    people: Select[Any], day: date, sign: int, courses: Sequence[str] | None = None
) -> Iterator[Select[Any]]:
    """What is in the numbers of a day because of people, row by row."""
    place, spell = CountedPlace, CountedSpell
    yield _row(literal(WHOLE, String), place.team_id, sign, None, sign).where(
        place.person_id.in_(people)
    )
    found = _row(spell.course, place.team_id, 0, spell.kind, sign).join_from(
        spell, place, place.person_id == spell.person_id
    )
    if courses is not None:
        found = found.where(spell.course.in_(courses))
    yield found.where(spell.person_id.in_(people), spell.since <= day, spell.until > day)


def _crossing(
    counted_on: Any, today: date, courses: Sequence[str] | None = None
) -> Iterator[Select[Any]]:
    place, spell = CountedPlace, CountedSpell
    for day, sign in ((spell.since, 1), (spell.until, -1)):
        rows = _row(spell.course, place.team_id, 0, spell.kind, sign).join_from(
            spell, place, place.person_id == spell.person_id
        )
        if courses is not None:
            rows = rows.where(spell.course.in_(courses))
        yield rows.where(day > counted_on, day <= today)


# Reading


class Source(StrEnum):
    """What the numbers of a page are taken from, the cheapest that is right."""

    KEPT = "kept"
    MENDED = "mended"  # kept, with the difference of some people from the facts
    FACTS = "facts"


class Sort(StrEnum):
    """The order of units: by name, or by how many people there is something to do for."""

    NAME = "name"
    PEOPLE = "people"
    READY = "ready"
    EXPIRING = "expiring"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of the list of units."""

    course: str = WHOLE
    sort: Sort = Sort.NAME
    find: str = ""
    only_past: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A team with the one above it and the numbers of everybody in it and below."""

    team_id: int
    slug: str
    name: str
    above: str
    has_below: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of units; `matching` counts those on all pages."""

    lines: tuple[Line, ...]
    matching: int


PAGE = 25


@dataclass(frozen=True, slots=True)
class Found:
    """Where the numbers can be taken from at this moment, and whose facts differ from them."""

    source: Source
    stale: tuple[int, ...] = ()


def source(db: Session, basis: Basis, today: date) -> Found:
    """Where the numbers can be taken from at this moment, in one statement.

    The stale people are named in what follows. Whoever is folded in between is taken out of the
    numbers and put in again as they are, so that nothing counts twice.
    """
    stale = _stale(today).distinct().limit(FEW + 1).subquery()
    rows = db.execute(
        select(TallyBasis.counted_on, TallyBasis.decided_by, stale.c.person_id).outerjoin(
            stale, true()
        )
    ).all()
    if not rows or rows[0].decided_by != basis.digest or rows[0].counted_on > today:
        return Found(Source.FACTS)
    people = tuple(row.person_id for row in rows if row.person_id is not None)
    if len(people) > FEW:
        return Found(Source.FACTS)
    is_kept = not people and rows[0].counted_on == today
    return Found(Source.KEPT if is_kept else Source.MENDED, people)


def lines(db: Session, *, unit: int, asked: Asked, basis: Basis, today: date) -> Lines:
    """A page of the teams below a unit, at any depth."""
    below = _below([unit], "listed")
    found = _numbers(
        source(db, basis, today),
        basis,
        today,
        courses={WHOLE, asked.course},
        units=[unit],
        teams=select(below.c.id),
    ).subquery("numbers")
    sums = _sums(found, asked.course)
    counted = select(found.c.team_id, *sums.values()).group_by(found.c.team_id).subquery("counted")
    numbers = {name: func.coalesce(counted.c[name], 0) for name in sums}
    above, under = Team.__table__.alias("above"), Team.__table__.alias("under")
    statement = (
        select(
            Team.id,
            Team.slug,
            Team.name,
            func.coalesce(above.c.name, "").label("above"),
            exists().where(under.c.parent_id == Team.id).label("has_below"),
            *(value.label(name) for name, value in numbers.items()),
            func.count().over().label("matching"),
        )
        .join(below, below.c.id == Team.id)
        .outerjoin(counted, counted.c.team_id == Team.id)
        .outerjoin(above, above.c.id == Team.parent_id)
        .where(Team.id != unit, or_(Team.ended_on.is_(None), Team.ended_on > today))
    )
    if asked.find:
        statement = statement.where(named(asked.find, Team.name))
    if asked.only_past:
        statement = statement.where(numbers["past"] > 0)
    rows = db.execute(
        statement.order_by(*_order(asked.sort, numbers), func.lower(Team.name), Team.id)
        .limit(PAGE)
        .offset((asked.page - 1) * PAGE)
    ).all()
    return Lines(
        lines=tuple(
            Line(row.id, row.slug, row.name, row.above, row.has_below, _counts(row)) for row in rows
        ),
        matching=rows[0].matching if rows else 0,
    )


def totals(
    db: Session, *, units: Sequence[int], course: str = WHOLE, basis: Basis, today: date
) -> dict[int, Counts]:
    """The numbers of some units."""
    found = _numbers(
        source(db, basis, today),
        basis,
        today,
        courses={WHOLE, course},
        units=units,
        teams=units,
    ).subquery("numbers")
    rows = db.execute(
        select(found.c.team_id, *_sums(found, course).values()).group_by(found.c.team_id)
    )
    return dict.fromkeys(units, Counts()) | {row.team_id: _counts(row) for row in rows}


def everything(db: Session, *, basis: Basis, today: date) -> dict[tuple[int, str], Counts]:
    """The numbers of every unit and course that a page would show at this moment."""
    found = _numbers(
        source(db, basis, today),
        basis,
        today,
        courses={WHOLE, *basis.courses},
        units=[ORGANISATION],
        teams=None,
    )
    rows = db.execute(_summed(found))
    known = {(row.team_id, row.course): _counts(row) for row in rows}
    return {key: counts for key, counts in known.items() if counts != Counts()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of the list of a unit's people."""

    kind: Kind | None = None
    course: str = WHOLE
    find: str = ""
    page: int = 1
    ends: date | None = None
    """The first day of the month in which a certificate of the path ends."""


@dataclass(frozen=True, slots=True)
class TeamOf:
    """A team as a line of a person names it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A course of a person with its dates."""

    course: str
    proof: Proof | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with the own teams and the dates of the courses that concern their managers."""

    person_id: int
    name: str
    job_title: str
    teams: tuple[TeamOf, ...]
    courses: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A page of people; `matching` counts those on all pages."""

    people: tuple[PersonLine, ...]
    matching: int


def people(db: Session, *, unit: int, wanted: Wanted, basis: Basis, today: date) -> People:
    """The people behind a number, by name; three statements after the source, at any size."""
    found = _behind(source(db, basis, today), unit, wanted, basis, today).cte("behind")
    statement = select(Person.id, Person.first_name, Person.last_name, Person.job_title).where(
        Person.id.in_(select(found.c.person_id))
    )
    if wanted.ends is not None:
        statement = statement.where(
            Person.id.in_(_with_an_end(wanted.ends, wanted.course, basis, today))
        )
    if wanted.find:
        statement = statement.where(named(wanted.find, Person.first_name, Person.last_name))
    if wanted.find or wanted.ends is not None:
        counted = select(func.count()).select_from(statement.subquery())
    else:
        counted = select(func.count()).select_from(found)
    rows = db.execute(
        statement.add_columns(counted.scalar_subquery().label("matching"))
        .order_by(func.lower(Person.first_name), func.lower(Person.last_name), Person.id)
        .limit(PAGE)
        .offset((wanted.page - 1) * PAGE)
    ).all()
    if not rows:
        return People((), 0)
    teams, dated = _teams_of(db, unit, rows, today), _dated(db, rows, basis, today)
    return People(
        people=tuple(
            PersonLine(
                person_id=row.id,
                name=f"{row.first_name} {row.last_name}".strip(),
                job_title=row.job_title,
                teams=tuple(teams.get(row.id, ())),
                courses=tuple(dated.get(row.id, ())),
            )
            for row in rows
        ),
        matching=rows[0].matching,
    )


def _with_an_end(first: date, course: str, basis: Basis, today: date) -> Select[Any]:
    """Whoever's newest certificate of the path, or of one course of it, ends in a month."""
    newest = (
        select(func.max(Certificate.id))
        .where(
            Certificate.revoked_at.is_(None),
            Certificate.course.in_([course] if course else basis.path),
        )
        .group_by(Certificate.person_id, Certificate.course)
    )
    return select(Certificate.person_id).where(
        Certificate.id.in_(newest),
        Certificate.counts_until > today,
        Certificate.expires_on >= first,
        Certificate.expires_on < add_months(first, 1),
    )


def people_of(unit: int, today: date) -> Select[Any]:
    """Everybody who counts in a unit today."""
    place = places(_members([unit]), today, "unit").subquery("unit_place")
    return select(place.c.person_id).where(place.c.team_id == unit)


def _behind(found: Found, unit: int, wanted: Wanted, basis: Basis, today: date) -> Any:
    """The people of a unit who are counted as what is wanted."""
    place, spell = CountedPlace, CountedSpell
    if found.source is Source.FACTS:
        return _behind_by_facts(_members([unit]), unit, wanted, basis, today)
    kept = select(place.person_id).where(place.team_id == unit)
    if wanted.kind is not None:
        kept = kept.join(spell, spell.person_id == place.person_id).where(
            spell.course == wanted.course,
            spell.kind == wanted.kind.value,
            spell.since <= today,
            spell.until > today,
        )
    if not found.stale:
        return kept
    stale = _these(found.stale)
    return union_all(
        kept.where(place.person_id.not_in(stale)),
        _behind_by_facts(stale, unit, wanted, basis, today),
    )


def _behind_by_facts(
    people: Select[Any], unit: int, wanted: Wanted, basis: Basis, today: date
) -> Select[Any]:
    place = places(people, today, "live").subquery("live_place")
    here = select(place.c.person_id).where(place.c.team_id == unit)
    if wanted.kind is None:
        return here
    spell = spells(people, basis, today, "live").subquery("live_spell")
    return here.where(
        place.c.person_id.in_(
            select(spell.c.person_id).where(
                spell.c.course == wanted.course,
                spell.c.kind == wanted.kind.value,
                spell.c.since <= today,
                spell.c.until > today,
            )
        )
    )


def _teams_of(
    db: Session, unit: int, people: Sequence[Any], today: date
) -> dict[int, list[TeamOf]]:
    """The own teams of people, as far as they are inside the unit."""
    inside = _below([unit], "inside")
    rows = db.execute(
        select(Membership.person_id, Team.slug, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id.in_([row.id for row in people]),
            Membership.role == Role.MEMBER.value,
            holds(today),
            Team.id.in_(select(inside.c.id)),
        )
        .order_by(func.lower(Team.name), Team.id)
    )
    found: dict[int, list[TeamOf]] = {}
    for row in rows:
        team = TeamOf(row.slug, row.name)
        if team not in found.setdefault(row.person_id, []):
            found[row.person_id].append(team)
    return found


def _dated(db: Session, people: Sequence[Any], basis: Basis, today: date) -> dict[int, list[Dated]]:
    ids = select(Person.id).where(Person.id.in_([row.id for row in people]))
    known = facts(ids, basis, today, "shown")
    found: dict[int, list[Dated]] = {}
    for row in db.execute(select(known)):
        proof = None
        if row.issued_on is not None:
            proof = Proof(row.issued_on, row.expires_on, row.renew_from, row.counts_until)
        found.setdefault(row.person_id, []).append(Dated(row.course, proof, row.due_on))
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the way from the top to another."""

    team_id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A team with everybody below it; `way` leads to it from the top and ends with it."""

    team_id: int
    slug: str
    name: str
    way: tuple[Step, ...]

    @property
    def resource(self) -> OfTeams:
        """What the policy judges."""
        return OfTeams(frozenset({self.team_id}))


def unit_named(db: Session, *, slug: str) -> Unit | None:
    """The unit of an address, in one statement."""
    team = (
        select(Team.id, Team.parent_id, literal(0, Integer).label("height"))
        .where(Team.slug == slug)
        .cte("way", recursive=True)
    )
    over = Team.__table__.alias("over")
    way = team.union(
        select(over.c.id, over.c.parent_id, team.c.height + 1).join(
            team, over.c.id == team.c.parent_id
        )
    )
    rows = db.execute(
        select(Team.id, Team.slug, Team.name)
        .join(way, way.c.id == Team.id)
        .order_by(way.c.height.desc())
    )
    steps = tuple(Step(row.id, row.slug, row.name) for row in rows)
    if not steps:
        return None
    own = steps[-1]
    return Unit(own.team_id, own.slug, own.name, steps)


def courses(db: Session, *, unit: int, way: Sequence[Step], basis: Basis) -> tuple[str, ...]:
    """The courses a unit has numbers for: those of the path, then what is asked in or above it."""
    inside = _below([unit], "asking")
    asked = db.scalars(
        select(Assignment.course)
        .where(
            Assignment.ended_at.is_(None),
            or_(
                Assignment.team_id.is_(None),
                Assignment.team_id.in_([step.team_id for step in way]),
                Assignment.team_id.in_(select(inside.c.id)),
            ),
        )
        .distinct()
    )
    wanted = set(asked).difference(basis.path)
    return (*basis.path, *(course for course in basis.courses if course in wanted))


def named(word: str, *columns: Any) -> ColumnElement[bool]:
    """The word is in a name; SQLite knows only the small letters of English by itself."""
    tried: list[ColumnElement[bool]] = []
    for form in {word, word.lower(), word.capitalize()}:
        pattern = f"%{form.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        for found in columns:
            tried.append(found.like(pattern, escape="!"))
            tried.append(func.lower(found).like(pattern, escape="!"))
    return or_(*tried)


def _counts(row: Any) -> Counts:
    return Counts(row.people, row.ready, row.expiring, row.past)


def _order(sort: Sort, numbers: Mapping[str, ColumnElement[int]]) -> list[ColumnElement[Any]]:
    """Numbers first where most is to be done; never by share, never the best first."""
    if sort is Sort.NAME:
        return []
    if sort is Sort.READY:
        return [(numbers["people"] - numbers["ready"]).desc()]
    return [numbers[sort.value].desc()]


def _sums(found: Any, course: str) -> dict[str, ColumnElement[int]]:
    """People of the whole, the other numbers of the course."""
    wanted = {"people": WHOLE, "ready": course, "expiring": course, "past": course}
    return {
        name: cast(func.sum(case((found.c.course == of, found.c[name]), else_=0)), Integer).label(
            name
        )
        for name, of in wanted.items()
    }


def _below(units: Sequence[int], name: str) -> CTE:
    """The units with all teams below them; for the organisation all teams there are."""
    if ORGANISATION in units:
        return select(Team.id.label("id")).cte(name)
    top = select(Team.id.label("id")).where(Team.id.in_(units)).cte(name, recursive=True)
    under = Team.__table__.alias(f"{name}_under")
    return top.union(select(under.c.id).join(top, under.c.parent_id == top.c.id))


def _members(units: Sequence[int]) -> Select[Any]:
    """Whoever is or was a member anywhere in the units."""
    inside = _below(units, "counted_units")
    return select(Membership.person_id).where(
        Membership.team_id.in_(select(inside.c.id)), Membership.role == Role.MEMBER.value
    )


def _marked_teams() -> Select[Any]:
    return select(StalePerson.team_id).where(StalePerson.team_id.is_not(None))


def _stale(today: date) -> Select[Any]:
    """The people whose kept numbers may not hold."""
    found = union(
        select(StalePerson.person_id).where(StalePerson.person_id.is_not(None)),
        select(CountedPlace.person_id).where(CountedPlace.team_id.in_(_marked_teams())),
        select(CountedAhead.person_id).where(CountedAhead.changes_on <= today),
    ).subquery()
    return select(found.c.person_id)


def _these(people: Sequence[int]) -> Select[Any]:
    """People by number, written out: so the database knows how many they are when it plans."""
    listed = select(Person.id.label("person_id")).where(Person.id.in_(people)).cte("stale")
    return select(listed.c.person_id)


def _numbers(
    found: Found,
    basis: Basis,
    today: date,
    *,
    courses: set[str],
    units: Sequence[int],
    teams: Any,
) -> Any:
    """Signed rows whose sums are the numbers of the teams; `units` holds all of these."""
    if found.source is Source.FACTS:
        return _restricted(union_all(*_live(_members(units), basis, today, courses)), teams)
    kept = select(
        Tally.course, Tally.team_id, Tally.people, Tally.ready, Tally.expiring, Tally.past
    ).where(Tally.course.in_(courses))
    if teams is not None:
        kept = kept.where(Tally.team_id.in_(teams))
    if found.source is Source.KEPT:
        return kept
    # The day is read in the statement itself: a fold that ends meanwhile brings it forward.
    counted_on = select(TallyBasis.counted_on).scalar_subquery()
    moved = [*_crossing(counted_on, today, sorted(courses))]
    if found.stale:
        stale = _these(found.stale)
        moved += _kept(stale, today, -1, sorted(courses))
        moved += _live(stale, basis, today, courses)
    return union_all(kept, _restricted(union_all(*moved), teams))


def _restricted(rows: Any, teams: Any) -> Select[Any]:
    each = rows.subquery()
    found = select(each)
    return found if teams is None else found.where(each.c.team_id.in_(teams))


def _live(
    people: Select[Any], basis: Basis, today: date, courses: set[str]
) -> Iterator[Select[Any]]:
    """What people add to the numbers of the day, from the facts."""
    place = places(people, today, "live").cte("live_place")
    spell = spells(people, basis, today, "live").cte("live_spell")
    yield _row(literal(WHOLE, String), place.c.team_id, 1, None, 1)
    yield (
        _row(spell.c.course, place.c.team_id, 0, spell.c.kind, 1)
        .join_from(spell, place, place.c.person_id == spell.c.person_id)
        .where(spell.c.course.in_(courses), spell.c.since <= today, spell.c.until > today)
    )
