"""A mended key: what it would change for people who answered before, and applying it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from lms.authz import Permission
from lms.content.model import Course, Question
from lms.courses.shown import in_language, shown
from lms.quizzes import regrading
from lms.quizzes.asking import title_of
from lms.web import context
from lms.web.forms import BaseForm
from lms.web.guard import requires

bp = Blueprint("regrades", __name__)

LONGEST = 300


class RegradeForm(BaseForm):
    """Why the key was mended."""

    why = StringField(
        _l("Why was the key mended?"),
        [
            DataRequired(_l("Write why, in a line; it stays in the audit log")),
            Length(max=LONGEST, message=_l("Use at most %(max)d characters")),
        ],
    )


def _question_or_404(course: str, name: str) -> tuple[Course, Question]:
    found = context.content().course(course)
    if found is None or found.quiz is None:
        abort(404)
    texts = {
        lang: questions[name]
        for lang, questions in found.quiz.questions.items()
        if name in questions
    }
    if not texts:
        abort(404)
    return found, in_language(texts, context.language())[1]


def _page(course: Course, question: Question, form: RegradeForm) -> str:
    return render_template(
        "authoring/regrade.html",
        course=shown(course, context.language()),
        question=question,
        title=title_of(question),
        counts=regrading.preview(context.db(), course=course, name=question.name),
        form=form,
    )


@bp.get("/author/questions/<course>/<name>/regrade")
@requires(Permission.AUTHOR_REGRADE)
def preview(course: str, name: str) -> str:
    """What today's key would change for earlier answers, in numbers."""
    return _page(*_question_or_404(course, name), RegradeForm())


@bp.post("/author/questions/<course>/<name>/regrade")
@requires(Permission.AUTHOR_REGRADE)
def apply(course: str, name: str) -> Any:
    """Judge earlier answers by today's key; nobody loses a point."""
    found, question = _question_or_404(course, name)
    form = RegradeForm()
    if not form.validate():
        return _page(found, question, form), 422
    done = regrading.regrade(
        context.db(),
        course=found,
        name=question.name,
        why=form.why.data or "",
        by_id=context.viewer().person_id,
        now=context.now(),
        today=context.today(),
        organisation=context.settings().organisation,
    )
    if done.is_empty:
        flash(_("Nothing changed: every answer counts by today's key already."), "info")
    else:
        flash(
            ngettext(
                "%(num)s attempt was reckoned again.",
                "%(num)s attempts were reckoned again.",
                done.attempts,
            ),
            "success",
        )
    return redirect(url_for("questions.question", course=course, name=name), code=303)
