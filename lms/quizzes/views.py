"""The pages of a quiz: start, one question a page, the result; and one's own attempts as JSON."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from lms.authz import Permission
from lms.content.model import Course, ModuleText, Question
from lms.courses.shown import in_language, shown
from lms.enrolments import queries as enrolments
from lms.errors import Invalid
from lms.publishing import minutes
from lms.publishing import queries as publishing
from lms.quizzes import (
    accommodations,
    asking,
    given,
    grading,
    limits,
    queries,
    services,
    steps,
)
from lms.quizzes.models import Attempt
from lms.quizzes.pages import SENTENCES, WayBack, way_back
from lms.quizzes.queries import AGAIN, FIRST, AttemptAsked, AttemptResult, PastAttempt
from lms.scenarios.queries import own_plays
from lms.standing import Proof, Standing, State, state
from lms.web import context
from lms.web.guard import requires
from lms.web.kept import take_kept

bp = Blueprint("quizzes", __name__)

SURE, GUESSING = 3, 1
"""The ends of "How sure are you?"."""


@bp.app_template_filter("asked")
def asked_filter(question: Question | asking.Asked) -> asking.Asked:
    """A question for a page, without its key."""
    return asking.asked(question) if isinstance(question, Question) else question


@bp.app_template_filter("points")
def points_filter(points: Fraction) -> str:
    """Points in the reader's way of writing numbers, cut after two decimals."""
    hundredths = int(grading.shown(points) * 100)
    return str(format_decimal(Decimal(hundredths) / 100, format="#,##0.##"))


def _course_with_quiz(slug: str) -> Course:
    found = context.course_or_404(slug)
    if found.quiz is None:
        abort(404)
    return found


def _title(slug: str) -> str:
    course = context.content().course(slug)
    return in_language(course.texts, context.language())[1].title if course else slug


@bp.get("/courses/<course>/quiz")
@requires(Permission.QUIZ_START)
def start(course: str) -> str:
    """What the quiz asks, before anything is asked."""
    found = _course_with_quiz(course)
    quiz = found.quiz
    if quiz is None or not quiz.size:
        abort(404)
    db, person_id = context.db(), context.viewer().person_id
    past = queries.attempts_of_course(db, person_id=person_id, course=found.slug)
    waiting = queries.open_attempts(db, person_id).get(found.slug)
    done = [item for item in past if item.finished_at is not None]
    allowed = accommodations.allowance_of(db, person_id) if found.has_limits else limits.NOTHING
    missed_now: list[WayBack] = []
    if done and not done[-1].passed:
        unpassed = [item for item in done if item.enrolment_id == done[-1].enrolment_id]
        # Whoever knew it once takes the quiz first, and reads what was missed after.
        renews = any(item.passed and item.enrolment_id != done[-1].enrolment_id for item in done)
        if renews or len(unpassed) >= found.before_review:
            missed = queries.missed_questions(db, [item.attempt_id for item in unpassed])
            missed_now = _modules_behind(found, missed)
    proof = enrolments.proofs_of(db, person_id=person_id, course=found.slug)[0].get(found.slug)
    renews_from = proof.issued_on if proof and _is_renewal(proof) else None
    return render_template(
        "quizzes/start.html",
        renewal=minutes.of_quiz(found) if renews_from else None,
        changed=_changed_since(found, renews_from) if renews_from else [],
        course=shown(found, context.language()),
        size=quiz.size,
        needed=grading.needed(found.passing.score, quiz.size),
        enough=grading.missing(Fraction(0), score=found.passing.score, of=quiz.size),
        types={
            question.type
            for questions in quiz.questions.values()
            for question in questions.values()
            if not question.retired
        },
        waiting=waiting,
        last=done[-1] if done else None,
        read_first=missed_now,
        practices=_modules(found, found.needed_practices.values()),
        minutes=limits.minutes_for(quiz.minutes, allowed),
        why_minutes=_said(quiz.why),
        why_limit=_said(found.limits.why),
        room=limits.room(found.limits, _tried(done), allowed, context.now()),
    )


def _is_renewal(proof: Proof) -> bool:
    """Whether a certificate is there and it is time for the next."""
    return state(Standing(modules=0, proof=proof), context.today()) is not State.READY


