"""Errors as pages: what happened in plain words, nothing technical, nothing lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import structlog
from flask import Flask, current_app, g, render_template, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from lms.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, TooMany
from lms.web import context
from lms.web.kept import labelled

log = structlog.get_logger()

PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})

KINDS: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
}

SENTENCES: dict[str, Any] = {
    "attempt_closed": _l("This attempt is already finished. Its result has not changed."),
    "certificate_counts": _l("The certificate is not withdrawn. It counts."),
    "certificate_over": _l("The certificate has ended. There is nothing left to withdraw."),
    "certificate_own": _l(
        "This certificate is your own. Another administrator decides about it, "
        "or a command on the server."
    ),
    "certificate_withdrawn": _l("The certificate was withdrawn already."),
    "certificate_replaced": _l("This code was replaced. Use the code of today."),
    "certificate_revoked": _l("The certificate was withdrawn. It cannot be issued anew."),
    "finish_first": _l("Finish your own courses of the path first. Your line is kept below."),
    "course_has_no_quiz": _l("This course has no quiz yet."),
    "no_attempts_left": _l("The attempts of this course are used. An administrator can add one."),
    "not_yet": _l("The next attempt opens later. The quiz's page says when."),
    "not_missed": _l("This question does not come back for practice."),
    "arrangement_over": _l("This was taken back already. Look at the page again."),
    "asked_already": _l(
        "This is already asked of the same people. Change or end that assignment first."
    ),
    "assignment_over": _l("This assignment has ended. Look at the list again."),
    "course_not_ready": _l("There is no ready course %(course)s. Drafts cannot be asked for."),
    "day_missing": _l("Choose the new day."),
    "day_over": _l("This day is over. Choose today or a later day."),
    "days_missing": _l("Write a number of days from 0 to %(most)s."),
    "due_missing": _l("Choose the day by which it is asked."),
    "due_passed": _l("The day has passed. Choose today or a later day."),
    "entering_unknown": _l(
        "We keep no day on which this began. Choose days after joining, or a day."
    ),
    "last_day_far": _l("Choose a day within the next five years."),
    "last_day_not_later": _l(
        "The course is asked by that day, or a later one. Choose a day after it."
    ),
    "last_day_over": _l("The last day is over. Choose today or a later day."),
    "log_not_sealed": _l("Much was logged just now. Try again in a while."),
    "no_without_reason": _l("Write why: the person reads it."),
    "role_missing": _l("Choose a role."),
    "rule_empty": _l("Write at least one line of the rule."),
    "unknown_assignment": _l("There is no such assignment."),
    "wanted_over": _l("Choose a day after today."),
    "wish_answered": _l("Somebody has answered this already. Look at the page again."),
    "why_missing": _l("Write the reason: people see it beside the date."),
    "unknown_certificate": _l("There is no certificate of that code."),
    "unknown_course": _l("There is no course of that name."),
    "unknown_team": _l("There is no team of that name."),
    "name_taken": _l("Somebody already signs in with this name or address."),
    "link_over": _l("This link was used or is over."),
    "not_taken_up_yet": _l("The change is being published. Try again in a moment."),
    "published_meanwhile": _l("Somebody else published meanwhile. Look again at what is left."),
    "unknown_question": _l("There is no question of that name."),
    "unknown_change": _l("Nothing of this change is asked of you."),
    "own_account": _l("You cannot deactivate your own account. Ask another administrator."),
    "people_changed": _l("People were changed meanwhile. Check the file again."),
    "person_erased": _l("This person's data was erased and cannot come back."),
    "person_left": _l("This person has left. Let them back in first."),
    "plan_has_problems": _l("The file has problems. Nothing was written."),
    "same_name": _l("The certificate bears the name on record. Correct the person's name first."),
    "still_active": _l("Deactivate the person first. Only a leaver's data can be erased."),
    "unknown_person": _l("There is no such person."),
    "unknown_membership": _l("Nobody was in a team in this way."),
    "team_name_taken": _l("There is a team of that name already."),
    "team_name_ended": _l("A team of that name has ended. Let it begin again on its page."),
    "team_over": _l("This team has ended. Choose another one, or let it begin again first."),
    "team_ring": _l("This would make a ring: %(way)s. Choose a team that is not below this one."),
    "team_has_teams_below": _l("There are teams below this one. Move or end them first."),
    "team_not_empty": _l("Somebody is in this team, or will be. End that first."),
    "last_day_before_first": _l("The last day is before the first. Correct one of them."),
    "day_far": _l("Choose a day between 1950 and 2100."),
    "deputy_without_end": _l("Choose the last day: a deputy stands in for a time."),
    "there_already": _l("The person has this place in the team in these days already."),
    "too_many_reactions": _l(
        "You have sent as much as fits into one day. Copy your words and send them tomorrow."
    ),
    "unknown_reaction": _l("There is no such message."),
    "too_many_tries": _l("There were too many tries. Wait a moment and try again."),
}
"""One sentence for each code of a DomainError; a contract test checks that none is missing."""


def install(app: Flask) -> None:
    """Register the handlers."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        status = error.code if error.code in PAGES else (404 if error.code < 500 else 500)
        headers = [
            (name, value)
            for name, value in error.get_response().headers
            if name in {"Allow", "Retry-After"}
        ]
        return page(status), error.code, headers

    @app.errorhandler(DomainError)
    def domain_error(error: DomainError) -> Any:
        status = next(number for kind, number in KINDS.items() if isinstance(error, kind))
        headers = {}
        if isinstance(error, TooMany):
            headers["Retry-After"] = str(error.values.get("seconds", 60))
        return page(status, sentence=SENTENCES.get(error.code)), status, headers

    @app.errorhandler(OperationalError)
    @app.errorhandler(PoolTimeout)
    def database_away(error: Exception) -> Any:
        log.error("database_away", error=type(error).__name__)
        g.setdefault("viewer", None)  # asking again would only wait again
        return page(503), 503, {"Retry-After": "5"}

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Any:
        if app.testing:
            raise error
        log.error("unexpected_error", endpoint=request.endpoint, exc_info=error)
        return page(500), 500


def page(status: int, *, sentence: object = None) -> str:
    """The error page of a status, with what was typed in a form so that it can be copied."""
    _know_viewer()
    kept: list[tuple[object, str]] = []
    if request.method == "POST" and status != 413:
        kept = labelled(request.form.items(multi=True))
    return render_template(
        f"errors/{status}.html",
        sentence=sentence,
        kept=kept,
        form_page=_form_page() if status == 413 else None,
        reference=g.get("request_id", ""),
    )


def _form_page() -> str | None:
    """Where the form stands that was sent, when its address has a page; nothing of it is kept."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not adapter.test(request.path, method="GET"):
        return None
    return quote(request.path)


def _know_viewer() -> None:
    """Load who looks before rendering; a database that is away must not break the error page."""
    try:
        context.viewer_or_none()
    except SQLAlchemyError as error:
        log.warning("viewer_unknown", error=type(error).__name__)
        g.viewer = None
