"""What a person's managers see of them, for that person: the same page, and who opened it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.authz import Permission
from lms.i18n import day
from lms.readiness import looks
from lms.readiness.looks import PAGE, Look
from lms.readiness.seen import seen_in_each_team
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("trust", __name__)

LOOKS: dict[str, Any] = {
    "person": _l("opened your page"),
    "team": _l("opened the page of %(team)s"),
    "below": _l("opened a list of people in %(team)s and below"),
    "export": _l("exported the list of %(team)s"),
    "evidence": _l("made an evidence pack about you"),
    "course_evidence": _l("made an evidence pack about a course you take"),
}


@bp.get("/account/privacy")
@requires(Permission.ACCOUNT_MANAGE)
def privacy() -> str:
    """What is stored about oneself, what one's managers see, and who looked."""
    db, person_id = context.db(), context.viewer().person_id
    page = request.args.get("page", "")
    return render_template(
        "readiness/own.html",
        seen=seen_in_each_team(
            db,
            person_id=person_id,
            content=context.content(),
            language=context.language(),
            today=context.today(),
        ),
        looks=looks.looks(
            db,
            person_id=person_id,
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        ),
        size=PAGE,
        told=_told,
        address=lambda number: url_for("trust.privacy", page=number, _anchor="looks"),
        kept_days=context.settings().answers_kept_days,
    )


def _told(look: Look) -> str:
    """What somebody did, in words."""
    said = str(LOOKS.get(look.what, LOOKS["team"])) % {"team": look.team or ""}
    return (
        said
        if look.day is None
        else _("%(did)s as of %(day)s", did=said, day=day(look.day, context.language()))
    )
