"""Instructions of each kind of request, counted by callgrind in one process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import driver

COUNT = 10
MEND = "sudo apt-get install --yes valgrind"


class NoValgrindError(SystemExit):
    """Nothing can be counted without valgrind."""


def measure(folder: Path) -> dict[str, float]:
    """Instructions per request by variant; of the quiz the whole, with its parts beside it."""
    outputs = folder / "callgrind"
    said = count(outputs, "benchmarks.driver", [str(folder), str(COUNT), *driver.VARIANTS])
    sent = {name: int(number) for name, number in map(str.split, said.splitlines())}
    stretches = iter(range(2, 10_000, 2))
    found = {
        name: total(outputs, next(stretches)) / COUNT
        for name in driver.VARIANTS
        if name != driver.QUIZ
    }
    parts = [total(outputs, next(stretches)) for _ in range(sent[driver.QUIZ])]
    found["quiz"] = float(sum(parts))
    found["quiz-requests"] = float(len(parts))
    # Start page, start, then three requests a question, then the result.
    found["quiz-question"] = sum(parts[2:-4]) / ((len(parts) - 6) / 3)
    return found


def count(outputs: Path, module: str, arguments: Sequence[str]) -> str:
    """Run a module under callgrind, a file for each stretch between two marks; what it printed."""
    if shutil.which("valgrind") is None:
        raise NoValgrindError(f"valgrind counts the instructions and is missing: {MEND}")
    outputs.mkdir()
    done = subprocess.run(
        [
            "valgrind",
            "--tool=callgrind",
            "--dump-before=getppid",
            f"--callgrind-out-file={outputs}/out",
            sys.executable,
            "-m",
            module,
            *arguments,
        ],
        env=os.environ | {"PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{module} stopped:\n{done.stdout}\n{done.stderr[-2000:]}")
    return done.stdout


def total(outputs: Path, number: int) -> int:
    """The instructions of a stretch; those of even numbers hold requests and nothing else."""
    text = (outputs / f"out.{number}").read_text(encoding="utf-8")
    found = re.search(r"^totals: (\d+)", text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"callgrind wrote no totals into out.{number}")
    return int(found[1])
