"""The linter's outputs: lines for people, JSON for tools, SARIF for code review."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lms.cli import main
from lms.content.codes import CODES
from lms.content.command import check
from lms.content.model import Finding
from lms.content.report import Report, as_json, as_sarif, as_text
from tests.content.sample import TODAY, a_folder, load

M = "knots/10-one-loop.en.md"
Q = "knots/quiz.en.md"
ROOT = Path(__file__).resolve().parents[2]

FAULTY = (
    (M, "## The loop\n", "### The loop\n"),
    (M, "[!IMPORTANT]", "[!IMPORTENT]"),
    (Q, "Dry fibre grips.", "Obviously it grips."),
    ("sources.yml", "2026-11-01", "2027-01-01"),
)


def faulty(root: Path) -> Report:
    """The report about a folder with some mistakes."""
    folder = a_folder(root, *FAULTY)
    return Report(folder, load(folder).findings, 13)


def test_text_is_sorted_by_file_line_and_column(tmp_path: Path) -> None:
    *lines, last = as_text(faulty(tmp_path)).splitlines()
    matches = [re.fullmatch(r"(.+?):(\d+):(\d+): ([EW]\d{3}) (.+); (.+)", line) for line in lines]
    places = [(m[1], int(m[2]), int(m[3])) for m in matches if m is not None]
    assert len(places) == len(lines) >= 4
    assert places == sorted(places)
    assert re.fullmatch(r"\d+ errors?, \d+ warnings? in 13 files", last)


def test_json_holds_what_the_text_says(tmp_path: Path) -> None:
    report = faulty(tmp_path)
    held = json.loads(as_json(report))
    assert held["version"] == 1
    assert (held["files"], held["folder"]) == (13, str(report.folder))
    assert held["errors"] + held["warnings"] == len(held["findings"])
    for item, line in zip(held["findings"], as_text(report).splitlines(), strict=False):
        assert line == (
            f"{item['path']}:{item['line']}:{item['column']}: {item['code']} "
            f"{item['what']}; {item['fix']}"
        )
        assert item["severity"] == ("error" if item["code"][0] == "E" else "warning")
        assert item["group"] == CODES[item["code"]].group
        assert item["help"] == f"docs/linter.md#{item['code'].lower()}"


def test_every_key_of_the_json_is_documented(tmp_path: Path) -> None:
    held = json.loads(as_json(faulty(tmp_path)))
    page = (ROOT / "docs/linter.md").read_text(encoding="utf-8")
    for key in [*held, *held["findings"][0]]:
        assert f"`{key}`" in page


# The parts of the published schema of SARIF 2.1.0 that the log uses, checked by hand: which keys
# an object may have, which it must have, and of which type they are.

_MESSAGE = {"text": str, "markdown": str}
_SHAPES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "log": ({"$schema": str, "version": str, "runs": list}, {"version", "runs"}),
    "run": ({"tool": dict, "columnKind": str, "results": list}, {"tool"}),
    "tool": ({"driver": dict}, {"driver"}),
    "driver": ({"name": str, "version": str, "rules": list}, {"name"}),
    "rule": (
        {
            "id": str,
            "shortDescription": dict,
            "fullDescription": dict,
            "help": dict,
            "helpUri": str,
            "defaultConfiguration": dict,
            "properties": dict,
        },
        {"id"},
    ),
    "message": (_MESSAGE, {"text"}),
    "result": (
        {
            "ruleId": str,
            "ruleIndex": int,
            "level": str,
            "message": dict,
            "locations": list,
            "partialFingerprints": dict,
        },
        {"message"},
    ),
    "location": ({"physicalLocation": dict}, set()),
    "physical": ({"artifactLocation": dict, "region": dict}, {"artifactLocation"}),
    "artifact": ({"uri": str, "uriBaseId": str}, set()),
    "region": ({"startLine": int, "startColumn": int}, set()),
}
_LEVELS = {"none", "note", "warning", "error"}
_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~/!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})+")


def shaped(value: Any, shape: str) -> dict[str, Any]:
    """The value, once its keys and their types are those of the schema."""
    known, needed = _SHAPES[shape]
    assert isinstance(value, dict)
    assert needed <= set(value) <= set(known), (shape, set(value))
    for key, item in value.items():
        assert type(item) is known[key], (shape, key)
    return value


def results_of(text: str) -> list[dict[str, Any]]:
    """The results of a log, after everything in it was held against the schema."""
    log = shaped(json.loads(text), "log")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    shaped(run, "run")
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    rules = shaped(shaped(run["tool"], "tool")["driver"], "driver")["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        shaped(rule, "rule")
        for key in ("shortDescription", "fullDescription", "help"):
            shaped(rule[key], "message")
        assert rule["defaultConfiguration"]["level"] in _LEVELS
        assert set(rule["properties"]) == {"tags"}
        assert re.match(r"https?://", rule.get("helpUri", "https://"))
    for result in run["results"]:
        shaped(result, "result")
        shaped(result["message"], "message")
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in _LEVELS
        (location,) = result["locations"]
        physical = shaped(shaped(location, "location")["physicalLocation"], "physical")
        uri = shaped(physical["artifactLocation"], "artifact")["uri"]
        assert _REFERENCE.fullmatch(uri), uri
        assert not uri.startswith("/")
        region = shaped(physical["region"], "region")
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        assert all(type(item) is str for item in result["partialFingerprints"].values())
    return list(run["results"])


def test_sarif_is_of_the_published_shape_and_says_the_same(tmp_path: Path) -> None:
    report = faulty(tmp_path)
    results = results_of(as_sarif(report))
    assert len(results) == len(report.findings)
    for result, finding in zip(results, report.findings, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert result["ruleId"] == finding.code
        assert result["level"] == ("error" if finding.code[0] == "E" else "warning")
        assert place["artifactLocation"]["uri"] == finding.path
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}
        assert result["message"]["text"] == f"{finding.what}; {finding.fix}"


def test_sarif_links_to_the_page_of_the_codes(tmp_path: Path) -> None:
    report = faulty(tmp_path)
    page = "https://git.example/lms/blob/main/docs/linter.md"
    for held, wanted in ((report, None), (Report(report.folder, (), 0, page), f"{page}#e101")):
        rules = json.loads(as_sarif(held))["runs"][0]["tool"]["driver"]["rules"]
        first = next(rule for rule in rules if rule["id"] == "E101")
        assert first.get("helpUri") == wanted
        assert "linter.md#e101)" in first["help"]["markdown"]


def test_sarif_names_files_from_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = faulty(tmp_path / "all our/courses")
    monkeypatch.chdir(tmp_path)
    results = results_of(as_sarif(report))
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results
    }
    assert f"all%20our/courses/{M}" in uris


def test_a_fingerprint_stays_when_lines_move_and_differs_between_findings(tmp_path: Path) -> None:
    def prints(root: Path, *more: tuple[str, str, str]) -> list[str]:
        findings = load(a_folder(root, *FAULTY, *more)).findings
        results = results_of(as_sarif(Report(root, findings, 1)))
        return [result["partialFingerprints"]["lmsFinding/v1"] for result in results]

    before = prints(tmp_path / "a")
    after = prints(tmp_path / "b", (M, "# One loop\n", "# One loop\n\nA rope lies there.\n"))
    assert before == after
    assert len(set(before)) == len(before)


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_any_text_in_a_finding_can_be_written(form: str) -> None:
    nasty = "a\nb\u202ec\ud800d\x1b[31m\u2028"
    finding = Finding("a?.md", 1, 1, "E205", f'unknown key "{nasty}"', "mend it")
    assert str(finding).isprintable()
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    report = Report(Path("x"), (finding,), 1)
    text = {"text": as_text, "json": as_json, "sarif": as_sarif}[form](report)
    out.write(text.encode("ascii", "backslashreplace").decode())
    assert "\u202e" not in text


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_the_command_ends_with_one_on_errors_and_zero_on_warnings(
    form: str, tmp_path: Path
) -> None:
    def run(root: Path) -> int:
        return CliRunner().invoke(main, ["content", "check", str(root), "--format", form]).exit_code

    assert run(a_folder(tmp_path / "clean")) == 0
    assert run(a_folder(tmp_path / "warned", (M, "holds without", "holds! without"))) == 0
    assert run(a_folder(tmp_path / "faulty", *FAULTY)) == 1
    assert run(tmp_path / "nothing there") == 1


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_messages_never_mix_with_the_output(form: str, tmp_path: Path) -> None:
    root = a_folder(tmp_path, *FAULTY)

    code = "import sys; from lms.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "content", "check", str(root), "--format", form]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout)
    assert done.stderr == b""


def test_a_reader_who_has_seen_enough_brings_up_no_traceback(tmp_path: Path) -> None:
    root = a_folder(tmp_path, *FAULTY, (M, "## In short", "One! Two!\n" * 3000 + "## In short"))
    read, write = os.pipe()
    os.close(read)
    code = "import sys; from lms.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "content", "check", str(root)]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(write)
    assert done.stderr == b""


def test_a_terminal_with_a_small_alphabet_gets_every_line(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (M, "[C1]", "[Č9]"))
    sink = io.BytesIO()
    out = io.TextIOWrapper(sink, encoding="ascii")
    assert check(root, TODAY, out) == 1
    assert b"E207" in sink.getvalue()
