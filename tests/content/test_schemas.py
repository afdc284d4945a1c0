"""What editors are told about the settings is what the reader of the files holds them to."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from lms.content import schemas
from lms.content.schemas import FRONT, MODELINE, YAML, Schema, make, mark, schema_name
from lms.content.source import Kind, name_of
from lms.content.versions import lock_of
from lms.content.versions import write as lock_text
from lms.content.yaml_source import parse
from tests.content.json_schema import fits
from tests.content.sample import a_folder, load

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "course_content"
MADE = {name: json.loads(text) for name, text in make().items()}
ALL = dict((*YAML.values(), *FRONT.values()))
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def as_editors_see(value: Any) -> Any:
    """Plain values as YAML 1.2 has them: a day is a text."""
    if isinstance(value, dict):
        return {key: as_editors_see(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_editors_see(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def as_we_read(value: Any) -> Any:
    """The same values as our reader of YAML has them."""
    if isinstance(value, dict):
        return {key: as_we_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_we_read(inner) for inner in value]
    if isinstance(value, str) and _DAY.match(value):
        return date.fromisoformat(value)
    return value


def reads(schema: Schema, value: Any) -> bool:
    """Whether the model that reads the file takes the value."""
    try:
        TypeAdapter(schema.type).validate_python(as_we_read(value))
    except ValidationError:
        return False
    return True


def settings_of(place: Path) -> Any:
    """The settings of a shipped file, or of its front matter."""
    text = place.read_text(encoding="utf-8")
    return as_editors_see(parse(text.split("\n---\n")[0] if place.suffix == ".md" else text).values)


SHIPPED = [
    place
    for place in sorted(CONTENT.rglob("*"))
    if (name := name_of(place.relative_to(CONTENT).as_posix())) is not None and schema_name(name)
]


@pytest.mark.parametrize("place", SHIPPED, ids=lambda place: place.relative_to(CONTENT).as_posix())
def test_every_shipped_file_fits_its_schema(place: Path) -> None:
    name = name_of(place.relative_to(CONTENT).as_posix())
    assert name is not None
    assert fits(settings_of(place), MADE[schema_name(name)])


@pytest.mark.parametrize(
    "place",
    [place for place in SHIPPED if place.suffix == ".yml"],
    ids=lambda place: place.relative_to(CONTENT).as_posix(),
)
def test_every_shipped_yaml_file_leads_editors_to_its_schema(place: Path) -> None:
    first = place.read_text(encoding="utf-8").split("\n")[0]
    name = name_of(place.relative_to(CONTENT).as_posix())
    assert first.startswith(MODELINE), "run: .venv/bin/lms content schemas --mark course_content"
    assert name is not None
    target = (place.parent / first.removeprefix(MODELINE)).resolve()
    assert target == (ROOT / schemas.FOLDER / schema_name(name)).resolve()


def test_the_written_schemas_are_those_of_the_models() -> None:
    written = {place.name: place.read_text(encoding="utf-8")
               for place in (ROOT / schemas.FOLDER).glob("*.json")}  # fmt: skip
    assert written == make(), "run: .venv/bin/lms content schemas"


def test_every_kind_of_file_with_settings_has_a_schema() -> None:
    without = {Kind.MEDIA, Kind.UNREAD}
    assert {*YAML, *FRONT} == set(Kind) - without


@pytest.mark.parametrize("name", ALL)
def test_every_setting_is_described_in_a_sentence_and_shown_by_example(name: str) -> None:
    def look(part: Any, place: str) -> None:
        for key, inner in part.get("properties", {}).items():
            assert str(inner.get("description", "")).endswith("."), f"{place}.{key}"
        for key, inner in part.get("$defs", {}).items():
            look(inner, key)

    made = MADE[f"{name}.json"]
    look(made, name)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["description"].endswith(".")
    for key, inner in made.get("properties", {}).items():
        assert inner.get("examples"), f"write an example of {name}.{key} in lms/content/schemas.py"


@pytest.mark.parametrize("name", ALL)
def test_the_example_is_right_for_editor_and_reader(name: str) -> None:
    assert fits(ALL[name].example, MADE[f"{name}.json"])
    assert reads(ALL[name], ALL[name].example)


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("course", "edition", "one"),
        ("course", "edition", 0),
        ("course", "renew_after", "a year"),
        ("course", "renew_after", 12),
        ("course", "renew", {"every": 12}),
        ("course", "renew", {"until": "December"}),
        ("course", "renew", {"until": "31 joulukuuta"}),
        ("course", "renew", {"until": "31 December", "window": "two months"}),
        ("course", "renew", {"until": "31 December", "grace": "0 days"}),
        ("course", "renew", {"when": "12 months"}),
        ("course", "objectives", []),
        ("course", "objectives", ["c1"]),
        ("course", "pass", {"score": 49}),
        ("course", "pass", {"scoer": 80}),
        ("course", "quiz", {"draw": {"C1": 0}}),
        ("course", "quiz", {"draw": {"first": 1}}),
        ("course", "colour", "red"),
        ("programme", "languages", ["english"]),
        ("programme", "paths", []),
        ("programme", "audiences", {"Every One": {"en": "Everyone"}}),
        ("front-module", "minutes", 11),
        ("front-module", "status", "done"),
        ("front-module", "checked", "yesterday"),
        ("front-module", "translates", "English"),
        ("front-scenario", "teaches", None),
        ("front-quiz", "promise", "You will know."),
        ("policy", "contact", {"comms": "communications"}),
    ],
)
def test_a_seeded_mistake_is_noticed_by_editor_and_reader(
    name: str, key: str, value: object
) -> None:
    wrong = copy.deepcopy(ALL[name].example)
    wrong[key] = value
    assert not fits(wrong, MADE[f"{name}.json"])
    assert not reads(ALL[name], wrong)


PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 130), st.just(""),
    st.sampled_from(["all", "en", "C1", "ready", "page", "60 days", "12 months", "x", "Å b",
                     "https://example.org/a", "typo", "0" * 16, "en " + "0" * 16]),
)  # fmt: skip
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["en", "fi", "C1", "id", "lang", "x y"]), inner, max_size=2
        ),
    ),
    max_leaves=4,
)


def spoil(data: st.DataObject, value: Any) -> Any:
    """The value with one thing at any depth replaced, added or taken away."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        if data.draw(st.integers(0, 3)) == 0:
            return {name: inner for name, inner in value.items() if name != key}
        return value | {key: spoil(data, value[key])}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        return [spoil(data, value[0]), *value[1:]]
    if isinstance(value, dict) and data.draw(st.booleans()):
        return value | {
            data.draw(st.sampled_from(["en", "colour", "C9", "x y"])): data.draw(VALUES)
        }
    return data.draw(VALUES)


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=80, deadline=None)
@given(st.data())
def test_editor_and_reader_agree_on_everything(name: str, data: st.DataObject) -> None:
    value = spoil(data, ALL[name].example)
    assert fits(value, MADE[f"{name}.json"]) == reads(ALL[name], value), value


def test_a_written_lock_fits_its_schema(tmp_path: Path) -> None:
    values = parse(lock_text(lock_of(load(a_folder(tmp_path))))).values
    assert values["knots"]["questions"]
    assert fits(values, MADE["content-lock.json"])


def test_files_are_marked_once_and_keep_everything_else(tmp_path: Path) -> None:
    root = a_folder(tmp_path / "content")
    place = root / "programme.yml"
    place.write_bytes(b"\r\n".join(place.read_bytes().split(b"\n")))
    before = place.read_bytes()
    changed = mark(root, tmp_path / "schemas")
    assert set(changed) == {
        "programme.yml", "sources.yml", "policy.example.yml", "knots/course.yml",
        "knots/media/licences.yml",
    }  # fmt: skip
    line = b"# yaml-language-server: $schema=../schemas/programme.json\r\n"
    assert place.read_bytes() == line + before
    assert mark(root, tmp_path / "schemas") == []
    assert mark(root, tmp_path / "elsewhere/schemas")
    assert place.read_bytes() == line.replace(b"schemas/p", b"elsewhere/schemas/p") + before
    assert not [item for item in load(root).findings if item.severity == "E"]
