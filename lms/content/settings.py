"""The settings of the format: which keys there are and what they may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lms.content.model import Status
from lms.content.source import NAME, Findings, Kind
from lms.content.yaml_source import Settings, YamlError, parse

_MONTHS = re.compile(r"^(\d{1,3}) months?$")


def _months(value: object) -> object:
    match = _MONTHS.match(value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[1]) <= 120:
        raise ValueError("write it as 12 months")
    return int(match[1])


def _day(value: object) -> object:
    if type(value) is not date:
        raise ValueError("write the day as 2026-11-22")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Months = Annotated[int, BeforeValidator(_months)]
NameText = Annotated[str, Field(pattern=f"^{NAME}$", max_length=60)]
ObjectiveName = Annotated[str, Field(pattern=r"^[A-Z]{1,3}\d{1,2}$")]
Words = Annotated[dict[str, Annotated[str, Field(min_length=1, max_length=2000)]],
                  Field(min_length=1)]  # fmt: skip
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Strict(BaseModel):
    """Settings that know all their keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Front(Strict):
    """Front matter that every Markdown file may have."""

    status: Annotated[Status, Field(strict=False)]
    checked: Day | None = None
    translates: Annotated[str, Field(pattern=r"^[a-z]{2,3}( [0-9a-f]{16})?$")] | None = None


class ModuleFront(Front):
    """Front matter of a module."""

    minutes: Annotated[int, Field(ge=2, le=10)]
    teaches: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]
    checked_by: Text | None = None


class ScenarioFront(Front):
    """Front matter of a scenario."""

    teaches: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]


class CourseFront(Front):
    """Front matter of a course's page."""

    promise: Text | None = None


FRONTS: Mapping[Kind, type[Front]] = {
    Kind.MODULE: ModuleFront,
    Kind.SCENARIO: ScenarioFront,
    Kind.COURSE: CourseFront,
}


class PassSettings(Strict):
    """What a pass asks."""

    score: Annotated[int, Field(ge=50, le=100)]
    critical: Literal["all"] | None = None
    practice: Annotated[tuple[NameText, ...], Field(strict=False)] = ()


class AttemptSettings(Strict):
    """How attempts follow each other."""

    before_review: Annotated[int, Field(ge=1, le=20)] = 2


class QuizSettings(Strict):
    """How many questions an attempt draws from each objective."""

    draw: dict[ObjectiveName, Annotated[int, Field(ge=1, le=20)]]


class CourseSettings(Strict):
    """`course.yml`."""

    id: NameText
    edition: Annotated[int, Field(ge=1, le=9999)]
    mark: NameText = "book-open"
    required_for: Annotated[tuple[NameText, ...], Field(strict=False)] = ()
    passing: Annotated[PassSettings, Field(alias="pass")]
    attempts: AttemptSettings = AttemptSettings()
    renew_after: Months | None = None
    remind_after: Months | None = None
    requires: Annotated[tuple[NameText, ...], Field(strict=False)] = ()
    objectives: Annotated[tuple[ObjectiveName, ...], Field(strict=False, min_length=1)]
    quiz: QuizSettings | None = None


class PathSettings(Strict):
    """Courses that together mean something."""

    id: NameText
    title: Words
    summary: Words
    courses: Annotated[tuple[NameText, ...], Field(strict=False, min_length=1)]


class ProgrammeSettings(Strict):
    """`programme.yml`."""

    name: Words
    languages: Annotated[
        tuple[Annotated[str, Field(pattern="^[a-z]{2,3}$")], ...],
        Field(strict=False, min_length=1),
    ]
    paths: Annotated[tuple[PathSettings, ...], Field(strict=False, min_length=1)]
    audiences: dict[NameText, Words] = {}


class SourceSettings(Strict):
    """One entry of `sources.yml`."""

    id: NameText
    title: Words
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=1000)]
    checked: Day
    review_by: Day
    seen: Literal["page", "summary"]


class LicenceSettings(Strict):
    """One entry of `media/licences.yml`."""

    by: Text
    licence: Text
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=1000)] | None = None


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
        for item in error.errors():
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
        near = get_close_matches(last, known, 1)
        fix = f'did you mean "{near[0]}"' if near else f"known keys are {', '.join(known)}"
        findings.add("E205", line, f'unknown key "{last}"', fix, column=column)
        return
    code = _code(key, last)
    what = f'"{name}" is missing' if item["type"] == "missing" else f'"{name}" cannot be this'
    hint = str(item["msg"]).removeprefix("Value error, ")
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
