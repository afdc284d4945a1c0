"""Print what is wrong in a content folder, for people, for editors and for code review."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from lms.content import loader, versions
from lms.content.codes.page import PAGE
from lms.content.folder import Roots, roots_of
from lms.content.mending import mend
from lms.content.report import FORMATS, Format, Report
from lms.content.source import Kind, name_of


def tidy(folder: Roots, out: TextIO) -> None:
    """Tidy the files of a folder and tell what was done with each that was not in order."""
    for root in roots_of(folder):
        for done in mend(root):
            _write(f"{done}\n", out)


def check(
    folder: Roots,
    today: date,
    out: TextIO,
    *,
    form: Format = "text",
    page: str = PAGE,
    with_versions: bool = True,
) -> int:
    """Write every finding in one piece; 1 when there are errors.

    What is amiss with versions stops publishing only, so whoever just shows content leaves it out.
    """
    content = loader.load_safely(folder, today=today)
    findings = content.findings
    if with_versions:
        findings = tuple(sorted((*findings, *versions.check(content, content.lock))))
    roots = roots_of(folder)
    report = Report(roots[0], findings, sum(map(_count_files, roots)), page)
    _write(FORMATS[form](report), out)
    return 1 if report.errors else 0


def _count_files(folder: Path) -> int:
    """How many text files of the format there are."""
    places = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    names = (name_of(place) for place in places if place.endswith((".md", ".yml")))
    return sum(1 for name in names if name is not None and name.kind is not Kind.UNREAD)


def _write(text: str, out: TextIO) -> None:
    """Write so that no terminal's alphabet and no closed pipe gets in the way."""
    coded = text.encode(out.encoding or "utf-8", "backslashreplace")
    try:
        out.write(coded.decode(out.encoding or "utf-8"))
        out.flush()
    except BrokenPipeError:  # whoever read it has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def main(arguments: list[str]) -> int:
    """Check the folder that the first argument names, with the overlay of the second."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("usage: python -m lms.content.command FOLDER [OVERLAY]\n")
        return 2
    return check([Path(argument) for argument in arguments], datetime.now(UTC).date(), sys.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
