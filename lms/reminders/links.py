"""The signed links that stop voluntary messages; they open nothing else and name nobody."""

from __future__ import annotations

from itsdangerous import BadData, URLSafeSerializer

VOLUNTARY = "reminders-stop"
"""Stops reminders of what nobody asks."""
NOTES = "notes-stop"
"""Stops notes by mail."""


def token_for(secret: str, person_id: int, what: str = VOLUNTARY) -> str:
    """The token in the address sent to a person."""
    return str(URLSafeSerializer(secret, salt=what).dumps(person_id))


def person_of(secret: str, token: str, what: str = VOLUNTARY) -> int | None:
    """Whom a token was made for, or None when it is not ours."""
    try:
        found = URLSafeSerializer(secret, salt=what).loads(token)
    except BadData:
        return None
    return found if isinstance(found, int) and 0 < found < 2**31 else None
