"""Certificates as pages show them: frozen, with what the policy needs."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, select, true
from sqlalchemy.orm import Session

from lms.authz import Owned
from lms.certificates.models import Certificate, CertificateTerm, ReplacedCode
from lms.certificates.rules import (
    ERASED_HOLDER,
    Cause,
    Link,
    Replaced,
    Status,
    chain,
    is_same_name,
    shown_code,
    status_on,
)
from lms.people.models import AuditDifference, AuditEntry
from lms.standing import Proof, Standing, State, state


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything printed on a certificate.

    Of a code that was replaced it is the sheet as it was, and `replaced_by` is the code of today.
    `renewed_by` is the code of the certificate that its holder got later for the same course.
    """

    id: int
    person_id: int
    code: str
    course: str
    edition: int
    language: str
    content_version: str
    holder: str
    holder_last_name: str
    title: str
    can_do: tuple[str, ...]
    modules: int
    mark: str
    organisation: str
    issued_on: date
    expires_on: date | None
    is_public: bool
    is_revoked: bool
    renew_from: date | None = None
    counts_until: date | None = None
    updated_edition: int | None = None
    updated_on: date | None = None
    replaced_by: str | None = None
    renewed_by: str | None = None
    revoked_at: datetime | None = None

    @property
    def resource(self) -> Owned:
        """Whose it is, for the policy."""
        return Owned(self.person_id)

    @property
    def shown_code(self) -> str:
        """The code as printed."""
        return shown_code(self.code)

    @property
    def is_erased(self) -> bool:
        """Whether the holder's name was taken out."""
        return self.holder == ERASED_HOLDER

    def status(self, today: date) -> Status:
        """Valid, expiring, expired, renewed, revoked or replaced."""
        if self.replaced_by is not None:
            return Status.REPLACED
        found = self.status_in_place(today)
        if self.renewed_by is not None and found is not Status.REVOKED:
            return Status.RENEWED
        return found

    def status_in_place(self, today: date) -> Status:
        """The status of the certificate itself, also where this code of it was replaced."""
        return status_on(today, self.proof, revoked=self.is_revoked)

    @property
    def proof(self) -> Proof:
        """Its days, as every rule takes them."""
        return Proof(self.issued_on, self.expires_on, self.renew_from, self.counts_until)

    @property
    def last_valid_day(self) -> date | None:
        """The day it is valid until, as every page and the paper say it; None without an end."""
        return self.proof.last_valid_day

    @property
    def last_ready_day(self) -> date | None:
        """The last day of its grace."""
        return self.proof.last_ready_day

    def is_over(self, today: date) -> bool:
        """Whether it has ended, and its grace as well."""
        return state(Standing(modules=0, proof=self.proof), today) is State.EXPIRED

    def is_in_grace(self, today: date) -> bool:
        """Whether it has ended and its holder still counts."""
        standing = Standing(modules=0, proof=self.proof)
        return not self.is_revoked and state(standing, today) is State.GRACE


def _sheet(row: Certificate) -> Sheet:
    return Sheet(
        id=row.id,
        person_id=row.person_id,
        code=row.code,
        course=row.course,
        edition=row.edition,
        language=row.language,
        content_version=row.content_version,
        holder=row.holder,
        holder_last_name=row.holder_last_name,
        title=row.title,
        can_do=tuple(row.can_do.split("\n")),
        modules=row.modules,
        mark=row.mark,
        organisation=row.organisation,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        is_public=row.is_public,
        is_revoked=row.revoked_at is not None,
        renew_from=row.renew_from,
        counts_until=row.counts_until,
        revoked_at=row.revoked_at,
        updated_edition=row.updated_edition,
        updated_on=row.updated_on,
    )


def certificates_of(db: Session, *, person_id: int, course: str | None = None) -> list[Sheet]:
    """A person's certificates, of one course or of all, the newest first."""
    query = select(Certificate).where(Certificate.person_id == person_id)
    if course is not None:
        query = query.where(Certificate.course == course)
    rows = db.scalars(query.order_by(Certificate.id.desc()))
    found: list[Sheet] = []
    newest: dict[str, str] = {}
    for row in rows:
        found.append(replace(_sheet(row), renewed_by=newest.get(row.course)))
        if row.revoked_at is None:
            newest.setdefault(row.course, row.code)
    return found


