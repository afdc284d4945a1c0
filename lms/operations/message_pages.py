"""The button by which administrators let refused messages go once more."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.errors import Conflict
from lms.operations import mail
from lms.people import queries as people
from lms.people.queries import PersonDetail
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("outgoing", __name__)


def _person(session: Session, person_id: int) -> PersonDetail | None:
    return people.person_detail(session, person_id=person_id, today=context.today())


@bp.post("/admin/people/<int(max=2147483647):person_id>/send-again")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def send_again(found: PersonDetail) -> Any:
    """Let messages that a mail server refused go once more."""
    if found.is_erased or (found.left_on is not None and found.left_on <= context.today()):
        raise Conflict("person_left")
    count = mail.send_again(
        context.db(),
        person_id=found.person_id,
        actor_id=context.viewer().person_id,
        now=context.now(),
    )
    flash(
        ngettext(
            "%(num)s message is tried again soon.", "%(num)s messages are tried again soon.", count
        )
        if count
        else _("Nothing waits to be tried again."),
        "success",
    )
    return redirect(url_for("people.person", person_id=found.person_id), 303)
