"""The practice studio: drafting, checking, asking a colleague. Nothing is published from here."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.content.model import Practice
from lms.courses.shown import in_language, path_first, shown
from lms.practice import queries, services
from lms.practice.audiences import AUDIENCES, LONGEST, NAMES
from lms.practice.checks.check import check
from lms.practice.checks.language import detect
from lms.practice.checks.model import LANGUAGES, LEVELS, Draft, Rule
from lms.practice.exercises import REPLIES, SELF_CHECK, STARTERS, Reply
from lms.practice.forms import LONGEST_COMMENT, AskForm, CommentForm, DraftForm
from lms.practice.hints import HINTS, LEVEL_WORDS, cited
from lms.practice.queries import OwnDraft, SharedDraft
from lms.practice.reading import names_of, read
from lms.practice.services import Written
from lms.web import context
from lms.web.guard import requires
from lms.web.kept import take_kept

bp = Blueprint("practice", __name__)

_TOKEN = re.compile(r"[0-9a-f]{32}")
_REPLY = "reply/"
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any draft."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a draft is written for: a module's practice, a reply, or nothing in particular."""

    name: str = ""
    title: str = ""
    lang: str = ""
    practice: Practice | None = None
    course: str = ""
    module: str = ""
    reply: Reply | None = None

    @property
    def checks(self) -> tuple[Any, ...]:
        """What to ask oneself: the task's own list, or the one that fits every draft."""
        if self.practice is not None and self.practice.checks:
            return self.practice.checks
        return self.reply.checks if self.reply is not None else SELF_CHECK


def _task(name: str) -> Task:
    """The task of that name; one that has left the courses is none."""
    if name.startswith(_REPLY):
        reply = next((item for item in REPLIES if _REPLY + item.name == name), None)
        if reply is not None:
            return Task(name, str(reply.title), context.language(), reply=reply)
    course, _slash, wanted = name.partition("/")
    found = context.content().course(course)
    for module in found.modules if found else ():
        lang, text = in_language(module.texts, context.language())
        for practice in text.practices:
            if practice.name == wanted:
                return Task(name, text.title, lang, practice, course, module.slug)
    return Task()


def _kept() -> dict[str, list[str]]:
    """What was typed before somebody had to sign in again."""
    return take_kept(request.path) if request.method == "GET" else {}


