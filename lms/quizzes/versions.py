"""Question versions: append-only rows, each named by the fingerprint of all it says.

What a fingerprint names never changes, so each process reads and parses a version once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.content.model import Question
from lms.content.serial import question_from_json, question_to_json
from lms.database import insert_for
from lms.quizzes.models import QuestionVersion

MOST = 2_000
"""How many versions one process keeps parsed: a few megabytes."""

_parsed: dict[str, Question] = {}

_BODIES = select(QuestionVersion.fingerprint, QuestionVersion.body).where(
    QuestionVersion.id.in_(bindparam("ids", expanding=True))
)


def questions_of(db: Session, versions: Mapping[str, int]) -> dict[str, Question]:
    """The questions of these versions by fingerprint; `versions` gives the id of each row."""
    found = {name: _parsed[name] for name in versions if name in _parsed}
    missing = [id_ for name, id_ in versions.items() if name not in found]
    if missing:
        for row in db.connection().execute(_BODIES, {"ids": missing}):
            found[row.fingerprint] = question_from_json(row.body)
        if len(_parsed) + len(missing) > MOST:
            _parsed.clear()
        _parsed.update(found)
    return found


def keep_versions(db: Session, course: str, questions: Iterable[Question]) -> dict[str, int]:
    """The ids of these very questions in the append-only table, by name; new ones are added."""
    named = {_fingerprint(question): question for question in questions}
    found = _known(db, course, named)
    new = {name: item for name, item in named.items() if item.name not in found}
    if new:
        dialect = db.get_bind().dialect.name
        make = insert_for(dialect)
        db.execute(
            make(QuestionVersion)
            .values(
                [
                    {
                        "course": course,
                        "name": question.name,
                        "language": question.lang,
                        "fingerprint": name,
                        "body": _body(question),
                    }
                    for name, question in new.items()
                ]
            )
            .on_conflict_do_nothing()
        )
        found = _known(db, course, named)
    return found


def fingerprint_of(body: dict[str, Any]) -> str:
    """A short name for exactly this question: its sense, its words and its way back."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def fingerprint(question: Question) -> str:
    """The name of the version that this question, as it stands in the files, is kept under."""
    return _fingerprint(question)


@lru_cache(MOST)
def _fingerprint(question: Question) -> str:
    return fingerprint_of(_body(question))


def _body(question: Question) -> dict[str, Any]:
    """A question as it is kept: without its place in a file, which says nothing about it."""
    body = question_to_json(question)
    for key in ("path", "line"):
        body.pop(key, None)
    return body


_KNOWN = select(
    QuestionVersion.id,
    QuestionVersion.name,
    QuestionVersion.language,
    QuestionVersion.fingerprint,
).where(
    QuestionVersion.course == bindparam("course"),
    QuestionVersion.fingerprint.in_(bindparam("fingerprints", expanding=True)),
)


def _known(db: Session, course: str, named: Mapping[str, Question]) -> dict[str, int]:
    rows = db.connection().execute(_KNOWN, {"course": course, "fingerprints": list(named)})
    return {
        row.name: row.id
        for row in rows
        if (question := named[row.fingerprint]).name == row.name and question.lang == row.language
    }
