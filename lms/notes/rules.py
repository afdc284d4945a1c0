"""How often one may write to somebody, and about which dates: pure rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.standing import Standing, state

SHOWN_DAYS = 30
"""How long a new note leads on My learning."""
NEAR_DAYS = 30
"""A date further away than this is nobody's business yet."""
WITHDRAWN_DAYS = 31
"""How long the writer sees what they wrote."""
SENT_DAYS = 90
"""How long what a manager sent stands on somebody's page, for that manager: as long as offers are
kept."""
SHARED_DAYS = 90
"""How long thanks that somebody shows stay on the team's page."""


class Thanks(StrEnum):
    """What somebody is thanked for."""

    LEARNING = "learning"
    HELPING = "helping"
    ASKING = "asking"
    OWNING_UP = "owning_up"


class Help(StrEnum):
    """What a manager can offer."""

    TIME = "time"
    CHAT = "chat"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Turn:
    """Who may write once in how many days; the key is unique for a receiver."""

    key: str
    days: int

    def last_taken(self, today: date) -> date:
        """A turn taken on this day or earlier is over."""
        return today - timedelta(days=self.days)


def thanks_turn(sender_id: int) -> Turn:
    """One note of thanks a day from one person to another."""
    return Turn(f"thanks:{sender_id}", 1)


HELP_TURN = Turn("help", 14)
REMINDER_TURN = Turn("reminder", 14)
"""Whoever writes: somebody with two managers hears from one of them."""


@dataclass(frozen=True, slots=True)
class NearDate:
    """A course that is asked of somebody by a day that is near or over."""

    course: str
    on: date


def is_ready(standings: Mapping[str, Standing], path: Sequence[str], today: date) -> bool:
    """Whether somebody has every course of the path, and so may write to others about theirs.

    A path without courses makes nobody ready.
    """
    return bool(path) and all(
        state(standings.get(slug, Standing(1)), today).is_valid for slug in path
    )


def near_dates(standings: Mapping[str, Standing], today: date) -> tuple[NearDate, ...]:
    """The courses a manager may write about: asked, not done, and by a day near or over."""
    found = [
        NearDate(slug, standing.due_on)
        for slug, standing in standings.items()
        if standing.due_on is not None
        and not state(standing, today).is_valid
        and (standing.due_on - today).days <= NEAR_DAYS
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.course)))
