"""Programs of others, from npm, as independent judges of what is exported."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MISSING = "The tests of exchange need node and npm. Run: sudo apt-get install nodejs npm"


def installed() -> Path:
    """The folder `node_modules` with the programs of package-lock.json, installed when needed.

    It lies under build/, named by the lock, so that a second run finds it.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.fail(MISSING, pytrace=False)
    lock = (HERE / "package-lock.json").read_bytes()
    place = ROOT / "build" / f"exchange-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (place / "node_modules").is_dir():
        place.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder)
            _run_npm(Path(folder))
            try:
                Path(folder).rename(place)
            except OSError:
                if not (place / "node_modules").is_dir():  # else another worker was faster
                    raise
            else:
                Path(folder).mkdir()
    return place / "node_modules"


def _run_npm(folder: Path) -> None:
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.fail(f"npm did not answer in two minutes. Try: cd {HERE} && npm ci", pytrace=False)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        pytest.fail(f"npm could not install: {said[0]} Try: cd {HERE} && npm ci", pytrace=False)


def run_node(script: str, text: str) -> str:
    """What a script of this folder prints when it is given a text."""
    done = subprocess.run(
        ["node", str(HERE / script)],
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "NODE_PATH": str(installed())},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
