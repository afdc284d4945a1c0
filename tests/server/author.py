"""`lms author` as a process, for the tests that look at it from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server.process import COMMAND, ROOT, free_port


@contextmanager
def preview_server(folder: Path, instance: Path) -> Iterator[str]:
    """The command on a folder; gives its address."""
    port = free_port()
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with (instance.parent / "author.log").open("ab") as log:
        process = subprocess.Popen(
            [str(COMMAND), "author", str(folder), "--port", str(port)],
            cwd=ROOT,
            env=environ | {"LMS_INSTANCE": str(instance)},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", "", seconds=40)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def wait_for(address: str, words: str, *, seconds: float = 20) -> str:
    """The page once it holds the words."""
    until = time.monotonic() + seconds
    seen = ""
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                seen = str(answer.read(), "utf-8")
        except OSError as error:
            seen = str(error)
        else:
            if words in seen:
                return seen
        time.sleep(0.05)
    raise AssertionError(f"{words!r} is not in {address}: {seen[:500]}")
