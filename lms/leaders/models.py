"""Why leaders learn: one line of each to each team they lead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, UtcDateTime


class Invitation(Base):
    """The line with which a leader invites a team; while the row is there, it is open."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("team_id", "person_id"),
        CheckConstraint("length(why) > 0", name="why_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    why: Mapped[str] = mapped_column(String(200))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
