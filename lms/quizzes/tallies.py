"""Answers counted without people: from the answers that are kept, and from tallies of the others.

For each question version and meeting the people stand in one row, in the order in which they
finished: first those whose answers are forgotten, then the others. Counted are the first five, ten,
fifteen and so on. Forgetting does not move anybody, so it changes no figure.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal_column,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session

from lms.content.model import Lang, Question
from lms.database import insert_for
from lms.quizzes.grading import Given
from lms.quizzes.models import Answer, AnswerTally, Attempt, AttemptQuestion, QuestionVersion
from lms.quizzes.statistics import GROUP, Cell, Meeting, chosen
from lms.quizzes.versions import questions_of

FIRST_ROUND = 1
_GROUP: ColumnElement[int] = literal_column(str(GROUP), Integer())


@dataclass(frozen=True, slots=True)
class AskedVersion:
    """A question as it was asked, with everybody who is counted."""

    name: str
    lang: Lang
    fingerprint: str
    question: Question
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """What a tally counts."""

    version: int
    meeting: str
    waits: bool
    chosen: str
    share: Fraction
    rest: Fraction | None


def versions_of_course(
    db: Session, course: str, *, meeting: Meeting = "first", name: str | None = None
) -> list[AskedVersion]:
    """Every version of a course's questions with its counted answers, in three statements.

    However many people answered, the database sends one row for each way of answering; `name`
    asks for the versions of one question only.
    """
    which = QuestionVersion.course == course
    if name is not None:
        which = and_(which, QuestionVersion.name == name)
    versions = db.execute(
        select(
            QuestionVersion.id,
            QuestionVersion.name,
            QuestionVersion.language,
            QuestionVersion.fingerprint,
        )
        .where(which)
        .order_by(QuestionVersion.id.desc())
    ).all()
    questions = questions_of(db, {row.fingerprint: row.id for row in versions})
    cells = _cells(
        db, course, which, meeting, {row.id: questions[row.fingerprint] for row in versions}
    )
    return [
        AskedVersion(
            row.name, row.language, row.fingerprint, questions[row.fingerprint], cells[row.id]
        )
        for row in versions
    ]


def fold(db: Session, *, finished_before: datetime) -> None:
    """Count the first answers of attempts that ended long ago, before they are deleted.

    Call it in the transaction that deletes them. The attempts are locked, so two runs at once do
    not count an answer twice.
    """
    old = and_(Attempt.finished_at < finished_before, Answer.round == FIRST_ROUND)
    locked = (
        select(Attempt.id)
        .where(
            Attempt.finished_at < finished_before,
            select(Answer.attempt_id).where(Answer.attempt_id == Attempt.id).exists(),
        )
        .with_for_update()
    )
    if not db.scalars(locked).all():
        return
    rows = db.execute(_answered(true(), old)).all()
    versions = {
        row.id: row.fingerprint
        for row in db.execute(
            select(QuestionVersion.id, QuestionVersion.fingerprint).where(
                QuestionVersion.id.in_({row.version for row in rows})
            )
        )
    }
    questions = questions_of(db, {name: id_ for id_, name in versions.items()})
    new: Counter[_Key] = Counter()
    for row in rows:
        cell = _cell(questions[versions[row.version]], row)
        key = _Key(row.version, row.meeting, not row.is_counted, cell.chosen, cell.share, cell.rest)
        new[key] += cell.people
    new.update(_no_longer_waiting(db, {(key.version, key.meeting) for key in new if not key.waits}))
    _add(db, new)


def _cells(
    db: Session,
    course: str,
    which: ColumnElement[bool],
    meeting: Meeting,
    questions: Mapping[int, Question],
) -> dict[int, tuple[Cell, ...]]:
    counted: dict[int, Counter[tuple[str, Fraction, Fraction | None]]] = defaultdict(Counter)

    def add(version: int, cell: Cell) -> None:
        counted[version][cell.chosen, cell.share, cell.rest] += cell.people

    live: Counter[int] = Counter()
    for row in db.execute(_answered(which, true(), course=course, meeting=meeting)):
        live[row.version] += row.people
        if row.is_counted:
            add(row.version, _cell(questions[row.version], row))
    kept = db.execute(
        select(AnswerTally)
        .join(QuestionVersion, QuestionVersion.id == AnswerTally.question_version_id)
        .where(which, AnswerTally.meeting == meeting)
    )
    tallies = list(kept.scalars())
    waiting: Counter[int] = Counter()
    for tally in tallies:
        if tally.waits:
            waiting[tally.question_version_id] += tally.people
    for tally in tallies:
        version = tally.question_version_id
        if not tally.waits or waiting[version] + live[version] >= GROUP:
            rest = Fraction(tally.rest_num, tally.rest_den) if tally.rest_den else None
            share = Fraction(tally.share_num, tally.share_den)
            add(version, Cell(tally.chosen, share, rest, tally.people))
    return {
        version: tuple(
            Cell(*key, people)
            for key, people in sorted(
                counted[version].items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or 0)
            )
        )
        for version in questions
    }


def _answered(
    which: ColumnElement[bool],
    old: ColumnElement[bool],
    *,
    course: str | None = None,
    meeting: Meeting | None = None,
) -> Select[Any]:
    """One row for each way of answering: how many people, and whether they are counted yet.

    A person's first attempt at a quiz is the one they finished first; whatever they meet again
    later counts once more, as `later`.
    """
    finished = (
        select(
            Attempt.id,
            Attempt.person_id,
            Attempt.finished_at,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.points_of,
            func.row_number()
            .over(
                partition_by=(Attempt.person_id, Attempt.course),
                order_by=(Attempt.finished_at, Attempt.id),
            )
            .label("nth"),
        )
        .where(Attempt.finished_at.is_not(None), Attempt.course == course if course else true())
        .subquery()
    )
    kind = case((finished.c.nth == 1, "first"), else_="later")
    met = (
        select(
            finished.c.id,
            finished.c.finished_at,
            finished.c.points_num,
            finished.c.points_den,
            finished.c.points_of,
            AttemptQuestion.position,
            AttemptQuestion.question_version_id.label("version"),
            kind.label("meeting"),
            func.row_number()
            .over(
                partition_by=(finished.c.person_id, AttemptQuestion.question_version_id, kind),
                order_by=finished.c.nth,
            )
            .label("time"),
        )
        .join(AttemptQuestion, AttemptQuestion.attempt_id == finished.c.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .where(which)
        .subquery()
    )
    waiting = (
        select(
            AnswerTally.question_version_id,
            AnswerTally.meeting,
            func.sum(AnswerTally.people).label("people"),
        )
        .where(AnswerTally.waits)
        .group_by(AnswerTally.question_version_id, AnswerTally.meeting)
        .subquery()
    )
    line = (met.c.version, met.c.meeting)
    answered = (
        select(
            met.c.version,
            met.c.meeting,
            cast(Answer.given, String).label("given"),
            Answer.share_num,
            Answer.share_den,
            met.c.points_num,
            met.c.points_den,
            met.c.points_of,
            func.row_number()
            .over(partition_by=line, order_by=(met.c.finished_at, met.c.id))
            .label("place"),
            func.count().over(partition_by=line).label("live"),
            func.coalesce(waiting.c.people, 0).label("waiting"),
        )
        .join(Answer, and_(Answer.attempt_id == met.c.id, Answer.position == met.c.position))
        .join(Attempt, Attempt.id == met.c.id)
        .outerjoin(
            waiting,
            and_(
                waiting.c.question_version_id == met.c.version, waiting.c.meeting == met.c.meeting
            ),
        )
        .where(met.c.time == 1, Answer.round == FIRST_ROUND, old)
    )
    if meeting is not None:
        answered = answered.where(met.c.meeting == meeting)
    rows = answered.subquery()
    people = rows.c.waiting + rows.c.live
    is_counted = rows.c.place <= people - people % _GROUP - rows.c.waiting
    same = (
        rows.c.version,
        rows.c.meeting,
        rows.c.given,
        rows.c.share_num,
        rows.c.share_den,
        rows.c.points_num,
        rows.c.points_den,
        rows.c.points_of,
    )
    return select(*same, is_counted.label("is_counted"), func.count().label("people")).group_by(
        *same, is_counted
    )


def _cell(question: Question, row: Row[Any]) -> Cell:
    given: Given = json.loads(row.given)
    share = Fraction(row.share_num, row.share_den)
    rest = None
    if row.points_of > 1:
        rest = (Fraction(row.points_num, row.points_den) - share) / (row.points_of - 1)
    return Cell(chosen(question, given), share, rest, row.people)


def _no_longer_waiting(db: Session, rows: set[tuple[int, str]]) -> Counter[_Key]:
    """Take the waiting tallies of these rows out: their group is whole now."""
    place = tuple_(AnswerTally.question_version_id, AnswerTally.meeting)
    found: Counter[_Key] = Counter()
    for tally in db.scalars(
        select(AnswerTally).where(AnswerTally.waits, place.in_(sorted(rows)))
    ).all():
        rest = Fraction(tally.rest_num, tally.rest_den) if tally.rest_den else None
        share = Fraction(tally.share_num, tally.share_den)
        version, meeting = tally.question_version_id, tally.meeting
        key = _Key(version, meeting, waits=False, chosen=tally.chosen, share=share, rest=rest)
        found[key] += tally.people
        db.delete(tally)
    db.flush()
    return found


def _add(db: Session, new: Mapping[_Key, int]) -> None:
    make = insert_for(db.get_bind().dialect.name)
    fresh = make(AnswerTally)
    statement = fresh.on_conflict_do_update(
        index_elements=list(AnswerTally.__table__.primary_key),
        set_={"people": AnswerTally.people + fresh.excluded.people},
    )
    values = [
        {
            "question_version_id": key.version,
            "meeting": key.meeting,
            "waits": key.waits,
            "chosen": key.chosen,
            "share_num": key.share.numerator,
            "share_den": key.share.denominator,
            "rest_num": key.rest.numerator if key.rest is not None else 0,
            "rest_den": key.rest.denominator if key.rest is not None else 0,
            "people": people,
        }
        for key, people in new.items()
    ]
    if values:
        db.execute(statement, values)
