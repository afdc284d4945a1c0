"""What My learning shows, decided without web or database: order, next step, readiness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lms.content.model import Course
from lms.enrolments.queries import Asked, Learning
from lms.standing import Standing, State, state


class OpenAttempt(Protocol):
    """A quiz attempt that waits to be continued."""

    @property
    def attempt_id(self) -> int:
        """Which attempt."""

    @property
    def next_position(self) -> int:
        """The first question without an answer."""

    @property
    def of(self) -> int:
        """How many questions it has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One course with where the person stands."""

    course: Course
    state: State
    standing: Standing
    asked: Asked | None
    certificate_id: int | None
    on_path: bool
    next_module: str | None  # the first module not read
    position: int  # its number from 1
    open_attempt: OpenAttempt | None

    @property
    def is_quiz_next(self) -> bool:
        """Whether everything is read, or a quiz waits."""
        return self.open_attempt is not None or self.next_module is None


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows, the one thing to continue with, and readiness."""

    rows: tuple[Row, ...]
    next: Row | None
    valid: int  # of the path's courses
    needed: int
    ready: bool
    ready_until: date | None

    @property
    def path_rows(self) -> tuple[Row, ...]:
        """The rows of the path."""
        return tuple(row for row in self.rows if row.on_path)

    @property
    def is_lapsed(self) -> bool:
        """Whether every course of the path was valid once, and some are so no more."""
        return (
            bool(self.path_rows)
            and not self.ready
            and all(row.standing.proof is not None for row in self.path_rows)
        )

    @property
    def finished(self) -> tuple[Row, ...]:
        """Rows in full force."""
        return tuple(row for row in self.rows if row.state == State.READY)


def overview(
    *,
    courses: Sequence[Course],
    path: Sequence[str],
    learning: Learning,
    open_attempts: Mapping[str, OpenAttempt],
    today: date,
) -> Overview:
    """Put the facts together; ready to share when every course of the path is valid."""
    rows = tuple(_row(course, path, learning, open_attempts, today) for course in courses)
    on_path = [row for row in rows if row.on_path]
    valid = [row for row in on_path if row.state.is_valid]
    ready = bool(on_path) and len(valid) == len(path)
    ends = [
        end
        for row in valid
        if row.standing.proof and (end := row.standing.proof.next_last_day(today)) is not None
    ]
    return Overview(
        rows=rows,
        next=_next(rows),
        valid=len(valid),
        needed=len(path),
        ready=ready,
        ready_until=min(ends) if ready and ends else None,
    )


def _row(
    course: Course,
    path: Sequence[str],
    learning: Learning,
    open_attempts: Mapping[str, OpenAttempt],
    today: date,
) -> Row:
    standing = learning.standing(course)
    done = learning.read.get(course.slug, {})
    position, module = next(
        ((i, m.slug) for i, m in enumerate(course.modules, start=1) if m.slug not in done),
        (len(course.modules), None),
    )
    return Row(
        course=course,
        state=state(standing, today),
        standing=standing,
        asked=learning.asked.get(course.slug),
        certificate_id=learning.certificate_ids.get(course.slug),
        on_path=course.slug in path,
        next_module=module,
        position=position,
        open_attempt=open_attempts.get(course.slug),
    )


def _next(rows: Sequence[Row]) -> Row | None:
    """What to continue with: begun things first, then what has a date, then the path's order."""

    def urgency(item: tuple[int, Row]) -> tuple[int, date, int]:
        index, row = item
        begun = row.open_attempt is not None or row.state == State.IN_PROGRESS
        rank = {
            State.OVERDUE: 1,
            State.EXPIRED: 2,
            State.IN_PROGRESS: 0,
            State.GRACE: 3,
            State.EXPIRING: 4,
            State.NOT_STARTED: 5,
        }[row.state]
        due = (row.asked.due_on if row.asked else None) or date.max
        return (0 if begun else rank, due, index)

    waiting = [
        (index, row)
        for index, row in enumerate(rows)
        if row.state != State.READY and (row.on_path or row.asked or row.state != State.NOT_STARTED)
    ]
    return min(waiting, key=urgency)[1] if waiting else None
