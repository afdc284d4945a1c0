"""What a person was asked and has answered; every query is for that person alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from lms.authz import Owned
from lms.certificates.models import Certificate
from lms.content.model import Question
from lms.enrolments.models import Enrolment
from lms.quizzes.grading import Given
from lms.quizzes.models import Answer, Attempt, AttemptQuestion, QuestionVersion, Sureness
from lms.quizzes.steps import following
from lms.quizzes.versions import questions_of
from lms.standing import last_day

FIRST, AGAIN = 1, 2
"""The rounds of an answer: the one that counts, and the practice at the end."""

LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that waits to be continued."""

    attempt_id: int
    next_position: int
    of: int


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """One attempt at a course's quiz, for its start page."""

    attempt_id: int
    enrolment_id: int
    number: int
    finished_at: datetime | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that was saved."""

    given: Given
    share: Fraction


@dataclass(frozen=True, slots=True)
class AttemptAsked:
    """An attempt with one of its questions; belongs to the person who takes it."""

    attempt_id: int
    person_id: int
    course: str
    language: str
    of: int
    is_finished: bool
    position: int
    question: Question
    shown: Sequence[str]
    answers: Mapping[tuple[int, int], GivenAnswer]  # (position, round)
    started_at: datetime
    minutes: int | None  # its clock; none without one
    is_locked: bool = False  # nobody else changes the attempt before this transaction ends

    @property
    def resource(self) -> Owned:
        """Whose it is, for the policy."""
        return Owned(self.person_id)

    def answer(self, round_: int) -> GivenAnswer | None:
        """The saved answer to this question."""
        return self.answers.get((self.position, round_))

    def shares(self, round_: int) -> dict[int, Fraction]:
        """What the answers of a round earned; what was left open when time ran out earned nothing.

        Empty for a finished attempt whose answers are no longer kept.
        """
        shares = _shares(self.answers, round_)
        if round_ == FIRST and self.is_finished and shares:
            return {n: shares.get(n, Fraction(0)) for n in range(1, self.of + 1)}
        return shares


@dataclass(frozen=True, slots=True)
class ResultQuestion:
    """A question of a finished attempt with what its answers earned."""

    position: int
    question: Question
    first: Fraction
    again: Fraction | None
    sure: int | None  # 1 to 3, when the learner said it
    is_answered: bool = True  # not when the time ran out before


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """A finished attempt; belongs to the person who took it."""

    attempt_id: int
    person_id: int
    course: str
    language: str
    points: Fraction | None  # None while the attempt is open
    of: int
    passed: bool
    pass_score: int
    critical_all: bool
    questions: tuple[ResultQuestion, ...]  # empty when the answers are no longer kept
    asked: tuple[Question, ...]  # as they were asked then, also without answers
    certificate_id: int | None
    certificate_until: date | None
    change_id: int | None  # of a partial attempt

    @property
    def resource(self) -> Owned:
        """Whose it is, for the policy."""
        return Owned(self.person_id)


_OPEN = (
    select(
        Attempt.id,
        Attempt.course,
        Attempt.points_of,
        func.min(case((Answer.position.is_(None), AttemptQuestion.position), else_=None)).label(
            "next_position"
        ),
    )
    .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
    .outerjoin(
        Answer,
        and_(
            Answer.attempt_id == Attempt.id,
            Answer.round == FIRST,
            Answer.position == AttemptQuestion.position,
        ),
    )
    .where(
        Attempt.person_id == bindparam("person_id"),
        Attempt.finished_at.is_(None),
        Attempt.change_id.is_(None),
    )
    .group_by(Attempt.id, Attempt.course, Attempt.points_of)
    .order_by(Attempt.id)
)


def open_attempts(db: Session, person_id: int) -> dict[str, OpenAttempt]:
    """The attempts a person can continue, by course, in one statement."""
    rows = db.execute(_OPEN, {"person_id": person_id})
    return {row.course: OpenAttempt(row.id, row.next_position or 1, row.points_of) for row in rows}


def attempts_of_course(db: Session, *, person_id: int, course: str) -> list[PastAttempt]:
    """A person's attempts at one quiz, oldest first."""
    rows = db.execute(
        select(
            Attempt.id,
            Attempt.enrolment_id,
            Attempt.number,
            Attempt.finished_at,
            Attempt.passed,
        )
        .where(
            Attempt.person_id == person_id,
            Attempt.course == course,
            Attempt.change_id.is_(None),
        )
        .order_by(Attempt.id)
    )
    return [PastAttempt(*row) for row in rows]


