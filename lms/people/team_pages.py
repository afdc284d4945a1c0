"""Pages on which administrators keep teams and who is in them, dated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from lms.authz import Permission
from lms.errors import Conflict, Invalid
from lms.people import audit, importing, queries, rules, team_queries, team_services, words
from lms.people.organisation import Kind
from lms.people.queries import PersonDetail
from lms.people.team_forms import PersonOfTeamForm, TeamForm, TeamOfPersonForm, TermForm
from lms.people.team_queries import TeamDetail, TermLine, TreeAsked
from lms.web.context import db, now, today, viewer
from lms.web.errors import SENTENCES
from lms.web.forms import BaseForm
from lms.web.guard import requires

bp = Blueprint("teams", __name__)

Answer = Any


@bp.get("/admin/teams")
@requires(Permission.PEOPLE_MANAGE)
def teams() -> Answer:
    """The tree of teams, today's or that of any day; and the teams that ended."""
    on, is_unclear = _day_asked()
    find = importing.clean(request.args.get("find", "")[:120])
    asked = TreeAsked(
        on,
        find=find,
        under=None if find else request.args.get("under", None, type=_number),
        page=request.args.get("page", 1, type=_number),
    )
    return render_template(
        "people/teams.html",
        tree=team_queries.tree(db(), asked),
        ended=team_queries.ended_teams(
            db(), find=find, page=request.args.get("ended", 1, type=_number)
        ),
        find=find,
        under=asked.under,
        on=on,
        asked=request.args.get("on", "")[:20] if is_unclear else on.isoformat(),
        is_today=on == today(),
        is_unclear=is_unclear,
    )


