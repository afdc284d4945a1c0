"""What a certificate is on a day, and how its code and its holder's name are compared."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.standing import Proof, Standing, State, state

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U that could pass for V."""

CODE_LENGTH = 8

ERASED_HOLDER = "—"
"""What stands for the name of a holder who was erased."""


class Status(StrEnum):
    """What a check of a certificate says."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    RENEWED = "renewed"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Cause(StrEnum):
    """Why a certificate was replaced: one of a few words that anybody may read."""

    NAME = "name"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Replaced:
    """The end of a code: the day another one took its place, and why."""

    code: str
    on: date
    cause: Cause


@dataclass(frozen=True, slots=True)
class Link:
    """One code of a certificate: from which day, and how it ended; the last one has no end."""

    code: str
    since: date
    ended: Replaced | None

    @property
    def shown_code(self) -> str:
        """The code as printed."""
        return shown_code(self.code)


def chain(issued_on: date, replaced: Sequence[Replaced], code: str) -> tuple[Link, ...]:
    """Every code a certificate has had, the first one first; `code` is the one it has now."""
    links: list[Link] = []
    since = issued_on
    for end in replaced:
        links.append(Link(end.code, since, end))
        since = end.on
    return (*links, Link(code, since, None))


def status_on(today: date, proof: Proof, *, revoked: bool) -> Status:
    """The status of a certificate on a day, by the same rule that decides readiness.

    Whoever checks one reads its end: grace is between its holder and the organisation.
    """
    if revoked:
        return Status.REVOKED
    found = state(Standing(modules=0, proof=proof), today)
    return {
        State.READY: Status.VALID,
        State.EXPIRING: Status.EXPIRING,
        State.GRACE: Status.EXPIRED,
        State.EXPIRED: Status.EXPIRED,
    }[found]


def why_not_withdrawn(today: date, proof: Proof, *, is_revoked: bool, is_own: bool) -> str | None:
    """Why a certificate cannot be withdrawn, as the name of a sentence; None when it can.

    Nobody decides about a certificate of their own, neither way: somebody else looks at it. One
    that is over, its grace as well, holds nothing up that could be taken away.
    """
    if is_own:
        return "certificate_own"
    if is_revoked:
        return "certificate_withdrawn"
    if state(Standing(modules=0, proof=proof), today) is State.EXPIRED:
        return "certificate_over"
    return None


def why_not_given_back(*, is_revoked: bool, is_own: bool) -> str | None:
    """Why a certificate cannot be given back, as the name of a sentence; None when it can.

    One that is over by now can: its check then says that it ended, not that it was withdrawn.
    """
    if is_own:
        return "certificate_own"
    return None if is_revoked else "certificate_counts"


def shown_code(code: str) -> str:
    """The code as printed: 7K4M-92QX."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def read_code(typed: str) -> str:
    """The code as stored, from whatever way it was typed."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[^0-9A-Z]", "", folded)[:16]


def folded_name(name: str) -> str:
    """A last name for comparison: case, accents' form, spaces and hyphens do not matter."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return unicodedata.normalize("NFKD", re.sub(r"[\s\-\u2010-\u2015'\u2019]+", "", folded))


def is_same_name(typed: str, kept: str) -> bool:
    """Compare two last names in constant time."""
    return hmac.compare_digest(folded_name(typed).encode(), folded_name(kept).encode())
