"""The rows of My record with the words that the person saw, in the place of names and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.model import ContentSet, Course, Option, Question, ScenarioText
from lms.courses.shown import in_language
from lms.quizzes.models import QuestionVersion
from lms.quizzes.versions import questions_of
from lms.recall.queries import question as recalled

Rows = Sequence[Mapping[str, Any]]
Stored = Mapping[str, Rows]
OF_QUESTIONS = ("attempt_question", "answer", "sureness", "regraded_answer")
"""Tables whose rows are about one question of an attempt."""


def asked_in(db: Session, stored: Stored) -> dict[tuple[int, int], Question]:
    """The questions of one's attempts by attempt and place, in the version that was asked.

    All are drawn when an attempt begins. While it is open, only those with an answer are told: a
    quiz that asks one at a time cannot be read ahead.
    """
    over = {row["id"] for row in stored.get("attempt", ()) if row["finished_at"] is not None}
    answered = {(row["attempt_id"], row["position"]) for row in stored.get("answer", ())}
    places = {
        place: row["question_version_id"]
        for row in stored.get("attempt_question", ())
        if (place := (row["attempt_id"], row["position"])) in answered or place[0] in over
    }
    if not places:
        return {}
    version = QuestionVersion
    prints = {
        row.id: row.fingerprint
        for row in db.execute(
            select(version.id, version.fingerprint).where(version.id.in_(set(places.values())))
        )
    }
    found = questions_of(db, {name: number for number, name in prints.items()})
    return {place: found[prints[number]] for place, number in places.items()}


def with_texts(
    stored: Stored,
    asked: Mapping[tuple[int, int], Question],
    content: ContentSet,
    language: str,
) -> dict[str, Rows]:
    """The same rows; a question, an answer, a story and a choice in words wherever they are known.

    What an attempt asked is told as it was asked; what comes back and stories as they are today.
    """
    told = dict(stored)
    for name in OF_QUESTIONS:
        told[name] = [
            _of_question(row, asked.get((row["attempt_id"], row["position"])))
            for row in stored.get(name, ())
        ]
    told["recall_card"] = [
        _of_card(row, content.course(row["course"]), language)
        for row in stored.get("recall_card", ())
    ]
    plays = {row["id"]: row for row in stored.get("scenario_play", ())}
    texts = {number: _story(play, content, language) for number, play in plays.items()}
    told["scenario_play"] = [
        _changed(row, {"scenario": text.title} if (text := texts[row["id"]]) else {})
        for row in plays.values()
    ]
    told["scenario_choice"] = [
        _of_choice(row, texts.get(row["play_id"])) for row in stored.get("scenario_choice", ())
    ]
    return told


def said(question: Question, given: object) -> object:
    """An answer in the words of its question; what was written by hand as it was written."""
    options, rights = _words(question.options), _words(question.rights)
    if isinstance(given, dict):
        pairs = (
            (options.get(left, str(left)), rights.get(right, str(right)) if right else "")
            for left, right in given.items()
        )
        return "; ".join(f"{left}: {right}" if right else left for left, right in pairs)
    if isinstance(given, list):
        return "; ".join(options.get(letter, str(letter)) for letter in given)
    if question.type == "text" or not isinstance(given, str):
        return given
    return options.get(given, given)


def _words(options: Sequence[Option]) -> dict[Any, str]:
    return {one.letter: one.text or plain(one.html) for one in options}


def plain(html: str) -> str:
    """The words of a text without its marks."""
    return Markup(html).striptags()  # noqa: S704 - only to take the marks out


def _changed(row: Mapping[str, Any], words: Mapping[str, object]) -> dict[str, Any]:
    """A row whose columns stand where they stood."""
    return {**row, **words}


def _of_question(row: Mapping[str, Any], question: Question | None) -> Mapping[str, Any]:
    if question is None:
        return row
    words: dict[str, Any] = {"question": plain(question.prompt)} | dict(row)
    if "given" in row:
        words["given"] = said(question, row["given"])
    return words


def _of_card(row: Mapping[str, Any], course: Course | None, language: str) -> Mapping[str, Any]:
    question = recalled(course, row["question"], language)
    if question is None:
        return row
    words = {"question": plain(question.prompt), "given": said(question, row["given"])}
    return _changed(row, words)


def _story(play: Mapping[str, Any], content: ContentSet, language: str) -> ScenarioText | None:
    course = content.course(play["course"])
    scenario = course.scenario(play["scenario"]) if course else None
    return in_language(scenario.texts, language)[1] if scenario else None


def _of_choice(row: Mapping[str, Any], text: ScenarioText | None) -> Mapping[str, Any]:
    scene = text.scene(row["scene"]) if text else None
    choice = scene.choice(row["letter"]) if scene else None
    if scene is None or choice is None:
        return row
    return _changed(row, {"scene": plain(scene.html), "letter": plain(choice.html)})
