"""Reading: one's own box with the session's key, and the steps of a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people import locks
from lms.people.models import Team
from lms.welcome import said
from lms.welcome.models import BarrierSummary, PrivateBox, PrivatePass
from lms.welcome.said import Said
from lms.welcome.summary import Step, of_all

SMALL = 0
"""The place of those in small teams, or in none."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A person's box, opened with the key of their own session."""

    person_id: int
    key: bytes
    said: Said

    def with_said(self, now: Said) -> Opened:
        """The same box with something else in it."""
        return replace(self, said=now)


def about(person_id: int) -> bytes:
    """Whose box it is, as sealed into it: a row copied to another person opens for nobody."""
    return f"person {person_id}".encode()


def opened(
    db: Session, *, person_id: int, session_id: int, token: str, to_change: bool = False
) -> Opened | None:
    """One's own box; None when this session has no key for it.

    There is no way to a box but the token of a session of its owner, which no row holds.
    """
    statement = (
        select(PrivateBox.content, PrivatePass.locked_key)
        .join(PrivatePass, PrivatePass.session_id == session_id)
        .where(PrivateBox.person_id == person_id)
    )
    if to_change:
        statement = statement.with_for_update(of=PrivateBox)
    row = db.execute(statement).one_or_none()
    if row is None:
        return None
    whose = about(person_id)
    key = locks.unseal(locks.key_of_token(token), row.locked_key, about=whose)
    kept = None if key is None else locks.unseal(key, row.content, about=whose)
    if key is None or kept is None:
        return None
    return Opened(person_id, key, said.unpacked(locks.content_of(kept)))


def own_copy(db: Session, *, person_id: int, session_id: int, token: str) -> dict[str, Any] | None:
    """What is in one's own box, for the copy of one's own data; None where it is not open."""
    box = opened(db, person_id=person_id, session_id=session_id, token=token)
    return None if box is None else said.told(box.said)


def salt_of(db: Session, *, person_id: int) -> bytes | None:
    """What a person's password is mixed with for the key of their box; None without a box."""
    return db.scalar(select(PrivateBox.salt).where(PrivateBox.person_id == person_id))


def name_of_place(db: Session, *, place: int) -> str:
    """The team in whose summary somebody's reasons are counted; "" for small teams together."""
    return db.scalar(select(Team.name).where(Team.id == place)) or ""


def steps(db: Session, *, team_id: int) -> Mapping[str, Step]:
    """The steps of a team's summary by reason; empty when nothing may be shown."""
    rows = db.execute(
        select(BarrierSummary.reason, BarrierSummary.step).where(
            BarrierSummary.place == team_id, BarrierSummary.step.is_not(None)
        )
    )
    return {row.reason: Step(row.step) for row in rows}


def steps_of_all(db: Session) -> Mapping[str, Step]:
    """The steps of the whole organisation, from those of its teams; empty below the floor.

    A team weighs as many as were counted when it was last told of: what people answer or take
    back in between moves nothing before the next refresh.
    """
    rows = db.execute(
        select(BarrierSummary.reason, BarrierSummary.step, BarrierSummary.trail).where(
            BarrierSummary.step.is_not(None)
        )
    )
    parts: dict[str, list[tuple[Step, int]]] = {}
    for row in rows:
        sizes, _possible = row.trail[-1]
        parts.setdefault(row.reason, []).append((Step(row.step), sum(sizes)))
    found = {reason: of_all(told) for reason, told in parts.items()}
    return {reason: step for reason, step in found.items() if step is not None}
