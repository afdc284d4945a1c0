"""What each format can hold of a question: the table that authors read and exports tell from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lms.content.model import Question
from lms.content.source import Line
from lms.exchange.carried import has_arrow, is_marked_up
from lms.exchange.losses import Fate
from lms.exchange.qti import texts_of

Sight: TypeAlias = tuple[int, str]
"""The line in the quiz where a feature stands, and what it says there; 0 is the question's."""

Target = Literal["gift", "qti3", "qti21"]
TARGETS: tuple[Target, ...] = ("gift", "qti3", "qti21")
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_POLICY = re.compile(r"\{\{[^{}\n]{1,80}\}\}")
_OWN_LINK = re.compile(r'href="(/[^"]*)"')
_PICTURE = re.compile(r'src="(/media/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Holding:
    """What a format does with a feature; no fate means that it simply holds it."""

    fate: Fate | None = None
    how: str = ""


HELD = Holding()
_NOTE_KEEPS = Holding(Fate.CARRIED, "is kept in the note; other programs do not show it")


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a question may have."""

    name: str
    seen: Callable[[Question, Sequence[Line]], Iterator[Sight]]
    holdings: Mapping[Target, Holding]


def _when(
    test: Callable[[Question], bool],
) -> Callable[[Question, Sequence[Line]], Iterator[Sight]]:
    def seen(question: Question, _lines: Sequence[Line]) -> Iterator[Sight]:
        if test(question):
            yield 0, ""

    return seen


def _written(pattern: re.Pattern[str]) -> Callable[[Question, Sequence[Line]], Iterator[Sight]]:
    """What stands in the file and not in the question as learners see it."""

    def seen(_question: Question, lines: Sequence[Line]) -> Iterator[Sight]:
        for line in lines:
            for match in pattern.finditer(line.text):
                yield line.number, match[0]

    return seen


def _shown(pattern: re.Pattern[str]) -> Callable[[Question, Sequence[Line]], Iterator[Sight]]:
    def seen(question: Question, _lines: Sequence[Line]) -> Iterator[Sight]:
        for made in texts_of(question):
            for match in pattern.finditer(made):
                yield 0, match[1]

    return seen


def _holds(gift: Holding, qti: Holding) -> Mapping[Target, Holding]:
    return {"gift": gift, "qti3": qti, "qti21": qti}


def _plain_only(question: Question) -> bool:
    plain = question.rights if question.type in {"match", "mark"} else ()
    return any(is_marked_up(option.html) for option in plain)


def _is_text(question: Question) -> bool:
    return question.type == "text"


def _always(_question: Question) -> bool:
    return True


FEATURES: tuple[Feature, ...] = (
    Feature(
        "name, text, options, ticks, feedback, why", lambda _q, _l: iter(()), _holds(HELD, HELD)
    ),
    Feature(
        "letters of options",
        _when(lambda question: not _is_text(question)),
        _holds(_NOTE_KEEPS, HELD),
    ),
    Feature("letters of accepted answers", _when(_is_text), _holds(_NOTE_KEEPS, _NOTE_KEEPS)),
    Feature("objective", lambda _q, _l: iter(()), _holds(HELD, HELD)),
    Feature(
        "review link",
        _when(lambda question: question.review is not None),
        _holds(_NOTE_KEEPS, _NOTE_KEEPS),
    ),
    Feature(
        "critical",
        _when(lambda question: question.critical),
        _holds(
            Holding(Fate.CARRIED, "is a tag and in the note; other programs do not ask for it"),
            Holding(
                Fate.CARRIED,
                "is kept in the note; the item itself is scored all or nothing "
                "when it is of type multiple",
            ),
        ),
    ),
    Feature(
        "keep-order",
        _when(lambda question: question.keep_order and question.type != "truefalse"),
        _holds(Holding(Fate.CARRIED, "is a tag and in the note; other programs may shuffle"), HELD),
    ),
    Feature(
        "retired",
        _when(lambda question: question.retired),
        _holds(
            Holding(Fate.CARRIED, "is a tag and in the note; other programs ask it all the same"),
            Holding(Fate.CARRIED, "is kept in the note; other programs ask it all the same"),
        ),
    ),
    Feature(
        "words of truefalse",
        _when(lambda question: question.type == "truefalse"),
        _holds(
            Holding(Fate.CARRIED, "are kept in the note; other programs say it in theirs"), HELD
        ),
    ),
    Feature(
        "type truefalse",
        _when(lambda question: question.type == "truefalse"),
        _holds(
            HELD, Holding(Fate.CARRIED, "is a choice of two; the note says that it is truefalse")
        ),
    ),
    Feature(
        "type order",
        _when(lambda question: question.type == "order"),
        _holds(
            Holding(
                Fate.BENT,
                "is written as pairs of steps and numbers; the note turns it back, "
                "and other programs score every number",
            ),
            Holding(Fate.BENT, "is scored all or nothing; here every right neighbour counts"),
        ),
    ),
    Feature(
        "type mark",
        _when(lambda question: question.type == "mark"),
        _holds(
            Holding(
                Fate.BENT,
                "is written as pairs of parts and reasons; the note turns it back, and other "
                "programs score every pair alike",
            ),
            Holding(
                Fate.CARRIED,
                "is a match of parts and reasons with the same score; the note turns it back",
            ),
        ),
    ),
    Feature(
        "feedback of mark",
        _when(lambda question: question.type == "mark"),
        _holds(_NOTE_KEEPS, _NOTE_KEEPS),
    ),
    Feature(
        "score of multiple",
        _when(lambda question: question.type == "multiple"),
        _holds(
            Holding(
                Fate.BENT,
                "is written as per cent with five decimals, and as if the question "
                "were not critical",
            ),
            HELD,
        ),
    ),
    Feature(
        "headers of match",
        _when(lambda question: any(question.headers)),
        _holds(_NOTE_KEEPS, _NOTE_KEEPS),
    ),
    Feature(
        "emphasis in right sides and reasons",
        _when(_plain_only),
        _holds(
            Holding(Fate.CARRIED, "are kept in the note; other programs show plain words"), HELD
        ),
    ),
    Feature(
        "emphasis in accepted answers",
        _when(
            lambda question: (
                _is_text(question) and any(is_marked_up(option.html) for option in question.options)
            )
        ),
        _holds(_NOTE_KEEPS, _NOTE_KEEPS),
    ),
    Feature(
        "arrow -> in accepted answers",
        _when(
            lambda question: (
                _is_text(question) and any(has_arrow(option.text) for option in question.options)
            )
        ),
        _holds(
            Holding(
                Fate.BENT, "is written as →, since -> would make pairs; the note turns it back"
            ),
            HELD,
        ),
    ),
    Feature(
        "comparison of typed words",
        _when(_is_text),
        _holds(
            Holding(Fate.BENT, "may be stricter elsewhere about spaces and full stops"),
            Holding(Fate.BENT, "may be stricter elsewhere about spaces and full stops"),
        ),
    ),
    Feature(
        "picture",
        _shown(_PICTURE),
        _holds(
            Holding(Fate.BENT, "is only an address of this site; the file holds no pictures"), HELD
        ),
    ),
    Feature(
        "link to a page of this site",
        _shown(_OWN_LINK),
        _holds(
            Holding(Fate.BENT, "keeps its address, which leads nowhere on another site"),
            Holding(Fate.BENT, "keeps its address, which leads nowhere on another site"),
        ),
    ),
    Feature(
        "policy word",
        _written(_POLICY),
        _holds(
            Holding(Fate.BENT, "is written as what it stands for"),
            Holding(Fate.BENT, "is written as what it stands for"),
        ),
    ),
    Feature(
        "source note",
        _written(_NOTE),
        _holds(
            Holding(Fate.DROPPED, "is not shown with a question, and not exported"),
            Holding(Fate.DROPPED, "is not shown with a question, and not exported"),
        ),
    ),
)
"""Everything a question may have that needs a word in some format."""


def table() -> str:
    """The table of docs/exchange.md; both kinds of QTI hold the same."""
    lines = ["| What a question has | GIFT | QTI 3.0 and 2.1 |", "| --- | --- | --- |"]
    for feature in FEATURES:
        cells = (feature.holdings[target] for target in ("gift", "qti3"))
        said = " | ".join(f"**{cell.fate}**: {cell.how}" if cell.fate else "yes" for cell in cells)
        lines.append(f"| {feature.name} | {said} |")
    return "\n".join(lines) + "\n"
