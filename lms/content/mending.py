"""Writing tidied files back, whole, and only when a reader meets nothing that has changed."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from lms.content import folder
from lms.content.documents import Document, Job
from lms.content.source import Name
from lms.content.tidy import tidied
from lms.content.worker import Worker

_BOM = b"\xef\xbb\xbf"
_FRONT_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_PLACES = {"line", "last", "number", "column", "title_line", "own_line", "path"}
_OF_LINES = {"findings", "links", "note_links", "paragraphs", "broken", "characters", "unfinished",
             "blocks"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done, or not done, with one file."""

    path: str
    what: tuple[str, ...]
    why_not: str = ""

    def __str__(self) -> str:
        if self.why_not:
            return f"{self.path}: left as it is, {self.why_not}"
        return f"{self.path}: tidied {', '.join(self.what)}"


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: Name
    before: bytes
    after: bytes
    what: tuple[str, ...]


def mend(root: Path, *, seconds: float = 10) -> list[Mended]:
    """Tidy the Markdown files of a folder; tells what was done with each that was not in order."""
    read = folder.read(root)
    wanted = [
        found
        for path, name in sorted(read.names.items())
        if path.endswith(".md") and (found := _wanted(root, name)) is not None
    ]
    if not wanted:
        return []
    with Worker(seconds) as worker:
        before = worker.read_all([_job(item.name, item.before) for item in wanted])
        after = worker.read_all([_job(item.name, item.after) for item in wanted])
    return [_mended(root, item, before, after) for item in wanted]


def _mended(
    root: Path, item: _Wanted, before: Mapping[str, Document], after: Mapping[str, Document]
) -> Mended:
    path = item.name.path
    if not says_the_same(before[path], after[path]):
        return Mended(path, item.what, "for a reader would notice")
    try:
        _replace(root / path, item.before, item.after)
    except OSError as error:
        return Mended(path, item.what, f"for it cannot be written ({error.strerror or error})")
    return Mended(path, item.what)


def _wanted(root: Path, name: Name) -> _Wanted | None:
    place = root / name.path
    if place.is_symlink():
        return None  # its file lies elsewhere and is tidied there
    try:
        data = place.read_bytes()
        text = data.removeprefix(_BOM).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None  # the check says what is wrong with it
    made = tidied(name, text)
    if not made.what:
        return None
    mark = _BOM if data.startswith(_BOM) else b""
    return _Wanted(name, data, mark + made.text.encode("utf-8"), made.what)


def _job(name: Name, data: bytes) -> Job:
    text = data.removeprefix(_BOM).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    ends = list(islice(_FRONT_END.finditer(text), 2))
    closed = len(ends) == 2 and ends[0].start() == 0
    body = text[ends[1].end() + 1 :] if closed else text
    return Job(name=name, text=body, first_line=1, objective="C1")


def says_the_same(before: Document, after: Document) -> bool:
    """Whether a reader of the page, and of every question that could be read, meets the same.

    A question that could not be read may have become one that can.
    """
    if before.is_unread or after.is_unread:
        return False
    broken = {item.name for item in before.broken}
    if not {item.name for item in after.broken} <= broken:
        return False
    return bool(_said(before, broken) == _said(after, broken))


def _said(value: Any, broken: set[str]) -> Any:
    """A document as plain values without places, white space between words made one."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {key: _said(item, broken) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return _sequence(value, broken)
    if is_dataclass(value) and not isinstance(value, type):
        left = _PLACES | (_OF_LINES if isinstance(value, Document) else set())
        return {
            field.name: _said(getattr(value, field.name), broken)
            for field in fields(value)
            if field.name not in left
        }
    return value


def _sequence(value: Sequence[Any], broken: set[str]) -> list[Any]:
    kept = [
        item
        for item in value
        if not (hasattr(item, "sense") and hasattr(item, "options") and item.name in broken)
    ]
    return [_said(item, broken) for item in kept]


def _replace(place: Path, before: bytes, after: bytes) -> None:
    """Put the new text in the place of the old one, unless somebody has changed it meanwhile."""
    state = place.stat()
    handle, temporary = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fchmod(file.fileno(), stat.S_IMODE(state.st_mode))
            with contextlib.suppress(PermissionError):
                os.fchown(file.fileno(), state.st_uid, state.st_gid)
            os.fsync(file.fileno())
        _is_still(place, before)
        Path(temporary).replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _is_still(place: Path, before: bytes) -> None:
    """Refuse to overwrite what an editor saved since the file was read."""
    if place.read_bytes() != before:
        raise OSError(0, "somebody has just changed it")
