"""Scenarios as written: scenes under headings, choices that end in links to other scenes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from lms.content import scenario
from lms.content.markdown import inline, render, text_of
from lms.content.model import Choice, Grade, Scene
from lms.content.source import NAME, Findings, Line, Section, fingerprint
from lms.content.words import other_words

END = "end-"
_GRADES = {"x": Grade.GOOD, "~": Grade.PASSABLE, " ": Grade.POOR}
_CHOICE = re.compile(r"^- \[([ x~])\] \(([a-z])\) (\S.*)$")
_CHOICE_LIKE = re.compile(r"^\s*[-*+][ \t]*(?:\[|\()")
_WAY = re.compile(r"^(.*?)[ \t]*\[([^\[\]]+)\]\(([^()\s]*)\)[ \t]*$")
_FEEDBACK = re.compile(r"^ {1,6}>[ \t]?(.*)$")
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
MAX_CHOICES = 8


@dataclass(frozen=True, slots=True)
class ScenesRead:
    """The scenes of one file; `is_whole` when every way in it could be read."""

    scenes: tuple[Scene, ...] = ()
    is_whole: bool = True


@dataclass(slots=True)
class _ChoiceDraft:
    letter: str
    grade: Grade
    text: str
    line: int
    feedback: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _SceneDraft:
    name: str
    line: int
    prompt: list[Line] = field(default_factory=list)
    choices: list[_ChoiceDraft] = field(default_factory=list)
    is_broken: bool = False


class ScenesReader:
    """Reads the scenes of one file."""

    def __init__(self, path: str, lang: str, findings: Findings) -> None:
        self.path = path
        self.lang = lang
        self.findings = findings
        self.is_whole = True
        self._lines: dict[tuple[str, str], int] = {}  # where a choice stands

    def read(self, sections: Sequence[Section]) -> ScenesRead:
        """The scenes under the `##` headings of a scenario, with what is wrong in their graph."""
        scenes: list[Scene] = []
        seen: dict[str, int] = {}
        for section in sections:
            name = self._name(section, seen)
            if name is None:
                self.is_whole = False
                continue
            scenes.append(self._scene(_SceneDraft(name, section.heading.number), section.lines))
        self._graph(scenes, sections)
        return ScenesRead(tuple(scenes), self.is_whole)

    def _name(self, section: Section, seen: dict[str, int]) -> str | None:
        line, name = section.heading.number, section.heading.text.strip()
        for words in other_words("en"):
            mine = (
                scenario.START
                if name == words.start
                else f"{END}{name.removeprefix(words.end)}"
                if name.startswith(words.end)
                else ""
            )
            if mine:
                self.findings.add(
                    "E603", line, f'"{name}" is not the same in every language',
                    f'write "{mine}"; names of scenes are not translated', column=4,
                )  # fmt: skip
                return None
        if re.fullmatch(NAME, name) is None or len(name) > 60:
            self.findings.add(
                "E303", line, f'"{name}" cannot be a scene\'s name',
                "use lower-case letters, digits and hyphens, at most 60", column=4,
            )  # fmt: skip
            return None
        if name in seen:
            self.findings.add(
                "E316", line, f'the name "{name}" is used already in line {seen[name]}',
                "give this scene a name of its own", column=4,
            )  # fmt: skip
            return None
        seen[name] = line
        return name

    def _scene(self, draft: _SceneDraft, lines: Sequence[Line]) -> Scene:
        for line in lines:
            self._line(draft, line, line.text.rstrip())
        if not any(line.text.strip() for line in draft.prompt):
            self.findings.add(
                "E305", draft.line, f'the scene "{draft.name}" has no text',
                "write what happens under its heading",
            )  # fmt: skip
        choices = tuple(choice for each in draft.choices if (choice := self._choice(draft, each)))
        self._judge(draft, choices)
        prompt = _NOTE.sub("", "\n".join(line.text for line in draft.prompt)).strip()
        if draft.is_broken:
            self.is_whole = False
        return Scene(
            name=draft.name,
            html=render(prompt, path=self.path, lang=self.lang).html.strip(),
            choices=choices,
            is_ending=draft.name.startswith(END),
            line=draft.line,
        )

    def _line(self, draft: _SceneDraft, line: Line, text: str) -> None:
        if match := _CHOICE.match(text):
            draft.choices.append(_ChoiceDraft(match[2], _GRADES[match[1]], match[3], line.number))
        elif _CHOICE_LIKE.match(text):
            self.findings.add(
                "E304", line.number, "the choice cannot be read",
                "write it as: - [x] (a) Text. [Go](#scene), with x, ~ or a space in the box",
            )  # fmt: skip
            draft.is_broken = True
        elif not draft.choices:
            draft.prompt.append(line)
        elif feedback := _FEEDBACK.match(text):
            draft.choices[-1].feedback.append(feedback[1].strip())
        elif text.startswith("  ") and text.strip() and not draft.choices[-1].feedback:
            draft.choices[-1].more.append(text.strip())
        elif text.strip():
            self.findings.add(
                "E304", line.number, "this line belongs to no choice",
                'write feedback as "  > text" under its choice',
            )  # fmt: skip

    def _choice(self, draft: _SceneDraft, choice: _ChoiceDraft) -> Choice | None:
        text = " ".join([choice.text, *choice.more])
        way = _WAY.match(text)
        target = way[3] if way else ""
        if way is None or not target.startswith("#") or len(target) == 1:
            self.findings.add(
                "E401", choice.line, f"choice ({choice.letter}) leads nowhere",
                "end it with a link to a scene, such as [Ask](#host-answers)",
            )  # fmt: skip
            draft.is_broken = True
            return None
        html = self._inline(way[1] or way[2])
        feedback = " ".join(part for part in choice.feedback if part)
        if not feedback:
            self.findings.add(
                "E311", choice.line, f"choice ({choice.letter}) has no feedback",
                'add a line "  > …" under it',
            )  # fmt: skip
        self._lines[draft.name, choice.letter] = choice.line
        return Choice(
            letter=choice.letter,
            grade=choice.grade,
            html=html,
            text=text_of(html),
            label=text_of(self._inline(way[2])),
            to=target[1:],
            feedback=self._inline(feedback),
        )

    def _inline(self, text: str) -> str:
        return inline(_NOTE.sub("", text).strip(), path=self.path, lang=self.lang)

    def _judge(self, draft: _SceneDraft, choices: Sequence[Choice]) -> None:
        """What is wrong in one scene by itself."""
        if draft.name.startswith(END):
            if draft.choices:
                self.findings.add(
                    "E304", draft.choices[0].line, f'the ending "{draft.name}" has choices',
                    "take them out, or give the scene a name without end-",
                )  # fmt: skip
                draft.is_broken = True
            return
        if not draft.choices and not draft.is_broken:
            self.findings.add(
                "E404", draft.line, f'the scene "{draft.name}" has no choices and is no ending',
                "add choices, or begin its name with end-", column=4,
            )  # fmt: skip
            draft.is_broken = True
            return
        if len(draft.choices) > MAX_CHOICES:
            self.findings.add(
                "E309", draft.line, f"a scene has at most {MAX_CHOICES} choices",
                "take some out",
            )  # fmt: skip
        self._letters(draft)
        if not draft.is_broken and not any(choice.grade is Grade.GOOD for choice in choices):
            self.findings.add(
                "E405", draft.line, f'no choice in "{draft.name}" is a good one',
                "tick one with [x], or make the scene an ending", column=4,
            )  # fmt: skip

    def _letters(self, draft: _SceneDraft) -> None:
        letters: set[str] = set()
        texts: dict[str, str] = {}
        for choice in draft.choices:
            if choice.letter in letters:
                self.findings.add(
                    "E310", choice.line, f"the letter ({choice.letter}) is used twice",
                    "give every choice its own letter",
                )  # fmt: skip
            letters.add(choice.letter)
            way = _WAY.match(choice.text)
            folded = " ".join((way[1] if way else choice.text).casefold().rstrip(".").split())
            if folded in texts:
                self.findings.add(
                    "E322", choice.line,
                    f"choices ({texts[folded]}) and ({choice.letter}) have the same text",
                    "change one of them",
                )  # fmt: skip
            texts.setdefault(folded, choice.letter)

    def _graph(self, scenes: Sequence[Scene], sections: Sequence[Section]) -> None:
        """What is wrong between the scenes; held back while a way in them cannot be read."""
        names = [scene.name for scene in scenes]
        for scene in scenes:
            for choice in scene.choices:
                if choice.to not in names and self.is_whole:
                    self._unknown(scene, choice, names)
        if any(choice.to not in names for scene in scenes for choice in scene.choices):
            self.is_whole = False
        if not self.is_whole:
            return
        first = sections[0].heading.number if sections else 1
        if scenario.START not in names:
            self.findings.add(
                "E402", first, "the scenario has no start", "call its first scene ## start"
            )
            self.is_whole = False
            return
        self._ways(scenes)

    def _unknown(self, scene: Scene, choice: Choice, names: Sequence[str]) -> None:
        near = get_close_matches(choice.to, names, 1)
        self.findings.add(
            "E403", self._lines[scene.name, choice.letter],
            f'there is no scene "{choice.to}"',
            f"did you mean #{near[0]}" if near else "write the scene or mend the link",
        )  # fmt: skip

    def _ways(self, scenes: Sequence[Scene]) -> None:
        lines = {scene.name: scene.line for scene in scenes}
        for name in scenario.unreached(scenes):
            self.findings.add(
                "E406", lines[name], f'the scene "{name}" is never reached',
                "let a choice lead to it, or take it out", column=4,
            )  # fmt: skip
        dead = scenario.dead_ends(scenes)
        for name in (scenario.START,) if scenario.START in dead else dead:
            self.findings.add(
                "E407", lines[name], f'no ending can be reached from "{name}"',
                "let a way lead to a scene whose name begins with end-", column=4,
            )  # fmt: skip
        steps = scenario.good_steps(scenes)
        if steps is not None and steps < 2:
            self.findings.add(
                "W408", lines[scenario.START], "one good choice already ends the scenario",
                "let the good way take at least two choices", column=4,
            )  # fmt: skip


def sense(scenes: Sequence[Scene]) -> str:
    """The fingerprint of the graph: scenes, letters, grades and ways, whatever the language."""
    return fingerprint(
        *sorted(
            " ".join(
                [
                    scene.name,
                    *sorted(
                        f"{choice.letter}{choice.grade.value}#{choice.to}"
                        for choice in scene.choices
                    ),
                ]
            )
            for scene in scenes
        )
    )


def words(title: str, lead: str, scenes: Sequence[Scene]) -> str:
    """The fingerprint of everything a learner may read of a scenario, in one language."""
    parts = [title, lead]
    for scene in sorted(scenes, key=lambda scene: scene.name):
        parts += [scene.name, scene.html]
        for choice in sorted(scene.choices, key=lambda choice: choice.letter):
            parts += [choice.letter, choice.html, choice.label, choice.feedback]
    return fingerprint(*(" ".join(part.split()) for part in parts))