def _changed_since(course: Course, day: date) -> list[WayBack]:
    """The modules that changed since a certificate was issued, in the order of the course."""
    changes = publishing.changes_for(
        context.db(), person_id=context.viewer().person_id, course=course.slug
    )
    covered = {name for item in changes if item.published_on >= day for name in item.covers}
    return _modules(course, covered, anchor=None)


def _said(words: Mapping[str, str]) -> str:
    """A course's own words in the language of the page, or in another one they have."""
    return words.get(context.language()) or next(iter(words.values()), "")


def _tried(done: Sequence[PastAttempt]) -> list[limits.Tried]:
    """The finished attempts of the latest cycle."""
    return [
        limits.Tried(item.finished_at, bool(item.passed))
        for item in done
        if item.finished_at is not None and item.enrolment_id == done[-1].enrolment_id
    ]


def _modules_behind(course: Course, missed: Sequence[Question]) -> list[WayBack]:
    """The modules that teach the missed questions, in the order of the course."""
    found: dict[int, WayBack] = {}
    for question in missed:
        way = way_back(course.slug, question.review, context.language())
        if way is not None:
            found.setdefault(way.number, way)
    return [
        WayBack(way.href.split("#")[0], way.module, way.module, number)
        for number, way in sorted(found.items())
    ]


@bp.post("/courses/<course>/quiz")
@requires(Permission.QUIZ_START)
def begin(course: str) -> Response:
    """Start an attempt, or go on with the open one."""
    found = _course_with_quiz(course)
    db = context.db()
    attempt, is_new = _begun(found)
    if attempt.minutes is not None and limits.is_over(
        services.ends_at(db, attempt), context.now()
    ):  # the one before was left open; it is ended with what was saved
        left_open = _first_alone(db, course=course, attempt=attempt.id)
        if left_open is not None and _ended(left_open):
            attempt, is_new = _begun(found)
    position = 1
    if not is_new:
        position = queries.next_position(db, attempt_id=attempt.id, of=attempt.points_of)
    return redirect(
        url_for("quizzes.question", course=course, attempt=attempt.id, n=position), code=303
    )


def _begun(course: Course) -> tuple[Attempt, bool]:
    return services.begin(
        context.db(),
        person_id=context.viewer().person_id,
        course=course,
        language=context.language(),
        now=context.now(),
        today=context.today(),
        seed=secrets.randbits(31),
    )


def _asked(db: Session, *, course: str, attempt: int, n: int) -> AttemptAsked | None:
    return queries.attempt_asked(db, course=course, attempt=attempt, position=n)


def _asked_alone(db: Session, *, course: str, attempt: int, n: int) -> AttemptAsked | None:
    return queries.attempt_asked(db, course=course, attempt=attempt, position=n, lock=True)


@bp.get("/courses/<course>/quiz/<int:attempt>/<int:n>")
@requires(Permission.ATTEMPT_TAKE, load=_asked)
def question(asked: AttemptAsked) -> Any:
    """A question, or what its answer was worth."""
    if asked.answer(FIRST) is not None:
        return _feedback_page(asked, FIRST)
    if asked.is_finished:  # without this answer, or with none any more
        return redirect(
            url_for("quizzes.result", course=asked.course, attempt=asked.attempt_id), code=303
        )
    ends_at = services.ends_at(context.db(), asked)
    if limits.is_over(ends_at, context.now()):
        return _time_over_page(asked)
    return _question_page(asked, FIRST, take_kept(request.path), ends_at=ends_at)


@bp.post("/courses/<course>/quiz/<int:attempt>/<int:n>")
@requires(Permission.ATTEMPT_TAKE, load=_asked_alone)
def save_answer(asked: AttemptAsked) -> Any:
    """Save an answer; the first one stays, whatever is sent afterwards."""
    if asked.answer(FIRST) is not None:
        return redirect(request.path, code=303)
    if _ended(asked):
        flash(_("The time was over before this answer arrived. What you had saved counts."))
        return redirect(
            url_for("quizzes.result", course=asked.course, attempt=asked.attempt_id), code=303
        )
    fields = request.form.to_dict(flat=False)
    try:
        answer = given.read(asked.question, fields)
    except Invalid as error:
        ends_at = services.ends_at(context.db(), asked)
        return _question_page(asked, FIRST, fields, error, ends_at=ends_at), 422
    services.answer(
        context.db(),
        asked,
        answer,
        course=context.content().course(asked.course),
        now=context.now(),
        today=context.today(),
        organisation=context.settings().organisation,
        sure=given.read_sureness(fields),
    )
    return redirect(request.path, code=303)


