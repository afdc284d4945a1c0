"""My learning and Ready to share: what is next, what is done, what is asked and why."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from lms.authz import Owned, Permission
from lms.courses.shown import path_first, shown
from lms.enrolments import queries, services
from lms.enrolments.overview import Overview, overview
from lms.quizzes import queries as quizzes
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("enrolments", __name__)


def _overview() -> tuple[Overview, dict[str, Any]]:
    content, lang = context.content(), context.language()
    person_id = context.viewer().person_id
    learning = queries.learning(context.db(), person_id=person_id, today=context.today())
    courses = path_first(content)
    result = overview(
        courses=courses,
        path=content.path.courses,
        learning=learning,
        open_attempts=quizzes.open_attempts(context.db(), person_id),
        today=context.today(),
    )
    return result, {course.slug: shown(course, lang) for course in courses}


@bp.get("/learn")
@requires(Permission.LEARNING_READ)
def my_learning() -> str:
    """Continue, the courses, and where one stands with the path."""
    result, courses = _overview()
    return render_template(
        "enrolments/my_learning.html",
        overview=result,
        courses=courses,
        path=context.content().path,
        notices=queries.open_notices(context.db(), context.viewer().person_id),
    )


@bp.get("/ready")
@requires(Permission.LEARNING_READ)
def ready() -> str:
    """What ready covers, until when, what is open, and what it does not mean."""
    result, courses = _overview()
    return render_template(
        "enrolments/ready.html", overview=result, courses=courses, path=context.content().path
    )


class _Notice:
    """A notice with its owner, for the policy."""

    def __init__(self, notice: queries.OpenNotice) -> None:
        self.notice = notice
        self.resource = Owned(notice.person_id)


def _notice(db: Any, notice: int) -> _Notice | None:
    found = queries.notice_by_id(db, notice)
    return _Notice(found) if found else None


@bp.post("/learn/notices/<int:notice>/close")
@requires(Permission.NOTICE_CLOSE, load=_notice)
def close_notice(found: _Notice) -> Any:
    """The person has read a notice."""
    services.close_notice(context.db(), notice_id=found.notice.id, now=context.now())
    return redirect(url_for("enrolments.my_learning"), code=303)
