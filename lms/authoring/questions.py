"""Question statistics: what the answers of many people say about the questions of a course."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from lms.authoring.figures import decimal, percent
from lms.authz import Permission
from lms.content.model import Course, Lang, Question
from lms.courses.shown import path_first, shown
from lms.quizzes import tallies
from lms.quizzes.asking import split_prompt, title_of
from lms.quizzes.statistics import FEWEST, GROUP, Frequency, Meeting, Statistics, statistics
from lms.quizzes.versions import fingerprint
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("questions", __name__)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a question in one language, with its figures when there are enough people."""

    question: Question
    figures: Statistics | None
    is_current: bool = True

    @property
    def title(self) -> str:
        """The first sentence of the question."""
        return title_of(self.question)

    @property
    def parts(self) -> tuple[str, str]:
        """The situation and what is asked, both HTML."""
        return split_prompt(self.question.prompt)


def _discrimination(figures: Statistics) -> Fraction:
    """What does not vary stands between what tells people apart and what turns them round."""
    return Fraction(0) if figures.discrimination is None else figures.discrimination


SORTS: Mapping[str, Callable[[Statistics], Fraction]] = {
    "people": lambda figures: Fraction(figures.people),
    "right": lambda figures: figures.facility,
    "discrimination": _discrimination,
}
"""What the table can be sorted by, besides the order of the files."""


def ordered(rows: Sequence[Wording], sort: str, *, falling: bool) -> list[Wording]:
    """Rows by one figure; those without figures stay at the end either way."""
    key = SORTS.get(sort)
    if key is None:
        return list(rows)
    told = [(key(row.figures), row) for row in rows if row.figures is not None]
    told.sort(key=lambda pair: pair[0], reverse=falling)
    return [row for _, row in told] + [row for row in rows if row.figures is None]


def wordings(
    course: Course, versions: Sequence[tallies.AskedVersion], *, name: str | None = None
) -> list[Wording]:
    """Today's questions in the order of the files, each with its earlier wordings behind it.

    Earlier wordings without enough people are left out: nothing will ever be told about them.
    """
    asked = {(item.lang, item.fingerprint): item for item in versions}
    rows: list[Wording] = []
    listed: set[tuple[Lang, str]] = set()
    banks = course.quiz.questions if course.quiz else {}
    for lang, bank in banks.items():
        for question in bank.values():
            if name is not None and question.name != name:
                continue
            now = asked.get((lang, fingerprint(question)))
            listed.add((lang, fingerprint(question)))
            cells = now.cells if now else ()
            rows.append(Wording(question, statistics(question, cells)))
            rows += _earlier(versions, listed, lang, question.name)
    rows += _earlier(versions, listed, None, None)
    return rows


def _earlier(
    versions: Sequence[tallies.AskedVersion],
    listed: set[tuple[Lang, str]],
    lang: Lang | None,
    name: str | None,
) -> list[Wording]:
    found = []
    for item in versions:
        place = (item.lang, item.fingerprint)
        if place in listed or (name is not None and (item.lang, item.name) != (lang, name)):
            continue
        listed.add(place)
        figures = statistics(item.question, item.cells)
        if figures is not None:
            found.append(Wording(item.question, figures, is_current=False))
    return found


def _meeting() -> Meeting:
    return "later" if request.args.get("attempts") == "later" else "first"


@bp.get("/author/questions")
@requires(Permission.AUTHOR_READ)
def courses() -> Any:
    """To the questions of the first course that has a quiz, or to all courses without one."""
    found = next((item for item in path_first(context.content()) if item.quiz), None)
    if found is None:
        return redirect(url_for("authoring.overview"))
    return redirect(url_for("questions.course_questions", course=found.slug))


@bp.get("/author/questions/<course>")
@requires(Permission.AUTHOR_READ)
def course_questions(course: str) -> str:
    """Every question of a course with its figures; the sorting stands in the address."""
    found = context.course_or_404(course)
    meeting = _meeting()
    sort = request.args.get("sort", "")
    sort = sort if sort in SORTS else ""
    falling = request.args.get("order") == "falling"
    versions = tallies.versions_of_course(context.db(), found.slug, meeting=meeting)
    return render_template(
        "authoring/questions.html",
        course=shown(found, context.language()),
        courses=[
            shown(item, context.language()) for item in path_first(context.content()) if item.quiz
        ],
        rows=ordered(wordings(found, versions), sort, falling=falling),
        meeting=meeting,
        sort=sort,
        falling=falling,
        fewest=FEWEST,
        group=GROUP,
        percent=_percent,
        decimal=_decimal,
    )


@bp.get("/author/questions/<course>/<name>")
@requires(Permission.AUTHOR_READ)
def question(course: str, name: str) -> str:
    """One question: every wording with its figures, option by option."""
    found = context.course_or_404(course)
    meeting = _meeting()
    versions = tallies.versions_of_course(context.db(), found.slug, meeting=meeting, name=name)
    rows = wordings(found, versions, name=name)
    if not rows:
        abort(404)
    return render_template(
        "authoring/question.html",
        course=shown(found, context.language()),
        name=name,
        rows=rows,
        meeting=meeting,
        fewest=FEWEST,
        group=GROUP,
        percent=_percent,
        decimal=_decimal,
        told=told,
    )


def told(question: Question, item: Frequency) -> tuple[str, str, str]:
    """What was chosen, for a table: its letter, its HTML, and its partner's HTML or its place."""
    options = {option.letter: option for option in question.options}
    rights = {option.letter: option for option in question.rights}
    letter, _, partner = item.key.partition("=" if question.type in {"match", "mark"} else "@")
    html = options[letter].html if letter in options else ""
    if question.type in {"match", "mark"}:
        return letter, html, rights[partner].html if partner in rights else ""
    return letter, html, partner


def _percent(value: Fraction | float) -> str:
    return percent(value, context.language())


def _decimal(value: Fraction | float) -> str:
    return decimal(value, context.language())
