"""What a person's managers see of them, for that person: the same page, and who opened it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request, url_for

from lms.authz import Permission
from lms.notes import queries as notes
from lms.readiness import looks, queries
from lms.readiness.seen import Seen, Sender, seen_by, seen_in_each_team, seen_time, titles_asked
from lms.readiness.words import look_told
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("trust", __name__)


@bp.get("/account/privacy")
@requires(Permission.ACCOUNT_MANAGE)
def privacy() -> str:
    """What is stored about oneself, what one's managers see, and who looked."""
    db, person_id = context.db(), context.viewer().person_id
    page = request.args.get("page", "")
    content, language, today = context.content(), context.language(), context.today()
    seen = seen_in_each_team(
        db, person_id=person_id, content=content, language=language, today=today
    )
    time = None
    if seen:
        titles = titles_asked(
            db, person_id=person_id, content=content, language=language, today=today
        )
        time = seen_time(db, person_id=person_id, titles=titles)
    return render_template(
        "readiness/own.html",
        seen=seen,
        by_senders=_by_senders(seen, person_id),
        time=time,
        looks=looks.looks(
            db,
            person_id=person_id,
            zone=context.state().clock.zone,
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        ),
        told=lambda look: look_told(look, context.language()),
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
