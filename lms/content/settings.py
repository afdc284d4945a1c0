"""The settings of the format: which keys there are and what they may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from lms.content import guesses
from lms.content.model import Status
from lms.content.source import NAME, Findings, Kind
from lms.content.yaml_source import Settings, YamlError, parse

_MONTHS = re.compile(r"^(\d{1,3}) months?$")


def _months(value: object) -> object:
    match = _MONTHS.match(value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[1]) <= 120:
        raise ValueError("write it as 12 months")
    return int(match[1])


def _days(value: object) -> object:
    match = re.match(r"^(\d{1,3}) days?$", value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[1]) <= 366:
        raise ValueError("write it as 60 days")
    return int(match[1])


def _hours(value: object) -> object:
    match = re.match(r"^(\d{1,3}) (hour|day)s?$", value) if isinstance(value, str) else None
    hours = int(match[1]) * (24 if match[2] == "day" else 1) if match else 0
    if not 1 <= hours <= 14 * 24:
        raise ValueError("write it as 12 hours or 2 days, at most 14 days")
    return hours


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day_of_year(value: object) -> object:
    match = re.match(r"^(\d{1,2}) ([A-Z][a-z]+)$", value) if isinstance(value, str) else None
    if match is None or match[2] not in _MONTH_NAMES:
        raise ValueError("write it as 31 December, with the month in English")
    month = _MONTH_NAMES.index(match[2]) + 1
    if not 1 <= int(match[1]) <= _LENGTHS[month - 1]:
        raise ValueError("name a day that every year has, such as 31 December")
    return (month, int(match[1]))


def _day(value: object) -> object:
    if type(value) is not date:
        raise ValueError("write the day as 2026-11-22")
    return value


# The two forms below say what an author writes, for the schemas that editors read.
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Days = Annotated[
    int,
    BeforeValidator(_days),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6]) days?$",
        }
    ),
]
Hours = Annotated[
    int,
    BeforeValidator(_hours),
    WithJsonSchema({"type": "string", "pattern": r"^[1-9]\d{0,2} (hour|day)s?$"}),
]
Months = Annotated[
    int,
    BeforeValidator(_months),
    WithJsonSchema({"type": "string", "pattern": r"^([1-9]|[1-9]\d|1[01]\d|120) months?$"}),
]
DayOfYear = Annotated[
    tuple[int, int],
    BeforeValidator(_day_of_year),
    WithJsonSchema(
        {"type": "string", "pattern": rf"^([1-9]|[12]\d|3[01]) ({'|'.join(_MONTH_NAMES)})$"}
    ),
]
"""Month and day, written as 31 December."""
NameText = Annotated[str, Field(pattern=f"^{NAME}$", max_length=60)]
ObjectiveName = Annotated[str, Field(pattern=r"^[A-Z]{1,3}\d{1,2}$")]
Words = Annotated[dict[str, Annotated[str, Field(min_length=1, max_length=2000)]],
                  Field(min_length=1)]  # fmt: skip
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Strict(BaseModel):
    """Settings that know all their keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$")]


class Translates(Strict):
    """What a translation was made from: a language, and every block of it as it was then."""

    lang: LanguageCode
    """The language of the original, such as `en`."""
    on: Day | None = None
    """The day on which the translation was brought up to date; written by the tool."""
    words: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] | None = None
    """The fingerprint of the whole original, where single blocks are not noted."""
    blocks: dict[
        Annotated[str, Field(min_length=1, max_length=200)],
        Annotated[str, Field(pattern="^[0-9a-f]{8}-[0-9a-f]{8}$")],
    ] = {}
    """Every block of the original with its fingerprints; written by the tool."""


def _translates(value: object) -> object:
    """`en` alone, or `en` and the fingerprint of a whole file, are short for more."""
    if not isinstance(value, str):
        return value
    lang, _, words = value.partition(" ")
    return {"lang": lang, "words": words} if words else {"lang": lang}


