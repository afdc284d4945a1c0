"""Passwords: hashing, checking, and what is too easy to guess."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
MOST = 256

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's profile: 19 MiB, two passes, one lane."""

OBVIOUS = (
    "password", "passw0rd", "salasana", "salasana1", "qwerty", "qwertyuiop", "asdfghjkl",
    "1234567890", "123456789", "12345678", "0987654321", "abcdefghijkl", "letmein", "welcome",
    "tervetuloa", "iloveyou", "administrator", "hallo", "kissa", "koira", "suomi", "helsinki",
    "finland", "monkey", "dragon", "football", "secret", "salainen", "vaihdatama", "changeme",
    "kesä", "talvi", "syksy", "kevät", "summer", "winter", "autumn", "spring", "2024", "2025",
    "2026", "2027", "123", "1234", "12345", "000", "111",
)  # fmt: skip
"""Parts that add nothing to a password; one made of them alone is refused."""


def hash_password(password: str) -> str:
    """The form in which a password is kept."""
    return HASHER.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """Whether the password is right.

    Without a stored hash the work is done all the same, against a hash nobody knows the password
    of, so that an unknown person and a wrong password take the same time.
    """
    nobody = _nobody()  # made once, by whoever comes first
    try:
        HASHER.verify(stored or nobody, password[: MOST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with another profile than today's."""
    return HASHER.check_needs_rehash(stored)


def weakness(password: str, *, own: Iterable[str] = ()) -> str | None:
    """Why a password is refused, as a code; None when it is good enough.

    `own` holds the person's names and addresses.
    """
    if len(password) < LEAST:
        return "password_short"
    if len(password) > MOST:
        return "password_long"
    plain = password.casefold()
    if len(set(plain)) < 5 or _is_run(plain):
        return "password_obvious"
    if len(_without(plain, OBVIOUS)) < 4:
        return "password_obvious"
    words = [
        part
        for text in own
        for part in (text.casefold(), *text.casefold().replace(".", " ").replace("@", " ").split())
        if len(part) > 2
    ]
    if len(_without(plain, words)) < LEAST // 2:
        return "password_own"
    return None


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, "")
    return "".join(char for char in text if char.isalnum())


def _is_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(text)}
    return len(steps) == 1


@cache
def _nobody() -> str:
    import secrets

    return HASHER.hash(secrets.token_urlsafe(32))
