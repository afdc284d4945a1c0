"""Awarding, publishing, revoking and reissuing certificates; each safe to repeat."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, String, cast, insert, literal, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate, CertificateTerm, ReplacedCode
from lms.certificates.rules import (
    ALPHABET,
    CODE_LENGTH,
    ERASED_HOLDER,
    Cause,
    shown_code,
    why_not_given_back,
    why_not_withdrawn,
)
from lms.content.model import Course
from lms.database import UtcDateTime, insert_new
from lms.errors import Conflict, NotFound
from lms.people import audit, notices
from lms.people.audit import Record, Value
from lms.people.models import Person
from lms.people.notices import leave
from lms.standing import Proof, Term, term

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

    Everything printed is a snapshot, and so are its days: settings of the course that change later
    do not reach it. Renewing in the window or in the grace counts from the old end date.
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
    days = term(today, course.renewal, _latest_proof(db, person.id, course.slug))
    values |= {
        "expires_on": days.expires_on,
        "renew_from": days.renew_from,
        "counts_until": days.counts_until,
        "full_until": days.expires_on,
        "window_days": course.renewal.window,
        "grace_days": course.renewal.grace,
    }
    for _ in range(TRIES):
        certificate = insert_new(db, Certificate, values | {"code": _random_code()})
        if certificate is not None:
            enrolment.completed_at = now
            leave(db, person_id=person.id, kind="certificate", subject=course.slug, now=now)
            return certificate
        found = _of_enrolment(db, enrolment.id)
        if found is not None:  # it is there already, or another request was faster
            return found
    raise RuntimeError("no free certificate code was found")


def _random_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def _of_enrolment(db: Session, enrolment_id: int) -> Certificate | None:
    return db.scalar(select(Certificate).where(Certificate.enrolment_id == enrolment_id))


def _latest_proof(db: Session, person_id: int, course: str) -> Proof | None:
    row = db.execute(
        select(
            Certificate.issued_on,
            Certificate.expires_on,
            Certificate.renew_from,
            Certificate.counts_until,
        )
        .where(
            Certificate.person_id == person_id,
            Certificate.course == course,
            Certificate.revoked_at.is_(None),
        )
        .order_by(Certificate.id.desc())
        .limit(1)
    ).first()
    return Proof(*row) if row else None


def keep_terms(db: Session, certificates: Select[int], *, now: datetime) -> None:
    """Keep what the days of certificates are, before they change: no day of the past is lost."""
    db.execute(
        insert(CertificateTerm).from_select(
            [
                "certificate_id",
                "ended_at",
                "expires_on",
                "renew_from",
                "counts_until",
                "is_revoked",
            ],
            select(
                Certificate.id,
                literal(now, UtcDateTime()),
                Certificate.expires_on,
                Certificate.renew_from,
                Certificate.counts_until,
                Certificate.revoked_at.is_not(None),
            ).where(Certificate.id.in_(certificates)),
        )
    )


def change_days(db: Session, certificate: Certificate, days: Term, *, now: datetime) -> None:
    """Give a certificate other days and keep the ones before; the same days change nothing."""
    before = Term(certificate.expires_on, certificate.renew_from, certificate.counts_until)
    if days == before:
        return
    _keep_term(db, certificate, now=now)
    certificate.expires_on = days.expires_on
    certificate.renew_from = days.renew_from
    certificate.counts_until = days.counts_until
    db.flush()


def _keep_term(db: Session, certificate: Certificate, *, now: datetime) -> None:
    keep_terms(db, select(Certificate.id).where(Certificate.id == certificate.id), now=now)


def set_public(db: Session, *, certificate_id: int, is_public: bool) -> None:
    """Turn the holder's public page on or off."""
    db.execute(
        update(Certificate).where(Certificate.id == certificate_id).values(is_public=is_public)
    )


def revoke(
    db: Session, *, code: str, why: str, now: datetime, actor_id: int | None = None
) -> Certificate:
    """Withdraw a certificate with a reason, with a notice and a note; repeats change nothing.

    Raises NotFound("unknown_certificate"), Conflict("certificate_replaced") with the code of
    today for one that the certificate had before, and Conflict("person_erased").
    """
    certificate = by_code(db, code)
    if certificate.revoked_at is None:
        _revoke(db, certificate, why=why, actor_id=actor_id, now=now)
    return certificate


