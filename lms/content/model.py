"""What content is: courses, modules, quizzes and questions as frozen values, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from lms.content.codes import CODES
from lms.standing import Renewal

Lang = str
"""A language code of `programme.yml`, such as `en` or `fi`."""

QuestionType = Literal["single", "multiple", "truefalse", "match", "order", "text", "mark"]


class Status(StrEnum):
    """Whether learners see a piece of content."""

    DRAFT = "draft"
    READY = "ready"
    RETIRED = "retired"


class Severity(StrEnum):
    """Errors stop publishing, warnings do not."""

    ERROR = "E"
    WARNING = "W"


def printable(text: str) -> str:
    """A text on one line, with every character that does not show itself written out."""
    return "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" if ord(char) > 31 else "?"
        for char in text
    )


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One message of the linter, at its place: `file:line:col: CODE what; what to do`."""

    path: str  # relative to the content folder, with forward slashes
    line: int  # from 1
    column: int  # from 1
    code: str  # E101, W204, ...
    what: str
    fix: str

    def __post_init__(self) -> None:
        """Only codes of the register can be reported, so that every one is explained."""
        if self.code not in CODES:
            raise ValueError(f"{self.code} is not in lms/content/codes")
        if not (self.what.isprintable() and self.fix.isprintable()):
            object.__setattr__(self, "what", printable(self.what))
            object.__setattr__(self, "fix", printable(self.fix))

    @property
    def severity(self) -> Severity:
        """Error or warning, by the first letter of the code."""
        return Severity(self.code[0])

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.what}; {self.fix}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered text; `slug` is its id in the page."""

    level: int
    text: str
    slug: str
    line: int


@dataclass(frozen=True, slots=True)
class Review:
    """The way back from a question to the heading that teaches it."""

    module: str
    heading: str  # "" means the top of the module
    label: str
    course: str = ""  # the folder of the module


@dataclass(frozen=True, slots=True)
class Option:
    """One option, accepted text, left side of a pair or step; `letter` is its name for ever."""

    letter: str
    html: str  # inline HTML, safe
    right: bool = False
    feedback: str = ""  # inline HTML, safe
    pair: str = ""  # match: the letter of its right side; mark: of its reason
    text: str = ""  # plain text, for comparison (text questions) and select lists


@dataclass(frozen=True, slots=True)
class Question:
    """One question in one language; everything needed to show and to grade it.

    `options` holds: single/multiple/truefalse the options; text the accepted ([x]) and expected
    wrong ([ ]) answers; match the left sides (with `pair`); order the steps in the right order;
    mark the parts of the post, `right` and with the reason as `pair` where they should not go out.
    `rights` holds the right sides of match, extras included, and the reasons of mark.
    """

    name: str
    type: QuestionType
    lang: Lang
    objective: str
    prompt: str  # block HTML, safe
    options: tuple[Option, ...]
    rights: tuple[Option, ...] = ()
    why: str = ""  # inline HTML, safe
    review: Review | None = None
    critical: bool = False
    keep_order: bool = False
    retired: bool = False
    headers: tuple[str, ...] = ()  # match: the two column headings
    sense: str = ""  # hex fingerprint of type, objective, flags, letters, ticks, pairs
    words: str = ""  # hex fingerprint of all visible text
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Practice:
    """A private exercise of a module: never stored in this release, never scored."""

    name: str
    title: str
    task: str = ""  # block HTML, safe
    checks: tuple[str, ...] = ()  # inline HTML: what to check oneself by
    answer: str = ""  # block HTML of the one model answer
    shortest: int | None = None  # characters, when the task says how long
    longest: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ModuleText:
    """A module in one language."""

    lang: Lang
    title: str
    lead: str  # block HTML before the first section
    body: str  # block HTML from the first section on, without the check-yourself questions
    closing: str  # block HTML of what follows the check-yourself section ("In short", sources)
    headings: tuple[Heading, ...]
    checks: tuple[Question, ...]  # check-yourself questions, never counted
    practices: tuple[Practice, ...]
    checked: date | None
    checked_by: str
    law: bool  # states law: carries a source to a statute or an IMPORTANT callout
    stale: bool  # older than the text it was translated from
    words: str
    path: str
    original: Lang = ""  # of a stale text, the language it was translated from
    follows: date | None = None  # the day whose original a stale text follows, if known


@dataclass(frozen=True, slots=True)
class Module:
    """One Markdown file of a course, in all its languages."""

    slug: str
    number: int
    minutes: int
    teaches: tuple[str, ...]
    status: Status
    texts: Mapping[Lang, ModuleText]


class Grade(StrEnum):
    """How good a choice in a scenario is; nobody fails one."""

    GOOD = "good"
    PASSABLE = "passable"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a learner may do in a scene, and the scene it leads to."""

    letter: str
    grade: Grade
    html: str  # inline HTML, safe
    text: str  # the same as plain text
    label: str  # plain words of the link, for a short button or the path told back
    to: str  # the name of a scene
    feedback: str  # inline HTML, safe


