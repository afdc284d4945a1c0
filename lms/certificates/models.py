"""Certificates: snapshots that stay true when people, courses and files change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime
from lms.standing import EXPIRING_DAYS


# A value of None is left out of an insert that is sent with its values, so it may not be there.
def _usual_window(context: Any) -> date | None:
    end: date | None = context.get_current_parameters().get("expires_on")
    return end - timedelta(days=EXPIRING_DAYS) if end else None


def _no_grace(context: Any) -> date | None:
    end: date | None = context.get_current_parameters().get("expires_on")
    return end


class Certificate(Base):
    """Proof that a course was passed in one cycle; one at most for each enrolment.

    Issued anew it stays this row, with another code and holder; what was printed before is kept
    in ReplacedCode.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR expires_on > issued_on", name="dates_in_order"),
        CheckConstraint(
            "(expires_on IS NULL) = (renew_from IS NULL)"
            " AND (expires_on IS NULL) = (counts_until IS NULL)"
            " AND (expires_on IS NULL OR (renew_from <= expires_on"
            " AND expires_on <= counts_until))",
            name="window_end_grace",
        ),
        CheckConstraint("window_days >= 0 AND grace_days >= 0", name="days_not_negative"),
        # What somebody has proved is read from the index alone: the rows are wide and far apart.
        Index(
            "ix_certificate_person_course",
            "person_id",
            "course",
            "id",
            "revoked_at",
            "issued_on",
            "expires_on",
            "renew_from",
            "counts_until",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    edition: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    content_version: Mapped[str] = mapped_column(String(40))
    holder: Mapped[str] = mapped_column(String(210))
    holder_last_name: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    can_do: Mapped[str]
    modules: Mapped[int]
    mark: Mapped[str] = mapped_column(String(40))
    organisation: Mapped[str] = mapped_column(String(120))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    # From when it may be renewed, and until when its holder counts; set with expires_on.
    renew_from: Mapped[date | None] = mapped_column(default=_usual_window)
    counts_until: Mapped[date | None] = mapped_column(default=_no_grace)
    # Until when it would last: a material change ends it earlier until its part is done.
    full_until: Mapped[date | None]
    # The course's settings on the day of issue; later ones do not reach it.
    window_days: Mapped[int] = mapped_column(
        default=EXPIRING_DAYS, server_default=text(str(EXPIRING_DAYS))
    )
    grace_days: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    updated_edition: Mapped[int | None]
    updated_on: Mapped[date | None]
    is_public: Mapped[bool] = mapped_column(default=False)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_why: Mapped[str] = mapped_column(String(300), default="")


class ReplacedCode(Base):
    """A code that a certificate had, with the name printed beside it, until it was issued anew."""

    __tablename__ = "replaced_code"
    __table_args__ = (CheckConstraint("cause IN ('name', 'mistake')", name="cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    holder: Mapped[str] = mapped_column(String(210))
    holder_last_name: Mapped[str] = mapped_column(String(100))
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_on: Mapped[date]
    cause: Mapped[str] = mapped_column(String(10))


class CertificateTerm(Base):
    """What the days of a certificate were until a moment; written when they change, never after.

    What holds now stands in the certificate itself, so a certificate that never changed has none.
    """

    __tablename__ = "certificate_term"
    __table_args__ = (
        CheckConstraint(
            "(expires_on IS NULL) = (renew_from IS NULL)"
            " AND (expires_on IS NULL) = (counts_until IS NULL)",
            name="all_days_or_none",
        ),
        Index("ix_certificate_term_certificate_ended", "certificate_id", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_on: Mapped[date | None]
    renew_from: Mapped[date | None]
    counts_until: Mapped[date | None]
    is_revoked: Mapped[bool]
