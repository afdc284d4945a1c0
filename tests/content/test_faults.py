"""Mistakes sown into the shipped courses are found at their line, with little noise around."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from lms.content import loader
from lms.content.model import Finding
from tests.content.faults import COURSES, Fault, faults

TODAY = date(2026, 11, 22)
MOST_OTHERS = 2


class Shop:
    """A copy of the shipped courses in which one mistake after another is made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache: loader.Cache = {}
        shutil.copytree(COURSES, root)
        self.before = Counter(map(_key, self._findings()))

    def _findings(self) -> tuple[Finding, ...]:
        # Documents that did not change are not read again, as on a running site.
        return loader.load(self.root, today=TODAY, cache=self.cache).findings

    def new(self, fault: Fault) -> list[Finding]:
        """What the linter says because of the mistake."""
        place = self.root / fault.path
        held = place.read_bytes()
        text = fault.text
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            findings = self._findings()
        finally:
            place.write_bytes(held)
        left = Counter(self.before)
        found: list[Finding] = []
        for finding in findings:
            if left[_key(finding)]:
                left[_key(finding)] -= 1
            else:
                found.append(finding)
        return found


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, finding.what


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The shipped courses, to be spoilt."""
    return Shop(tmp_path_factory.mktemp("faults") / "courses")


FAULTS = faults()


def test_there_are_more_than_a_hundred_mistakes_of_many_kinds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds = {fault.kind for fault in FAULTS}
    assert len(FAULTS) > 100
    assert len(kinds) > 50
    with capsys.disabled():
        print(f"\n{len(FAULTS)} mistakes of {len(kinds)} kinds are sown")


def test_every_mistake_is_found_at_its_line_with_little_noise(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    missed: list[str] = []
    noisy: list[str] = []
    others: Counter[int] = Counter()
    for fault in FAULTS:
        found = shop.new(fault)
        hits = [
            finding
            for finding in found
            if finding.code == fault.code and f"{finding.path}:{finding.line}" == fault.place
        ]
        said = "\n  ".join(str(finding) for finding in found)
        if not hits:
            missed.append(f"{fault.kind}: {fault.code} at {fault.place}, found\n  {said}")
            continue
        others[len(found) - 1] += 1
        if len(found) - 1 > MOST_OTHERS:
            noisy.append(f"{fault.kind}: {fault.code} at {fault.place}, found\n  {said}")
    with capsys.disabled():
        told = ", ".join(f"{count} with {number} other" for number, count in sorted(others.items()))
        print(f"\n{len(FAULTS) - len(missed)} of {len(FAULTS)} mistakes found: {told}")
    assert not missed, "\n".join(missed)
    assert not noisy, "\n".join(noisy)
