"""Practices as written: a task, its length, a list to check oneself by, and a model answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.content.markdown import inline, render
from lms.content.model import Practice
from lms.content.source import NAME, Findings, Section
from lms.content.words import Words, words_of

_NAMED = re.compile(r"^(\S+)[ \t]+`([^`]*)`$")
_TASK = re.compile(r"^[-*+][ \t]+\[[ xX]\][ \t]+(\S.*)$")
_OPEN = re.compile(r"^<details>")
_CLOSE = re.compile(r"^</details>")
_LENGTH = re.compile(
    r"(?<!\d)(\d{1,4})(?:\s?[-\u2013\u2014]\s?|\s+(?:to|and|ja)\s+)"
    r"(\d{1,4})\s+(?:characters|merkki\w*)"
)
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")


@dataclass(slots=True)
class PracticeReader:
    """Reads the practices of one module."""

    path: str
    lang: str
    findings: Findings
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The keywords of the file's language."""
        return words_of(self.lang)

    def read(self, sections: Sequence[Section]) -> tuple[Practice, ...]:
        """The practices among the `##` sections of a module."""
        found = (self._practice(section) for section in sections)
        return tuple(practice for practice in found if practice is not None)

    def _practice(self, section: Section) -> Practice | None:
        line, text = section.heading.number, section.heading.text
        if text == self.words.practice:
            self.findings.add(
                "E303", line, "the practice has no name",
                f"write it as: ## {text} `name`",
            )  # fmt: skip
            return None
        match = _NAMED.match(text)
        if match is None or match[1] != self.words.practice:
            return None
        name = match[2]
        if re.fullmatch(NAME, name) is None or len(name) > 60:
            self.findings.add(
                "E303", line, f'"{name}" cannot be a practice\'s name',
                "use lower-case letters, digits and hyphens, at most 60",
            )  # fmt: skip
        if name in self.seen:
            self.findings.add(
                "E316", line, f'the name "{name}" is used already in line {self.seen[name]}',
                "give this practice a name of its own",
            )  # fmt: skip
        self.seen.setdefault(name, line)
        return self._parts(name, section)

    def _parts(self, name: str, section: Section) -> Practice:
        task: list[str] = []
        checks: list[str] = []
        answers: list[list[str]] = []
        inside = False
        for line in section.lines:
            item = _TASK.match(line.text)
            if _OPEN.match(line.text):
                inside = True
                answers.append([])
            elif _CLOSE.match(line.text):
                inside = False
            elif inside:
                answers[-1].append(line.text)
            elif item is not None:
                checks.append(item[1])
            elif not line.text.startswith("[^"):
                task.append(line.text)
        self._judge(name, section.heading.number, task, checks, answers)
        length = _LENGTH.search(" ".join(task))
        low, high = (int(length[1]), int(length[2])) if length else (None, None)
        return Practice(
            name=name,
            title=self.words.practice,
            task=self._render("\n".join(task)),
            checks=tuple(self._inline(text) for text in checks),
            answer=self._render("\n".join(answers[0])) if answers else "",
            shortest=low,
            longest=high,
            line=section.heading.number,
        )

    def _judge(
        self,
        name: str,
        line: int,
        task: Sequence[str],
        checks: Sequence[str],
        answers: Sequence[Sequence[str]],
    ) -> None:
        if not any(text.strip() for text in task):
            self.findings.add("E305", line, f'the practice "{name}" has no task', "say what to do")
        if not checks:
            self.findings.add(
                "E116", line, f'the practice "{name}" has no list to check oneself by',
                "add lines - [ ] with what a good result has",
            )  # fmt: skip
        said = [answer for answer in answers if any(text.strip() for text in answer)]
        if len(said) != 1:
            what = "no model answer" if not said else f"{len(said)} model answers"
            self.findings.add(
                "E116", line, f'the practice "{name}" has {what}',
                "write exactly one, between <details><summary>One way</summary> and </details>",
            )  # fmt: skip

    def _render(self, text: str) -> str:
        kept = _NOTE.sub("", text).strip()
        return render(kept, path=self.path, lang=self.lang).html.strip() if kept else ""

    def _inline(self, text: str) -> str:
        return inline(_NOTE.sub("", text).strip(), path=self.path, lang=self.lang)
