"""Beginning a play, choosing in it, and forgetting it: each safe to repeat and in parallel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from lms.database import insert_once
from lms.scenarios.models import ScenarioChoice, ScenarioPlay
from lms.scenarios.story import Taken


def begin(
    db: Session,
    *,
    person_id: int,
    course: str,
    scenario: str,
    token: str,
    now: datetime,
    taken: Sequence[Taken] = (),
) -> int:
    """The play that this form begins; sent again, it is the same one.

    `taken` holds the choices of an earlier play up to the scene from which it goes another way.
    """
    db.execute(
        insert_once(db, ScenarioPlay),
        {
            "person_id": person_id,
            "course": course,
            "scenario": scenario,
            "token": token,
            "begun_at": now,
        },
    )
    play_id = db.scalars(
        select(ScenarioPlay.id).where(
            ScenarioPlay.person_id == person_id, ScenarioPlay.token == token
        )
    ).one()
    for number, step in enumerate(taken, start=1):
        choose(db, play_id=play_id, step=number, taken=step, now=now)
    return play_id


def choose(db: Session, *, play_id: int, step: int, taken: Taken, now: datetime) -> None:
    """Keep a choice; the first one at a step stays, whatever is sent afterwards."""
    db.execute(
        insert_once(db, ScenarioChoice),
        {
            "play_id": play_id,
            "step": step,
            "scene": taken.scene,
            "letter": taken.letter,
            "chosen_at": now,
        },
    )


def forget_plays(db: Session, *, begun_before: datetime) -> int:
    """Delete plays of long ago with their choices."""
    return _delete(db, ScenarioPlay.begun_at < begun_before)


def erase_plays(db: Session, *, person_id: int) -> None:
    """Delete every play of an erased person."""
    _delete(db, ScenarioPlay.person_id == person_id)


def _delete(db: Session, which: ColumnElement[bool]) -> int:
    gone = select(ScenarioPlay.id).where(which)
    db.execute(delete(ScenarioChoice).where(ScenarioChoice.play_id.in_(gone)))
    return len(db.scalars(delete(ScenarioPlay).where(which).returning(ScenarioPlay.id)).all())
