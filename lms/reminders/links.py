"""The signed link that stops voluntary reminders; it opens nothing else and names nobody."""

from __future__ import annotations

from itsdangerous import BadData, URLSafeSerializer

SALT = "reminders-stop"


def token_for(secret: str, person_id: int) -> str:
    """The token in the address sent to a person."""
    return str(URLSafeSerializer(secret, salt=SALT).dumps(person_id))


def person_of(secret: str, token: str) -> int | None:
    """Whom a token was made for, or None when it is not ours."""
    try:
        found = URLSafeSerializer(secret, salt=SALT).loads(token)
    except BadData:
        return None
    return found if isinstance(found, int) and 0 < found < 2**31 else None