def by_code(db: Session, code: str) -> Certificate:
    """The certificate with a code, for writing; refused as `revoke` says."""
    certificate = _locked(db, Certificate.code == code)
    if certificate is None:
        today = _replaced(db, code)
        if today is not None:
            raise Conflict("certificate_replaced", code=today.code)
        raise NotFound("unknown_certificate")
    _refuse_erased(db, certificate)
    return certificate


def withdraw(
    db: Session, *, certificate_id: int, why: str, actor_id: int, now: datetime, today: date
) -> Certificate:
    """Withdraw a certificate as an administrator does: with a reason, and once.

    Raises NotFound("unknown_certificate"), Conflict("person_erased"), Conflict("certificate_own"),
    Conflict("certificate_withdrawn") and Conflict("certificate_over").
    """
    certificate = _by_id(db, certificate_id)
    refused = why_not_withdrawn(
        today,
        Proof(
            certificate.issued_on,
            certificate.expires_on,
            certificate.renew_from,
            certificate.counts_until,
        ),
        is_revoked=certificate.revoked_at is not None,
        is_own=certificate.person_id == actor_id,
    )
    if refused is not None:
        raise Conflict(refused)
    _revoke(db, certificate, why=why, actor_id=actor_id, now=now)
    return certificate


def give_back(
    db: Session, *, certificate_id: int, why: str, actor_id: int, now: datetime
) -> Certificate:
    """Let a withdrawn certificate count again as an administrator does: with a reason, and once.

    Raises NotFound("unknown_certificate"), Conflict("person_erased"), Conflict("certificate_own")
    and Conflict("certificate_counts").
    """
    certificate = _by_id(db, certificate_id)
    refused = why_not_given_back(
        is_revoked=certificate.revoked_at is not None,
        is_own=certificate.person_id == actor_id,
    )
    if refused is not None:
        raise Conflict(refused)
    reinstate(db, certificate=certificate, why=why, now=now, actor_id=actor_id)
    return certificate


def _by_id(db: Session, certificate_id: int) -> Certificate:
    certificate = _locked(db, Certificate.id == certificate_id)
    if certificate is None:
        raise NotFound("unknown_certificate")
    _refuse_erased(db, certificate)
    return certificate


def _refuse_erased(db: Session, certificate: Certificate) -> None:
    """A fresh reason would tell about somebody whose data is gone."""
    if db.scalar(select(Person.erased_at).where(Person.id == certificate.person_id)) is not None:
        raise Conflict("person_erased")


def _locked(db: Session, which: ColumnElement[bool]) -> Certificate | None:
    """A certificate as it is now, held until the end: two at once decide one after the other."""
    return db.scalar(
        select(Certificate).where(which).with_for_update().execution_options(populate_existing=True)
    )


IN_FORCE, WITHDRAWN = "in_force", "withdrawn"
"""What the audit log calls a certificate that counts, and one that does not."""


def _revoke(
    db: Session, certificate: Certificate, *, why: str, actor_id: int | None, now: datetime
) -> None:
    _keep_term(db, certificate, now=now)
    certificate.revoked_at = now
    certificate.revoked_why = why
    before, after = {"state": IN_FORCE, "why": ""}, {"state": WITHDRAWN, "why": why}
    _note(db, certificate, "revoke", actor_id=actor_id, now=now, before=before, after=after)
    _tell(db, certificate, "revoked", over="reinstated", now=now)


def reinstate(
    db: Session,
    *,
    certificate: Certificate,
    why: str,
    now: datetime,
    actor_id: int | None = None,
) -> None:
    """Let a certificate count again that was withdrawn by mistake, with a notice and a note.

    The notice is all that its holder gets here; letters are written by the pages.
    """
    _keep_term(db, certificate, now=now)
    before = {"state": WITHDRAWN, "why": certificate.revoked_why}
    after = {"state": IN_FORCE, "why": why}
    certificate.revoked_at = None
    certificate.revoked_why = ""
    _note(db, certificate, "reinstate", actor_id=actor_id, now=now, before=before, after=after)
    _tell(db, certificate, "reinstated", over="revoked", now=now)


