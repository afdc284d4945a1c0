"""The welcome: four questions and eight statements that nobody but the person sees answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.authz import Permission
from lms.errors import TooMany
from lms.people import locks, passwords, rules
from lms.people import queries as people
from lms.people.throttle import give_back, throttle
from lms.web import context
from lms.web.guard import requires
from lms.web.kept import unkept
from lms.welcome import advice, asking, cards, queries, services, words
from lms.welcome.forms import OpenForm
from lms.welcome.queries import Opened
from lms.welcome.said import (
    Pledge,
    Said,
    Willing,
    reasons,
    with_statements,
)

bp = Blueprint("welcome", __name__)

TRIES, WINDOW = 10, 15 * 60
STATEMENT = "statement-"
"""What begins the name of a control of a statement."""


def opened(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that needs the person's box; on a device without its key the password is asked."""

    @wraps(view)
    def with_box(**values: Any) -> Any:
        viewer = context.viewer()
        box = queries.opened(
            context.db(),
            person_id=viewer.person_id,
            session_id=viewer.session_id,
            token=viewer.token,
            to_change=request.method == "POST",
        )
        if box is None:
            here = request.path if request.method == "GET" else url_for("welcome.begin")
            return redirect(url_for("welcome.open_again", next=here), code=303)
        return view(box, **values)

    return with_box


@bp.route("/welcome/open", methods=["GET", "POST"])
@requires(Permission.PRIVATE_KEEP)
def open_again() -> Any:
    """Give the password once more, where a device has no key for what one keeps to oneself."""
    form, viewer = OpenForm(), context.viewer()
    wanted = rules.own_address(request.args.get("next")) or url_for("welcome.begin")
    own = people.account(context.db(), person_id=viewer.person_id, today=context.today())
    if request.method == "GET" or not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("welcome/open.html", form=form, own=own), status
    salt = queries.salt_of(context.db(), person_id=viewer.person_id) or locks.new_salt()
    context.db().rollback()  # no lock is held while counting and hashing
    begin, secret = context.state().database.begin, context.settings().secret_key
    kind, who = "private/account", str(viewer.person_id)
    try:
        throttle(begin, kind, who, TRIES, WINDOW, context.now(), secret=secret)
    except TooMany as error:
        form.form_errors.append(_("There were too many tries. Try again in a quarter of an hour."))
        answer = render_template("welcome/open.html", form=form, own=own)
        return answer, 429, {"Retry-After": str(error.values.get("seconds", 60))}
    given = str(form.password.data)
    if not passwords.verify(own.password_hash, given):
        form.password.errors = [_("This is not your password.")]
        return render_template("welcome/open.html", form=form, own=own), 422
    key = locks.key_of_password(given, salt)
    services.open_box(
        context.db(),
        person_id=viewer.person_id,
        session_id=viewer.session_id,
        token=viewer.token,
        salt=salt,
        password_key=key,
    )
    give_back(context.db(), kind, who, WINDOW, context.now(), secret=secret)
    return redirect(wanted, code=303)


@bp.get("/welcome")
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def begin(box: Opened) -> Any:
    """What the questions are for, who sees what, and earlier answers."""
    return render_template(
        "welcome/begin.html",
        said=box.said,
        questions=words.questions(),
        given=[asking.chosen(box.said, number) for number in range(1, asking.QUESTIONS + 1)],
        text=advice.text_of(context.content(), context.language()),
    )


@bp.route("/welcome/<int(min=1, max=4):number>", methods=["GET", "POST"])
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def question(box: Opened, number: int) -> Any:
    """One of the four questions; answering nothing skips it."""
    error = ""
    if request.method == "POST":
        now = asking.answered(box.said, number, request.form.getlist("answer")[:20])
        if now is not None:
            _keep(box, now, counts=number == asking.HOLDS)
            if number < asking.QUESTIONS:
                return redirect(url_for("welcome.question", number=number + 1), code=303)
            return redirect(url_for("welcome.done"), code=303)
        error = _("Choose from the answers on this page.")
    answer = render_template(
        "welcome/question.html",
        number=number,
        of=asking.QUESTIONS,
        asked=words.questions()[number - 1],
        chosen=asking.chosen(box.said, number),
        has_statements=number == asking.HOLDS and context.content().diagnostic is not None,
        error=error,
    )
    return answer, 422 if error else 200


@bp.route("/welcome/statements", methods=["GET", "POST"])
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def statements(box: Opened) -> Any:
    """Eight statements, for whoever would like to find out what holds them back."""
    content, lang = context.content(), context.language()
    text = advice.text_of(content, lang)
    if text is None or content.diagnostic is None:
        abort(404)
    error = ""
    if request.method == "POST":
        names = [item.name for item in text.statements]
        given = {
            name.removeprefix(STATEMENT): value
            for name, value in request.form.items()
            if name.startswith(STATEMENT)
        }
        stated = asking.stated(names, given)
        if stated is not None:
            _keep(box, with_statements(box.said, stated), counts=True)
            return redirect(url_for("welcome.question", number=3), code=303)
        error = _("Choose from the answers on this page.")
    answer = render_template(
        "welcome/statements.html",
        text=text,
        scale=content.diagnostic.scale[text.lang],
        given=box.said.statements,
        prefix=STATEMENT,
        error=error,
    )
    return answer, 422 if error else 200


