"""Regrading: a mended key applied to what was answered before, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.services import award, revoke
from lms.content.model import Course, Lang, Question
from lms.enrolments.models import Enrolment
from lms.enrolments.queries import practices_missing
from lms.errors import NotFound
from lms.people import notices
from lms.people.models import AuditEntry
from lms.publishing.services import ask_for_later_changes, finish_change
from lms.quizzes.grading import Mark, result
from lms.quizzes.models import (
    Answer,
    Attempt,
    AttemptQuestion,
    QuestionVersion,
    Regrade,
    RegradedAnswer,
)
from lms.quizzes.queries import FIRST
from lms.quizzes.rejudging import Refusal, refusal, rejudged
from lms.quizzes.versions import keep_versions, questions_of

NOTICE = "regrade"
BATCH = 500

T = TypeVar("T")


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """So many at a time: databases take only so many values in one statement."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a regrade does, in numbers of people's attempts; never names."""

    answers: int = 0  # whose worth changes
    attempts: int = 0  # whose points change
    now_pass: int = 0
    would_fail: int = 0  # and do, when lowering is allowed
    gone: int = 0  # finished attempts that asked this question and whose answers are deleted
    refused: dict[Refusal, int] = field(default_factory=dict)  # answers that cannot be judged anew

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.attempts


@dataclass(frozen=True, slots=True)
class _Judged:
    """An answer to this question with what it was worth and is worth now."""

    attempt_id: int
    position: int
    before: Fraction
    now: Fraction


@dataclass(frozen=True, slots=True)
class _Work:
    """What one regrade finds."""

    counts: Counts
    answers: list[_Judged]


def preview(db: Session, *, course: Course, name: str, may_lower: bool = False) -> Counts:
    """How many answers and attempts today's key of a question would change; nothing is written.

    `would_fail` is reckoned as if lowering were allowed. Raises NotFound("unknown_question").
    """
    questions = _questions(course, name)
    lowered = _judge(db, course, name, questions, may_lower=True)
    raised = lowered if may_lower else _judge(db, course, name, questions, may_lower=False)
    attempts = _attempts(db, raised.answers)
    now_pass, _ = _passes(db, attempts, raised.answers)
    _, would_fail = _passes(db, _attempts(db, lowered.answers), lowered.answers)
    counts = raised.counts
    return Counts(
        counts.answers, counts.attempts, len(now_pass), len(would_fail), counts.gone, counts.refused
    )


def regrade(
    db: Session,
    *,
    course: Course,
    name: str,
    why: str,
    by_id: int | None,
    now: datetime,
    today: date,
    organisation: str,
    may_lower: bool = False,
) -> Counts:
    """Judge earlier answers by today's key, and let everything that hangs on them follow.

    Shares, points, passes, certificates, notices and the audit entry change in the caller's
    transaction. Doing it again changes nothing. Raises NotFound("unknown_question").
    """
    questions = _questions(course, name)
    versions = {
        lang: keep_versions(db, course.slug, [question])[name]
        for lang, question in questions.items()
    }
    # Whoever regrades the same question at once waits here, and then finds nothing to do.
    db.execute(
        select(QuestionVersion.id)
        .where(QuestionVersion.id.in_(versions.values()))
        .order_by(QuestionVersion.id)
        .with_for_update()
    )
    _lock_attempts(db, course.slug, name)
    work = _judge(db, course, name, questions, may_lower=may_lower)
    _ask_anew(db, course.slug, name, questions, versions)
    if not work.answers:
        return work.counts
    attempts = _attempts(db, work.answers)
    now_pass, now_fail = _passes(db, attempts, work.answers)
    made = Regrade(
        course=course.slug,
        name=name,
        at=now,
        by_id=by_id,
        why=why,
        may_lower=may_lower,
        versions=dict(versions),
    )
    db.add(made)
    db.flush()
    _write(db, made.id, work.answers)
    _settle_points(db, attempts, work.answers)
    counts = Counts(
        work.counts.answers,
        len(attempts),
        len(now_pass),
        len(now_fail),
        work.counts.gone,
        work.counts.refused,
    )
    _follow(
        db, course, now_pass, now_fail, why=why, now=now, today=today, organisation=organisation
    )
    touched = select(RegradedAnswer.attempt_id).where(RegradedAnswer.regrade_id == made.id)
    people = select(Attempt.person_id).where(Attempt.id.in_(touched)).distinct()
    notices.leave_for_all(db, people, kind=NOTICE, subject=course.slug, now=now)
    db.add(
        AuditEntry(
            at=now,
            actor_id=by_id,
            action="question.regrade",
            subject=f"question {course.slug}/{name}",
            detail=_told(why, counts, work.answers),
        )
    )
    db.flush()
    return counts


def _told(why: str, counts: Counts, answers: Sequence[_Judged]) -> str:
    """The reason, the numbers, and what each answer was worth before and after."""
    head = (
        f"{why} | {counts.answers} answers, {counts.attempts} attempts, "
        f"{counts.now_pass} now pass, {counts.would_fail} now do not"
    )
    moved = ", ".join(f"{item.attempt_id}:{item.before}>{item.now}" for item in answers[:2_000])
    return f"{head} | {moved}"


