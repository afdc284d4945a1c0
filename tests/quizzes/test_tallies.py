"""Answers counted by the database against a count person by person, before and after forgetting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from lms.content.model import Question
from lms.people.models import Person
from lms.quizzes import services
from lms.quizzes.grading import grade
from lms.quizzes.models import Answer, AnswerTally, Attempt, AttemptQuestion
from lms.quizzes.statistics import Cell, Meeting, chosen, statistics
from lms.quizzes.tallies import versions_of_course
from lms.quizzes.versions import keep_versions
from tests.factories import NOW, a_person, an_enrolment
from tests.quizzes.courses import the_types
from tests.quizzes.questions import a_question

COURSE = "confidentiality"


@dataclass(frozen=True, slots=True)
class Met:
    """One person's answer to one question, with what they earned elsewhere."""

    question: str
    given: Any
    share: Fraction
    rest: Fraction | None


def questions() -> dict[str, Question]:
    """One of each type."""
    quiz = the_types().quiz
    assert quiz is not None
    return dict(quiz.questions["en"])


def an_answer(question: Question, random: Random) -> Any:
    """Any answer a form could give; right rather often."""
    letters = [option.letter for option in question.options]
    match question.type:
        case "multiple":
            return sorted(random.sample(letters, random.randint(1, len(letters))))
        case "order":
            return letters if random.random() < 0.4 else random.sample(letters, len(letters))
        case "match":
            return {left: random.choice("pqrs") for left in letters}
        case "text":
            return random.choice(["Steps", "the steps", "leaps", "Ä word of my own", 'a "quote"'])
        case _:
            return random.choice(letters)


def attempt(
    db: Session, person: Person, given: dict[str, Any], *, day: int, cycle: int = 1
) -> list[Met]:
    """A finished attempt with one answer to each question, each with a practice round."""
    bank = {name: question for name, question in questions().items() if name in given}
    versions = keep_versions(db, COURSE, bank.values())
    shares = {name: grade(bank[name], answer) for name, answer in given.items()}
    points = sum(shares.values(), Fraction(0))
    moment = NOW + timedelta(days=day)
    row = Attempt(
        enrolment_id=an_enrolment(db, person, COURSE, cycle=cycle).id,
        person_id=person.id,
        course=COURSE,
        number=1,
        language="en",
        edition=1,
        seed=1,
        pass_score=80,
        critical_all=False,
        points_of=len(given),
        started_at=moment,
        finished_at=moment,
        points_num=points.numerator,
        points_den=points.denominator,
        passed=True,
    )
    db.add(row)
    db.flush()
    rows = []
    for position, (name, answer) in enumerate(given.items(), start=1):
        db.add(
            AttemptQuestion(
                attempt_id=row.id, position=position, question_version_id=versions[name], shown=[]
            )
        )
        rows += [
            {
                "attempt_id": row.id,
                "position": position,
                "round": round_,
                "given": answer,
                "share_num": shares[name].numerator,
                "share_den": shares[name].denominator,
                "answered_at": moment,
            }
            for round_ in (1, 2)
        ]
    db.flush()
    db.execute(insert(Answer), rows)
    of = len(given) - 1
    return [
        Met(name, answer, shares[name], (points - shares[name]) / of if of else None)
        for name, answer in given.items()
    ]


def a_crowd(db: Session, people: int, *, seed: int = 7) -> dict[str, list[Met]]:
    """First attempts of so many people, a day apart, in the order in which they finished."""
    random = Random(seed)  # noqa: S311 - the same draw every time
    met: dict[str, list[Met]] = {name: [] for name in questions()}
    for day in range(people):
        given = {name: an_answer(question, random) for name, question in questions().items()}
        for item in attempt(db, a_person(db), given, day=day):
            met[item.question].append(item)
    return met


def directly(question: Question, met: list[Met]) -> Counter[tuple[str, Fraction, Fraction | None]]:
    """The first people in whole groups of five, one by one."""
    counted = met[: len(met) - len(met) % 5]
    return Counter((chosen(question, item.given), item.share, item.rest) for item in counted)


def from_database(db: Session, meeting: Meeting = "first") -> dict[str, tuple[Cell, ...]]:
    """The cells of each question."""
    found = versions_of_course(db, COURSE, meeting=meeting)
    return {version.name: version.cells for version in found}


def as_counter(cells: tuple[Cell, ...]) -> Counter[tuple[str, Fraction, Fraction | None]]:
    """Cells as a count."""
    return Counter({(cell.chosen, cell.share, cell.rest): cell.people for cell in cells})


@pytest.mark.parametrize("people", [4, 10, 23])
def test_the_database_counts_as_one_would_by_hand(db: Session, people: int) -> None:
    met = a_crowd(db, people)

    found = from_database(db)

    for name, question in questions().items():
        wanted = directly(question, met[name])
        assert as_counter(found[name]) == wanted, name
        loose = [Cell(*key, 1) for key in wanted.elements()]
        assert statistics(question, found[name]) == statistics(question, loose)


