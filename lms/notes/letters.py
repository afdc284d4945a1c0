"""The message that brings a note, in the language of the person it goes to."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from lms.courses.shown import shown
from lms.notes.models import Kind
from lms.notes.queries import Addressee
from lms.notes.rules import Help, NearDate
from lms.notes.services import Words
from lms.reminders.links import NOTES, token_for
from lms.web import context
from lms.web.templating import speaking


def help_words(about: str) -> str:
    """What is offered, in a sentence."""
    match Help(about):
        case Help.TIME:
            said: str = _("a time to learn")
        case Help.CHAT:
            said = _("a chat")
        case Help.COLLEAGUE:
            said = _("a colleague to ask")
    return said


def compose(
    kind: Kind,
    *,
    sender: str,
    receiver_id: int,
    receiver: str,
    to: Addressee,
    about: str,
    text: str,
    near: NearDate | None = None,
) -> Words | None:
    """The message of a note; None for somebody without an address."""
    if to.email is None:
        return None
    settings = context.settings()
    site = (settings.public_url or request.host_url).rstrip("/")
    language = to.language if to.language in settings.languages else None
    token = token_for(settings.secret_key, receiver_id, NOTES)
    stop_address = site + url_for("reminders.stop", token=token)
    with speaking(language or settings.languages[0]):
        subject, opening, closing = _frame(kind, sender, about, near)
        values = {
            "greeting": _("Hello %(name)s,", name=receiver),
            "opening": opening,
            "text": text,
            "closing": closing,
            "address": site + url_for("notes.thanks"),
            "stop": _("No more notes by e-mail; they still wait for you in the product:"),
            "stop_address": stop_address,
        }
        parts = [
            values["greeting"],
            opening,
            text,
            f"{closing}\n{values['address']}",
            f"{values['stop']}\n{stop_address}",
            settings.organisation,
        ]
        html = render_template("notes/letter.html", **values)
    return Words(subject, "\n\n".join(parts) + "\n", html, stop_address)


def _frame(kind: Kind, sender: str, about: str, near: NearDate | None) -> tuple[str, str, str]:
    """Subject, first line and last line around the writer's own words."""
    match kind:
        case Kind.THANKS:
            return (
                _("A note of thanks from %(name)s", name=sender),
                _("%(name)s wrote to you:", name=sender),
                _("Only you see it, unless you let your team see it:"),
            )
        case Kind.HELP:
            return (
                _("%(name)s offers you help", name=sender),
                _("%(name)s offers you %(what)s:", name=sender, what=help_words(about)),
                _("Say yes, no thank you, or nothing. Only a yes is told:"),
            )
        case Kind.REMINDER:
            title = shown(context.content().courses[about], context.language()).title
            return (
                _("%(name)s wrote to you about %(course)s", name=sender, course=title),
                _("%(name)s wrote to you about %(course)s:", name=sender, course=title),
                _("The note is here as well:"),
            )
