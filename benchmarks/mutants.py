"""Mutation testing of what decides points and readiness: `make mutants`.

Each mutant is the program with one small fault. The tests have to notice every one of them; one
that they do not notice ends the command with exit code 1. The figures are written into
docs/testing.md. `python -m benchmarks.mutants grading` does only that group.
"""

from __future__ import annotations

import platform
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.tables import replace_table

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "testing.md"
KILLED, SURVIVED = "killed", "survived"


@dataclass(frozen=True, slots=True)
class Group:
    """Files of the program, and the tests that must notice every fault in them."""

    mutated: tuple[str, ...]
    tests: tuple[str, ...]
    helpers: tuple[str, ...] = ()


GROUPS: Mapping[str, Group] = {
    "grading": Group(
        mutated=("lms/quizzes/grading.py", "lms/quizzes/rejudging.py"),
        tests=("tests/quizzes/test_grading.py", "tests/quizzes/test_rejudging.py"),
        helpers=("tests/quizzes/conftest.py", "tests/quizzes/questions.py"),
    ),
    "readiness": Group(
        mutated=("lms/readiness/rules.py",),
        tests=("tests/readiness/test_rules.py",),
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the mutants of one group."""

    name: str
    verdicts: Mapping[str, str]
    processor: float

    @property
    def left(self) -> list[str]:
        """The mutants that no test noticed, and those of which nothing can be said."""
        return [name for name, verdict in self.verdicts.items() if verdict != KILLED]

    @property
    def is_kept(self) -> bool:
        """Whether there were mutants and every one was noticed."""
        return bool(self.verdicts) and not self.left

    def table(self) -> str:
        """The figures, file by file."""
        head = (
            f"Tried on {datetime.now(UTC).date().isoformat()} with "
            f"`python -m benchmarks.mutants {self.name}` (part of `make mutants`): mutmut "
            f"{version('mutmut')}, Python {platform.python_version()}, {self.processor:.0f} s of "
            "the processor.\n\n"
            "| File | Mutants | Killed | Survived | Neither |\n|---|---|---|---|---|"
        )
        return "\n".join([head, *(self._row(path) for path in GROUPS[self.name].mutated)])

    def _row(self, path: str) -> str:
        module = path.removesuffix(".py").replace("/", ".")
        found = Counter(
            verdict for name, verdict in self.verdicts.items() if name.rpartition(".")[0] == module
        )
        neither = found.total() - found[KILLED] - found[SURVIVED]
        return f"| `{path}` | {found.total()} | {found[KILLED]} | {found[SURVIVED]} | {neither} |"


def run(name: str) -> Outcome:
    """Try every mutant of a group, in a folder that is thrown away."""
    group = GROUPS[name]
    with tempfile.TemporaryDirectory(prefix="lms-mutants-") as scratch:
        folder = Path(scratch)
        _prepare(folder, group)
        before = _spent()
        # One process: other work goes on, and nothing depends on which mutant ends first.
        subprocess.run([_mutmut(), "run", "--max-children", "1"], cwd=folder, check=True)
        outcome = Outcome(name, dict(_verdicts(folder)), _spent() - before)
        for mutant in outcome.left:
            print(_told(folder, "show", mutant))
    return outcome


def _prepare(folder: Path, group: Group) -> None:
    """The program and these tests alone: no application, no database, no settings of ours.

    The large `tests/conftest.py` stays behind, so a test that asks for a database cannot run here.
    """
    shutil.copytree(ROOT / "lms", folder / "lms", ignore=lambda _folder, names: _left_out(names))
    packages = {str(Path(path).parent / "__init__.py") for path in group.tests}
    for path in ("tests/__init__.py", *packages, *group.helpers, *group.tests):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    settings: Mapping[str, Sequence[str]] = {
        "source_paths": ["lms"],
        "only_mutate": group.mutated,
        # The same examples each time, so that no mutant is found by luck.
        "pytest_add_cli_args": ["--hypothesis-seed=0", "-p", "no:cacheprovider", "-W", "error"],
        "pytest_add_cli_args_test_selection": group.tests,
        "use_git_change_detection": ["false"],
    }
    lines = [f"{key} =\n    " + "\n    ".join(values) for key, values in settings.items()]
    (folder / "setup.cfg").write_text("[mutmut]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _left_out(names: Sequence[str]) -> list[str]:
    return [name for name in names if name == "__pycache__"]


def _mutmut() -> str:
    return str(Path(sys.executable).with_name("mutmut"))


def _told(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [_mutmut(), *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def _verdicts(folder: Path) -> Iterator[tuple[str, str]]:
    for line in _told(folder, "results", "--all", "true").splitlines():
        name, _, verdict = line.strip().partition(": ")
        yield name, verdict


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Try the groups and write what came of it; exit 1 when a mutant is left."""
    outcomes = [run(name) for name in sys.argv[1:] or GROUPS]
    for outcome in outcomes:
        replace_table(DOCUMENT, outcome.name, outcome.table())
        print(outcome.table())
    sys.exit(0 if all(outcome.is_kept for outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
