"""What one person said for themselves, and where each answer leads; decided without web or rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from lms.content.model import Statement

COLOURS, CHANNELS, DARE, CONTENT = REASONS = ("R1", "R2", "R3", "R4")
"""Why people are quiet: no wish to show colours, not sure how, not daring, not the content."""

OF_THE_ORGANISATION = frozenset({COLOURS, CONTENT})
"""The reasons that the organisation answers for, not a course."""

LEANS_FROM = 5
"""Two statements of nought to four each: from so much on they speak for their reason."""


class Now(StrEnum):
    """What somebody does online now."""

    WRITES = "writes"
    COMMENTS = "comments"
    READS = "reads"
    AWAY = "away"


class Wish(StrEnum):
    """What somebody would like to get out of it."""

    LIMITS = "limits"
    SAFETY = "safety"
    VOICE = "voice"
    CUSTOMERS = "customers"
    NOTHING = "nothing"


class Time(StrEnum):
    """How much time suits somebody."""

    MINUTES = "minutes"
    HALF_HOUR = "half-hour"
    WEEKLY = "weekly"
    LATER = "later"


class Willing(StrEnum):
    """Whether somebody wants to share: an axis of its own, beside knowing the rules."""

    NOT_FOR_ME = "not-for-me"
    LISTENING = "listening"
    LEARNING = "learning"
    READY = "ready"


LEADS: Mapping[Now | Wish, tuple[str, str | None]] = {
    Now.WRITES: ("stories-from-work", None),
    Now.COMMENTS: ("personal-branding", None),
    Now.READS: ("channel-basics", None),
    Now.AWAY: ("why-it-pays", "staying-quiet-is-fine"),
    Wish.LIMITS: ("guidelines", None),
    Wish.SAFETY: ("channel-basics", "lock-the-door"),
    Wish.VOICE: ("personal-branding", None),
    Wish.CUSTOMERS: ("customer-conversations", None),
    Wish.NOTHING: ("why-it-pays", "staying-quiet-is-fine"),
}
"""The course, and maybe the module, that an answer leads to."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise given: when, to which text, in which language."""

    on: date
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Where somebody's reasons were counted, so that they alone can take them out again."""

    place: int
    batch: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Everything in a person's box. `holds` is None as long as that question is unanswered."""

    now: str = ""
    holds: tuple[str, ...] | None = None
    wishes: tuple[str, ...] = ()
    time: str = ""
    statements: Mapping[str, int] = field(default_factory=dict)
    is_passed: bool = False  # the offer to answer was declined
    willing: str = ""
    pledge: Pledge | None = None
    counted: Counted | None = None

    @property
    def has_answers(self) -> bool:
        """Whether any question of the welcome is answered."""
        return bool(
            self.now or self.holds is not None or self.wishes or self.time or self.statements
        )

    def without_answers(self) -> Said:
        """Everything but the answers of the welcome, which are deleted."""
        return Said(is_passed=True, willing=self.willing, pledge=self.pledge, counted=self.counted)


NOTHING = Said()


def leaning(said: Said, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The reasons that the statements speak for, once both of a reason are answered."""
    found = []
    for reason in REASONS:
        given = [said.statements.get(item.name) for item in statements if item.reason == reason]
        known = [value for value in given if value is not None]
        if known and len(known) == len(given) and sum(known) >= LEANS_FROM * len(known) / 2:
            found.append(reason)
    return tuple(found)


def reasons(said: Said, statements: Sequence[Statement]) -> tuple[str, ...] | None:
    """What holds somebody back: chosen, or spoken for by statements; None when neither is said.

    Whoever chose "nothing" has said so, whatever statements lean to.
    """
    if said.holds is None and not _weighed(said, statements):
        return None
    if said.holds == ():
        return ()
    both = {*(said.holds or ()), *leaning(said, statements)}
    return tuple(reason for reason in REASONS if reason in both)


def _weighed(said: Said, statements: Sequence[Statement]) -> bool:
    """Whether both statements of some reason are answered: one alone says nothing."""
    return any(
        all(item.name in said.statements for item in pair)
        for pair in ([item for item in statements if item.reason == reason] for reason in REASONS)
        if pair
    )


def packed(said: Said) -> bytes:
    """As kept in the box."""
    values: dict[str, Any] = {
        "now": said.now,
        "holds": said.holds,
        "wishes": said.wishes,
        "time": said.time,
        "statements": dict(said.statements),
        "passed": said.is_passed,
        "willing": said.willing,
        "pledge": said.pledge
        and {
            "on": said.pledge.on.isoformat(),
            "text": said.pledge.text,
            "lang": said.pledge.lang,
        },
        "counted": said.counted and [said.counted.place, said.counted.batch, said.counted.reasons],
    }
    return json.dumps(values, separators=(",", ":")).encode()


def unpacked(kept: bytes) -> Said:
    """What the box holds; an empty one holds nothing."""
    if not kept:
        return NOTHING
    return taken(json.loads(kept))


def taken(values: Mapping[str, Any]) -> Said:
    """A box from its own copy."""
    pledge, counted, holds = values["pledge"], values["counted"], values["holds"]
    return Said(
        now=values["now"],
        holds=None if holds is None else tuple(holds),
        wishes=tuple(values["wishes"]),
        time=values["time"],
        statements=values["statements"],
        is_passed=values["passed"],
        willing=values["willing"],
        pledge=pledge and Pledge(date.fromisoformat(pledge["on"]), pledge["text"], pledge["lang"]),
        counted=counted and Counted(counted[0], counted[1], tuple(counted[2])),
    )


def told(said: Said) -> dict[str, Any]:
    """The copy for the person themselves: everything, in words of the program."""
    values: dict[str, Any] = json.loads(packed(said))
    return values


def known(values: Collection[str], kinds: type[StrEnum] | Sequence[str]) -> tuple[str, ...]:
    """Those of the values that exist, each once, in the order of the kinds."""
    return tuple(str(kind) for kind in kinds if str(kind) in values)


def with_statements(said: Said, given: Mapping[str, int]) -> Said:
    """The answers to the statements, in place of the earlier ones."""
    return replace(said, statements=dict(sorted(given.items())))
