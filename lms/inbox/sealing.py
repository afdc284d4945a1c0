"""Sealing words of messages under a key of the installation, which is not in the database."""

from __future__ import annotations

import hashlib
import hmac

from lms.people import locks

_USE = b"lms: messages to chosen colleagues"
_ONCE = b"lms: one message of a form and its words"


class Unreadable(Exception):
    """The words were sealed on an installation with another secret."""


def sealed(secret: str, token: str, words: str) -> bytes:
    """The words, opened by this installation alone, for this message alone."""
    key = locks.derived(secret.encode(), _USE)
    return locks.seal(key, locks.fill_up(words.encode()), about=token.encode())


def opened(secret: str, token: str, words: bytes) -> str:
    """The words again; raises Unreadable."""
    plain = locks.unseal(locks.derived(secret.encode(), _USE), words, about=token.encode())
    if plain is None:
        raise Unreadable
    return locks.content_of(plain).decode()


def once(secret: str, *parts: str) -> str:
    """A name for one message: the same form with the same words, of the same sender.

    Keyed, so that nobody who holds the database can try words against it.
    """
    told = "\n".join(f"{len(part)}:{part}" for part in parts).encode()
    key = locks.derived(secret.encode(), _ONCE)
    return hmac.new(key, told, hashlib.sha256).hexdigest()[:32]
