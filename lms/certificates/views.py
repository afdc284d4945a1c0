"""One's own certificates, their sheet, PDF and public page, the check, and issuing anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.certificates import queries, services
from lms.certificates.document import DocumentError, pdf, qr_svg
from lms.certificates.forms import CheckForm, ReissueForm
from lms.certificates.printing import address_of, edition_of, words_of
from lms.certificates.queries import Sheet
from lms.certificates.rules import Cause, Link, read_code, shown_code
from lms.config import data_folder
from lms.errors import Conflict
from lms.people.queries import PersonDetail, person_detail
from lms.people.throttle import throttle
from lms.web import context
from lms.web.errors import SENTENCES
from lms.web.guard import public, requires

bp = Blueprint("certificates", __name__)
log = structlog.get_logger()

TRIES_A_MINUTE = 5


def _load(db: Any, certificate_id: int) -> Sheet | None:
    return queries.certificate_by_id(db, certificate_id)


@bp.get("/certificates")
@requires(Permission.LEARNING_READ)
def certificates() -> str:
    """All one's own certificates, the newest first."""
    found = queries.certificates_of(context.db(), person_id=context.viewer().person_id)
    return render_template(
        "certificates/certificates.html", certificates=found, today=context.today()
    )


@bp.get("/certificates/<int:certificate_id>")
@requires(Permission.CERTIFICATE_READ, load=_load)
def certificate(sheet: Sheet) -> str:
    """The sheet, and what can be done with it."""
    return render_template(
        "certificates/certificate.html",
        sheet=sheet,
        words=words_of(sheet),
        status=sheet.status(context.today()),
        in_grace=sheet.is_in_grace(context.today()) and sheet.renewed_by is None,
        newer=queries.newer_than(context.db(), sheet),
        why=queries.why_revoked(context.db(), sheet.id) if sheet.is_revoked else "",
        address=address_of(sheet),
        links=queries.chain_of(context.db(), sheet),
    )


@bp.get("/certificates/<int:certificate_id>/print")
@requires(Permission.CERTIFICATE_READ, load=_load)
def print_sheet(sheet: Sheet) -> Any:
    """The sheet alone, for paper."""
    if sheet.is_revoked:
        return _not_on_paper(sheet)
    return render_template(
        "certificates/print_sheet.html",
        sheet=sheet,
        words=words_of(sheet),
        address=address_of(sheet),
    )


@bp.get("/certificates/<int:certificate_id>/qr.svg")
@requires(Permission.CERTIFICATE_READ, load=_load)
def qr(sheet: Sheet) -> Response:
    """The check's address as a QR code."""
    return Response(qr_svg(address_of(sheet)), mimetype="image/svg+xml")


@bp.get("/certificates/<int:certificate_id>/pdf")
@requires(Permission.CERTIFICATE_READ, load=_load)
def pdf_file(sheet: Sheet) -> Any:
    """The certificate as a tagged PDF."""
    if sheet.is_revoked:
        return _not_on_paper(sheet)
    try:
        made = pdf(
            sheet,
            words=words_of(sheet),
            address=address_of(sheet),
            static=data_folder("static"),
        )
    except DocumentError as error:
        log.error("pdf_not_made", certificate=sheet.id, error=str(error)[:300])  # noqa: TRY400
        flash(_("We could not make the PDF. Print the page instead."), "error")
        return redirect(url_for("certificates.certificate", certificate_id=sheet.id), code=303)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = (
        f'inline; filename="certificate-{sheet.shown_code}.pdf"'
    )
    return response


def _not_on_paper(sheet: Sheet) -> Any:
    """A withdrawn certificate stays on its page, which says so; a sheet would not."""
    flash(_("A withdrawn certificate is not printed. It stays here for you."), "error")
    return redirect(url_for("certificates.certificate", certificate_id=sheet.id), code=303)


@bp.post("/certificates/<int:certificate_id>/public")
@requires(Permission.CERTIFICATE_READ, load=_load)
def set_public(sheet: Sheet) -> Any:
    """Turn one's public page on or off."""
    wanted = request.form.get("public") == "1"
    services.set_public(context.db(), certificate_id=sheet.id, is_public=wanted)
    flash(_("The public page is on.") if wanted else _("The public page is off."))
    return redirect(url_for("certificates.certificate", certificate_id=sheet.id), code=303)


