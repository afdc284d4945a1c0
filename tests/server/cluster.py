"""A PostgreSQL cluster that tests freeze, stop and start while a server uses it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import postgresql_programs


class Cluster:
    """A PostgreSQL cluster seen from outside: its folder and its processes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.folder = Path(url.rsplit("host=", 1)[1])
        self.data = self.folder / "data"

    def processes(self) -> list[int]:
        """The postmaster and all its children."""
        master = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return [master, *map(int, children)]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Every process stopped: connections stay open and nothing answers."""
        stopped = self.processes()
        for process in stopped:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in stopped:
                os.kill(process, signal.SIGCONT)

    def stop(self) -> None:
        """Stop at once, as in a power cut: nothing is tidied up and every connection breaks."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start again with the same settings; what was committed is recovered."""
        self._control("-l", str(self.folder / "log"), "restart")  # `start` forgets the settings

    def restart(self) -> None:
        """Stop at once and start again."""
        self._control("-m", "immediate", "-l", str(self.folder / "log"), "restart")

    def _control(self, *arguments: str) -> None:
        owner = self.data.stat()
        done = subprocess.run(
            [str(postgresql_programs() / "pg_ctl"), "-D", str(self.data), "-w", *arguments],
            cwd=self.folder, capture_output=True, text=True, check=False,
            user=owner.st_uid if os.getuid() == 0 else None,
            group=owner.st_gid if os.getuid() == 0 else None,
            extra_groups=[] if os.getuid() == 0 else None,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
