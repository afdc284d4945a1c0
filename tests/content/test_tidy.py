"""`lms content check --fix` tidies marks and spaces, and nobody reads anything else afterwards."""

from __future__ import annotations

import random
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.cli import main
from lms.content import documents
from lms.content.documents import Document, Job
from lms.content.mending import Mended, mend, says_the_same
from lms.content.source import Name, name_of
from lms.content.tidy import tidied
from tests.content.sample import CLEAN, MODULE_EN, QUIZ_EN, a_folder, load, write

ROOT = Path(__file__).resolve().parents[2]
M = "knots/10-one-loop.en.md"
Q = "knots/quiz.en.md"
SHIPPED = sorted((ROOT / "course_content").rglob("*.md"))
SHIPPED = [path for path in SHIPPED if path.name != "README.md"]


def named(path: str) -> Name:
    """The name of a file of the format."""
    name = name_of(path)
    assert name is not None
    return name


def name_for(path: Path) -> Name:
    """The name of a shipped file."""
    return named(path.relative_to(ROOT / "course_content").as_posix())


def read(name: Name, text: str) -> Document:
    """What a text says, its front matter left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return documents.read(Job(name, plain.split("---\n", 2)[-1], 1, "C1"))


def fingerprints(document: Document) -> object:
    """Sense and words of the page and of every question."""
    asked = {question.name: (question.sense, question.words) for question in document.questions}
    return document.words, asked


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_files_need_no_tidying(path: Path) -> None:
    text = path.read_bytes().decode()
    assert tidied(name_for(path), text).text == text


@pytest.mark.parametrize(
    ("path", "untidy", "tidy"),
    [
        (M, "## The loop\n", "## The loop   \n"),
        (M, "## The loop\n\n", "## The loop\n"),
        (M, "\n## The loop\n", "\n\n\n## The loop\n"),
        (M, "\n\n## The loop\n", "\n## The loop\n"),
        (M, "- One loop is", "* One loop is"),
        (M, "- It holds under", "+ It holds under"),
        (M, "section 2.\n", "section 2.\n\n\n"),
        (M, "section 2.\n", "section 2."),
        (M, "> **The rule.**", ">**The rule.**"),
        (M, "---\n\n# One", "---\n# One"),
        (Q, "  > Dry fibre", "   > Dry fibre"),
        (Q, "  > Dry fibre", "  >Dry fibre"),
        (Q, "- [ ] (a) A slip", "* [ ] (a) A slip"),
        (Q, "- [ ] (a) A slip", "-  [ ]  (a)  A slip"),
        (Q, "2. (b) Come", "2) (b) Come"),
    ],
)
def test_an_untidy_place_is_put_in_order(path: str, untidy: str, tidy: str, tmp_path: Path) -> None:
    right, spoilt = untidy, tidy
    root = a_folder(tmp_path, (path, right, spoilt))
    (done,) = mend(root)
    assert done.path == path
    assert done.what
    assert not done.why_not
    assert (root / path).read_text() == CLEAN[path]
    assert mend(root) == []


def test_notes_come_in_the_order_in_which_the_text_names_them() -> None:
    text = "# T\n\nOne.[^b] Two.[^a]\n\n[^c]: C\n[^a]: A\n[^b]: B\n"
    made = tidied(named(M), text)
    assert made.text == "# T\n\nOne.[^b] Two.[^a]\n\n[^b]: B\n[^a]: A\n[^c]: C\n"
    assert made.what == ("order of source notes",)


@pytest.mark.parametrize(
    "text",
    [
        "---\nstatus: ready  \n\n\n---\n\n# T\n",
        "# T\n\n```\n* a  \n\n\n>b\n```\n",
        "# T\n\nText:\n\n    * a  \n\n\n    >b\n",
        "# T\n\nOne line  \nand the next.\n",
        "# T\n\n* * *\n",
        "---\nnever closed  \n\n\n# T\n* a\n",
        "",
    ],
)
def test_what_has_a_meaning_stays(text: str) -> None:
    assert tidied(named(M), text).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_byte_order_mark_and_mode_stay(end: str, mark: bytes, tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    good = mark + QUIZ_EN.replace("\n", end).encode()
    place = root / Q
    place.write_bytes(good)
    place.chmod(0o640)
    stamp = place.stat().st_mtime_ns
    assert mend(root) == []
    assert (place.read_bytes(), place.stat().st_mtime_ns) == (good, stamp)
    place.write_bytes(mark + QUIZ_EN.replace("  > Dry", "  >Dry").replace("\n", end).encode())
    assert [done.path for done in mend(root)] == [Q]
    assert place.read_bytes() == good
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert [path.name for path in place.parent.iterdir() if path.name.startswith(".")] == []


def test_mixed_line_ends_stay_where_they_are(tmp_path: Path) -> None:
    text = QUIZ_EN.replace("\n", "\r\n", 20)
    root = a_folder(tmp_path)
    (root / Q).write_bytes(text.replace("  > Dry", "  >Dry").encode())
    assert [done.path for done in mend(root)] == [Q]
    assert (root / Q).read_bytes() == text.encode()


def spoilt(text: str, seed: int) -> str:
    """A text made untidy in many places, without changing what it says."""
    chance = random.Random(seed)  # noqa: S311 - the same mess every time
    lines = text.split("\n")
    end = lines.index("---", 1)
    result = lines[: end + 1]
    for line in lines[end + 1 :]:
        made = line
        if line.startswith("- ") and chance.random() < 0.3 and "(" not in line[:9]:
            made = "*" + line[1:]
        if line.startswith("  > ") and chance.random() < 0.5:
            made = chance.choice(["   > ", "  >", " >   "]) + line[4:]
        if line and chance.random() < 0.3:
            made += " "  # two would break the line
        result.append(made)
        if not line.strip() and chance.random() < 0.4:
            result += chance.choices(["", "   "], k=chance.randint(1, 3))
    return "\n".join(result)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_tidying_undoes_untidiness_and_keeps_every_fingerprint(path: Path) -> None:
    text, name = path.read_bytes().decode(), name_for(path)
    before = read(name, text)
    for seed in range(3):
        untidy = spoilt(text, seed)
        assert untidy != text
        made = tidied(name, untidy).text
        after = read(name, made)
        assert fingerprints(after) == fingerprints(read(name, untidy)) == fingerprints(before)
        assert says_the_same(before, after)
        assert made == text


pieces = st.sampled_from(
    [
        "# Title", "## C1 Part", "## Check yourself", "## In short", "### single `one`",
        "- [ ] (a) One", "* [x] (b) Two", "-  [ ] (c) Three", "+ item", "- item", "    - deep",
        "\t* deep", "  > feedback", "    >feedback", ">quote", "> > deep", "> [!TIP]", ">text",
        "1. (a) step", "2) (b) step", "3. plain", "```", "~~~", "* * *", "---", "***",
        "text  ", "text\t", "word", "", "", "", "   ", "| a | b |", "| - | - |", "[^a]: note",
        "[^b]: note", "[^a]", "text[^b]", "    code  ", "    ", "<details><summary>x</summary>",
        "</details>", "**Why:** so", "**Review:** [x](y.md)", "\\", "a  \r", "é\u2028b",
    ]
)  # fmt: skip
texts = st.lists(pieces, max_size=30).map("\n".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, path=st.sampled_from([M, Q, "glossary.en.md", "knots/course.en.md"]))
def test_tidying_twice_is_tidying_once(text: str, path: str) -> None:
    once = tidied(named(path), text)
    assert tidied(named(path), once.text).text == once.text
    assert bool(once.what) is (once.text != text)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, path=st.sampled_from([M, Q]))
def test_tidying_touches_no_letter_word_or_tick(text: str, path: str) -> None:
    def bare(said: str) -> list[str]:
        notes = [line for line in said.split("\n") if line.startswith("[^")]
        rest = [line for line in said.split("\n") if not line.startswith("[^")]
        kept = "\n".join([*rest, *sorted(notes)])
        return [char for char in kept if not char.isspace() and char not in "*+->.)"]

    assert bare(tidied(named(path), text).text) == bare(text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, path=st.sampled_from([M, Q]))
def test_a_file_is_only_written_when_readers_meet_the_same(
    text: str, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    front = "---\nminutes: 3\nteaches: [C1]\nstatus: draft\n---\n\n"
    before = read(named(path), front + text)
    root = write(tmp_path_factory.mktemp("any"), {path: front + text})
    mend(root)
    after = read(named(path), (root / path).read_bytes().decode())
    assert after.words == before.words
    broken = {item.name for item in before.broken}
    held = {item.name: item for item in after.questions}
    for question in before.questions:
        if question.name not in broken:
            assert (held[question.name].sense, held[question.name].words) == (
                question.sense,
                question.words,
            )
    assert mend(root) == [] or all(done.why_not for done in mend(root))


def test_a_file_that_would_say_something_else_is_left(tmp_path: Path) -> None:
    text = MODULE_EN.replace("- One loop is", "- One loop is\n* Two loops\n\n\n- It")
    root = write(tmp_path, {**CLEAN, M: text})
    for done in mend(root):
        assert done.why_not or says_the_same(
            read(named(M), text), read(named(M), (root / M).read_text())
        )


def test_what_the_command_tells(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (Q, "  > Dry", "  >Dry"), (M, "## The loop\n", "## The loop \n"))
    done = CliRunner().invoke(main, ["content", "check", "--fix", str(root)])
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        f"{M}: tidied spaces at line ends",
        f"{Q}: tidied options and feedback",
    ]
    assert done.stdout.startswith("0 errors, 0 warnings in ")
    again = CliRunner().invoke(main, ["content", "check", "--fix", str(root)])
    assert again.stderr == ""


def test_mistakes_are_never_tidied_away(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (Q, "- [x] (b) A bowline", "- [ ] (b) A bowline"))
    before = [str(finding) for finding in load(root).findings]
    assert mend(root) == []
    assert [str(finding) for finding in load(root).findings] == before


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> tuple[int, str]:
        raise OSError(30, "Read-only file system")

    root = a_folder(tmp_path, (Q, "  > Dry", "  >Dry"))
    monkeypatch.setattr("lms.content.mending.tempfile.mkstemp", refused)
    (done,) = mend(root)
    assert done == Mended(
        Q, ("options and feedback",), "for it cannot be written (Read-only file system)"
    )


def test_a_change_that_an_editor_saves_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_folder(tmp_path, (Q, "  > Dry", "  >Dry"))
    told = says_the_same

    def saving(before: Document, after: Document) -> bool:
        (root / Q).write_text("saved by an editor\n")
        return told(before, after)

    monkeypatch.setattr("lms.content.mending.says_the_same", saving)
    (done,) = mend(root)
    assert "somebody has just changed it" in done.why_not
    assert (root / Q).read_text() == "saved by an editor\n"
    assert list((root / "knots").glob(".*")) == []


def test_a_link_and_an_unreadable_text_are_left(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / M).write_bytes(b"\xff  \n\n\n\n")
    (root / Q).rename(root / "knots/30-quiz.en.md")
    (root / Q).symlink_to("30-quiz.en.md")
    mend(root)
    assert (root / Q).is_symlink()
    assert (root / M).read_bytes() == b"\xff  \n\n\n\n"
