"""Whether the counters of units equal what the facts say, worked out another way than they are.

The counters come from spells that the database makes of dates; here every person with every course
is decided by `standing.state`, the function behind all pages, and added up in Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.certificates.queries import newest_proofs
from lms.enrolments.arranged import accepted_rows
from lms.enrolments.asked import asked_rows
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role, Team
from lms.readiness import tallies
from lms.readiness.spells import ORGANISATION, WHOLE, Basis
from lms.readiness.tallies import Counts
from lms.standing import Proof, Standing, State, longest, state

AT_ONCE = 2_000
EXPIRING = {State.EXPIRING, State.GRACE}
PAST = {State.OVERDUE, State.EXPIRED}


@dataclass(frozen=True, slots=True)
class Drift:
    """A team and course whose numbers differ; without a course it is about all of them."""

    team_id: int
    course: str
    counted: Counts
    derived: Counts


def drift(db: Session, basis: Basis, *, today: date) -> list[Drift]:
    """Where the numbers that pages show differ from the facts; read in one moment."""
    counted = tallies.everything(db, basis=basis, today=today)
    found = derived(db, basis, today=today)
    return [
        Drift(*key, counted.get(key, Counts()), found.get(key, Counts()))
        for key in sorted(counted.keys() | found.keys())
        if counted.get(key, Counts()) != found.get(key, Counts())
    ]


def derived(db: Session, basis: Basis, *, today: date) -> Mapping[tuple[int, str], Counts]:
    """The numbers of every unit and course, worked out from the facts person by person."""
    above = {row.id: row.parent_id for row in db.execute(select(Team.id, Team.parent_id))}
    units: dict[int, set[int]] = {}
    for row in db.execute(
        select(Membership.person_id, Membership.team_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == Role.MEMBER.value,
            holds(today),
            works_here(today),
        )
    ):
        units.setdefault(row.person_id, {ORGANISATION}).update(_way_up(row.team_id, above))
    sums: Counter[tuple[int, str, str]] = Counter()
    for person, states in _states(db, sorted(units), basis, today):
        for course, what in _counted(states, basis):
            for unit in units[person]:
                sums[unit, course, what] += 1
    keys = {(unit, course) for unit, course, _ in sums}
    return {
        key: Counts(*(sums[*key, what] for what in ("people", "ready", "expiring", "past")))
        for key in keys
    }


def _way_up(team: int, above: Mapping[int, int | None]) -> Iterator[int]:
    at: int | None = team
    while at is not None:
        yield at
        at = above[at]


def _counted(states: Mapping[str, State], basis: Basis) -> Iterator[tuple[str, str]]:
    """As what a person with these states counts, for each course and for the whole."""
    found = set(states.values())
    yield WHOLE, "people"
    if basis.path and all(course in states and states[course].is_valid for course in basis.path):
        yield WHOLE, "ready"
    if found & EXPIRING:
        yield WHOLE, "expiring"
    if found & PAST:
        yield WHOLE, "past"
    for course, kind in states.items():
        if kind.is_valid:
            yield course, "ready"
        if kind in EXPIRING:
            yield course, "expiring"
        if kind in PAST:
            yield course, "past"


def _states(
    db: Session, people: Sequence[int], basis: Basis, today: date
) -> Iterator[tuple[int, dict[str, State]]]:
    """Each person with the state of the courses of the path and of those asked of them."""
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        ids = select(Person.id).where(Person.id.in_(some))
        dues, proofs = _dues(db, ids, basis, today), _proofs(db, ids, today)
        for person in some:
            due, proof = dues.get(person, {}), proofs.get(person, {})
            yield (
                person,
                {
                    course: state(
                        Standing(modules=1, proof=proof.get(course), due_on=due.get(course)), today
                    )
                    for course in {*basis.path, *due}
                },
            )


def _dues(
    db: Session, ids: Select[int], basis: Basis, today: date
) -> dict[int, dict[str, date | None]]:
    """The earliest day by which each course is asked of each person; None when without a day."""
    found: dict[int, dict[str, date | None]] = {}
    rows = asked_rows(ids, day=today, path=basis.path, courses=basis.courses, name="checked")
    for row in db.execute(rows):
        due = found.setdefault(row.person_id, {})
        days = [day for day in (due.get(row.course), row.due_on) if day is not None]
        due[row.course] = min(days, default=None)
    return found


def _proofs(db: Session, ids: Select[int], today: date) -> dict[int, dict[str, Proof]]:
    """The newest certificate of each person and course, and other training that counts."""
    found = newest_proofs(db, ids)
    for person, course, issued_on, *days in db.execute(accepted_rows(ids, day=today)):
        proofs, other = found.setdefault(person, {}), Proof(issued_on, *days)
        proofs[course] = longest(proofs[course], other) if course in proofs else other
    return found
