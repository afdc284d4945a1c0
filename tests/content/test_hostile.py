"""Whatever lies in the folder, reading it ends, says what is wrong, and runs nothing."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content import documents, loader, worker
from lms.content import yaml_source as yaml
from lms.content.documents import Job
from lms.content.folder import MAX_TEXT
from lms.content.markdown import render
from lms.content.source import name_of
from lms.content.worker import Worker
from tests.content.sample import MODULE_EN, QUIZ_EN, TODAY, a_folder, load, write

M = "knots/10-one-loop.en.md"
FRONT = "---\nminutes: 3\nteaches: [C1]\nstatus: ready\nchecked: 2026-11-20\n---\n"
PATHS = [
    M,
    "knots/quiz.en.md",
    "knots/course.en.md",
    "glossary.en.md",
    "knots/course.yml",
    "programme.yml",
    "sources.yml",
    "policy.example.yml",
    "knots/media/licences.yml",
    "knots/media/loop.svg",
]


@pytest.fixture(autouse=True)
def _without_the_heap_of_other_tests() -> Iterator[None]:
    """What thousands of earlier tests left behind is not searched for garbage while we measure."""
    gc.freeze()
    yield
    gc.unfreeze()


def codes(root: Path, path: str) -> set[str]:
    """The codes found in one file."""
    return {finding.code for finding in load(root).findings if finding.path == path}


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    root = write(a_folder(tmp_path), {M: MODULE_EN.encode() + b"\xff\xfe"})
    assert codes(root, M) == {"E113"}


def test_a_file_with_a_zero_byte(tmp_path: Path) -> None:
    root = write(a_folder(tmp_path), {M: MODULE_EN.encode() + b"\0"})
    assert codes(root, M) == {"E113"}


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    with (root / M).open("wb") as file:
        file.truncate(50_000_000)
    started = time.monotonic()
    assert codes(root, M) == {"E509"}
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", [M, "knots/media/loop.svg", "knots/course.yml"])
def test_a_link_out_of_the_folder_is_not_followed(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(MODULE_EN.replace("A boat drifts", "Nobody may read"))
    root = a_folder(tmp_path / "content")
    (root / name).unlink()
    (root / name).symlink_to(secret)
    content = load(root)
    assert "E112" in {finding.code for finding in content.findings if finding.path == name}
    assert "Nobody may read" not in repr(content)


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    other = write(tmp_path / "other", {"course.yml": "id: other\n"})
    root = a_folder(tmp_path / "content")
    (root / "other").symlink_to(other)
    assert "other" not in load(root).courses


def test_a_link_that_leads_to_itself_and_a_pipe(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / M).unlink()
    (root / M).symlink_to(root / M)
    fifo = root / "knots/course.fi.md"
    fifo.unlink()
    os.mkfifo(fifo)
    assert codes(root, M) == {"E112"}
    assert "E112" in codes(root, "knots/course.fi.md")


@pytest.mark.parametrize("what", ["missing", "a file", "empty"])
def test_a_folder_that_is_none(what: str, tmp_path: Path) -> None:
    root = tmp_path / "content"
    if what == "a file":
        root.write_text("x")
    elif what == "empty":
        root.mkdir()
    content = load(root)
    assert content.findings
    assert not content.courses
    assert content.path.courses == ()


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "[" * 10_000,
        "{" * 10_000,
        "a: {b: " * 200,
        "? [a, b]\n: c\n",
        "a: !!python/object/apply:os.system [id]\n",
        "\x01",
        "a: b: c",
        "- [",
        "x" * 300_000,
    ],
)
def test_a_yaml_bomb_is_refused(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(yaml.YamlError) as caught:
        yaml.parse(text)
    assert caught.value.line >= 1
    assert time.monotonic() - started < 2


def test_yaml_values_stay_as_written() -> None:
    values = yaml.parse(
        "a: no\nb: on\nc: 1.50\nd: '5'\ne: 5\nf: true\ng: 0x1F\nh: 2026-02-31"
    ).values
    assert values == {
        "a": "no", "b": "on", "c": "1.50", "d": "5", "e": 5, "f": True, "g": "0x1F",
        "h": "2026-02-31",
    }  # fmt: skip


def test_errors_of_one_file_do_not_hide_those_of_another(tmp_path: Path) -> None:
    root = write(
        a_folder(tmp_path), {M: b"\xff", "knots/quiz.en.md": QUIZ_EN.replace("- [x]", "- [ ]")}
    )
    found = {(finding.path, finding.code) for finding in load(root).findings}
    assert {(M, "E113"), ("knots/quiz.en.md", "E306")} <= found


NASTY = [
    "> " * 3000 + "deep",
    "[" * 5000 + "x" + "](a)" * 5000,
    "*" * 5000 + "a" + "_" * 5000,
    "![" * 3000,
    "`" * 5001 + "x",
    "| a " * 2000 + "|\n" + "| - " * 2000 + "|\n" + ("| b " * 2000 + "|\n") * 3,
    "- " * 2000 + "x",
    "\n".join(" " * (4 * depth) + "- x" for depth in range(400)),
    "<details><summary>x</summary>\n\n" * 500,
    "[^" + "a" * 5000 + "]",
    "".join(f"[^{number}]" for number in range(2000)),
    "#" * 5000,
    "a\n===\n" * 1000,
    "&#x41;" * 3000,
    "<" * 5000,
    "<!--" * 3000,
    "](" * 3000,
    "\\" * 5000,
    "```\n" * 2001,
    "{{" * 3000,
    "x" * 200_000,
    "word " * 40_000,
    "a. " * 30_000,
    "\u202e\u0000\u0002\u0003\u2028",
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_is_read_under_its_deadline(text: str, tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / M).write_text(f"{FRONT}\n# Title\n\n{text}\n", encoding="utf-8")
    started = time.monotonic()
    content = loader.load_safely(root, today=TODAY, seconds=1)
    assert time.monotonic() - started < 6
    assert content.glossary["en"]["bowline"].title == "Bowline"
    if "knots" in content.courses and content.courses["knots"].quiz:
        assert len(content.courses["knots"].quiz.questions["en"]) == 6


def test_a_file_that_takes_too_long_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_folder(tmp_path)
    content = loader.load_safely(root, today=TODAY, seconds=0.000_001)
    assert {finding.code for finding in content.findings if finding.path == M} >= {"E111"}
    cache: loader.Cache = {}
    again = loader.load_safely(root, today=TODAY, seconds=10, cache=cache)
    assert again.findings == ()
    assert again == load(root)


def test_a_child_that_dies_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.content.worker.sys.executable", "/bin/false")
    content = loader.load_safely(a_folder(tmp_path), today=TODAY)
    assert "E111" in {finding.code for finding in content.findings if finding.path == M}


def test_a_file_of_many_mistakes_shows_the_errors_first() -> None:
    text = "# Title\n\n" + "One thing! Another thing!\n" * 1000 + "<script>\n"
    found = read(M, text).findings
    assert len(found) == documents.MAX_FINDINGS
    assert "E108" in {finding.code for finding in found}


def read(path: str, text: str) -> documents.Document:
    """Read one file on its own."""
    name = name_of(path)
    assert name is not None
    return documents.read(Job(name, text, 1, "C1"))


marks = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("#>-[]()|`*_!<>/\\ \n\t:.^{}x1a&\"'~=+")), st.characters()
    ),
    max_size=200,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=marks, path=st.sampled_from(PATHS[:4]))
def test_any_text_is_read(text: str, path: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    document = read(path, text)
    assert "E111" not in {finding.code for finding in document.findings}
    for finding in document.findings:
        assert 1 <= finding.line <= text.count("\n") + 2
    for made in (document.lead, document.body, document.closing):
        assert "<script" not in made.lower()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=marks)
def test_any_text_renders_to_harmless_html(text: str) -> None:
    made = render(text.encode("utf-8", "replace").decode(), path=M, lang="en").html
    for tag in ("<script", "<iframe", "<object", "<style", "<input", "<form", "<svg", "<math"):
        assert tag not in made.lower()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=200), path=st.sampled_from(PATHS))
def test_any_bytes_in_any_file_are_read(
    data: bytes, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = write(a_folder(tmp_path_factory.mktemp("any")), {path: data})
    loader.load(root, today=TODAY)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=marks)
def test_any_yaml_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(yaml.YamlError):
        yaml.parse(text.encode("utf-8", "replace").decode())


@pytest.mark.parametrize(
    "text",
    [
        '<img src="x" onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](\tjavascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](//evil.example/)",
        "![x](https://evil.example/pixel.png)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        '[x](https://a.example "onclick=alert(1)")',
        '[x](https://a.example/"onmouseover="alert(1))',
        "<details ontoggle=alert(1)><summary>x</summary></details>",
        "<details><summary>x</summary>\n\n<script>alert(1)</script>\n\n</details>",
        "| <script>alert(1)</script> |\n| --- |\n| <img src=x onerror=alert(1)> |",
        "[^n]\n\n[^n]: <script>alert(1)</script>",
        "`<script>`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_in_a_text_can_run(text: str) -> None:
    made = render(text, path=M, lang="en").html
    for tag in re.findall(r"<[a-zA-Z][^>]*>", made):
        assert not re.match(r"<(?:script|svg|iframe|object|form|input|style)", tag)
        assert not re.search(r"\son\w+=", re.sub(r'"[^"]*"', '""', tag))
        for address in re.findall(r'(?:href|src)="([^"]*)"', tag):
            assert address.startswith(("https://", "http://", "#", "/courses/", "/media/"))
            assert not address.startswith("//")
        assert not tag.startswith("<img") or 'src="/media/' in tag


def test_many_files_are_read_by_two_children_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(a_folder(tmp_path), {M: MODULE_EN.replace("[!IMPORTANT]", "[!IMPORTENT]")})
    alone = loader.load_safely(root, today=TODAY)
    monkeypatch.setattr("lms.content.worker.MANY", 2)
    together = loader.load_safely(root, today=TODAY)
    assert together == alone == load(root)
    assert {finding.code for finding in together.findings} >= {"E104"}


# Within a second: measured by the processor, for the clock also counts what other programs do.

_OPTION = "- [ ] ({0}) t{1}\n  > f{1}\n"
_WIDE = "| a " * 20 + "|\n" + "| - " * 20 + "|\n"
_WIDEST = "| a " * 9000 + "|\n" + "| - " * 9000 + "|\n"
_NAMES = ", ".join(f"c{number}" for number in range(30_000))
_QUESTION = (
    "### single `a{0}`\n\nx\n\n- [x] (a) t\n  > f\n- [ ] (b) u\n  > g\n\n**Why:** x\n\n"
    "**Review:** [a](10-one-loop.en.md#b)\n\n"
)
TRAPS = {
    "a table of 5,000 rows": _WIDE + ("| b " * 20 + "|\n") * 5000,
    "rows full of links": "| a | b |\n| - | - |\n" + "| [x](y) `c` **d** | e |\n" * 8000,
    "a table of 9,000 columns": _WIDEST + "| b " * 9000 + "|\n",
    "lists in lists": "\n".join(" " * (4 * deep) + "- x" for deep in range(200)) * 20,
    "quotes in lists": "> - " * 2000 + "x",
    "empty lines": "\n" * 900_000,
    "a line of 900 kB": "x" * 900_000,
    "a line of spaces": " " * 900_000,
    "tabs": "\t" * 500_000,
    "headings": "## a\n" * 50_000,
    "notes": "".join(f"[^n{number}]: x\n[^n{number}] " for number in range(10_000)),
    "stars": "**a*" * 50_000,
    "underscores": "_a_" * 100_000,
    "links": "[a](b) " * 50_000,
    "open links": "[a](" * 100_000,
    "brackets": "[" * 200_000,
    "open pictures": "![a](b " * 50_000,
    "brackets in links": "[a](" + "(" * 200_000,
    "growing code marks": "".join("`" * number + "x" for number in range(1, 1000)),
    "code spans": "`a` " * 100_000,
    "callouts": "> [!NOTE]\n> x\n\n" * 20_000,
    "details": "<details><summary>x</summary>\n\ny\n\n</details>\n\n" * 5_000,
    "tags": "<b>" * 100_000,
    "one tag": "<a " + "b='c' " * 100_000 + ">",
    "digits": "1" * 300_000,
    "a long phone number": "+1 " + "1 " * 200_000,
    "phone numbers": "0111 " * 100_000,
    "a long mail address": "a." * 200_000 + "@",
    "mail addresses": ("a" * 64 + "@" + "b-" * 30) * 2000,
    "sentences": "A. " * 150_000,
    "quotation marks": '"a ' * 100_000,
    "many noes": "not " * 100_000,
    "hashtags": "#a" * 150_000,
    "policy words": "{{a}} " * 50_000,
    "half policy words": "{{a " * 100_000,
    "callouts in lists": ("- " + " " * 190 + "> [!x\n") * 4000,
    "entities": "&amp;" * 150_000,
    "private characters": "\ue000" * 300_000,
    "marks on one letter": "a" + "\u0301" * 300_000,
    "half surrogates": "a\ud800b" * 1000,
    "lines of two kinds": "a\r\n" * 200_000,
    "options": "## Check yourself\n\n### single `a`\n\nx\n\n"
    + "".join(_OPTION.format("abcdefgh"[number % 8], number) for number in range(20_000)),
    "questions": "## Check yourself\n\n" + "".join(map(_QUESTION.format, range(3000))),
    "pairs": "## Check yourself\n\n### match `a`\n\nx\n\n| a | b |\n| - | - |\n"
    + "| (a) b | (p) c |\n" * 20_000,
    "rules": "---\n" * 100_000,
    "underlined headings": "a\n===\n" * 50_000,
    "fences": "```\n" * 100_001,
    "feedback": "  > x\n" * 100_000,
    "escapes": "\\*" * 100_000,
    "pictures of faces": "😀" * 200_000,
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Worker]:
    """A reading child that gives a file a quarter of a second of the processor."""
    with Worker(60, processor_seconds=0.25) as worker:
        yield worker


def spent(worker: Worker) -> float:
    """Seconds of the processor that the child has used."""
    pid = worker.process_id
    return 0.0 if pid is None else time.clock_gettime((~pid << 3) | 2)


def job(path: str, text: str) -> Job:
    """One file to read."""
    name = name_of(path)
    assert name is not None
    return Job(name, text, 1, "C1")


@pytest.mark.parametrize("path", [M, "knots/quiz.en.md"])
@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_ends_in_a_finding_within_a_second(trap: str, path: str, reader: Worker) -> None:
    reader.read_all([job(M, "# It is started\n")])
    began, child = spent(reader), reader.process_id
    document = reader.read_all([job(path, f"# Title\n\n{TRAPS[trap]}")])[path]
    if reader.process_id == child:  # or else it ended at once, which is a finding too
        assert spent(reader) - began < 1
    if path == M:
        assert document.findings  # it has no summing-up, at the least


def test_the_deadline_of_the_processor_is_a_second_and_stops_only_its_file() -> None:
    assert worker.PROCESSOR_SECONDS == 1
    with Worker(60, processor_seconds=0.05) as hurried:
        slow = hurried.read_all([job(M, TRAPS["escapes"])])[M]
        child = hurried.process_id
        good = hurried.read_all([job(M, "# One loop\n")])[M]
        assert hurried.process_id == child
    assert [(item.code, item.what) for item in slow.findings] == [
        ("E111", "the file takes too long to read")
    ]
    assert good.title == "One loop"


SETTINGS_TRAPS = {
    "many keys": "".join(f"key{number}: x\n" for number in range(15_000)),
    "a long list": "a: [" + "x, " * 60_000 + "x]\n",
    "many objectives": f"objectives: [{_NAMES}]\n",
    "many entries": "- {a: b}\n" * 20_000,
    "anchors on anchors": "a: &a [x, x]\n" + "".join(
        f"k{number}: &k{number} [*{'a' if not number else f'k{number - 1}'}, *a]\n"
        for number in range(60)
    ),
    "merged keys": "<<: {a: b}\n" * 2000,
    "deep lists": "- " * 100_000 + "x\n",
    "deep maps": "{a: " * 5000,
    "a long key": "k" * 200_000 + ": x\n",
    "many texts": "---\na: b\n" * 20_000,
    "quotation marks": "'" * 200_001,
    "half surrogates": 'a: "' + "\\ud800" * 30_000 + '"\n',
    "question marks": "? " * 50_000,
    "directives": "%YAML 1.1\n" * 20_000,
    "a tag": "a: !!python/object/apply:os.system [id]\n",
    "turned writing": "id: \u202eknots\n",
}  # fmt: skip


@pytest.mark.parametrize("path", ["knots/course.yml", "sources.yml", "knots/media/licences.yml"])
@pytest.mark.parametrize("trap", SETTINGS_TRAPS)
def test_a_trap_in_settings_ends_in_a_finding_within_a_second(
    trap: str, path: str, tmp_path: Path
) -> None:
    root = a_folder(tmp_path)
    cache: loader.Cache = {}
    loader.load(root, today=TODAY, cache=cache)
    (root / path).write_text(SETTINGS_TRAPS[trap], encoding="utf-8", errors="surrogatepass")
    began = time.process_time()
    findings = loader.load(root, today=TODAY, cache=cache).findings
    assert time.process_time() - began < 1
    assert any(finding.path == path for finding in findings)
    assert all(str(finding).isprintable() for finding in findings)


@pytest.mark.parametrize(
    "data",
    [
        b"<" * 4_900_000,
        b"<svg " * 900_000,
        (b"href=" + b" " * 1000) * 4800,
        (b"<" + b" " * 1000) * 4800,
        (b" on" + b"a" * 1000) * 4800,
        b"<svg viewBox='" + b"1 " * 1000 + b"'>",
        b"\0" * 4_900_000,
        b"<" * MAX_TEXT,
        b"<svg " * (MAX_TEXT // 5),
        (b"href=" + b" " * 1000) * 950,
        (b"<" + b" " * 1000) * 950,
        (b" on" + b"a" * 1000) * 950,
        b"\0" * MAX_TEXT,
    ],
    ids=range(13),
)
def test_a_trap_in_a_picture_ends_within_a_second(data: bytes, tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    cache: loader.Cache = {}
    loader.load(root, today=TODAY, cache=cache)
    (root / "knots/media/loop.svg").write_bytes(data)
    began = time.process_time()
    findings = loader.load(root, today=TODAY, cache=cache).findings
    assert time.process_time() - began < 1
    assert any(finding.path == "knots/media/loop.svg" for finding in findings) or b"svg" in data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (MODULE_EN.encode("utf-16"), "E113"),
        (MODULE_EN.encode("utf-16-be"), "E113"),
        (MODULE_EN.encode("utf-32"), "E113"),
        ("# Sataman ääni\n".encode("latin-1"), "E113"),
        (b"# Half \xed\xa0\x80 pair\n", "E113"),
        (b"# Long form \xc0\xaf\n", "E113"),
        (b"# Cut \xe2\x82", "E113"),
        (b"a\0b" * 100_000, "E113"),
        ("# Left \u202eto right\n".encode(), "E113"),
        ("# Kept \u2067apart\n".encode(), "E113"),
        (b"# Bell \x07 and escape \x1b[31m\n", "E113"),
        (b"x" * 10_000_000, "E509"),
        (b"\n" * 10_000_000, "E509"),
    ],
    ids=range(13),
)
def test_wrong_encodings_and_hidden_characters_are_told(
    data: bytes, code: str, tmp_path: Path
) -> None:
    root = a_folder(tmp_path)
    cache: loader.Cache = {}
    loader.load(root, today=TODAY, cache=cache)
    (root / M).write_bytes(data)
    began = time.process_time()
    findings = [
        finding
        for finding in loader.load(root, today=TODAY, cache=cache).findings
        if finding.path == M
    ]
    assert time.process_time() - began < 1
    assert code in {finding.code for finding in findings}


def test_a_hidden_character_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, "You hold the end", "You\u202e hold the end"))
    line = MODULE_EN[: MODULE_EN.index("You hold")].count("\n") + 1
    found = [finding for finding in load(root).findings if finding.code == "E113"]
    assert [(finding.path, finding.line, finding.column) for finding in found] == [(M, line, 4)]
    assert "U+202E" in found[0].what


def test_file_names_with_strange_characters_stay_on_one_line(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    names = ["a\nb.md", "c\r.md", "d\u202e.md", "e\x1b[31m.md", "-rf.md", "f .md", "*.md", ":.md"]
    for name in names:
        (root / "knots" / name).write_text("x")
    (root / os.fsdecode(b"knots/\xff\xfe.md")).write_text("x")
    (root / "g\nh").mkdir()
    (root / "g\nh/10-x.en.md").write_text("x")
    found = load(root).findings
    assert len([item for item in found if item.code == "E109"]) == len(names) + 2
    assert all(str(finding).isprintable() for finding in found)
    assert all("\n" not in finding.path for finding in found)


def test_devices_sockets_and_folders_in_place_of_files_are_told(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    places = [M, "knots/quiz.en.md", "knots/course.yml", "programme.yml", "knots/media/loop.svg"]
    for path in places:
        (root / path).unlink()
    (root / M).symlink_to("/dev/zero")
    os.mkfifo(root / "knots/quiz.en.md")
    (root / "knots/course.yml").symlink_to("/dev/random")
    (root / "programme.yml").mkdir()
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(os.path.relpath(root / "knots/media/loop.svg"))
        began = time.process_time()
        findings = load(root).findings
        assert time.process_time() - began < 1
    told = {(finding.path, finding.code) for finding in findings}
    for path in (M, "knots/quiz.en.md", "knots/course.yml", "knots/media/loop.svg"):
        assert (path, "E112") in told
    assert ("programme.yml", "E215") in told


def test_a_file_that_nobody_may_read_is_told_and_nothing_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_folder(tmp_path)
    really = os.open

    def refusing(place: str | Path, *rest: int, **more: int) -> int:
        if str(place).endswith("10-one-loop.en.md"):
            raise PermissionError(13, "Permission denied")
        return really(place, *rest, **more)

    monkeypatch.setattr("lms.content.folder.os.open", refusing)
    found = [(finding.path, finding.code) for finding in load(root).findings]
    assert (M, "E112") in found
    assert {code for _, code in found} <= {"E112", "W210"}
