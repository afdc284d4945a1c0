"""What is asked about leaders; of their learning it reads the courses in force and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lms.authz import OfTeams
from lms.certificates.queries import newest_proofs
from lms.enrolments import queries as learning
from lms.leaders import rules
from lms.leaders.models import Invitation
from lms.leaders.rules import Leader, Place
from lms.people.dated import holds
from lms.people.leading import leading_over
from lms.people.models import Membership, Role, Team
from lms.people.rules import initials
from lms.standing import Proof, Standing, state


@dataclass(frozen=True, slots=True)
class LedTeam:
    """A team with one who leads it, and the line they wrote for it, if any."""

    team_id: int
    slug: str
    name: str
    person_id: int
    why: str | None
    opened_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether the team is invited."""
        return self.why is not None

    @property
    def resource(self) -> OfTeams:
        """What the policy judges."""
        return OfTeams(frozenset({self.team_id}))


def led_team(db: Session, *, slug: str, person_id: int, today: date) -> LedTeam | None:
    """The team of an address with its leader's line; None when the person does not lead it."""
    row = db.execute(
        select(Team.id, Team.slug, Team.name, Invitation.why, Invitation.opened_at)
        .join(
            Membership,
            and_(
                Membership.team_id == Team.id,
                Membership.person_id == person_id,
                Membership.role == Role.MANAGER.value,
                holds(today),
            ),
        )
        .outerjoin(
            Invitation, and_(Invitation.team_id == Team.id, Invitation.person_id == person_id)
        )
        .where(Team.slug == slug)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return LedTeam(row.id, row.slug, row.name, person_id, row.why, row.opened_at)


@dataclass(frozen=True, slots=True)
class Led:
    """The leaders of a learner; who has none is in a team that nobody leads, or in no team."""

    leaders: tuple[Leader, ...]
    is_in_team: bool


def leaders_of(db: Session, *, person_id: int, path: Sequence[str], today: date) -> Led:
    """Who leads a learner's teams and the teams above, in at most two statements.

    Who leads the own team and is in it as well is not one's own leader.
    """
    places, is_in_team = _places(db, person_id=person_id, today=today)
    if not places:
        return Led((), is_in_team)
    finished = finished_courses(db, (place.person_id for place in places), path=path, today=today)
    return Led(rules.leaders(places, finished, path), is_in_team)


def finished_courses(
    db: Session, people: Iterable[int], *, path: Sequence[str], today: date
) -> list[tuple[int, str]]:
    """The courses of the path that people have in force, as pairs of person and course: by a
    certificate, or by other training that counts."""
    proofs: dict[int, dict[str, Proof]] = {person_id: {} for person_id in people}
    proofs |= newest_proofs(db, proofs, courses=path)
    learning.add_accepted(db, proofs, today=today)
    return [
        (person_id, course)
        for person_id, held in proofs.items()
        for course, proof in held.items()
        if course in path and state(Standing(modules=0, proof=proof), today).is_valid
    ]


def _places(db: Session, *, person_id: int, today: date) -> tuple[list[Place], bool]:
    found = leading_over(person_id, today)
    rows = db.execute(
        select(found, Invitation.why)
        .outerjoin(
            Invitation,
            and_(Invitation.team_id == found.c.team_id, Invitation.person_id == found.c.person_id),
        )
        .order_by(found.c.depth, found.c.person_id)
    ).all()
    places = [
        Place(
            own_team_id=row.own_team_id,
            depth=row.depth,
            team=row.team,
            person_id=row.person_id,
            name=f"{row.first_name} {row.last_name}".strip(),
            initials=initials(row.first_name, row.last_name),
            is_deputy=row.is_deputy,
            why=row.why,
        )
        for row in rows
        if row.person_id is not None
    ]
    return places, bool(rows)