def _ended(asked: AttemptAsked) -> bool:
    """Whether the attempt's time was over, and this request ended it."""
    return services.end_if_over(
        context.db(),
        asked,
        course=context.content().course(asked.course),
        now=context.now(),
        today=context.today(),
        organisation=context.settings().organisation,
    )


def _first_alone(db: Session, *, course: str, attempt: int) -> AttemptAsked | None:
    return queries.attempt_asked(db, course=course, attempt=attempt, position=1, lock=True)


@bp.post("/courses/<course>/quiz/<int:attempt>/end")
@requires(Permission.ATTEMPT_TAKE, load=_first_alone)
def end(asked: AttemptAsked) -> Response:
    """End an attempt whose time is over; one that still has time goes on."""
    if asked.is_finished or _ended(asked):
        return redirect(
            url_for("quizzes.result", course=asked.course, attempt=asked.attempt_id), code=303
        )
    position = steps.following(asked.of, asked.shares(FIRST), {}).position
    return redirect(
        url_for("quizzes.question", course=asked.course, attempt=asked.attempt_id, n=position),
        code=303,
    )


def _missed(db: Session, *, course: str, attempt: int, n: int) -> AttemptAsked | None:
    """A question that returns as practice; nothing else is found at its address."""
    asked = queries.attempt_asked(db, course=course, attempt=attempt, position=n)
    if asked is None or not asked.is_finished or n not in steps.missed(asked.shares(FIRST)):
        return None
    return asked


@bp.get("/courses/<course>/quiz/<int:attempt>/again/<int:n>")
@requires(Permission.ATTEMPT_TAKE, load=_missed)
def again(asked: AttemptAsked) -> str:
    """A missed question once more; it changes no result."""
    if asked.answer(AGAIN) is not None:
        return _feedback_page(asked, AGAIN)
    return _question_page(asked, AGAIN, take_kept(request.path))


@bp.post("/courses/<course>/quiz/<int:attempt>/again/<int:n>")
@requires(Permission.ATTEMPT_TAKE, load=_missed)
def save_again(asked: AttemptAsked) -> Any:
    """Save the second go at a missed question."""
    if asked.answer(AGAIN) is not None:
        return redirect(request.path, code=303)
    fields = request.form.to_dict(flat=False)
    try:
        answer = given.read(asked.question, fields)
    except Invalid as error:
        return _question_page(asked, AGAIN, fields, error), 422
    services.practise(context.db(), asked, answer, now=context.now())
    return redirect(request.path, code=303)


def _position(asked: AttemptAsked, round_: int) -> str:
    if round_ == FIRST:
        return str(_("Question %(number)s of %(total)s", number=asked.position, total=asked.of))
    missed = steps.missed(asked.shares(FIRST))
    number = missed.index(asked.position) + 1
    return str(_("Once more, %(number)s of %(total)s", number=number, total=len(missed)))


def _states(asked: AttemptAsked, round_: int) -> list[str]:
    if round_ == FIRST:
        return steps.segments(asked.of, asked.shares(FIRST))
    again = asked.shares(AGAIN)
    missed = steps.missed(asked.shares(FIRST))
    return steps.segments(
        len(missed),
        {index: again[item] for index, item in enumerate(missed, start=1) if item in again},
    )


def _question_page(
    asked: AttemptAsked,
    round_: int,
    fields: given.Fields,
    error: Invalid | None = None,
    *,
    ends_at: datetime | None = None,
) -> str:
    course = context.content().course(asked.course)
    return render_template(
        "quizzes/question.html",
        course=asked.course,
        title=_title(asked.course),
        asked=asking.asked(asked.question, asked.shown),
        position=_position(asked, round_),
        states=_states(asked, round_),
        practice=round_ == AGAIN,
        asks_sureness=course is None or course.quiz is None or course.quiz.asks_sureness,
        ends_at=ends_at,
        seconds_left=int((ends_at - context.now()).total_seconds()) if ends_at else 0,
        fields=fields,
        error=SENTENCES[error.code] if error else None,
        error_field=error.field if error else "",
    )


