"""What is printed on a certificate beyond its own texts: words, facts and the address to check."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms import i18n
from lms.certificates.document import Words
from lms.certificates.queries import Sheet
from lms.web import context
from lms.web.templating import speaking


def address_of(sheet: Sheet) -> str:
    """Where anybody can check the certificate."""
    base = context.settings().public_url or request.host_url.rstrip("/")
    return f"{base}{url_for('certificates.check_code', code=sheet.shown_code)}"


def words_of(sheet: Sheet) -> Words:
    """The sheet's own words, in the certificate's language whatever the reader's is."""
    with speaking(sheet.language):
        facts = [(_("Issued"), i18n.day(sheet.issued_on, sheet.language))]
        facts.append(
            (
                _("Valid until"),
                i18n.day(sheet.last_valid_day, sheet.language)
                if sheet.last_valid_day
                else _("No end date"),
            )
        )
        facts.append(
            (
                _("Scope"),
                ngettext(
                    "%(num)s module, quiz passed", "%(num)s modules, quiz passed", sheet.modules
                ),
            )
        )
        facts.append((_("Edition"), edition_of(sheet)))
        return Words(
            kind=_("Certificate of completion"),
            has_completed=_("has completed"),
            can_intro=_("Knows how to:"),
            facts=tuple(facts),
            verify_at=_("Check at"),
            qr_alt=_("QR code: the address where this certificate can be checked"),
        )


def edition_of(sheet: Sheet) -> str:
    """Which edition was passed, in which language, and what it was brought up to since."""
    language = i18n.language_name(sheet.language)
    if sheet.updated_edition is None or sheet.updated_on is None:
        return str(_("%(version)s, %(language)s", version=sheet.content_version, language=language))
    return str(
        _(
            "%(version)s, %(language)s; brought up to edition %(edition)s on %(date)s",
            version=sheet.content_version,
            language=language,
            edition=sheet.updated_edition,
            date=i18n.day(sheet.updated_on, context.language()),
        )
    )
