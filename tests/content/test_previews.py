"""What authors preview follows from the files, in every process alike."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lms.content.current import Current
from lms.content.previews import Previews
from tests.content.sample import TODAY, a_folder, write

MODULE = "knots/10-one-loop.en.md"
Process = Callable[..., Previews]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The clean sample, to be edited."""
    return a_folder(tmp_path / "courses")


@pytest.fixture
def process(tmp_path: Path, folder: Path) -> Iterator[Process]:
    """The previews as another process holds them; all share the folder of last good pages."""
    opened: list[Current] = []

    def open_one(*overlays: Path) -> Previews:
        current = Current(None, today=lambda: TODAY)
        opened.append(current)
        return Previews(current, (folder, *overlays), tmp_path / "kept", today=lambda: TODAY)

    yield open_one
    for current in opened:
        current.rest()


def shown(previews: Previews, path: str = MODULE) -> str:
    """The page of a file."""
    file = previews.get().files[path]
    return file.shown.document.lead if file.shown else ""


def test_a_save_is_seen_by_every_process(process: Process, folder: Path) -> None:
    one, other = process(), process()
    assert "A boat drifts" in shown(one)
    assert "A boat drifts" in shown(other)
    assert one.state() == other.state()

    text = (folder / MODULE).read_text(encoding="utf-8").replace("A boat", "A raft")
    (folder / MODULE).write_text(text, encoding="utf-8")

    assert "A raft drifts" in shown(other)
    assert "A raft drifts" in shown(one)
    assert one.state() == other.state() == one.get().state


def test_only_the_file_that_changed_is_read_again(process: Process, folder: Path) -> None:
    previews = process()
    before = previews.get()
    assert previews.get() is before
    (folder / "knots/quiz.en.md").touch()
    documents = {path: file.shown for path, file in before.files.items() if file.shown}

    after = previews.get()

    same = [
        path
        for path, kept in documents.items()
        if (now := after.files[path].shown) is not None and now.document is kept.document
    ]
    assert set(same) == set(documents)


def test_a_save_that_keeps_size_and_time_is_noticed(process: Process, folder: Path) -> None:
    previews = process()
    before, about = previews.state(), (folder / MODULE).stat()
    text = (folder / MODULE).read_text(encoding="utf-8").replace("A boat", "A raft")
    (folder / MODULE).write_text(text, encoding="utf-8")
    os.utime(folder / MODULE, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert previews.state() != before
    assert "A raft" in shown(previews)


def test_the_last_good_page_is_known_to_a_process_that_never_saw_it_good(
    process: Process, folder: Path
) -> None:
    assert "A boat drifts" in shown(process())
    (folder / MODULE).write_bytes(b"\xff\xfe")

    file = process().get().files[MODULE]

    assert file.is_last_good
    assert file.text is None
    assert [finding.code for finding in file.findings] == ["E113"]
    assert file.shown is not None
    assert file.shown.saved_at <= file.saved_at
    assert "A boat drifts" in file.shown.document.lead


@pytest.mark.parametrize("spoilt", [b"", b"lms-content-1\n\x80\x05cos\nsystem\n.", b"x" * 99])
def test_a_spoilt_kept_page_is_not_shown_and_does_nothing(
    process: Process, folder: Path, tmp_path: Path, spoilt: bytes
) -> None:
    shown(process())
    for kept in (tmp_path / "kept").iterdir():
        kept.write_bytes(spoilt)
    (folder / MODULE).write_bytes(b"\xff\xfe")

    file = process().get().files[MODULE]

    assert file.shown is None
    assert not file.is_last_good


def test_a_file_taken_away_is_gone(process: Process, folder: Path) -> None:
    previews = process()
    shown(previews)
    (folder / MODULE).unlink()

    assert MODULE not in previews.get().files


def test_an_overlay_is_previewed_in_the_place_of_what_it_hides(
    process: Process, folder: Path, tmp_path: Path
) -> None:
    text = (folder / MODULE).read_text(encoding="utf-8")
    overlay = write(
        tmp_path / "own", {MODULE: text.replace("A boat", "Our boat").replace("# One loop\n", "")}
    )
    previews = process(overlay)

    file = previews.get().files[MODULE]

    assert "Our boat drifts" in shown(previews)
    assert file.place == f"../own/{MODULE}"
    assert previews.get().at(file.place) is file
    assert "E101" in {finding.code for finding in file.findings}
    before = previews.state()
    (folder / MODULE).write_text(text + "\n", encoding="utf-8")
    assert previews.state() != before


def test_many_threads_get_the_same_preview_read_once(process: Process) -> None:
    previews = process()
    found = []
    threads = [threading.Thread(target=lambda: found.append(previews.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len({id(preview) for preview in found}) == 1


def test_the_reading_child_rests_and_comes_back(folder: Path, tmp_path: Path) -> None:
    current = Current(None, today=lambda: TODAY)
    previews = Previews(current, (folder,), tmp_path / "kept", today=lambda: TODAY)
    assert shown(previews)
    with current.reading() as (worker, _known):
        assert worker.process_id is not None
    current.rest()

    text = (folder / MODULE).read_text(encoding="utf-8").replace("A boat", "A raft")
    (folder / MODULE).write_text(text, encoding="utf-8")

    assert "A raft" in shown(previews)
    current.rest()
    with current.reading() as (worker, _known):
        assert worker.process_id is None
