"""The content set that is served now: replaced whole by a good one, never by a faulty one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lms.content import loader, store
from lms.content.model import ContentSet, Finding, Severity

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
        self._cache: loader.Cache = {}

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

    def try_swap(self, folder: Path) -> tuple[Finding, ...]:
        """Read the folder and serve it when it has no errors; answers with all findings."""
        with self._swapping:
            content = loader.load_safely(
                folder, today=self._today(), seconds=self._seconds, cache=self._cache
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
            return content.findings

    def _save(self, content: ContentSet, place: Path) -> None:
        try:
            store.save(content, place)
        except OSError as error:
            log.warning("the good content could not be saved: %s", error.strerror)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]
