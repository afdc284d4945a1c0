"""Regrading: a mended key applied to what was answered before, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.services import reinstate, revoke
from lms.content.model import Course, Lang, Question
from lms.errors import NotFound
from lms.people import notices
from lms.people.models import AuditEntry
from lms.quizzes.grading import Given, Mark, Result, result
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
from lms.quizzes.services import follow_pass
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
class _Stored:
    """A stored answer to an earlier version that today's question can judge."""

    attempt_id: int
    position: int
    given: Given
    worth: Fraction
    question: Question  # today's


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A finished attempt with the result that the new worths give it."""

    attempt: Attempt
    result: Result

    @property
    def now_passes(self) -> bool:
        """Whether it passes and did not."""
        return self.result.passed and not self.attempt.passed

    @property
    def now_fails(self) -> bool:
        """Whether it passed and does not any more."""
        return bool(self.attempt.passed) and not self.result.passed


def preview(db: Session, *, course: Course, name: str, may_lower: bool = False) -> Counts:
    """How many answers and attempts today's key of a question would change; nothing is written.

    `would_fail` is reckoned as if lowering were allowed. Raises NotFound("unknown_question").
    """
    questions = _questions(course, name)
    given, refused = _stored(db, course.slug, name, questions)
    raised, lowered = _judge(given, may_lower=may_lower), _judge(given, may_lower=True)
    return Counts(
        answers=len(raised),
        attempts=len({item.attempt_id for item in raised}),
        now_pass=sum(item.now_passes for item in _outcomes(db, raised)),
        would_fail=sum(item.now_fails for item in _outcomes(db, lowered)),
        gone=_gone(db, course.slug, name),
        refused=refused,
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
    given, refused = _stored(db, course.slug, name, questions)
    answers = _judge(given, may_lower=may_lower)
    outcomes = _outcomes(db, answers)
    now_pass = [item.attempt for item in outcomes if item.now_passes]
    now_fail = [item.attempt for item in outcomes if item.now_fails]
    counts = Counts(
        answers=len(answers),
        attempts=len({item.attempt_id for item in answers}),
        now_pass=len(now_pass),
        would_fail=len(now_fail),
        gone=_gone(db, course.slug, name),
        refused=refused,
    )
    _ask_anew(db, course.slug, name, questions, versions)
    if counts.is_empty:
        return counts
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
    _write(db, made.id, answers)
    for item in outcomes:
        item.attempt.points_num = item.result.points.numerator
        item.attempt.points_den = item.result.points.denominator
        item.attempt.passed = item.result.passed
    db.flush()
    for attempt in now_pass:
        own = _certificate_of(db, attempt)
        if _has_newer(db, attempt):
            continue
        if own is None:
            follow_pass(db, attempt, course, now=now, today=today, organisation=organisation)
        elif _was_lost_to_a_regrade(db, own):
            reinstate(db, certificate=own, why=why, now=now, actor_id=by_id)
    for attempt in now_fail:
        own = _certificate_of(db, attempt)
        if own is not None:
            revoke(db, code=own.code, why=why, now=now, actor_id=by_id)
    touched = select(RegradedAnswer.attempt_id).where(RegradedAnswer.regrade_id == made.id)
    people = select(Attempt.person_id).where(Attempt.id.in_(touched)).distinct()
    notices.leave_for_all(db, people, kind=NOTICE, subject=course.slug, now=now)
    db.add(
        AuditEntry(
            at=now,
            actor_id=by_id,
            action="question.regrade",
            subject=f"question {course.slug}/{name}",
            detail=_told(why, counts, answers),
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


_IS_ANSWERED = (
    select(Answer.position)
    .where(
        Answer.attempt_id == AttemptQuestion.attempt_id,
        Answer.position == AttemptQuestion.position,
        Answer.round == FIRST,
    )
    .exists()
)

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


def _stored(
    db: Session, course: str, name: str, questions: dict[Lang, Question]
) -> tuple[list[_Stored], dict[Refusal, int]]:
    """Every stored answer that can be judged anew, and how many cannot, by reason."""
    rows = db.execute(_ASKED, {"course": course, "name": name}).all()
    old = questions_of(db, {row.fingerprint: row.version_id for row in rows})
    found: list[_Stored] = []
    refused: dict[Refusal, int] = {}
    for row in rows:
        new = questions.get(row.language)
        if new is None:
            continue
        reason = refusal(old[row.fingerprint], new)
        if reason is not None:
            refused[reason] = refused.get(reason, 0) + 1
            continue
        worth = Fraction(row.share_num, row.share_den)
        found.append(_Stored(row.attempt_id, row.position, row.given, worth, new))
    return found, refused


def _judge(given: Iterable[_Stored], *, may_lower: bool) -> list[_Judged]:
    """The answers that are worth something else by today's key."""
    judged = (
        _Judged(
            item.attempt_id,
            item.position,
            item.worth,
            rejudged(item.question, item.given, item.worth, may_lower=may_lower),
        )
        for item in given
    )
    return [item for item in judged if item.now != item.before]


