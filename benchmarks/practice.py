"""How well the hints of the practice studio agree with a careful reader: precision and recall."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.tables import replace_table
from lms.practice.checks.check import check
from tests.practice.labelled import NAMES, TODAY, Labelled, Score, read, scores, together

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "practice.md"
LANGUAGES = {"en": "English", "fi": "Finnish"}


def write() -> None:
    """Measure, print, and write the tables into the document."""
    for lang, name in LANGUAGES.items():
        seen, blind = read(lang), read(lang, blind=True)
        table = "\n".join(_lines(name, seen, blind))
        print(table, flush=True)
        for part, of_others in {"same hand": False, "other writers": True}.items():
            drafts = read(lang, blind=True, by_others=of_others)
            chosen = drafts if of_others else drafts[: -len(read(lang, blind=True, by_others=True))]
            score = together(scores(chosen).values())
            print(f"blind, {part}: {score.precision:.2f} and {score.recall:.2f}", flush=True)
        print(f"{_milliseconds([*seen, *blind]):.1f} ms a draft, processor time", flush=True)
        replace_table(DOCUMENT, f"rules-{lang}", table)


def _lines(name: str, seen: Sequence[Labelled], blind: Sequence[Labelled]) -> Iterator[str]:
    yield (f"{name}: {len(seen)} drafts that the rules were mended by, {len(blind)} blind ones.")
    yield ""
    yield "| rule | beside: precision | recall | drafts | blind: precision | recall | drafts |"
    yield "|---|---|---|---|---|---|---|"
    beside, after = scores(seen), scores(blind)
    for rule in beside:
        yield f"| {rule.value} | {_cells(beside[rule])} | {_cells(after[rule])} |"
    total = f"{_cells(together(beside.values()))} | {_cells(together(after.values()))}"
    yield f"| **together** | {total} |"


def _cells(score: Score) -> str:
    return f"{score.precision:.2f} | {score.recall:.2f} | {score.both + score.label_only}"


def _milliseconds(drafts: Sequence[Labelled]) -> float:
    begun = time.process_time()
    for item in drafts:
        check(item.draft, NAMES, today=TODAY)
    return (time.process_time() - begun) * 1000 / len(drafts)
