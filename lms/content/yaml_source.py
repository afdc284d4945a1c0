"""YAML as the format allows it: plain values, every key once, every mistake at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml
from yaml import CSafeLoader

MAX_CHARACTERS = 256 * 1024
MAX_DEPTH = 20
MAX_EVENTS = 40_000
"""What the reader of YAML meets: about one for a value, two for a list. A large file has 4,000."""
_INTEGER = re.compile(r"^[-+]?\d{1,12}$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

_UNENDED = re.compile(r"end of stream|expected ',' or")

Place = tuple[int, int]
Key = tuple[str | int, ...]


class YamlError(Exception):
    """What cannot be read, and where."""

    def __init__(self, what: str, fix: str, line: int, column: int) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of a YAML text and the places where they stand."""

    values: Any
    places: Mapping[Key, Place] = field(default_factory=dict)

    def place(self, key: Key) -> Place:
        """Where a value stands, or the nearest thing around it."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, (1, 1))


def parse(text: str, first_line: int = 1) -> Settings:
    """Read a YAML text; raises YamlError for what the format does not allow."""
    if len(text) > MAX_CHARACTERS:
        raise YamlError("the settings are too long", "keep them under 256 kB", first_line, 1)
    offset = first_line - 1
    try:
        _look(text, offset)
        node = yaml.compose(text, Loader=CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and _UNENDED.search(error.problem or ""):
            mark = error.context_mark  # the quote or bracket that was never closed
        line = mark.line + 1 + offset if mark else first_line
        column = mark.column + 1 if mark else 1
        raise YamlError(
            f"the settings cannot be read ({error.problem or 'not YAML'})",
            "look at the colons, quotes and indentation there", line, column,
        ) from error  # fmt: skip
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(
            "the settings cannot be read", "remove characters that are not text", first_line, 1
        ) from error
    places: dict[Key, Place] = {}
    return Settings(None if node is None else _value(node, (), places, offset), places)


def _look(text: str, offset: int) -> None:
    """Refuse anchors, aliases, tags and depth before anything is built from the text."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=CSafeLoader)):
        mark = event.start_mark
        line = mark.line + 1 + offset if mark else 1
        column = mark.column + 1 if mark else 1
        if count > MAX_EVENTS:
            raise YamlError("the settings hold too many values", "make them fewer", line, column)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError("anchors and aliases are not allowed", "write it out", line, column)
        if getattr(event, "tag", None):
            raise YamlError("tags are not allowed", "write plain values", line, column)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlError("the settings are nested too deeply", "flatten it", line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(node: yaml.Node, key: Key, places: dict[Key, Place], offset: int) -> Any:
    places[key] = (node.start_mark.line + 1 + offset, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for name_node, value_node in node.value:
            line = name_node.start_mark.line + 1 + offset
            column = name_node.start_mark.column + 1
            if not isinstance(name_node, yaml.ScalarNode):
                raise YamlError("a key must be a word", "write key: value", line, column)
            name = str(name_node.value)
            if name in result:
                raise YamlError(f'the key "{name}" stands twice', "keep one of them", line, column)
            result[name] = _value(value_node, (*key, name), places, offset)
            places[*key, name] = (line, column)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(item, (*key, number), places, offset) for number, item in enumerate(node.value)
        ]
    return _scalar(node)


def _scalar(node: yaml.Node) -> str | int | bool | date | None:
    """A value as the author wrote it: only whole numbers, days, true, false and nothing change."""
    text = str(node.value)
    if getattr(node, "style", None) in {"'", '"', "|", ">"}:
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