@dataclass(frozen=True, slots=True)
class Scene:
    """One step of a scenario; an ending has no choices. Names are the same in every language."""

    name: str
    html: str  # block HTML, safe
    choices: tuple[Choice, ...] = ()
    is_ending: bool = False
    line: int = field(default=0, compare=False)

    def choice(self, letter: str) -> Choice | None:
        """The choice of that letter."""
        return next((choice for choice in self.choices if choice.letter == letter), None)


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """A scenario in one language."""

    lang: Lang
    title: str
    lead: str  # block HTML before the start
    scenes: tuple[Scene, ...]  # in the order they are written
    checked: date | None
    stale: bool  # older than the text it was translated from
    sense: str  # hex fingerprint of scenes, letters, grades and ways
    words: str  # hex fingerprint of all visible text
    path: str

    def scene(self, name: str) -> Scene | None:
        """The scene of that name; `start` is where a learner begins."""
        return next((scene for scene in self.scenes if scene.name == name), None)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with choices, in all its languages."""

    slug: str
    teaches: tuple[str, ...]
    status: Status
    texts: Mapping[Lang, ScenarioText]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the diagnostic that people agree with or not; `reason` is R1, R2, ..."""

    name: str
    reason: str
    html: str  # block HTML, safe
    text: str  # the same as plain text
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Route:
    """Where somebody with a reason may begin."""

    reason: str
    said: str  # inline HTML: the reason in words, or nothing
    html: str  # inline HTML with links, safe
    courses: tuple[str, ...]  # folders, in order
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DiagnosticText:
    """The diagnostic in one language."""

    lang: Lang
    title: str
    lead: str  # block HTML before the statements
    statements: tuple[Statement, ...]
    routes: tuple[Route, ...]
    checked: date | None
    stale: bool
    sense: str  # hex fingerprint of names, reasons and routes
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Statements that help a person find where to begin; `scale` holds five words, low to high."""

    scale: Mapping[Lang, tuple[str, ...]]
    texts: Mapping[Lang, DiagnosticText]


@dataclass(frozen=True, slots=True)
class Pass:
    """What a pass asks: a score in per cent and, maybe, every critical question."""

    score: int
    critical_all: bool = False
    practice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a course sets against endless attempts, with the reason; by default nothing."""

    most: int | None = None  # attempts in one cycle
    wait_hours: int = 0  # after an attempt that did not pass
    why: Mapping[Lang, str] = field(default_factory=dict)

    @property
    def is_set(self) -> bool:
        """Whether there is any."""
        return self.most is not None or self.wait_hours > 0


@dataclass(frozen=True, slots=True)
class Quiz:
    """The bank of a course: questions by language and name, in file order."""

    status: Status
    questions: Mapping[Lang, Mapping[str, Question]]
    draw: Mapping[str, int]  # objective -> how many
    minutes: int | None = None  # the clock of an attempt; by default there is none
    why: Mapping[Lang, str] = field(default_factory=dict)  # why there is a clock
    asks_sureness: bool = True

    @property
    def size(self) -> int:
        """How many questions one attempt asks."""
        return sum(self.draw.values())


@dataclass(frozen=True, slots=True)
class CourseText:
    """A course's front page in one language."""

    lang: Lang
    title: str
    promise: str
    about: str  # block HTML
    objectives: Mapping[str, str]  # C1 -> plain text of what you will be able to do
    checked: date | None
    path: str