def _questions(course: Course, name: str) -> dict[Lang, Question]:
    found = {
        lang: questions[name]
        for lang, questions in (course.quiz.questions if course.quiz else {}).items()
        if name in questions
    }
    if not found:
        raise NotFound("unknown_question", course=course.slug, name=name)
    return found


_ASKED = (
    select(
        AttemptQuestion.attempt_id,
        AttemptQuestion.position,
        QuestionVersion.id.label("version_id"),
        QuestionVersion.fingerprint,
        QuestionVersion.language,
        Answer.given,
        Answer.share_num,
        Answer.share_den,
    )
    .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
    .join(
        Answer,
        (Answer.attempt_id == AttemptQuestion.attempt_id)
        & (Answer.position == AttemptQuestion.position),
    )
    .where(
        QuestionVersion.course == bindparam("course"),
        QuestionVersion.name == bindparam("name"),
        Answer.round == FIRST,
    )
    .order_by(AttemptQuestion.attempt_id)
)


def _judge(
    db: Session, course: Course, name: str, questions: dict[Lang, Question], *, may_lower: bool
) -> _Work:
    rows = db.execute(_ASKED, {"course": course.slug, "name": name}).all()
    old = questions_of(db, {row.fingerprint: row.version_id for row in rows})
    refusals: dict[tuple[str, Lang], Refusal | None] = {}
    judged: list[_Judged] = []
    refused: dict[Refusal, int] = {}
    for row in rows:
        new = questions.get(row.language)
        if new is None:
            continue
        key = (row.fingerprint, row.language)
        if key not in refusals:
            refusals[key] = refusal(old[row.fingerprint], new)
        reason = refusals[key]
        if reason is not None:
            refused[reason] = refused.get(reason, 0) + 1
            continue
        before = Fraction(row.share_num, row.share_den)
        worth = rejudged(new, row.given, before, may_lower=may_lower)
        if worth != before:
            judged.append(_Judged(row.attempt_id, row.position, before, worth))
    gone = db.scalar(
        select(func.count())
        .select_from(AttemptQuestion)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            QuestionVersion.course == course.slug,
            QuestionVersion.name == name,
            Attempt.finished_at.is_not(None),
            ~select(Answer.position)
            .where(
                Answer.attempt_id == AttemptQuestion.attempt_id,
                Answer.position == AttemptQuestion.position,
                Answer.round == FIRST,
            )
            .exists(),
        )
    )
    attempts = len({item.attempt_id for item in judged})
    return _Work(Counts(len(judged), attempts, gone=gone or 0, refused=refused), judged)


def _lock_attempts(db: Session, course: str, name: str) -> None:
    """Nobody answers, finishes or forgets meanwhile in an attempt that asks this question."""
    db.execute(
        select(Attempt.id)
        .where(
            Attempt.id.in_(
                select(AttemptQuestion.attempt_id)
                .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
                .where(QuestionVersion.course == course, QuestionVersion.name == name)
            )
        )
        .order_by(Attempt.id)
        .with_for_update()
    )


def _ask_anew(
    db: Session,
    course: str,
    name: str,
    questions: dict[Lang, Question],
    versions: dict[Lang, int],
) -> None:
    """Open attempts that have not answered the question yet are asked its mended version."""
    waiting = db.execute(
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.position,
            QuestionVersion.id.label("version_id"),
            QuestionVersion.fingerprint,
            QuestionVersion.language,
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            QuestionVersion.course == course,
            QuestionVersion.name == name,
            QuestionVersion.id.not_in(versions.values()),
            Attempt.finished_at.is_(None),
            ~select(Answer.position)
            .where(
                Answer.attempt_id == AttemptQuestion.attempt_id,
                Answer.position == AttemptQuestion.position,
                Answer.round == FIRST,
            )
            .exists(),
        )
    ).all()
    old = questions_of(db, {row.fingerprint: row.version_id for row in waiting})
    for row in waiting:
        new = questions.get(row.language)
        if new is not None and _letters(old[row.fingerprint]) == _letters(new):
            db.execute(
                update(AttemptQuestion)
                .where(
                    AttemptQuestion.attempt_id == row.attempt_id,
                    AttemptQuestion.position == row.position,
                )
                .values(question_version_id=versions[row.language])
            )


def _letters(question: Question) -> tuple[str, frozenset[str], frozenset[str]]:
    return (
        question.type,
        frozenset(option.letter for option in question.options),
        frozenset(right.letter for right in question.rights),
    )


def _attempts(db: Session, answers: Iterable[_Judged]) -> list[Attempt]:
    ids = sorted({item.attempt_id for item in answers})
    found: list[Attempt] = []
    for some in _batches(ids):
        found += db.scalars(
            select(Attempt)
            .where(Attempt.id.in_(some))
            .order_by(Attempt.id)
            .execution_options(populate_existing=True)
        )
    return found


