"""Questions as pages show them: before the answer without the key, after it with every reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from html import unescape
from typing import Literal

from lms.content.model import Option, Question, QuestionType, Review
from lms.quizzes.drawing import settled
from lms.quizzes.grading import Given, folded, grade

RowState = Literal["right", "not-yet", "dimmed"]
Verdict = Literal["", "right", "yours", "right-answer", "also-right"]

_PARAGRAPH = re.compile(r"\A(?P<before>.*?)<p>(?P<last>(?:(?!</?p\b).)*)</p>\s*\Z", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, sort or order; knows nothing about what is right."""

    letter: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question before it is answered: nothing in here tells the key."""

    name: str
    type: QuestionType
    lang: str
    scenario: str  # block HTML, may be empty
    text: str  # inline HTML: what is asked
    choices: tuple[Choice, ...]
    rights: tuple[Choice, ...]
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer row after the check."""

    html: str
    state: RowState
    verdict: Verdict = ""
    reason: str = ""
    chosen: bool = False
    place: int = 0  # order: where the learner had put it
    partner: str = ""  # match and mark: what the learner chose for it, when that was not right
    belongs: str = ""  # mark: why it should not go out; nothing when it may


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an answer was worth, row by row."""

    share: Fraction
    rows: tuple[Row, ...]
    why: str
    review: Review | None

    @property
    def is_right(self) -> bool:
        """Whether the whole point was earned."""
        return self.share == 1


def asked(question: Question, shown: Sequence[str] | None = None) -> Asked:
    """The question in the order its letters were drawn in, without the key."""
    order = settled(question) if shown is None else shown
    scenario, text = split_prompt(question.prompt)
    lefts = order[: len(question.options)]
    rights = order[len(question.options) :]
    return Asked(
        name=question.name,
        type=question.type,
        lang=question.lang,
        scenario=scenario,
        text=text,
        choices=() if question.type == "text" else _choices(question.options, lefts),
        rights=_choices(question.rights, rights),
        headers=question.headers,
    )


def _choices(options: Sequence[Option], order: Sequence[str]) -> tuple[Choice, ...]:
    by_letter = {option.letter: option for option in options}
    wanted = [by_letter[letter] for letter in order if letter in by_letter]
    wanted += [option for option in options if option.letter not in order]
    return tuple(Choice(option.letter, option.html, option.text) for option in wanted)


@lru_cache(2_000)
def split_prompt(prompt: str) -> tuple[str, str]:
    """The situation (block HTML) and what is asked (inline HTML).

    The last paragraph asks; when there is only one, its last line asks and what stands before it
    is the situation.
    """
    match = _PARAGRAPH.match(prompt.strip())
    if match is None:
        return prompt, ""
    before, last = match["before"].strip(), match["last"].strip()
    if before:
        return before, last
    head, line, tail = last.rpartition("\n")
    if line and _is_whole(tail):
        return f"<p>{head.strip()}</p>", tail.strip()
    return "", last


def _is_whole(html: str) -> bool:
    """Whether no element begins before this piece or ends after it."""
    open_elements: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z][a-z0-9]*)[^>]*>", html):
        if not closing:
            if name not in {"br", "img", "wbr"}:
                open_elements.append(name)
        elif not open_elements or open_elements.pop() != name:
            return False
    return not open_elements


def title_of(question: Question) -> str:
    """The first sentence of a question, to tell it from others in a list."""
    plain = " ".join(unescape(_TAG.sub(" ", question.prompt)).split())
    return _SENTENCE_END.split(plain)[0]


def feedback(question: Question, shown: Sequence[str] | None, given: Given) -> Feedback:
    """Every row with its reason; only for questions that were answered."""
    order = settled(question) if shown is None else shown
    match question.type:
        case "match":
            rows = _match_rows(question, order, given)
        case "order":
            rows = _order_rows(question, given)
        case "text":
            rows = _text_rows(question, given)
        case "mark":
            rows = _mark_rows(question, given)
        case _:
            rows = _option_rows(question, order, given)
    return Feedback(grade(question, given), rows, question.why, question.review)


def _option_rows(question: Question, order: Sequence[str], given: Given) -> tuple[Row, ...]:
    several = question.type == "multiple"
    right_unchosen: Verdict = "also-right" if several else "right-answer"
    by_letter = {option.letter: option for option in question.options}
    rows = []
    for choice in _choices(question.options, order):
        option = by_letter[choice.letter]
        chosen = option.letter == given if isinstance(given, str) else option.letter in given
        state: RowState = "right" if option.right else "not-yet" if chosen else "dimmed"
        verdict: Verdict = ""
        if option.right:
            verdict = "right" if chosen else right_unchosen
        elif chosen:
            verdict = "yours"
        rows.append(Row(option.html, state, verdict, option.feedback, chosen))
    return tuple(rows)


def _match_rows(question: Question, order: Sequence[str], given: Given) -> tuple[Row, ...]:
    pairs = given if isinstance(given, dict) else {}
    rights = {right.letter: right for right in question.rights}
    by_letter = {option.letter: option for option in question.options}
    rows = []
    for choice in _choices(question.options, order[: len(question.options)]):
        option = by_letter[choice.letter]
        mine = pairs.get(option.letter, "")
        is_right = mine == option.pair
        rows.append(
            Row(
                option.html,
                "right" if is_right else "not-yet",
                "right" if is_right else "yours",
                rights[option.pair].html if option.pair in rights else "",
                chosen=True,
                partner="" if is_right or mine not in rights else rights[mine].html,
            )
        )
    return tuple(rows)


def _order_rows(question: Question, given: Given) -> tuple[Row, ...]:
    mine = list(given) if isinstance(given, list) else []
    rows = []
    for place, option in enumerate(question.options, start=1):
        had = mine.index(option.letter) + 1 if option.letter in mine else 0
        is_right = had == place
        rows.append(
            Row(
                option.html,
                "right" if is_right else "not-yet",
                "right" if is_right else "yours",
                option.feedback,
                chosen=True,
                place=had,
            )
        )
    return tuple(rows)


def _mark_rows(question: Question, given: Given) -> tuple[Row, ...]:
    held = given if isinstance(given, dict) else {}
    reasons = {reason.letter: reason.html for reason in question.rights}
    rows = []
    for part in question.options:
        chosen = part.letter in held
        mine = held.get(part.letter, "")
        is_right = mine == part.pair if part.right else not chosen
        rows.append(
            Row(
                part.html,
                "right" if is_right else "not-yet",
                "right" if is_right else "yours",
                part.feedback,
                chosen=chosen,
                partner="" if is_right else reasons.get(mine, ""),
                belongs=reasons.get(part.pair, "") if part.right else "",
            )
        )
    return tuple(rows)


def _text_rows(question: Question, given: Given) -> tuple[Row, ...]:
    typed = folded(given) if isinstance(given, str) else ""
    known = next((item for item in question.options if folded(item.text) == typed), None)
    rows = []
    if known is None or not known.right:
        rows.append(Row("", "not-yet", "yours", known.feedback if known else "", chosen=True))
    accepted = [option for option in question.options if option.right]
    if known is not None and known.right:
        rows.append(Row("", "right", "right", known.feedback, chosen=True))
        accepted = [option for option in accepted if option.letter != known.letter]
        return tuple(rows)
    first = accepted[0] if accepted else None
    if first is not None:
        rows.append(Row(first.html, "right", "right-answer", first.feedback))
    return tuple(rows)
