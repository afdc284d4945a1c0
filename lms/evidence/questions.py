"""A stored question as it was put to a learner, without anything that tells what was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def as_asked(body: Mapping[str, Any]) -> dict[str, Any]:
    """What stood on the page: an order that says nothing, and no accepted text."""
    options = body.get("options", ())
    shown: list[dict[str, str]] = []
    match body["type"]:
        case "single" | "multiple" | "truefalse":
            shown = [{"letter": one["letter"], "html": one["html"]} for one in options]
            shown.sort(key=lambda one: one["letter"])
        case "match" | "order":
            shown = _words(options)  # their letters stand in the right order, so they are left out
        case "mark":
            shown = [{"html": one["html"]} for one in options]  # the parts of a post, as it reads
    return {
        "type": body["type"],
        "objective": body.get("objective", ""),
        "prompt": body["prompt"],
        "options": shown,
        "rights": _words(body.get("rights", ())),
        "headers": list(body.get("headers", ())),
    }


def _words(options: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return sorted(({"html": one["html"]} for one in options), key=lambda one: one["html"])