def _gone(db: Session, course: str, name: str) -> int:
    """How many finished attempts asked this question and keep no answers any more."""
    query = (
        select(func.count())
        .select_from(AttemptQuestion)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            QuestionVersion.course == course,
            QuestionVersion.name == name,
            Attempt.finished_at.is_not(None),
            ~select(Answer.position).where(Answer.attempt_id == Attempt.id).exists(),
        )
    )
    return db.scalar(query) or 0


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
            ~_IS_ANSWERED,
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


def _outcomes(db: Session, answers: Sequence[_Judged]) -> list[_Outcome]:
    """The finished attempts that these answers belong to; open ones are judged when they end."""
    changed = {(item.attempt_id, item.position): item.now for item in answers}
    found: list[_Outcome] = []
    for some in _batches(sorted({item.attempt_id for item in answers})):
        attempts = db.scalars(
            select(Attempt)
            .where(Attempt.id.in_(some), Attempt.finished_at.is_not(None))
            .order_by(Attempt.id)
            .execution_options(populate_existing=True)
        ).all()
        marks = _marks(db, some, changed)
        found += [
            _Outcome(
                item,
                result(marks[item.id], score=item.pass_score, critical_all=item.critical_all),
            )
            for item in attempts
        ]
    return found


def _marks(
    db: Session, attempt_ids: Sequence[int], changed: Mapping[tuple[int, int], Fraction]
) -> dict[int, list[Mark]]:
    """What the questions of each attempt earn with the new worths, their own flags kept."""
    rows = db.execute(
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.position,
            Answer.share_num,
            Answer.share_den,
            QuestionVersion.body["critical"].as_boolean().label("critical"),
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .outerjoin(
            Answer,
            (Answer.attempt_id == AttemptQuestion.attempt_id)
            & (Answer.position == AttemptQuestion.position)
            & (Answer.round == FIRST),
        )
        .where(AttemptQuestion.attempt_id.in_(attempt_ids))
    )
    marks: dict[int, list[Mark]] = {}
    for row in rows:  # what was left open when time ran out earned nothing
        stored = Fraction(row.share_num or 0, row.share_den or 1)
        share = changed.get((row.attempt_id, row.position), stored)
        marks.setdefault(row.attempt_id, []).append(Mark(share, bool(row.critical)))
    return marks


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


def _certificate_of(db: Session, attempt: Attempt) -> Certificate | None:
    return db.scalar(select(Certificate).where(Certificate.attempt_id == attempt.id))


def _was_lost_to_a_regrade(db: Session, certificate: Certificate) -> bool:
    """Whether a regrade withdrew it; what a person withdrew stays withdrawn."""
    found = db.scalar(
        select(Regrade.id)
        .where(Regrade.course == certificate.course, Regrade.at == certificate.revoked_at)
        .limit(1)
    )
    return found is not None


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