@bp.route("/admin/teams/add", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def add() -> Answer:
    """Add a team."""
    form = TeamForm()
    form.parent.choices = _parents()
    if form.validate_on_submit():
        try:
            team_id = team_services.add_team(
                db(),
                name=importing.clean(form.name.data or ""),
                parent_id=form.parent.data or None,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("The team is added."), "success")
            return redirect(url_for("teams.team", team_id=team_id), 303)
    return render_template("people/team_add.html", form=form), _status(form)


def _team(session: Session, team_id: int) -> TeamDetail | None:
    return team_queries.team_detail(session, team_id=team_id)


@bp.route("/admin/teams/<int(max=2147483647):team_id>", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_team)
def team(found: TeamDetail) -> Answer:
    """One team: who is in it and was, its name, where it stands, and what was changed."""
    form = TeamForm(name=found.name, parent=found.parent_id or 0)
    form.parent.choices = _parents(but=found.team_id)
    if form.validate_on_submit():
        try:
            team_services.change_team(
                db(),
                team_id=found.team_id,
                name=importing.clean(form.name.data or ""),
                parent_id=form.parent.data or None,
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("teams.team", team_id=found.team_id), 303)
    past = request.args.get("past") == "1"
    page = render_template(
        "people/team.html",
        form=form,
        team=found,
        terms=team_queries.people_of_team(
            db(),
            team_id=found.team_id,
            past=past,
            page=request.args.get("page", 1, type=int),
            today=today(),
        ),
        past=past,
        kinds=words.KINDS,
        hints=team_queries.hints(db(), team_id=found.team_id, today=today()),
        has_people=team_queries.has_people(db(), team_id=found.team_id, today=today()),
        history=words.told(audit.about_team(db(), team_id=found.team_id)),
        today=today(),
    )
    return page, _status(form)


@bp.post("/admin/teams/<int(max=2147483647):team_id>/end")
@requires(Permission.PEOPLE_MANAGE, load=_team)
def end_team(found: TeamDetail) -> Answer:
    """End a team in which nobody is; it is kept for the past."""
    team_services.end_team(
        db(), team_id=found.team_id, actor_id=viewer().person_id, now=now(), today=today()
    )
    flash(_("%(name)s has ended. It is kept for the past.", name=found.name), "success")
    return redirect(url_for("teams.teams"), 303)


@bp.post("/admin/teams/<int(max=2147483647):team_id>/begin-again")
@requires(Permission.PEOPLE_MANAGE, load=_team)
def begin_again(found: TeamDetail) -> Answer:
    """Let a team that ended begin again."""
    team_services.begin_team_again(
        db(), team_id=found.team_id, actor_id=viewer().person_id, now=now(), today=today()
    )
    flash(_("%(name)s is there again.", name=found.name), "success")
    return redirect(url_for("teams.team", team_id=found.team_id), 303)


@bp.route("/admin/teams/<int(max=2147483647):team_id>/people", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_team)
def add_person(found: TeamDetail) -> Answer:
    """Make somebody a member, manager or deputy of a team."""
    if found.ended_on is not None:
        raise Conflict("team_over")
    form = PersonOfTeamForm(since=today(), kind=_kind_asked())
    if form.validate_on_submit():
        name = rules.sign_in_name(form.person.data or "")
        person_id = queries.person_id_by_name(db(), name=name)
        if person_id is None:
            form.person.errors = [SENTENCES["unknown_person"]]
        elif _begin(form, person_id=person_id, team_id=found.team_id):
            return redirect(url_for("teams.team", team_id=found.team_id), 303)
    page = render_template(
        "people/membership_add.html", form=form, team=found, person=None, has_other=True
    )
    return page, _status(form)


def _person(session: Session, person_id: int) -> PersonDetail | None:
    found = queries.person_detail(session, person_id=person_id, today=today())
    return None if found is None or found.is_erased else found


@bp.route("/admin/people/<int(max=2147483647):person_id>/teams", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_person)
def add_team(found: PersonDetail) -> Answer:
    """Give a person a team, beside the others or in their place."""
    if found.left_on is not None and found.left_on <= today():
        raise Conflict("person_left")
    form = TeamOfPersonForm(since=today(), kind=_kind_asked())
    form.team.choices = [SelectChoice(key, name) for key, name in queries.team_choices(db())]
    if form.validate_on_submit() and _begin(
        form, person_id=found.person_id, team_id=form.team.data
    ):
        return redirect(url_for("people.person", person_id=found.person_id), 303)
    page = render_template(
        "people/membership_add.html",
        form=form,
        team=None,
        person=found,
        has_other=bool(found.member_of),
    )
    return page, _status(form)


def _membership(session: Session, membership_id: int) -> TermLine | None:
    return team_queries.term(session, membership_id=membership_id)


@bp.route("/admin/memberships/<int(max=2147483647):membership_id>", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE, load=_membership)
def membership(found: TermLine) -> Answer:
    """Correct from when to when somebody is in a team."""
    form = TermForm(since=found.since, last_day=found.last_day)
    if form.validate_on_submit():
        try:
            team_services.change_dates(
                db(),
                membership_id=found.membership_id,
                since=form.since.data or found.since,
                until=_until(form),
                actor_id=viewer().person_id,
                now=now(),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("teams.team", team_id=found.team_id), 303)
    page = render_template(
        "people/membership.html", form=form, term=found, kinds=words.KINDS, today=today()
    )
    return page, _status(form)


@bp.post("/admin/memberships/<int(max=2147483647):membership_id>/end")
@requires(Permission.PEOPLE_MANAGE, load=_membership)
def end_membership(found: TermLine) -> Answer:
    """End a membership today; one that has not begun never begins."""
    team_services.end(
        db(),
        membership_id=found.membership_id,
        actor_id=viewer().person_id,
        now=now(),
        today=today(),
    )
    flash(_("%(name)s is no longer in %(team)s.", name=found.person, team=found.team), "success")
    return redirect(url_for("teams.team", team_id=found.team_id), 303)


def _begin(form: Any, *, person_id: int, team_id: int) -> bool:
    """Begin what the form says; what cannot be is said at its field."""
    try:
        team_services.begin(
            db(),
            person_id=person_id,
            team_id=team_id,
            kind=Kind(form.kind.data),
            since=form.since.data,
            until=_until(form),
            moves=form.moves.data,
            actor_id=viewer().person_id,
            now=now(),
        )
    except Invalid as error:
        form.refuse(error)
        return False
    flash(_("Saved."), "success")
    return True


def _until(form: Any) -> date | None:
    """The first day without; the very last day of the calendar has none after it."""
    last: date | None = form.last_day.data
    return None if last is None else min(last, date.max - timedelta(days=1)) + timedelta(days=1)


def _kind_asked() -> str:
    wish = request.args.get("as", "")
    return wish if wish in set(Kind) else Kind.MEMBER.value


def _day_asked() -> tuple[date, bool]:
    """The day of the address, or today; and whether what was written is no day."""
    wish = request.args.get("on", "").strip()
    if not wish:
        return today(), False
    try:
        return date.fromisoformat(wish), False
    except ValueError:
        return today(), True


def _number(text: str) -> int:
    """A number of an address that a database can hold; raises ValueError for any other."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
    if number is None:
        raise ValueError(text)
    return number


def _parents(but: int | None = None) -> list[Any]:
    """The teams another may stand below, after the top."""
    return [
        SelectChoice(0, _("No team: it stands at the top")),
        *(SelectChoice(key, name) for key, name in queries.team_choices(db()) if key != but),
    ]


def _status(form: BaseForm) -> int:
    return 422 if form.is_submitted() else 200