def missed_questions(db: Session, attempt_ids: Sequence[int]) -> list[Question]:
    """The questions whose first answer in these attempts was not wholly right."""
    rows = db.execute(
        select(QuestionVersion.id, QuestionVersion.fingerprint)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .join(
            Answer,
            and_(
                Answer.attempt_id == AttemptQuestion.attempt_id,
                Answer.position == AttemptQuestion.position,
            ),
        )
        .where(
            AttemptQuestion.attempt_id.in_(attempt_ids),
            Answer.round == FIRST,
            Answer.share_num < Answer.share_den,
        )
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
    ).all()
    questions = questions_of(db, {row.fingerprint: row.id for row in rows})
    return [questions[row.fingerprint] for row in rows]


_ASKED = (
    select(
        Attempt.id,
        Attempt.person_id,
        Attempt.course,
        Attempt.language,
        Attempt.points_of,
        Attempt.finished_at,
        Attempt.started_at,
        Attempt.minutes,
        AttemptQuestion.shown,
        AttemptQuestion.question_version_id,
        QuestionVersion.fingerprint,
    )
    .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
    .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
    .where(
        Attempt.id == bindparam("attempt"),
        Attempt.course == bindparam("course"),
        AttemptQuestion.position == bindparam("position"),
    )
)

_ASKED_LOCKED = _ASKED.with_for_update(of=Attempt)

_GIVEN = (
    Answer.position.label("answered"),
    Answer.round,
    Answer.given,
    Answer.share_num,
    Answer.share_den,
)

_ASKED_AND_ANSWERS = _ASKED.add_columns(*_GIVEN).outerjoin(Answer, Answer.attempt_id == Attempt.id)

_ANSWERS = select(*_GIVEN).where(Answer.attempt_id == bindparam("attempt"))


def attempt_asked(
    db: Session, *, course: str, attempt: int, position: int, lock: bool = False
) -> AttemptAsked | None:
    """One question of an attempt and all its answers, in one statement.

    With `lock`, two tabs that answer at once wait for each other here; the answers are read in a
    second statement after that. SQLite has one writer at a time anyway.
    """
    if max(attempt, position) > LARGEST_ID:
        return None
    rows = (
        db.connection()
        .execute(  # plain rows: the session's own way costs more
            _ASKED_LOCKED if lock else _ASKED_AND_ANSWERS,
            {"attempt": attempt, "course": course, "position": position},
        )
        .all()
    )
    if not rows:
        return None
    row = rows[0]
    return AttemptAsked(
        attempt_id=row.id,
        person_id=row.person_id,
        course=row.course,
        language=row.language,
        of=row.points_of,
        is_finished=row.finished_at is not None,
        position=position,
        question=questions_of(db, {row.fingerprint: row.question_version_id})[row.fingerprint],
        shown=tuple(row.shown),
        answers=answers_of(db, attempt) if lock else _answers(rows),
        started_at=row.started_at,
        minutes=row.minutes,
        is_locked=lock,
    )


def answers_of(db: Session, attempt_id: int) -> dict[tuple[int, int], GivenAnswer]:
    """Every answer of an attempt by position and round."""
    return _answers(db.connection().execute(_ANSWERS, {"attempt": attempt_id}))


def next_position(db: Session, *, attempt_id: int, of: int) -> int:
    """The first question of an open attempt that waits for its answer."""
    shares = _shares(answers_of(db, attempt_id), FIRST)
    return following(of, shares, {}).position


def _answers(rows: Iterable[Row[Any]]) -> dict[tuple[int, int], GivenAnswer]:
    return {
        (row.answered, row.round): GivenAnswer(row.given, Fraction(row.share_num, row.share_den))
        for row in rows
        if row.answered is not None
    }


def _shares(answers: Mapping[tuple[int, int], GivenAnswer], round_: int) -> dict[int, Fraction]:
    return {
        position: answer.share for (position, number), answer in answers.items() if number == round_
    }


_SURE = and_(
    Sureness.attempt_id == AttemptQuestion.attempt_id,
    Sureness.position == AttemptQuestion.position,
)

_RESULT_QUESTIONS = (
    select(AttemptQuestion.position, QuestionVersion.id, QuestionVersion.fingerprint, Sureness.sure)
    .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
    .outerjoin(Sureness, _SURE)
    .where(AttemptQuestion.attempt_id == bindparam("attempt"))
    .order_by(AttemptQuestion.position)
)

_LATEST_CERTIFICATE = (
    select(Certificate.id, Certificate.expires_on)
    .where(
        Certificate.person_id == bindparam("person_id"),
        Certificate.course == bindparam("course"),
        Certificate.revoked_at.is_(None),
    )
    .order_by(Certificate.id.desc())
    .limit(1)
)


