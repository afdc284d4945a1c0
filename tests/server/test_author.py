"""`lms author` as an author starts it: a faulty folder is no hindrance, and a save shows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.content.sample import a_folder
from tests.server.author import preview_server, wait_for
from tests.server.process import COMMAND

pytestmark = pytest.mark.server


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
