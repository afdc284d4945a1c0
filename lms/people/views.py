"""Pages for signing in, for one's account, and for administrators."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import segno
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_user, logout_user
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from lms.authz import Permission
from lms.errors import Conflict, Invalid, TooMany
from lms.inbox import letters
from lms.inbox import services as inbox_services
from lms.operations import services as operation_services
from lms.operations.queries import as_json, held_about
from lms.people import (
    audit,
    forms,
    importing,
    locks,
    passwords,
    queries,
    reading,
    rests,
    rules,
    services,
    team_queries,
    undo_queries,
    uploads,
    words,
)
from lms.people.queries import PersonDetail
from lms.people.throttle import give_back, throttle
from lms.web.context import (
    SAFE_METHODS,
    content,
    db,
    now,
    settings,
    state,
    today,
    viewer,
    viewer_or_none,
)
from lms.web.context import (
    language as current_language,
)
from lms.web.errors import SENTENCES
from lms.web.guard import public, requires
from lms.web.kept import (
    KEY,
    Pairs,
    carried,
    keep,
    kept_for,
    labelled,
    to_carry,
    worth_showing,
)
from lms.web.templating import speaking
from lms.welcome import queries as boxes
from lms.welcome import services as box_services

bp = Blueprint("people", __name__)

WINDOW = 15 * 60
ACCOUNT_TRIES = 10
ADDRESS_TRIES = 50
FORGOTTEN_TRIES = 5

REST = "rest"
"""Under which the session keeps marks of the lines to mend that were downloaded."""

Answer = Any


def sign_in_needed() -> Answer:
    """The answer to somebody not signed in: to the sign-in page, with what they posted kept."""
    if request.method in SAFE_METHODS:
        wanted = request.full_path if request.query_string else request.path
        return redirect(url_for("people.sign_in", next=rules.own_address(wanted)), 302)
    page, fields = _page_of(request.path), list(request.form.items(multi=True))
    wrote = worth_showing(fields)
    if keep(page, fields, person_id=_last_person()) and wrote:
        flash(_("You were signed out. Sign in, and what you wrote is still there."), "info")
    elif wrote:
        # Sealed, or too much for a cookie: it stays on the page and goes along with the name.
        form = forms.SignInForm()
        form.next.data = page
        return _sign_in_page(form, 403, kept=wrote)
    elif len(fields) > 1:
        flash(_("You were signed out. Sign in, and look at what you had chosen."), "info")
    return redirect(url_for("people.sign_in", next=page), 303)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Answer:
    """Sign in with an address or a staff number and a password."""
    form = forms.SignInForm()
    if request.method == "GET":
        wanted = rules.own_address(request.args.get("next"))
        if viewer_or_none() is not None:
            return redirect(wanted or url_for("enrolments.my_learning"))
        form.next.data = wanted or ""
        return _sign_in_page(form, 200)
    if _only_carries():
        return _sign_in_page(form, 200)
    if not form.validate_on_submit():
        return _sign_in_page(form, 422)
    name = rules.sign_in_name(_text(form.sign_in_name))
    try:
        _count_tries("sign-in", name)
    except TooMany as error:
        form.form_errors.append(_wait_words(error))
        return _too_many("people/sign_in.html", error, form=form, kept=to_carry(carried()))
    with state().database.reading() as reading_db:
        found = queries.candidate(reading_db, name=name, today=today())
    stored = found.password_hash if found else None
    if not passwords.verify(stored, _text(form.password)) or found is None or stored is None:
        form.form_errors.append(_("The name and the password do not belong together."))
        return _sign_in_page(form, 422)
    rehashed = (
        passwords.hash_password(_text(form.password)) if passwords.needs_rehash(stored) else None
    )
    with state().database.reading() as reading_db:
        salt = boxes.salt_of(reading_db, person_id=found.person_id) or locks.new_salt()
    opening = salt, locks.key_of_password(_text(form.password), salt)
    wrote = carried()
    if wrote and _last_person() != found.person_id:
        wrote = []  # somebody else wrote it
    _begin_session(found.person_id, is_shared=form.shared.data, rehashed=rehashed, opening=opening)
    _give_back_try("sign-in", name)
    wanted = rules.own_address(form.next.data) or url_for("enrolments.my_learning")
    if wrote:
        return render_template("people/signed_in.html", kept=labelled(wrote), wanted=wanted)
    return redirect(wanted, 303)


def _sign_in_page(form: forms.SignInForm, status: int, *, kept: Pairs | None = None) -> Answer:
    """The page to sign in, with what somebody wrote when their session was over."""
    going = to_carry(carried() if kept is None else kept)
    return make_response(render_template("people/sign_in.html", form=form, kept=going), status)


def _only_carries() -> bool:
    """Whether a form brings nothing but words that go along: a link would have lost them."""
    return bool(carried()) and "sign_in_name" not in request.form


@bp.post("/sign-out")
@public
def sign_out() -> Answer:
    """End this session."""
    person = viewer_or_none()
    if person is not None:
        services.end_session(db(), token=person.token)
    _forget_session()
    flash(_("You are signed out."), "success")
    return redirect(url_for("people.sign_in"), 303)


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Answer:
    """Ask for a link to set a new password; the answer is the same for everybody."""
    form = forms.ForgottenForm()
    kept, wanted = to_carry(carried()), request.form.get("next", "")
    page = {"form": form, "kept": kept, "wanted": wanted}
    if request.method == "GET" or _only_carries():
        return render_template("people/forgotten.html", **page)
    if not form.validate_on_submit():
        return render_template("people/forgotten.html", **page), 422
    name = rules.sign_in_name(_text(form.sign_in_name))
    try:
        _count_tries("forgotten", name, account=FORGOTTEN_TRIES)
    except TooMany as error:
        form.form_errors.append(_wait_words(error))
        return _too_many("people/forgotten.html", error, **page)
    _send_link(name)
    if kept:
        return render_template("people/forgotten_sent.html", kept=kept, wanted=wanted)
    return redirect(url_for("people.forgotten_sent"), 303)


@bp.get("/forgotten/sent")
@public
def forgotten_sent() -> Answer:
    """What happens next, whoever asked."""
    return render_template("people/forgotten_sent.html", kept=(), wanted="")


@bp.route("/set-password/<token>", methods=["GET", "POST"])
@public
def set_password(token: str) -> Answer:
    """Set a password by a one-time link."""
    form = forms.NewPasswordForm()
    holder = queries.link_holder(db(), token=token, now=now(), today=today())
    if request.method == "GET":
        if holder is None:
            return render_template("people/link_over.html"), 410
        return render_template("people/set_password.html", form=form, holder=holder)
    _let_go()
    try:
        _count_tries("set-password", token)
    except TooMany as error:
        return _too_many("people/link_over.html", error)
    if holder is None:
        return _link_used_before(token, form)
    if not form.validate_on_submit() or not _is_strong(form.new_password, holder.own_words):
        return render_template("people/set_password.html", form=form, holder=holder), 422
    password_hash = passwords.hash_password(_text(form.new_password))
    try:
        person_id = services.use_link(db(), token=token, password_hash=password_hash, now=now())
    except Conflict:
        return _link_used_before(token, form)
    box_services.end_box(db(), person_id=person_id)  # whoever sets a password sees nothing private
    return _password_is_set()


@bp.route("/account", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def account() -> Answer:
    """One's name, language, colours and signed-in devices."""
    person = viewer()
    form = forms.AppearanceForm(language=person.language or current_language(), theme=person.theme)
    if form.validate_on_submit():
        services.set_appearance(
            db(),
            person_id=person.person_id,
            language=form.language.data,
            theme=form.theme.data,
        )
        session["lang"] = form.language.data
        with speaking(form.language.data):
            flash(_("Your choices are saved."), "success")
        return redirect(url_for("people.account"), 303)
    page = render_template(
        "people/account.html",
        form=form,
        account=queries.account(db(), person_id=person.person_id, today=today()),
        has_clocks=any(
            one.quiz is not None and one.quiz.minutes for one in content().courses.values()
        ),
        devices=queries.devices(
            db(), person_id=person.person_id, session_id=person.session_id, now=now()
        ),
    )
    return page, 422 if request.method == "POST" else 200


