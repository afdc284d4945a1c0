"""Pages to write notes, and the page with one's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from lms import i18n
from lms.authz import Permission
from lms.courses.shown import shown
from lms.notes import forms, letters, queries, rules, services
from lms.notes.models import Answer, Kind
from lms.notes.queries import Colleague, Received, Written
from lms.notes.rules import NearDate, Turn
from lms.readiness import queries as readiness
from lms.readiness.queries import PersonInTeam
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("notes", __name__)


def _person(db: Session, team: str, person: int) -> PersonInTeam | None:
    """A person of one's team; nobody writes to oneself."""
    if person == context.viewer().person_id:
        return None
    return readiness.person_in_team(db, slug=team, person=person, today=context.today())


def _colleague(db: Session, person: int) -> Colleague | None:
    return queries.colleague(
        db, person_id=context.viewer().person_id, other=person, today=context.today()
    )


@bp.get("/thanks")
@requires(Permission.NOTE_READ)
def thanks() -> str:
    """The notes to oneself, what colleagues show, and what one wrote in the last month."""
    db, today, person_id = context.db(), context.today(), context.viewer().person_id
    find = " ".join(request.args.get("find", "").replace("\x00", "").split())[:80]
    found = queries.colleagues(db, person_id=person_id, find=find, today=today)
    return render_template(
        "notes/thanks.html",
        received=queries.received(db, person_id=person_id),
        shown=queries.shown_in_teams(db, person_id=person_id, today=today),
        written=queries.written(db, person_id=person_id, today=today),
        colleagues=found[: queries.MOST_FOUND],
        is_more=len(found) > queries.MOST_FOUND,
        find=find,
        titles=_titles(),
    )


def _titles() -> dict[str, Any]:
    language = context.language()
    return {slug: shown(one, language) for slug, one in context.content().courses.items()}


@bp.route("/thanks/<int:person>", methods=["GET", "POST"])
@requires(Permission.NOTE_WRITE, load=_colleague)
def thank_colleague(person: Colleague) -> Any:
    """Thank somebody of one's own teams."""
    return _thanks_page(person, team=None, back=url_for("notes.thanks"))


@bp.route("/team/<team>/people/<int:person>/thank", methods=["GET", "POST"])
@requires(Permission.PERSON_WRITE, load=_person)
def thank(person: PersonInTeam) -> Any:
    """Thank somebody one manages."""
    return _thanks_page(person, team=person.team, back=_back(person))


def _back(person: PersonInTeam) -> str:
    return url_for("readiness.person", team=person.team.slug, person=person.person_id)


