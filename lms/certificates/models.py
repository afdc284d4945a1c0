"""Certificates: snapshots that stay true when people, courses and files change."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class Certificate(Base):
    """Proof that a course was passed in one cycle; one at most for each enrolment.

    Issued anew it stays this row, with another code and holder; what was printed before is kept
    in ReplacedCode.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR expires_on > issued_on", name="dates_in_order"),
        Index("ix_certificate_person_course", "person_id", "course"),
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
    # Until when it would last: a material change ends it earlier until its part is done.
    full_until: Mapped[date | None]
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