@bp.post("/account/language")
@public
def language() -> Answer:
    """Choose the language, signed in or not."""
    wish = request.form.get("lang", "")
    if wish not in settings().languages:
        abort(422)
    session["lang"] = wish
    person = viewer_or_none()
    if person is not None:
        services.set_language(db(), person_id=person.person_id, language=wish)
    elif carried():
        form = forms.SignInForm()
        form.next.data = rules.own_address(request.form.get("wanted")) or ""
        with speaking(wish):
            return _sign_in_page(form, 200)
    here = rules.own_address(request.form.get("next"))
    return redirect(_page_of(here) if here else "/", 303)


@bp.route("/account/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def password() -> Answer:
    """Change one's password; other devices are signed out."""
    person = viewer()
    form = forms.ChangePasswordForm()
    own = queries.account(db(), person_id=person.person_id, today=today())
    if request.method == "GET":
        return render_template("people/password.html", form=form, own=own)
    _let_go()
    if not form.validate_on_submit() or not _is_strong(form.new_password, own.own_words):
        return render_template("people/password.html", form=form, own=own), 422
    try:
        _count_tries("password", str(person.person_id))
    except TooMany as error:
        form.form_errors.append(_wait_words(error))
        return _too_many("people/password.html", error, form=form, own=own)
    if not passwords.verify(own.password_hash, _text(form.current_password)):
        form.current_password.errors = [_("This is not your current password.")]
        return render_template("people/password.html", form=form, own=own), 422
    with state().database.reading() as reading_db:
        old_salt = boxes.salt_of(reading_db, person_id=person.person_id)
    new_salt, password_hash = locks.new_salt(), passwords.hash_password(_text(form.new_password))
    new_key = locks.key_of_password(_text(form.new_password), new_salt)
    old_key = old_salt and locks.key_of_password(_text(form.current_password), old_salt)
    services.change_password(
        db(),
        person_id=person.person_id,
        password_hash=password_hash,
        session_id=person.session_id,
        now=now(),
    )
    if old_key:
        box_services.keep_box(
            db(),
            person_id=person.person_id,
            old_key=old_key,
            salt=new_salt,
            password_key=new_key,
        )
    flash(_("Your password is changed. Other devices are signed out."), "success")
    return redirect(url_for("people.account"), 303)


@bp.post("/account/sign-out-everywhere")
@requires(Permission.ACCOUNT_MANAGE)
def sign_out_everywhere() -> Answer:
    """End all of one's sessions, this one too."""
    services.end_sessions(db(), person_id=viewer().person_id)
    _forget_session()
    flash(_("You are signed out on every device."), "success")
    return redirect(url_for("people.sign_in"), 303)


@bp.get("/account/data.json")
@requires(Permission.ACCOUNT_MANAGE)
def data() -> Answer:
    """A copy of everything stored about oneself."""
    person = viewer()
    held = held_about(
        db(),
        person_id=person.person_id,
        session_id=person.session_id,
        token=person.token,
        secret=settings().secret_key,
        zone=state().clock.zone,
    )
    answer = make_response(as_json(held))
    answer.mimetype = "application/json"
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@bp.get("/admin/people")
@requires(Permission.PEOPLE_MANAGE)
def people() -> Answer:
    """Everybody, by name, with a search."""
    find = request.args.get("find", "").replace("\x00", "").strip()[:100]
    left = request.args.get("left") == "1"
    without_team = not left and request.args.get("team") == "none"
    page = queries.people_page(
        db(),
        find=find,
        page=request.args.get("page", 1, type=int),
        left=left,
        without_team=without_team,
        today=today(),
    )
    return render_template(
        "people/people.html",
        without_team=without_team,
        page=page,
        find=find,
        left=left,
        unreached=() if find or left or without_team else queries.unreached(db(), today=today()),
        most_unreached=queries.MOST_UNREACHED,
    )


@bp.route("/admin/people/add", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def add() -> Answer:
    """Add one person."""
    form = forms.NewPersonForm()
    form.team.choices = forms.team_choices(queries.team_choices(db()))
    if form.validate_on_submit():
        try:
            person_id = services.add_person(
                db(),
                **_stated(form),
                team_id=form.team.data or None,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            _say(form, error)
        else:
            flash(_("Added. Now make a one-time link for the password."), "success")
            return redirect(url_for("people.person", person_id=person_id), 303)
    return render_template("people/add.html", form=form), 422 if form.is_submitted() else 200


def _person(session: Session, person_id: int) -> PersonDetail | None:
    return queries.person_detail(session, person_id=person_id, today=today())


@bp.route("/admin/people/<int(max=2147483647):person_id>", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_person)
def person(found: PersonDetail) -> Answer:
    """One person: change names, roles and team; links; deactivate; erase."""
    form = forms.PersonForm(
        first_name=found.first_name,
        last_name=found.last_name,
        email=found.email,
        staff_number="" if found.email else found.sign_in_name,
        job_title=found.job_title,
        language=found.language or "",
        is_author=found.is_author,
        is_administrator=found.is_administrator,
    )
    if found.is_erased and request.method == "POST":
        raise Conflict("person_erased")
    if form.validate_on_submit():
        try:
            services.change_person(
                db(),
                person_id=found.person_id,
                actor_id=viewer().person_id,
                values=_stated(form),
                now=now(),
            )
        except Invalid as error:
            _say(form, error)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("people.person", person_id=found.person_id), 303)
    status = 422 if form.is_submitted() else 200
    is_self = found.person_id == viewer().person_id
    has_left = found.left_on is not None and found.left_on <= today()
    return (
        render_template(
            "people/person.html",
            form=form,
            person=found,
            is_self=is_self,
            has_left=has_left,
            unreached=queries.unreached(db(), today=today(), person_id=found.person_id),
            has_limits=any(one.has_limits for one in content().courses.values()),
            terms=team_queries.terms_of_person(db(), person_id=found.person_id),
            kinds=words.KINDS,
            history=words.told(audit.about_person(db(), person_id=found.person_id)),
            today=today(),
        ),
        status,
    )


@bp.post("/admin/people/<int(max=2147483647):person_id>/link")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def make_link(found: PersonDetail) -> Answer:
    """Make a one-time link to set a password; earlier ones become void."""
    if found.left_on is not None and found.left_on <= today():
        raise Conflict("person_left")
    token = services.issue_link(
        db(),
        person_id=found.person_id,
        now=now(),
        lasts=rules.LINK_BY_HAND,
        actor_id=viewer().person_id,
    )
    session["link"] = {"person": found.person_id, "token": token}
    return redirect(url_for("people.link", person_id=found.person_id), 303)


@bp.get("/admin/people/<int(max=2147483647):person_id>/link")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def link(found: PersonDetail) -> Answer:
    """Show a link once, to print or to hand over."""
    made = session.pop("link", None)
    address = None
    if isinstance(made, dict) and made.get("person") == found.person_id:
        address = _site_address() + url_for("people.set_password", token=made["token"])
    return render_template(
        "people/link.html",
        person=found,
        address=address,
        picture=_picture(address) if address else None,
        site_address=_site_address(),
        until=state().clock.day_of(now() + rules.LINK_BY_HAND),
    )


@bp.post("/admin/people/<int(max=2147483647):person_id>/deactivate")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def deactivate(found: PersonDetail) -> Answer:
    """End somebody's access; the records stay."""
    services.deactivate(
        db(),
        person_id=found.person_id,
        actor_id=viewer().person_id,
        now=now(),
        today=today(),
    )
    inbox_services.hand_over(db(), now=now(), today=today(), letter=letters.waits)
    flash(_("%(name)s can no longer sign in.", name=found.name), "success")
    return redirect(url_for("people.person", person_id=found.person_id), 303)


@bp.post("/admin/people/<int(max=2147483647):person_id>/reactivate")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def reactivate(found: PersonDetail) -> Answer:
    """Let somebody who came back sign in again."""
    services.reactivate(db(), person_id=found.person_id, actor_id=viewer().person_id, now=now())
    flash(_("%(name)s can sign in again.", name=found.name), "success")
    return redirect(url_for("people.person", person_id=found.person_id), 303)


@bp.route("/admin/people/<int(max=2147483647):person_id>/erase", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_person)
def erase(found: PersonDetail) -> Answer:
    """Erase a leaver's personal data, after a page that says what goes and what stays."""
    if request.method == "GET":
        if found.is_erased or found.left_on is None:
            return redirect(url_for("people.person", person_id=found.person_id))
        return render_template("people/erase.html", person=found)
    operation_services.erase_person(
        db(),
        person_id=found.person_id,
        actor_id=viewer().person_id,
        now=now(),
        today=today(),
    )
    flash(_("The person's data is erased."), "success")
    return redirect(url_for("people.people", left=1), 303)


@bp.route("/admin/people/import", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def import_people() -> Answer:
    """Upload a people file."""
    form = forms.UploadForm()
    if form.validate_on_submit():
        data = _uploaded()
        read = reading.read(data)
        if data and (read.rows or len(read.problems) > 1):
            token = uploads.keep(
                settings().instance / "imports",
                person_id=viewer().person_id,
                data=data,
                now=now(),
            )
            return redirect(url_for("people.import_check", token=token), 303)
        problem = _why_no_file(data, read)
        words_for = (
            [words.what_is_wrong(problem), words.how_to_mend(problem)]
            if problem
            else [_("Choose a file.")]
        )
        if problem and problem.column:
            words_for.insert(0, f"{problem.column}:")
        form.file.errors = [" ".join(words_for)]
    return (
        render_template(
            "people/import_people.html",
            form=form,
            imports=undo_queries.recent(db(), now=now()),
        ),
        422 if form.is_submitted() else 200,
    )


@bp.route("/admin/people/import/<token>", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def import_check(token: str) -> Answer:
    """What the file would change; nothing is written before it is confirmed."""
    data = _kept(token)
    if data is None:
        return render_template("people/import_over.html"), 410
    read = reading.read(data)
    is_recalled = _is_recalled(read)
    plan = _possible(read)
    form = forms.ConfirmForm()
    status, moved = 200, False
    if form.validate_on_submit() and not plan.problems:
        with_leaving = form.with_leaving.data
        if plan.is_empty and not (with_leaving and plan.leaving):
            return _imported(plan, token, with_leaving=False)
        if form.fingerprint.data == plan.fingerprint:
            import_id = services.apply_plan(
                db(),
                plan,
                with_leaving=with_leaving,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
            return _imported(plan, token, with_leaving=with_leaving, import_id=import_id)
        status, moved = 409, True
    elif form.is_submitted():
        status = 422
    form.fingerprint.data = plan.fingerprint
    page = render_template(
        "people/import_check.html",
        form=form,
        plan=plan,
        token=token,
        ignored=read.ignored,
        is_rest=read.is_part or is_recalled,
        is_recalled=is_recalled,
        moved=moved,
        what=words.what_is_wrong,
        mend=words.how_to_mend,
        fields=words.FIELDS,
        most=200,
    )
    return page, status


@bp.get("/admin/people/import/<token>/rest")
@requires(Permission.PEOPLE_MANAGE)
def import_rest(token: str) -> Answer:
    """The lines of a checked file that are to be mended, with what to do about each."""
    data = _kept(token)
    if data is None:
        return render_template("people/import_over.html"), 410
    left_out = _possible(reading.read(data)).left_out
    if not left_out:
        return redirect(url_for("people.import_check", token=token))
    told = words.told_by_line(left_out)
    rest = reading.rest(data, told, language=current_language())
    session[REST] = rests.remembered(reading.read(rest.encode()), now=now())
    answer = make_response(rest)
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="people-to-mend.csv"'
    return answer


def _kept(token: str) -> bytes | None:
    return uploads.kept(
        settings().instance / "imports", person_id=viewer().person_id, token=token, now=now()
    )


def _possible(read: reading.Reading) -> importing.Plan:
    return importing.possible(
        read.rows,
        queries.existing(db(), today=today()),
        problems=read.problems,
        is_part=read.is_part or _is_recalled(read),
    )


def _is_recalled(read: reading.Reading) -> bool:
    """Whether these are the lines to mend that were downloaded, without their two columns."""
    return not read.is_part and rests.holds(session.get(REST), read.rows, now=now())


def _uploaded() -> bytes:
    if "file" not in request.files:
        return b""
    with closing(request.files["file"]) as file:
        return bytes(file.read())


def _why_no_file(data: bytes, read: reading.Reading) -> importing.Problem | None:
    """Why there is nothing to check; None when no file was chosen at all."""
    if not data and ("file" not in request.files or not request.files["file"].filename):
        return None
    return read.problems[0] if read.problems else importing.Problem(1, "", "no_people")


def _imported(
    plan: importing.Plan, token: str, *, with_leaving: bool, import_id: int | None = None
) -> Answer:
    if plan.is_empty and not with_leaving:
        flash(_("Everything in the file is in place."), "success")
    else:
        added = ngettext("%(num)d person added", "%(num)d people added", len(plan.new))
        changed = ngettext("%(num)d changed", "%(num)d changed", len(plan.changed))
        left = len(plan.leaving) if with_leaving else 0
        gone = ngettext("%(num)d deactivated", "%(num)d deactivated", left)
        told = f"{added}, {changed}, {gone}."
        if import_id is not None:
            way_back = url_for("imports.undo", import_id=import_id)
            told = Markup('{} <a href="{}">{}</a>').format(told, way_back, _("Undo"))
        flash(told, "success")
    if plan.left_out:  # the rest of the file is still to be had there
        return redirect(url_for("people.import_check", token=token), 303)
    return redirect(url_for("people.people"), 303)


def _begin_session(
    person_id: int, *, is_shared: bool, rehashed: str | None, opening: tuple[bytes, bytes]
) -> None:
    """Begin a new session; nothing of an earlier one goes on except language and kept form.

    `opening` holds the salt and the key that open what the person keeps to themselves.
    """
    kept, wish, old = kept_for(person_id), session.get("lang"), session.get("_user_id")
    session.clear()
    if kept is not None:
        session[KEY] = kept
    if wish is not None:
        session["lang"] = wish
    token = services.start_session(
        db(),
        person_id=person_id,
        now=now(),
        is_shared=is_shared,
        device=rules.device_words(request.user_agent.string),
    )
    if isinstance(old, str):
        services.end_session(db(), token=old)
    if rehashed:
        services.keep_hash(db(), person_id=person_id, password_hash=rehashed)
    person = state().load_viewer(db(), token, now())
    if person is not None:
        box_services.open_box(
            db(),
            person_id=person_id,
            session_id=person.session_id,
            token=token,
            salt=opening[0],
            password_key=opening[1],
        )
    session.permanent = not is_shared
    session["person"] = person_id
    login_user(person)


def _forget_session() -> None:
    """Clear the cookie of everything but the language."""
    logout_user()
    wish = session.get("lang")
    session.clear()
    g.viewer = None
    if wish is not None:
        session["lang"] = wish


def _last_person() -> int | None:
    """Who was signed in on this device last, for a form kept over an expired session."""
    if "person" in session:
        return int(session["person"])
    token = session.get("_user_id")
    if not isinstance(token, str):
        return None
    with state().database.reading() as reading_db:
        return queries.session_owner(reading_db, token=token)


def _page_of(path: str) -> str:
    """The nearest page at or above an address that can be opened with GET."""
    adapter = current_app.create_url_adapter(request)
    query = ""
    if "?" in path:
        path, _sign, rest = path.partition("?")
        query = f"?{rest}"
    while path not in {"", "/"} and adapter is not None:
        try:
            adapter.match(path, method="GET")
        except RequestRedirect:
            return path + query
        except HTTPException:
            path, query = path.rpartition("/")[0], ""
        else:
            return path + query
    return "/"


def _count_tries(kind: str, subject: str, *, account: int = ACCOUNT_TRIES) -> None:
    """Count a try by account and by address before anything is verified."""
    _let_go()
    begin, secret = state().database.begin, settings().secret_key
    limits = {"address": ADDRESS_TRIES, "account": account}
    for scope, who in _counted(subject):
        throttle(begin, f"{kind}/{scope}", who, limits[scope], WINDOW, now(), secret=secret)


def _give_back_try(kind: str, subject: str) -> None:
    """A right try does not count, neither for the account nor for the address."""
    for scope, who in _counted(subject):
        give_back(db(), f"{kind}/{scope}", who, WINDOW, now(), secret=settings().secret_key)


def _counted(subject: str) -> tuple[tuple[str, str], ...]:
    return ("address", request.remote_addr or ""), ("account", subject)


def _let_go() -> None:
    """Give the request's transaction back: no lock is held while counting or hashing."""
    if "db" in g:
        db().rollback()


def _wait_words(error: TooMany) -> str:
    seconds = error.values.get("seconds", 60)
    minutes = max(-(-int(str(seconds)) // 60), 1)
    sentence: str = ngettext(
        "There were too many tries. Try again in a minute.",
        "There were too many tries. Try again in %(num)d minutes.",
        minutes,
    )
    return sentence


def _text(field: Any) -> str:
    return str(field.data or "")


def _too_many(template: str, error: TooMany, **values: Any) -> Response:
    answer = make_response(render_template(template, **values), 429)
    answer.headers["Retry-After"] = str(error.values.get("seconds", 60))
    return answer


def _is_strong(field: Any, own: tuple[str, ...]) -> bool:
    weakness = passwords.weakness(field.data or "", own=own)
    if weakness is None:
        return True
    field.errors = [words.PASSWORDS[weakness]]
    return False


def _password_is_set() -> Answer:
    _forget_session()
    flash(_("Your password is set. Sign in with it."), "success")
    return redirect(url_for("people.sign_in"), 303)


def _link_used_before(token: str, form: forms.NewPasswordForm) -> Answer:
    """The same form sent twice ends on the same page; everything else hears that it is over."""
    stored = queries.spent_link_hash(db(), token=token)
    _let_go()
    if stored and passwords.verify(stored, _text(form.new_password)):
        return _password_is_set()
    return render_template("people/link_over.html"), 410


def _send_link(name: str) -> None:
    """Write a link to whoever has an address; the same work is done for everybody else."""
    holder = queries.mail_holder(db(), name=name, today=today())
    wish = holder.language if holder else None
    with speaking(wish or settings().languages[0]):
        subject = _("A link to set your password")
        hours = int(rules.LINK_BY_MAIL.total_seconds() // 3600)
        body = _(
            "Hello %(name)s,\n\nsomebody, probably you, asked for a new password. Open this link "
            "within %(hours)d hours:\n\n%(address)s\n\nIf it was not you, do nothing: your "
            "password has not changed.\n",
            name=holder.name if holder else name,
            hours=hours,
            address="%(address)s",
        )
    if holder is None:
        # Two writes and a commit, as for somebody who is there: the time tells nothing.
        services.pretend_link(db(), name=name, now=now())
        return
    token = services.issue_link(
        db(),
        person_id=holder.person_id,
        now=now(),
        lasts=rules.LINK_BY_MAIL,
        actor_id=None,
    )
    address = _site_address() + url_for("people.set_password", token=token)
    services.send_mail(
        db(),
        person_id=holder.person_id,
        subject=subject,
        body=body.replace("%(address)s", address),
        now=now(),
    )


def _picture(address: str) -> Markup:
    """The address as a QR code, for a telephone's camera."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(scale=4, border=4, dark="#000", light="#fff"))  # noqa: S704 - ours


def _site_address() -> str:
    return settings().public_url or request.host_url.rstrip("/")


def _stated(form: forms.PersonForm) -> dict[str, Any]:
    email = rules.sign_in_name(form.email.data) if form.email.data else None
    return {
        "sign_in_name": email or rules.sign_in_name(_text(form.staff_number)),
        "email": email,
        "first_name": form.first_name.data,
        "last_name": form.last_name.data,
        "job_title": form.job_title.data or "",
        "language": form.language.data or None,
        "is_author": form.is_author.data,
        "is_administrator": form.is_administrator.data,
    }


def _say(form: forms.PersonForm, error: Invalid) -> None:
    field = form.email if form.email.data else form.staff_number
    field.errors = [*field.errors, SENTENCES[error.code]]
