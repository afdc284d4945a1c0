"""Which kinds there are, who reads a message, and how long it stays: pure rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from enum import StrEnum

LONGEST = 3000
"""Characters of a message or a reply."""
MOST_A_DAY = 20
"""Messages one person sends in a day."""
MOST_KEEPERS = 10
"""People chosen for one kind."""
KEPT_SETTLED = timedelta(days=90)
"""How long a message stays after it was settled."""
KEPT_OPEN = timedelta(days=365)
"""How long a message stays that nobody settled."""


class Kind(StrEnum):
    """What a message is."""

    SLIP = "slip"
    QUESTION = "question"
    DEED = "deed"
    HEARD = "heard"

    @property
    def has_one_reader(self) -> bool:
        """Whether one named person reads it, instead of everybody chosen."""
        return self in {Kind.SLIP, Kind.QUESTION}


def reader(keepers: Sequence[int], *, sender: int, managers: Collection[int]) -> int | None:
    """The one who reads: the first chosen who is neither the sender nor a manager of theirs.

    None when there is nobody such: then nothing is sent, and the page says whom to ask.
    """
    return next((item for item in keepers if item != sender and item not in managers), None)
