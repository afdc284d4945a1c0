"""Whether what pages and counters say equals what the facts say, worked out another way than they.

Pages ask the database by selects, and the counters come from spells that it makes of dates. Here
what is asked, proved and counted is derived in Python from plain rows, some people at a time, by
`enrolments.deriving` and by `standing.state`, the function behind all pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.enrolments import known as rows
from lms.enrolments.asked import asked_rows
from lms.enrolments.deriving import Asking, Known, Row
from lms.people.models import Person
from lms.readiness import spells, tallies
from lms.readiness.counted import stale_people
from lms.readiness.models import CountedPlace, CountedSpell, TallyBasis
from lms.readiness.spells import ORGANISATION, WHOLE, Basis, Kind
from lms.readiness.tallies import Counts
from lms.standing import Proof, Standing, State, state

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


class About(StrEnum):
    """What of a person differs."""

    ASKED = "asked"
    PROVED = "proved"
    COUNTED = "counted"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class PersonDrift:
    """What is said or kept of a person and course, and what is right."""

    person_id: int
    course: str
    about: About
    said: str
    right: str


def drift(db: Session, basis: Basis, *, today: date) -> list[Drift | PersonDrift]:
    """Where pages and counters differ from the facts, people first; read in one moment."""
    counted = tallies.everything(db, basis=basis, today=today)
    check = _Check(db, basis, today)
    people = list(check.people())
    right = check.sums()  # of all who were looked at
    return [
        *people,
        *(
            Drift(*key, counted.get(key, Counts()), right.get(key, Counts()))
            for key in sorted(counted.keys() | right.keys())
            if counted.get(key, Counts()) != right.get(key, Counts())
        ),
    ]


Said = Mapping[tuple[int, str], frozenset[str]]
"""What is said of people and courses, as words that can be compared and shown."""


class _Check:
    """Derives everything, some people at a time, and adds up the numbers of units on the way."""

    def __init__(self, db: Session, basis: Basis, today: date) -> None:
        self._db, self._basis, self._today = db, basis, today
        self._asking: Asking = rows.asking(db)
        self._sums: Counter[tuple[int, str, str]] = Counter()
        kept = db.get(TallyBasis, 1)
        self._is_kept = kept is not None and tallies.are_kept(
            kept.decided_by, kept.counted_on, basis, today
        )

    def sums(self) -> Mapping[tuple[int, str], Counts]:
        """The numbers of every unit and course, once all people were looked at."""
        keys = {(unit, course) for unit, course, _ in self._sums}
        return {
            key: Counts(
                *(self._sums[*key, what] for what in ("people", "ready", "expiring", "past"))
            )
            for key in keys
        }

    def people(self) -> Iterator[PersonDrift]:
        """What differs of each person; memory for one part."""
        last = 0
        while part := self._part(last):
            ids = select(Person.id).where(Person.id.between(part[0], part[-1]))
            yield from self._of(ids)
            last = part[-1]

    def _part(self, last: int) -> Sequence[int]:
        return self._db.scalars(
            select(Person.id).where(Person.id > last).order_by(Person.id).limit(AT_ONCE)
        ).all()

    def _of(self, ids: Select[int]) -> Iterator[PersonDrift]:
        asked, proved, teams, counted = (dict[tuple[int, str], frozenset[str]]() for _ in range(4))
        for known in rows.known(self._db, ids).values():
            found = [
                row
                for row in self._asking.rows(known, self._basis.path, self._today)
                if row.course in self._basis.courses
            ]
            asked |= _by_course(found)
            states = dict(self._states(known, found, proved))
            units = self._units(known)
            if units:
                kinds = list(_counted(states, self._basis))
                self._sums.update((unit, *kind) for unit in units for kind in kinds)
                teams[known.person_id, WHOLE] = frozenset(map(str, units))
                for course, kind in kinds:
                    if kind != "people":
                        before = counted.get((known.person_id, course), frozenset())
                        counted[known.person_id, course] = before | {kind}
        yield from _differences(About.ASKED, self._asked(ids), asked)
        yield from _differences(About.PROVED, self._proved(ids), proved)
        if self._is_kept:
            stale = self._stale(ids)
            yield from _differences(About.TEAMS, self._places(ids), teams, stale)
            yield from _differences(About.COUNTED, self._spells(ids), counted, stale)

    def _units(self, known: Known) -> set[int]:
        """The units a person counts in."""
        if known.left_on is not None and known.left_on <= self._today:
            return set()
        teams = self._asking.teams_of(known, self._today)
        return {ORGANISATION, *teams} if teams else set()

    def _states(
        self, known: Known, found: Sequence[Row], proved: dict[tuple[int, str], frozenset[str]]
    ) -> Iterator[tuple[str, State]]:
        """The state of the courses of the path and of those asked; takes down what proves them."""
        asked = {row.course for row in found}
        for course in {*self._basis.path, *asked}:
            days = [row.due_on for row in found if row.course == course and row.due_on is not None]
            proof = known.proof(course, self._today)
            if proof is not None:
                proved[known.person_id, course] = frozenset({_told(proof)})
            due = min(days, default=None)
            yield course, state(Standing(modules=1, proof=proof, due_on=due), self._today)

    def _asked(self, ids: Select[int]) -> Said:
        """What pages say is asked, and by when."""
        return _by_course(
            Row(row.person_id, row.course, row.due_on, row.assignment_id)
            for row in self._db.execute(
                asked_rows(
                    ids,
                    day=self._today,
                    path=self._basis.path,
                    courses=self._basis.courses,
                    name="checked",
                )
            )
        )

    def _proved(self, ids: Select[int]) -> Said:
        """The days of certificates and of other training that pages and counters reckon with."""
        facts = spells.facts(ids, self._basis, self._today, "checked")
        return {
            (row.person_id, row.course): frozenset(
                {_told(Proof(row.issued_on, row.expires_on, row.renew_from, row.counts_until))}
            )
            for row in self._db.execute(select(facts).where(facts.c.issued_on.is_not(None)))
        }

    def _stale(self, ids: Select[int]) -> set[int]:
        """Of whom nothing that is kept is used at this moment."""
        stale = stale_people(self._today).subquery()
        return set(self._db.scalars(select(stale.c.person_id).where(stale.c.person_id.in_(ids))))

    def _places(self, ids: Select[int]) -> Said:
        found: dict[tuple[int, str], frozenset[str]] = {}
        place = CountedPlace
        for row in self._db.execute(
            select(place.person_id, place.team_id).where(place.person_id.in_(ids))
        ):
            key = row.person_id, WHOLE
            found[key] = found.get(key, frozenset()) | {str(row.team_id)}
        return found

    def _spells(self, ids: Select[int]) -> Said:
        found: dict[tuple[int, str], frozenset[str]] = {}
        spell = CountedSpell
        for row in self._db.execute(
            select(spell.person_id, spell.course, spell.kind).where(
                spell.person_id.in_(ids), spell.since <= self._today, spell.until > self._today
            )
        ):
            key = row.person_id, row.course
            found[key] = found.get(key, frozenset()) | {row.kind}
        return found


def _differences(
    about: About, said: Said, right: Said, but: set[int] | None = None
) -> Iterator[PersonDrift]:
    """What is said and is not so, or is so and is not said."""
    for key in sorted(said.keys() | right.keys()):
        one, other = said.get(key, frozenset()), right.get(key, frozenset())
        if one != other and key[0] not in (but or ()):
            yield PersonDrift(*key, about, _listed(one), _listed(other))


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words)) or "nothing"


def _by_course(found: Iterator[Row] | Sequence[Row]) -> dict[tuple[int, str], frozenset[str]]:
    said: dict[tuple[int, str], set[str]] = {}
    for row in found:
        by = "without a date" if row.due_on is None else f"by {row.due_on}"
        said.setdefault((row.person_id, row.course), set()).add(
            f"{by} (assignment {row.assignment_id})"
        )
    return {key: frozenset(words) for key, words in said.items()}


def _told(proof: Proof) -> str:
    if proof.expires_on is None:
        return f"from {proof.issued_on} on"
    return (
        f"from {proof.issued_on}, to renew from {proof.renew_from}, without from "
        f"{proof.expires_on}, not ready from {proof.counts_until}"
    )


def _counted(states: Mapping[str, State], basis: Basis) -> Iterator[tuple[str, str]]:
    """As what a person with these states counts, for each course and for the whole."""
    found = set(states.values())
    yield WHOLE, "people"
    if basis.path and all(course in states and states[course].is_valid for course in basis.path):
        yield WHOLE, Kind.READY.value
    if found & EXPIRING:
        yield WHOLE, Kind.EXPIRING.value
    if found & PAST:
        yield WHOLE, Kind.PAST.value
    for course, kind in states.items():
        if kind.is_valid:
            yield course, Kind.READY.value
        if kind in EXPIRING:
            yield course, Kind.EXPIRING.value
        if kind in PAST:
            yield course, Kind.PAST.value
