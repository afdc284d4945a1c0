"""What recall asks one person: read for that person alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lms.content.model import ContentSet, Course, Question
from lms.enrolments.queries import proofs_of
from lms.quizzes.models import Answer, Attempt, AttemptQuestion, QuestionVersion, Sureness
from lms.quizzes.queries import FIRST
from lms.recall import rules
from lms.recall.models import RecallCard, RecallChoice
from lms.recall.rules import Days, Due, Memory, Met, Refresh
from lms.standing import Proof


@dataclass(frozen=True, slots=True)
class Kept:
    """A card with the latest answer."""

    memory: Memory
    times: int
    given: object


@dataclass(frozen=True, slots=True)
class Recall:
    """What waits for a person, and what came back today."""

    waiting: tuple[Due, ...]
    cards: dict[tuple[str, str], Kept]

    def today(self, today: date) -> tuple[Due, ...]:
        """What is asked today and not answered yet."""
        return rules.now_asked(self.waiting, self._days(), today)

    def next_on(self, today: date) -> date | None:
        """The next day with questions."""
        return rules.next_on(self.waiting, self._days(), today)

    def answered_today(self, today: date) -> int:
        """How many came back today."""
        return sum(day == today for day in self._days())

    def _days(self) -> list[date]:
        return [kept.memory.asked_on for kept in self.cards.values()]


def wants(db: Session, person_id: int) -> bool:
    """Whether a person chose recall."""
    found = select(RecallChoice.person_id).where(RecallChoice.person_id == person_id)
    return db.scalar(found) is not None


def recall(
    db: Session,
    *,
    person_id: int,
    content: ContentSet,
    today: date,
    local: Callable[[datetime], date],
) -> Recall:
    """Everything that comes back to a person, in three statements.

    Questions that a course no longer asks stay away. `local` gives the day of a moment.
    """
    cards = _cards(db, person_id)
    met = [item for item in _met(db, person_id, local) if _is_asked(content, item)]
    proofs, _ids = proofs_of(db, person_id=person_id)
    waiting = rules.waiting(
        met,
        {key: kept.memory for key, kept in cards.items()},
        _refreshes(content, proofs, today),
    )
    return Recall(
        waiting=tuple(
            due for due in waiting if question(content.course(due.course), due.question, "")
        ),
        cards=cards,
    )


def question(course: Course | None, name: str, language: str) -> Question | None:
    """A question as a course asks it today, in a language or in another it has."""
    if course is None or course.quiz is None:
        return None
    texts = course.quiz.questions
    found = texts.get(language, {}).get(name) or next(
        (bank[name] for bank in texts.values() if name in bank), None
    )
    return None if found is None or found.retired else found


def has_refresh(course: Course, proof: Proof | None, today: date) -> bool:
    """Whether the months after which a course comes back have passed, and it still counts."""
    if proof is None or course.remind_after_months is None:
        return False
    on = rules.refresh_on(proof.issued_on, course.remind_after_months)
    return on <= today and (proof.expires_on is None or today < proof.expires_on)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What My learning says of recall: how many come today, or an invitation to begin."""

    today: int = 0
    course: Course | None = None

    @property
    def months(self) -> int:
        """How long ago the course of the invitation was finished."""
        return (self.course.remind_after_months or 0) if self.course else 0


def reminder(
    db: Session,
    *,
    person_id: int,
    content: ContentSet,
    proofs: Mapping[str, Proof | None],
    today: date,
    local: Callable[[datetime], date],
    away: Callable[[], Days | None] = lambda: None,
) -> Reminder:
    """One statement for whoever did not choose recall; they are invited for a month only.

    `away` is asked for days away when a month of an invitation is over, one statement more.
    """
    if wants(db, person_id):
        found = recall(db, person_id=person_id, content=content, today=today, local=local)
        return Reminder(today=len(found.today(today)))
    back = [
        (course, rules.refresh_on(proof.issued_on, course.remind_after_months or 0))
        for course in content.courses.values()
        if (proof := proofs.get(course.slug)) and has_refresh(course, proof, today)
    ]
    invited = [course for course, on in back if rules.is_invited(on, today)]
    if back and not invited:
        days = away()
        invited = [course for course, on in back if rules.is_invited(on, today, days)]
    return Reminder(course=next(iter(invited), None))


def _is_asked(content: ContentSet, met: Met) -> bool:
    return question(content.course(met.course), met.question, "") is not None


def _cards(db: Session, person_id: int) -> dict[tuple[str, str], Kept]:
    rows = db.scalars(
        select(RecallCard).where(RecallCard.person_id == person_id).order_by(RecallCard.id)
    )
    return {
        (row.course, row.question): Kept(
            Memory(row.stability, row.difficulty, row.asked_on, row.due_on), row.times, row.given
        )
        for row in rows
    }


def _met(db: Session, person_id: int, local: Callable[[datetime], date]) -> list[Met]:
    """The latest meeting with each question of a finished quiz."""
    rows = db.execute(
        select(
            Attempt.course,
            QuestionVersion.name,
            Attempt.finished_at,
            Answer.share_num,
            Answer.share_den,
            Sureness.sure,
        )
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(
            Answer,
            and_(
                Answer.attempt_id == Attempt.id,
                Answer.position == AttemptQuestion.position,
                Answer.round == FIRST,
            ),
        )
        .outerjoin(
            Sureness,
            and_(Sureness.attempt_id == Attempt.id, Sureness.position == AttemptQuestion.position),
        )
        .where(Attempt.person_id == person_id, Attempt.finished_at.is_not(None))
        .order_by(Attempt.finished_at, Attempt.id)
    )
    latest = {
        (row.course, row.name): Met(
            row.course,
            row.name,
            local(row.finished_at),
            row.share_num == row.share_den,
            row.sure,
        )
        for row in rows
    }
    return list(latest.values())


def _refreshes(content: ContentSet, proofs: dict[str, Proof], today: date) -> list[Refresh]:
    found = []
    for course in content.courses.values():
        proof = proofs.get(course.slug)
        if proof is None or course.quiz is None or not has_refresh(course, proof, today):
            continue
        bank = next(iter(course.quiz.questions.values()))
        key_points = sorted(
            (item for item in bank.values() if not item.retired),
            key=lambda item: (not item.critical, item.name),
        )
        found.append(
            Refresh(
                course=course.slug,
                on=rules.refresh_on(proof.issued_on, course.remind_after_months or 0),
                issued_on=proof.issued_on,
                questions=tuple(item.name for item in key_points[: rules.ROUND]),
            )
        )
    return found


def own_recall(db: Session, person_id: int) -> dict[str, object]:
    """All that is kept, for the person's own record."""
    since = db.scalar(select(RecallChoice.since).where(RecallChoice.person_id == person_id))
    return {
        "since": since.isoformat() if since else None,
        "questions": [
            {
                "course": course,
                "question": name,
                "asked_on": kept.memory.asked_on.isoformat(),
                "due_on": kept.memory.due_on.isoformat(),
                "times": kept.times,
                "given": kept.given,
                "stability": kept.memory.stability,
                "difficulty": kept.memory.difficulty,
            }
            for (course, name), kept in _cards(db, person_id).items()
        ],
    }