def _marks(
    db: Session, attempts: Sequence[Attempt], changed: dict[tuple[int, int], Fraction]
) -> Iterator[tuple[Attempt, list[Mark]]]:
    """What each finished attempt's questions earn with the new worths, its own flags kept."""
    for some in _batches(attempts):
        rows = db.execute(
            select(
                Answer.attempt_id,
                Answer.position,
                Answer.share_num,
                Answer.share_den,
                QuestionVersion.body["critical"].as_boolean().label("critical"),
            )
            .join(
                AttemptQuestion,
                (AttemptQuestion.attempt_id == Answer.attempt_id)
                & (AttemptQuestion.position == Answer.position),
            )
            .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
            .where(Answer.attempt_id.in_([item.id for item in some]), Answer.round == FIRST)
        )
        marks: dict[int, list[Mark]] = {}
        for row in rows:
            share = changed.get(
                (row.attempt_id, row.position), Fraction(row.share_num, row.share_den)
            )
            marks.setdefault(row.attempt_id, []).append(Mark(share, bool(row.critical)))
        for attempt in some:
            if attempt.finished_at is not None:
                yield attempt, marks.get(attempt.id, [])


def _passes(
    db: Session,
    attempts: Sequence[Attempt],
    answers: Iterable[_Judged],
) -> tuple[list[Attempt], list[Attempt]]:
    """The finished attempts that pass by the new worths and did not, and the other way round."""
    changed = {(item.attempt_id, item.position): item.now for item in answers}
    now_pass, now_fail = [], []
    for attempt, marks in _marks(db, attempts, changed):
        judged = result(marks, score=attempt.pass_score, critical_all=attempt.critical_all)
        if judged.passed and not attempt.passed:
            now_pass.append(attempt)
        elif attempt.passed and not judged.passed:
            now_fail.append(attempt)
    return now_pass, now_fail


def _write(db: Session, regrade_id: int, answers: Sequence[_Judged]) -> None:
    """The new worth of each answer, and a row that remembers the old one."""
    for some in _batches(answers):
        db.execute(
            insert(RegradedAnswer),
            [
                {
                    "regrade_id": regrade_id,
                    "attempt_id": item.attempt_id,
                    "position": item.position,
                    "before_num": item.before.numerator,
                    "before_den": item.before.denominator,
                    "now_num": item.now.numerator,
                    "now_den": item.now.denominator,
                }
                for item in some
            ],
        )
        db.connection().execute(
            update(Answer)
            .where(
                Answer.attempt_id == bindparam("of_attempt"),
                Answer.position == bindparam("at_position"),
                Answer.round == FIRST,
            )
            .values(share_num=bindparam("num"), share_den=bindparam("den")),
            [
                {
                    "of_attempt": item.attempt_id,
                    "at_position": item.position,
                    "num": item.now.numerator,
                    "den": item.now.denominator,
                }
                for item in some
            ],
        )


def _settle_points(db: Session, attempts: Sequence[Attempt], answers: Iterable[_Judged]) -> None:
    """Points and passes of finished attempts; open ones are judged when they end."""
    changed = {(item.attempt_id, item.position): item.now for item in answers}
    for attempt, marks in _marks(db, attempts, changed):
        judged = result(marks, score=attempt.pass_score, critical_all=attempt.critical_all)
        attempt.points_num = judged.points.numerator
        attempt.points_den = judged.points.denominator
        attempt.passed = judged.passed
    db.flush()


def _follow(
    db: Session,
    course: Course,
    now_pass: Sequence[Attempt],
    now_fail: Sequence[Attempt],
    *,
    why: str,
    now: datetime,
    today: date,
    organisation: str,
) -> None:
    """Certificates follow results, so readiness and due dates do too."""
    for attempt in now_pass:
        if attempt.change_id is not None:
            finish_change(
                db,
                enrolment_id=attempt.enrolment_id,
                change_id=attempt.change_id,
                attempt_id=attempt.id,
                now=now,
                today=today,
            )
        elif not _has_newer(db, attempt) and not practices_missing(
            db, person_id=attempt.person_id, course=course
        ):
            certificate = award(
                db,
                enrolment=db.get_one(Enrolment, attempt.enrolment_id),
                attempt=attempt,
                course=course,
                language=attempt.language,
                now=now,
                today=today,
                organisation=organisation,
            )
            ask_for_later_changes(db, certificate=certificate, now=now, today=today)
    for attempt in now_fail:
        code = db.scalar(select(Certificate.code).where(Certificate.attempt_id == attempt.id))
        if code is not None:
            revoke(db, code=code, why=why, now=now)


def _has_newer(db: Session, attempt: Attempt) -> bool:
    """Whether the person holds a certificate of this course already, from a later attempt."""
    found: Any = db.scalar(
        select(Certificate.id)
        .where(
            Certificate.person_id == attempt.person_id,
            Certificate.course == attempt.course,
            Certificate.revoked_at.is_(None),
            Certificate.issued_at >= attempt.finished_at,
        )
        .limit(1)
    )
    return found is not None
