"""Quiz answers and reactions of the invented people, so that the authors' pages have something."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.model import ContentSet, Course, Question
from lms.people.models import Person
from lms.quizzes.drawing import draw
from lms.quizzes.grading import Given, Mark, Result, grade, result
from lms.quizzes.models import Answer, Attempt, AttemptQuestion
from lms.quizzes.versions import keep_versions
from lms.reactions import services as reactions
from lms.reactions.models import Reaction, Verdict
from lms.reactions.services import Place

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One finished attempt: what was asked, in the order shown, and what was answered."""

    certificate: Certificate
    number: int
    moment: datetime
    questions: tuple[Question, ...]
    shown: tuple[tuple[str, ...], ...]
    given: tuple[Given, ...]
    judged: Result


def take_quizzes(db: Session, people: Sequence[Person], *, content: ContentSet) -> None:
    """A passed attempt for every certificate, after a first one that fell short for some.

    Nothing here is true of anybody, yet it hangs together: people differ, questions differ, and
    every question has a mistake that many make.
    """
    rng = Random(20261123)  # noqa: S311 - the same answers on every machine
    able = {person.id: rng.random() for person in people}
    certificates = [
        (certificate, content.courses[certificate.course])
        for certificate in db.scalars(
            select(Certificate).where(Certificate.person_id.in_(able)).order_by(Certificate.id)
        )
    ]
    sittings = [
        sitting
        for certificate, course in certificates
        if course.quiz is not None and course.quiz.questions.get(LANGUAGE)
        for sitting in _sittings(certificate, course, rng, able[certificate.person_id])
    ]
    if sittings:
        _keep(db, sittings, {course.slug: course for _, course in certificates})


def _sittings(
    certificate: Certificate, course: Course, rng: Random, ability: float
) -> list[_Sitting]:
    """One attempt that passed, or one that fell short and one that passed half an hour later."""
    now = certificate.issued_at
    first = _sitting(certificate, course, rng, 1, now, ability)
    if first.judged.passed:
        return [first]
    return [
        replace(first, moment=now - timedelta(minutes=30)),
        _sitting(certificate, course, rng, 2, now, None),
    ]


def _sitting(
    certificate: Certificate,
    course: Course,
    rng: Random,
    number: int,
    moment: datetime,
    ability: float | None,
) -> _Sitting:
    """An attempt by somebody of this ability; without one, everything is right."""
    quiz = course.quiz
    assert quiz is not None  # noqa: S101 - asked by the caller
    drawn = draw(quiz.questions[LANGUAGE], quiz.draw, seed=rng.randrange(2**31))
    questions = tuple(item.question for item in drawn)
    given = tuple(
        _right(question)
        if ability is None or rng.random() < 0.5 + 0.45 * ability - 0.3 * _hardness(question)
        else _mistake(question, rng)
        for question in questions
    )
    marks = [
        Mark(grade(question, answer), question.critical)
        for question, answer in zip(questions, given, strict=True)
    ]
    judged = result(marks, score=course.passing.score, critical_all=course.passing.critical_all)
    return _Sitting(
        certificate, number, moment, questions, tuple(item.shown for item in drawn), given, judged
    )


def _hardness(question: Question) -> float:
    """From -1 to 1, the same for a question on every machine."""
    return hashlib.sha256(question.name.encode()).digest()[0] / 127.5 - 1


def _right(question: Question) -> Given:
    letters = [option.letter for option in question.options if option.right]
    match question.type:
        case "match":
            return {option.letter: option.pair for option in question.options}
        case "mark":
            return {option.letter: option.pair for option in question.options if option.right}
        case "order":
            return [option.letter for option in question.options]
        case "multiple":
            return sorted(letters)
        case "text":
            return next(option.text for option in question.options if option.right)
        case _:
            return letters[0]


def _mistake(question: Question, rng: Random) -> Given:
    wrong = [option.letter for option in question.options if not option.right]
    match question.type:
        case "match":
            pairs = {option.letter: option.pair for option in question.options}
            one, other = rng.sample(sorted(pairs), 2)
            return pairs | {one: pairs[other], other: pairs[one]}
        case "mark":
            pairs = {option.letter: option.pair for option in question.options if option.right}
            reason = question.rights[0].letter
            return dict([*pairs.items()][1:]) | {_favourite(wrong, rng): reason}
        case "order":
            steps = [option.letter for option in question.options]
            place = rng.randrange(len(steps) - 1)
            steps[place : place + 2] = reversed(steps[place : place + 2])
            return steps
        case "multiple":
            right = sorted(option.letter for option in question.options if option.right)
            return sorted([*right[1:], _favourite(wrong, rng)]) if wrong else right[1:]
        case "text":
            return "something else"
        case _:
            return _favourite(wrong, rng)


def _favourite(wrong: Sequence[str], rng: Random) -> str:
    """The first wrong answer more often than the others, the last one hardly ever."""
    return rng.choices(wrong, weights=[2 ** (len(wrong) - n) for n in range(len(wrong))])[0]


