"""The words of a reminder, in the language of the person it goes to, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms import i18n
from lms.reminders.links import token_for
from lms.reminders.queries import Addressee
from lms.reminders.rules import About, Mention
from lms.reminders.services import Compose, Letter
from lms.web import context
from lms.web.templating import speaking


@dataclass(frozen=True, slots=True)
class Line:
    """One date of a message: what it is, what else to know, and where it leads."""

    title: str
    about: str
    further: str
    address: str


@contextmanager
def composing(app: Flask) -> Iterator[Compose]:
    """What writes messages as long as the block lasts; addresses are those of the site."""
    settings = context.state(app).settings
    site = settings.public_url or f"http://{settings.host}:{settings.port}"
    with app.test_request_context(base_url=site):
        yield compose


def compose(person: Addressee, mentions: tuple[Mention, ...]) -> Letter:
    """One message about all that is near, never about what is late or done."""
    settings = context.settings()
    language = person.language if person.language in settings.languages else None
    with speaking(language or settings.languages[0]):
        lines = tuple(_line(person, mention) for mention in mentions)
        stop_address = _stop_address(person) if _is_voluntary(person, mentions) else None
        values: dict[str, object] = {
            "greeting": _("Hello %(name)s,", name=person.name),
            "opening": ngettext("This date comes near:", "These dates come near:", len(lines)),
            "lines": lines,
            "rule": _(
                "You get at most three such messages a week, in working hours, and none about "
                "what is done."
            ),
            "less": _("Fewer messages, or none while you are away:"),
            "less_address": url_for("reminders.choices", _external=True),
            "stop": _("No more about certificates that nobody asks of you:"),
            "stop_address": stop_address or "",
        }
        return Letter(
            subject=_subject(person, lines, mentions),
            text=_text(values, settings.organisation),
            html=render_template("reminders/letter.html", **values),
            stop_address=stop_address,
        )


def _line(person: Addressee, mention: Mention) -> Line:
    course = context.content().courses[mention.course]
    text = course.texts.get(context.language()) or next(iter(course.texts.values()))
    day = i18n.day(mention.on, context.language())
    if mention.about is About.DUE:
        about = _("Your organisation asks for this course by %(day)s.", day=day)
        further = person.why.get(mention.course, "")
    elif _is_grace(person, mention):
        about = _("Your certificate has ended. You still count as ready until %(day)s.", day=day)
        further = _("The quiz alone brings it up to date.")
    else:
        about = _("Your certificate is valid until %(day)s.", day=day)
        further = _("Refresh it earlier, and the new one begins where this one ends.")
    address = url_for("courses.course", course=mention.course, _external=True)
    return Line(text.title, about, further, address)


def _subject(person: Addressee, lines: tuple[Line, ...], mentions: tuple[Mention, ...]) -> str:
    day = i18n.day(mentions[0].on, context.language())
    if len(mentions) > 1:
        subject: str = _(
            "%(num)d dates come near, the first on %(day)s", num=len(mentions), day=day
        )
    elif mentions[0].about is About.DUE:
        subject = _("%(course)s, asked for by %(day)s", course=lines[0].title, day=day)
    elif _is_grace(person, mentions[0]):
        subject = _("%(course)s: you count as ready until %(day)s", course=lines[0].title, day=day)
    else:
        subject = _(
            "%(course)s: your certificate is valid until %(day)s", course=lines[0].title, day=day
        )
    return subject


def _is_grace(person: Addressee, mention: Mention) -> bool:
    return any(
        item.is_grace and (item.course, item.on) == (mention.course, mention.on)
        for item in person.recipient.matters
    )


def _text(values: dict[str, object], organisation: str) -> str:
    parts = [str(values["greeting"]), str(values["opening"])]
    lines: Iterable[Line] = values["lines"]  # type: ignore[assignment]
    for line in lines:
        said = " ".join(filter(None, (line.about, line.further)))
        parts.append(f"{line.title}\n{said}\n{line.address}")
    parts.append(str(values["rule"]))
    parts.append(f"{values['less']}\n{values['less_address']}")
    if values["stop_address"]:
        parts.append(f"{values['stop']}\n{values['stop_address']}")
    parts.append(organisation)
    return "\n\n".join(parts) + "\n"


def _is_voluntary(person: Addressee, mentions: tuple[Mention, ...]) -> bool:
    own = {(item.course, item.on) for item in person.recipient.matters if item.is_voluntary}
    return any((mention.course, mention.on) in own for mention in mentions)


def _stop_address(person: Addressee) -> str:
    token = token_for(context.settings().secret_key, person.person_id)
    return url_for("reminders.stop", token=token, _external=True)