class Front(Strict):
    """Front matter that every Markdown file may have."""

    status: Annotated[Status, Field(strict=False)]
    """Learners see what is `ready`; `draft` is being written, `retired` is kept for old records."""
    checked: Day | None = None
    """The day on which a person last checked the facts."""
    review_by: Day | None = None
    """The day by which a person is to check them again; left out, a year after `checked`."""
    translates: (
        Annotated[
            Translates,
            BeforeValidator(
                _translates,
                json_schema_input_type=Translates
                | Annotated[str, Field(pattern=r"^[a-z]{2,3}( [0-9a-f]{16})?$")],
            ),
        ]
        | None
    ) = None
    """The language of the original, such as `en`; the tool adds what it was made from."""


class GuidelinesSettings(Strict):
    """Which sections of a module tell what people may do, and where that ends."""

    freedoms: Annotated[str, Field(min_length=1, max_length=200)]
    """The address of the heading over the list of freedoms, such as `five-freedoms`."""
    limits: Annotated[str, Field(min_length=1, max_length=200)]
    """The address of the heading over the list of limits; it comes later and is no longer."""


class ModuleFront(Front):
    """Front matter of a module."""

    minutes: Annotated[int, Field(ge=2, le=10)]
    """How long reading takes, from 2 to 10 minutes; the same in every language."""
    teaches: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]
    """The objectives of course.yml that this module teaches, the main one first."""
    checked_by: Text | None = None
    """The role that checked the law in this text, such as `legal`; never a name."""
    guidelines: GuidelinesSettings | None = None
    """In a module with rules for people: its freedoms and its limits, which are then compared."""


class ScenarioFront(Front):
    """Front matter of a scenario."""

    teaches: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]
    """The objectives of course.yml that this scenario practises."""


class CourseFront(Front):
    """Front matter of a course's page."""

    promise: Text | None = None
    """One line that says what is in it for the learner."""


FRONTS: Mapping[Kind, type[Front]] = {
    Kind.MODULE: ModuleFront,
    Kind.SCENARIO: ScenarioFront,
    Kind.COURSE: CourseFront,
}


class PassSettings(Strict):
    """What a pass asks."""

    score: Annotated[int, Field(ge=50, le=100)]
    """How many per cent of the points a pass takes, from 50 to 100."""
    critical: Literal["all"] | None = None
    """`all` when every critical question must be right as well."""
    practice: Annotated[tuple[NameText, ...], Field(strict=False)] = ()
    """Names of practice tasks that learners tick themselves before they pass."""


class AttemptSettings(Strict):
    """How attempts follow each other."""

    before_review: Annotated[int, Field(ge=1, le=20)] = 2
    """After how many attempts the modules to read again are suggested."""
    most: Annotated[int, Field(ge=1, le=20)] | None = None
    """How many attempts one cycle has; left out, as many as people like."""
    wait: Hours | None = None
    """How long after an attempt that did not pass the next may begin, such as `1 day`."""
    why: Words | None = None
    """Why there is a limit, in every language, as learners read it; needed with one."""


class RenewSettings(Strict):
    """How long certificates last and how they are renewed; those issued before keep their days."""

    every: Months | None = None
    """How long a certificate lasts, counted from the day it is issued: 12 months."""
    until: DayOfYear | None = None
    """The last day of every year on which certificates are valid, instead of `every`."""
    window: Days | None = None
    """How long before the end it may be renewed without losing a day; left out, 60 days."""
    grace: Days | None = None
    """How long after the end people still count as ready; left out, not a day."""


class QuizSettings(Strict):
    """How many questions an attempt draws from each objective, and its clock if it has one."""

    draw: dict[ObjectiveName, Annotated[int, Field(ge=1, le=20)]]
    """For each objective, how many of its questions one attempt asks."""
    minutes: Annotated[int, Field(ge=5, le=240)] | None = None
    """How long an attempt may take; left out, there is no clock."""
    why: Words | None = None
    """Why there is a clock, in every language, as learners read it; needed with `minutes`."""
    sureness: bool = True
    """Whether learners are asked how sure they are, for their own review; they need not answer."""


