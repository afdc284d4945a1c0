"""What reaches into every part at once: everything held about one person."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from lms.inbox.queries import own_messages
from lms.people.queries import stored_about
from lms.readiness.looks import every_look
from lms.welcome.queries import own_copy


def held_about(
    db: Session, *, person_id: int, session_id: int, token: str, secret: str, zone: ZoneInfo
) -> dict[str, Any]:
    """Every row by table, what is sealed, and who looked: for the person in their own session."""
    held: dict[str, Any] = {
        "person_id": person_id,
        "tables": stored_about(db, person_id=person_id),
    }
    private = own_copy(db, person_id=person_id, session_id=session_id, token=token)
    if private is not None:
        held["private"] = private
    messages = own_messages(db, person_id=person_id, secret=secret)
    if messages:
        held["messages"] = messages
    looks = every_look(db, person_id=person_id, zone=zone)
    if looks:
        held["looks"] = [asdict(look) for look in looks]
    return held


def as_json(held: dict[str, Any]) -> str:
    """The same for programs."""
    return json.dumps(held, default=_as_text, ensure_ascii=False, indent=2)


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
