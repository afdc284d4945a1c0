"""What other formats have no place for, kept in a note beside the question that they pass over."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from lms.content.markdown import text_of
from lms.content.model import Option, Question, QuestionType
from lms.content.questions import FLAGS

Short = Annotated[str, StringConstraints(max_length=200)]
Letters = Annotated[str, StringConstraints(pattern=r"^[a-z]{0,26}$")]
Letter = Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
Html = Annotated[str, StringConstraints(max_length=20_000)]
MAX_NOTE = 200_000


class CarriedReview(BaseModel):
    """The way back, by the names of course and module."""

    model_config = ConfigDict(frozen=True)
    module: Short
    heading: Annotated[str, StringConstraints(max_length=500)] = ""
    label: Annotated[str, StringConstraints(max_length=2000)]
    course: Short = ""


class Carried(BaseModel):
    """The note: everything in it may be missing, and what is unknown is passed over."""

    model_config = ConfigDict(frozen=True)
    type: QuestionType | None = None
    objective: Annotated[str, StringConstraints(pattern=r"^([A-Z]{1,3}\d{1,2})?$")] = ""
    flags: tuple[Short, ...] = ()
    letters: Letters = ""
    rights: Letters = ""
    review: CarriedReview | None = None
    headers: Annotated[tuple[Html, ...], Field(max_length=2)] = ()
    words: Mapping[Letter, Html] = {}  # HTML of options that are plain text elsewhere
    right_words: Mapping[Letter, Html] = {}
    feedback: Mapping[Letter, Html] = {}  # of the parts of a post to mark


def note_of(question: Question) -> str:
    """The note of a question, as JSON on one line."""
    data: dict[str, Any] = {"type": question.type, "objective": question.objective}
    held = {
        "critical": question.critical,
        "keep-order": question.keep_order and question.type != "truefalse",
        "retired": question.retired,
    }
    if flags := [flag for flag in FLAGS if held[flag]]:
        data["flags"] = flags
    data["letters"] = "".join(option.letter for option in question.options)
    if question.rights:
        data["rights"] = "".join(option.letter for option in question.rights)
        data["right_words"] = _marked_up(question.rights, always=question.type == "mark")
    if question.type == "mark":
        data["feedback"] = {part.letter: part.feedback for part in question.options}
    if question.type in {"text", "truefalse"}:
        data["words"] = _marked_up(question.options, always=question.type == "truefalse")
    if question.headers:
        data["headers"] = list(question.headers)
    if question.review is not None:
        review = question.review
        data["review"] = {
            "course": review.course, "module": review.module, "heading": review.heading,
            "label": review.label,
        }  # fmt: skip
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


def _marked_up(options: tuple[Option, ...], *, always: bool = False) -> dict[str, str]:
    """The HTML of the options that say more than plain text can."""
    return {
        option.letter: option.html
        for option in options
        if always or is_marked_up(option.html) or has_arrow(option.text)
    }


def is_marked_up(html: str) -> bool:
    """Whether a text is more than plain words."""
    return "<" in html


def has_arrow(text: str) -> bool:
    """Whether a text holds the mark that GIFT reads as a pair."""
    return "->" in text


def read_note(text: str) -> Carried | None:
    """A note as it was found; None when it is none of ours or was changed beyond reading."""
    if len(text) > MAX_NOTE:
        return None
    try:
        return Carried.model_validate_json(text)
    except ValidationError:
        return None


def same_words(html: str, other: str) -> bool:
    """Whether two texts say the same apart from emphasis and spaces."""
    return _folded(html) == _folded(other)


def _folded(html: str) -> str:
    return re.sub(r"\s+", " ", text_of(html)).strip().replace("->", "→")
