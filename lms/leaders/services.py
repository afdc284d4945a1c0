"""What leaders write: the line that opens their team's invitation; safe to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.database import insert_for
from lms.errors import Conflict
from lms.leaders import queries, rules
from lms.leaders.models import Invitation
from lms.leaders.queries import LedTeam


def invite(
    db: Session, *, team: LedTeam, why: str, path: Sequence[str], now: datetime, today: date
) -> None:
    """Open the invitation of a team with the leader's line, or change the line.

    Raises Conflict("finish_first") while the leader's own courses of the path are not in force.
    An invitation that is open stays open when one of them ends later.
    """
    opened = select(Invitation.id).where(
        Invitation.team_id == team.team_id, Invitation.person_id == team.person_id
    )
    if db.scalar(opened) is None:
        mine = queries.finished_courses(db, [team.person_id], path=path, today=today)
        if not rules.has_finished(path, [course for _, course in mine]):
            raise Conflict("finish_first")
    make = insert_for(db.get_bind().dialect.name)
    fresh = make(Invitation).values(
        team_id=team.team_id, person_id=team.person_id, why=why, opened_at=now, changed_at=now
    )
    db.execute(
        fresh.on_conflict_do_update(
            index_elements=["team_id", "person_id"], set_={"why": why, "changed_at": now}
        )
    )


def take_back(db: Session, *, team: LedTeam) -> None:
    """Close the invitation and forget the line."""
    db.execute(
        delete(Invitation).where(
            Invitation.team_id == team.team_id, Invitation.person_id == team.person_id
        )
    )


def forget(db: Session, *, person_id: int) -> None:
    """Take away every line that a person wrote."""
    db.execute(delete(Invitation).where(Invitation.person_id == person_id))
