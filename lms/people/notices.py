"""Notices: plain messages inside the product, each left once until there is news again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import literal, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from lms.database import insert_for
from lms.people.models import Notice


def leave(db: Session, *, person_id: int, kind: str, subject: str, now: datetime) -> None:
    """Leave a notice for a person; the same one again opens it anew."""
    make = insert_for(db.get_bind().dialect.name)
    fresh = make(Notice).values(person_id=person_id, kind=kind, subject=subject, created_at=now)
    db.execute(
        fresh.on_conflict_do_update(
            index_elements=["person_id", "kind", "subject"],
            set_={"created_at": now, "closed_at": None},
        )
    )


def leave_for_all(
    db: Session, people: Select[int], *, kind: str, subject: str, now: datetime
) -> None:
    """Leave the same notice for everybody that a statement selects, in one statement."""
    make = insert_for(db.get_bind().dialect.name)
    rows = people.add_columns(literal(kind), literal(subject), literal(now, Notice.created_at.type))
    fresh = make(Notice).from_select(["person_id", "kind", "subject", "created_at"], rows)
    db.execute(
        fresh.on_conflict_do_update(
            index_elements=["person_id", "kind", "subject"],
            set_={"created_at": now, "closed_at": None},
        )
    )


def close(db: Session, *, person_id: int, kind: str, subject: str, now: datetime) -> None:
    """Close a notice whose matter is settled."""
    db.execute(
        update(Notice)
        .where(
            Notice.person_id == person_id,
            Notice.kind == kind,
            Notice.subject == subject,
            Notice.closed_at.is_(None),
        )
        .values(closed_at=now)
    )
