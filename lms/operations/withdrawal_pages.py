"""Withdrawing a certificate and giving it back: what follows, the reason, and the message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.certificates import queries, services
from lms.certificates.forms import WithdrawalForm
from lms.certificates.queries import Sheet
from lms.certificates.rules import why_not_given_back, why_not_withdrawn
from lms.errors import Conflict
from lms.operations.withdrawals import compose, follows
from lms.people import services as people
from lms.people.queries import PersonDetail, person_detail
from lms.reminders.queries import choice_of
from lms.reminders.rules import Office, opening_for
from lms.web import context
from lms.web.errors import SENTENCES
from lms.web.guard import requires

bp = Blueprint("withdrawals", __name__)

CERTIFICATE = (
    "/admin/people/<int(max=2147483647):person_id>"
    "/certificates/<int(max=2147483647):certificate_id>"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate and its holder."""

    person: PersonDetail
    sheet: Sheet

    @property
    def is_own(self) -> bool:
        """Whether whoever asks is the holder."""
        return self.person.person_id == context.viewer().person_id

    @property
    def has_left(self) -> bool:
        """Whether the holder has left: no e-mail goes to leavers."""
        left_on = self.person.left_on
        return left_on is not None and left_on <= context.today()


def _held(db: Session, person_id: int, certificate_id: int) -> Held | None:
    person = person_detail(db, person_id=person_id, today=context.today())
    sheet = queries.certificate_by_id(db, certificate_id)
    if person is None or person.is_erased or sheet is None or sheet.person_id != person_id:
        return None
    return Held(person, sheet)


@bp.route(f"{CERTIFICATE}/withdraw", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_WITHDRAW, load=_held)
def withdraw(held: Held) -> Any:
    """Withdraw a certificate with a reason, after seeing what follows."""
    refused = why_not_withdrawn(
        context.today(), held.sheet.proof, is_revoked=held.sheet.is_revoked, is_own=held.is_own
    )
    return _page(held, counts=False, refused=refused)


@bp.route(f"{CERTIFICATE}/give-back", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_WITHDRAW, load=_held)
def give_back(held: Held) -> Any:
    """Let a withdrawn certificate count again with a reason, after seeing what follows."""
    refused = why_not_given_back(is_revoked=held.sheet.is_revoked, is_own=held.is_own)
    return _page(held, counts=True, refused=refused)


def _page(held: Held, *, counts: bool, refused: str | None) -> Any:
    form = WithdrawalForm()
    if form.is_submitted() and refused is not None:
        form.form_errors.append(SENTENCES[refused])
    elif form.validate_on_submit() and _is_done(held, form, counts=counts):
        flash(_done(held, counts=counts), "success")
        person_id = held.person.person_id
        return redirect(url_for("certificates.of_person", person_id=person_id), code=303)
    page = render_template(
        "certificates/withdrawal.html",
        form=form,
        person=held.person,
        has_left=held.has_left,
        sheet=held.sheet,
        status=held.sheet.status(context.today()),
        counts=counts,
        refused=SENTENCES[refused] if refused else None,
        why=queries.why_revoked(context.db(), held.sheet.id) if counts else "",
        found=follows(
            context.db(),
            content=context.content(),
            sheet=held.sheet,
            counts=counts,
            today=context.today(),
        ),
    )
    return page, 422 if form.is_submitted() else 200


def _done(held: Held, *, counts: bool) -> str:
    """What was done, and whether the holder hears of it."""
    code = held.sheet.shown_code
    if held.has_left:
        return (
            _("%(code)s counts again. The holder has left and gets no e-mail.", code=code)
            if counts
            else _("%(code)s is withdrawn. The holder has left and gets no e-mail.", code=code)
        )
    return (
        _("%(code)s counts again. The holder gets a message.", code=code)
        if counts
        else _("%(code)s is withdrawn. The holder gets a message.", code=code)
    )


def _is_done(held: Held, form: WithdrawalForm, *, counts: bool) -> bool:
    """Do it and write to the holder; somebody else may have been faster."""
    db, now, why = context.db(), context.now(), str(form.why.data)
    actor_id, certificate_id = context.viewer().person_id, held.sheet.id
    try:
        if counts:
            services.give_back(
                db, certificate_id=certificate_id, why=why, actor_id=actor_id, now=now
            )
        else:
            services.withdraw(
                db,
                certificate_id=certificate_id,
                why=why,
                actor_id=actor_id,
                now=now,
                today=context.today(),
            )
    except Conflict as error:
        form.form_errors.append(SENTENCES[error.code])
        return False
    _write(db, held, why=why, counts=counts)
    return True


def _write(db: Session, held: Held, *, why: str, counts: bool) -> None:
    """A message in the holder's hours; leavers and people without an address get the notice."""
    person, settings = held.person, context.settings()
    if held.has_left or not person.email:
        return
    letter = compose(held.sheet, name=person.name, language=person.language, why=why, counts=counts)
    office = Office(ZoneInfo(settings.time_zone), settings.days_off)
    people.send_mail(
        db,
        person_id=person.person_id,
        subject=letter.subject,
        body=letter.text,
        html=letter.html,
        now=context.now(),
        not_before=opening_for(choice_of(db, person_id=person.person_id), office, context.now()),
    )