def _note(
    db: Session,
    certificate: Certificate,
    action: str,
    *,
    actor_id: int | None,
    now: datetime,
    before: Mapping[str, Value] | None = None,
    after: Mapping[str, Value] | None = None,
    detail: str = "",
) -> None:
    """Note in the audit log what happened to a certificate."""
    db.flush()
    subject = f"certificate {certificate.id}"
    one = Record(f"certificate.{action}", subject, before or {}, after or {}, detail)
    audit.record(db, [one], actor_id=actor_id, now=now)


def _tell(
    db: Session, certificate: Certificate, notice: str, *, now: datetime, over: str | None = None
) -> None:
    """Tell the holder what happened to a certificate; what was said before is over."""
    person_id, course = certificate.person_id, certificate.course
    if over is not None:
        notices.close(db, person_id=person_id, kind=over, subject=course, now=now)
    leave(db, person_id=person_id, kind=notice, subject=course, now=now)
    db.flush()


def _replaced(db: Session, code: str) -> Certificate | None:
    """The certificate that had a code before it was issued anew."""
    return db.scalar(
        select(Certificate)
        .join(ReplacedCode, ReplacedCode.certificate_id == Certificate.id)
        .where(ReplacedCode.code == code)
    )


def reissue(
    db: Session,
    *,
    code: str,
    cause: Cause,
    now: datetime,
    today: date,
    actor_id: int | None = None,
) -> Certificate:
    """Give a certificate a new code and its holder's name of today; repeats change nothing.

    Course, edition, dates and whatever rests on the certificate stay. The old code goes on
    answering, and says that it was replaced. The holder is told, and the audit log notes it.

    Raises NotFound("unknown_certificate"), Conflict("certificate_revoked"),
    Conflict("person_erased") and Conflict("same_name").
    """
    certificate = _locked(db, Certificate.code == code)
    if certificate is None:  # never there, or this was done before: by this form or another
        done = _replaced(db, code)
        if done is None:
            raise NotFound("unknown_certificate")
        return done
    person = db.get_one(Person, certificate.person_id, populate_existing=True)
    if certificate.revoked_at is not None:
        raise Conflict("certificate_revoked")
    if person.erased_at is not None:
        raise Conflict("person_erased")
    if certificate.holder == person.name:
        raise Conflict("same_name")
    db.add(
        ReplacedCode(
            code=certificate.code,
            certificate_id=certificate.id,
            holder=certificate.holder,
            holder_last_name=certificate.holder_last_name,
            replaced_at=now,
            replaced_on=today,
            cause=cause.value,
        )
    )
    certificate.code = _free_code(db)
    certificate.holder = person.name
    certificate.holder_last_name = person.last_name
    detail = f"{shown_code(code)} -> {shown_code(certificate.code)}: {cause.value}"
    _note(db, certificate, "reissue", actor_id=actor_id, now=now, detail=detail)
    _tell(db, certificate, "reissued", now=now)
    return certificate


def _free_code(db: Session) -> str:
    """A code that no certificate has or had; the unique keys would refuse any other."""
    for _ in range(TRIES):
        code = _random_code()
        taken = select(Certificate.id).where(Certificate.code == code)
        if db.scalar(taken) is None and _replaced(db, code) is None:
            return code
    raise RuntimeError("no free certificate code was found")


def forget_holder(db: Session, *, person_id: int) -> None:
    """Take the name out of an erased person's certificates; the code alone then shows validity.

    Why one was withdrawn tells about the person, so it goes as well, from the log too.
    """
    db.execute(
        update(Certificate)
        .where(Certificate.person_id == person_id)
        .values(
            holder=ERASED_HOLDER, holder_last_name=ERASED_HOLDER, is_public=True, revoked_why=""
        )
    )
    own = select(Certificate.id).where(Certificate.person_id == person_id)
    audit.forget_about(
        db,
        select(literal("certificate ") + cast(Certificate.id, String)).where(
            Certificate.person_id == person_id
        ),
    )
    db.execute(
        update(ReplacedCode)
        .where(ReplacedCode.certificate_id.in_(own))
        .values(holder=ERASED_HOLDER, holder_last_name=ERASED_HOLDER)
        .execution_options(synchronize_session=False)
    )
