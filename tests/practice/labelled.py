"""Labelled drafts, and how well the rules agree with their labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lms.practice.checks.check import check
from lms.practice.checks.model import Draft, Names, Rule

FOLDER = Path(__file__).with_name("drafts")
TODAY = date(2026, 11, 22)
NAMES = Names(
    organisation="Esimerkki Oy",
    customers=(
        "Example Dairy", "Harbour Foods", "Norrvik Logistics", "Kallio Homes",
        "Esimerkkimeijeri", "Satamaruoka", "Kallion Kodit",
    ),
    products=("Example Press", "PulpMaster", "Esimerkkipuristin"),
    code_names=("Project Cloudberry", "Falcon", "Lakkaprojekti", "Haukka"),
    public_prices=("7.50 euros", "7,50 euroa"),
    tags=("@esimerkki", "#OpenHouseAtThePlant"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A draft with what a careful reader would point out."""

    draft: Draft
    labels: frozenset[Rule]

    @property
    def seen(self) -> frozenset[Rule]:
        """What the rules point out."""
        return frozenset(found.rule for found in check(self.draft, NAMES, today=TODAY))


@dataclass(slots=True)
class Score:
    """How often a rule and the labels agree."""

    both: int = 0
    rule_only: int = 0
    label_only: int = 0

    @property
    def precision(self) -> float:
        """Of what the rule points out, how much a reader would point out as well."""
        said = self.both + self.rule_only
        return self.both / said if said else 1.0

    @property
    def recall(self) -> float:
        """Of what a reader would point out, how much the rule does."""
        meant = self.both + self.label_only
        return self.both / meant if meant else 1.0


def read(lang: str, *, blind: bool = False, by_others: bool = False) -> list[Labelled]:
    """The drafts of a language: those written beside the rules, or those nobody has mended by."""
    if blind:
        names = [f"{lang}-blind-2"] if by_others else [f"{lang}-blind", f"{lang}-blind-2"]
    else:
        names = [lang, f"{lang}-2", f"{lang}-3", f"{lang}-4"]
    texts = [(FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in names]
    return [
        _labelled(block, lang) for text in texts for block in text.split("\n\n") if block.strip()
    ]


def _labelled(block: str, lang: str) -> Labelled:
    head, _, words = block.strip().partition("\n")
    labels, *options = (part.strip() for part in head.removeprefix("=").split("|"))
    alt = next((option[4:].strip() for option in options if option.startswith("alt:")), "")
    return Labelled(
        Draft(words.strip(), lang, has_picture="picture" in options, alt=alt),
        frozenset(Rule(label) for label in labels.split()),
    )


def scores(drafts: Iterable[Labelled]) -> dict[Rule, Score]:
    """Every rule's score over some drafts."""
    found = {rule: Score() for rule in Rule}
    for item in drafts:
        seen = item.seen
        for rule in Rule:
            score = found[rule]
            score.both += rule in seen and rule in item.labels
            score.rule_only += rule in seen and rule not in item.labels
            score.label_only += rule not in seen and rule in item.labels
    return found


def together(of_rules: Iterable[Score]) -> Score:
    """All rules together."""
    parts: Sequence[Score] = tuple(of_rules)
    return Score(
        sum(part.both for part in parts),
        sum(part.rule_only for part in parts),
        sum(part.label_only for part in parts),
    )