def attempt_result(db: Session, *, course: str, attempt: int) -> AttemptResult | None:
    """An attempt with everything its result page says, in four statements."""
    found = db.get(Attempt, attempt) if attempt <= LARGEST_ID else None
    if found is None or found.course != course:
        return None
    answers = answers_of(db, attempt)
    first, again = _shares(answers, FIRST), _shares(answers, AGAIN)
    rows = db.connection().execute(_RESULT_QUESTIONS, {"attempt": attempt}).all()
    known = questions_of(db, {row.fingerprint: row.id for row in rows})
    questions = tuple(
        ResultQuestion(
            row.position,
            known[row.fingerprint],
            first.get(row.position, Fraction(0)),
            again.get(row.position),
            row.sure,
            row.position in first,
        )
        for row in rows
        if answers
    )
    certificate = db.execute(
        _LATEST_CERTIFICATE, {"person_id": found.person_id, "course": course}
    ).one_or_none()
    return AttemptResult(
        attempt_id=found.id,
        person_id=found.person_id,
        course=found.course,
        language=found.language,
        points=None
        if found.points_num is None or found.points_den is None
        else Fraction(found.points_num, found.points_den),
        of=found.points_of,
        passed=bool(found.passed),
        pass_score=found.pass_score,
        critical_all=found.critical_all,
        questions=questions,
        asked=tuple(known[row.fingerprint] for row in rows),
        certificate_id=certificate.id if certificate else None,
        certificate_until=(
            last_day(certificate.expires_on) if certificate and certificate.expires_on else None
        ),
        change_id=found.change_id,
    )


def own_attempts(db: Session, person_id: int) -> list[dict[str, Any]]:
    """Everything kept about a person's attempts, as plain data for their own download."""
    attempts: dict[int, dict[str, Any]] = {}
    rows = db.execute(
        select(Attempt, Enrolment.cycle)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.person_id == person_id)
        .order_by(Attempt.id)
    )
    for attempt, cycle in rows:
        attempts[attempt.id] = {
            "id": attempt.id,
            "course": attempt.course,
            "cycle": cycle,
            "number": attempt.number,
            "language": attempt.language,
            "edition": attempt.edition,
            "started_at": attempt.started_at.isoformat(),
            "finished_at": attempt.finished_at and attempt.finished_at.isoformat(),
            "pass_score": attempt.pass_score,
            "critical_all": attempt.critical_all,
            "partial": attempt.change_id is not None,
            "points": _pair(attempt.points_num, attempt.points_den),
            "of": attempt.points_of,
            "passed": attempt.passed,
            "minutes": attempt.minutes,
            "questions": [],
        }
    _add_questions(db, person_id, attempts)
    return list(attempts.values())


def _add_questions(db: Session, person_id: int, attempts: dict[int, dict[str, Any]]) -> None:
    rows = db.execute(
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.position,
            AttemptQuestion.shown,
            QuestionVersion.name,
            QuestionVersion.fingerprint,
            Answer.round,
            Answer.given,
            Answer.share_num,
            Answer.share_den,
            Answer.answered_at,
            Sureness.sure,
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .outerjoin(
            Answer,
            and_(
                Answer.attempt_id == AttemptQuestion.attempt_id,
                Answer.position == AttemptQuestion.position,
            ),
        )
        .outerjoin(Sureness, _SURE)
        .where(Attempt.person_id == person_id)
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position, Answer.round)
    )
    for row in rows:
        questions = attempts[row.attempt_id]["questions"]
        if not questions or questions[-1]["position"] != row.position:
            questions.append(
                {
                    "position": row.position,
                    "question": row.name,
                    "fingerprint": row.fingerprint,
                    "shown": row.shown,
                    "sure": row.sure,
                    "answers": [],
                }
            )
        if row.round is not None:
            questions[-1]["answers"].append(
                {
                    "round": row.round,
                    "counts": row.round == FIRST,
                    "given": row.given,
                    "share": _pair(row.share_num, row.share_den),
                    "answered_at": row.answered_at.isoformat(),
                }
            )


def counted_results(attempts: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The best finished attempt of each course: passed before not, then more points, then first."""
    best: dict[str, dict[str, Any]] = {}
    for attempt in attempts:
        if attempt["finished_at"] is None or attempt["partial"]:
            continue
        known = best.get(attempt["course"])
        if known is None or _rank(attempt) > _rank(known):
            best[attempt["course"]] = {
                "attempt": attempt["id"],
                **{
                    key: attempt[key]
                    for key in ("cycle", "edition", "points", "of", "passed", "finished_at")
                },
            }
    return best


def _rank(attempt: Mapping[str, Any]) -> tuple[bool, Fraction]:
    points = attempt["points"]
    share = Fraction(points["numerator"], points["denominator"]) / attempt["of"]
    return bool(attempt["passed"]), share


def _pair(numerator: int | None, denominator: int | None) -> dict[str, int] | None:
    if numerator is None or denominator is None:
        return None
    return {"numerator": numerator, "denominator": denominator}
