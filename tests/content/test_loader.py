"""From files to one set, and what the parts of the set say."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
from datetime import date
from pathlib import Path

import pytest

from lms.content import command, documents, loader, store
from lms.content.current import Current, NoContentError
from lms.content.model import Status
from lms.content.serial import question_from_json, question_to_json
from tests.content.sample import CLEAN, MODULE_EN, TODAY, a_folder, load, write

M = "knots/10-one-loop.en.md"
FILES = sum(path.endswith((".md", ".yml")) for path in CLEAN)
Q = "knots/quiz.en.md"


def test_a_course_says_what_its_files_say(tmp_path: Path) -> None:
    course = load(a_folder(tmp_path)).courses["knots"]
    assert (course.slug, course.mark, course.edition, course.status) == (
        "knots", "anchor", 1, Status.READY,
    )  # fmt: skip
    assert (course.passing.score, course.passing.critical_all) == (80, True)
    assert (course.renewal.months, course.remind_after_months) == (12, 6)
    assert course.texts["fi"].promise == "Opit solmun, joka pitää."
    assert course.texts["en"].objectives == {"C1": "Tie a loop that holds"}
    assert course.texts["en"].about.startswith("<p>A course for everyone")
    assert course.minutes == 3
    assert course.objectives == ("C1",)


def test_a_module_is_cut_into_its_parts(tmp_path: Path) -> None:
    module = load(a_folder(tmp_path)).courses["knots"].modules[0]
    text = module.texts["en"]
    assert (module.slug, module.number, module.teaches) == ("one-loop", 10, ("C1",))
    assert text.title == "One loop"
    assert text.lead.startswith("<p>A boat drifts")
    assert text.body.startswith('<h2 id="the-loop">The loop</h2>')
    assert "the harbour office" in text.body
    assert "One loop is enough" not in text.body
    assert text.closing.startswith('<h2 id="in-short">In short</h2>')
    assert "Rope Act" in text.closing
    assert [heading.slug for heading in text.headings] == [
        "the-loop", "practice-tie-it", "in-short",
    ]  # fmt: skip
    assert text.headings[0].line == MODULE_EN[: MODULE_EN.index("## The loop")].count("\n") + 1
    assert [practice.name for practice in text.practices] == ["tie-it"]
    assert text.law
    assert text.checked == date(2026, 11, 20)
    assert not text.stale
    assert [question.objective for question in text.checks] == ["C1"]
    assert "Check yourself" not in text.body + text.closing


def test_all_six_types_of_question(tmp_path: Path) -> None:
    quiz = load(a_folder(tmp_path)).courses["knots"].quiz
    assert quiz is not None
    assert quiz.size == 2
    bank = quiz.questions["en"]
    assert [question.type for question in bank.values()] == [
        "single", "multiple", "truefalse", "match", "order", "text",
    ]  # fmt: skip
    single = bank["evening-wind"]
    assert single.critical
    assert single.prompt == "<p>The wind rises and the boat pulls.\nWhich loop do you tie?</p>"
    assert [option.letter for option in single.options if option.right] == ["b"]
    assert single.options[0].feedback == "It tightens on the post and stays there."
    assert single.review is not None
    assert (single.review.module, single.review.heading) == ("one-loop", "the-loop")
    ends = bank["ends"]
    assert [(option.letter, option.pair) for option in ends.options] == [("a", "p"), ("b", "q")]
    assert [right.letter for right in ends.rights] == ["p", "q", "r"]
    assert ends.headers == ("End", "Name")
    assert bank["jams"].keep_order
    assert [option.letter for option in bank["steps"].options] == ["a", "b", "c"]
    assert [option.text for option in bank["its-name"].options] == ["bowline", "noose"]


def test_the_sense_is_the_same_in_both_languages(tmp_path: Path) -> None:
    quiz = load(a_folder(tmp_path)).courses["knots"].quiz
    assert quiz is not None
    for name, question in quiz.questions["en"].items():
        other = quiz.questions["fi"][name]
        assert (question.sense == other.sense) == (name != "its-name")
        assert question.words != other.words


@pytest.mark.parametrize(
    ("old", "new", "sense", "words"),
    [
        ("\n\n- [ ] (a) A slip knot", "\n\n\n- [ ] (a) A slip knot", False, False),
        ("A slip knot", "A slippery knot", False, True),
        ("- [ ] (a) A slip knot", "- [ ] (d) A slip knot", True, True),
        ("`evening-wind` critical", "`evening-wind`", True, False),
        ("They hold a while and then creep.", "They creep.", False, True),
    ],
)
def test_fingerprints_notice_what_changed(
    old: str, new: str, sense: bool, words: bool, tmp_path: Path
) -> None:
    pair = []
    for name, edits in (("a", ()), ("b", ((Q, old, new),))):
        quiz = load(a_folder(tmp_path / name, *edits)).courses["knots"].quiz
        assert quiz is not None
        pair.append(quiz.questions["en"]["evening-wind"])
    assert (pair[0].sense != pair[1].sense) == sense
    assert (pair[0].words != pair[1].words) == words


def test_drafts_and_retired_questions_are_kept_apart(tmp_path: Path) -> None:
    root = a_folder(
        tmp_path,
        (Q, "`good-rope`", "`good-rope` retired"),
        **{"knots/20-next.en.md": MODULE_EN.replace("status: ready", "status: draft")},
    )
    course = load(root).courses["knots"]
    assert [module.slug for module in course.drafts] == ["next"]
    assert [module.slug for module in course.modules] == ["one-loop"]
    assert course.quiz is not None
    assert course.quiz.questions["en"]["good-rope"].retired


def test_a_draft_course_is_left_out(tmp_path: Path) -> None:
    edits = [(f"knots/course.{lang}.md", "status: ready", "status: draft") for lang in ("en", "fi")]
    assert load(a_folder(tmp_path, *edits)).courses == {}


def test_a_draft_quiz_is_left_out(tmp_path: Path) -> None:
    edits = [(f"knots/quiz.{lang}.md", "status: ready", "status: draft") for lang in ("en", "fi")]
    content = load(a_folder(tmp_path, *edits))
    assert content.courses["knots"].quiz is None
    assert {finding.code for finding in content.findings} == {"E208"}


def test_policy_words_of_the_organisation_win(tmp_path: Path) -> None:
    root = a_folder(tmp_path, **{"policy.yml": "contact:\n  comms: {en: the tower, fi: torni}\n"})
    text = load(root).courses["knots"].modules[0].texts["en"]
    assert "the tower" in text.body


def test_questions_survive_json(tmp_path: Path) -> None:
    quiz = load(a_folder(tmp_path)).courses["knots"].quiz
    assert quiz is not None
    for bank in quiz.questions.values():
        for question in bank.values():
            data = json.loads(json.dumps(question_to_json(question)))
            assert question_from_json(data) == question
            assert question_from_json({**data, "later": 1}) == question


def test_a_set_survives_being_saved(tmp_path: Path) -> None:
    content = load(a_folder(tmp_path / "content"))
    store.save(content, tmp_path / "instance" / "saved")
    assert store.load_saved(tmp_path / "instance" / "saved") == content
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["saved"]


@pytest.mark.parametrize("spoil", ["missing", "empty", "cut", "other", "hostile"])
def test_a_spoilt_saved_set_is_none(spoil: str, tmp_path: Path) -> None:
    place = tmp_path / "saved"
    if spoil == "cut":
        store.save(load(a_folder(tmp_path / "content")), place)
        place.write_bytes(place.read_bytes()[:-200])
    elif spoil == "hostile":
        place.write_bytes(b"lms-content-1\ncos\nsystem\n(S'touch pwned'\ntR.")
    elif spoil != "missing":
        place.write_bytes(b"" if spoil == "empty" else b"something else")
    assert store.load_saved(place) is None


def a_current(tmp_path: Path) -> Current:
    """A holder with a place to save."""
    return Current(tmp_path / "saved", today=lambda: TODAY)


def test_a_good_folder_is_served_and_saved(tmp_path: Path) -> None:
    current = a_current(tmp_path)
    assert current.try_swap(a_folder(tmp_path / "content")) == ()
    assert "knots" in current.get().courses
    assert not current.is_behind
    assert a_current(tmp_path).get() == current.get()


def test_a_faulty_folder_leaves_the_last_good_set(tmp_path: Path) -> None:
    current = a_current(tmp_path)
    root = a_folder(tmp_path / "content")
    current.try_swap(root)
    before = current.get()
    write(root, {M: MODULE_EN.replace("status: ready", "status: done")})
    findings = current.try_swap(root)
    assert [finding.code for finding in findings] == ["E215"]
    assert current.get() is before
    assert current.is_behind
    assert current.findings == findings
    write(root, {M: MODULE_EN.replace("One loop\n", "One good loop\n")})
    assert current.try_swap(root) == ()
    assert current.get().courses["knots"].modules[0].texts["en"].title == "One good loop"
    assert not current.is_behind


def test_after_a_restart_the_saved_set_is_served(tmp_path: Path) -> None:
    root = a_folder(tmp_path / "content")
    a_current(tmp_path).try_swap(root)
    (root / "programme.yml").unlink()
    current = a_current(tmp_path)
    assert current.try_swap(root)
    assert "knots" in current.get().courses


def test_without_any_good_set_there_is_nothing_to_serve(tmp_path: Path) -> None:
    current = a_current(tmp_path)
    current.try_swap(tmp_path / "nowhere")
    with pytest.raises(NoContentError) as caught:
        current.get()
    assert caught.value.findings


def test_readers_see_one_whole_set_or_the_other(tmp_path: Path) -> None:
    current = a_current(tmp_path)
    root = a_folder(tmp_path / "content")
    current.try_swap(root)
    seen: set[str] = set()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.add(current.get().fingerprint)

    thread = threading.Thread(target=look)
    thread.start()
    write(root, {M: MODULE_EN.replace("One loop\n", "Another loop\n")})
    current.try_swap(root)
    stop.set()
    thread.join()
    assert len(seen | {current.get().fingerprint}) == 2


def test_one_changed_module_is_read_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = a_folder(tmp_path)
    cache: loader.Cache = {}
    first = loader.load(root, today=TODAY, cache=cache)
    read: list[str] = []
    real = documents.read

    def counted(job: documents.Job) -> documents.Document:
        read.append(job.name.path)
        return real(job)

    monkeypatch.setattr(documents, "read", counted)
    assert loader.load(root, today=TODAY, cache=cache) == first
    assert read == []
    write(root, {M: MODULE_EN.replace("One loop\n", "Another loop\n")})
    changed = loader.load(root, today=TODAY, cache=cache)
    assert read == [M]
    assert changed.fingerprint != first.fingerprint


def test_the_command_prints_findings_for_editors(tmp_path: Path) -> None:
    out = io.StringIO()
    root = a_folder(tmp_path, (M, "status: ready", "status: done"))
    assert command.check(root, TODAY, out) == 1
    lines = out.getvalue().splitlines()
    assert lines[0].startswith(f"{M}:4:1: E215 ")
    assert "; " in lines[0]
    assert lines[-1] == f"1 error, 0 warnings in {FILES} files"


def test_the_command_is_content_with_a_clean_folder(tmp_path: Path) -> None:
    out = io.StringIO()
    assert command.check(a_folder(tmp_path), TODAY, out) == 0
    assert out.getvalue() == f"0 errors, 0 warnings in {FILES} files\n"


def test_the_courses_of_this_project_have_no_errors() -> None:
    folder = Path(__file__).resolve().parents[2] / "course_content"
    content = loader.load_safely(folder, today=date.today())  # noqa: DTZ011 - as an author would
    errors = [str(finding) for finding in content.findings if finding.code.startswith("E")]
    assert errors == []
    assert set(content.path.courses) <= set(content.courses)


def test_a_kept_worker_reads_one_change_after_the_other(tmp_path: Path) -> None:
    current = a_current(tmp_path)
    root = a_folder(tmp_path / "content")
    with current.keep_worker() as worker:
        current.try_swap(root)
        first = worker.process_id
        write(root, {M: MODULE_EN.replace("One loop\n", "Another loop\n")})
        assert current.try_swap(root) == ()
        assert current.get().courses["knots"].modules[0].texts["en"].title == "Another loop"
        assert worker.process_id == first is not None
    assert worker.process_id is None


def test_a_kept_worker_that_ended_is_started_again(tmp_path: Path) -> None:
    current = a_current(tmp_path)
    root = a_folder(tmp_path / "content")
    with current.keep_worker() as worker:
        current.try_swap(root)
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGKILL)
        os.waitid(os.P_PID, worker.process_id, os.WEXITED | os.WNOWAIT)
        write(root, {M: MODULE_EN.replace("One loop\n", "Another loop\n")})
        assert current.try_swap(root) == ()
        assert current.get().courses["knots"].modules[0].texts["en"].title == "Another loop"
