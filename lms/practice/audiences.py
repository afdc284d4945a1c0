"""Who would read a draft, and how long a text sits comfortably with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

LONGEST = 4_000
"""Characters in a draft; more is no post any more."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Readers, and the number of characters that suits them."""

    name: str
    words: Any
    comfortable: int
    has_picture: bool = False


AUDIENCES = (
    Audience("network", _l("Professional network"), 1_300),
    Audience("photo", _l("Photo app"), 600, has_picture=True),
    Audience("short", _l("Short posts"), 280),
    Audience("inside", _l("Colleagues, inside"), 1_000),
    Audience("customer", _l("A customer"), 500),
    Audience("critic", _l("A critic"), 500),
    Audience("journalist", _l("A journalist"), 500),
)
NAMES = {audience.name: audience for audience in AUDIENCES}
FIRST = AUDIENCES[0]
