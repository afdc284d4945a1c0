"""People files between upload and confirmation: kept on the server for an hour, for one person."""

from __future__ import annotations

import os
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path

KEPT = timedelta(hours=1)
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,60}")
NAME = re.compile(r"(\d+)-(\d+)-([A-Za-z0-9_-]{20,60})\.csv")


def keep(folder: Path, *, person_id: int, data: bytes, now: datetime) -> str:
    """Keep a file; gives the token that names it. Files over an hour old are deleted."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in folder.iterdir():
        found = NAME.fullmatch(path.name)
        if found is None or _is_old(int(found[2]), now):
            path.unlink(missing_ok=True)
    token = secrets.token_urlsafe(24)
    path = folder / f"{person_id}-{int(now.timestamp())}-{token}.csv"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return token


def kept(folder: Path, *, person_id: int, token: str, now: datetime) -> bytes | None:
    """The file of a token, for the person who uploaded it, within the hour."""
    if not TOKEN.fullmatch(token) or not folder.is_dir():
        return None
    for path in folder.glob(f"{person_id}-*-{token}.csv"):
        found = NAME.fullmatch(path.name)
        if found and found[3] == token and not _is_old(int(found[2]), now):
            return path.read_bytes()
    return None


def _is_old(kept_at: int, now: datetime) -> bool:
    return now.timestamp() - kept_at > KEPT.total_seconds()
