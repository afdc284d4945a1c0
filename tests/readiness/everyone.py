"""Everybody of a team with their facts, from the lines that files are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from lms.clock import Past
from lms.readiness.lines import parts_in, standing
from lms.readiness.rules import Columns, PersonFacts


def everyone_in(
    db: Session, *, team_id: int, columns: Columns, today: date, past: Past | None = None
) -> Iterator[PersonFacts]:
    """All people of a team in order with their facts."""
    modules = [len(columns.modules[course]) for course in columns.courses]
    parts = parts_in(db, team_id=team_id, columns=columns, today=today, past=past)
    for line in chain.from_iterable(parts):
        yield PersonFacts(
            person_id=line.person_id,
            name=line.name,
            job_title=line.job_title,
            standings=tuple(
                standing(facts, count) for facts, count in zip(line.facts, modules, strict=True)
            ),
        )