def _time_over_page(asked: AttemptAsked) -> str:
    return render_template(
        "quizzes/time_over.html",
        course=asked.course,
        title=_title(asked.course),
        attempt=asked.attempt_id,
        position=_position(asked, FIRST),
        states=_states(asked, FIRST),
        answered=len(asked.shares(FIRST)),
    )


def _feedback_page(asked: AttemptAsked, round_: int) -> str:
    saved = asked.answer(round_)
    assert saved is not None  # noqa: S101 - the callers looked
    step = steps.following(asked.of, asked.shares(FIRST), asked.shares(AGAIN), after=asked.position)
    if step.kind == "result":
        following = url_for("quizzes.result", course=asked.course, attempt=asked.attempt_id)
    else:
        following = url_for(
            f"quizzes.{step.kind}", course=asked.course, attempt=asked.attempt_id, n=step.position
        )
    told = asking.feedback(asked.question, asked.shown, saved.given)
    is_mended = told.share != saved.share  # the key was mended after this question was asked
    told = replace(told, share=saved.share)
    return render_template(
        "quizzes/feedback.html",
        course=asked.course,
        title=_title(asked.course),
        asked=asking.asked(asked.question, asked.shown),
        told=told,
        typed=saved.given if isinstance(saved.given, str) else "",
        position=_position(asked, round_),
        states=_states(asked, round_),
        practice=round_ == AGAIN,
        finished=asked.is_finished,
        missed=len(steps.missed(asked.shares(FIRST))),
        step=step.kind,
        following=following,
        result=url_for("quizzes.result", course=asked.course, attempt=asked.attempt_id),
        way=way_back(asked.course, told.review, asked.language),
        is_mended=is_mended,
    )


@bp.post("/courses/<course>/<module>/practice/<name>")
@requires(Permission.MODULE_READ)
def tick_practice(course: str, module: str, name: str) -> Response:
    """The learner's own tick under a practice; it may be what a certificate waited for."""
    found = context.content().course(course)
    if found is None or found.needed_practices.get(name) != module:
        abort(404)
    brought = services.tick_practice(
        context.db(),
        person_id=context.viewer().person_id,
        course=found,
        practice=name,
        now=context.now(),
        today=context.today(),
        organisation=context.settings().organisation,
    )
    if brought:
        flash(_("Your certificate is ready."))
        return redirect(url_for("courses.course", course=course), code=303)
    return redirect(
        url_for("courses.module", course=course, module=module, _anchor="practice-done"), code=303
    )


def _result(db: Session, *, course: str, attempt: int) -> AttemptResult | None:
    return queries.attempt_result(db, course=course, attempt=attempt)


@bp.get("/courses/<course>/quiz/<int:attempt>/result")
@requires(Permission.ATTEMPT_TAKE, load=_result)
def result(found: AttemptResult) -> Any:
    """What the attempt earned, what to look at again, what now."""
    if found.points is None:
        return redirect(url_for("quizzes.start", course=found.course), code=303)
    looks = [
        {
            "title": asking.title_of(item.question),
            "lang": item.question.lang,
            "way": way_back(found.course, item.question.review, found.language),
            "practised": item.again == 1,
            "waits": item.again is None,
            "critical": found.critical_all and item.question.critical,
            "position": item.position,
            "was_sure": item.sure == SURE,
            "was_open": not item.is_answered,
        }
        for item in sorted(found.questions, key=lambda item: item.sure != SURE)
        if item.first < 1
    ]
    rights = [item for item in found.questions if item.first == 1]
    course = context.content().course(found.course)
    short = grading.missing(found.points, score=found.pass_score, of=found.of)
    return render_template(
        "quizzes/result.html",
        course=found.course,
        title=_title(found.course),
        mark=course.mark if course else "award",
        found=found,
        asked=[
            {"title": asking.title_of(question), "lang": question.lang} for question in found.asked
        ],
        earlier=url_for("earlier.course", course=found.course),
        points=found.points,
        needed=grading.needed(found.pass_score, found.of),
        heading=_heading(found, short),
        states=_ring(found),
        looks=looks,
        practice=next((look["position"] for look in looks if look["waits"]), None),
        rights=[
            {
                "title": asking.title_of(item.question),
                "lang": item.question.lang,
                "was_unsure": item.sure == GUESSING,
            }
            for item in sorted(rights, key=lambda item: item.sure != GUESSING)
        ],
        critical_missed=not found.passed and any(look["critical"] for look in looks),
        enough=short == 0,
        practices=_practices_to_do(found, course),
        can_start=course is not None and course.quiz is not None and found.change_id is None,
        changes=url_for("publishing.changes", course=found.course) if found.change_id else "",
    )


