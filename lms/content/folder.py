"""Reading the content folder safely: only plain files inside it, none too large, none a trick."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lms.content.model import Finding
from lms.content.source import NOT_COURSES, Kind, Name, name_of

MAX_TEXT = 1_000_000
MAX_MEDIA = 5_000_000
_MEDIA_OF_TEXT = (".svg", ".vtt", ".txt")
"""Media that are read from end to end, as text is."""
MAX_FILES = 5_000
_HIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
"""Control characters, and those that turn the direction of writing."""
_LEFT_BY_EDITORS = ("~", ".swp", ".tmp", ".bak", ".orig")


Roots = Path | Sequence[Path]
"""The content folder, or the content folder and the overlays above it."""


def roots_of(roots: Roots) -> tuple[Path, ...]:
    """The folders, the base first."""
    return (roots,) if isinstance(roots, Path) else tuple(roots)


@dataclass(slots=True)
class Folder:
    """What was read: texts and media by their place, and what could not be read."""

    texts: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    unread: dict[str, Name] = field(default_factory=dict)  # there, but nothing follows from them
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # where files of an overlay really lie
    replaced: dict[str, str] = field(default_factory=dict)  # texts of the base beneath an overlay

    def add(self, path: str, code: str, what: str, fix: str, line: int = 1) -> None:
        """Note what is wrong with a file."""
        self.findings.append(Finding(shown(path), line, 1, code, what, fix))

    def lay_over(self, other: Folder, place: str) -> None:
        """Put an overlay on top; what it has takes the place of what is here."""
        for path in other.names:
            if path in self.texts:
                self.replaced[path] = self.texts[path]
            self.places[path] = f"{place}/{path}"
        self.texts |= other.texts
        self.media |= other.media
        self.names |= other.names
        self.unread |= other.unread
        self.findings += [
            replace(finding, path=posixpath.normpath(f"{place}/{finding.path}"))
            for finding in other.findings
        ]


def shown(path: str) -> str:
    """A path that can be printed on one line."""
    return "".join(char if char.isprintable() else "?" for char in path)


def read(roots: Roots) -> Folder:
    """Read every file of the folder that the format knows; nothing an author does raises.

    An overlay is a second folder of the same shape: a file of the same name replaces, a new one
    adds. It is read as strictly as the base, and its files are named from the base.
    """
    base, *overlays = roots_of(roots)
    folder = _read(base)
    for overlay in overlays:
        place = os.path.relpath(overlay.resolve(), base.resolve()).replace(os.sep, "/")
        folder.lay_over(_read(overlay), shown(place))
    return folder


def _read(root: Path) -> Folder:
    """One folder by itself."""
    folder = Folder()
    try:
        base = root.resolve(strict=True)
    except OSError:
        folder.add(".", "E112", "the folder cannot be read", "check that it exists")
        return folder
    if not base.is_dir():
        folder.add(".", "E112", "the content is not a folder", "give the folder's place")
        return folder
    for count, path in enumerate(_walk(base, folder), start=1):
        if count > MAX_FILES:
            folder.add(".", "E509", f"there are more than {MAX_FILES} files", "remove some")
            break
        _file(base, path, folder)
    return folder


def _walk(base: Path, folder: Folder, prefix: str = "", depth: int = 0) -> Iterator[str]:
    """Places of all files in name order; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(base / prefix), key=lambda entry: entry.name)
    except OSError:
        folder.add(prefix or ".", "E112", "the folder cannot be read", "check who may read it")
        return
    for entry in entries:
        if entry.name.startswith((".", "__")) or entry.name.endswith(_LEFT_BY_EDITORS):
            continue
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if not depth and entry.name in NOT_COURSES:
                continue
            if depth < 2:
                yield from _walk(base, folder, f"{path}/", depth + 1)
            else:
                folder.add(
                    path, "E109", "the format knows no folder here", "move its files one level up"
                )
        else:
            yield path


def _file(base: Path, path: str, folder: Folder) -> None:
    name = name_of(path)
    if name is None:
        folder.add(
            path, "E109", "the format knows no file of this name here",
            "modules are called 10-name.en.md; pictures lie in media/",
        )  # fmt: skip
        return
    if name.kind is Kind.UNREAD:
        return
    is_large = name.kind is Kind.MEDIA and not path.endswith(_MEDIA_OF_TEXT)
    limit = MAX_MEDIA if is_large else MAX_TEXT
    data = _bytes(base, path, limit, folder)
    if data is None:
        folder.unread[path] = name
        return
    if name.kind is Kind.MEDIA:
        folder.media[path] = data
        folder.names[path] = name
        return
    text = text_of(path, data, folder)
    if text is None:
        folder.unread[path] = name
    else:
        folder.texts[path] = text
        folder.names[path] = name


def _bytes(base: Path, path: str, limit: int, folder: Folder) -> bytes | None:
    """What a plain file inside the folder holds, up to a limit."""
    place = base / path
    try:
        if place.is_symlink():
            target = place.resolve(strict=True)
            if not target.is_relative_to(base):
                folder.add(
                    path, "E112", "the file is a link that leaves the content folder",
                    "put the file itself here",
                )  # fmt: skip
                return None
            place = target
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, RuntimeError):
        folder.add(path, "E112", "the file cannot be read", "check that it exists and is readable")
        return None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            folder.add(path, "E112", "this is not a plain file", "put an ordinary file here")
            return None
        data = None if about.st_size > limit else file.read(limit + 1)
    if data is None or len(data) > limit:
        folder.add(
            path, "E509", f"the file is larger than {limit // 1_000_000} MB", "make it smaller"
        )
        return None
    return data


def text_of(path: str, data: bytes, folder: Folder) -> str | None:
    """UTF-8 text with plain line ends; None, and a finding, when it is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        folder.add(path, "E113", "the file is not UTF-8 text", "save it as UTF-8", line)
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        folder.add(path, "E113", "the file holds a zero byte", "save it as plain text", line)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _hidden(path, text, folder)
    return text


def _hidden(path: str, text: str, folder: Folder) -> None:
    """Note the first character that nobody sees but that changes what people read."""
    match = _HIDDEN.search(text)
    if match is None:
        return
    line = text.count("\n", 0, match.start()) + 1
    column = match.start() - text.rfind("\n", 0, match.start())
    folder.findings.append(
        Finding(
            shown(path), line, column, "E113",
            f"the text holds a hidden character (U+{ord(match[0]):04X})", "remove it",
        )
    )  # fmt: skip