def test_only_the_first_attempt_counts_and_later_ones_count_apart_and_once(db: Session) -> None:
    for day in range(10):
        person = a_person(db)
        for cycle, letter in enumerate("abcd", start=1):
            attempt(db, person, {"the-single": letter}, day=day + 100 * cycle, cycle=cycle)

    first, later = from_database(db)["the-single"], from_database(db, "later")["the-single"]

    assert as_counter(first) == {("a", Fraction(0), None): 10}
    assert as_counter(later) == {("b", Fraction(1), None): 10}


def test_one_answer_more_moves_no_figure(db: Session) -> None:
    a_crowd(db, 14)
    before = from_database(db)
    attempt(db, a_person(db), {"the-single": "d"}, day=50)
    after = from_database(db)

    assert sum(cell.people for cell in before["the-single"]) == 10
    assert sum(cell.people for cell in after["the-single"]) == 15
    assert {name: cells for name, cells in after.items() if name != "the-single"} == {
        name: cells for name, cells in before.items() if name != "the-single"
    }


def test_forgetting_answers_changes_no_figure(db: Session) -> None:
    a_crowd(db, 23)
    for day in range(12):
        attempt(db, a_person(db), {"the-single": "c", "the-text": "Steps"}, day=day, cycle=2)
    before = from_database(db), from_database(db, "later")

    for day in (3, 4, 9, 10, 22, 99):
        services.forget_answers(db, finished_before=NOW + timedelta(days=day, hours=1))
        assert (from_database(db), from_database(db, "later")) == before

    assert db.scalar(select(func.count()).select_from(Answer)) == 0


def test_forgetting_twice_counts_nobody_twice(db: Session) -> None:
    a_crowd(db, 10)
    before = from_database(db)

    for _ in range(2):
        services.forget_answers(db, finished_before=NOW + timedelta(days=99))

    assert from_database(db) == before


def test_people_who_answer_after_others_were_forgotten_fill_the_group(db: Session) -> None:
    random = Random(3)  # noqa: S311 - the same draw every time
    met: list[Met] = []
    for day in range(21):
        answer = an_answer(questions()["the-single"], random)
        met += attempt(db, a_person(db), {"the-single": answer}, day=day)
        services.forget_answers(db, finished_before=NOW + timedelta(days=day - 2))
        found = from_database(db)["the-single"]
        assert as_counter(found) == directly(questions()["the-single"], met)


def test_a_tally_keeps_no_person_no_date_and_no_typed_word(db: Session) -> None:
    for day in range(5):
        attempt(db, a_person(db), {"the-text": f"My name is Ada {day}"}, day=day)
    services.forget_answers(db, finished_before=NOW + timedelta(days=99))

    kept = db.scalars(select(AnswerTally)).all()

    assert [(row.chosen, row.people) for row in kept] == [("", 5)]
    assert {column.name for column in AnswerTally.__table__.columns} == {
        "question_version_id", "meeting", "waits", "chosen", "share_num", "share_den",
        "rest_num", "rest_den", "people",
    }  # fmt: skip


def test_answers_of_an_erased_person_are_no_longer_counted(db: Session) -> None:
    people = [a_person(db) for _ in range(10)]
    for day, person in enumerate(people):
        attempt(db, person, {"the-single": "d" if day == 0 else "b"}, day=day)

    services.erase_answers(db, person_id=people[0].id)

    assert as_counter(from_database(db)["the-single"]) == {("b", Fraction(1), None): 5}


def test_an_open_attempt_is_not_counted(db: Session) -> None:
    for day in range(5):
        attempt(db, a_person(db), {"the-single": "b"}, day=day)
    for row in db.scalars(select(Attempt)):
        row.finished_at = row.points_num = row.points_den = row.passed = None
    db.flush()

    assert from_database(db)["the-single"] == ()


def test_another_course_or_question_is_not_counted(db: Session) -> None:
    keep_versions(db, "guidelines", [a_question(name="other")])
    a_crowd(db, 5)

    assert [version.name for version in versions_of_course(db, "guidelines")] == ["other"]
    assert {version.name for version in versions_of_course(db, COURSE, name="the-order")} == {
        "the-order"
    }


def test_the_statements_do_not_grow_with_the_people(db: Session) -> None:
    def count() -> int:
        seen: list[str] = []

        def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(db.get_bind().engine, "before_cursor_execute", note)
        try:
            versions_of_course(db, COURSE)
        finally:
            event.remove(db.get_bind().engine, "before_cursor_execute", note)
        return len(seen)

    a_crowd(db, 5)
    db.flush()
    count()  # the questions are parsed once
    few = count()
    a_crowd(db, 20, seed=8)
    db.flush()

    assert count() == few == 3
