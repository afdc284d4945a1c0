"""What a person's managers see of them, for that person: the same page, and who opened it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.authz import Permission
from lms.i18n import day
from lms.notes import queries as notes
from lms.readiness import looks, queries
from lms.readiness.looks import PAGE, Look
from lms.readiness.seen import Seen, Sender, seen_by, seen_in_each_team
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
    page, today = request.args.get("page", ""), context.today()
    found = seen_in_each_team(
        db,
        person_id=person_id,
        content=context.content(),
        language=context.language(),
        today=today,
    )
    return render_template(
        "readiness/own.html",
        seen=found,
        by_senders=_by_senders(found, person_id),
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


def _by_senders(found: Sequence[Seen], person_id: int) -> Mapping[str, Sequence[Seen]]:
    """By team, the page as each of its managers sees it who sent the person something."""
    if not found:
        return {}
    db, today = context.db(), context.today()
    over = queries.managers_over(db, teams=[one.team.team_id for one in found], today=today)
    managers = frozenset[int]().union(*over.values()) - {person_id}
    sent = notes.sent(db, receiver_id=person_id, senders=managers, today=today) if managers else ()
    by_sender: dict[Sender, list[notes.Sent]] = {}
    for note in sent:
        by_sender.setdefault(Sender(note.sender_id, note.sender), []).append(note)
    return {
        one.team.slug: [
            seen_by(one, sender=sender, sent=by_sender[sender])
            for sender in sorted(by_sender, key=lambda sender: (sender.name, sender.person_id))
            if sender.person_id in over.get(one.team.team_id, ())
        ]
        for one in found
    }


def _told(look: Look) -> str:
    """What somebody did, in words."""
    said = str(LOOKS.get(look.what, LOOKS["team"])) % {"team": look.team or ""}
    return (
        said
        if look.day is None
        else _("%(did)s as of %(day)s", did=said, day=day(look.day, context.language()))
    )
