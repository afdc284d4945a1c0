"""What the register holds for one code; the examples are changes to a small sample course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GROUPS: Mapping[str, str] = {
    "1": "Shape",
    "2": "Settings",
    "3": "Questions",
    "4": "Scenarios",
    "5": "Links, media, access",
    "6": "Languages",
    "7": "Facts",
    "8": "Versions",
    "9": "Ethos and language",
}
"""The groups by the first digit of their codes."""

PROGRAMME = "programme.yml"
POLICY = "policy.example.yml"
SOURCES = "sources.yml"
GLOSSARY = "glossary.en.md"
GLOSSARY_FI = "glossary.fi.md"
DIAGNOSTIC = "diagnostic.en.md"
DIAGNOSTIC_FI = "diagnostic.fi.md"
COURSE = "knots/course.yml"
COURSE_PAGE = "knots/course.en.md"
MODULE = "knots/10-one-loop.en.md"
MODULE_FI = "knots/10-one-loop.fi.md"
QUIZ = "knots/quiz.en.md"
QUIZ_FI = "knots/quiz.fi.md"
SCENARIO = "knots/scenario-adrift.en.md"
SCENARIO_FI = "knots/scenario-adrift.fi.md"
PICTURE = "knots/media/loop.svg"
LICENCES = "knots/media/licences.yml"
ASKED = "knots/asked.en.yml"

LOOP = "A [bowline](../glossary.en.md#bowline) holds without slipping.\n"
"""A line of the sample's module that examples replace, or follow, with a text of their own."""

Edit = tuple[str, str, str]
"""A file of the sample, a text in it, and what stands there instead."""

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A wrong and a right way to write something, as people read it and as a test runs it.

    `right` stands in the sample's file `path` and `wrong` takes its place. When the sample has
    nothing like it, both stand in for `instead`. A file that the sample lacks is made of them.
    """

    path: str
    wrong: str
    right: str
    instead: str = ""
    wrong_path: str = ""  # where the wrong file lies, when its name or place is the mistake
    edits: tuple[Edit, ...] = ()  # what both need besides
    wrong_edits: tuple[Edit, ...] = ()
    files: Files = field(default_factory=dict)  # files that both need besides
    without: str = ""  # the file that the wrong folder lacks; the two texts are only shown
    is_overlay: bool = False  # the file lies in an overlay, above the sample's own
    is_told: bool = False  # both are told in words: a size or a broken link cannot be shown

    def wrong_folder(self, sample: Files) -> dict[str, str]:
        """The sample with the mistake in it."""
        files = self._with(sample, self.wrong, self.wrong_path or self.path)
        files = _edited(files, self.wrong_edits)
        files.pop(self.without, None)
        return files

    def right_folder(self, sample: Files) -> dict[str, str]:
        """The sample without the mistake."""
        return self._with(sample, self.right, self.path)

    def _with(self, sample: Files, text: str, path: str) -> dict[str, str]:
        files = _edited({**sample, **self.files}, self.edits)
        held = files.get(path)
        if self.without or self.is_told:
            return files
        if held is None or not (self.instead or self.right):
            return {**files, path: text}
        old = self.instead or self.right
        if old not in held:
            raise ValueError(f"{old!r} does not stand in {path}")
        return {**files, path: held.replace(old, text, 1)}


def _edited(files: dict[str, str], edits: tuple[Edit, ...]) -> dict[str, str]:
    for path, old, new in edits:
        if old not in files[path]:
            raise ValueError(f"{old!r} does not stand in {path}")
        files = {**files, path: files[path].replace(old, new, 1)}
    return files


@dataclass(frozen=True, slots=True)
class Code:
    """One code: it never changes its meaning, and a code that is gone is never used again."""

    name: str  # E101: a letter for the severity, a digit for the group, two for the check
    meaning: str
    advice: str
    example: Example | None = None  # None only until the check exists

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.name[0] == "E"

    @property
    def group(self) -> str:
        """The name of its group."""
        return GROUPS[self.name[1]]


def in_text(wrong: str, right: str) -> Example:
    """An example that stands in the running text of the sample's module."""
    return Example(MODULE, wrong, right, instead=LOOP)
