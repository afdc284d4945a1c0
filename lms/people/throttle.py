"""Limits on tries, counted in the database so that all processes share the count."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from lms.database import insert_for
from lms.errors import TooMany
from lms.people.models import Throttle

Begin = Callable[[], AbstractContextManager[Session]]

KEPT_MINUTES = 24 * 60


def throttle(
    db_begin: Begin,
    kind: str,
    subject: str,
    limit: int,
    window_seconds: int,
    now: datetime,
    *,
    secret: str = "",
) -> None:
    """Count a try before it is made; raise TooMany when it is one too many.

    The count is committed in its own short transaction, whatever becomes of the request. `subject`
    is an account or an address; only its digest, keyed with `secret`, is stored. Windows are whole
    minutes.
    """
    minutes = max(window_seconds // 60, 1)
    key, window = _key(kind, subject, secret), _window(window_seconds, now)
    with db_begin() as db:
        tries = count_try(db, key=key, window=window)
        if tries == 1 and secrets.randbelow(50) == 0:
            forget_old_tries(db, now=now)
    if tries > limit:
        seconds = (window + minutes) * 60 - int(now.timestamp())
        raise TooMany("too_many_tries", seconds=max(seconds, 1))


def give_back(
    db: Session, kind: str, subject: str, window_seconds: int, now: datetime, *, secret: str = ""
) -> None:
    """Take a try back that turned out right, so that a whole office can sign in behind one address.

    The count of the wrong tries stays.
    """
    db.execute(
        update(Throttle)
        .where(
            Throttle.key == _key(kind, subject, secret),
            Throttle.window == _window(window_seconds, now),
            Throttle.tries > 1,
        )
        .values(tries=Throttle.tries - 1)
    )


def _key(kind: str, subject: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), f"{kind}\0{subject}".encode(), hashlib.sha256).digest()


def _window(window_seconds: int, now: datetime) -> int:
    minutes = max(window_seconds // 60, 1)
    this_minute = int(now.timestamp()) // 60
    return this_minute - this_minute % minutes


def count_try(db: Session, *, key: bytes, window: int) -> int:
    """Add one to the count of a key in a window, in one atomic statement; gives the new count."""
    insert = insert_for(db.get_bind().dialect.name)
    statement = insert(Throttle).values(key=key, window=window, tries=1)
    counted = statement.on_conflict_do_update(
        index_elements=["key", "window"], set_={"tries": Throttle.tries + 1}
    ).returning(Throttle.tries)
    return int(db.execute(counted).scalar_one())


def forget_old_tries(db: Session, *, now: datetime) -> None:
    """Delete the counts of windows that ended more than a day ago."""
    db.execute(delete(Throttle).where(Throttle.window < int(now.timestamp()) // 60 - KEPT_MINUTES))