def _values(kept: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What was kept, for a form: the first value of each field."""
    return {name: values[0] for name, values in kept.items() if values}


def _page_asked() -> int:
    number = request.args.get("page", "")
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1


# The studio's front page


@bp.route("/practice", methods=["GET", "POST"])
@requires(Permission.PRACTICE_OPEN)
def studio() -> Any:
    """Where a draft begins, one's own drafts, and those a colleague asks about."""
    kept = _kept()
    named = _values(kept).get("task") or request.form.get("task") or request.args.get("task")
    task = _task(named or "")
    form = DraftForm(data=_first_values(task) | _values(kept))
    if form.validate_on_submit():
        return _begun(form, task)
    form.task.data = task.name
    person_id, now = context.viewer().person_id, context.now()
    drafts = queries.own_drafts(context.db(), person_id=person_id, now=now, page=_page_asked())
    page = render_template(
        "practice/studio.html",
        form=form,
        task=task,
        starters=STARTERS,
        replies=REPLIES,
        courses=[shown(course, context.language()) for course in path_first(context.content())],
        drafts=drafts,
        asked=queries.asked_of(context.db(), person_id=person_id, now=now),
        audiences=NAMES,
        titles={line.task: _task(line.task).title for line in drafts.lines},
        goes_on=now + queries.KEPT,
        ticked=_ticked(kept),
        longest=LONGEST,
    )
    return page, 422 if form.errors else 200


def _begun(form: DraftForm, task: Task) -> Any:
    """Keep a new draft and go there; one that was changed there since is not written over."""
    sent = form.token.data or ""
    token = sent if _TOKEN.fullmatch(sent) else _new_token()
    is_kept = services.begin(
        context.db(),
        person_id=context.viewer().person_id,
        token=token,
        task=task.name,
        written=_written(form, task),
        now=context.now(),
    )
    found = None if is_kept else _own(context.db(), token)
    if found is None:
        return _to_draft(token)
    return _beside_newer(found, _task(found.task), form), 422


def _first_values(task: Task) -> dict[str, Any]:
    values: dict[str, Any] = {"token": _new_token()}
    if task.reply is not None:
        values["audience"] = task.reply.audience
    beginning = next((s for s in STARTERS if s.name == request.args.get("start")), None)
    if beginning is not None:
        values["text"] = str(beginning.beginning)
    return values


def _written(form: DraftForm, task: Task) -> Written:
    return Written(
        audience=form.audience.data,
        text=form.text.data or "",
        language=form.language.data or "",
        has_picture=bool(form.has_picture.data),
        picture_words=form.picture_words.data or "",
        ticks=tuple(tick for tick in _ticked() if tick < len(task.checks)),
    )


def _ticked(kept: Mapping[str, Sequence[str]] | None = None) -> frozenset[int]:
    sent = (kept or {}).get("tick") or request.form.getlist("tick")
    sent = sent[:20]
    return frozenset(int(tick) for tick in sent if re.fullmatch(r"[0-9]{1,2}", tick))


def _new_token() -> str:
    return secrets.token_hex(16)


def _to_draft(token: str, anchor: str = "how-it-reads") -> Any:
    return redirect(url_for("practice.draft", draft=token, _anchor=anchor), code=303)


# One draft


def _own(db: Session, draft: str) -> OwnDraft | None:
    if not _TOKEN.fullmatch(draft):
        return None
    return queries.own_draft(
        db, person_id=context.viewer().person_id, token=draft, now=context.now()
    )


@bp.route("/practice/<draft>", methods=["GET", "POST"])
@requires(Permission.PRACTICE_WRITE, load=_own)
def draft(found: OwnDraft) -> Any:
    """A draft beside how it reads; saving it checks it again."""
    task = _task(found.task)
    if request.method == "POST":
        form = DraftForm()
        refused = _refused(found, task, form)
        if refused is not None:
            return refused, 422
        if request.form.get("then") == "ask":
            return redirect(url_for("practice.ask", draft=found.token), code=303)
        return _to_draft(found.token)
    kept = _kept()
    form = _filled(found, _values(kept))
    return _page(found, task, form, ticked=_ticked(kept) if kept else found.ticks)


def _filled(found: OwnDraft, kept: Mapping[str, Any]) -> DraftForm:
    """The form with the draft as it is kept, and what was typed before signing in again."""
    stored = {
        "token": found.token,
        "seen": found.changed_at.isoformat(),
        "audience": found.audience,
        "text": found.text,
        "language": found.language,
        "has_picture": found.has_picture,
        "picture_words": found.picture_words,
    }
    return DraftForm(formdata=None, data=stored | dict(kept))


def _refused(
    found: OwnDraft, task: Task, form: DraftForm, comment: CommentForm | None = None
) -> str | None:
    """Save the draft as the form has it; the page to show when it cannot be kept."""
    if not form.validate_on_submit():
        return _page(found, task, form, ticked=_ticked(), comment=comment)
    if services.save(
        context.db(),
        draft_id=found.id,
        written=_written(form, task),
        seen=_seen(form),
        now=context.now(),
    ):
        return None
    return _beside_newer(_own(context.db(), found.token) or found, task, form, comment)


def _seen(form: DraftForm) -> datetime | None:
    """When the text was changed that was shown; what is no time fits no draft."""
    if not form.seen.data:
        return None
    try:
        seen = datetime.fromisoformat(form.seen.data)
    except ValueError:
        return _NO_TIME
    return seen if seen.tzinfo is not None else _NO_TIME


def _beside_newer(
    found: OwnDraft, task: Task, form: DraftForm, comment: CommentForm | None = None
) -> str:
    """Both texts: what was typed, and what was kept meanwhile on another page or device."""
    form.seen.data = found.changed_at.isoformat()
    form.text.errors = [
        _(
            "This draft was changed on another page or device. Your text is still here, and what "
            "was kept there stands below it. Check again keeps yours."
        )
    ]
    return _page(found, task, form, ticked=_ticked(), comment=comment, newer=found.text)


def _page(
    found: OwnDraft,
    task: Task,
    form: DraftForm,
    *,
    ticked: frozenset[int],
    comment: CommentForm | None = None,
    newer: str = "",
    errors: Sequence[tuple[str, str]] = (),
) -> str:
    person_id = context.viewer().person_id
    said = CommentForm(formdata=None) if comment is None else comment
    return render_template(
        "practice/draft.html",
        form=form,
        draft=found,
        task=task,
        ticked=ticked,
        asked=queries.asked(context.db(), draft_id=found.id),
        thread=queries.thread(context.db(), draft_id=found.id, reader_id=person_id),
        comment=said,
        said_token=_new_token(),
        newer=newer,
        errors=[*errors, *(("words", error) for error in said.words.errors)],
        longest=LONGEST,
        longest_comment=LONGEST_COMMENT,
        goes_on=found.goes_at - timedelta(seconds=1),
        **_how_it_reads(found),
    )


def _how_it_reads(found: OwnDraft) -> dict[str, Any]:
    """The draft in pieces with its hints, and what the page says about its length."""
    lang = found.language if found.language in LANGUAGES else detect(found.text, _own_language())
    settings, content = context.settings(), context.content()
    hits = check(
        Draft(found.text, lang, has_picture=found.has_picture, alt=found.picture_words),
        names_of(content.said(with_example=settings.mode == "demo"), settings.organisation),
        today=context.today(),
    )
    return {
        "reading": read(found.text, hits),
        "hints": HINTS,
        "levels": LEVEL_WORDS,
        "places": {
            rule: cited(content, said.place, context.language()) for rule, said in HINTS.items()
        },
        "audience": NAMES.get(found.audience, AUDIENCES[0]),
        "read_as": lang,
    }


def _own_language() -> str:
    wanted = context.language()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@bp.post("/practice/<draft>/delete")
@requires(Permission.PRACTICE_WRITE, load=_own)
def delete(found: OwnDraft) -> Any:
    """Delete a draft at once, with every comment on it."""
    services.delete_draft(context.db(), draft_id=found.id)
    flash(_("The draft is deleted, with everything said about it."), "success")
    return redirect(url_for("practice.studio"), code=303)


# Colleagues


@bp.route("/practice/<draft>/ask", methods=["GET", "POST"])
@requires(Permission.PRACTICE_WRITE, load=_own)
def ask(found: OwnDraft) -> Any:
    """Choose a colleague to ask for comments."""
    db, person_id, today = context.db(), context.viewer().person_id, context.today()
    form = AskForm()
    error = ""
    if request.method == "POST" and form.validate():
        chosen = form.person.data or ""
        number = int(chosen) if re.fullmatch(r"[0-9]{1,9}", chosen) else 0
        if not queries.may_be_asked(db, person_id=person_id, colleague_id=number, today=today):
            error = _("Choose a colleague")
        elif services.ask(
            db, draft_id=found.id, writer_id=person_id, person_id=number, now=context.now()
        ):
            flash(_("They see it the next time they open My learning. Nothing was mailed."))
            return _to_draft(found.token, "comments")
        else:
            error = _("You have asked two colleagues. Take one request back to ask another.")
    find = request.args.get("find", "").replace("\x00", "").strip()[:80]
    page = render_template(
        "practice/ask.html",
        form=form,
        draft=found,
        error=error,
        find=find,
        people=queries.colleagues(db, person_id=person_id, find=find, today=today),
        asked=queries.asked(db, draft_id=found.id),
    )
    return page, 422 if error or form.errors else 200


@bp.post("/practice/<draft>/withdraw")
@requires(Permission.PRACTICE_WRITE, load=_own)
def withdraw(found: OwnDraft) -> Any:
    """Close the draft to a colleague again; what was typed meanwhile is kept, if it can be."""
    chosen = request.form.get("ask", "")
    task, form, ticked = _task(found.task), _sent(found), _ticks(found)
    if not re.fullmatch(r"[0-9]{1,9}", chosen):
        error = _("Choose whose request you take back.")
        page = _page(found, task, form, ticked=ticked, errors=[("comments", error)])
        return page, 422
    services.withdraw(context.db(), draft_id=found.id, ask_id=int(chosen))
    flash(_("Taken back. They do not see the draft any more."), "success")
    refused = _refused(found, task, form) if "text" in request.form else None
    return _to_draft(found.token, "comments") if refused is None else refused


def _sent(found: OwnDraft) -> DraftForm:
    """The draft as the page sent it along, or as it is kept."""
    return DraftForm() if "text" in request.form else _filled(found, {})


def _ticks(found: OwnDraft) -> frozenset[int]:
    return _ticked() if "text" in request.form else found.ticks


@bp.post("/practice/<draft>/comment")
@requires(Permission.PRACTICE_WRITE, load=_own)
def answer(found: OwnDraft) -> Any:
    """Answer in the thread beside one's own draft; what was typed meanwhile is kept first."""
    task, form, comment = _task(found.task), _sent(found), CommentForm()
    if not comment.validate_on_submit():
        return _page(found, task, form, ticked=_ticks(found), comment=comment), 422
    refused = _refused(found, task, form, comment) if "text" in request.form else None
    if refused is not None:
        return refused, 422
    _say(found, comment, token=request.form.get("said") or comment.token.data or "")
    return _to_draft(found.token, "comments")


def _say(draft: OwnDraft, form: CommentForm, *, token: str) -> None:
    services.comment(
        context.db(),
        draft_id=draft.id,
        writer_id=draft.person_id,
        person_id=context.viewer().person_id,
        token=token if _TOKEN.fullmatch(token) else _new_token(),
        words=form.words.data or "",
        now=context.now(),
    )


def _shared(db: Session, token: str) -> SharedDraft | None:
    if not _TOKEN.fullmatch(token):
        return None
    return queries.shared_draft(
        db, person_id=context.viewer().person_id, token=token, now=context.now()
    )


@bp.route("/practice/shared/<token>", methods=["GET", "POST"])
@requires(Permission.PRACTICE_COMMENT, load=_shared)
def shared(found: SharedDraft) -> Any:
    """A colleague's draft that one is asked about, and the thread beside it."""
    form = CommentForm(data={"token": _new_token()} | _values(_kept()))
    if form.validate_on_submit():
        _say(found.draft, form, token=form.token.data or "")
        flash(_("Thank you. %(name)s sees your comment beside the draft.", name=found.writer))
        return redirect(url_for("practice.shared", token=found.token), code=303)
    person_id = context.viewer().person_id
    task = _task(found.draft.task)
    page = render_template(
        "practice/shared.html",
        form=form,
        shared=found,
        task=task,
        thread=queries.thread(context.db(), draft_id=found.draft.id, reader_id=person_id),
        audience=NAMES.get(found.draft.audience, AUDIENCES[0]),
    )
    return page, 422 if form.errors else 200


@bp.get("/practice/how")
@requires(Permission.PRACTICE_OPEN)
def how() -> str:
    """How the hints work, what they rest on and what they miss."""
    content, lang = context.content(), context.language()
    return render_template(
        "practice/how.html",
        hints=HINTS,
        rules=list(Rule),
        levels=LEVEL_WORDS,
        level_of=LEVELS,
        places={rule: cited(content, said.place, lang) for rule, said in HINTS.items()},
    )
