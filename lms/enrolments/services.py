"""Enrolling, marking modules as read, asking a course of a team; all safe to repeat."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.model import Course
from lms.database import insert_new, insert_once
from lms.enrolments.models import Assignment, CalendarFeed, Enrolment, ModuleRead
from lms.errors import Conflict, NotFound
from lms.people import notices
from lms.people.models import AuditEntry, Membership, Notice, Role, Team
from lms.standing import Proof, Standing, state


def open_enrolment(
    db: Session, *, person_id: int, course: str, now: datetime, today: date
) -> Enrolment:
    """The enrolment to learn in now.

    A new cycle begins beside the old one when the old one ended in a certificate that is expiring,
    in its grace, expired or revoked; a certificate in full force keeps its cycle.
    """
    return begin_cycle(db, person_id=person_id, course=course, now=now, today=today)[0]


def begin_cycle(
    db: Session, *, person_id: int, course: str, now: datetime, today: date
) -> tuple[Enrolment, bool]:
    """The enrolment to learn in now, and whether this transaction began it.

    What was begun here is nobody else's yet: nothing can hang on it.
    """
    latest = db.scalar(
        select(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.course == course)
        .order_by(Enrolment.cycle.desc())
        .limit(1)
    )
    if latest is None:
        return _enrol(db, person_id=person_id, course=course, cycle=1, now=now)
    certificate = db.scalar(select(Certificate).where(Certificate.enrolment_id == latest.id))
    if certificate is None:
        return latest, False
    if certificate.revoked_at is None:
        proof = Proof(
            certificate.issued_on,
            certificate.expires_on,
            certificate.renew_from,
            certificate.counts_until,
        )
        if state(Standing(modules=0, proof=proof), today) == "ready":
            return latest, False
    return _enrol(db, person_id=person_id, course=course, cycle=latest.cycle + 1, now=now)


def _enrol(
    db: Session, *, person_id: int, course: str, cycle: int, now: datetime
) -> tuple[Enrolment, bool]:
    values = {"person_id": person_id, "course": course, "cycle": cycle, "started_at": now}
    begun = insert_new(db, Enrolment, values)
    if begun is not None:
        return begun, True
    there = select(Enrolment).where(  # another tab was faster; its row serves both
        Enrolment.person_id == person_id, Enrolment.course == course, Enrolment.cycle == cycle
    )
    return db.scalars(there).one(), False


def mark_as_read(
    db: Session, *, person_id: int, course: Course, module: str, language: str, now: datetime
) -> None:
    """Remember that a module was read; the first time counts, repeats change nothing."""
    values = {
        "person_id": person_id,
        "course": course.slug,
        "module": module,
        "edition": course.edition,
        "language": language,
        "read_at": now,
    }
    db.execute(insert_once(db, ModuleRead), values)


def assign(
    db: Session,
    *,
    team: str,
    course: Course,
    due_on: date,
    why: str,
    now: datetime,
    actor_id: int | None = None,
) -> Assignment:
    """Ask a course of a team by a date; `why` is what its people read.

    Raises NotFound("unknown_team") and Conflict("already_asked").
    """
    found = db.scalar(select(Team).where((Team.slug == team) | (Team.name == team)))
    if found is None or found.ended_on is not None:
        raise NotFound("unknown_team", team=team)
    assignment = Assignment(
        team_id=found.id,
        course=course.slug,
        due_on=due_on,
        why=why,
        created_at=now,
        created_by=actor_id,
    )
    try:
        with db.begin_nested():
            db.add(assignment)
    except IntegrityError as error:
        raise Conflict("already_asked", team=found.name, course=course.slug) from error
    db.add(
        AuditEntry(
            at=now,
            actor_id=actor_id,
            action="assignment.add",
            subject=f"team {found.slug}",
            detail=f"{course.slug} by {due_on.isoformat()}",
        )
    )
    db.flush()
    notices.leave_for_all(
        db, _people_below(found.id, now.date()), kind="assignment", subject=course.slug, now=now
    )
    return assignment


def _people_below(team_id: int, today: date) -> Select[int]:
    """Today's members of a team and of every team below it."""
    below = select(Team.id).where(Team.id == team_id).cte("below", recursive=True)
    below = below.union(select(Team.id).join(below, Team.parent_id == below.c.id))
    return (
        select(Membership.person_id)
        .join(below, below.c.id == Membership.team_id)
        .where(
            Membership.role == Role.MEMBER.value,
            Membership.since <= today,
            or_(Membership.until.is_(None), Membership.until > today),
        )
        .distinct()
    )


def end_assignment(db: Session, *, team: str, course: str, now: datetime) -> None:
    """Stop asking a course of a team; raises NotFound("unknown_team") when it was not asked."""
    found = db.scalar(select(Team.id).where((Team.slug == team) | (Team.name == team)))
    ended = db.scalar(
        update(Assignment)
        .where(
            Assignment.team_id == found,
            Assignment.course == course,
            Assignment.ended_at.is_(None),
        )
        .values(ended_at=now)
        .returning(Assignment.id)
    )
    if ended is None:
        raise NotFound("unknown_team", team=team)
    db.add(
        AuditEntry(
            at=now, actor_id=None, action="assignment.end", subject=f"team {team}", detail=course
        )
    )


def close_notice(db: Session, *, notice_id: int, now: datetime) -> None:
    """The person has seen a notice."""
    db.execute(
        update(Notice)
        .where(Notice.id == notice_id, Notice.closed_at.is_(None))
        .values(closed_at=now)
    )


def make_feed(db: Session, *, person_id: int, nonce: str, now: datetime) -> None:
    """Give a person a new calendar address; the one before is void."""
    db.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
    db.execute(
        insert_once(db, CalendarFeed),
        {"person_id": person_id, "nonce": nonce, "made_at": now},
    )


def end_feed(db: Session, *, person_id: int) -> None:
    """Make a person's calendar address void."""
    db.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
