"""Counts that need no server: statements, rows, bytes, requests, and the loading of courses."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import event

from benchmarks.driver import Driver, send
from lms.config import data_folder
from lms.content.current import Current
from lms.content.worker import Worker

TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def _statements(engine: Any) -> Iterator[list[tuple[str, Any]]]:
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cur: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.upper().startswith(TRANSACTION):
            found.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def pages(folder: Path) -> dict[str, tuple[int, int]]:
    """Statements and rows handed over by the database, by variant."""
    driver = Driver(folder)
    found: dict[str, tuple[int, int]] = {}
    for variant in ("module", "course", "learn", "team-200", "team-10000", "mark", "answer"):
        source = driver.requests(variant)
        app, environ, _status = next(source)
        site = driver.large if app is driver.large.app else driver.site
        send(app, environ)
        app, environ, status = next(source)
        with _statements(site.database.engine) as statements:
            answer = send(app, environ)
        assert answer.status.startswith(status), answer.status
        rows = 0
        with site.database.engine.connect() as connection:
            for statement, parameters in statements:
                if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                    rows += len(connection.exec_driver_sql(statement, parameters).all())
        found[variant] = (len(statements), rows)
    return found


def largest_module(folder: Path) -> tuple[str, int]:
    """The longest module page in bytes of HTML, as it is sent, and its address."""
    driver = Driver(folder)
    environ = {**next(driver.requests("module"))[1], "HTTP_ACCEPT_ENCODING": ""}
    sizes = [
        (len(send(driver.site.app, {**environ, "PATH_INFO": path}).body), path)
        for course in driver.site.content.courses.values()
        for module in course.modules
        for path in [f"/courses/{course.slug}/{module.slug}"]
    ]
    size, path = max(sizes)
    return path, size


def loading() -> dict[str, float]:
    """Milliseconds of work: the whole course folder, and one changed module while authors write."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "courses"
        shutil.copytree(data_folder("course_content"), folder)
        module = min((folder / "confidentiality").glob("[0-9]*.en.md"))
        whole, changed = [], []
        for round_ in range(5):
            current = Current(None, today=date.today)
            with current.keep_worker() as worker:
                whole.append(_milliseconds(current, folder, worker))
                text = module.read_text(encoding="utf-8")
                module.write_text(text + f"\nOne more sentence, {round_}.\n", encoding="utf-8")
                changed.append(_milliseconds(current, folder, worker))
    return {"whole": statistics.median(whole), "changed": statistics.median(changed)}


def _milliseconds(current: Current, folder: Path, worker: Worker) -> float:
    """Processor time, that of the child included: other programs do not change it."""
    before = time.process_time() + _child_seconds(worker)
    current.try_swap(folder)
    return (time.process_time() + _child_seconds(worker) - before) * 1000


def _child_seconds(worker: Worker) -> float:
    """The processor clock of another process, by the number Linux gives it."""
    pid = worker.process_id
    return 0.0 if pid is None else time.clock_gettime((~pid << 3) | 2)
