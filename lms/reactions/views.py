"""Telling the authors, the authors' inbox, and the answer that comes back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.authz import Permission
from lms.content.model import Course
from lms.courses.shown import ShownCourse, ShownModule, shown
from lms.quizzes.asking import title_of
from lms.reactions import queries, services
from lms.reactions.forms import SettleForm, WorthForm, WrongForm
from lms.reactions.models import Verdict
from lms.reactions.queries import Message, OwnMessage, Worth
from lms.reactions.services import Place
from lms.web import context
from lms.web.guard import requires
from lms.web.kept import take_kept

bp = Blueprint("reactions", __name__)

QUESTION = "q:"
"""What begins the name of a block that is a question."""


def _module_or_404(course: str, module: str) -> tuple[ShownCourse, ShownModule]:
    found = context.content().course(course)
    page = shown(found, context.language()) if found else None
    item = next((item for item in (page.modules if page else ()) if item.slug == module), None)
    if page is None or item is None:
        abort(404)
    return page, item


def _kept() -> dict[str, str]:
    """What was typed before somebody had to sign in again, on the way back to the form."""
    if request.method != "GET":
        return {}
    return {name: values[0] for name, values in take_kept(request.path).items() if values}


def _place(course: Course, module: ShownModule, block: str = "") -> Place:
    """A block of a module as it stands; one that is not there any more is the whole module."""
    titles = {heading.slug: heading.text for heading in module.text.headings}
    titles |= {QUESTION + check.name: title_of(check) for check in module.text.checks}
    if block not in titles:
        return Place(course.slug, module.slug, course.edition, module.lang)
    return Place(course.slug, module.slug, course.edition, module.lang, block, titles[block])


@bp.route("/courses/<course>/<module>/worth", methods=["GET", "POST"])
@requires(Permission.REACTION_SEND)
def worth(course: str, module: str) -> Any:
    """Say whether a module was worth the time."""
    page, item = _module_or_404(course, module)
    form = WorthForm(data=_kept())
    if form.validate_on_submit():
        services.send_worth(
            context.db(),
            _place(page.course, item),
            person_id=context.viewer().person_id,
            verdict=Verdict(form.verdict.data),
            words=form.words.data or "",
            now=context.now(),
        )
        flash(_("Thank you. The authors read this without your name."), "success")
        return redirect(url_for("courses.module", course=course, module=module), code=303)
    answer = render_template("reactions/worth.html", form=form, course=page, module=item)
    return answer, 422 if form.errors else 200


@bp.route("/courses/<course>/<module>/wrong", methods=["GET", "POST"])
@requires(Permission.REACTION_SEND)
def wrong(course: str, module: str) -> Any:
    """Tell that something in a module is wrong."""
    page, item = _module_or_404(course, module)
    form = WrongForm(data=_kept())
    if form.validate_on_submit():
        _send_wrong(_place(page.course, item, form.place.data or ""), form)
        return redirect(url_for("courses.module", course=course, module=module), code=303)
    answer = render_template(
        "reactions/wrong.html",
        form=form,
        course=page,
        module=item,
        chosen=form.place.data or request.args.get("place", ""),
    )
    return answer, 422 if form.errors else 200


@bp.route("/courses/<course>/questions/<name>/wrong", methods=["GET", "POST"])
@requires(Permission.REACTION_SEND)
def question_wrong(course: str, name: str) -> Any:
    """Tell that something is wrong with a question of the quiz."""
    found = context.content().course(course)
    if found is None:
        abort(404)
    banks = found.quiz.questions if found.quiz else {}
    lang = context.language()
    languages = sorted(banks, key=lambda other: other != lang)
    question = next((banks[key][name] for key in languages if name in banks[key]), None)
    if question is None and not queries.was_asked(context.db(), course=course, name=name):
        abort(404)
    title = title_of(question) if question else name
    form = WrongForm(data=_kept())
    if form.validate_on_submit():
        language = question.lang if question else lang
        _send_wrong(Place(course, "", found.edition, language, QUESTION + name, title), form)
        return redirect(url_for("courses.course", course=course), code=303)
    answer = render_template(
        "reactions/question_wrong.html",
        form=form,
        course=shown(found, lang),
        title=title,
        title_lang=question.lang if question else lang,
    )
    return answer, 422 if form.errors else 200


def _send_wrong(place: Place, form: WrongForm) -> None:
    services.send_wrong(
        context.db(),
        place,
        person_id=context.viewer().person_id,
        words=form.words.data or "",
        now=context.now(),
    )
    flash(_("Thank you. You hear back on My learning when an author has looked at it."), "success")


def _own(db: Any, reaction: int) -> OwnMessage | None:
    return queries.own_message(db, reaction)


@bp.get("/learn/messages/<int:reaction>")
@requires(Permission.REACTION_READ, load=_own)
def own(found: OwnMessage) -> str:
    """What somebody told the authors, and the answer."""
    return render_template("reactions/own.html", message=found.message, where=where(found.message))


@bp.get("/author/messages")
@requires(Permission.AUTHOR_READ)
def messages() -> str:
    """What learners told the authors: waiting or settled, and what modules were worth."""
    settled = request.args.get("show") == "settled"
    page = request.args.get("page", 1, type=int)
    inbox = queries.inbox(context.db(), settled=settled, page=page)
    return render_template(
        "reactions/messages.html",
        inbox=inbox,
        settled=settled,
        worth=queries.worth(context.db()),
        where=where,
        size=queries.PAGE,
    )


def _message(db: Any, reaction: int) -> Message | None:
    return queries.message(db, reaction)


@bp.route("/author/messages/<int:reaction>", methods=["GET", "POST"])
@requires(Permission.REACTION_SETTLE, load=_message)
def settle(found: Message) -> Any:
    """Read one message and answer it in a line."""
    form = SettleForm(data=_kept())
    if not found.reply and form.validate_on_submit():
        done = services.settle(
            context.db(), reaction_id=found.id, reply=form.reply.data or "", now=context.now()
        )
        if done:
            flash(_("Settled. The person reads your line on My learning."), "success")
        else:
            flash(_("Somebody else had settled this already."), "info")
        return redirect(url_for("reactions.messages"), code=303)
    answer = render_template("reactions/settle.html", form=form, message=found, where=where(found))
    return answer, 422 if form.errors else 200


class Where:
    """Where a message points: titles in the reader's language as long as the course is there."""

    def __init__(self, course_name: str, module_name: str, place: str) -> None:
        course = context.content().course(course_name)
        page = shown(course, context.language()) if course else None
        module = next(
            (item for item in (page.modules if page else ()) if item.slug == module_name), None
        )
        self.course = page.title if page else course_name
        self.course_lang = page.lang if page else ""
        self.module = module.text.title if module else module_name
        self.module_lang = module.lang if module else ""
        self.href = ""
        if module:
            known = {heading.slug for heading in module.text.headings}
            # It may have been read in another language, or the heading may have changed.
            anchor = place if place in known else ""
            if place.startswith(QUESTION):
                anchor = "check-yourself"
            self.href = url_for(
                "courses.module", course=course_name, module=module_name, _anchor=anchor or None
            )
        elif page and place.startswith(QUESTION):
            name = place.removeprefix(QUESTION)
            self.href = url_for("questions.question", course=course_name, name=name)


def where(about: Message | Worth) -> Where:
    """Where a message, or what people say of a module, points."""
    return Where(about.course, about.module, about.place if isinstance(about, Message) else "")
