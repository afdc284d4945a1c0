"""Scores reckoned once more from what is stored, apart from the program's own way of doing it.

Nothing of lms.quizzes.grading, rejudging or regrading is used here: the rules are written down a
second time, straight from docs/scoring.md, over plain rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Replayed:
    """An attempt as it should be."""

    points: Fraction
    passed: bool


def worth(body: Mapping[str, Any], given: Any) -> Fraction:
    """What an answer earns of one point, by the written rules."""
    options = body["options"]
    right = [option["letter"] for option in options if option["right"]]
    kind = body["type"]
    if kind in ("single", "truefalse"):
        return Fraction(int(given in right))
    if kind == "multiple":
        good = len([letter for letter in given if letter in right])
        bad = len(given) - good
        if body["critical"]:
            return Fraction(int(good == len(right) and bad == 0))
        return Fraction(max(0, good - bad), len(right))
    if kind == "match":
        hits = [given.get(option["letter"]) == option["pair"] for option in options]
        return Fraction(hits.count(True), len(hits))
    if kind == "mark":
        fine = [option["letter"] for option in options if not option["right"]]
        earned = Fraction(0)
        for option in options:
            if option["right"] and option["letter"] in given:
                earned += 1 if given[option["letter"]] == option["pair"] else Fraction(1, 2)
        let = [letter for letter in given if letter in fine]
        if body["critical"]:
            return Fraction(int(earned == len(right) and not let))
        return max(Fraction(0), earned / len(right) - Fraction(len(let), len(fine)))
    if kind == "order":
        wanted = "".join(option["letter"] for option in options)
        told = "".join(given)
        if set(told) != set(wanted) or len(told) != len(wanted):
            return Fraction(0)
        pairs = [told[at : at + 2] for at in range(len(told) - 1)]
        return Fraction(len([pair for pair in pairs if pair in wanted]), len(wanted) - 1)
    typed = _plain(given)
    return Fraction(
        int(bool(typed) and typed in [_plain(o["text"]) for o in options if o["right"]])
    )


def _plain(words: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", words).split())
    while words and words[-1] in ". ":
        words = words[:-1]
    return unicodedata.normalize("NFC", words.casefold())


def names(given: Any) -> set[str]:
    """The letters an answer names."""
    if isinstance(given, str):
        return {given}
    return set(given) | set(given.values()) if isinstance(given, dict) else set(given)


def replay(db: Session, decode: Any) -> dict[int, Replayed]:
    """Every finished attempt reckoned anew, in the order in which keys were mended.

    `decode` turns a JSON column of this database into Python.
    """
    versions = {
        row.id: decode(row.body)
        for row in db.execute(text("SELECT id, body FROM question_version"))
    }
    asked = {
        (row.attempt_id, row.position): row.question_version_id
        for row in db.execute(
            text("SELECT attempt_id, position, question_version_id FROM attempt_question")
        )
    }
    answers = {
        (row.attempt_id, row.position): decode(row.given)
        for row in db.execute(
            text("SELECT attempt_id, position, given FROM answer WHERE round = 1")
        )
    }
    earned = {key: worth(versions[asked[key]], given) for key, given in answers.items()}
    touched: dict[int, list[tuple[int, int]]] = {}
    for row in db.execute(text("SELECT regrade_id, attempt_id, position FROM regraded_answer")):
        touched.setdefault(row.regrade_id, []).append((row.attempt_id, row.position))
    for row in db.execute(text("SELECT id, name, versions, may_lower FROM regrade ORDER BY id")):
        targets = decode(row.versions)
        for key in _answers_to(row.name, asked, versions):
            if key not in answers:
                continue
            body = versions[targets[versions[asked[key]]["lang"]]]
            now = worth(body, answers[key]) if _fits(body, answers[key]) else earned[key]
            after = now if row.may_lower else max(earned[key], now)
            assert (after != earned[key]) == (key in touched.get(row.id, [])), (key, after)
            earned[key] = after
    return _judged(db, earned, asked, versions)


def _answers_to(
    name: str, asked: Mapping[tuple[int, int], int], versions: Mapping[int, Mapping[str, Any]]
) -> list[tuple[int, int]]:
    return [key for key, version in asked.items() if versions[version]["name"] == name]


def _fits(body: Mapping[str, Any], given: Any) -> bool:
    if body["type"] == "text":
        return True
    letters = {item["letter"] for item in (*body["options"], *body["rights"])}
    return names(given) <= letters


def _judged(
    db: Session,
    earned: Mapping[tuple[int, int], Fraction],
    asked: Mapping[tuple[int, int], int],
    versions: Mapping[int, Mapping[str, Any]],
) -> dict[int, Replayed]:
    found: dict[int, Replayed] = {}
    rows = db.execute(text("SELECT id, pass_score, critical_all, finished_at FROM attempt")).all()
    for row in rows:
        if row.finished_at is None:
            continue
        own: Sequence[tuple[int, int]] = [key for key in asked if key[0] == row.id]
        points = sum((earned.get(key, Fraction(0)) for key in own), Fraction(0))
        enough = points / len(own) >= Fraction(row.pass_score, 100)
        grave = [key for key in own if versions[asked[key]]["critical"]]
        kept = all(earned.get(key) == 1 for key in grave) or not row.critical_all
        found[row.id] = Replayed(points, enough and kept)
    return found
