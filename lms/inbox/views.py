"""Something slipped, a question, worth telling, what I heard: sending, reading, answering."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.errors import Invalid, NotFound, TooMany
from lms.inbox import letters, queries, services
from lms.inbox.forms import KeepersForm, MessageForm, ReplyForm
from lms.inbox.queries import Keeper, Message
from lms.inbox.rules import MOST_A_DAY, Kind
from lms.people.throttle import throttle
from lms.practice.checks.check import check
from lms.practice.checks.language import detect
from lms.practice.checks.model import LANGUAGES, Draft, Rule
from lms.practice.reading import names_of, read
from lms.web import context
from lms.web.guard import requires
from lms.web.kept import unkept

bp = Blueprint("inbox", __name__)

DAY = 24 * 60 * 60
FIRST_HOUR = ("mistakes-and-crises", "the-first-hour")
"""The module whose list is the checklist, so that authors keep it."""
_LIST = re.compile(r"<ol\b.*?</ol>", re.DOTALL)
PERSONAL = frozenset({Rule.CUSTOMER, Rule.PERSON, Rule.HEALTH, Rule.TAG, Rule.PRICE})
"""What a note about customers should not hold."""
_NUMBER = re.compile(r"\+?\d[\d \-]{6,}\d|\b\d{6}[-+A]\w{4}\b|[^\s@]+@[^\s@]+\.\w+")
"""Telephone numbers, personal identity codes and addresses."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a kind is spoken of."""

    title: Any
    lead: Any
    label: Any
    help: Any
    send: Any


SAID: Mapping[Kind, Said] = {
    Kind.SLIP: Said(
        _l("Something slipped"),
        _l("It happens to everybody. First the list, then, if you like, a report."),
        _l("What happened"),
        _l("What went out, where, when, who could see it, what you have done. Short is fine."),
        _l("Send the report"),
    ),
    Kind.QUESTION: Said(
        _l("Ask a person"),
        _l(
            "A question that the courses did not answer. It goes to one person, and to nobody else."
        ),
        _l("Your question"),
        _l("What would you like to publish, and what makes you hesitate?"),
        _l("Send the question"),
    ),
    Kind.DEED: Said(
        _l("Worth telling"),
        _l("Something people here did that you would like to talk about, or hear told."),
        _l("What was done, and by whom"),
        _l("A sentence or two is enough. Ask those concerned before anything is published."),
        _l("Send it"),
    ),
    Kind.HEARD: Said(
        _l("What I heard"),
        _l("Something a customer said that somebody here should know."),
        _l("What you heard"),
        _l("About the matter, not the person: no names, numbers or health."),
        _l("Send it"),
    ),
}


@bp.get("/oops", defaults={"kind": "slip"}, endpoint="slip")
@bp.get("/ask", defaults={"kind": "question"}, endpoint="question")
@bp.get("/worth-telling", defaults={"kind": "deed"}, endpoint="deed")
@bp.get("/heard", defaults={"kind": "heard"}, endpoint="heard")
@requires(Permission.MESSAGE_SEND)
def write(kind: str) -> str:
    """A message of one kind: what helps at once, and the form."""
    return _page(Kind(kind), MessageForm(data={"token": secrets.token_hex(16)}))


