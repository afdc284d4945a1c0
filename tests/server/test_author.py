"""`lms author` as an author starts it: a faulty folder is no hindrance, and a save shows."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.content.sample import a_folder
from tests.server.process import COMMAND, ROOT, free_port

pytestmark = pytest.mark.server


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


def test_an_author_needs_no_password_and_sees_a_save_at_once(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "courses")
    module = folder / "knots" / "10-one-loop.en.md"
    with preview_server(folder, tmp_path / "instance") as url:
        page = f"{url}/author/preview/knots/10-one-loop.en.md"
        wait_for(page, "A boat drifts")
        module.write_text(
            module.read_text("utf-8").replace("A boat drifts", "A raft drifts"), "utf-8"
        )
        wait_for(page, "A raft drifts")
        module.write_bytes(b"---\nstatus: ready\n")
        wait_for(f"{url}/author/knots/10-one-loop.en.md", "cannot be read as it is now")
        assert "A raft drifts" in wait_for(page, "A raft drifts")


def test_a_folder_in_which_nothing_is_good_yet_can_be_previewed(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "courses", **{"programme.yml": "name: [\n"})
    with preview_server(folder, tmp_path / "instance") as url:
        assert "programme.yml" in wait_for(f"{url}/author", "must be fixed")
        wait_for(f"{url}/author/preview/knots/10-one-loop.en.md", "A boat drifts")
        wait_for(f"{url}/courses", "<h1>")
        wait_for(f"{url}/learn", "<h1>")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(COMMAND), "author", str(tmp_path / "nowhere")], capture_output=True, check=False
    )

    assert done.returncode == 2
    assert b"does not exist" in done.stderr
