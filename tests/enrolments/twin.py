"""What is asked of whom, worked out person by person with the pure rules: it judges the select."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.queries import newest_as_of
from lms.clock import Past
from lms.enrolments.audiences import (
    WHOLE_PATH,
    About,
    Arrival,
    Audience,
    Due,
    Holder,
    How,
    Line,
    PersonKnown,
    Wanted,
    due_day,
    rule_fits,
    stay_began,
)
from lms.enrolments.models import Arrangement, Assignment, AssignmentLine
from lms.people.models import Membership, Person, Role, Team, TeamPlace
from lms.standing import EXPIRING_DAYS, Proof, dated, longest

Row = tuple[int, str, date | None, int]
"""Person, course, day and assignment."""


@dataclass
class Facts:
    """All rows that decide, as they are on a day."""

    db: Session
    day: date
    past: Past | None = None
    above: dict[int, int | None] = field(default_factory=dict)
    places: dict[int, list[Membership]] = field(default_factory=dict)
    arranged: dict[tuple[int, str], list[Arrangement]] = field(default_factory=dict)
    proofs: dict[tuple[int, str], Proof] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read them."""
        self._read_tree()
        for place in self.db.scalars(select(Membership)):
            self.places.setdefault(place.person_id, []).append(place)
        for one in self.db.scalars(select(Arrangement)):
            known = self.past is None or one.given_at < self.past.end
            lasts = one.since <= self.day and (one.until is None or one.until > self.day)
            if known and lasts and not self.is_over(one.ended_at):
                self.arranged.setdefault((one.person_id, one.course), []).append(one)
        self._read_proofs()

    def _read_tree(self) -> None:
        if self.past is None:
            self.above = {team.id: team.parent_id for team in self.db.scalars(select(Team))}
            return
        for one in self.db.scalars(select(TeamPlace)):
            if one.since <= self.day and (one.until is None or one.until > self.day):
                self.above[one.team_id] = one.parent_id

    def _read_proofs(self) -> None:
        if self.past is None:
            for held in self.db.scalars(select(Certificate).order_by(Certificate.id)):
                if held.revoked_at is None:
                    self.proofs[held.person_id, held.course] = Proof(
                        held.issued_on, held.expires_on, held.renew_from, held.counts_until
                    )
            return
        everybody = select(Person.id)
        for row in self.db.execute(newest_as_of(everybody, end=self.past.end, courses=None)):
            self.proofs[row.person_id, row.course] = Proof(
                row.issued_on, row.expires_on, row.renew_from, row.counts_until
            )

    def is_over(self, ended_at: object) -> bool:
        """Whether something with such an end was over: now, or when the past day ended."""
        if self.past is None or ended_at is None:
            return ended_at is not None
        return bool(ended_at < self.past.end)  # type: ignore[operator]

    def holding(self, person_id: int, role: Role) -> list[Membership]:
        """A person's places of the day."""
        return [
            place
            for place in self.places.get(person_id, [])
            if place.role == role.value
            and place.since <= self.day
            and (place.until is None or place.until > self.day)
        ]

    def way_up(self, team_id: int) -> Iterator[int]:
        """A team and all above."""
        at: int | None = team_id
        while at is not None and at in self.above:
            yield at
            at = self.above[at]

    def joined_on(self, person: Person) -> date:
        """The first day of the stay."""
        terms = [(place.since, place.until) for place in self.places.get(person.id, [])]
        return stay_began(terms, self.day) or person.created_at.date()

    def proof(self, person_id: int, course: str) -> Proof | None:
        """The certificate, or other training that lasts longer."""
        held = self.proofs.get((person_id, course))
        accepted = [
            one for one in self.arranged.get((person_id, course), []) if one.kind == "equivalent"
        ]
        ends = [one for one in accepted if one.until and not _outlasts(held, one.until)]
        if not ends:
            return held
        until = max(one.until for one in ends if one.until)
        days = dated(until, window=EXPIRING_DAYS, grace=0)
        other = Proof(
            max(one.since for one in ends), days.expires_on, days.renew_from, days.counts_until
        )
        return other if held is None else longest(held, other)


def _outlasts(held: Proof | None, until: date) -> bool:
    return held is not None and (held.counts_until is None or held.counts_until >= until)


def asked_by_hand(facts: Facts, path: Sequence[str]) -> set[Row]:
    """Everything that is asked of everybody."""
    db, found = facts.db, set[Row]()
    lines: dict[int, list[Line]] = {}
    for row in db.scalars(select(AssignmentLine)):
        line = Line(About(row.about), How(row.how), row.text, row.team_id, row.day)
        lines.setdefault(row.assignment_id, []).append(line)
    people = list(db.scalars(select(Person)))
    for kept in db.scalars(select(Assignment)):
        known = facts.past is None or kept.created_at < facts.past.end
        if not known or facts.is_over(kept.ended_at):
            continue
        wanted = Wanted(
            Audience(kept.audience),
            kept.course,
            team_id=kept.team_id,
            holder=Holder(kept.audience_key or "") if kept.audience == Audience.ROLE else None,
            lines=tuple(lines.get(kept.id, ())),
            matches_any=kept.matches_any,
            due=Due(kept.due),
            due_on=kept.due_on,
            due_days=kept.due_days,
            asked_on=kept.asked_on,
        )
        for person in people:
            for came_on in _came(facts, wanted, person):
                found.update(_rows(facts, wanted, person, came_on, kept.id, path))
    return found


def _rows(
    facts: Facts, wanted: Wanted, person: Person, came_on: date, number: int, path: Sequence[str]
) -> Iterable[Row]:
    for course in path if wanted.course == WHOLE_PATH else [wanted.course]:
        arranged = facts.arranged.get((person.id, course), [])
        if any(one.kind == "waiver" for one in arranged):
            continue
        held = facts.proofs.get((person.id, course))
        arrival = Arrival(facts.joined_on(person), came_on, held.expires_on if held else None)
        due = due_day(wanted, arrival, facts.day)
        later = [one.due_on for one in arranged if one.kind == "extension" and one.due_on]
        yield person.id, course, due and max([due, *later]), number


def _came(facts: Facts, wanted: Wanted, person: Person) -> Iterator[date]:
    """The days on which a person came to an audience, none for whoever is not of it."""
    joined = facts.joined_on(person)
    is_here = person.erased_at is None and (person.left_on is None or person.left_on > facts.day)
    if wanted.audience is Audience.TEAM:
        for place in facts.holding(person.id, Role.MEMBER):
            if wanted.team_id in set(facts.way_up(place.team_id)):
                yield place.since
    elif wanted.holder is Holder.MANAGER:
        for place in facts.holding(person.id, Role.MANAGER):
            yield place.since
    elif not is_here:
        return
    elif wanted.audience is Audience.RULE:
        teams = {
            team_id
            for place in facts.holding(person.id, Role.MEMBER)
            for team_id in facts.way_up(place.team_id)
        }
        known = PersonKnown(person.job_title, person.language or "", joined, frozenset(teams))
        if rule_fits(wanted.lines, known, matches_any=wanted.matches_any):
            yield joined
    elif wanted.audience is Audience.EVERYONE or (
        person.is_author if wanted.holder is Holder.AUTHOR else person.is_administrator
    ):
        yield joined