class CourseSettings(Strict):
    """`course.yml`."""

    id: NameText
    """The name of the course's folder; it never changes."""
    edition: Annotated[int, Field(ge=1, le=9999)]
    """Raised by one when a change matters to people who have already passed."""
    mark: NameText = "book-open"
    """The icon that stands for the course."""
    required_for: Annotated[tuple[NameText, ...], Field(strict=False)] = ()
    """The audiences of programme.yml that need this course."""
    passing: Annotated[PassSettings, Field(alias="pass")]
    """What a pass takes."""
    attempts: AttemptSettings = AttemptSettings()
    """How attempts follow each other."""
    renew_after: Months | None = None
    """How long a certificate lasts; left out, it does not run out."""
    renew: Annotated[
        RenewSettings | None,
        Field(examples=[{"until": "31 December", "window": "60 days", "grace": "30 days"}]),
    ] = None
    """Instead of `renew_after`, where a window, a grace or a day of the year is wanted."""
    remind_after: Months | None = None
    """When learners are offered a short refresher."""
    requires: Annotated[tuple[NameText, ...], Field(strict=False)] = ()
    """Courses that are best taken before this one."""
    objectives: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]
    """What people will be able to do, as names such as C1; the words stand in course.en.md."""
    quiz: QuizSettings | None = None
    """How the quiz draws its questions; left out, the course has no quiz."""


class PathSettings(Strict):
    """Courses that together mean something."""

    id: NameText
    """The name of the path; it never changes."""
    title: Words
    """What people see as its name, in every language."""
    summary: Words
    """One or two sentences about it, in every language."""
    courses: Annotated[tuple[NameText, ...], Field(strict=False, min_length=1)]
    """The folders of its courses, in the suggested order."""


class DiagnosticSettings(Strict):
    """The words of the diagnostic's scale."""

    scale: Annotated[tuple[Words, ...], Field(strict=False, min_length=5, max_length=5)]
    """Five steps from "not at all" to "very much", each in every language."""


class ProgrammeSettings(Strict):
    """`programme.yml`."""

    name: Words
    """The name of the whole programme, in every language."""
    languages: Annotated[
        tuple[LanguageCode, ...],
        Field(strict=False, min_length=1),
    ]
    """The languages of the courses, as in file names: en, fi."""
    paths: Annotated[tuple[PathSettings, ...], Field(strict=False, min_length=1)]
    """Paths of courses; the courses of the first one together make a person ready."""
    diagnostic: DiagnosticSettings | None = None
    """The scale of the diagnostic; left out, there is no diagnostic."""
    roles: dict[NameText, Words] = {
        "legal": {"en": "Legal", "fi": "Lakiasiat"},
        "dpo": {"en": "Data protection officer", "fi": "Tietosuojavastaava"},
    }
    """The roles that may stand in `checked_by`, with their names in every language."""
    audiences: dict[NameText, Words] = {}
    """Groups of people that a course can be needed by, with their names in every language."""


class SourceSettings(Strict):
    """One entry of `sources.yml`."""

    id: NameText
    """A short name for the source."""
    title: Words
    """What the source is called, in every language."""
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=1000)]
    """Its address, exactly as the source notes link to it."""
    checked: Day
    """The day on which a person last opened the source."""
    review_by: Day
    """The day by which somebody should open it again."""
    seen: Literal["page", "summary"]
    """`page` when the page itself was read, `summary` when only a reliable account of it was."""


class RelearnSettings(Strict):
    """What a material change asks of the people who hold a certificate."""

    objectives: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]
    """Only questions of these objectives are asked."""
    within: Days
    """How long certificates go on without it, such as `60 days`."""


