"""Question versions: kept once, named by what they say, parsed once by a process."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from lms.content.model import Question
from lms.content.serial import question_from_json, question_to_json
from lms.quizzes.models import QuestionVersion
from lms.quizzes.versions import fingerprint_of, keep_versions, questions_of
from tests.quizzes.questions import a_question, one_of_each

CHANGES = [
    {"prompt": "<p>Another situation. What now?</p>"},
    {"why": "Because of something else."},
    {"objective": "C2"},
    {"critical": True},
    {"keep_order": True},
    {"review": None},
    {"lang": "fi"},
]


def names_of(db: Session, question: Question, course: str = "confidentiality") -> tuple[int, str]:
    """The row of a question, as id and fingerprint, kept now if it was not."""
    id_ = keep_versions(db, course, [question])[question.name]
    return id_, db.get_one(QuestionVersion, id_).fingerprint


def rows(db: Session) -> int:
    """How many versions there are."""
    return db.scalar(select(func.count()).select_from(QuestionVersion)) or 0


def test_keeping_a_question_again_adds_no_row(db: Session) -> None:
    questions = one_of_each()
    first = keep_versions(db, "confidentiality", questions)
    assert keep_versions(db, "confidentiality", questions) == first
    assert set(first) == {question.name for question in questions}
    assert rows(db) == len(questions)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_every_change_of_a_question_is_a_version_of_its_own(
    db: Session, change: dict[str, object]
) -> None:
    question = a_question()
    before = names_of(db, question)
    after = names_of(db, replace(question, **change))  # type: ignore[arg-type]
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_moving_a_question_in_its_file_changes_nothing(db: Session) -> None:
    question = a_question()
    moved = replace(question, path="elsewhere.md", line=99)
    assert names_of(db, question) == names_of(db, moved)


def test_two_courses_with_the_same_question_have_a_row_each(db: Session) -> None:
    question = a_question()
    here, there = names_of(db, question, "confidentiality"), names_of(db, question, "guidelines")
    assert here[0] != there[0]
    assert here[1] == there[1]
    assert questions_of(db, {there[1]: there[0]})[there[1]] == question


def test_a_version_is_read_from_the_database_once(db: Session) -> None:
    question = a_question(name=f"asked-only-in-{db.get_bind().dialect.name}")
    id_, fingerprint = names_of(db, question)
    sent: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    bind = db.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        first = questions_of(db, {fingerprint: id_})
        again = questions_of(db, {fingerprint: id_})
    finally:
        event.remove(bind, "before_cursor_execute", note)
    assert first == again == {fingerprint: question}
    assert len(sent) == 1


@for_all(st.sampled_from(one_of_each()), st.text(min_size=1, max_size=40))
def test_a_question_written_and_read_is_the_same_and_has_the_same_name(
    question: Question, prompt: str
) -> None:
    question = replace(question, prompt=prompt)
    body = question_to_json(question)
    assert question_from_json(body) == question
    assert fingerprint_of(question_to_json(question_from_json(body))) == fingerprint_of(body)
