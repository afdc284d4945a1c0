"""Pictures: how large they are drawn, and whether one holds anything that could run."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping

_SVG_TAG = re.compile(rb"<svg\b[^>]{0,2000}>", re.IGNORECASE)
_BOX = re.compile(rb"viewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
_WIDTH = re.compile(rb"\swidth\s*=\s*[\"']([\d.]+)(?:px)?[\"']")
_HEIGHT = re.compile(rb"\sheight\s*=\s*[\"']([\d.]+)(?:px)?[\"']")
_RUNS = re.compile(
    rb"<\s*(?:\w+:)?(script|foreignobject|iframe|object|embed|handler|set|animate)\b"
    rb"|[\s\"'/]on[a-z]+\s*="
    rb"|javascript:|<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<\s*style\b|@import"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/)[^\"'\s]"
    rb"|url\(\s*[\"']?\s*(?!#)[a-z/]",
    re.IGNORECASE,
)
_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
}


def sizes_of(media: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Width and height of the pictures that tell them."""
    return {path: size for path, data in media.items() if (size := _size(path, data))}


def _size(path: str, data: bytes) -> tuple[int, int] | None:
    if path.endswith(".png") and data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if path.endswith(".svg") and (tag := _SVG_TAG.search(data[:20_000])):
        box, width, height = _BOX.search(tag[0]), _WIDTH.search(tag[0]), _HEIGHT.search(tag[0])
        found = (width[1], height[1]) if width and height else box.groups() if box else None
        try:
            return (round(float(found[0])), round(float(found[1]))) if found else None
        except (ValueError, OverflowError):
            return None
    return None


def what_runs(path: str, data: bytes) -> tuple[int, str] | None:
    """The line and the words of the first thing in a picture that could run or reach outside."""
    if not path.endswith(".svg"):
        return None
    if b"\0" in data:
        return 1, "a zero byte"
    match = _RUNS.search(data)
    if match is None:
        return None
    said = match[0].decode("utf-8", "replace").strip()
    return data.count(b"\n", 0, match.start()) + 1, said


def is_what_it_says(path: str, data: bytes) -> bool:
    """Whether a file begins as its ending promises."""
    ending = path.rpartition(".")[2]
    if ending == "svg":
        return _SVG_TAG.search(data[:20_000]) is not None
    starts = _SIGNATURES.get(ending)
    return starts is None or data.startswith(starts)
