"""Findings written out: as lines for people, as JSON for tools, as SARIF for code review."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from lms.content.codes import CODES, Code
from lms.content.codes.page import PAGE
from lms.content.model import Finding, Severity

Format = Literal["text", "json", "sarif"]

JSON_VERSION = 1
"""Raised when a key of the JSON output changes its meaning or goes; new keys may come."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FINGERPRINT = "lmsFinding/v1"
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning"}


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of the linter found."""

    folder: Path
    findings: Sequence[Finding]
    files: int  # how many were read
    page: str = PAGE  # where the codes are explained; with an address, SARIF links to it

    @property
    def errors(self) -> int:
        """How many findings stop publishing."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings ask for a second look."""
        return len(self.findings) - self.errors

    def help_at(self, code: str) -> str:
        """Where a code is explained."""
        return f"{self.page}#{code.lower()}"


def as_text(report: Report) -> str:
    """One line for every finding, and a last line that counts them."""
    lines = [str(finding) for finding in report.findings]
    counted = f"{_count(report.errors, 'error')}, {_count(report.warnings, 'warning')}"
    return "\n".join([*lines, f"{counted} in {_count(report.files, 'file')}\n"])


def as_json(report: Report) -> str:
    """The findings as data; docs/linter.md tells the keys."""
    held = {
        "version": JSON_VERSION,
        "folder": str(report.folder),
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [
            {
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "code": finding.code,
                "severity": _LEVELS[finding.severity],
                "group": CODES[finding.code].group,
                "what": finding.what,
                "fix": finding.fix,
                "help": report.help_at(finding.code),
            }
            for finding in report.findings
        ],
    }
    return json.dumps(held, ensure_ascii=True, indent=2) + "\n"


def as_sarif(report: Report) -> str:
    """The findings as a SARIF 2.1.0 log, for tools of code review."""
    rules = sorted(CODES.values(), key=lambda code: code.name[1:])
    places = {code.name: place for place, code in enumerate(rules)}
    seen: dict[str, int] = {}
    run = {
        "tool": {
            "driver": {
                "name": "lms content check",
                "version": _version(),
                "rules": [_rule(code, report) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, places[finding.code], report, seen) for finding in report.findings
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _version() -> str:
    try:
        return version("lms")
    except PackageNotFoundError:
        return "0"


def _rule(code: Code, report: Report) -> dict[str, Any]:
    place = report.help_at(code.name)
    meaning = f"{code.meaning}."
    rule: dict[str, Any] = {
        "id": code.name,
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": f"{meaning} {code.advice}"},
        "help": {
            "text": f"{code.advice} See {place}.",
            "markdown": f"{code.advice}\n\n[{code.name} with examples]({place})",
        },
        "defaultConfiguration": {"level": "error" if code.is_error else "warning"},
        "properties": {"tags": [code.group]},
    }
    if place.startswith(("https://", "http://")):  # the standard wants a whole address here
        rule["helpUri"] = place
    return rule


def _result(finding: Finding, rule: int, report: Report, seen: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.what}; {finding.fix}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": _address(report.folder, finding.path),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(finding, seen)},
    }


def _address(folder: Path, path: str) -> str:
    """The file's place from where the command runs, which code review takes as the root."""
    try:
        root = folder.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (OSError, ValueError):
        root = "."
    whole = path if root == "." else f"{root}/{path}"
    return quote(whole.removesuffix("/."), safe="/", errors="replace")


def _fingerprint(finding: Finding, seen: dict[str, int]) -> str:
    """The same for the same mistake after lines above it have come or gone."""
    said = re.sub(r"\d+", "0", finding.what)
    base = f"{finding.path}\n{finding.code}\n{said}"
    seen[base] = seen.get(base, 0) + 1
    whole = f"{base}\n{seen[base]}".encode("utf-8", "replace")
    return hashlib.sha256(whole).hexdigest()[:32]
