"""A bank of questions in another format, and what does not come through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lms.content.model import Question
from lms.content.source import Line
from lms.exchange import gift, qti
from lms.exchange.features import FEATURES, Target
from lms.exchange.losses import Fate, Loss, Losses, Where

HANDLED = ("single", "multiple", "truefalse", "match", "order", "text", "mark")
"""The types that other formats know in some form."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for another program."""

    data: bytes
    questions: tuple[Question, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of a course in one language, as read and as written."""

    course: str
    path: str
    questions: Sequence[Question]
    lines: Sequence[Line] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)  # files left out, and why


def export(bank: Bank, target: Target) -> Exported:
    """The bank as a file of the target format."""
    losses = Losses()
    kept: list[Question] = []
    for question in bank.questions:
        if question.type in HANDLED:
            kept.append(question)
            _tell(bank, question, target, losses)
        else:
            losses.add(
                Fate.DROPPED, Where(bank.path, question.line, question.type), question.name,
                f"{target} has no question of type {question.type}",
            )  # fmt: skip
    for path, why in bank.beside.items():
        losses.add(Fate.DROPPED, Where(path), "", why)
    if target == "gift":
        data = gift.write(kept, course=bank.course).encode()
    else:
        data = qti.package(kept, course=bank.course, form=target, media=bank.media)
    return Exported(data, tuple(kept), tuple(losses.items))


def _tell(bank: Bank, question: Question, target: Target, losses: Losses) -> None:
    lines = _lines_of(bank, question)
    for feature in FEATURES:
        holding = feature.holdings[target]
        if holding.fate is None:
            continue
        for line, said in feature.seen(question, lines):
            where = Where(bank.path, line or question.line, said or feature.name)
            losses.add(holding.fate, where, question.name, f"{feature.name} {holding.how}")
    for picture in qti.pictures_of(question):
        if target != "gift" and picture not in bank.media:
            where = Where(bank.path, question.line, picture)
            losses.add(Fate.DROPPED, where, question.name, "the picture is not there")


def _lines_of(bank: Bank, question: Question) -> Sequence[Line]:
    """The lines of a question in its file."""
    later = [other.line for other in bank.questions if other.line > question.line]
    end = min(later, default=len(bank.lines) + 1)
    return [line for line in bank.lines if question.line <= line.number < end]
