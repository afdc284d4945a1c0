"""My learning and Ready to share: what is next, what is done, what is asked and why."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.authz import Owned, Permission
from lms.certificates import queries as certificates
from lms.courses.shown import path_first, shown
from lms.enrolments import calendar, queries, services
from lms.enrolments.overview import Overview, overview
from lms.leaders import queries as leaders
from lms.notes import queries as notes
from lms.practice import queries as practice
from lms.quizzes import queries as quizzes
from lms.recall import queries as recall
from lms.reminders import queries as reminders
from lms.web import context
from lms.web.guard import public, requires
from lms.web.templating import speaking
from lms.welcome import cards as welcome

bp = Blueprint("enrolments", __name__)

CONTACTS: dict[str, Any] = {
    "comms": _l("Whether to publish something, and how to say it"),
    "legal": _l("Contracts, other people’s rights, inside information"),
    "privacy": _l("Names, pictures and other personal data"),
    "security": _l("Accounts, passwords, odd messages"),
    "hr": _l("Your freedoms, time to learn, trouble at work"),
    "reporting": _l("Something wrong that should be put right"),
}
"""What people ask whom, by the names under `contact` in the organisation's own words."""


def _overview() -> tuple[Overview, dict[str, Any]]:
    content, lang = context.content(), context.language()
    person_id = context.viewer().person_id
    learning = queries.learning(
        context.db(), person_id=person_id, path=content.path.courses, today=context.today()
    )
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
    notices = queries.open_notices(context.db(), context.viewer().person_id)
    return render_template(
        "enrolments/my_learning.html",
        overview=result,
        courses=courses,
        path=context.content().path,
        notices=notices,
        answered_in=queries.where_to_answer(
            context.db(),
            notices,
            person_id=context.viewer().person_id,
            is_administrator=context.viewer().is_administrator,
            today=context.today(),
        ),
        withdrawn=certificates.withdrawn_of(
            context.db(),
            person_id=context.viewer().person_id,
            courses=[notice.subject for notice in notices if notice.kind == "revoked"],
        ),
        given_back=certificates.given_back_of(
            context.db(),
            person_id=context.viewer().person_id,
            courses=[notice.subject for notice in notices if notice.kind == "reinstated"],
        ),
        recalled=recall.reminder(
            context.db(),
            person_id=context.viewer().person_id,
            content=context.content(),
            proofs={row.course.slug: row.standing.proof for row in result.rows},
            today=context.today(),
            local=context.state().clock.day_of,
            away=lambda: (
                reminders.choice_of(context.db(), person_id=context.viewer().person_id).days_away
            ),
        ),
        notes=notes.newest(
            context.db(),
            person_id=context.viewer().person_id,
            done={row.course.slug for row in result.rows if row.state.is_valid},
            today=context.today(),
        ),
        led=leaders.leaders_of(
            context.db(),
            person_id=context.viewer().person_id,
            path=[row.course.slug for row in result.path_rows],
            today=context.today(),
        ),
        own=welcome.own(),
        practice=practice.waiting(
            context.db(), person_id=context.viewer().person_id, now=context.now()
        ),
    )


@bp.get("/ready")
@requires(Permission.LEARNING_READ)
def ready() -> str:
    """What ready covers, until when, what is open, and what it does not mean."""
    result, courses = _overview()
    said = context.content().policy.get(context.language(), {})
    return render_template(
        "enrolments/ready.html",
        overview=result,
        courses=courses,
        path=context.content().path,
        contacts=[
            (about, said[f"contact.{name}"])
            for name, about in CONTACTS.items()
            if said.get(f"contact.{name}")
        ],
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


@bp.route("/account/calendar", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def own_calendar() -> Any:
    """A private address under which other programs fetch one's own dates."""
    db, person_id = context.db(), context.viewer().person_id
    if request.method == "POST":
        services.make_feed(
            db, person_id=person_id, nonce=secrets.token_urlsafe(32), now=context.now()
        )
        flash(_("Here is your address. One you had before is void."))
        return redirect(url_for("enrolments.own_calendar"), code=303)
    feed = queries.feed_of(db, person_id)
    address = ""
    if feed is not None:
        token = calendar.token_of(_secret(), person_id=person_id, nonce=feed.nonce)
        address = _site() + url_for("enrolments.calendar_file", token=token)
    return render_template("enrolments/calendar.html", feed=feed, address=address)


@bp.post("/account/calendar/end")
@requires(Permission.ACCOUNT_MANAGE)
def end_calendar() -> Any:
    """Make one's calendar address void."""
    services.end_feed(context.db(), person_id=context.viewer().person_id)
    flash(_("The address is void. Programs that used it get nothing any more."))
    return redirect(url_for("enrolments.own_calendar"), code=303)


@bp.get("/calendar/<token>.ics")
@public
def calendar_file(token: str) -> Any:
    """Somebody's own dates, for whoever holds the address."""
    held = calendar.read_token(_secret(), token)
    db, today = context.db(), context.today()
    if held is None:
        abort(404)
    person_id, nonce = held
    language = queries.feed_language(db, person_id=person_id, nonce=nonce, today=today)
    if language is None:
        abort(404)
    path = context.content().path.courses
    learning = queries.learning(db, person_id=person_id, path=path, today=today)
    site = _site()
    with speaking(language or context.settings().languages[0]):
        written = calendar.write(
            calendar.entries(path_first(context.content()), learning, today),
            name=context.settings().organisation,
            host=urlsplit(site).hostname or "lms",
            nonce=hashlib.sha256(nonce.encode()).hexdigest(),  # never the key of the address
            now=context.now(),
            words=lambda entry: _words(entry, site),
        )
    return Response(written, mimetype="text/calendar")


def _words(entry: calendar.Entry, site: str) -> tuple[str, str]:
    title = shown(entry.course, context.language()).title
    link = site + url_for("courses.course", course=entry.course.slug)
    if entry.kind == "ends":
        return str(_("Certificate ends: %(course)s", course=title)), link
    if entry.kind == "grace":
        return str(_("Last day you count as ready: %(course)s", course=title)), link
    return str(_("Asked by today: %(course)s", course=title)), f"{entry.why}\n{link}"


def _site() -> str:
    return context.settings().public_url or request.host_url.rstrip("/")


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
