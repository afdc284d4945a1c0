"""What manager pages write: who looked at what, and why something was exported."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from lms.people.models import AccessEntry, AuditEntry

AGAIN = timedelta(hours=1)
"""After this, a look at the same team is written down anew."""


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
    team_id: int | None,
    now: datetime,
    day: date,
    is_below: bool = False,
) -> None:
    """Somebody opened a page that lists the people of a team on a day: one row for all of them.

    With `is_below` the page lists people of the teams below as well; without a team, everybody.
    Whoever goes on looking, narrows the list or turns its pages leaves one row an hour.
    """
    what = "organisation" if team_id is None else "below" if is_below else "team"
    lately = (
        select(AccessEntry.id)
        .where(
            AccessEntry.viewer_id == viewer_id,
            AccessEntry.team_id.is_not_distinct_from(team_id),
            AccessEntry.what == what,
            AccessEntry.day == day,
            AccessEntry.at > now - AGAIN,
        )
        .exists()
    )
    columns = AccessEntry.__table__.c
    row = {
        "at": now,
        "viewer_id": viewer_id,
        "team_id": team_id,
        "what": what,
        "day": day,
        "is_below": is_below,
        "why": "",
    }
    values = [literal(value, columns[name].type).label(name) for name, value in row.items()]
    db.execute(insert(AccessEntry).from_select(list(row), select(*values).where(~lately)))


def record_export(
    db: Session,
    *,
    viewer_id: int,
    team_id: int | None,
    team: str,
    why: str,
    now: datetime,
    day: date | None = None,
    is_below: bool = False,
) -> None:
    """Somebody exported a team as of a day, for a stated reason, which its people can read.

    With `is_below` the file holds the people of all teams below as well; without a team, everybody.
    """
    what = "export_everybody" if team_id is None else "export_below" if is_below else "export"
    entry = AccessEntry(at=now, viewer_id=viewer_id, team_id=team_id, what=what, day=day, why=why)
    entry.is_below = is_below
    db.add(entry)
    db.add(
        AuditEntry(
            at=now,
            actor_id=viewer_id,
            action="readiness.export",
            subject=_exported(team, is_below=is_below),
            detail=why,
        )
    )
    db.flush()


def _exported(team: str, *, is_below: bool) -> str:
    """What the audit log says was exported."""
    if not team:
        return "organisation"
    return f"unit:{team}" if is_below else f"team:{team}"
