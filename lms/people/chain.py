"""How entries of the audit log are hashed and chained: pure, and small enough to be told in prose.

An entry's digest covers all its fields and a random salt. A seal covers the digests of the entries
it holds, in order, and the seal before it. What was before and after stands behind a digest and a
salt of its own, so that it can be taken out when a person is erased, and the chain holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEGINNING = bytes(32)
"""What stands before the first seal."""


@dataclass(frozen=True, slots=True)
class Header:
    """A seal: all that its own digest covers."""

    number: int
    sealed_at: datetime
    entries: int
    root: bytes
    previous: bytes

    @property
    def digest(self) -> bytes:
        """The name of this seal and of all that stands before it."""
        return sha256(canonical(self.fields()))

    def fields(self) -> dict[str, Any]:
        """The seal as it is hashed and handed out."""
        return {
            "entries": self.entries,
            "number": self.number,
            "previous": self.previous.hex(),
            "root": self.root.hex(),
            "sealed_at": moment(self.sealed_at),
        }


def canonical(value: Any) -> bytes:
    """The one way to write a value: keys in order, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sha256(data: bytes) -> bytes:
    """The digest."""
    return hashlib.sha256(data).digest()


def moment(value: datetime) -> str:
    """A moment in UTC with microseconds, the same from either database."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def difference_digest(before: Mapping[str, Any], after: Mapping[str, Any], salt: bytes) -> bytes:
    """The digest of what was before and after."""
    return sha256(canonical({"after": dict(after), "before": dict(before), "salt": salt.hex()}))


def entry_fields(row: Any) -> dict[str, Any]:
    """An entry as it is hashed and handed out; `row` has the columns of the log."""
    return {
        "action": row.action,
        "actor": row.actor_id,
        "at": moment(row.at),
        "detail": row.detail,
        "difference": None if row.difference is None else bytes(row.difference).hex(),
        "id": row.id,
        "salt": bytes(row.salt).hex(),
        "subject": row.subject,
    }


def entry_digest(row: Any) -> bytes:
    """The digest of an entry."""
    return sha256(canonical(entry_fields(row)))


def root_of(digests: Iterable[bytes]) -> bytes:
    """What a seal keeps of the entries it holds."""
    return sha256(b"".join(digests))