@bp.post("/oops", defaults={"kind": "slip"}, endpoint="send_slip")
@bp.post("/ask", defaults={"kind": "question"}, endpoint="send_question")
@bp.post("/worth-telling", defaults={"kind": "deed"}, endpoint="send_deed")
@bp.post("/heard", defaults={"kind": "heard"}, endpoint="send_heard")
@requires(Permission.MESSAGE_SEND)
@unkept
def send(kind: str) -> Any:
    """Send it; a note that seems to hold personal data is shown once more first."""
    wanted, form = Kind(kind), MessageForm()
    if not form.validate():
        return _page(wanted, form), 422
    words = str(form.words.data).strip()
    if wanted is Kind.HEARD and form.looked.data != _digest(words):
        doubts = _doubts(words)
        if doubts:
            form.looked.data = _digest(words)
            return _page(wanted, form, doubts=doubts), 422
    found = _reader(wanted)
    if found is None:
        form.form_errors.append(_("Nobody can read this here any more. Your text is below."))
        return _page(wanted, form), 422
    if wanted.has_one_reader and form.reader.data not in {"", None, str(found.person_id)}:
        form.form_errors.append(_("Somebody else would read it now. Look who, then send it."))
        return _page(wanted, form), 422
    person_id = context.viewer().person_id
    context.db().rollback()  # no lock is held while counting
    try:
        throttle(
            context.state().database.begin,
            "message",
            str(person_id),
            MOST_A_DAY,
            DAY,
            context.now(),
            secret=context.settings().secret_key,
        )
        services.send(
            context.db(),
            kind=wanted,
            token=str(form.token.data),
            sender_id=person_id,
            words=words,
            language=context.language(),
            may_be_used=bool(form.may_be_used.data),
            secret=context.settings().secret_key,
            now=context.now(),
            today=context.today(),
            letter=letters.waits,
        )
    except TooMany:
        form.words.errors = [_("That was a lot for one day. Keep this text and send it tomorrow.")]
        return _page(wanted, form), 429
    except NotFound:
        form.form_errors.append(_("Nobody can read this here any more. Your text is below."))
        return _page(wanted, form), 422
    flash(_("It is sent. The answer comes to My learning."))
    return redirect(url_for("inbox.messages"), code=303)


