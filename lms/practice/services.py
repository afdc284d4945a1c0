"""Keeping a draft, asking colleagues, commenting, taking back, forgetting: each safe to repeat."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, true, update
from sqlalchemy.orm import Session

from lms.database import insert_new, insert_once
from lms.practice.models import MOST_ASKED, PracticeAsk, PracticeComment, PracticeDraft


@dataclass(frozen=True, slots=True)
class Written:
    """What the form of a draft holds."""

    audience: str
    text: str
    language: str = ""
    has_picture: bool = False
    picture_words: str = ""
    ticks: tuple[int, ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """The columns of a draft."""
        return {
            "audience": self.audience,
            "text": self.text,
            "language": self.language,
            "has_picture": self.has_picture,
            "picture_words": self.picture_words,
            "ticks": ",".join(str(tick) for tick in sorted(set(self.ticks))),
        }


def begin(
    db: Session, *, person_id: int, token: str, task: str, written: Written, now: datetime
) -> bool:
    """Keep a new draft; the same form sent again keeps what it says then.

    False when the draft was changed since on its own page: then nothing is kept.
    """
    new = insert_new(
        db,
        PracticeDraft,
        {
            "person_id": person_id,
            "token": token,
            "task": task,
            "begun_at": now,
            "changed_at": now,
            **written.values,
        },
    )
    if new is not None:
        return True
    own = (PracticeDraft.person_id == person_id) & (PracticeDraft.token == token)
    is_untouched = PracticeDraft.changed_at == PracticeDraft.begun_at
    return _keep(db, own, is_untouched, written, {"begun_at": now, "changed_at": now})


def save(
    db: Session, *, draft_id: int, written: Written, seen: datetime | None, now: datetime
) -> bool:
    """Keep what the draft says now; its 30 days begin anew.

    `seen` is when the text was changed that the writer had before them. False when it was changed
    since, on another page or device: then nothing is kept. None asks nothing.
    """
    is_as_seen = true() if seen is None else PracticeDraft.changed_at == seen
    return _keep(db, PracticeDraft.id == draft_id, is_as_seen, written, {"changed_at": now})


def _keep(
    db: Session,
    which: ColumnElement[bool],
    is_as_seen: ColumnElement[bool],
    written: Written,
    days: Mapping[str, datetime],
) -> bool:
    """Keep the words in one statement, so that of two who save at once one is told.

    The same form sent twice finds its own words and is fine.
    """
    kept = db.scalar(
        update(PracticeDraft)
        .where(which, is_as_seen)
        .values(**days, **written.values)
        .returning(PracticeDraft.id)
    )
    if kept is not None:
        return True
    row = db.scalar(select(PracticeDraft).where(which).execution_options(populate_existing=True))
    return row is not None and all(
        getattr(row, name) == value for name, value in written.values.items()
    )


def ask(db: Session, *, draft_id: int, writer_id: int, person_id: int, now: datetime) -> bool:
    """Ask a colleague for comments; False when two are asked already."""
    for place in range(1, MOST_ASKED + 1):
        db.execute(
            insert_once(db, PracticeAsk),
            {
                "draft_id": draft_id,
                "place": place,
                "person_id": person_id,
                "writer_id": writer_id,
                "token": secrets.token_hex(16),
                "asked_at": now,
            },
        )
        asked = select(PracticeAsk.id).where(
            PracticeAsk.draft_id == draft_id, PracticeAsk.person_id == person_id
        )
        if db.scalar(asked) is not None:
            return True
    return False


def withdraw(db: Session, *, draft_id: int, ask_id: int | None = None) -> None:
    """Close the draft to a colleague, or to all who were asked; what they said stays."""
    statement = delete(PracticeAsk).where(PracticeAsk.draft_id == draft_id)
    if ask_id is not None:
        statement = statement.where(PracticeAsk.id == ask_id)
    db.execute(statement)


def comment(
    db: Session,
    *,
    draft_id: int,
    writer_id: int,
    person_id: int,
    token: str,
    words: str,
    now: datetime,
) -> None:
    """Say something beside a draft; the same words in the same form are said once."""
    db.execute(
        insert_once(db, PracticeComment),
        {
            "draft_id": draft_id,
            "writer_id": writer_id,
            "person_id": person_id,
            "token": hashlib.sha256(f"{token} {words}".encode()).hexdigest()[:32],
            "words": words,
            "said_at": now,
        },
    )


def delete_draft(db: Session, *, draft_id: int) -> None:
    """Delete a draft at once, with all that belongs to it."""
    _delete(db, PracticeDraft.id == draft_id)


def forget_drafts(db: Session, *, changed_before: datetime) -> int:
    """Delete the drafts whose time is over."""
    return _delete(db, PracticeDraft.changed_at <= changed_before)


def erase(db: Session, *, person_id: int) -> None:
    """Delete an erased person's drafts, and what they were asked and said about others'."""
    _delete(db, PracticeDraft.person_id == person_id)
    db.execute(delete(PracticeAsk).where(PracticeAsk.person_id == person_id))
    db.execute(delete(PracticeComment).where(PracticeComment.person_id == person_id))


def _delete(db: Session, which: ColumnElement[bool]) -> int:
    gone = select(PracticeDraft.id).where(which)
    for table in (PracticeComment, PracticeAsk):
        db.execute(delete(table).where(table.draft_id.in_(gone)))
    return len(db.scalars(delete(PracticeDraft).where(which).returning(PracticeDraft.id)).all())
