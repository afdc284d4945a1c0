"""What manager pages write: who looked at what, and why something was exported."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.people.models import AccessEntry, AuditEntry


def record_look(
    db: Session,
    *,
    viewer_id: int,
    person_id: int,
    now: datetime,
    day: date | None = None,
    what: str = "person",
) -> None:
    """A manager opened a person's page as of a day, or the one about more time (`what`); the
    person can read it in the account."""
    if viewer_id == person_id:
        return
    db.add(AccessEntry(at=now, viewer_id=viewer_id, person_id=person_id, what=what, day=day))
    db.flush()


def record_team_look(
    db: Session,
    *,
    viewer_id: int,
    team_id: int,
    now: datetime,
    day: date,
    is_below: bool = False,
) -> None:
    """A manager opened a page that lists the people of a team on a day: one row for all of them.

    With `is_below` the page lists people of the teams below as well.
    """
    db.add(
        AccessEntry(
            at=now,
            viewer_id=viewer_id,
            team_id=team_id,
            what="below" if is_below else "team",
            day=day,
            is_below=is_below,
        )
    )
    db.flush()


def record_export(
    db: Session,
    *,
    viewer_id: int,
    team_id: int,
    team: str,
    why: str,
    now: datetime,
    day: date | None = None,
) -> None:
    """A manager exported a team as of a day, for a stated reason, which its people can read."""
    db.add(
        AccessEntry(at=now, viewer_id=viewer_id, team_id=team_id, what="export", day=day, why=why)
    )
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