def _practices_to_do(found: AttemptResult, course: Course | None) -> list[WayBack]:
    """The modules whose practices a passed quiz still waits for."""
    if course is None or not found.passed or found.change_id is not None:
        return []
    missing = enrolments.practices_missing(
        context.db(), person_id=context.viewer().person_id, course=course
    )
    return _modules(course, missing.values())


def _modules(
    course: Course, slugs: Iterable[str], anchor: str | None = "practice-done"
) -> list[WayBack]:
    """Links to the practices of some modules, or to their tops, in the order of the course."""
    wanted = set(slugs)
    return [
        WayBack(
            url_for("courses.module", course=course.slug, module=module.slug, _anchor=anchor),
            in_language(module.texts, context.language())[1].title,
            module.slug,
            number,
        )
        for number, module in enumerate(course.modules, start=1)
        if module.slug in wanted
    ]


def _ring(found: AttemptResult) -> list[str]:
    if found.questions:
        return ["full" if item.first == 1 else "missed" for item in found.questions]
    whole = int(found.points or 0)
    return ["full"] * whole + ["missed"] * (found.of - whole)


def _heading(found: AttemptResult, short: int) -> str:
    if found.passed:
        return str(_("Well done, you passed"))
    if short == 0:
        return str(_("Not there yet"))
    return str(ngettext("Not there yet, %(num)s more", "Not there yet, %(num)s more", short))


@bp.get("/courses/<course>/<module>/check/<name>")
@requires(Permission.MODULE_READ)
def check_alone(course: str, module: str, name: str) -> str:
    """A check-yourself question on a page of its own."""
    return _check_page(*_check_or_404(course, module, name), fields={})


@bp.post("/courses/<course>/<module>/check/<name>")
@requires(Permission.MODULE_READ)
def check(course: str, module: str, name: str) -> Any:
    """What an answer to a check-yourself question is worth; nothing is stored or counted."""
    found, text, item = _check_or_404(course, module, name)
    fields = request.form.to_dict(flat=False)
    try:
        answer = given.read(item, fields)
    except Invalid as error:
        return _check_page(found, text, item, fields=fields, error=error), 422
    return render_template(
        "quizzes/check.html",
        course=found.slug,
        module=module,
        title=text.title,
        asked=asking.asked(item),
        told=asking.feedback(item, None, answer),
        typed=answer if isinstance(answer, str) else "",
        way=way_back(found.slug, item.review, text.lang),
        fields=fields,
        error=None,
        error_field="",
    )


def _check_or_404(course: str, module: str, name: str) -> tuple[Course, ModuleText, Question]:
    found = context.content().course(course)
    item = found.module(module) if found else None
    if found is None or item is None:
        abort(404)
    text: ModuleText = in_language(item.texts, context.language())[1]
    question = next((check for check in text.checks if check.name == name), None)
    if question is None:
        abort(404)
    return found, text, question


def _check_page(
    course: Course,
    text: ModuleText,
    item: Question,
    *,
    fields: given.Fields,
    error: Invalid | None = None,
) -> str:
    return render_template(
        "quizzes/check.html",
        course=course.slug,
        module=str(request.view_args["module"]) if request.view_args else "",
        title=text.title,
        asked=asking.asked(item),
        told=None,
        typed="",
        way=None,
        fields=fields,
        error=SENTENCES[error.code] if error else None,
        error_field=error.field if error else "",
    )


@bp.get("/account/attempts.json")
@requires(Permission.ACCOUNT_MANAGE)
def own_attempts() -> Response:
    """One's own attempts, answers, counted results and plays, to look at or to keep."""
    db, person_id = context.db(), context.viewer().person_id
    attempts = queries.own_attempts(db, person_id)
    return jsonify(
        attempts=attempts,
        results=queries.counted_results(attempts),
        scenarios=own_plays(db, person_id),
    )