class ChangeSettings(Strict):
    """One entry of `changes.yml`."""

    on: Day
    """The day of the change."""
    course: NameText
    """The folder of the course."""
    kind: Literal["typo", "clarified", "material"]
    """`typo` and `clarified` ask nothing of anybody; `material` asks for the changed part."""
    edition: Annotated[int, Field(ge=1, le=9999)]
    """The edition of the course with this change in it."""
    covers: Annotated[tuple[NameText, ...], Field(strict=False, min_length=1)]
    """Names of the modules, questions and scenarios that changed."""
    because: Words | None = None
    """Why, in every language, as learners read it."""
    relearn: RelearnSettings | None = None
    """Material changes only: what is asked anew, and within which time."""


class LicenceSettings(Strict):
    """One entry of `media/licences.yml`."""

    by: Text
    """Who made the file."""
    licence: Text
    """The licence it is under, such as MIT or CC BY 4.0."""
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=1000)] | None = None
    """Where the file came from."""


_MOST_ERRORS = 500
"""More mistakes of one text help nobody."""

Model = TypeVar("Model", bound=BaseModel)


def read(
    text: str, model: type[Model], findings: Findings, first_line: int = 1
) -> tuple[Model | None, Settings]:
    """Settings of a YAML text; what is wrong goes to the findings."""
    settings = values(text, findings, first_line)
    if settings is None:
        return None, Settings({})
    return build(settings, settings.values, model, findings), settings


def values(text: str, findings: Findings, first_line: int = 1) -> Settings | None:
    """The plain values of a YAML text."""
    try:
        return parse(text, first_line)
    except YamlError as error:
        findings.add("E216", error.line, error.what, error.fix, column=error.column)
        return None


def build(
    settings: Settings,
    raw: object,
    model: type[Model],
    findings: Findings,
    prefix: tuple[str | int, ...] = (),
) -> Model | None:
    """A settings object from plain values, every mistake at its place."""
    try:
        return model.model_validate({} if raw is None else raw)
    except ValidationError as error:
        for item in error.errors(include_url=False)[:_MOST_ERRORS]:
            _explain(settings, model, findings, prefix, dict(item))
        return None


def _explain(
    settings: Settings,
    model: type[BaseModel],
    findings: Findings,
    prefix: tuple[str | int, ...],
    item: dict[str, Any],
) -> None:
    key = tuple(part for part in item["loc"] if part != "[key]")
    line, column = settings.place((*prefix, *key))
    name = ".".join(str(part) for part in key) or "the file"
    last = str(key[-1]) if key else ""
    if item["type"] == "extra_forbidden":
        known = _keys(model, key[:-1])
        fix = guesses.fix(last, known, f"known keys are {', '.join(known)}")
        findings.add("E205", line, f'unknown key "{last}"', fix, column=column)
        return
    code = _code(key, last)
    what = f'"{name}" is missing' if item["type"] == "missing" else f'"{name}" cannot be this'
    hint = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] in {"enum", "literal_error"} and isinstance(item["input"], str):
        choices = re.findall(r"'([^']*)'", str(item["ctx"].get("expected", "")))
        hint = guesses.fix(item["input"], choices, hint)
    findings.add(code, line, what, _fix(code, hint), column=column)


def _code(key: tuple[str | int, ...], last: str) -> str:
    if last == "minutes":
        return "E203"
    if last in {"checked", "review_by"}:
        return "E206"
    if key[:1] == ("pass",) and last == "score":
        return "E211"
    if key[:1] in {("teaches",), ("objectives",)} and len(key) > 1:
        return "E207"
    return "E215"


def _fix(code: str, hint: str) -> str:
    fixes = {
        "E203": "write whole minutes from 2 to 10",
        "E206": "write a day as 2026-11-22",
        "E211": "choose a score from 50 to 100",
        "E207": "an objective is named like C1",
    }
    return fixes.get(code) or hint[:1].lower() + hint[1:].replace("\n", " ")


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that a part of the settings knows."""
    current: type[BaseModel] = model
    for part in path:
        field = next(
            (field for name, field in current.model_fields.items() if part in {name, field.alias}),
            None,
        )
        if field is None:
            continue
        inner = _model_in(field.annotation)
        if inner is None:
            return []
        current = inner
    return sorted(field.alias or name for name, field in current.model_fields.items())


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None
