"""Turning recall on and off, and keeping an answer; all safe to repeat."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from lms.database import insert_new, insert_once
from lms.recall import rules
from lms.recall.models import RecallCard, RecallChoice
from lms.recall.rules import Due


def turn_on(db: Session, *, person_id: int, now: datetime) -> None:
    """Let questions come back to a person."""
    db.execute(insert_once(db, RecallChoice), {"person_id": person_id, "since": now})


def turn_off(db: Session, *, person_id: int) -> None:
    """Ask nothing more, and forget what recall kept."""
    db.execute(delete(RecallCard).where(RecallCard.person_id == person_id))
    db.execute(delete(RecallChoice).where(RecallChoice.person_id == person_id))


def answer(
    db: Session,
    *,
    person_id: int,
    due: Due,
    times: int,
    given: Any,
    is_right: bool,
    sure: int | None,
    today: date,
) -> None:
    """Keep an answer and the day the question comes back; the first one of a day stays."""
    memory = rules.after(due.memory, rules.rating(is_right=is_right, sure=sure), today)
    values = {
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "asked_on": today,
        "due_on": memory.due_on,
        "given": given,
    }
    if times == 0:
        place = {"person_id": person_id, "course": due.course, "question": due.question}
        insert_new(db, RecallCard, place | values | {"times": 1})
        return
    db.execute(
        update(RecallCard)
        .where(
            RecallCard.person_id == person_id,
            RecallCard.course == due.course,
            RecallCard.question == due.question,
            RecallCard.times == times,
        )
        .values(times=times + 1, **values)
    )