def _unlisted(page: str, status: int = 200) -> Response:
    response = Response(page, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/v")
@public
def check() -> Response:
    """Where anybody checks a certificate by its code and its holder's last name."""
    return _unlisted(render_template("certificates/check.html", form=CheckForm(), unknown=False))


@bp.get("/v/<code>")
@public
def check_code(code: str) -> Response:
    """The public page, where the holder turned it on; otherwise the last name is asked for."""
    db = context.db()
    found = queries.public_certificate(db, code=read_code(code))
    if found is not None:
        return _found(found, queries.chain_of(db, found), queries.newer_than(db, found))
    form = CheckForm(code=code[:40])
    return _unlisted(render_template("certificates/check.html", form=form, unknown=False))


@bp.post("/v")
@public
def check_name() -> Response:
    """Answer a check; an unknown code and another name get the same answer."""
    throttle(
        context.state().database.begin,
        "certificate-check",
        request.remote_addr or "",
        TRIES_A_MINUTE,
        60,
        context.now(),
        secret=context.settings().secret_key,
    )
    form = CheckForm()
    if not form.validate_on_submit():
        return _unlisted(
            render_template("certificates/check.html", form=form, unknown=False), status=422
        )
    with context.state().database.reading() as db:
        found = queries.checked_certificate(
            db, code=read_code(form.code.data or ""), last_name=form.last_name.data or ""
        )
        links = () if found is None else queries.chain_of(db, found)
        newer = None if found is None else queries.newer_than(db, found)
    if found is None:
        return _unlisted(
            render_template("certificates/check.html", form=form, unknown=True), status=422
        )
    return _found(found, links, newer)


def _found(sheet: Sheet, links: Sequence[Link], newer: Sheet | None) -> Response:
    today = context.today()
    return _unlisted(
        render_template(
            "certificates/checked.html",
            sheet=sheet,
            status=sheet.status(today),
            status_in_place=sheet.status_in_place(today),
            links=links,
            renewal=newer,
            renewal_status=newer.status_in_place(today) if newer else None,
            by_choice=sheet.is_public and not sheet.is_erased,
            edition=edition_of(sheet),
        )
    )


def _person(db: Session, person_id: int) -> PersonDetail | None:
    found = person_detail(db, person_id=person_id, today=context.today())
    return None if found is None or found.is_erased else found


@bp.get("/admin/people/<int(max=2147483647):person_id>/certificates")
@requires(Permission.PEOPLE_MANAGE, load=_person)
def of_person(person: PersonDetail) -> str:
    """A person's certificates for an administrator: code, name and dates."""
    return render_template(
        "certificates/of_person.html",
        person=person,
        certificates=queries.certificates_of(context.db(), person_id=person.person_id),
        today=context.today(),
    )


@dataclass(frozen=True, slots=True)
class Reissuing:
    """A certificate beside the person as the record knows them."""

    person: PersonDetail
    sheet: Sheet

    @property
    def is_open(self) -> bool:
        """Whether there is anything to issue anew."""
        return not self.sheet.is_revoked and self.sheet.holder != self.person.name


def _reissuing(db: Session, person_id: int, certificate_id: int) -> Reissuing | None:
    person, sheet = _person(db, person_id), queries.certificate_by_id(db, certificate_id)
    if person is None or sheet is None or sheet.person_id != person_id:
        return None
    return Reissuing(person, sheet)


@bp.route(
    "/admin/people/<int(max=2147483647):person_id>/certificates/<int(max=2147483647):certificate_id>",
    methods=["GET", "POST"],
)
@requires(Permission.PEOPLE_MANAGE, load=_reissuing)
def reissue(found: Reissuing) -> Any:
    """Issue a certificate anew, with a new code and the name on record."""
    person, sheet = found.person, found.sheet
    form = ReissueForm(code=sheet.code)
    seen = read_code(form.code.data or "")
    known = {link.code for link in queries.chain_of(context.db(), sheet)}
    if form.validate_on_submit() and seen not in known:
        form.form_errors.append(SENTENCES["unknown_certificate"])
    elif form.is_submitted() and not form.errors:
        try:
            made = services.reissue(
                context.db(),
                code=seen,
                cause=Cause(form.cause.data),
                now=context.now(),
                today=context.today(),
                actor_id=context.viewer().person_id,
            )
        except Conflict as error:
            form.form_errors.append(SENTENCES[error.code])
        else:
            flash(
                _(
                    "%(old)s is replaced by %(new)s. The holder gets a message.",
                    old=shown_code(seen),
                    new=shown_code(made.code),
                ),
                "success",
            )
            return redirect(url_for("certificates.of_person", person_id=person.person_id), code=303)
    page = render_template(
        "certificates/reissue.html",
        form=form,
        person=person,
        sheet=sheet,
        is_open=found.is_open,
        status=sheet.status(context.today()),
    )
    return page, 422 if form.is_submitted() else 200
