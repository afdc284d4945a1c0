"""What a person did in a course before: cycles, attempts, certificates, texts; theirs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.queries import Sheet, certificates_of
from lms.enrolments.models import Enrolment, ModuleRead
from lms.publishing import rules
from lms.publishing.queries import publications
from lms.publishing.rules import Kept
from lms.quizzes.models import Attempt


@dataclass(frozen=True, slots=True)
class EarlierAttempt:
    """One attempt at the quiz, or at the few questions of a change."""

    attempt_id: int
    started_at: datetime
    finished_at: datetime | None
    edition: int
    points: Fraction | None  # None while it is open
    of: int
    passed: bool
    is_part: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """One time through a course: what was tried, what came of it, and the texts of its end."""

    number: int
    started_at: datetime
    completed_at: datetime | None
    attempts: tuple[EarlierAttempt, ...]
    certificate: Sheet | None
    texts: Kept | None


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """A module that was marked as read, and the publication whose text it had then."""

    module: str
    language: str
    edition: int
    read_at: datetime
    text: Kept | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """Everything a person did in a course, the newest cycle first."""

    cycles: tuple[Cycle, ...]
    readings: tuple[EarlierReading, ...]
    kept_since: datetime | None  # from when texts are kept; None when none was published


def earlier(db: Session, *, person_id: int, course: str, now: datetime) -> Earlier | None:
    """What a person did in a course, in six statements; None when they did nothing in it."""
    enrolments = db.execute(
        select(Enrolment.id, Enrolment.cycle, Enrolment.started_at, Enrolment.completed_at)
        .where(Enrolment.person_id == person_id, Enrolment.course == course)
        .order_by(Enrolment.cycle.desc())
    ).all()
    reads = db.execute(
        select(ModuleRead.module, ModuleRead.language, ModuleRead.edition, ModuleRead.read_at)
        .where(ModuleRead.person_id == person_id, ModuleRead.course == course)
        .order_by(ModuleRead.read_at, ModuleRead.id)
    ).all()
    if not enrolments and not reads:
        return None
    kept = publications(db)
    sheets = _sheets(db, person_id, course)
    attempts = _attempts(db, person_id, course)
    return Earlier(
        cycles=tuple(
            Cycle(
                number=row.cycle,
                started_at=row.started_at,
                completed_at=row.completed_at,
                attempts=tuple(attempts.get(row.id, ())),
                certificate=sheets.get(row.id),
                texts=rules.kept_at(kept, row.completed_at or now),
            )
            for row in enrolments
        ),
        readings=tuple(
            EarlierReading(
                row.module, row.language, row.edition, row.read_at, rules.kept_at(kept, row.read_at)
            )
            for row in reads
        ),
        kept_since=kept[0][1] if kept else None,
    )


def _sheets(db: Session, person_id: int, course: str) -> dict[int, Sheet]:
    """The certificates of a course by their enrolment."""
    sheets = {sheet.id: sheet for sheet in certificates_of(db, person_id=person_id, course=course)}
    rows = db.execute(
        select(Certificate.id, Certificate.enrolment_id).where(
            Certificate.person_id == person_id, Certificate.course == course
        )
    )
    return {row.enrolment_id: sheets[row.id] for row in rows}


def _attempts(db: Session, person_id: int, course: str) -> dict[int, Sequence[EarlierAttempt]]:
    rows = db.execute(
        select(
            Attempt.id,
            Attempt.enrolment_id,
            Attempt.started_at,
            Attempt.finished_at,
            Attempt.edition,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.points_of,
            Attempt.passed,
            Attempt.change_id,
        )
        .where(Attempt.person_id == person_id, Attempt.course == course)
        .order_by(Attempt.id)
    )
    found: dict[int, list[EarlierAttempt]] = {}
    for row in rows:
        points = None if row.points_den is None else Fraction(row.points_num, row.points_den)
        found.setdefault(row.enrolment_id, []).append(
            EarlierAttempt(
                attempt_id=row.id,
                started_at=row.started_at,
                finished_at=row.finished_at,
                edition=row.edition,
                points=points,
                of=row.points_of,
                passed=bool(row.passed),
                is_part=row.change_id is not None,
            )
        )
    return {enrolment: tuple(items) for enrolment, items in found.items()}
