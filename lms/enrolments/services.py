"""Enrolling, marking modules as read, asking a course of a team; all safe to repeat."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.model import Course
from lms.database import insert_new, insert_once
from lms.enrolments.models import CalendarFeed, Enrolment, ModuleRead
from lms.people.models import Notice
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
