"""The message that tells a reader to look: who wrote, and what, is not in it."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _

from lms.inbox.queries import Keeper
from lms.web import context
from lms.web.templating import speaking


def waits(keeper: Keeper) -> tuple[str, str]:
    """Subject and text, in the reader's language; needs a request, for the site's address."""
    settings = context.settings()
    site = (settings.public_url or request.host_url).rstrip("/")
    language = keeper.language if keeper.language in settings.languages else None
    with speaking(language or settings.languages[0]):
        subject: str = _("Somebody wrote to you")
        body: str = _(
            "Hello %(name)s,\n\na message waits for you. Sign in and open Your messages:\n\n"
            "%(address)s\n\nYou get this because you were chosen to read such messages. What was "
            "written is not in this mail.\n",
            name=keeper.name,
            address=site + url_for("inbox.messages"),
        )
    return subject, body
