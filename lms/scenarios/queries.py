"""Plays as their own person sees them; nobody else's page reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from lms.authz import Owned
from lms.scenarios.models import ScenarioChoice, ScenarioPlay
from lms.scenarios.story import Taken

LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Play:
    """A play with its choices in order, and the step its address names; belongs to its person."""

    id: int
    person_id: int
    course: str
    scenario: str
    taken: tuple[Taken, ...]
    step: int = 0

    @property
    def resource(self) -> Owned:
        """Whose it is, for the policy."""
        return Owned(self.person_id)


_PLAYS = (
    select(
        ScenarioPlay.id,
        ScenarioPlay.person_id,
        ScenarioPlay.course,
        ScenarioPlay.scenario,
        ScenarioPlay.begun_at,
        ScenarioChoice.step,
        ScenarioChoice.scene,
        ScenarioChoice.letter,
        ScenarioChoice.chosen_at,
    )
    .outerjoin(ScenarioChoice, ScenarioChoice.play_id == ScenarioPlay.id)
    .order_by(ScenarioPlay.id, ScenarioChoice.step)
)


def _play(rows: Sequence[Any], step: int = 0) -> Play | None:
    if not rows:
        return None
    first = rows[0]
    taken = tuple(Taken(row.scene, row.letter) for row in rows if row.step is not None)
    return Play(first.id, first.person_id, first.course, first.scenario, taken, step)


def play_at(db: Session, *, course: str, scenario: str, play: int, step: int) -> Play | None:
    """The play an address names, in one statement."""
    if max(play, step) > LARGEST_ID:
        return None
    query = _PLAYS.where(
        ScenarioPlay.id == play, ScenarioPlay.course == course, ScenarioPlay.scenario == scenario
    )
    return _play(db.execute(query).all(), step)


def latest_play(db: Session, *, person_id: int, course: str, scenario: str) -> Play | None:
    """The play a person began last, in one statement."""
    newest = (
        select(func.max(ScenarioPlay.id))
        .where(
            and_(
                ScenarioPlay.person_id == person_id,
                ScenarioPlay.course == course,
                ScenarioPlay.scenario == scenario,
            )
        )
        .scalar_subquery()
    )
    return _play(db.execute(_PLAYS.where(ScenarioPlay.id == newest)).all())


def own_plays(db: Session, person_id: int) -> list[dict[str, Any]]:
    """Everything kept about a person's plays, as plain data for their own download."""
    found: dict[int, dict[str, Any]] = {}
    for row in db.execute(_PLAYS.where(ScenarioPlay.person_id == person_id)):
        play = found.setdefault(
            row.id,
            {
                "id": row.id,
                "course": row.course,
                "scenario": row.scenario,
                "begun_at": row.begun_at.isoformat(),
                "choices": [],
            },
        )
        if row.step is not None:
            play["choices"].append(
                {
                    "step": row.step,
                    "scene": row.scene,
                    "choice": row.letter,
                    "chosen_at": row.chosen_at.isoformat(),
                }
            )
    return list(found.values())
