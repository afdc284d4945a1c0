"""The page on which an administrator undoes an import."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.errors import Conflict
from lms.people import forms, undo_queries, undo_services, undoing, words
from lms.people.undo_queries import Import
from lms.web.context import db, now, today, viewer
from lms.web.guard import requires

bp = Blueprint("imports", __name__)

Answer = Any

SHOWN = 200
MOST = 20_000
"""What a request can compare in time; the command on the server undoes more."""


def _import(session: Session, import_id: int) -> Import | None:
    return undo_queries.one(session, import_id=import_id)


@bp.route(
    "/admin/people/import/undo/<int(max=2147483647):import_id>",
    methods=["GET", "POST"],
)
@requires(Permission.PEOPLE_MANAGE, load=_import)
def undo(found: Import) -> Answer:
    """What undoing an import would give back, and doing so."""
    if not found.can_be_undone(now()):
        return _over()
    form = forms.UndoForm()
    status = 422 if form.is_submitted() else 200
    if found.touched > MOST:
        return render_template("people/undo_large.html", found=found), status
    is_refused = False
    if form.validate_on_submit():
        try:
            done = undo_services.undo_import(
                db(),
                import_id=found.import_id,
                fingerprint=form.fingerprint.data or "",
                actor_id=viewer().person_id,
                now=now(),
                today=today(),
            )
        except Conflict as error:
            if error.code == "import_over":
                return _over()
            is_refused = error.code == "undo_refused"
            status = 409
        else:
            flash(_undone(done), "success")
            return redirect(url_for("people.import_people"), 303)
    what = undo_queries.done(db(), import_id=found.import_id)
    there = undo_queries.now_of(db(), what, import_id=found.import_id, today=today())
    plan = undoing.undo(what, there)
    form.fingerprint.data = plan.fingerprint
    page = render_template(
        "people/import_undo.html",
        form=form,
        found=found,
        plan=plan,
        moved=status == 409 and not is_refused,
        is_refused=is_refused,
        given_back=words.given_back,
        why=words.LEFT_ALONE,
        kinds=words.KINDS,
        later=undo_queries.later(db(), found),
        most=SHOWN,
    )
    return page, status


def _over() -> Answer:
    return render_template("people/undo_over.html"), 410


def _undone(done: undoing.Undo) -> str:
    removed, back, left_alone = len(done.removed), len(done.people), len(done.left_alone)
    told = [_("The import is undone.")]
    if removed:
        told.append(
            ngettext("%(num)d person was taken out.", "%(num)d people were taken out.", removed)
        )
    if back:
        told.append(
            ngettext(
                "%(num)d person has the earlier details again.",
                "%(num)d people have the earlier details again.",
                back,
            )
        )
    if left_alone:
        told.append(_("Left alone, as the list said: %(count)s.", count=left_alone))
    return " ".join(told)
