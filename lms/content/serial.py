"""A question as plain data and back, without loss: how a question version is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from lms.content.model import Option, Question, Review


def question_to_json(question: Question) -> dict[str, Any]:
    """Plain data for JSON."""
    data = asdict(question)
    data["options"] = [asdict(option) for option in question.options]
    data["rights"] = [asdict(option) for option in question.rights]
    data["headers"] = list(question.headers)
    return data


def question_from_json(data: Mapping[str, Any]) -> Question:
    """The question that `question_to_json` wrote; keys of later versions are left out."""
    review = data.get("review")
    return Question(
        **{
            **_known(Question, data),
            "options": _options(data["options"]),
            "rights": _options(data.get("rights", ())),
            "review": None if review is None else Review(**_known(Review, review)),
            "headers": tuple(data.get("headers", ())),
        }
    )


def _options(items: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(**_known(Option, item)) for item in items)


def _known(kind: type[Question | Option | Review], data: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {key: value for key, value in data.items() if key in names}
