"""Print what is wrong in a content folder, for people and for editors."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from lms.content import loader
from lms.content.model import Severity


def check(folder: Path, today: date, out: TextIO) -> int:
    """Print every finding and a last line that counts them; 1 when there are errors."""
    content = loader.load_safely(folder, today=today)
    out.writelines(f"{finding}\n" for finding in content.findings)
    errors = sum(finding.severity is Severity.ERROR for finding in content.findings)
    warnings = len(content.findings) - errors
    files = sum(1 for path in folder.rglob("*") if path.suffix in {".md", ".yml"})
    out.write(f"{_count(errors, 'error')}, {_count(warnings, 'warning')} in {files} files\n")
    return 1 if errors else 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def main(arguments: list[str]) -> int:
    """Check the folder that the first argument names."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m lms.content.command FOLDER\n")
        return 2
    return check(Path(arguments[0]), datetime.now(UTC).date(), sys.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
