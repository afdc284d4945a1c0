"""A strict reader of the part of JSON Schema that our schemas use; it knows no other keyword."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SAID = {"$schema", "$defs", "title", "description", "examples", "default", "format"}
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a value is what a schema allows; an unknown keyword is an error of the schema."""
    return _fits(value, schema, schema)


def _fits(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    return all(
        key in _SAID or _keyword(key, wanted, value, schema, root) for key, wanted in schema.items()
    )


def _keyword(
    key: str, wanted: Any, value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]
) -> bool:
    match key:
        case "$ref":
            name = wanted.removeprefix("#/$defs/")
            return _fits(value, root["$defs"][name], root)
        case "anyOf":
            return any(_fits(value, choice, root) for choice in wanted)
        case "type":
            return isinstance(value, _TYPES[wanted]) and not (
                isinstance(value, bool) and wanted == "integer"
            )
        case "const":
            return bool(value == wanted)
        case "enum":
            return value in wanted
        case "pattern":
            return not isinstance(value, str) or re.search(wanted, value) is not None
        case "minLength":
            return not isinstance(value, str) or len(value) >= wanted
        case "maxLength":
            return not isinstance(value, str) or len(value) <= wanted
        case "minimum":
            return not isinstance(value, int) or value >= wanted
        case "maximum":
            return not isinstance(value, int) or value <= wanted
        case "minItems":
            return not isinstance(value, list) or len(value) >= wanted
        case "maxItems":
            return not isinstance(value, list) or len(value) <= wanted
        case "items":
            return not isinstance(value, list) or all(_fits(item, wanted, root) for item in value)
    if not isinstance(value, dict):
        return key in {"required", "minProperties", "propertyNames", *_INNER} or _unknown(key)
    match key:
        case "required":
            return all(name in value for name in wanted)
        case "minProperties":
            return bool(len(value) >= wanted)
        case "propertyNames":
            return all(_fits(name, wanted, root) for name in value)
        case "properties":
            return all(_fits(value[name], wanted[name], root) for name in wanted if name in value)
        case "patternProperties":
            return all(
                _fits(inner, wanted[pattern], root)
                for name, inner in value.items()
                for pattern in wanted
                if re.search(pattern, name)
            )
        case "additionalProperties":
            rest = [inner for name, inner in value.items() if not _is_named(name, schema)]
            return not rest if wanted is False else all(_fits(item, wanted, root) for item in rest)
    return _unknown(key)


_INNER = ("properties", "patternProperties", "additionalProperties")


def _is_named(name: str, schema: Mapping[str, Any]) -> bool:
    patterns = schema.get("patternProperties", {})
    return name in schema.get("properties", {}) or any(re.search(item, name) for item in patterns)


def _unknown(key: str) -> bool:
    raise AssertionError(f"the schemas use a keyword that this reader does not know: {key}")
