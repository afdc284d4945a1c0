"""The page on which a leader invites a team, after having learnt first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.courses.shown import shown
from lms.errors import Conflict
from lms.leaders import queries, rules, services
from lms.leaders.forms import InvitationForm
from lms.leaders.queries import LedTeam
from lms.web import context
from lms.web.errors import SENTENCES
from lms.web.guard import requires

bp = Blueprint("leaders", __name__)


def _team(db: Session, team: str) -> LedTeam | None:
    return queries.led_team(
        db, slug=team, person_id=context.viewer().person_id, today=context.today()
    )


def _path() -> Sequence[str]:
    content = context.content()
    return [slug for slug in content.path.courses if slug in content.courses]


@bp.route("/team/<team>/invitation", methods=["GET", "POST"])
@requires(Permission.INVITATION_WRITE, load=_team)
def invitation(team: LedTeam) -> Any:
    """Finish, write one line on why, and the team's invitation opens."""
    form = InvitationForm(why=team.why)
    if form.validate_on_submit():
        try:
            services.invite(
                context.db(),
                team=team,
                why=" ".join(str(form.why.data).split()),
                path=_path(),
                now=context.now(),
                today=context.today(),
            )
        except Conflict as error:
            form.form_errors.append(SENTENCES[error.code])
        else:
            flash(_("Your team's invitation is open."), "success")
            return redirect(url_for("leaders.invitation", team=team.slug), code=303)
    return _page(team, form), 422 if form.errors else 200


@bp.post("/team/<team>/invitation/end")
@requires(Permission.INVITATION_WRITE, load=_team)
def end_invitation(team: LedTeam) -> Any:
    """Take the line back; the team sees it no longer."""
    services.take_back(context.db(), team=team)
    flash(_("Your line is taken back. Nobody sees it any more."), "success")
    return redirect(url_for("leaders.invitation", team=team.slug), code=303)


def _page(team: LedTeam, form: InvitationForm) -> str:
    courses = context.content().courses
    mine = queries.finished_courses(
        context.db(), [team.person_id], path=_path(), today=context.today()
    )
    finished = {course for _person, course in mine}
    return render_template(
        "leaders/invitation.html",
        team=team,
        form=form,
        courses=[shown(courses[slug], context.language()) for slug in _path()],
        finished=finished,
        may_write=team.is_open or rules.has_finished(_path(), finished),
    )
