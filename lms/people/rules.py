"""Small decisions about people: names, tokens, addresses, devices."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import timedelta

STAY = timedelta(days=14)
"""How long a session lasts on one's own device."""

STAY_SHARED = timedelta(hours=1)
"""How long a session lasts on a shared device, if the browser is not closed before."""

LINK_BY_MAIL = timedelta(hours=2)
LINK_BY_HAND = timedelta(days=7)

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def sign_in_name(text: str) -> str:
    """An address or staff number in the one form that is stored and compared."""
    return unicodedata.normalize("NFC", text).strip().lower()


def initials(first_name: str, last_name: str) -> str:
    """One or two letters for the corner of the page."""
    return "".join(name[:1] for name in (first_name, last_name) if name).upper()


def new_token() -> str:
    """A secret for a cookie or a link: 32 random bytes."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> bytes:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def same_digest(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, in constant time."""
    return hmac.compare_digest(one, other)


def device_words(user_agent: str) -> str:
    """Browser and system in two words, so that people know their sessions again."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(word for word in (browser, system) if word)


def own_address(text: str | None) -> str | None:
    """A path of this site, or None for everything that leads elsewhere."""
    if not text or len(text) > 1000 or not text.startswith("/"):
        return None
    if text.startswith(("//", "/\\")) or "\\" in text:
        return None
    if any(ord(char) < 33 or ord(char) == 127 for char in text):
        return None
    return text


def slug_for(name: str, taken: Iterable[str]) -> str:
    """A word for the address of a team, unlike all taken ones."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    base = "-".join(words)[:70].strip("-") or "team"
    used = set(taken)
    slug, number = base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug
