"""JSON Schemas for editors, made from the same models that read the files."""

from __future__ import annotations

import ast
import inspect
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from lms.content import asked, settings
from lms.content.settings import (
    ChangeSettings,
    CourseFront,
    CourseSettings,
    Front,
    LanguageCode,
    LicenceSettings,
    ModuleFront,
    NameText,
    ObjectiveName,
    ProgrammeSettings,
    ScenarioFront,
    SourceSettings,
    Strict,
)
from lms.content.source import Kind, Name, name_of
from lms.content.writing import replace_text

FOLDER = Path("docs/schemas")
"""Where the schemas lie, seen from the top of the repository."""

MODELINE = "# yaml-language-server: $schema="
"""What stands before the place of a schema in the first line of a YAML file."""

_DESCRIBED: tuple[ModuleType, ...] = (settings, sys.modules[__name__])
"""The modules whose models carry the descriptions."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of file, or of front matter, as editors know it."""

    title: str
    description: str
    type: Any
    example: Any


_Said = Annotated[
    dict[LanguageCode, Annotated[str, Field(min_length=1, max_length=2000)]], Field(min_length=1)
]
_PolicyWords = _Said | list[_Said]
Policy = dict[str, _PolicyWords | dict[str, _PolicyWords]]
"""`policy.yml`: words by language, lists of them, and names for both."""

_Heading = Annotated[str, Field(pattern=r"^[^\s#]+$", max_length=200)]
_Phrase = Annotated[str, Field(min_length=1, max_length=asked.LONGEST)]
Asked = dict[NameText, dict[_Heading, Annotated[list[_Phrase], Field(min_length=1)]]]
"""`asked.en.yml`: phrases by page and by the address of a heading."""

_LockedKey = Annotated[str, Field(pattern="^(sense|letters|was|retired|[a-z]{2,3})$")]
_LockedPieces = dict[NameText, dict[_LockedKey, str]]


class _LockedCourse(Strict):
    """A course as it was published last."""

    edition: int
    """The edition that is published."""
    rules: str
    """The fingerprint of what a pass asks."""
    objectives: Annotated[tuple[ObjectiveName, ...], Field(strict=False)]
    """The objectives that are published."""
    modules: _LockedPieces = Field(default_factory=dict)
    """Each module with its fingerprints: its sense, and its words by language."""
    questions: _LockedPieces = Field(default_factory=dict)
    """Each question, with the letters of its options besides."""
    scenarios: _LockedPieces = Field(default_factory=dict)
    """Each scenario with its fingerprints."""
    changes: Annotated[tuple[str, ...], Field(strict=False)] = ()
    """The entries of changes.yml that are published."""
    gone: Annotated[tuple[str, ...], Field(strict=False)] = ()
    """Names that were used once and are never given again."""


YAML: Mapping[Kind, tuple[str, Schema]] = {
    Kind.PROGRAMME: (
        "programme",
        Schema(
            "programme.yml",
            "The name, the languages, the paths of courses and the audiences.",
            ProgrammeSettings,
            {
                "name": {"en": "Our own voice", "fi": "Omalla äänellä"},
                "languages": ["en", "fi"],
                "paths": [
                    {
                        "id": "ready-to-share",
                        "title": {"en": "Ready to share", "fi": "Valmis jakamaan"},
                        "summary": {"en": "Four short courses.", "fi": "Neljä lyhyttä kurssia."},
                        "courses": ["channel-basics", "confidentiality"],
                    }
                ],
                "diagnostic": {
                    "scale": [
                        {"en": "Not at all", "fi": "Ei lainkaan"},
                        {"en": "A little", "fi": "Vähän"},
                        {"en": "Somewhat", "fi": "Jonkin verran"},
                        {"en": "Well", "fi": "Hyvin"},
                        {"en": "Very well", "fi": "Erittäin hyvin"},
                    ]
                },
                "roles": {"legal": {"en": "Legal", "fi": "Lakiasiat"}},
                "audiences": {"everyone": {"en": "Everyone", "fi": "Kaikki"}},
            },
        ),
    ),
    Kind.COURSE_SETTINGS: (
        "course",
        Schema(
            "course.yml",
            "The settings of a course; its words stand in the Markdown files beside it.",
            CourseSettings,
            {
                "id": "confidentiality",
                "edition": 1,
                "mark": "lock",
                "required_for": ["everyone"],
                "pass": {"score": 80, "critical": "all", "practice": ["rewrite-the-post"]},
                "attempts": {"before_review": 2},
                "renew_after": "12 months",
                "remind_after": "6 months",
                "requires": ["channel-basics"],
                "objectives": ["C1", "C2"],
                "quiz": {"draw": {"C1": 3, "C2": 2}},
            },
        ),
    ),
    Kind.SOURCES: (
        "sources",
        Schema(
            "sources.yml",
            "Every law, guideline and figure that a module leans on.",
            list[SourceSettings],
            [
                {
                    "id": "fi-tsa",
                    "title": {"en": "Trade Secrets Act", "fi": "Liikesalaisuuslaki"},
                    "url": "https://www.finlex.fi/fi/lainsaadanto/2018/595",
                    "checked": "2026-11-22",
                    "review_by": "2027-05-22",
                    "seen": "page",
                }
            ],
        ),
    ),
    Kind.POLICY: (
        "policy",
        Schema(
            "policy.yml",
            "The organisation's own words; texts use them as {{contact.comms}}.",
            Policy,
            {
                "contact": {"comms": {"en": "the communications team", "fi": "viestintä"}},
                "channels": [{"en": "LinkedIn, for working life", "fi": "LinkedIn, työelämään"}],
            },
        ),
    ),
    Kind.CHANGES: (
        "changes",
        Schema(
            "changes.yml",
            "What changed in the courses, of which kind each change is, and why.",
            list[ChangeSettings],
            [
                {
                    "on": "2026-11-22",
                    "course": "confidentiality",
                    "kind": "material",
                    "edition": 2,
                    "covers": ["inside-information", "good-quarter"],
                    "because": {
                        "en": "The example of a permitted reply was too generous.",
                        "fi": "Esimerkki sallitusta vastauksesta oli liian salliva.",
                    },
                    "relearn": {"objectives": ["C2"], "within": "60 days"},
                }
            ],
        ),
    ),
    Kind.LOCK: (
        "content-lock",
        Schema(
            "content.lock",
            "What is published, by name and fingerprint. The tool writes it; nobody edits it.",
            dict[NameText, _LockedCourse],
            {
                "confidentiality": {
                    "edition": 1,
                    "rules": "0123456789abcdef",
                    "objectives": ["C1"],
                    "modules": {"three-tests": {"sense": "0123456789abcdef", "en": "0" * 16}},
                    "questions": {
                        "whiteboard-photo": {
                            "sense": "0123456789abcdef",
                            "letters": "abcd",
                            "en": "0" * 16,
                        }
                    },
                    "gone": ["module old-name"],
                }
            },
        ),
    ),
    Kind.ASKED: (
        "asked",
        Schema(
            "asked.en.yml",
            "How people ask for each section, in one language; the search reads it, pages do not.",
            Asked,
            {
                "look-at-the-corners": {
                    "what-the-eye-skips": [
                        "whiteboard visible behind us",
                        "picture from the office, what should I look out for",
                    ]
                }
            },
        ),
    ),
    Kind.LICENCES: (
        "licences",
        Schema(
            "media/licences.yml",
            "Who made each file of the media folder, and its licence.",
            dict[str, LicenceSettings],
            {
                "three-topics.svg": {
                    "by": "the project",
                    "licence": "MIT",
                    "url": "https://example.org/three-topics",
                }
            },
        ),
    ),
}
"""The YAML files by kind: the name of the schema, and the schema."""

_FRONT = {
    "status": "ready",
    "checked": "2026-11-22",
    "review_by": "2027-11-22",
    "translates": "en",
}

FRONT: Mapping[Kind, tuple[str, Schema]] = {
    Kind.COURSE: (
        "front-course",
        Schema(
            "Front matter of course.en.md",
            "The settings at the top of a course's front page.",
            CourseFront,
            _FRONT | {"promise": "You know which few things stay inside."},
        ),
    ),
    Kind.MODULE: (
        "front-module",
        Schema(
            "Front matter of a module",
            "The settings at the top of a module, between two lines of ---.",
            ModuleFront,
            _FRONT
            | {
                "minutes": 6,
                "teaches": ["C1"],
                "checked_by": "legal",
                "guidelines": {"freedoms": "five-freedoms", "limits": "where-it-ends"},
            },
        ),
    ),
    Kind.QUIZ: (
        "front-quiz",
        Schema("Front matter of quiz.en.md", "The settings at the top of a quiz.", Front, _FRONT),
    ),
    Kind.SCENARIO: (
        "front-scenario",
        Schema(
            "Front matter of a scenario",
            "The settings at the top of a scenario.",
            ScenarioFront,
            _FRONT | {"teaches": ["C1"]},
        ),
    ),
    Kind.DIAGNOSTIC: (
        "front-diagnostic",
        Schema(
            "Front matter of diagnostic.en.md",
            "The settings at the top of the diagnostic.",
            Front,
            _FRONT,
        ),
    ),
    Kind.GLOSSARY: (
        "front-glossary",
        Schema(
            "Front matter of glossary.en.md",
            "The settings at the top of the glossary.",
            Front,
            _FRONT,
        ),
    ),
}
"""The front matter by kind of file."""


