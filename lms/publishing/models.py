"""What was published when, and what each material change asks of people who were done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class Publication(Base):
    """One publishing; the numbers have no gap, so that two at once cannot both take the next."""

    __tablename__ = "publication"
    __table_args__ = (CheckConstraint("number >= 1", name="number_from_one"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(100))  # the account on the machine that published
    lock: Mapped[str]  # the text of content.lock as published


class PublishedText(Base):
    """A module's text as it was published, block by block, to show differences later."""

    __tablename__ = "published_text"

    words: Mapped[str] = mapped_column(String(16), primary_key=True)  # its words fingerprint
    blocks: Mapped[list[str]] = mapped_column(JSON)


class ContentChange(Base):
    """A published entry of `changes.yml`."""

    __tablename__ = "content_change"
    __table_args__ = (
        UniqueConstraint("course", "name"),
        CheckConstraint("kind IN ('typo', 'clarified', 'material')", name="kind"),
        CheckConstraint(
            "(kind = 'material') = (within_days IS NOT NULL)", name="material_asks_something"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[int] = mapped_column(ForeignKey("publication.number"))
    course: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(10))
    edition: Mapped[int]
    published_on: Mapped[date]
    because: Mapped[dict[str, str]] = mapped_column(JSON)
    covers: Mapped[list[str]] = mapped_column(JSON)
    objectives: Mapped[list[str]] = mapped_column(JSON)
    within_days: Mapped[int | None]
    # module -> language -> its words fingerprints before and after
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)


class CertificateChange(Base):
    """A material change asks the holder of a certificate for its part, by a day."""

    __tablename__ = "certificate_change"
    __table_args__ = (
        Index(
            "ix_certificate_change_open",
            "certificate_id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        CheckConstraint("attempt_id IS NULL OR done_at IS NOT NULL", name="attempt_when_done"),
    )

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("content_change.id"), primary_key=True)
    due_on: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
