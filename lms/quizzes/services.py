"""Starting an attempt, saving answers, finishing: each safe to repeat and safe in parallel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import Row, Table, and_, delete, func, insert, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.services import award
from lms.content.model import Course, Lang, Limits
from lms.database import insert_new, insert_once
from lms.enrolments.models import PracticeDone
from lms.enrolments.queries import practices_missing
from lms.enrolments.services import begin_cycle, open_enrolment
from lms.errors import Conflict, NotFound
from lms.publishing.queries import Waiting
from lms.publishing.services import (
    ask_for_later_changes,
    asks_of,
    finish_change,
    settle_all,
)
from lms.quizzes.accommodations import allowance_of
from lms.quizzes.drawing import Drawn, draw
from lms.quizzes.grading import Given, Mark, grade, result
from lms.quizzes.limits import Tried, deadline, is_over, room
from lms.quizzes.models import (
    Accommodation,
    Answer,
    Attempt,
    AttemptQuestion,
    QuestionVersion,
    Sureness,
)
from lms.quizzes.queries import AGAIN, FIRST, AttemptAsked, GivenAnswer, attempt_asked
from lms.quizzes.tallies import fold
from lms.quizzes.versions import keep_versions

TRIES = 3
"""How often two tabs may cross each other before starting gives up."""

_ASK = insert(cast("Table", AttemptQuestion.__table__))


def start(
    db: Session,
    *,
    person_id: int,
    course: Course,
    language: Lang,
    now: datetime,
    today: date,
    seed: int,
) -> Attempt:
    """The attempt to answer now: the open one, or a new one with a fresh draw.

    Everything the attempt asks is stored with it, so nothing later depends on the course's files.
    Raises Conflict("course_has_no_quiz"), and, where the course has limits,
    Conflict("no_attempts_left") and Conflict("not_yet").
    """
    return begin(
        db,
        person_id=person_id,
        course=course,
        language=language,
        now=now,
        today=today,
        seed=seed,
    )[0]


def begin(
    db: Session,
    *,
    person_id: int,
    course: Course,
    language: Lang,
    now: datetime,
    today: date,
    seed: int,
) -> tuple[Attempt, bool]:
    """As `start`, and whether this transaction began the attempt: then it has no answers yet."""
    quiz = course.quiz
    if quiz is None or not quiz.size or not any(quiz.questions.values()):
        raise Conflict("course_has_no_quiz", course=course.slug)
    lang = language if quiz.questions.get(language) else next(iter(quiz.questions))
    enrolment, is_new = begin_cycle(
        db, person_id=person_id, course=course.slug, now=now, today=today
    )
    return _begin(
        db,
        course=course,
        counts=quiz.draw,
        lang=lang,
        person_id=person_id,
        enrolment_id=enrolment.id,
        change_id=None,
        now=now,
        seed=seed,
        minutes=quiz.minutes,
        limits=course.limits,
        is_new=is_new,
        is_first=is_new and enrolment.cycle == 1,
    )


def start_change(
    db: Session,
    *,
    person_id: int,
    course: Course,
    change: Waiting,
    language: Lang,
    now: datetime,
    seed: int,
) -> Attempt:
    """The attempt that asks only for what a material change touched, of its open certificate.

    Raises NotFound("unknown_change") when nothing waits, and Conflict("not_taken_up_yet") while
    this process still serves the edition before the change.
    """
    quiz = course.quiz
    counts = asks_of(course, change)
    if not change.is_open or change.enrolment_id is None:
        raise NotFound("unknown_change")
    if quiz is None or not counts or course.edition < change.edition:
        raise Conflict("not_taken_up_yet", course=course.slug)
    return _begin(
        db,
        course=course,
        counts=counts,
        lang=language if quiz.questions.get(language) else next(iter(quiz.questions)),
        person_id=person_id,
        enrolment_id=change.enrolment_id,
        change_id=change.change_id,
        now=now,
        seed=seed,
    )[0]


def _begin(
    db: Session,
    *,
    course: Course,
    counts: Mapping[str, int],
    lang: Lang,
    person_id: int,
    enrolment_id: int,
    change_id: int | None,
    now: datetime,
    seed: int,
    minutes: int | None = None,
    limits: Limits | None = None,
    is_new: bool = False,
    is_first: bool = False,
) -> tuple[Attempt, bool]:
    """What is new has no attempt to look for, and who is here first has met no question."""
    for _ in range(TRIES):
        found = None if is_new else _open_attempt(db, enrolment_id, change_id)
        if found is not None:
            return found, False
        if limits is not None and limits.is_set and not is_new:
            _stay_within(db, limits, person_id=person_id, enrolment_id=enrolment_id, now=now)
        drawn = _draw(
            course, counts, lang, seed=seed, met=[] if is_first else _met(db, person_id, course)
        )
        if not drawn:
            raise Conflict("course_has_no_quiz", course=course.slug)
        attempt = {
            "enrolment_id": enrolment_id,
            "person_id": person_id,
            "course": course.slug,
            "number": 1 if is_new else _next_number(db, enrolment_id),
            "language": lang,
            "edition": course.edition,
            "seed": seed,
            "pass_score": course.passing.score,
            "critical_all": course.passing.critical_all,
            "points_of": len(drawn),
            "started_at": now,
            "change_id": change_id,
            "minutes": minutes,
        }
        added = _add(db, attempt, drawn)
        if added is not None:
            return added, True
    raise Conflict("attempt_closed", course=course.slug)


def _stay_within(
    db: Session, limits: Limits, *, person_id: int, enrolment_id: int, now: datetime
) -> None:
    rows = db.execute(
        select(Attempt.finished_at, Attempt.passed).where(
            Attempt.enrolment_id == enrolment_id,
            Attempt.finished_at.is_not(None),
            Attempt.change_id.is_(None),
        )
    )
    tried = [Tried(at, bool(passed)) for at, passed in rows if at is not None]
    left = room(limits, tried, allowance_of(db, person_id), now)
    if left.left == 0:
        raise Conflict("no_attempts_left")
    if not left.is_open:
        raise Conflict("not_yet")


def _open_attempt(db: Session, enrolment_id: int, change_id: int | None = None) -> Attempt | None:
    return db.scalar(
        select(Attempt).where(
            Attempt.enrolment_id == enrolment_id,
            Attempt.finished_at.is_(None),
            Attempt.change_id.is_(None) if change_id is None else Attempt.change_id == change_id,
        )
    )


def _next_number(db: Session, enrolment_id: int) -> int:
    query = select(func.max(Attempt.number)).where(Attempt.enrolment_id == enrolment_id)
    return (db.scalar(query) or 0) + 1


def _met(db: Session, person_id: int, course: Course) -> Sequence[Row[str, int, int]]:
    """Every question of a course that a person was asked, with what the answer earned if any."""
    return db.execute(
        select(QuestionVersion.name, Answer.share_num, Answer.share_den)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .outerjoin(
            Answer,
            and_(
                Answer.attempt_id == AttemptQuestion.attempt_id,
                Answer.position == AttemptQuestion.position,
                Answer.round == FIRST,
            ),
        )
        .where(Attempt.person_id == person_id, Attempt.course == course.slug)
        .order_by(Attempt.id, AttemptQuestion.position)
    ).all()


def _draw(
    course: Course,
    counts: Mapping[str, int],
    lang: Lang,
    *,
    seed: int,
    met: Sequence[Row[str, int, int]],
) -> tuple[Drawn, ...]:
    questions = course.quiz.questions[lang] if course.quiz else {}
    missed = {row.name for row in met if row.share_num != row.share_den}
    missed -= {row.name for row in met if row.share_num == row.share_den}
    critical = {name for name, question in questions.items() if question.critical}
    # A critical question that was never right counts as not met, so it is asked again.
    seen = [row.name for row in met if row.name not in missed & critical]
    return draw(questions, counts, seed=seed, seen=seen)


def _add(db: Session, values: Mapping[str, Any], drawn: tuple[Drawn, ...]) -> Attempt | None:
    """Store an attempt with its questions; None when another tab opened one first."""
    versions = keep_versions(db, values["course"], (item.question for item in drawn))
    attempt = insert_new(db, Attempt, values)
    if attempt is not None:
        db.connection().execute(
            _ASK,
            [
                {
                    "attempt_id": attempt.id,
                    "position": position,
                    "question_version_id": versions[item.question.name],
                    "shown": list(item.shown),
                }
                for position, item in enumerate(drawn, start=1)
            ],
        )
    return attempt


def answer(
    db: Session,
    asked: AttemptAsked,
    given: Given,
    *,
    course: Course | None,
    now: datetime,
    today: date,
    organisation: str,
    sure: int | None = None,
) -> GivenAnswer:
    """Save the answer that counts; the first one stays, sending again changes nothing.

    `sure` is how sure the learner says to be, from 1 to 3, kept for the learner alone.

    With the last answer the attempt is finished in the same transaction: score, pass and
    certificate are there or none of them is. `course` is None when the course has left the
    content meanwhile; then a pass is kept and no certificate is made. Raises
    Conflict("attempt_closed") for a finished attempt whose answers are no longer kept.
    """
    locked = asked if asked.is_locked else _lock(db, asked)
    saved = locked.answer(FIRST)
    shares = locked.shares(FIRST)
    if saved is None:
        if locked.is_finished:
            raise Conflict("attempt_closed")
        saved = _save(db, locked, given, round_=FIRST, now=now)
        if sure is not None:
            values = {"attempt_id": locked.attempt_id, "position": locked.position, "sure": sure}
            db.execute(insert_once(db, Sureness), values)
        shares[locked.position] = saved.share
    if not locked.is_finished and len(shares) == locked.of:
        attempt = db.get_one(Attempt, locked.attempt_id, populate_existing=True)
        _finish(db, attempt, shares, now=now)
        if attempt.passed:
            follow_pass(db, attempt, course, now=now, today=today, organisation=organisation)
    db.flush()
    return saved


def ends_at(db: Session, attempt: AttemptAsked | Attempt) -> datetime | None:
    """When an attempt ends for the person who takes it; None without a clock.

    What the person is given is looked up now, so a change reaches a running attempt at once.
    """
    if attempt.minutes is None:
        return None
    return deadline(attempt.started_at, attempt.minutes, allowance_of(db, attempt.person_id))


def end_if_over(
    db: Session,
    asked: AttemptAsked,
    *,
    course: Course | None,
    now: datetime,
    today: date,
    organisation: str,
) -> bool:
    """End an attempt whose time is over, with what was saved; True when it has ended here.

    What was left open earns nothing, and what was saved can still be a pass.
    """
    end = None if asked.is_finished else ends_at(db, asked)
    if end is None or not is_over(end, now):
        return False
    locked = asked if asked.is_locked else _lock(db, asked)
    if locked.is_finished:
        return False
    shares = dict.fromkeys(range(1, locked.of + 1), Fraction(0)) | locked.shares(FIRST)
    attempt = db.get_one(Attempt, locked.attempt_id, populate_existing=True)
    _finish(db, attempt, shares, now=end)
    if attempt.passed:
        follow_pass(db, attempt, course, now=now, today=today, organisation=organisation)
    db.flush()
    return True


def end_all_over(
    db: Session,
    course_of: Callable[[str], Course | None],
    *,
    now: datetime,
    today: date,
    organisation: str,
) -> int:
    """End every attempt whose time is over and whose person did not come back; how many."""
    waiting = db.execute(
        select(Attempt.id, Attempt.course)
        .where(Attempt.finished_at.is_(None), Attempt.minutes.is_not(None))
        .order_by(Attempt.id)
    ).all()
    ended = 0
    for attempt_id, slug in waiting:
        asked = attempt_asked(db, course=slug, attempt=attempt_id, position=1, lock=True)
        ended += asked is not None and end_if_over(
            db, asked, course=course_of(slug), now=now, today=today, organisation=organisation
        )
    return ended


def _lock(db: Session, asked: AttemptAsked) -> AttemptAsked:
    """The same question as it is when nobody else can answer any more."""
    found = attempt_asked(
        db, course=asked.course, attempt=asked.attempt_id, position=asked.position, lock=True
    )
    if found is None:
        raise NotFound("unknown_attempt")
    return found


def practise(db: Session, asked: AttemptAsked, given: Given, *, now: datetime) -> GivenAnswer:
    """Save the second go at a missed question, which never changes the result.

    Raises NotFound("not_missed") while the attempt is open or when the first answer was right.
    """
    if not asked.is_finished or asked.shares(FIRST).get(asked.position) in (None, 1):
        raise NotFound("not_missed")
    return asked.answer(AGAIN) or _save(db, asked, given, round_=AGAIN, now=now)


def forget_answers(db: Session, *, finished_before: datetime) -> int:
    """Delete the single answers of attempts that ended long ago; their results stay.

    Before they go they are counted without people, so that statistics outlive them.
    """
    fold(db, finished_before=finished_before)
    old = select(Attempt.id).where(Attempt.finished_at < finished_before)
    db.execute(delete(Sureness).where(Sureness.attempt_id.in_(old)))
    return len(
        db.scalars(
            delete(Answer).where(Answer.attempt_id.in_(old)).returning(Answer.position)
        ).all()
    )


def _save(
    db: Session, asked: AttemptAsked, given: Given, *, round_: int, now: datetime
) -> GivenAnswer:
    share = grade(asked.question, given)
    db.execute(
        insert_once(db, Answer),
        {
            "attempt_id": asked.attempt_id,
            "position": asked.position,
            "round": round_,
            "given": given,
            "share_num": share.numerator,
            "share_den": share.denominator,
            "answered_at": now,
        },
    )
    return GivenAnswer(given, share)


def _finish(db: Session, attempt: Attempt, shares: dict[int, Fraction], *, now: datetime) -> None:
    critical: set[int] = set()
    if attempt.critical_all:
        critical = set(
            db.scalars(
                select(AttemptQuestion.position)
                .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
                .where(
                    AttemptQuestion.attempt_id == attempt.id,
                    QuestionVersion.body["critical"].as_boolean(),
                )
            )
        )
    judged = result(
        (Mark(share, position in critical) for position, share in shares.items()),
        score=attempt.pass_score,
        critical_all=attempt.critical_all,
    )
    attempt.points_num = judged.points.numerator
    attempt.points_den = judged.points.denominator
    attempt.passed = judged.passed
    attempt.finished_at = now


def follow_pass(
    db: Session,
    attempt: Attempt,
    course: Course | None,
    *,
    now: datetime,
    today: date,
    organisation: str,
) -> None:
    """What a passed attempt brings: the end of a material change, or the certificate."""
    if attempt.change_id is not None:
        finish_change(
            db,
            enrolment_id=attempt.enrolment_id,
            change_id=attempt.change_id,
            attempt_id=attempt.id,
            now=now,
            today=today,
        )
    elif course is not None:
        _award(db, attempt, course, now=now, today=today, organisation=organisation)


def _award(
    db: Session,
    attempt: Attempt,
    course: Course,
    *,
    now: datetime,
    today: date,
    organisation: str,
) -> None:
    """A pass counts for the cycle of today, also when the attempt began in the one before.

    While a practice of the course's `pass` waits for its tick there is no certificate; the tick
    brings it.
    """
    db.flush()
    if practices_missing(db, person_id=attempt.person_id, course=course):
        return
    enrolment = open_enrolment(
        db, person_id=attempt.person_id, course=attempt.course, now=now, today=today
    )
    certificate = award(
        db,
        enrolment=enrolment,
        attempt=attempt,
        course=course,
        language=attempt.language,
        now=now,
        today=today,
        organisation=organisation,
    )
    settle_all(db, certificate=certificate, edition=attempt.edition, now=now, today=today)
    ask_for_later_changes(db, certificate=certificate, now=now, today=today)


def tick_practice(
    db: Session,
    *,
    person_id: int,
    course: Course,
    practice: str,
    now: datetime,
    today: date,
    organisation: str,
) -> bool:
    """The person has done a practice; True when that brought the certificate of an earlier pass.

    The first tick counts, repeats change nothing. Raises NotFound("unknown_practice").
    """
    if practice not in course.needed_practices:
        raise NotFound("unknown_practice")
    # Whoever gives the last answer at this moment waits here, or is waited for: one of the two
    # sees both the pass and the tick.
    attempts = db.scalars(
        select(Attempt)
        .where(Attempt.person_id == person_id, Attempt.course == course.slug)
        .order_by(Attempt.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    db.execute(
        insert_once(db, PracticeDone),
        {"person_id": person_id, "course": course.slug, "practice": practice, "done_at": now},
    )
    passed = [item for item in attempts if item.passed and item.change_id is None]
    if not passed or practices_missing(db, person_id=person_id, course=course):
        return False
    waiting = passed[-1]
    used = db.scalar(select(Certificate.id).where(Certificate.enrolment_id == waiting.enrolment_id))
    if used is not None:
        return False
    _award(db, waiting, course, now=now, today=today, organisation=organisation)
    return True


def erase_answers(db: Session, *, person_id: int) -> None:
    """Delete what an erased person answered, ticked and was given; bare attempts go on counting."""
    own = select(Attempt.id).where(Attempt.person_id == person_id)
    db.execute(delete(Sureness).where(Sureness.attempt_id.in_(own)))
    db.execute(delete(Answer).where(Answer.attempt_id.in_(own)))
    db.execute(delete(PracticeDone).where(PracticeDone.person_id == person_id))
    db.execute(delete(Accommodation).where(Accommodation.person_id == person_id))
