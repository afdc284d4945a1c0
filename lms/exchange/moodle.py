"""Moodle's own XML: only read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from lms.exchange.drafts import Draft, Part
from lms.exchange.gift import is_usual
from lms.exchange.losses import Fate, Losses, Where
from lms.exchange.trees import Document, Node

ROOT = "quiz"
_UNREAD = {
    "hint": "a hint after a wrong try is not taken",
    "correctfeedback": "feedback for the whole answer is not taken",
    "partiallycorrectfeedback": "feedback for the whole answer is not taken",
    "incorrectfeedback": "feedback for the whole answer is not taken",
    "file": "an enclosed file is not taken",
}


def read(document: Document, file: str, losses: Losses) -> list[Draft]:
    """The questions of a file that Moodle wrote."""
    drafts: list[Draft] = []
    objective = ""
    for node in document.root.elements():
        kind = node.attrs.get("type", "")
        if node.tag != "question":
            losses.add(Fate.DROPPED, Where(file, node.line, node.tag), "", "it is no question")
        elif kind == "category":
            last = _text(node.first("category")).rpartition("/")[2].strip()
            objective = last if re.fullmatch(r"[A-Z]{1,3}\d{1,2}", last) else ""
        else:
            draft = _Reading(node, file, losses).draft()
            if draft is not None:
                draft.objective = objective
                drafts.append(draft)
    return drafts


def _text(node: Node | None) -> str:
    """What the element `text` below holds."""
    held = None if node is None else node.first("text")
    return "" if held is None else held.text.strip()


@dataclass(slots=True)
class _Reading:
    """One question on its way to a draft."""

    node: Node
    file: str
    losses: Losses

    @property
    def title(self) -> str:
        return " ".join(_text(self.node.first("name")).split())

    def tell(self, fate: Fate, node: Node, what: str, element: str = "") -> None:
        where = Where(self.file, node.line, element or node.tag)
        self.losses.add(fate, where, self.title, what)

    def draft(self) -> Draft | None:
        node, kind = self.node, self.node.attrs.get("type", "")
        kinds = {
            "multichoice": self._choices, "truefalse": self._truth, "shortanswer": self._typed,
            "numerical": self._numbers, "matching": self._pairs, "match": self._pairs,
            "ordering": self._steps,
        }  # fmt: skip
        if kind not in kinds:
            what = f"the format has no question of type {kind[:40]}"
            self.tell(Fate.DROPPED, node, what, f'question type="{kind[:40]}"')
            return None
        draft = Draft(
            where=Where(self.file, node.line, f'question type="{kind}"'), type="single",
            title=self.title, prompt=self.html(node.first("questiontext")),
            why=self.html(node.first("generalfeedback")),
        )  # fmt: skip
        kinds[kind](draft)
        self._tell_rest()
        return draft

    def _tell_rest(self) -> None:
        for node in self.node.walk():
            if node.tag in _UNREAD and (node.text.strip() or node.tag == "file"):
                self.tell(Fate.DROPPED, node, _UNREAD[node.tag])
        grade = self.node.first("defaultgrade")
        if grade is not None and _number(grade.text) not in {0.0, 1.0}:
            self.tell(Fate.BENT, grade, "every question is worth one point")
        tags = self.node.first("tags")
        for tag in [] if tags is None else tags.elements("tag"):
            self.tell(Fate.DROPPED, tag, f'the tag "{_text(tag)[:60]}" has no place here')

    def html(self, node: Node | None) -> str:
        """A text as HTML, whatever Moodle kept it as."""
        said = _text(node)
        form = "" if node is None else node.attrs.get("format", "html")
        if form in {"html", "moodle_auto_format", ""}:
            return said
        if node is not None and form == "markdown" and re.search(r"[*_`\[#]", said):
            self.tell(Fate.BENT, node, "text in another Markdown is taken as plain words")
        return "".join(
            f"<p>{html.escape(one, quote=False)}</p>" for one in re.split(r"\n\s*\n", said) if one
        )

    def _answers(self) -> list[tuple[float, Node]]:
        return [
            (_number(answer.attrs.get("fraction", "0")), answer)
            for answer in self.node.elements("answer")
        ]

    def _part(self, answer: Node, *, right: bool) -> Part:
        return Part(self.html(answer), right, self.html(answer.first("feedback")), line=answer.line)

    def _is(self, name: str) -> bool:
        held = self.node.first(name)
        return held is not None and held.text.strip() in {"1", "true"}

    def _is_fixed(self) -> bool:
        return self.node.first("shuffleanswers") is not None and not self._is("shuffleanswers")

    def _choices(self, draft: Draft) -> None:
        answers = self._answers()
        draft.type = "single" if self._is("single") else "multiple"
        for worth, answer in answers:
            right = worth >= 100 if draft.type == "single" else worth > 0
            draft.parts.append(self._part(answer, right=right))
        draft.keep_order = self._is_fixed()
        if not is_usual(draft.type, [worth for worth, _answer in answers]):
            self.tell(Fate.BENT, self.node, "the fractions of single options are not kept")

    def _truth(self, draft: Draft) -> None:
        draft.type = "truefalse"
        for worth, answer in self._answers():
            part = self._part(answer, right=worth >= 100)
            part.letter = "t" if _text(answer).lower() == "true" else "f"
            part.html = part.html.capitalize()
            draft.parts.append(part)

    def _typed(self, draft: Draft) -> None:
        draft.type = "text"
        if self._is("usecase"):
            self.tell(Fate.BENT, self.node, "capital letters do not count here", "usecase")
        for worth, answer in self._answers():
            typed = _text(answer)
            if re.search(r"(?<!\\)\*", typed):
                self.tell(Fate.BENT, answer, f'the star in "{typed[:40]}" stands for itself here')
            if 0 < worth < 100:
                self.tell(Fate.BENT, answer, f"an answer worth {worth:g} % counts as wrong")
            part = self._part(answer, right=worth >= 100)
            part.html = html.escape(typed.replace("\\*", "*"), quote=False)
            draft.parts.append(part)

    def _numbers(self, draft: Draft) -> None:
        self.tell(Fate.BENT, self.node, "a numerical question became one with typed text")
        for _worth, answer in self._answers():
            tolerance = answer.first("tolerance")
            if tolerance is not None and _number(tolerance.text):
                self.tell(Fate.BENT, tolerance, "only the number itself is accepted")
        if self.node.first("units") is not None:
            self.tell(Fate.DROPPED, self.node, "units are not taken", "units")
        self._typed(draft)

    def _pairs(self, draft: Draft) -> None:
        draft.type = "match"
        draft.keep_order = self._is_fixed()
        for number, pair in enumerate(self.node.elements("subquestion")):
            said = html.escape(_text(pair.first("answer")), quote=False)
            left = self.html(pair)
            same = next((one for one in draft.rights if one.html == said), None)
            if same is None:
                same = Part(said, letter=f"right {number}", line=pair.line)
                draft.rights.append(same)
            if left:
                draft.parts.append(Part(left, right=True, pair=same.letter, line=pair.line))

    def _steps(self, draft: Draft) -> None:
        draft.type = "order"
        draft.parts = [
            self._part(answer, right=True)
            for _worth, answer in sorted(self._answers(), key=lambda one: one[0])
        ]
        self.tell(Fate.BENT, self.node, "an ordering earns a share for right neighbours")


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\s*[+-]?\d{1,9}(\.\d{0,20})?\s*", text) else 0.0
