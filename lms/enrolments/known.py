"""The plain rows that decide what is asked, read without any select that pages use."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.enrolments.arranged import EXTENSION, WAIVER
from lms.enrolments.audiences import About, Audience, Due, Holder, How, Line, Wanted
from lms.enrolments.deriving import Arranged, Asking, Known, Place
from lms.enrolments.models import Arrangement, Assignment, AssignmentLine
from lms.people.models import Membership, Person, Role, Team
from lms.standing import Proof


def asking(db: Session) -> Asking:
    """The open assignments and the teams, in three statements."""
    above = {row.id: row.parent_id for row in db.execute(select(Team.id, Team.parent_id))}
    is_open = Assignment.ended_at.is_(None)
    lines: dict[int, list[Line]] = {}
    for line in db.scalars(
        select(AssignmentLine).where(
            AssignmentLine.assignment_id.in_(select(Assignment.id).where(is_open))
        )
    ):
        lines.setdefault(line.assignment_id, []).append(
            Line(About(line.about), How(line.how), line.text, line.team_id, line.day)
        )
    kept = db.scalars(select(Assignment).where(is_open))
    return Asking(((one.id, wanted(one, lines.get(one.id, ()))) for one in kept), above)


def wanted(kept: Assignment, lines: Sequence[Line]) -> Wanted:
    """An assignment that is kept, as the rules know it."""
    is_role = kept.audience == Audience.ROLE
    return Wanted(
        Audience(kept.audience),
        kept.course,
        team_id=kept.team_id,
        holder=Holder(kept.audience_key or "") if is_role else None,
        lines=tuple(lines),
        matches_any=kept.matches_any,
        due=Due(kept.due),
        due_on=kept.due_on,
        due_days=kept.due_days,
        asked_on=kept.asked_on,
    )


def known(db: Session, people: Select[int]) -> dict[int, Known]:
    """All that decides about these people, in four statements."""
    found = {
        row.id: Known(
            row.id,
            row.created_at.date(),
            row.job_title,
            row.language or "",
            row.left_on,
            is_erased=row.erased_at is not None,
            is_author=row.is_author,
            is_administrator=row.is_administrator,
        )
        for row in db.execute(
            select(
                Person.id,
                Person.created_at,
                Person.job_title,
                Person.language,
                Person.left_on,
                Person.erased_at,
                Person.is_author,
                Person.is_administrator,
            ).where(Person.id.in_(people))
        )
    }
    _place(db, people, found)
    _arrange(db, people, found)
    _certify(db, people, found)
    return found


def _place(db: Session, people: Select[int], found: dict[int, Known]) -> None:
    place = Membership
    for row in db.execute(
        select(place.person_id, place.team_id, place.role, place.since, place.until).where(
            place.person_id.in_(people)
        )
    ):
        found[row.person_id].places.append(
            Place(row.team_id, row.role == Role.MANAGER.value, row.since, row.until)
        )


def _arrange(db: Session, people: Select[int], found: dict[int, Known]) -> None:
    one = Arrangement
    for row in db.execute(
        select(one.person_id, one.course, one.kind, one.since, one.until, one.due_on).where(
            one.person_id.in_(people), one.ended_at.is_(None)
        )
    ):
        person = found[row.person_id]
        kinds = {WAIVER: person.waivers, EXTENSION: person.extensions}
        kinds.get(row.kind, person.equivalents).setdefault(row.course, []).append(
            Arranged(row.since, row.until, row.due_on)
        )


def _certify(db: Session, people: Select[int], found: dict[int, Known]) -> None:
    held = Certificate
    for row in db.execute(
        select(
            held.person_id,
            held.course,
            held.issued_on,
            held.expires_on,
            held.renew_from,
            held.counts_until,
        )
        .where(held.person_id.in_(people), held.revoked_at.is_(None))
        .order_by(held.id)
    ):
        found[row.person_id].certificates[row.course] = Proof(
            row.issued_on, row.expires_on, row.renew_from, row.counts_until
        )
