"""The organisation's freedoms, limits and promise, from its own words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lms.content.model import ContentSet

FREEDOMS, LIMITS = "freedoms", "limits"
THEIRS, OWN = "pledge.organisation", "pledge.person"


@dataclass(frozen=True, slots=True)
class House:
    """What the organisation says about freedoms; empty where it has not said anything yet."""

    freedoms: tuple[str, ...]
    limits: tuple[str, ...]
    theirs: tuple[str, ...]  # what the organisation promises
    own: tuple[str, ...]  # what a person promises

    @property
    def is_written(self) -> bool:
        """Whether the freedoms are there; without them setup is unfinished."""
        return bool(self.freedoms)

    @property
    def has_pledge(self) -> bool:
        """Whether both halves of the promise are there, and the freedoms they stand on."""
        return bool(self.freedoms and self.theirs and self.own)

    @property
    def version(self) -> str:
        """Which text of the promise this is, whatever it is called."""
        said = "\n".join((*self.theirs, "--", *self.own))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def house(content: ContentSet, lang: str, *, with_example: bool) -> House:
    """The organisation's words in a language. The example's words are nobody's promise.

    Only the demo, whose organisation is an example itself, takes those for its own.
    """
    words = content.said(with_example=with_example)
    said = words.get(lang) or next(iter(words.values()), {})

    def lines(name: str) -> tuple[str, ...]:
        return tuple(
            line.removeprefix("- ").strip() for line in said.get(name, "").splitlines() if line
        )

    return House(lines(FREEDOMS), lines(LIMITS), lines(THEIRS), lines(OWN))