def _thanks_page(person: PersonInTeam | Colleague, *, team: Any, back: str) -> Any:
    starters = {
        "noticed": _("I noticed that you "),
        "helped": _("Thank you for taking the time to "),
    }
    form = forms.ThanksForm(text=starters.get(request.args.get("start", ""), ""))
    turn = rules.thanks_turn(context.viewer().person_id)
    if form.validate_on_submit() and _write(Kind.THANKS, person, form, turn):
        flash(_("Your note is with %(name)s.", name=person.name), "success")
        return redirect(back, code=303)
    page = render_template(
        "notes/thank.html", form=form, person=person, team=team, back=back, **_said(person)
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/team/<team>/people/<int:person>/help", methods=["GET", "POST"])
@requires(Permission.PERSON_WRITE, load=_person)
def offer_help(person: PersonInTeam) -> Any:
    """Offer somebody one manages a time, a chat or a colleague."""
    form = forms.HelpForm()
    if form.validate_on_submit() and _write(Kind.HELP, person, form, rules.HELP_TURN):
        flash(_("Your offer is with %(name)s.", name=person.name), "success")
        return redirect(_back(person), code=303)
    page = render_template(
        "notes/help.html",
        form=form,
        person=person,
        free_on=_free_on(person, rules.HELP_TURN),
        may_remind=_is_ready() and bool(_near_dates(person)),
        **_said(person),
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/team/<team>/people/<int:person>/remind", methods=["GET", "POST"])
@requires(Permission.PERSON_WRITE, load=_person)
def remind(person: PersonInTeam) -> Any:
    """Write about a date that is near or over, for managers who are ready themselves."""
    is_ready, near = _is_ready(), _near_dates(person)
    titles = _titles()
    form = forms.ReminderForm()
    form.about.choices = [
        SelectChoice(
            one.course, f"{titles[one.course].title}, {i18n.day(one.on, context.language())}"
        )
        for one in near
        if one.course in titles
    ]
    may = is_ready and bool(form.about.choices)
    if may and form.validate_on_submit():
        chosen = next(one for one in near if one.course == form.about.data)
        if _write(Kind.REMINDER, person, form, rules.REMINDER_TURN, near=chosen):
            flash(_("Your note is with %(name)s.", name=person.name), "success")
            return redirect(_back(person), code=303)
    page = render_template(
        "notes/remind.html",
        form=form,
        person=person,
        is_ready=is_ready,
        has_dates=bool(form.about.choices),
        free_on=_free_on(person, rules.REMINDER_TURN),
        **_said(person),
    )
    return page, 422 if form.is_submitted() else 200


def _write(
    kind: Kind,
    person: PersonInTeam | Colleague,
    form: Any,
    turn: Turn,
    *,
    near: NearDate | None = None,
) -> bool:
    """Write what a form holds; with the turn taken, say so, unless it was by this very form."""
    db, viewer = context.db(), context.viewer()
    to = queries.addressee(db, person_id=person.person_id)
    if to is None:
        abort(404)
    about, text = str(form.about.data), str(form.text.data)
    words = letters.compose(
        kind,
        sender=viewer.name,
        receiver_id=person.person_id,
        receiver=person.name,
        to=to,
        about=about,
        text=text,
        near=near,
    )
    draft = services.Draft(kind, viewer.person_id, person.person_id, about, text, turn, words)
    if services.write(db, draft, now=context.now(), today=context.today()) is not None:
        return True
    mine = queries.written(
        db, person_id=viewer.person_id, today=context.today(), to=person.person_id
    )
    if any((one.kind, one.about, one.text) == (kind, about, text) for one in mine):
        return True
    form.text.errors = [_taken(kind, person.name, _free_on(person, turn))]
    return False


def _taken(kind: Kind, name: str, free_on: date | None) -> str:
    day = i18n.day(free_on or context.today(), context.language())
    match kind:
        case Kind.THANKS:
            said: str = _("You thanked %(name)s today. One note a day is enough.", name=name)
        case Kind.HELP:
            said = _(
                "%(name)s was offered help lately. The next offer is possible from %(day)s.",
                name=name,
                day=day,
            )
        case Kind.REMINDER:
            said = _(
                "Somebody wrote to %(name)s about a date lately. The next note is possible "
                "from %(day)s.",
                name=name,
                day=day,
            )
    return said


def _free_on(person: PersonInTeam | Colleague, turn: Turn) -> date | None:
    return queries.free_on(
        context.db(), person_id=person.person_id, turn=turn, today=context.today()
    )


def _is_ready() -> bool:
    path = context.content().path.courses
    own = queries.standings(
        context.db(), person_id=context.viewer().person_id, path=path, today=context.today()
    )
    return rules.is_ready(own, path, context.today())


def _near_dates(person: PersonInTeam) -> tuple[NearDate, ...]:
    path = context.content().path.courses
    found = queries.standings(
        context.db(), person_id=person.person_id, path=path, today=context.today()
    )
    return rules.near_dates(found, context.today())


def _said(person: PersonInTeam | Colleague) -> dict[str, Any]:
    """What the writer wrote to somebody in the last month."""
    return {
        "written": queries.written(
            context.db(),
            person_id=context.viewer().person_id,
            today=context.today(),
            to=person.person_id,
        ),
        "titles": _titles(),
    }


def _received(db: Session, note: int) -> Received | None:
    return queries.received_by_id(db, note)


def _written(db: Session, note: int) -> Written | None:
    return queries.written_by_id(db, note)


@bp.post("/notes/<int:note>/seen-by")
@requires(Permission.NOTE_KEEP, load=_received)
def show(note: Received) -> Any:
    """Choose who sees thanks."""
    form = forms.SeenByForm()
    if note.kind is not Kind.THANKS or not form.validate():
        abort(422)
    is_shared = form.seen_by.data == "team"
    services.show(context.db(), note_id=note.id, is_shared=is_shared)
    flash(_("Your team sees the note.") if is_shared else _("Only you see the note."), "success")
    return redirect(url_for("notes.thanks"), code=303)


@bp.post("/notes/<int:note>/answer")
@requires(Permission.NOTE_KEEP, load=_received)
def answer(note: Received) -> Any:
    """Say yes or no thank you to an offer."""
    form = forms.AnswerForm()
    if note.kind is not Kind.HELP or not form.validate():
        abort(422)
    said = Answer(form.said.data)
    services.answer(
        context.db(),
        note_id=note.id,
        person_id=note.receiver_id,
        sender_id=note.sender_id,
        said=said,
        now=context.now(),
    )
    if said is Answer.YES:
        flash(_("%(name)s hears of your yes.", name=note.sender), "success")
    else:
        flash(_("Noted. Nobody is told."), "success")
    return redirect(url_for("notes.thanks"), code=303)


@bp.post("/notes/<int:note>/delete")
@requires(Permission.NOTE_KEEP, load=_received)
def delete(note: Received) -> Any:
    """Delete a note to oneself; its writer is not told, and sees no difference."""
    services.hide(
        context.db(), note_id=note.id, person_id=note.receiver_id, sender_id=note.sender_id
    )
    flash(_("The note is deleted for you. Whoever wrote it is not told."), "success")
    return redirect(url_for("notes.thanks"), code=303)


@bp.post("/notes/<int:note>/withdraw")
@requires(Permission.NOTE_WITHDRAW, load=_written)
def withdraw(note: Written) -> Any:
    """Take back what one wrote."""
    services.remove(context.db(), note_id=note.id)
    flash(_("Your note is taken back."), "success")
    return redirect(url_for("notes.thanks"), code=303)
