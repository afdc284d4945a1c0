"""Awarding, publishing and revoking certificates; each safe to repeat."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.rules import ALPHABET, CODE_LENGTH, ERASED_HOLDER
from lms.content.model import Course
from lms.database import insert_new
from lms.errors import NotFound
from lms.people.models import AuditEntry, Person
from lms.people.notices import leave
from lms.standing import Proof, expires_on

if TYPE_CHECKING:  # certificates lie under enrolments and quizzes, which hand these in
    from lms.enrolments.models import Enrolment
    from lms.quizzes.models import Attempt

TRIES = 5
"""How many random codes are tried; one would do, a second is never needed in practice."""


def award(
    db: Session,
    *,
    enrolment: Enrolment,
    attempt: Attempt,
    course: Course,
    language: str,
    now: datetime,
    today: date,
    organisation: str,
) -> Certificate:
    """The certificate of an enrolment: a new one, or the one that is there already.

    Everything printed is a snapshot. Renewing in the window extends from the old end date.
    """
    person = db.get_one(Person, enrolment.person_id)
    text = course.texts.get(language) or next(iter(course.texts.values()))
    values = {
        "enrolment_id": enrolment.id,
        "attempt_id": attempt.id,
        "person_id": person.id,
        "course": course.slug,
        "edition": attempt.edition,
        "language": language,
        "content_version": f"{attempt.edition}.{course.fingerprint[:6]}",
        "holder": person.name,
        "holder_last_name": person.last_name,
        "title": text.title,
        "can_do": "\n".join(text.objectives[key] for key in course.objectives),
        "modules": len(course.modules),
        "mark": course.mark,
        "organisation": organisation,
        "issued_at": now,
        "issued_on": today,
    }
    end = expires_on(today, course.renew_after_months, _latest_proof(db, person.id, course.slug))
    for _ in range(TRIES):
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        dated = {"code": code, "expires_on": end, "full_until": end}
        certificate = insert_new(db, Certificate, values | dated)
        if certificate is not None:
            enrolment.completed_at = now
            leave(db, person_id=person.id, kind="certificate", subject=course.slug, now=now)
            return certificate
        found = _of_enrolment(db, enrolment.id)
        if found is not None:  # it is there already, or another request was faster
            return found
    raise RuntimeError("no free certificate code was found")


def _of_enrolment(db: Session, enrolment_id: int) -> Certificate | None:
    return db.scalar(select(Certificate).where(Certificate.enrolment_id == enrolment_id))


def _latest_proof(db: Session, person_id: int, course: str) -> Proof | None:
    row = db.execute(
        select(Certificate.issued_on, Certificate.expires_on)
        .where(
            Certificate.person_id == person_id,
            Certificate.course == course,
            Certificate.revoked_at.is_(None),
        )
        .order_by(Certificate.id.desc())
        .limit(1)
    ).first()
    return Proof(row.issued_on, row.expires_on) if row else None


def set_public(db: Session, *, certificate_id: int, is_public: bool) -> None:
    """Turn the holder's public page on or off."""
    db.execute(
        update(Certificate).where(Certificate.id == certificate_id).values(is_public=is_public)
    )


def revoke(
    db: Session, *, code: str, why: str, now: datetime, actor_id: int | None = None
) -> Certificate:
    """Withdraw a certificate with a reason, tell its holder, and note it; repeats change nothing.

    Raises NotFound("unknown_certificate").
    """
    certificate = db.scalar(select(Certificate).where(Certificate.code == code))
    if certificate is None:
        raise NotFound("unknown_certificate")
    if certificate.revoked_at is None:
        certificate.revoked_at = now
        certificate.revoked_why = why
        db.add(
            AuditEntry(
                at=now,
                actor_id=actor_id,
                action="certificate.revoke",
                subject=f"certificate {certificate.id}",
                detail=why,
            )
        )
        leave(
            db,
            person_id=certificate.person_id,
            kind="revoked",
            subject=certificate.course,
            now=now,
        )
        db.flush()
    return certificate


def reinstate(db: Session, *, certificate: Certificate, why: str, now: datetime) -> None:
    """Let a certificate count again that was withdrawn by mistake, tell its holder, and note it."""
    certificate.revoked_at = None
    certificate.revoked_why = ""
    db.add(
        AuditEntry(
            at=now,
            action="certificate.reinstate",
            subject=f"certificate {certificate.id}",
            detail=why,
        )
    )
    leave(
        db,
        person_id=certificate.person_id,
        kind="certificate",
        subject=certificate.course,
        now=now,
    )
    db.flush()


def forget_holder(db: Session, *, person_id: int) -> None:
    """Take the name out of an erased person's certificates; the code alone then shows validity."""
    db.execute(
        update(Certificate)
        .where(Certificate.person_id == person_id)
        .values(holder=ERASED_HOLDER, holder_last_name=ERASED_HOLDER, is_public=True)
    )
