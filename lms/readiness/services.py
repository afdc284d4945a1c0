"""The two things manager pages write: who looked, and why something was exported."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.people.models import AccessEntry, AuditEntry


def record_look(db: Session, *, viewer_id: int, person_id: int, now: datetime) -> None:
    """A manager opened a person's page; the person can read it in the account."""
    if viewer_id == person_id:
        return
    db.add(AccessEntry(at=now, viewer_id=viewer_id, person_id=person_id, what="person"))
    db.flush()


def record_export(
    db: Session, *, viewer_id: int, team_id: int, team: str, why: str, now: datetime
) -> None:
    """A manager exported a team, for a stated reason."""
    db.add(AccessEntry(at=now, viewer_id=viewer_id, team_id=team_id, what="export"))
    db.add(
        AuditEntry(
            at=now,
            actor_id=viewer_id,
            action="readiness.export",
            subject=f"team:{team}",
            detail=why,
        )
    )
    db.flush()