def _digest(words: str) -> str:
    """A mark of the very text that was looked at."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def _reader(kind: Kind) -> Keeper | None:
    return queries.reader_for(
        context.db(), kind=kind, sender_id=context.viewer().person_id, today=context.today()
    )


def _page(kind: Kind, form: MessageForm, *, doubts: tuple[str, ...] = ()) -> str:
    reader = _reader(kind)
    form.reader.data = str(reader.person_id) if reader and kind.has_one_reader else ""
    form.words.label.text = SAID[kind].label
    return render_template(
        "inbox/write.html",
        kind=kind,
        said=SAID[kind],
        form=form,
        doubts=doubts,
        reader=reader,
        kept=[(SAID[kind].label, form.words.data)] if form.words.data else [],
        checklist=_checklist() if kind is Kind.SLIP else None,
        contacts=[
            words
            for name, words in context.content().policy.get(context.language(), {}).items()
            if name in {"contact.comms", "contact.security"}
        ],
    )


@dataclass(frozen=True, slots=True)
class Checklist:
    """The first hour: the list of the module, and the way to it."""

    html: str
    lang: str
    href: str


def _checklist() -> Checklist | None:
    """The first list of the module about the first hour, as authors wrote it."""
    slug, module = FIRST_HOUR
    course = context.content().course(slug)
    found = course.module(module) if course else None
    text = found.texts.get(context.language()) if found else None
    match = _LIST.search(text.body) if text else None
    if text is None or match is None:
        return None
    href = url_for("courses.module", course=slug, module=module)
    return Checklist(re.sub(r"<sup id=.*?</sup>", "", match[0], flags=re.DOTALL), text.lang, href)


def _doubts(words: str) -> tuple[str, ...]:
    """Words in a note that seem to be about a person."""
    lang = detect(words, context.language() if context.language() in LANGUAGES else "en")
    settings = context.settings()
    names = names_of(
        context.content().said(with_example=settings.mode == "demo"), settings.organisation
    )
    found = check(Draft(words, lang), names, today=context.today())
    told = [
        word for hint in read(words, found).hints if hint.rule in PERSONAL for word in hint.words
    ]
    return tuple(dict.fromkeys([*told, *_NUMBER.findall(words)]))


@bp.get("/messages")
@requires(Permission.MESSAGE_SEND)
def messages() -> str:
    """What one sent, and what waits for a chosen reader."""
    asked: dict[str, Any] = {
        "person_id": context.viewer().person_id,
        "secret": context.settings().secret_key,
        "now": context.now(),
        "today": context.today(),
    }
    received, sent = (request.args.get(name, 1, type=int) for name in ("page", "sent"))
    return render_template(
        "inbox/messages.html",
        received=queries.waiting_for(context.db(), **asked, page=received),
        sent=queries.sent_by(context.db(), **asked, page=sent),
        said=SAID,
    )


def _message(db: Session, message: int) -> Message | None:
    return queries.message(
        db,
        message_id=message,
        secret=context.settings().secret_key,
        now=context.now(),
        today=context.today(),
    )


@bp.get("/messages/<int(max=2147483647):message>")
@requires(Permission.MESSAGE_READ, load=_message)
def message(found: Message) -> str:
    """A message with its reply, for the sender and whoever reads it."""
    return _message_page(found, ReplyForm(reply=found.reply or "", offers=found.is_offered))


def _message_page(found: Message, form: ReplyForm, *, meanwhile: bool = False) -> str:
    person_id = context.viewer().person_id
    form.seen.data = found.version
    return render_template(
        "inbox/message.html",
        message=found,
        said=SAID[found.kind],
        form=form,
        meanwhile=meanwhile,
        is_sender=found.sender_id == person_id,
        is_reader=person_id in found.parties.reader_ids,
    )


@bp.post("/messages/<int(max=2147483647):message>")
@requires(Permission.MESSAGE_READ, load=_message)
@unkept
def answer(found: Message) -> Any:
    """Answer and settle it, as its reader."""
    if context.viewer().person_id not in found.parties.reader_ids:
        abort(404)
    form = ReplyForm()
    if not form.validate():
        return _message_page(found, form), 422
    done = services.answer(
        context.db(),
        message_id=found.id,
        reply=str(form.reply.data or "").strip(),
        offers=bool(form.offers.data),
        seen=str(form.seen.data or ""),
        secret=context.settings().secret_key,
        now=context.now(),
    )
    if not done:
        context.db().rollback()
        fresh = _message(context.db(), found.id)
        if fresh is None:
            abort(404)
        form.reply.errors = [_("Somebody else answered meanwhile. Read it above, then decide.")]
        return _message_page(fresh, form, meanwhile=True), 422
    flash(_("Saved. The sender is told."))
    return redirect(url_for("inbox.messages"), code=303)


@bp.post("/messages/<int(max=2147483647):message>/delete")
@requires(Permission.MESSAGE_READ, load=_message)
def delete(found: Message) -> Any:
    """Delete it, as its sender."""
    if context.viewer().person_id != found.sender_id:
        abort(404)
    services.delete_message(context.db(), message_id=found.id)
    flash(_("Deleted, with its reply."))
    return redirect(url_for("inbox.messages"), code=303)


@bp.route("/admin/inboxes", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def inboxes() -> Any:
    """Who reads which kind of message; the words of messages are not for administrators."""
    db, today = context.db(), context.today()
    chosen = queries.keepers(db, today)
    form = KeepersForm(
        **{
            kind.value: "\n".join(item.sign_in_name for item in people)
            for kind, people in chosen.items()
        }
    )
    if form.validate_on_submit():
        try:
            with db.begin_nested():
                for kind in Kind:
                    services.choose(
                        db,
                        kind=kind,
                        names=str(form[kind.value].data or "").splitlines(),
                        actor_id=context.viewer().person_id,
                        now=context.now(),
                        today=today,
                        letter=letters.waits,
                    )
        except Invalid as error:
            form[error.field].errors = [_sentence(error)]
        else:
            flash(_("Saved."))
            return redirect(url_for("inbox.inboxes"), code=303)
    page = render_template(
        "inbox/inboxes.html",
        form=form,
        chosen=chosen,
        waiting=queries.waiting_for_a_reader(db, now=context.now(), today=today),
        said=SAID,
    )
    return page, 422 if form.is_submitted() else 200


def _sentence(error: Invalid) -> str:
    if error.code == "too_many_keepers":
        return str(_("Choose at most %(most)s people", most=error.values["most"]))
    return str(_("Nobody signs in with: %(names)s", names=error.values["names"]))


@bp.get("/author/asked")
@requires(Permission.AUTHOR_READ)
def asked() -> str:
    """Questions with their answers that could become content, without anybody's name."""
    return render_template(
        "inbox/asked.html",
        asked=queries.offered(
            context.db(), secret=context.settings().secret_key, now=context.now()
        ),
    )
