"""The review page: which file is to be checked again, by which day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template

from lms.authz import Permission
from lms.content.model import ReviewDue
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("review", __name__)

SOON = timedelta(days=60)
"""How long before its day something is soon due."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """What is to be checked, by how near its day is."""

    due: tuple[ReviewDue, ...]
    soon: tuple[ReviewDue, ...]
    later: tuple[ReviewDue, ...]


def sorted_out(items: Sequence[ReviewDue], today: date) -> Reviews:
    """Past its day, in the next sixty days, or later; the day itself is not past yet."""
    return Reviews(
        due=tuple(item for item in items if item.by < today),
        soon=tuple(item for item in items if today <= item.by <= today + SOON),
        later=tuple(item for item in items if item.by > today + SOON),
    )


@bp.get("/author/review")
@requires(Permission.AUTHOR_READ)
def review() -> str:
    """What is due or soon due in the courses that are served."""
    return render_template(
        "authoring/review.html",
        reviews=sorted_out(context.content().reviews, context.today()),
        never=date.min,
        soon_days=SOON.days,
    )
