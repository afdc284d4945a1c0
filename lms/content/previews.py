"""What authors preview: each file as it was saved last, and the last good form of a broken one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lms.content import folder, loader, store
from lms.content.current import Current
from lms.content.documents import Document
from lms.content.model import Finding, Lang, Severity, Status
from lms.content.parts import Page, Parts
from lms.content.settings import CourseFront, CourseSettings, ModuleFront
from lms.content.source import Kind, Name, fingerprint, name_of
from lms.content.translating import Row, rows

IDLE_SECONDS = 600.0
"""How long the reading child stays after the last preview."""

_SKIPPED = (".", "__")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a file shows, as one save left it."""

    saved_at: float  # seconds since 1970
    status: Status
    minutes: int
    teaches: tuple[str, ...]
    checked: date | None
    checked_by: str
    promise: str
    document: Document


@dataclass(frozen=True, slots=True)
class Previewed:
    """One file of the folder: its source, what is wrong with it, and what its page shows."""

    name: Name
    saved_at: float
    text: str | None  # None when it is not text
    findings: tuple[Finding, ...]
    place: str  # where it lies as messages tell it; another than `path` in an overlay
    shown: Shown | None = None  # None: a file of settings, or never good so far
    is_last_good: bool = False  # what is shown is older than the file

    @property
    def path(self) -> str:
        """Where the file lies in the folder."""
        return self.name.path

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @property
    def errors(self) -> int:
        """How many things must be fixed."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def title(self) -> str:
        """What the page is called; the file's name when it has no title."""
        return (self.shown.document.title if self.shown else "") or self.file

    @property
    def state(self) -> str:
        """`ready`, `draft` or `retired`; nothing for settings."""
        return self.shown.status if self.shown else ""


@dataclass(frozen=True, slots=True)
class PreviewedCourse:
    """The files of one course, and its settings as far as they can be read."""

    slug: str
    files: tuple[Previewed, ...]
    settings: CourseSettings | None

    def of(self, kind: Kind, lang: Lang = "") -> tuple[Previewed, ...]:
        """Its files of one kind, in every language or in one."""
        return tuple(
            file
            for file in self.files
            if file.name.kind is kind and (not lang or file.name.lang == lang)
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole folder as it is now."""

    state: str
    languages: tuple[Lang, ...]
    files: Mapping[str, Previewed]
    courses: Mapping[str, PreviewedCourse]
    findings: tuple[Finding, ...]
    media: Mapping[str, bytes]
    scale: Mapping[Lang, tuple[str, ...]]  # the words of the diagnostic
    translations: tuple[Row, ...]

    def at(self, place: str) -> Previewed | None:
        """The file that messages name so."""
        found = self.files.get(place)
        if found is not None and found.place == place:
            return found
        return next((file for file in self.files.values() if file.place == place), None)


Stamps = Mapping[str, tuple[int, ...]]
"""What changes when a file is saved, by its place."""


class Previews:
    """Previews of one folder, for many threads and beside other processes.

    Everything follows from the files; what one process keeps in memory only saves work. The last
    good form of each page lies in a folder of its own, which all processes share.
    """

    def __init__(
        self,
        current: Current,
        roots: Sequence[Path],
        kept: Path,
        *,
        today: Callable[[], date],
    ) -> None:
        self._current = current
        self._roots = tuple(roots)
        self._kept = kept
        self._today = today
        self._lock = threading.Lock()
        self._preview: Preview | None = None
        self._keys: dict[str, str] = {}
        self._timer: threading.Timer | None = None

    def state(self) -> str:
        """A name for what the folder holds now: cheap, for whoever asks twice a second."""
        return _state(self._stamps(), self._today())

    def get(self) -> Preview:
        """The folder as it is now; only what changed is read, in the child with its deadline."""
        with self._lock:
            stamps = self._stamps()
            state = _state(stamps, self._today())
            if self._preview is None or self._preview.state != state:
                self._preview = self._read(stamps, state)
            return self._preview

    def _read(self, stamps: Stamps, state: str) -> Preview:
        with self._current.reading() as (worker, known):
            read = folder.read(self._roots)
            parts = loader.gather(read, today=self._today(), read_all=worker.read_all, cache=known)
        self._rest_later()
        return self._put_together(parts, read.texts, stamps, state)

    def _rest_later(self) -> None:
        """Let the child go when nobody has saved anything for a while."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE_SECONDS, self._current.rest)
        self._timer.daemon = True
        self._timer.start()

    def _put_together(
        self, parts: Parts, texts: Mapping[str, str], stamps: Stamps, state: str
    ) -> Preview:
        findings = loader.most(parts.findings)
        by_path: dict[str, list[Finding]] = {}
        for finding in findings:
            by_path.setdefault(finding.path, []).append(finding)
        files: dict[str, Previewed] = {}
        for path, stamp in stamps.items():
            name = name_of(path)
            if name is None or name.kind in {Kind.MEDIA, Kind.UNREAD}:
                continue
            saved_at = stamp[0] / 1e9
            page = parts.pages.get(path)
            shown = self._shown(page, saved_at) if page is not None else None
            last_good = shown is None and path.endswith(".md")
            if last_good:
                shown = self._load(path)
            files[path] = Previewed(
                name=name,
                saved_at=saved_at,
                text=texts.get(path),
                findings=tuple(by_path.get(parts.places.get(path, path), ())),
                place=parts.places.get(path, path),
                shown=shown,
                is_last_good=last_good and shown is not None,
            )
        return Preview(
            state=state,
            languages=parts.languages,
            files=MappingProxyType(files),
            courses=MappingProxyType(_courses(files, parts)),
            findings=findings,
            media=parts.media,
            scale=_scale(parts),
            translations=rows(parts),
        )

    def _shown(self, page: Page, saved_at: float) -> Shown | None:
        """What a page shows; None when its file cannot be read far enough. Good ones are kept."""
        if not _is_good(page):
            return None
        front = page.front
        shown = Shown(
            saved_at=saved_at,
            status=page.status,
            minutes=front.minutes if isinstance(front, ModuleFront) else 0,
            teaches=tuple(getattr(front, "teaches", ())),
            checked=front.checked if front else None,
            checked_by=getattr(front, "checked_by", None) or "",
            promise=(front.promise or "") if isinstance(front, CourseFront) else "",
            document=page.document,
        )
        key = f"{saved_at} {page.document.words}"
        if self._keys.get(page.path) != key:
            self._keys[page.path] = key
            with contextlib.suppress(OSError):
                self._save(page.path, shown)
        return shown

    def _place(self, path: str) -> Path:
        return self._kept / f"{fingerprint(path)}.page"

    def _save(self, path: str, shown: Shown) -> None:
        """Write whole or not at all; a lost one costs nothing but a last good preview."""
        self._kept.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._kept)
        with os.fdopen(handle, "wb") as file:
            file.write(store.dumps(shown))
        Path(temporary).replace(self._place(path))

    def _load(self, path: str) -> Shown | None:
        try:
            data = self._place(path).read_bytes()
        except OSError:
            return None
        shown = store.loads(data, _kinds())
        return shown if isinstance(shown, Shown) and shown.document.name.path == path else None

    def _stamps(self) -> Stamps:
        found: dict[str, tuple[int, ...]] = {}
        for root in self._roots:
            for path, stamp in _walk(root):
                # A file of an overlay counts, and what it hides does too: both are checked.
                found[path] = stamp + found.get(path, ())
        return found


