"""A real server process for tests, started and stopped like an administrator would."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "lms"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One `lms serve` with its address."""

    def __init__(self, instance: Path, port: int, environ: dict[str, str]) -> None:
        self.instance = instance
        self.port = port
        self.environ = environ
        self.log = instance.parent / f"{instance.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, seconds: float = 40) -> float:
        """Start it and wait until it answers; gives the seconds that took."""
        began = time.monotonic()
        self.launch()
        assert self.process is not None
        while time.monotonic() - began < seconds:
            if self.process.poll() is not None:
                raise RuntimeError(f"it did not start:\n{self.log.read_text()[-3000:]}")
            try:
                self.get("/healthz", seconds=1)
            except OSError:
                time.sleep(0.05)
            else:
                return time.monotonic() - began
        raise RuntimeError(f"it did not answer:\n{self.log.read_text()[-3000:]}")

    def launch(self) -> None:
        """Start it without waiting: for callers whose own requests tell when it is there."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(COMMAND), "serve"],
                cwd=ROOT,
                env=self.environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def get(self, path: str, *, seconds: float = 10) -> tuple[int, bytes]:
        """One plain GET."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=seconds) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def kill(self) -> None:
        """Kill -9 the master and all its workers at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, *, seconds: float = 30) -> int:
        """SIGTERM; gives the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
        return int(self.process.returncode)


def environment(instance: Path, **more: str) -> dict[str, str]:
    """A clean environment: nothing of the tester's own settings."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return (
        keep | {"LMS_MODE": "test", "LMS_INSTANCE": str(instance), "PYTHONUNBUFFERED": "1"} | more
    )


@contextmanager
def server(instance: Path, **more: str) -> Iterator[Server]:
    """A running server; what is left of it is killed at the end."""
    port = free_port()
    running = Server(instance, port, environment(instance, PORT=str(port), **more))
    running.start()
    try:
        yield running
    finally:
        if running.process is not None and running.process.poll() is None:
            running.kill()


def run(*arguments: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `lms` with arguments to its end."""
    return subprocess.run(
        [str(COMMAND), *arguments],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
