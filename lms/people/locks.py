"""Locking what one person alone may read: keys, and sealed bytes that cannot be changed unseen.

Sealing is encrypt-then-MAC with HMAC-SHA256, run as a counter for the stream and over everything
for the seal; docs/adr tells why it is made of the standard library.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from argon2.low_level import Type, hash_secret_raw

KEY = 32
SALT = 16
BLOCK = 1024
"""Sealed content is filled up to whole blocks, so that its length tells nothing."""

_NONCE, _SEAL = 24, 32
_VERSION = b"\x01"
_LENGTH = 4


def new_key() -> bytes:
    """A key nobody can guess."""
    return secrets.token_bytes(KEY)


def new_salt() -> bytes:
    """What makes the same password give another key."""
    return secrets.token_bytes(SALT)


def key_of_password(password: str, salt: bytes) -> bytes:
    """The key that a password opens, as slow to guess as the password's own hash."""
    return hash_secret_raw(
        password.encode(),
        salt,
        time_cost=2,
        memory_cost=19 * 1024,
        parallelism=1,
        hash_len=KEY,
        type=Type.ID,
    )


def key_of_token(token: str) -> bytes:
    """The key that a session's token opens; the database never holds the token."""
    return _part(token.encode(), b"lms: opens what is private in this session")


def seal(key: bytes, plain: bytes, *, about: bytes) -> bytes:
    """Bytes that only the key opens; `about` says whose they are and must be the same then."""
    nonce = secrets.token_bytes(_NONCE)
    hidden = _VERSION + nonce + _stream(key, nonce, plain)
    return hidden + _seal_of(key, hidden, about)


def unseal(key: bytes, sealed: bytes, *, about: bytes) -> bytes | None:
    """What was sealed; None when the key, the owner or a single bit is another."""
    hidden, mark = sealed[:-_SEAL], sealed[-_SEAL:]
    if len(sealed) < 1 + _NONCE + _SEAL or hidden[:1] != _VERSION:
        return None
    if not hmac.compare_digest(mark, _seal_of(key, hidden, about)):
        return None
    return _stream(key, hidden[1 : 1 + _NONCE], hidden[1 + _NONCE :])


def fill_up(plain: bytes) -> bytes:
    """The content with its length, filled up to whole blocks."""
    said = len(plain).to_bytes(_LENGTH, "big") + plain
    return said + bytes(-len(said) % BLOCK)


def content_of(filled: bytes) -> bytes:
    """The content without what it was filled up with."""
    return filled[_LENGTH : _LENGTH + int.from_bytes(filled[:_LENGTH], "big")]


def _part(key: bytes, use: bytes) -> bytes:
    return hmac.digest(key, use, hashlib.sha256)


def _stream(key: bytes, nonce: bytes, text: bytes) -> bytes:
    inner = _part(key, b"stream")
    blocks = -(-len(text) // _SEAL)
    pad = b"".join(
        hmac.digest(inner, nonce + number.to_bytes(8, "big"), hashlib.sha256)
        for number in range(blocks)
    )
    return bytes(one ^ other for one, other in zip(text, pad, strict=False))


def _seal_of(key: bytes, hidden: bytes, about: bytes) -> bytes:
    said = len(about).to_bytes(8, "big") + about + hidden
    return hmac.digest(_part(key, b"seal"), said, hashlib.sha256)
