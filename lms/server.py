"""The production server: prepares data and content, then serves from several processes."""

from __future__ import annotations

import ctypes
import threading
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import SQLAlchemyError

from lms.config import Settings
from lms.content.current import Current
from lms.database import Database
from lms.publishing.queries import is_published
from lms.running import pid_file, serving_process
from lms.web.context import state

log = structlog.get_logger()

M_ARENA_MAX = -8
"""The name of that setting in glibc's malloc.h."""

PATIENCE_SECONDS = 60
"""How long a process waits for a publication that was announced."""

GRACE_SECONDS = 20
"""How long running requests may take to finish after SIGTERM."""


def reload_marker(instance: Path) -> Path:
    """The file whose change tells every process to take up the content anew."""
    return instance / "content.reload"


def ask_for_reload(instance: Path, publication: int | None = None) -> None:
    """Tell all running processes to read the content again, once a publication is there if any."""
    reload_marker(instance).write_text("" if publication is None else str(publication), "ascii")


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; no configuration file is read."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.flask_app = app
        self.settings = settings
        if serving_process(settings.instance) is None:
            pid_file(settings.instance).unlink(missing_ok=True)  # left by a kill or a power cut
        super().__init__()

    def load_config(self) -> None:
        """Fill gunicorn's configuration."""
        settings = self.settings
        values: dict[str, Any] = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": 1 if settings.reload else settings.workers,
            "threads": settings.threads,
            "worker_class": "lms.worker.BufferingWorker",
            "timeout": 60,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": 5,
            "backlog": 512,
            "preload_app": True,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "lms",
            "control_socket_disable": True,
            "post_fork": _post_fork,
            "on_reload": lambda _arbiter: ask_for_reload(settings.instance),
            "pidfile": str(pid_file(settings.instance)),
        }
        for name, value in values.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application each worker serves."""
        return self.flask_app


def _few_arenas() -> None:
    """Let the C library share memory between threads; one heap for each grows without need."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 2)


def _post_fork(_server: Any, worker: Any) -> None:
    """A forked worker must not share the master's connections; it watches for new content."""
    _few_arenas()
    app = worker.app.wsgi()
    held = state(app)
    held.database.engine.dispose(close=False)
    watch(held.content, held.settings, held.database)


def watch(content: Current, settings: Settings, database: Database) -> None:
    """Take content up anew when the marker, or in development any file, changes."""
    target = _watch_folder if settings.reload else _watch_marker
    threading.Thread(
        target=target, args=(content, settings, database), name="content-watcher", daemon=True
    ).start()


def _swap(content: Current, settings: Settings) -> None:
    findings = content.try_swap(settings.content_folders)
    errors = [finding for finding in findings if finding.severity == "E"]
    if errors:
        log.error("content_refused", errors=len(errors), first=str(errors[0]))
    else:
        log.info("content_swapped", fingerprint=content.get().fingerprint)


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _watch_marker(content: Current, settings: Settings, database: Database) -> None:
    marker = reload_marker(settings.instance)
    seen = _stamp(marker)
    waited = 0
    pause = threading.Event()
    while not pause.wait(1.0):
        stamp = _stamp(marker)
        if stamp == seen:
            continue
        if _is_due(marker, database):
            seen, waited = stamp, 0
            _swap(content, settings)
        elif (waited := waited + 1) >= PATIENCE_SECONDS:  # the publishing was killed
            seen, waited = stamp, 0


def _is_due(marker: Path, database: Database) -> bool:
    """Whether what the marker speaks of has happened: a reload at once, a publication when kept."""
    try:
        text = marker.read_text("ascii").strip()
        if not text.isdigit():
            return True
        with database.session(readonly=True) as db:
            return is_published(db, int(text))
    except (OSError, UnicodeDecodeError, SQLAlchemyError):
        return False


def _watch_folder(content: Current, settings: Settings, _database: Database) -> None:
    from watchfiles import watch as watch_files

    content.keep_worker()
    for _changes in watch_files(*settings.content_folders, debounce=200, step=50):
        _swap(content, settings)