def schema_name(name: Name) -> str:
    """The file of the schema for the settings of a content file; "" when it has none."""
    found = YAML.get(name.kind) or FRONT.get(name.kind)
    return f"{found[0]}.json" if found else ""


def make() -> dict[str, str]:
    """All schemas as texts, by the name of their file."""
    return {
        f"{name}.json": json.dumps(_document(schema), indent=2, ensure_ascii=False) + "\n"
        for name, schema in (*YAML.values(), *FRONT.values())
    }


def write(folder: Path) -> list[str]:
    """Write the schemas into a folder; answers with the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in make().items():
        place = folder / name
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed


def mark(content: Path, schemas: Path) -> list[str]:
    """Tell in the first line of every YAML file of a content folder where its schema lies."""
    changed = []
    for place in sorted(content.rglob("*.yml")):
        path = place.relative_to(content).as_posix()
        name = name_of(path)
        held = schema_name(name) if name is not None else ""
        if not held or place.is_symlink():
            continue
        base = Path(os.path.relpath(schemas.resolve(), place.parent.resolve())).as_posix()
        line = f"{MODELINE}{base}/{held}"
        old = place.read_bytes().decode()
        first, end, rest = old.partition("\n")
        if first.startswith(MODELINE):
            new = f"{line}{first[len(first.rstrip()) :]}{end}{rest}"
        else:
            new = f"{line}\r\n{old}" if first.endswith("\r") else f"{line}\n{old}"
        if new != old:
            replace_text(place, old, new)
            changed.append(path)
    return changed


def _document(schema: Schema) -> dict[str, Any]:
    made = TypeAdapter(schema.type).json_schema(schema_generator=_Generate)
    words = _descriptions()
    for name, inner in (*made.get("$defs", {}).items(), (_name(schema.type), made)):
        for key, value in inner.get("properties", {}).items():
            if (name, key) in words:
                value["description"] = words[name, key]
        inner.pop("title", None)
    _show(made, made.get("$defs", {}), schema.example)
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": schema.title,
        "description": schema.description,
    }
    return head | {key: made[key] for key in made if key not in head} | {
        "examples": [schema.example]
    }  # fmt: skip


def _name(made: Any) -> str:
    return str(getattr(made, "__name__", ""))


def _show(part: dict[str, Any], known: Mapping[str, Any], example: Any) -> None:
    """Give every setting that the example uses its own example."""
    while "$ref" in part:
        part = known[str(part["$ref"]).rpartition("/")[2]]
    for choice in part.get("anyOf", ()):
        _show(choice, known, example)
    if isinstance(example, dict):
        for key, value in example.items():
            inner = part.get("properties", {}).get(key)
            if inner is not None:
                inner.setdefault("examples", [value])
                _show(inner, known, value)
    if isinstance(example, list) and example and isinstance(part.get("items"), dict):
        _show(part["items"], known, example[0])
    if isinstance(example, dict) and isinstance(part.get("additionalProperties"), dict):
        _show(part["additionalProperties"], known, next(iter(example.values())))


class _Generate(GenerateJsonSchema):
    """Schemas in which a misspelt name inside a list of names is an error too."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Names that fit no pattern are refused, as the reader refuses them."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No titles: they would only repeat the names."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A setting left out is left out: an empty default says nothing to an author."""
        made = super().default_schema(schema)
        if made.get("default") in (None, [], {}):
            made.pop("default", None)
        return made


def _descriptions() -> dict[tuple[str, str], str]:
    """The sentence under each setting of the models, by model and by the setting's written name."""
    found: dict[tuple[str, str], str] = {}
    for module in _DESCRIBED:
        own: dict[str, dict[str, str]] = {}
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                own[node.name] = _sentences(node)
        for name, made in vars(module).items():
            if name not in own or not hasattr(made, "model_fields"):
                continue
            for parent in reversed(made.__mro__):
                for field, sentence in own.get(parent.__name__, {}).items():
                    found[name, made.model_fields[field].alias or field] = sentence
    return found


def _sentences(node: ast.ClassDef) -> dict[str, str]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return {
        first.target.id: str(second.value.value)
        for first, second in pairs
        if isinstance(first, ast.AnnAssign)
        and isinstance(first.target, ast.Name)
        and isinstance(second, ast.Expr)
        and isinstance(second.value, ast.Constant)
    }
