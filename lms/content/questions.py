"""Questions as written: headings, options, feedback, pairs and steps, with their fingerprints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from lms.content import guesses, links, posts
from lms.content.markdown import inline, render, text_of
from lms.content.model import Option, Question, QuestionType, Review
from lms.content.source import (
    NAME,
    Findings,
    Kind,
    Line,
    Section,
    cells_of,
    fingerprint,
    headings,
    lines_of,
    plain,
)
from lms.content.words import Words, other_words, words_of

TYPES: tuple[str, ...] = get_args(QuestionType)
FLAGS = ("critical", "keep-order", "retired")
_HEADING = re.compile(r"^(\S+)[ \t]+`([^`]*)`((?:[ \t]+\S+)*)$")
_OPTION = re.compile(r"^- \[([ x])\] \(([a-z])\) (\S.*)$")
_OPTION_LIKE = re.compile(r"^\s*[-*+][ \t]*(?:\[|\()")
_FEEDBACK = re.compile(r"^ {1,6}>[ \t]?(.*)$")
_STEP = re.compile(r"^\d{1,3}\. \(([a-z])\) (\S.*)$")
_STEP_LIKE = re.compile(r"^\d{1,3}[.)]")
_CELL = re.compile(r"^\(([a-z])\)[ \t]*(\S.*)$")
_RULE = re.compile(r"^\|?[ \t:|-]*-[ \t:|-]*\|?$")
_KEYWORD = re.compile(r"^\*\*([^*:\n]{1,40}):\*\*[ \t]*(.*)$")
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_OPTION_COUNTS = {"single": (2, 8), "multiple": (3, 10), "text": (1, 40), "mark": (2, 8)}


@dataclass(frozen=True, slots=True)
class Broken:
    """A question that could not be read; its name, when that was readable, hushes what follows."""

    name: str
    objective: str
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of questions says."""

    questions: tuple[Question, ...] = ()
    broken: tuple[Broken, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A question while it is being read."""

    name: str
    type: str
    line: int
    flags: frozenset[str]
    prompt: list[Line] = field(default_factory=list)
    options: list[_OptionDraft] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    rights: list[Option] = field(default_factory=list)
    headers: tuple[str, ...] = ()
    keywords: dict[str, Line] = field(default_factory=dict)


@dataclass(slots=True)
class _OptionDraft:
    letter: str
    text: str
    right: bool
    line: int
    feedback: list[str] = field(default_factory=list)
    pair: str = ""


@dataclass(slots=True)
class Reader:
    """Reads the questions of one file."""

    path: str
    lang: str
    findings: Findings
    seen: dict[str, int] = field(default_factory=dict)  # names in this file and their lines

    @property
    def words(self) -> Words:
        """The keywords of the file's language."""
        return words_of(self.lang)

    def read(self, sections: Iterable[Section], objective: str) -> Reading:
        """The questions under some `###` headings; all belong to one objective."""
        questions: list[Question] = []
        broken: list[Broken] = []
        for section in sections:
            before = sum(finding.code[0] == "E" for finding in self.findings.items)
            draft = self._heading(section)
            if draft is None:
                name = re.search(r"`([^`]*)`", section.heading.text)
                broken.append(Broken(name[1] if name else "", objective, section.heading.number))
                continue
            self._body(draft, section.lines)
            self._judge(draft)
            after = sum(finding.code[0] == "E" for finding in self.findings.items)
            if after > before:
                broken.append(Broken(draft.name, objective, draft.line))
            questions.append(self._finish(draft, objective))
        return Reading(tuple(questions), tuple(broken))

    def _heading(self, section: Section) -> _Draft | None:
        line, text = section.heading.number, section.heading.text
        match = _HEADING.match(text)
        if match is None:
            self.findings.add(
                "E301", line, "the question heading cannot be read",
                "write it as: ### type `name` flags",
            )  # fmt: skip
            return None
        kind, name, flags = match[1], match[2], match[3].split()
        if kind not in TYPES:
            fix = guesses.fix(kind, TYPES, f"use one of {', '.join(TYPES)}")
            self.findings.add("E302", line, f'unknown question type "{kind}"', fix, column=5)
            return None
        if re.fullmatch(NAME, name) is None or len(name) > 60:
            self.findings.add(
                "E303", line, f'"{name}" cannot be a question\'s name',
                "use lower-case letters, digits and hyphens, at most 60",
                column=text.find("`") + 5,
            )  # fmt: skip
            return None
        if unknown := [flag for flag in flags if flag not in FLAGS]:
            fix = guesses.fix(unknown[0], FLAGS, f"flags are {', '.join(FLAGS)}")
            self.findings.add("E301", line, f'unknown flag "{unknown[0]}"', fix)
            return None
        if name in self.seen:
            self.findings.add(
                "E316", line, f'the name "{name}" is used already in line {self.seen[name]}',
                "give this question a name of its own",
            )  # fmt: skip
            return None
        self.seen[name] = line
        return _Draft(name, kind, line, frozenset(flags))

    def _body(self, draft: _Draft, lines: Sequence[Line]) -> None:
        for line in lines:
            text = line.text.rstrip()
            if keyword := _KEYWORD.match(text):
                self._keyword(draft, line, keyword)
            elif draft.type == "match" and text.startswith("|"):
                draft.rows.append(line)
            elif not self._option(draft, line, text):
                self._other(draft, line, text)
        if draft.type == "match":
            self._rows(draft)
        elif draft.type == "mark":
            self._parts(draft)

    def _option(self, draft: _Draft, line: Line, text: str) -> bool:
        """Read an option or a step; False when the line is neither."""
        if draft.type == "order":
            step = _STEP.match(text)
            if step is not None:
                draft.options.append(_OptionDraft(step[1], step[2], right=True, line=line.number))
                return True
            if _STEP_LIKE.match(text):
                self.findings.add(
                    "E304", line.number, "the step cannot be read", "write it as: 1. (a) text"
                )
                return True
            return False
        if draft.type == "match":
            return False
        if draft.type == "mark":
            return self._part(draft, line, text)
        option = _OPTION.match(text)
        if option is not None:
            draft.options.append(_OptionDraft(option[2], option[3], option[1] == "x", line.number))
            return True
        if _OPTION_LIKE.match(text):
            self.findings.add(
                "E304", line.number, "the option cannot be read",
                "write it as: - [ ] (a) text, or - [x] (a) text",
            )  # fmt: skip
            return True
        return False

    def _part(self, draft: _Draft, line: Line, text: str) -> bool:
        """Read a part of a post or a reason; False when the line is neither."""
        if part := posts.PART.match(text):
            draft.options.append(
                _OptionDraft(part[2], "", part[1] == "x", line.number, pair=part[3] or "")
            )
            return True
        if reason := posts.REASON.match(text):
            made = inline(reason[2], path=self.path, lang=self.lang)
            if any(known.letter == reason[1] for known in draft.rights):
                self.findings.add(
                    "E310", line.number, f"the letter ({reason[1]}) is used twice",
                    "give every reason its own letter",
                )  # fmt: skip
            draft.rights.append(Option(reason[1], made, text=text_of(made)))
            return True
        if _OPTION_LIKE.match(text):
            self.findings.add(
                "E304", line.number, "the part or reason cannot be read",
                "write a part as - [ ] (a) or - [x] (a) (p), and a reason as - (p) text",
            )  # fmt: skip
            return True
        return False

    def _parts(self, draft: _Draft) -> None:
        """Give the parts of a post their words, in the order in which the post has them."""
        words = posts.marked(draft.prompt)
        places = {letter: place for place, letter in enumerate(words)}
        for part in draft.options:
            part.text = words.get(part.letter, "")
        draft.options.sort(key=lambda part: places.get(part.letter, len(places)))

    def _other(self, draft: _Draft, line: Line, text: str) -> None:
        started = bool(draft.options or draft.rows or draft.keywords)
        feedback = _FEEDBACK.match(text)
        if not started:
            draft.prompt.append(line)
        elif feedback and draft.options and not draft.keywords:
            draft.options[-1].feedback.append(feedback[1].strip())
        elif not text.strip():
            return
        elif text.startswith("  ") and draft.options and not draft.keywords:
            draft.options[-1].text += f" {text.strip()}"
        elif draft.keywords and not text.startswith(("|", "-", ">", "#")):
            last = next(reversed(draft.keywords))
            held = draft.keywords[last]
            draft.keywords[last] = replace(held, text=f"{held.text} {text.strip()}".strip())
        else:
            self.findings.add(
                "E304", line.number, "this line belongs to no option",
                'write feedback as "  > text" under its option',
            )  # fmt: skip

    def _keyword(self, draft: _Draft, line: Line, match: re.Match[str]) -> None:
        word = match[1].strip()
        if word in {self.words.why, self.words.review}:
            draft.keywords["why" if word == self.words.why else "review"] = Line(
                line.number, match[2].strip()
            )
            return
        for other in other_words(self.lang):
            if word in {other.why, other.review}:
                mine = self.words.why if word == other.why else self.words.review
                self.findings.add(
                    "E603", line.number, f'"{word}" is a keyword of another language',
                    f'write "{mine}"',
                )  # fmt: skip
                draft.keywords["why" if word == other.why else "review"] = Line(
                    line.number, match[2].strip()
                )
                return
        if not draft.options and not draft.rows and not draft.keywords:
            draft.prompt.append(line)
        elif near := guesses.nearest(word, (self.words.why, self.words.review)):
            key = "why" if near == self.words.why else "review"
            self.findings.add(
                "E314" if key == "why" else "E315", line.number,
                f'"{word}" is no keyword of a question', f'did you mean "{near}"', column=3,
            )  # fmt: skip
            # Its text is taken as it was meant, so that nothing else is said about it.
            draft.keywords[key] = Line(line.number, match[2].strip())

    def _rows(self, draft: _Draft) -> None:
        rows = [(line, cells_of(line.text)) for line in draft.rows]
        if len(rows) < 2 or _RULE.match(rows[1][0].text.strip()) is None:
            return
        draft.headers = tuple(inline(cell, path=self.path, lang=self.lang) for cell in rows[0][1])
        if not any(draft.headers):
            self.findings.add(
                "W507", rows[0][0].number, "the table has no header", "name both columns"
            )
        for line, cells in rows[2:]:
            if len(cells) != 2:
                self.findings.add(
                    "E304", line.number, "a row needs two cells",
                    "write it as: | (a) left | (p) right |",
                )  # fmt: skip
                continue
            left = _CELL.match(cells[0]) if cells[0] else None
            right = _CELL.match(cells[1])
            if right is None or (cells[0] and left is None):
                self.findings.add(
                    "E304", line.number, "the row cannot be read",
                    "write it as: | (a) left | (p) right |",
                )  # fmt: skip
                continue
            if left is not None:
                pair = _OptionDraft(left[1], left[2], right=True, line=line.number, pair=right[1])
                draft.options.append(pair)
            made = inline(right[2], path=self.path, lang=self.lang)
            if any(known.letter == right[1] for known in draft.rights):
                self.findings.add(
                    "E310", line.number, f"the letter ({right[1]}) is used twice",
                    "give every right side its own letter",
                )  # fmt: skip
            draft.rights.append(Option(right[1], made, text=text_of(made)))

    def _judge(self, draft: _Draft) -> None:
        broken = any(
            finding.code == "E304" and finding.line >= draft.line for finding in self.findings.items
        )
        self._judge_texts(draft)
        self._judge_letters(draft)
        if not broken:
            self._judge_ticks(draft)
            self._judge_feedback(draft)
            if draft.type == "mark":
                self._judge_post(draft)

    def _judge_texts(self, draft: _Draft) -> None:
        if not any(line.text.strip() for line in draft.prompt):
            self.findings.add(
                "E305", draft.line, f'the question "{draft.name}" has no text',
                "write the situation and the question under its heading",
            )  # fmt: skip
        if not draft.keywords.get("why", Line(0, "")).text:
            self.findings.add(
                "E314", draft.line, f'"{draft.name}" does not say why',
                f'add a line "**{self.words.why}:** …"',
            )  # fmt: skip
        review = draft.keywords.get("review", Line(0, ""))
        if not next(links.links_in([review]), None):
            self.findings.add(
                "E315", review.number or draft.line, f'"{draft.name}" has no way back',
                f'add a line "**{self.words.review}:** [heading](module.{self.lang}.md#heading)"',
            )  # fmt: skip

    def _judge_letters(self, draft: _Draft) -> None:
        letters: set[str] = set()
        texts: dict[str, str] = {}
        for option in draft.options:
            if option.letter in letters:
                self.findings.add(
                    "E310", option.line, f"the letter ({option.letter}) is used twice",
                    "give every option its own letter",
                )  # fmt: skip
            letters.add(option.letter)
            folded = " ".join(option.text.casefold().rstrip(".").split())
            if folded in texts and folded:
                self.findings.add(
                    "E322", option.line,
                    f"options ({texts[folded]}) and ({option.letter}) have the same text",
                    "change one of them",
                )  # fmt: skip
            texts.setdefault(folded, option.letter)

    def _judge_ticks(self, draft: _Draft) -> None:
        ticks = sum(option.right for option in draft.options)
        count = len(draft.options)
        if draft.type in {"match", "order"}:
            least = 2 if draft.type == "match" else 3
            if count < least:
                self.findings.add(
                    "E313", draft.line, f"{draft.type} needs at least {least} rows, found {count}",
                    "add rows or choose another type",
                )  # fmt: skip
            return
        if draft.type == "truefalse":
            if sorted(option.letter for option in draft.options) != ["f", "t"]:
                self.findings.add(
                    "E308", draft.line, "truefalse has exactly the options (t) and (f)",
                    "write - [ ] (t) and - [ ] (f), one of them ticked",
                )  # fmt: skip
                return
        else:
            low, high = _OPTION_COUNTS[draft.type]
            if not low <= count <= high:
                self.findings.add(
                    "E309", draft.line, f"{draft.type} has {low} to {high} options, found {count}",
                    "add or remove options",
                )  # fmt: skip
                return
        if draft.type in {"single", "truefalse"} and ticks != 1:
            self.findings.add(
                "E306", draft.line, f"{draft.type} needs exactly one [x], found {ticks}",
                "tick the one right option",
            )  # fmt: skip
        elif draft.type == "multiple" and (ticks < 2 or ticks == count):
            self.findings.add(
                "E307", draft.line, f"multiple needs two or more [x] but not all, found {ticks}",
                "tick the right options, or use single",
            )  # fmt: skip
        elif draft.type == "mark" and ticks in {0, count}:
            self.findings.add(
                "E327", draft.line, f"mark needs parts of both kinds, found {ticks} [x] of {count}",
                "mark something that may go out, and something that should not",
            )  # fmt: skip
        elif draft.type == "text" and not ticks:
            self.findings.add(
                "E306", draft.line, "text needs at least one accepted answer", "tick one with [x]"
            )

    def _judge_post(self, draft: _Draft) -> None:
        """Whether the marks of the post, the list of its parts and the reasons agree."""
        for place, what, fix in posts.mistakes(draft.prompt, [o.letter for o in draft.options]):
            self.findings.add("E325", place or draft.line, what, fix)
        reasons = [reason.letter for reason in draft.rights]
        if len(reasons) < posts.LEAST_REASONS:
            self.findings.add(
                "E326", draft.line, f"mark needs at least two reasons, found {len(reasons)}",
                "list them as - (p) text",
            )  # fmt: skip
            return
        for part in draft.options:
            if part.right and part.pair not in reasons:
                self.findings.add(
                    "E326", part.line, f"part ({part.letter}) has no reason of the list",
                    f"write it as - [x] ({part.letter}) ({reasons[0]})",
                )  # fmt: skip
            elif part.pair and not part.right:
                self.findings.add(
                    "E326", part.line, f"part ({part.letter}) may go out and has a reason",
                    "tick it, or take the reason away",
                )  # fmt: skip

    def _judge_feedback(self, draft: _Draft) -> None:
        if draft.type in {"match", "order"}:
            return
        said: dict[str, str] = {}
        for option in draft.options:
            text = " ".join(option.feedback).strip()
            if not text:
                if draft.type != "text" or not option.right:
                    self.findings.add(
                        "E311", option.line, f"option ({option.letter}) has no feedback",
                        'add a line "  > …" under it',
                    )  # fmt: skip
                continue
            folded = text.casefold()
            if folded in said:
                self.findings.add(
                    "W312", option.line,
                    f"options ({said[folded]}) and ({option.letter}) have the same feedback",
                    "speak to the reason of each",
                )  # fmt: skip
            said.setdefault(folded, option.letter)

    def _finish(self, draft: _Draft, objective: str) -> Question:
        options = tuple(self._option_of(option) for option in draft.options)
        why = draft.keywords.get("why", Line(draft.line, ""))
        prompt = self._prompt(draft.prompt)
        question = Question(
            name=draft.name,
            type=cast("QuestionType", draft.type),
            lang=self.lang,
            objective=objective,
            prompt=posts.numbered(prompt, [option.letter for option in options])
            if draft.type == "mark"
            else prompt,
            options=options,
            rights=tuple(draft.rights),
            why=self._inline(why.text),
            review=self._review(draft),
            critical="critical" in draft.flags,
            keep_order="keep-order" in draft.flags or draft.type == "truefalse",
            retired="retired" in draft.flags,
            headers=draft.headers,
            path=self.path,
            line=draft.line,
        )
        return replace(question, sense=sense(question), words=words(question))

    def _prompt(self, lines: Sequence[Line]) -> str:
        text = _NOTE.sub("", "\n".join(line.text for line in lines)).strip()
        return render(text, path=self.path, lang=self.lang).html.strip()

    def _inline(self, text: str) -> str:
        return inline(_NOTE.sub("", text).strip(), path=self.path, lang=self.lang)

    def _option_of(self, draft: _OptionDraft) -> Option:
        made = self._inline(draft.text)
        return Option(
            letter=draft.letter,
            html=made,
            right=draft.right,
            feedback=self._inline(" ".join(part for part in draft.feedback if part)),
            pair=draft.pair,
            text=text_of(made),
        )

    def _review(self, draft: _Draft) -> Review | None:
        line = draft.keywords.get("review")
        link = next(links.links_in([line]), None) if line is not None else None
        target = links.resolve(self.path, link.target) if link is not None else None
        if link is None or target is None or target.name.kind is not Kind.MODULE:
            return None
        return Review(target.name.slug, target.heading, plain(link.text), course=target.name.course)


def critical_names(text: str) -> tuple[str, ...]:
    """The names of the critical questions of a file that is not read otherwise."""
    found = (_HEADING.match(heading.text) for heading in headings(lines_of(text)))
    return tuple(
        match[2]
        for match in found
        if match is not None
        and "critical" in match[3].split()
        and "retired" not in match[3].split()
    )


def sense(question: Question) -> str:
    """What the question asks and takes as right, the same in every language.

    Only typed answers may differ between languages, since one may list more forms of a word.
    """
    held = {
        "critical": question.critical,
        "keep-order": question.keep_order,
        "retired": question.retired,
    }
    flags = ",".join(flag for flag, on in held.items() if on)
    match question.type:
        case "order":
            key = " ".join(option.letter for option in question.options)
        case "match":
            pairs = sorted(f"{option.letter}={option.pair}" for option in question.options)
            key = " ".join(pairs + sorted(right.letter for right in question.rights))
        case "mark":
            parts = sorted(f"{option.letter}={option.pair}" for option in question.options)
            key = " ".join(parts + sorted(right.letter for right in question.rights))
        case _:
            key = " ".join(
                sorted(f"{option.letter}{'+' if option.right else '-'}"
                       for option in question.options)
            )  # fmt: skip
    return fingerprint(question.type, question.objective, flags, key)


def words(question: Question) -> str:
    """Everything a learner may read of the question, in one language."""
    parts = [question.prompt, question.why, *question.headers]
    for option in (*question.options, *question.rights):
        parts += [option.letter, option.html, option.feedback]
    return fingerprint(*(" ".join(part.split()) for part in parts))
