"""Whatever lies in the folder, reading it ends, says what is wrong, and runs nothing."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content import documents, loader
from lms.content import yaml_source as yaml
from lms.content.documents import Job
from lms.content.markdown import render
from lms.content.source import name_of
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