def certificate_by_id(db: Session, certificate_id: int) -> Sheet | None:
    """The certificate of an address."""
    row = db.get(Certificate, certificate_id)
    return _with_renewal(db, _sheet(row)) if row else None


def why_revoked(db: Session, certificate_id: int) -> str:
    """Why a certificate was withdrawn; its holder alone reads it."""
    query = select(Certificate.revoked_why).where(
        Certificate.id == certificate_id, Certificate.revoked_at.is_not(None)
    )
    return db.scalar(query) or ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A certificate of one's own that was withdrawn or given back, and why."""

    certificate_id: int
    why: str


def withdrawn_of(db: Session, *, person_id: int, courses: Collection[str]) -> dict[str, Decided]:
    """The latest withdrawal of each of these courses, for its holder alone."""
    if not courses:
        return {}
    rows = db.execute(
        select(Certificate.course, Certificate.id, Certificate.revoked_why)
        .where(
            Certificate.person_id == person_id,
            Certificate.course.in_(courses),
            Certificate.revoked_at.is_not(None),
        )
        .order_by(Certificate.revoked_at, Certificate.id)
    )
    return {row.course: Decided(row.id, row.revoked_why) for row in rows}


def given_back_of(db: Session, *, person_id: int, courses: Collection[str]) -> dict[str, Decided]:
    """The latest giving back of each of these courses, for its holder alone.

    The certificate itself no longer tells of it: the reason stands in the audit log.
    """
    if not courses:
        return {}
    own = {
        f"certificate {row.id}": row
        for row in db.execute(
            select(Certificate.id, Certificate.course).where(
                Certificate.person_id == person_id,
                Certificate.course.in_(courses),
                Certificate.revoked_at.is_(None),
            )
        )
    }
    rows = db.execute(
        select(AuditEntry.subject, AuditDifference.after)
        .join(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(AuditEntry.action == "certificate.reinstate", AuditEntry.subject.in_(own))
        .order_by(AuditEntry.id)
    )
    return {
        own[row.subject].course: Decided(own[row.subject].id, row.after.get("why", ""))
        for row in rows
    }


def newer_than(db: Session, sheet: Sheet) -> Sheet | None:
    """The newest certificate that its holder got later for the same course."""
    row = db.scalar(_later(sheet))
    return _sheet(row) if row else None


def _later(sheet: Sheet) -> Select[Certificate]:
    return (
        select(Certificate)
        .where(
            Certificate.person_id == sheet.person_id,
            Certificate.course == sheet.course,
            Certificate.id > sheet.id,
            Certificate.revoked_at.is_(None),
        )
        .order_by(Certificate.id.desc())
        .limit(1)
    )


def _with_renewal(db: Session, sheet: Sheet | None) -> Sheet | None:
    newer = newer_than(db, sheet) if sheet else None
    return replace(sheet, renewed_by=newer.code) if sheet and newer else sheet


def chain_of(db: Session, sheet: Sheet) -> tuple[Link, ...]:
    """Every code the certificate has had, the first one first."""
    rows = db.execute(
        select(ReplacedCode.code, ReplacedCode.replaced_on, ReplacedCode.cause)
        .where(ReplacedCode.certificate_id == sheet.id)
        .order_by(ReplacedCode.id)
    )
    ended = [Replaced(row.code, row.replaced_on, Cause(row.cause)) for row in rows]
    return chain(sheet.issued_on, ended, sheet.replaced_by or sheet.code)


def public_certificate(db: Session, *, code: str) -> Sheet | None:
    """A certificate whose holder turned its public page on.

    A name that is no longer the holder's is shown only to those who know it.
    """
    return _with_renewal(db, _public(_by_code(db, code)))


def checked_certificate(db: Session, *, code: str, last_name: str) -> Sheet | None:
    """A certificate by its code and its holder's last name; anything else is None.

    With its public page on, the code alone is enough; so it is after the holder was erased.

    An unknown code is compared with a name as well, so that both answers take the same way.
    """
    found = _by_code(db, code)
    same = is_same_name(last_name, found.holder_last_name if found else "\0")
    return _with_renewal(db, found if same else _public(found))  # looked for when it may be told


def _public(found: Sheet | None) -> Sheet | None:
    if found is None or not found.is_public:
        return None
    return found if found.replaced_by is None else replace(found, holder="")


def _by_code(db: Session, code: str) -> Sheet | None:
    """The certificate of a code, also of one that was replaced; both are looked for each time."""
    row = db.scalar(select(Certificate).where(Certificate.code == code))
    old = db.execute(
        select(ReplacedCode, Certificate)
        .join(Certificate, Certificate.id == ReplacedCode.certificate_id)
        .where(ReplacedCode.code == code)
    ).first()
    if row is not None and hmac.compare_digest(row.code.encode(), code.encode()):
        return _sheet(row)
    if old is None or not hmac.compare_digest(old[0].code.encode(), code.encode()):
        return None
    printed, certificate = old
    return replace(
        _sheet(certificate),
        code=printed.code,
        holder=printed.holder,
        holder_last_name=printed.holder_last_name,
        replaced_by=certificate.code,
    )


def newest_proofs(
    db: Session, people: Iterable[int] | Select[int], *, courses: Collection[str] | None = None
) -> dict[int, dict[str, Proof]]:
    """The dates of each person's newest certificate of each course, revoked ones left out."""
    newest = (
        select(func.max(Certificate.id))
        .where(Certificate.person_id.in_(people), Certificate.revoked_at.is_(None))
        .group_by(Certificate.person_id, Certificate.course)
    )
    if courses is not None:
        newest = newest.where(Certificate.course.in_(courses))
    found: dict[int, dict[str, Proof]] = {}
    for person_id, course, issued_on, *days in db.execute(
        select(
            Certificate.person_id,
            Certificate.course,
            Certificate.issued_on,
            Certificate.expires_on,
            Certificate.renew_from,
            Certificate.counts_until,
        ).where(Certificate.id.in_(newest))
    ):
        found.setdefault(person_id, {})[course] = Proof(issued_on, *days)
    return found


def newest_as_of(
    people: Select[Any], *, end: datetime, courses: Sequence[str] | None, name: str = "known"
) -> Select[Any]:
    """The newest certificate of each person and course as it was known before a moment.

    Columns: person_id, course, certificate_id, issued_on, expires_on, renew_from, counts_until.
    What was issued, withdrawn or changed at the moment or later is not known yet.
    """
    rows = all_as_of(people, end=end, courses=courses, name=name).cte(f"{name}_rows")
    newest = select(func.max(rows.c.certificate_id)).group_by(rows.c.person_id, rows.c.course)
    return select(rows).where(rows.c.certificate_id.in_(newest))


def all_as_of(
    people: Select[Any], *, end: datetime, courses: Sequence[str] | None, name: str = "known"
) -> Select[Any]:
    """Every certificate that was not withdrawn, as it was known before a moment."""
    of_people = (
        select(Certificate.id)
        .where(
            Certificate.person_id.in_(people),
            true() if courses is None else Certificate.course.in_(courses),
            Certificate.issued_at < end,
        )
        .cte(f"{name}_issued")
    )
    # Of the days that were replaced later, the first replaced are those of the moment.
    first = (
        select(CertificateTerm.certificate_id, func.min(CertificateTerm.id).label("term_id"))
        .where(
            CertificateTerm.certificate_id.in_(select(of_people.c.id)),
            CertificateTerm.ended_at >= end,
        )
        .group_by(CertificateTerm.certificate_id)
        .cte(f"{name}_first")
    )

    def day(column: str) -> ColumnElement[Any]:
        then, now = getattr(CertificateTerm, column), getattr(Certificate, column)
        return case((CertificateTerm.id.is_(None), now), else_=then).label(column)

    revoked = case(
        (CertificateTerm.id.is_(None), Certificate.revoked_at.is_not(None)),
        else_=CertificateTerm.is_revoked,
    )
    return (
        select(
            Certificate.person_id,
            Certificate.course,
            Certificate.id.label("certificate_id"),
            Certificate.issued_on,
            day("expires_on"),
            day("renew_from"),
            day("counts_until"),
        )
        .join(of_people, of_people.c.id == Certificate.id)
        .outerjoin(first, first.c.certificate_id == Certificate.id)
        .outerjoin(CertificateTerm, CertificateTerm.id == first.c.term_id)
        .where(revoked == false())
    )
