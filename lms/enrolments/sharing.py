"""Courses taken by choice, which managers see only as long as the person shares them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from lms.clock import Past
from lms.database import insert_once
from lms.enrolments.models import SharedCourse


def shared_rows(
    people: Select[Any], *, courses: Sequence[str] | None = None, past: Past | None = None
) -> Select[Any]:
    """What people share: person_id, course. What is taken back is gone from past days as well."""
    rows: Any = select(SharedCourse.person_id, SharedCourse.course).where(
        SharedCourse.person_id.in_(people)
    )
    if past is not None:
        rows = rows.where(SharedCourse.shared_at < past.end)
    if courses is not None:
        rows = rows.where(SharedCourse.course.in_(courses))
    return cast("Select[Any]", rows)


def is_shared(db: Session, *, person_id: int, course: str) -> bool:
    """Whether a person shares a course."""
    return db.get(SharedCourse, (person_id, course)) is not None


def share(db: Session, *, person_id: int, course: str, now: datetime) -> None:
    """Let managers see the state and the date of a course; doing it twice changes nothing."""
    values = {"person_id": person_id, "course": course, "shared_at": now}
    db.execute(insert_once(db, SharedCourse), values)


def take_back(db: Session, *, person_id: int, course: str | None = None) -> None:
    """Stop sharing a course, or all of them."""
    gone = delete(SharedCourse).where(SharedCourse.person_id == person_id)
    db.execute(gone if course is None else gone.where(SharedCourse.course == course))
