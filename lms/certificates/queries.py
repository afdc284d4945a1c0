"""Certificates as pages show them: frozen, with what the policy needs."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.authz import Owned
from lms.certificates.models import Certificate
from lms.certificates.rules import ERASED_HOLDER, Status, is_same_name, shown_code, status_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything printed on a certificate."""

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
    updated_edition: int | None = None
    updated_on: date | None = None

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
        """Valid, expiring, expired or revoked."""
        return status_on(
            today, issued_on=self.issued_on, expires_on=self.expires_on, revoked=self.is_revoked
        )


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
        updated_edition=row.updated_edition,
        updated_on=row.updated_on,
    )


def certificates_of(db: Session, *, person_id: int) -> list[Sheet]:
    """A person's certificates, the newest first."""
    rows = db.scalars(
        select(Certificate)
        .where(Certificate.person_id == person_id)
        .order_by(Certificate.id.desc())
    )
    return [_sheet(row) for row in rows]


def certificate_by_id(db: Session, certificate_id: int) -> Sheet | None:
    """The certificate of an address."""
    row = db.get(Certificate, certificate_id)
    return _sheet(row) if row else None


def public_certificate(db: Session, *, code: str) -> Sheet | None:
    """A certificate whose holder turned its public page on."""
    found = _by_code(db, code)
    return found if found is not None and found.is_public else None


def checked_certificate(db: Session, *, code: str, last_name: str) -> Sheet | None:
    """A certificate by its code and its holder's last name; anything else is None.

    With its public page on, the code alone is enough; so it is after the holder was erased.

    An unknown code is compared with a name as well, so that both answers take the same way.
    """
    found = _by_code(db, code)
    same = is_same_name(last_name, found.holder_last_name if found else "\0")
    return found if same or (found is not None and found.is_public) else None


def _by_code(db: Session, code: str) -> Sheet | None:
    row = db.scalar(select(Certificate).where(Certificate.code == code))
    if row is None or not hmac.compare_digest(row.code.encode(), code.encode()):
        return None
    return _sheet(row)
