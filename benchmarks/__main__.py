"""Measure everything and write the figures into docs/performance.md: `make bench`.

`python -m benchmarks counts memory` measures only these groups and leaves the other tables. `scale`
stands for `scale-S` and `scale-M`; `scale-L` is measured only when it is asked for.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    counts,
    grading,
    instructions,
    linter,
    practice,
    preview,
    rush,
    scale,
    server,
    site,
)
from benchmarks.tables import replace_table
from lms.people import reading

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
REQUESTS = 10_000
PEOPLE = {"200": 200, "10000": 10_000}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure beside its budget; without a budget it is told for comparison."""

    name: str
    value: float
    unit: str = ""
    budget: float | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the budget is kept."""
        return self.budget is None or self.value <= self.budget

    def row(self) -> str:
        """A row of the table."""
        verdict = "" if self.budget is None else ("kept" if self.is_kept else "**not kept**")
        budget = "" if self.budget is None else f"{self.budget:g} {self.unit}".strip()
        return f"| {self.name} | {_number(self.value)} {self.unit} | {budget} | {verdict} |"


@dataclass(frozen=True, slots=True)
class Told:
    """Figures with something to say before their table."""

    before: str
    figures: Sequence[Figure]


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2f}"


def _instructions(folder: Path) -> list[Figure]:
    found = instructions.measure(folder)
    read, write = found["floor-read"], found["floor-write"]
    questions = (found["quiz-requests"] - 3) / 3
    own = found["quiz"] / ((2 * questions + 2) * read + (questions + 1) * write)
    ten = found["quiz"] + (10 - questions) * found["quiz-question"]
    scaled = ten / (22 * read + 11 * write)
    return [
        Figure("Reading floor, a request", read / 1e6, "million instructions"),
        Figure("Writing floor, a request", write / 1e6, "million instructions"),
        Figure("Module page, of the reading floor", found["module"] / read, "x", 1.5),
        Figure("Marking as read, of the writing floor", found["mark"] / write, "x", 1.6),
        Figure("Saving an answer, of the writing floor", found["answer"] / write, "x", 1.6),
        Figure(f"Whole quiz of {questions:.0f}, of as many floor requests", own, "x"),
        Figure("Whole quiz, reckoned for ten questions", scaled, "x", 1.6),
        Figure("Requests of a quiz of ten", 3 * 10 + 3, "", 34),
        Figure("Course page, of the reading floor", found["course"] / read, "x"),
        Figure("My learning, of the reading floor", found["learn"] / read, "x"),
        Figure("Team page at 200 people, of the reading floor", found["team-200"] / read, "x"),
        Figure(
            "Team page at 10,000 people, of that at 200",
            found["team-10000"] / found["team-200"],
            "x",
        ),
    ]


def _counts(folder: Path) -> list[Figure]:
    found = counts.pages(folder)
    courses = 4
    rows = site.TEAM_SIZE * (courses + 1) + 12 * courses + 20
    budgets = {"module": 5, "course": 8, "learn": 8, "team-200": 8, "team-10000": 8}
    names = {
        "module": "Module page",
        "course": "Course page",
        "learn": "My learning",
        "team-200": "Team page, 200 people in the company",
        "team-10000": "Team page, 10,000 people in the company",
        "mark": "Marking as read",
        "answer": "Saving an answer",
    }
    figures = [
        Figure(f"{name}: statements", found[key][0], "", budgets.get(key))
        for key, name in names.items()
    ]
    figures += [
        Figure(f"{names[key]}: rows, team of {site.TEAM_SIZE}", found[key][1], "", rows)
        for key in ("team-200", "team-10000")
    ]
    work = counts.loading()
    return [
        *figures,
        Figure("Reading and checking all courses, processor time", work["whole"], "ms", 2000),
        Figure("One changed module, processor time", work["changed"], "ms", 150),
    ]


def _linter(folder: Path) -> list[Figure]:
    found = linter.check(folder / "courses")
    command = f"`lms content check` on {found['files']:.0f} course files"
    return [
        Figure(f"{command}, processor time of all its processes", found["processor"], "s", 5),
        Figure(f"{command}, clock", found["clock"], "s", 5),
    ]


def _grading(_folder: Path) -> list[Figure]:
    found = grading.measure()
    what = f"{found['attempts']:,.0f} attempts of {grading.QUESTIONS} questions"
    return [
        Figure(f"Grading {what}, processor time, best of {grading.ROUNDS}", found["best"], "s", 1),
        Figure("The same for one attempt", found["best"] / found["attempts"] * 1e6, "µs"),
    ]


def _browser(folder: Path) -> list[Figure]:
    path, size = counts.largest_module(folder)
    found = server.cold_page(folder / "200", path)
    return [
        Figure("Cold module page: requests", found["requests"], "", 8),
        Figure("Cold module page with fonts", found["kB"], "kB", 180),
        Figure("Cold module page without fonts", found["kB-without-fonts"], "kB", 40),
        Figure("HTML of the longest module, as sent", found["html-kB"], "kB", 14),
        Figure("The same before compression", size / 1000, "kB"),
        Figure("Script", found["script-kB"], "kB", 20),
        Figure("Layout shift", found["shift"], "", 0.02),
    ]


def _start(folder: Path) -> list[Figure]:
    return [Figure("Second start, seconds", server.second_start(folder / "200"), "s", 2)]


def _memory(folder: Path) -> list[Figure]:
    found = server.memory(folder / "200", requests=REQUESTS)
    return [
        Figure("Two workers before the first request (PSS)", found["start"], "MiB"),
        Figure(f"Two workers after {REQUESTS:,} requests (PSS)", found["first"], "MiB", 200),
        Figure("The same, counted as RSS of both", found["first-rss"], "MiB"),
        Figure(
            f"Growth in the next {REQUESTS:,} requests", found["second"] - found["first"], "MiB", 5
        ),
    ]


def _table(figures: Sequence[Figure], group: str) -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    part = "only when asked for" if group in ONLY_WHEN_ASKED else "part of `make bench`"
    head = (
        f"Measured on {datetime.now(UTC).date().isoformat()} with `python -m benchmarks {group}` "
        f"({part}) on {machine}.\n\n"
        "| Figure | Measured | Budget | |\n|---|---|---|---|"
    )
    return "\n".join([head, *(figure.row() for figure in figures)])


def _rush(folder: Path) -> list[Figure]:
    found = rush.measure(folder / "rush")
    who = f"{found['learners']:,.0f} learners within {rush.SECONDS} seconds"
    return [
        Figure(f"{who}: errors", found["errors"], "", 0),
        Figure("Button to first question, 95 of 100 learners within", found["p95"], "s", 2),
        Figure("Button to first question, median", found["median"], "s"),
        Figure("Button to first question, the slowest", found["slowest"], "s"),
        Figure("Of this the start alone, 95 of 100 within", found["start-p95"], "s"),
        Figure("Processor time of both server processes", found["server"], "s"),
        Figure("Processor time of PostgreSQL", found["database"], "s"),
        Figure("Processor time of the learners' process", found["client"], "s"),
    ]


def _scale(size: str) -> Callable[[Path], Told]:
    def group(folder: Path) -> Told:
        measured = scale.measure(folder, size)
        figures = _of_ten(measured)
        for database, found in measured.found.items():
            figures += _of_database(database, found)
        return Told(scale.describe(measured.found, size), figures)

    return group


def _of_ten(measured: scale.Measured) -> list[Figure]:
    figures = []
    name = f"{scale.TEN}, of the same at S"
    for database, found in measured.found.items():
        ten, small = found.pages[scale.TEN], measured.small[database]
        figures += [
            Figure(f"{name}: statements, {database}", ten.statements / small.statements, "x", 1),
            Figure(f"{name}: rows handed over, {database}", ten.rows / small.rows, "x", 1),
        ]
        if ten.read is not None and small.read:
            figures.append(Figure(f"{name}: rows read, {database}", ten.read / small.read, "x", 1))
        if ten.steps and small.steps:
            ratio = ten.steps / small.steps
            figures.append(Figure(f"{name}: steps of {database}", ratio, "x", 1.1))
    if measured.ratio is not None:
        figures.append(Figure(f"{name}: instructions, {scale.SQLITE}", measured.ratio, "x", 1.1))
    for database, held in measured.held.items():
        over = held - measured.held_small[database]
        figures += [
            Figure(f"A process that answered every page twice, at most, {database}", held, "MiB"),
            Figure(f"The same, over one at S, {database}", over, "MiB", 32),
        ]
    return figures


def _of_database(database: str, found: scale.Found) -> list[Figure]:
    lines = {name: cost for name, cost in found.pages.items() if name in scale.LINES}
    slow = max(lines, key=lambda name: lines[name].database)
    largest, whole, taken = found.exports[-1], found.everybody, found.imported
    export = f"Export of {largest.people:,} people, {largest.cells:,} cells"
    slowest = max(cost.slowest for cost in found.pages.values())
    figures = [
        Figure(f"{slow} (the slowest of its orders and filters): database time",
               lines[slow].database, "ms", 60),
    ]  # fmt: skip
    if lines[slow].progress is not None:
        read = sum(cost.progress or 0 for cost in lines.values())
        figures.append(
            Figure("A line for each team, all of them: rows of modules read", read, "", 0)
        )
    figures += [
        Figure("Everybody counted anew", found.counted, "s"),
        Figure("The slowest statement of all pages; it is given up after ten seconds",
               slowest / 1000, "s", 10),
        Figure(f"{export}: first bytes", largest.first, "s", 0.5),
        Figure(f"{export}: memory over idle", largest.memory, "MiB", 64),
        Figure(f"{export}: seconds for 200,000 cells",
               200_000 * largest.seconds / largest.cells, "s",
               1 if largest.people > 1_000 else None),
        Figure(f"{export}: of this process's processor for 200,000 cells",
               200_000 * largest.spent / largest.cells, "s"),
        Figure("The same as a workbook: first bytes", found.workbook.first, "s", 0.5),
        Figure("The same as a workbook: memory over idle", found.workbook.memory, "MiB", 64),
        Figure("The same as a workbook: seconds for 200,000 cells",
               200_000 * found.workbook.seconds / found.workbook.cells, "s",
               1 if largest.people > 1_000 else None),
        Figure(f"Export of everybody, {whole.people:,} people, {whole.cells:,} cells: first bytes",
               whole.first, "s", 0.5),
        Figure("Export of everybody: memory over idle", whole.memory, "MiB", 64),
        Figure("Export of everybody: seconds for 200,000 cells",
               200_000 * whole.seconds / whole.cells, "s", 1 if whole.people > 1_000 else None),
        Figure(f"Import of {taken.people:,} people", taken.seconds, "s", 60),
        Figure("Of this reading the file", taken.read, "s"),
        Figure("Of this comparing", taken.compared, "s"),
        Figure("Of this writing", taken.written, "s"),
        Figure("The same file again", taken.again, "s"),
        Figure("Both together, of this process's processor", taken.spent, "s"),
        Figure("The same file again: statements that write", taken.writes_again, "", 0),
        Figure("The people file, of the largest that is taken",
               max(taken.size / reading.LARGEST_BY_COMMAND,
                   taken.people / reading.MOST_ROWS_BY_COMMAND), "x", 1),
    ]  # fmt: skip
    return [replace(figure, name=f"{database}: {figure.name}") for figure in figures]


WITHOUT_SITE = {"grading", "linter", "preview", "rush", "scale-S", "scale-M", "scale-L"}
"""Groups that need no people, or bring their own."""


def _preview(folder: Path) -> list[Figure]:
    found = preview.measure(folder)
    names = {"dev": "`make dev`", "author": "`lms author`"}
    figures = []
    for key, name in names.items():
        followed, at_once = found[key], found[f"{key}-at-once"]
        figures += [
            Figure(f"{name}: save to new page, median of ten", statistics.median(followed), "s", 1),
            Figure(f"{name}: the slowest of ten", max(followed), "s", 1),
            Figure(f"{name}: the server's part, median of ten", statistics.median(at_once), "s"),
        ]
    return figures


GROUPS: Mapping[str, Callable[[Path], list[Figure] | Told]] = {
    "counts": _counts,
    "grading": _grading,
    "linter": _linter,
    "instructions": _instructions,
    "browser": _browser,
    "memory": _memory,
    "start": _start,
    "preview": _preview,
    "rush": _rush,
    "scale-S": _scale("S"),
    "scale-M": _scale("M"),
    "scale-L": _scale("L"),
}
ONLY_WHEN_ASKED = {"scale-L"}
"""It takes a quarter of an hour and some gigabytes of disk."""


def _chosen(names: Sequence[str]) -> list[str]:
    """The groups to measure; without a name all that are not too long."""
    found: list[str] = []
    for name in names or [name for name in GROUPS if name not in ONLY_WHEN_ASKED]:
        found += ["scale-S", "scale-M"] if name == "scale" else [name]
    return found


def main() -> None:
    """Measure and write; exit 1 when a budget is not kept."""
    kept, names = True, sys.argv[1:]
    if not names or "practice" in names:
        practice.write()
    names = [name for name in names if name != "practice"]
    for group in _chosen(names) if names or len(sys.argv) == 1 else ():
        with tempfile.TemporaryDirectory(prefix="lms-bench-") as scratch:
            folder = Path(scratch)
            for name, company in PEOPLE.items() if group not in WITHOUT_SITE else ():
                site.prepare(folder / name, company=company)
            found = GROUPS[group](folder)
        told = found if isinstance(found, Told) else Told("", found)
        table = _table(told.figures, group)
        if told.before:
            print(told.before, flush=True)
            table = f"{told.before}\n\n{table}"
        replace_table(DOCUMENT, group, table)
        for figure in told.figures:
            print(figure.row(), flush=True)
            kept = kept and figure.is_kept
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
