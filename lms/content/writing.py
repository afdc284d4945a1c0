"""Changing a file of the content folder at once, and only if it still is what was read."""

from __future__ import annotations

from pathlib import Path


class Changed(Exception):
    """Somebody changed the file in the meantime."""


def replace_text(place: Path, old: str, new: str) -> None:
    """Put a new text in the place of the old one in one step, with its mode kept.

    Both are the text as it lies there, line ends included. Raises Changed and OSError.
    """
    if place.read_bytes() != old.encode():
        raise Changed(f"{place.name} was changed in the meantime. Run the command again.")
    beside = place.with_name(f".{place.name}.tmp")
    try:
        beside.write_bytes(new.encode())
        beside.chmod(place.stat().st_mode & 0o7777)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