def _keep(box: Opened, now: Said, *, counts: bool) -> None:
    now = replace(now, is_passed=True)
    if not counts:
        services.keep(context.db(), box, now)
        return
    text = advice.text_of(context.content(), context.language())
    services.keep_reasons(
        context.db(),
        box,
        now,
        held_back_by=reasons(now, text.statements if text else ()),
        today=context.today(),
    )


@bp.get("/welcome/done")
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def done(box: Opened) -> Any:
    """Where the answers lead, what the organisation owes, and who sees what."""
    content, lang, said = context.content(), context.language(), box.said
    return render_template(
        "welcome/done.html",
        said=said,
        suggested=advice.suggested(said, content, lang),
        reasons=advice.reasons_of(said, content, lang),
        leads=advice.answers_lead(said, content, lang),
        time=words.time_advice().get(said.time, ""),
        counted_in=said.counted and queries.name_of_place(context.db(), place=said.counted.place),
    )


@bp.post("/welcome/skip")
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def skip(box: Opened) -> Any:
    """Skip all questions, those not answered yet; they are not offered again."""
    services.keep(context.db(), box, replace(box.said, is_passed=True))
    return redirect(url_for("enrolments.my_learning"), code=303)


@bp.post("/welcome/delete")
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def delete(box: Opened) -> Any:
    """Delete one's answers, and take them out of the counts."""
    services.keep_reasons(
        context.db(), box, box.said.without_answers(), held_back_by=None, today=context.today()
    )
    flash(_("Your answers are deleted."), "success")
    return redirect(url_for("welcome.begin"), code=303)


@bp.get("/freedoms")
@requires(Permission.LEARNING_READ)
def freedoms() -> Any:
    """What people are free to do, before where it ends."""
    return render_template("welcome/freedoms.html", house=cards.house())


@bp.route("/promise", methods=["GET", "POST"])
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def promise(box: Opened) -> Any:
    """Three statements to understand, then a promise of two halves; both for oneself alone."""
    house, given = cards.house(), dict[str, str]()
    if request.method == "POST" and not house.has_pledge:
        abort(404)
    if request.method == "POST":
        checks = words.checks()
        given = {check.name: request.form.get(check.name, "") for check in checks}
        missing = [check.name for check in checks if given[check.name] not in {"yes", "no"}]
        understood = all(given[check.name] == ("yes" if check.holds else "no") for check in checks)
        if understood and request.form.get("promise") == house.version:
            pledge = Pledge(context.today(), house.version, context.language())
            services.keep(context.db(), box, replace(box.said, pledge=pledge))
            flash(_("Your promise is kept, for you alone. So is ours to you."), "success")
            return redirect(url_for("welcome.promise"), code=303)
        answer = render_template(
            "welcome/promise.html",
            house=house,
            checks=checks,
            given=given,
            missing=missing,
            understood=understood,
            pledge=None,
            changed=False,
        )
        return answer, 422 if missing else 200
    pledge_now = box.said.pledge
    return render_template(
        "welcome/promise.html",
        house=house,
        checks=words.checks(),
        given=given,
        missing=[],
        understood=False,
        pledge=pledge_now,
        changed=pledge_now is not None and cards.house(pledge_now.lang).version != pledge_now.text,
    )


@bp.post("/promise/withdraw")
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def withdraw(box: Opened) -> Any:
    """Take the promise back, at once and without a reason; nothing of it stays."""
    services.keep(context.db(), box, replace(box.said, pledge=None))
    flash(_("Your promise is taken back. Nobody is told, and your certificates stay."), "success")
    return redirect(url_for("welcome.promise"), code=303)


@bp.route("/willingness", methods=["GET", "POST"])
@requires(Permission.PRIVATE_KEEP)
@opened
@unkept
def willingness(box: Opened) -> Any:
    """Whether one would like to share: chosen, changed and seen by oneself alone."""
    error = ""
    if request.method == "POST":
        value = request.form.get("willing", "")
        if value in {"", *Willing}:
            services.keep(context.db(), box, replace(box.said, willing=value))
            flash(_("Kept, for you alone."), "success")
            return redirect(url_for("welcome.willingness"), code=303)
        error = _("Choose from the answers on this page.")
    answer = render_template(
        "welcome/willingness.html",
        choices=words.willing(),
        chosen=box.said.willing,
        error=error,
    )
    return answer, 422 if error else 200


@bp.get("/admin/what-would-help")
@requires(Permission.PEOPLE_MANAGE)
def what_would_help() -> Any:
    """The summary of the whole organisation, with what the organisation owes."""
    return render_template(
        "welcome/organisation.html",
        bars=cards.bars(queries.steps_of_all(context.db())),
    )
