"""Locking what one person alone may read: keys, and sealed bytes that cannot be changed unseen.

Sealing is AES-256-GCM of the `cryptography` library with a new nonce each time; keys are derived by
Argon2id from a password and by HKDF from what is random already.
"""

from __future__ import annotations

import secrets

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32
SALT = 16
BLOCK = 1024
"""Sealed content is filled up to whole blocks, so that its length tells nothing."""

_NONCE = 12
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
    return derived(token.encode(), b"lms: opens what is private in this session")


def derived(secret: bytes, use: bytes) -> bytes:
    """A key for one use, from a secret that is random already."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=use).derive(secret)


def seal(key: bytes, plain: bytes, *, about: bytes) -> bytes:
    """Bytes that only the key opens; `about` says whose they are and must be the same then."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _VERSION + about)


def unseal(key: bytes, sealed: bytes, *, about: bytes) -> bytes | None:
    """What was sealed; None when the key, the owner or a single bit is another."""
    version, nonce, hidden = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if version != _VERSION or len(nonce) < _NONCE:
        return None
    try:
        return AESGCM(key).decrypt(nonce, hidden, _VERSION + about)
    except InvalidTag:
        return None


def fill_up(plain: bytes) -> bytes:
    """The content with its length, filled up to whole blocks."""
    said = len(plain).to_bytes(_LENGTH, "big") + plain
    return said + bytes(-len(said) % BLOCK)


def content_of(filled: bytes) -> bytes:
    """The content without what it was filled up with."""
    return filled[_LENGTH : _LENGTH + int.from_bytes(filled[:_LENGTH], "big")]
