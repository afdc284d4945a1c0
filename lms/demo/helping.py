"""What would help the example company's teams: counts, as if a month had turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy.orm import Session

from lms.people.models import Team
from lms.welcome.said import CHANNELS, COLOURS, CONTENT, DARE
from lms.welcome.services import put_in, refresh_month

SAID: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "service-north": (
        *((DARE, CHANNELS),) * 3, *((DARE, CONTENT),) * 3, *((DARE,),) * 2,
        *((CHANNELS, CONTENT),) * 2, (COLOURS,), (COLOURS,), (),
    ),
    "service-south": ((CONTENT,), (CONTENT, COLOURS), (CONTENT,), (CHANNELS,), (DARE,), (), ()),
    "maintenance": ((CHANNELS,), (CHANNELS, DARE), (CHANNELS,), (CHANNELS,), (COLOURS,), ()),
}  # fmt: skip
"""What people of each team answered; nobody in particular did."""


def say_what_would_help(db: Session, teams: Mapping[str, Team], *, today: date) -> None:
    """Count answers, and show the summaries from the first day on."""
    for key, answers in SAID.items():
        for reasons in answers:
            put_in(db, teams[key].id, reasons)

    @contextmanager
    def begin() -> Iterator[Session]:
        yield db

    refresh_month(begin, today=today)