def _scale(parts: Parts) -> Mapping[Lang, tuple[str, ...]]:
    """The words of the diagnostic's scale in every language that has all of them."""
    held = parts.programme.diagnostic if parts.programme is not None else None
    if held is None:
        return {}
    return {
        lang: tuple(words[lang] for words in held.scale)
        for lang in parts.languages
        if all(lang in words for words in held.scale)
    }


@cache
def _kinds() -> Mapping[tuple[str, str], Any]:
    """Of what a kept page may consist: the plain values of the content package."""
    modules = [module for name, module in sys.modules.items() if name.startswith("lms.content.")]
    return {
        place: kind
        for place, kind in store.kinds_of(*modules).items()
        if is_dataclass(kind) or issubclass(kind, Enum)
    }


def _is_good(page: Page) -> bool:
    """Whether a file could be read far enough to be shown."""
    document = page.document
    if document.is_unread:
        return False
    return bool(
        document.title or document.headings or document.questions or document.lead or document.body
    )


def _courses(files: Mapping[str, Previewed], parts: Parts) -> dict[str, PreviewedCourse]:
    paths = parts.programme.paths if parts.programme is not None else ()
    order = [slug for path in paths for slug in path.courses]
    by_course: dict[str, list[Previewed]] = {}
    for file in files.values():
        if file.name.course:
            by_course.setdefault(file.name.course, []).append(file)
    slugs = sorted(
        by_course, key=lambda slug: (order.index(slug) if slug in order else len(order), slug)
    )
    return {
        slug: PreviewedCourse(
            slug,
            tuple(sorted(by_course[slug], key=_in_course)),
            parts.courses[slug].settings if slug in parts.courses else None,
        )
        for slug in slugs
    }


_ORDER = (
    Kind.COURSE, Kind.MODULE, Kind.SCENARIO, Kind.QUIZ, Kind.COURSE_SETTINGS, Kind.LICENCES,
)  # fmt: skip


def _in_course(file: Previewed) -> tuple[int, int, str, str]:
    """The order in which a course is read: its page, its modules, scenarios, quiz, settings."""
    name = file.name
    place = _ORDER.index(name.kind) if name.kind in _ORDER else len(_ORDER)
    return place, name.number, name.slug, name.lang


def _state(stamps: Stamps, today: date) -> str:
    found = hashlib.sha256(str(today).encode())
    for path in sorted(stamps):
        found.update(f"{path}\0{stamps[path]}\n".encode("utf-8", "surrogatepass"))
    return found.hexdigest()[:16]


def _walk(root: Path, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every plain file with what changes when it is saved; what cannot be seen is left out."""
    try:
        entries = list(os.scandir(root / prefix))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(_SKIPPED):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth < 2:
                    yield from _walk(root, f"{prefix}{entry.name}/", depth + 1)
                continue
            about = entry.stat()
        except OSError:
            continue
        if stat.S_ISREG(about.st_mode):
            yield (
                f"{prefix}{entry.name}",
                (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino),
            )
