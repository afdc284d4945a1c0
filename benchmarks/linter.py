"""The linter on five hundred course files: the whole command, from its start to its end."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import courses

ROUNDS = 3
_CODE = "import sys; from lms.cli import main; main(sys.argv[1:])"


def check(folder: Path) -> dict[str, float]:
    """Seconds of the processor, child processes included, and of the clock; medians."""
    files = courses.write(folder)
    processor, clock = [], []
    for _ in range(ROUNDS):
        before, began = _spent(), time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _CODE, "content", "check", str(folder)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).resolve().parents[1],
        )
        clock.append(time.monotonic() - began)
        processor.append(_spent() - before)
        assert done.stdout.startswith("0 errors, 0 warnings"), done.stdout[-500:] + done.stderr
    return {
        "files": files,
        "processor": statistics.median(processor),
        "clock": statistics.median(clock),
    }


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