@dataclass(frozen=True, slots=True)
class Course:
    """A folder of modules with a quiz."""

    slug: str
    edition: int
    mark: str  # name of its icon in the sprite
    status: Status
    objectives: tuple[str, ...]
    required_for: tuple[str, ...]
    passing: Pass
    before_review: int
    renewal: Renewal
    remind_after_months: int | None
    texts: Mapping[Lang, CourseText]
    modules: tuple[Module, ...]  # only ready ones, in order
    drafts: tuple[Module, ...]
    quiz: Quiz | None
    fingerprint: str  # of everything that was read for it
    scenarios: tuple[Scenario, ...] = ()  # only ready ones, by name
    retired: tuple[str, ...] = ()  # names of modules that are no longer shown
    limits: Limits = Limits()

    @property
    def minutes(self) -> int:
        """Minutes of all modules together."""
        return sum(module.minutes for module in self.modules)

    @property
    def has_limits(self) -> bool:
        """Whether attempts at its quiz are limited in number, in time, or by a wait."""
        return self.limits.is_set or (self.quiz is not None and self.quiz.minutes is not None)

    def module(self, slug: str) -> Module | None:
        """The ready module of that name."""
        return next((module for module in self.modules if module.slug == slug), None)

    @property
    def needed_practices(self) -> Mapping[str, str]:
        """The practices a certificate waits for, each with the ready module that has it."""
        if not self.passing.practice:
            return {}
        found = {
            practice.name: module.slug
            for module in self.modules
            for text in module.texts.values()
            for practice in text.practices
        }
        return {name: found[name] for name in self.passing.practice if name in found}

    def scenario(self, slug: str) -> Scenario | None:
        """The ready scenario of that name."""
        return next((scenario for scenario in self.scenarios if scenario.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Path:
    """Courses that together mean something, such as Ready to share."""

    slug: str
    titles: Mapping[Lang, str]
    summaries: Mapping[Lang, str]
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term: `name` is the same in every language."""

    name: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Programme:
    """What `programme.yml` says."""

    names: Mapping[Lang, str]
    languages: tuple[Lang, ...]
    paths: tuple[Path, ...]
    audiences: Mapping[str, Mapping[Lang, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of `changes.yml`: what was changed in a course, how much it means, and why."""

    course: str
    on: date
    kind: Literal["typo", "clarified", "material"]
    edition: int
    covers: tuple[str, ...]  # names of modules, questions and scenarios
    because: Mapping[Lang, str]
    objectives: tuple[str, ...] = ()  # material: what is asked anew
    within_days: int | None = None  # material: how long a certificate goes on without it
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class ReviewDue:
    """Something a person has to check again by a day, with the reason for that day."""

    by: date
    path: str
    line: int
    why: Literal["said", "year", "never", "lawyer", "source"]
    what: str = ""  # the title of a page or a source
    checked: date | None = None
    used_in: tuple[str, ...] = ()  # the pages that rest on a source


Section = tuple[str, str, str]
"""A course, a module and the address of a heading; the first two are empty for a term."""


@dataclass(frozen=True, slots=True)
class ContentSet:
    """All content of one moment; a new set replaces the old one whole."""

    programme: Programme
    courses: Mapping[str, Course]  # ready courses, those of the first path first
    glossary: Mapping[Lang, Mapping[str, GlossaryEntry]]
    media: Mapping[str, bytes]  # "course/media/file.svg" -> its bytes
    findings: tuple[Finding, ...]
    fingerprint: str
    diagnostic: Diagnostic | None = None  # only a ready one
    changes: tuple[Change, ...] = ()
    lock: str | None = None  # the text of content.lock
    reviews: tuple[ReviewDue, ...] = ()  # the day that comes first, first
    policy: Mapping[Lang, Mapping[str, str]] = field(default_factory=dict)  # the own words
    own_words: frozenset[str] = frozenset()  # names of those that are not the example's
    asked: Mapping[Lang, Mapping[Section, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The path whose courses make a person ready to share."""
        return self.programme.paths[0]

    def said(self, *, with_example: bool) -> Mapping[Lang, Mapping[str, str]]:
        """The organisation's words; those of the example only where it is one itself."""
        if with_example:
            return self.policy
        return {
            lang: {name: text for name, text in words.items() if name in self.own_words}
            for lang, words in self.policy.items()
        }

    def course(self, slug: str) -> Course | None:
        """The ready course of that name."""
        return self.courses.get(slug)


def nothing(languages: tuple[Lang, ...], findings: tuple[Finding, ...]) -> ContentSet:
    """A set without courses, for a folder in which none is good yet."""
    unnamed = dict.fromkeys(languages, "…")
    programme = Programme(unnamed, languages, (Path("", unnamed, unnamed, ()),), {})
    return ContentSet(programme, {}, {}, {}, findings, fingerprint="")