def _keep(db: Session, sittings: Sequence[_Sitting], courses: Mapping[str, Course]) -> None:
    """All attempts in a few statements: a demo begins in a moment."""
    versions = {
        slug: keep_versions(db, slug, course.quiz.questions[LANGUAGE].values())
        for slug, course in courses.items()
        if course.quiz is not None and course.quiz.questions.get(LANGUAGE)
    }
    ids = db.scalars(
        insert(Attempt).returning(Attempt.id, sort_by_parameter_order=True),
        [_attempt(sitting, courses[sitting.certificate.course]) for sitting in sittings],
    ).all()
    asked: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []
    for attempt, sitting in zip(ids, sittings, strict=True):
        known = versions[sitting.certificate.course]
        for position, (question, shown, given) in enumerate(
            zip(sitting.questions, sitting.shown, sitting.given, strict=True), start=1
        ):
            place = {"attempt_id": attempt, "position": position}
            share = grade(question, given)
            asked.append(
                place | {"question_version_id": known[question.name], "shown": list(shown)}
            )
            answers.append(
                place
                | {
                    "round": 1,
                    "given": given,
                    "share_num": share.numerator,
                    "share_den": share.denominator,
                    "answered_at": sitting.moment,
                }
            )
    db.execute(insert(AttemptQuestion), asked)
    db.execute(insert(Answer), answers)
    db.execute(
        update(Certificate),
        [
            {"id": sitting.certificate.id, "attempt_id": attempt}
            for attempt, sitting in zip(ids, sittings, strict=True)
            if sitting.judged.passed
        ],
    )


def _attempt(sitting: _Sitting, course: Course) -> dict[str, Any]:
    judged = sitting.judged
    return {
        "enrolment_id": sitting.certificate.enrolment_id,
        "person_id": sitting.certificate.person_id,
        "course": course.slug,
        "number": sitting.number,
        "language": LANGUAGE,
        "edition": course.edition,
        "seed": sitting.number,
        "pass_score": course.passing.score,
        "critical_all": course.passing.critical_all,
        "points_of": judged.of,
        "started_at": sitting.moment - timedelta(minutes=8),
        "finished_at": sitting.moment,
        "points_num": judged.points.numerator,
        "points_den": judged.points.denominator,
        "passed": judged.passed,
    }


SAID = (
    (Verdict.PARTLY, "The examples are from offices. One from a workshop would help us.", ""),
    (Verdict.YES, "Short enough for a coffee break. More like this.", ""),
    (Verdict.NO, "I knew most of it. Could the quiz come first?",
     "It can: the quiz is open from the start. We have written so on the course's page."),
)  # fmt: skip
TOLD = (
    ("What does the second example leave out? I read it twice and am still not sure.", ""),
    ("The picture does not show on my phone.", "Thank you, it was too wide. It fits now."),
)
YES, PARTLY = 8, 3
"""How many more say yes and partly; the rest of thirteen say no."""


def tell_authors(
    db: Session, people: Sequence[Person], *, content: ContentSet, now: datetime
) -> None:
    """A few messages to the authors, open and settled, and what some found a module worth."""
    course = next((item for item in content.courses.values() if item.modules), None)
    if course is None:
        return
    module = course.modules[0]
    headings = [item for item in module.texts[LANGUAGE].headings if item.level == 2]
    whole = Place(course.slug, module.slug, course.edition, LANGUAGE)
    senders = iter(people)
    answered: list[tuple[Person, str, str]] = []
    for (verdict, words, reply), person in zip(SAID, senders, strict=False):
        reactions.send_worth(db, whole, person_id=person.id, verdict=verdict, words=words, now=now)
        answered.append((person, words, reply))
    for number, person in zip(range(YES + PARTLY + 2), senders, strict=False):
        verdict = (
            Verdict.YES if number < YES else Verdict.PARTLY if number < YES + PARTLY else Verdict.NO
        )
        reactions.send_worth(db, whole, person_id=person.id, verdict=verdict, words="", now=now)
    for number, ((words, reply), person) in enumerate(zip(TOLD, senders, strict=False)):
        place = whole
        if number < len(headings):
            heading = headings[number]
            place = Place(
                whole.course, whole.module, whole.edition, LANGUAGE, heading.slug, heading.text
            )
        reactions.send_wrong(db, place, person_id=person.id, words=words, now=now)
        answered.append((person, words, reply))
    _settle(db, answered, now)


def _settle(db: Session, answered: Sequence[tuple[Person, str, str]], now: datetime) -> None:
    for person, words, reply in answered:
        if not reply:
            continue
        number = db.scalar(
            select(Reaction.id).where(Reaction.person_id == person.id, Reaction.words == words)
        )
        if number is not None:
            reactions.settle(db, reaction_id=number, reply=reply, now=now)
