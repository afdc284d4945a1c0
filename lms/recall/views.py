"""Recall: on and off, three questions now and then, and what each answer was worth."""

from __future__ import annotations

from random import Random
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.authz import Permission
from lms.content.model import Question
from lms.courses.shown import in_language
from lms.errors import Invalid
from lms.quizzes import asking, given
from lms.quizzes.drawing import shuffled
from lms.quizzes.grading import grade
from lms.quizzes.pages import SENTENCES, way_back
from lms.recall import queries, rules, services
from lms.recall.queries import Kept, Recall
from lms.recall.rules import Due
from lms.web import context
from lms.web.guard import requires
from lms.web.kept import take_kept

bp = Blueprint("recall", __name__)


def _recall() -> Recall:
    return queries.recall(
        context.db(),
        person_id=context.viewer().person_id,
        content=context.content(),
        today=context.today(),
        local=context.state().clock.day_of,
    )


@bp.get("/recall")
@requires(Permission.LEARNING_READ)
def recall() -> str:
    """What recall is; when it is on, what comes today or when the next questions come."""
    if not queries.wants(context.db(), context.viewer().person_id):
        return render_template("recall/recall.html", is_on=False)
    found, today = _recall(), context.today()
    asked = found.today(today)
    return render_template(
        "recall/recall.html",
        is_on=True,
        asked=asked,
        first=_address(asked[0]) if asked else "",
        answered=found.answered_today(today),
        next_on=found.next_on(today),
    )


@bp.post("/recall/on")
@requires(Permission.LEARNING_READ)
def turn_on() -> Response:
    """Let questions come back."""
    services.turn_on(context.db(), person_id=context.viewer().person_id, now=context.now())
    flash(_("Questions come back now and then. Nobody else sees that, or how it goes."))
    return redirect(url_for("recall.recall"), code=303)


@bp.post("/recall/off")
@requires(Permission.LEARNING_READ)
def turn_off() -> Response:
    """Ask nothing more and forget what was kept."""
    services.turn_off(context.db(), person_id=context.viewer().person_id)
    flash(_("No questions come back any more, and what was kept about them is deleted."))
    return redirect(url_for("recall.recall"), code=303)


@bp.get("/recall/<course>/<question>")
@requires(Permission.LEARNING_READ)
def ask(course: str, question: str) -> Any:
    """A question of today, or what its answer was worth."""
    found, item = _question_or_404(course, question)
    kept = _answered(found, course, question)
    if kept is not None:
        return _feedback_page(found, item, kept, course)
    if _due(found, course, question) is None:
        return redirect(url_for("recall.recall"), code=303)
    return _question_page(found, item, course, take_kept(request.path))


@bp.post("/recall/<course>/<question>")
@requires(Permission.LEARNING_READ)
def save(course: str, question: str) -> Any:
    """Keep an answer; the first one of a day stays."""
    found, item = _question_or_404(course, question)
    due = _due(found, course, question)
    if due is None or _answered(found, course, question) is not None:
        return redirect(request.path, code=303)
    fields = request.form.to_dict(flat=False)
    try:
        answer = given.read(item, fields)
    except Invalid as error:
        return _question_page(found, item, course, fields, error), 422
    services.answer(
        context.db(),
        person_id=context.viewer().person_id,
        due=due,
        times=_times(found, course, question),
        given=answer,
        is_right=grade(item, answer) == 1,
        sure=given.read_sureness(fields),
        today=context.today(),
    )
    return redirect(request.path, code=303)


def _question_or_404(course: str, name: str) -> tuple[Recall, Question]:
    """A question that comes back to this person; nothing else is found at its address."""
    if not queries.wants(context.db(), context.viewer().person_id):
        abort(404)
    found = _recall()
    item = queries.question(context.content().course(course), name, context.language())
    if item is None or (course, name) not in {(due.course, due.question) for due in found.waiting}:
        abort(404)
    return found, item


def _due(found: Recall, course: str, name: str) -> Due | None:
    """The question among those of today."""
    return next(
        (
            due
            for due in found.today(context.today())
            if (due.course, due.question) == (course, name)
        ),
        None,
    )


def _answered(found: Recall, course: str, name: str) -> Kept | None:
    """The answer of today."""
    kept = found.cards.get((course, name))
    return kept if kept is not None and kept.memory.asked_on == context.today() else None


def _times(found: Recall, course: str, name: str) -> int:
    kept = found.cards.get((course, name))
    return kept.times if kept else 0


def _shown(item: Question, times: int) -> tuple[str, ...]:
    """The order of the options: mixed, another one each time, the same until answered."""
    return shuffled(item, Random(f"{item.name} {times}"))  # noqa: S311 - an order, not a secret


def _address(due: Due) -> str:
    return url_for("recall.ask", course=due.course, question=due.question)


def _position(found: Recall, *, answered: bool) -> dict[str, Any]:
    """Where one is in today's round, in words and as segments."""
    done, left = found.answered_today(context.today()), len(found.today(context.today()))
    number = done if answered else done + 1
    states = ["full"] * done + ["empty"] * left
    if not answered:
        states[done] = "half"
    return {
        "position": str(_("Question %(number)s of %(total)s", number=number, total=done + left)),
        "states": states,
    }


def _title(course: str) -> str:
    found = context.content().course(course)
    return in_language(found.texts, context.language())[1].title if found else course


def _question_page(
    found: Recall,
    item: Question,
    course: str,
    fields: given.Fields,
    error: Invalid | None = None,
) -> str:
    due = _due(found, course, item.name)
    return render_template(
        "recall/question.html",
        title=_title(course),
        asked=asking.asked(item, _shown(item, _times(found, course, item.name))),
        cause=due.cause if due else rules.Cause.AGAIN,
        fields=fields,
        error=SENTENCES[error.code] if error else None,
        error_field=error.field if error else "",
        **_position(found, answered=False),
    )


def _feedback_page(found: Recall, item: Question, kept: Kept, course: str) -> str:
    shown = _shown(item, kept.times - 1)
    answer: Any = kept.given
    left = found.today(context.today())
    return render_template(
        "recall/feedback.html",
        title=_title(course),
        course=course,
        asked=asking.asked(item, shown),
        told=asking.feedback(item, shown, answer),
        typed=answer if isinstance(answer, str) else "",
        way=way_back(course, item.review, item.lang),
        again_on=kept.memory.due_on,
        following=_address(left[0]) if left else url_for("recall.recall"),
        is_last=not left,
        **_position(found, answered=True),
    )
