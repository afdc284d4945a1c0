"""The content set that is served now: replaced whole by a good one, never by a faulty one."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lms.content import store
from lms.content.model import ContentSet, Finding, Severity

if TYPE_CHECKING:
    from lms.content.folder import Roots
    from lms.content.loader import Cache
    from lms.content.worker import Worker

log = logging.getLogger(__name__)


class NoContentError(Exception):
    """There is neither a good folder nor a saved good set."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"no good content; {len(findings)} findings")
        self.findings = findings


class Current:
    """Holds the set; safe to use from many threads."""

    def __init__(
        self, saved: Path | None, *, today: Callable[[], date], seconds: float = 10
    ) -> None:
        self._saved = saved
        self._today = today
        self._seconds = seconds
        self._swapping = threading.Lock()
        self._content: ContentSet | None = None
        self._findings: tuple[Finding, ...] = ()
        self._cache: Cache = {}
        self._worker: Worker | None = None

    def get(self) -> ContentSet:
        """The set to serve; the last good one from disk when none was read yet."""
        content = self._content
        if content is not None:
            return content
        with self._swapping:
            if self._content is None and self._saved is not None:
                self._content = store.load_saved(self._saved)
            if self._content is None:
                raise NoContentError(self._findings)
            return self._content

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong the last time the folder was read."""
        return self._findings

    @property
    def is_behind(self) -> bool:
        """Whether the folder is faulty, so that an older set is served."""
        return bool(_errors(self._findings))

    def put(self, content: ContentSet) -> None:
        """Serve this set, for tests and tools that made one themselves."""
        with self._swapping:
            self._content = content
            self._findings = content.findings

    def keep_worker(self) -> Worker:
        """Keep the reading child running between swaps: for whoever changes files all the time.

        Starting it is most of the work of taking up one changed file.
        """
        from lms.content.worker import Worker

        with self._swapping:
            if self._worker is None:
                self._worker = Worker(self._seconds)
            return self._worker

    def rest(self) -> None:
        """End the reading child until it is needed again."""
        with self._swapping:
            worker, self._worker = self._worker, None
            if worker is not None:
                worker.close()

    @contextmanager
    def reading(self) -> Iterator[tuple[Worker, Cache]]:
        """The kept child and the documents read so far, for one reader at a time."""
        worker = self.keep_worker()
        with self._swapping:
            self._worker = worker  # it may have been let go a moment ago
            yield worker, self._cache

    def try_swap(self, folder: Roots) -> tuple[Finding, ...]:
        """Read the folder and serve it when it has no errors; answers with all findings."""
        from lms.content import loader  # the readers are not needed where a saved set is served

        with self._swapping:
            content = loader.load_safely(
                folder,
                today=self._today(),
                seconds=self._seconds,
                cache=self._cache,
                worker=self._worker,
            )
            self._findings = content.findings
            errors = _errors(content.findings)
            if errors:
                log.warning("content has %d errors; the last good set stays", len(errors))
                return content.findings
            before = self._content
            self._content = content
            if self._saved is not None and (
                before is None or before.fingerprint != content.fingerprint
            ):
                self._save(content, self._saved)
            self._remember(folder)
            return content.findings

    def begin(self, folder: Roots) -> tuple[Finding, ...]:
        """Serve the saved set when nothing has changed since it was read; else read the folder.

        Reading and rendering everything takes longer than starting should.
        """
        stamp = self._stamp_file()
        if stamp is not None and self._saved is not None:
            try:
                unchanged = stamp.read_text(encoding="ascii") == self._stamp(folder)
            except (OSError, UnicodeDecodeError):
                unchanged = False
            saved = store.load_saved(self._saved) if unchanged else None
            if saved is not None:
                self.put(saved)
                return saved.findings
        return self.try_swap(folder)

    def _remember(self, folder: Roots) -> None:
        stamp = self._stamp_file()
        if stamp is not None:
            try:
                stamp.write_text(self._stamp(folder), encoding="ascii")
            except OSError as error:
                log.warning("the state of the folder could not be saved: %s", error.strerror)

    def _stamp_file(self) -> Path | None:
        return self._saved.with_suffix(".stamp") if self._saved is not None else None

    def _stamp(self, folder: Roots) -> str:
        """What changes when a file, the readers themselves or the day changes."""
        roots = (folder,) if isinstance(folder, Path) else tuple(folder)
        found = hashlib.sha256(f"{[str(root.resolve()) for root in roots]}".encode())
        found.update(str(self._today()).encode())
        for root in (*roots, Path(__file__).parent):
            for path in sorted(root.rglob("*")):
                if "__pycache__" in path.parts:
                    continue
                state = path.lstat()
                found.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
        return found.hexdigest()

    def _save(self, content: ContentSet, place: Path) -> None:
        try:
            store.save(content, place)
        except OSError as error:
            log.warning("the good content could not be saved: %s", error.strerror)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]
