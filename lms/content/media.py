"""Pictures: how large they are drawn, and whether one holds anything that could run."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence

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
FILMS = (".mp4", ".webm")
"""The endings of films."""

_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
    "webm": (b"\x1a\x45\xdf\xa3",),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
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
    if ending == "mp4":
        return data[4:8] == b"ftyp"
    if ending == "txt":
        return _is_text(data)
    starts = _SIGNATURES.get(ending)
    return starts is None or data.startswith(starts)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def captions_of(media: Mapping[str, bytes], languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The languages in which each film has captions and a transcript that say something."""
    return {
        path: tuple(lang for lang in languages if not missing_beside(path, media, [lang]))
        for path in media
        if path.endswith(FILMS)
    }


def missing_beside(
    path: str, media: Mapping[str, bytes], languages: Sequence[str]
) -> tuple[str, ...]:
    """The captions and transcripts that a film lacks, or that hold nothing."""
    stem = path.rpartition(".")[0]
    wanted = [f"{stem}.{lang}.{ending}" for ending in ("vtt", "txt") for lang in languages]
    return tuple(file for file in wanted if not _says(file, media.get(file, b"")))


def _says(path: str, data: bytes) -> bool:
    """Whether a caption file has a cue, and a transcript has words."""
    return b"-->" in data if path.endswith(".vtt") else bool(data.strip())
