"""What does not survive the way between two formats, told one by one with its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from lms.content.model import printable

Format = Literal["gift", "qti3", "qti21", "moodle", "aiken"]


class Fate(StrEnum):
    """What became of a feature."""

    DROPPED = "dropped"  # it is gone
    BENT = "bent"  # it is there and means or looks a little different
    CARRIED = "carried"  # it is kept where only this product reads it


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: its line, and the element or the mark that stands there."""

    file: str
    line: int = 0  # 0 when the whole file is meant
    element: str = ""

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        return printable(f"{self.file}{line}" + (f" <{self.element}>" if self.element else ""))


@dataclass(frozen=True, slots=True)
class Loss:
    """One feature that does not come through whole."""

    fate: Fate
    where: Where
    question: str  # its name, or nothing
    what: str

    def __str__(self) -> str:
        name = f" {self.question}:" if self.question else ""
        return f"{self.where}: {self.fate}:{printable(name)} {printable(self.what)}"


@dataclass(slots=True)
class Losses:
    """Collects the losses of one way."""

    found: dict[Loss, None] = field(default_factory=dict)

    @property
    def items(self) -> list[Loss]:
        """The losses in the order in which they were found."""
        return list(self.found)

    def add(self, fate: Fate, where: Where, question: str, what: str) -> None:
        """Note one loss; the same is not told twice."""
        self.found[Loss(fate, where, question, what)] = None


class Refused(Exception):
    """Why a file is not read at all: the place and the reason."""

    def __init__(self, where: Where, why: str) -> None:
        super().__init__(f"{where}: {printable(why)}")
        self.where = where
        self.why = why


def as_text(losses: Sequence[Loss], *, questions: int) -> str:
    """The report for people: a line for each loss, then how much came through."""
    counts = ", ".join(
        f"{sum(loss.fate is fate for loss in losses)} {fate}" for fate in Fate
    )  # fmt: skip
    noun = "question" if questions == 1 else "questions"
    return "".join(f"{loss}\n" for loss in losses) + f"{questions} {noun}; {counts}.\n"


def as_json(losses: Sequence[Loss], *, questions: int, form: Format, way: str) -> str:
    """The report for tools."""
    return (
        json.dumps(
            {
                "format": form,
                "way": way,
                "questions": questions,
                "losses": [
                    {
                        "fate": loss.fate.value,
                        "file": loss.where.file,
                        "line": loss.where.line or None,
                        "element": loss.where.element or None,
                        "question": loss.question or None,
                        "what": loss.what,
                    }
                    for loss in losses
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
