"""Reading files in a child process, each under a deadline, so that no text can hang the site."""

from __future__ import annotations

import os
import pickle
import select
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from lms.content.documents import Document, Job, read
from lms.content.model import Finding

_LENGTH = struct.Struct(">I")
_MEMORY = 1 << 30
MANY = 100
"""From so many files on a second child is worth its start."""
MAX_SLOW = 3
"""How many files may use up their whole deadline before the rest is left unread."""


class _SlowError(Exception):
    """The child did not answer in time."""


class _GoneError(Exception):
    """The child ended while it was reading."""


class Worker:
    """A child process that reads one file after another; it is started when first needed."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read_all(self, jobs: Sequence[Job]) -> Mapping[str, Document]:
        """Read files; one that takes too long becomes a finding and does not stop the others.

        A second child helps with many files, where there is a second processor for it.
        """
        if len(jobs) < MANY or (os.cpu_count() or 1) < 2:
            return self._read_each(jobs)
        with Worker(self.seconds) as helper, ThreadPoolExecutor(1) as beside:
            half = beside.submit(helper._read_each, jobs[1::2])
            found = self._read_each(jobs[::2])
            return found | half.result()

    def _read_each(self, jobs: Sequence[Job]) -> dict[str, Document]:
        found: dict[str, Document] = {}
        until = time.monotonic() + MAX_SLOW * self.seconds + 30
        for job in jobs:
            if time.monotonic() > until:
                found[job.name.path] = _refused(job, "other files took too long to read")
                continue
            try:
                found[job.name.path] = self._read(job)
            except _SlowError:
                self.close()
                found[job.name.path] = _refused(job, "the file takes too long to read")
            except _GoneError:
                self.close()
                found[job.name.path] = _refused(job, "the file cannot be read to its end")
        return found

    @property
    def process_id(self) -> int | None:
        """The child's, while there is one."""
        return None if self._child is None else self._child.pid

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self.close()  # it ended while nobody needed it
        if self._child is None:
            root = Path(__file__).resolve().parents[2]
            paths = [str(root), os.environ.get("PYTHONPATH", "")]
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "lms.content.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={
                    "PATH": os.environ.get("PATH", ""),
                    "PYTHONPATH": os.pathsep.join(path for path in paths if path),
                },
            )
            self._answer(self._child, time.monotonic() + 30)  # started and ready
        return self._child

    def _read(self, job: Job) -> Document:
        child = self._started()
        until = time.monotonic() + self.seconds
        data = pickle.dumps(job)
        try:
            self._send(child, _LENGTH.pack(len(data)) + data, until)
        except OSError as error:
            raise _GoneError from error
        document = pickle.loads(self._answer(child, until))  # noqa: S301 - from our own child
        if not isinstance(document, Document):
            raise _GoneError
        return document

    def _send(self, child: subprocess.Popen[bytes], data: bytes, until: float) -> None:
        if child.stdin is None:
            raise _GoneError
        handle = child.stdin.fileno()
        rest = memoryview(data)
        while rest:
            _wait(handle, select.POLLOUT, until)
            rest = rest[os.write(handle, rest[:4096]) :]

    def _answer(self, child: subprocess.Popen[bytes], until: float) -> bytes:
        (length,) = _LENGTH.unpack(self._exactly(child, _LENGTH.size, until))
        return self._exactly(child, length, until)

    def _exactly(self, child: subprocess.Popen[bytes], length: int, until: float) -> bytes:
        if child.stdout is None:
            raise _GoneError
        handle = child.stdout.fileno()
        parts: list[bytes] = []
        while length:
            _wait(handle, select.POLLIN, until)
            data = os.read(handle, min(length, 1 << 16))
            if not data:
                raise _GoneError
            parts.append(data)
            length -= len(data)
        return b"".join(parts)


def _wait(handle: int, event: int, until: float) -> None:
    """Wait until a pipe can be used, but not longer than allowed."""
    poll = select.poll()
    poll.register(handle, event)
    rest = until - time.monotonic()
    if rest <= 0 or not poll.poll(rest * 1000):
        raise _SlowError


def _refused(job: Job, what: str) -> Document:
    path = job.name.path
    finding = Finding(path, 1, 1, "E111", what, "make its lists, quotes and tables simpler")
    return Document(name=job.name, findings=(finding,))


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """The child's side: read jobs until there are no more."""
    _send_back(sink, None)
    while len(head := source.read(_LENGTH.size)) == _LENGTH.size:
        job = pickle.loads(source.read(*_LENGTH.unpack(head)))  # noqa: S301 - from our own parent
        _send_back(sink, read(job))


def _send_back(sink: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    sink.write(_LENGTH.pack(len(data)) + data)
    sink.flush()


def _limit_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
