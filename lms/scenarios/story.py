"""The story of a play: the scenes passed with what was chosen, and the scene that comes now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.content.model import Choice, ScenarioText, Scene
from lms.content.scenario import START

MOST_STEPS = 100
"""A story with loops ends here: the next choice leads back to the start."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice as it is kept."""

    scene: str
    letter: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A scene that lies behind, with what was chosen in it."""

    scene: Scene
    choice: Choice


@dataclass(frozen=True, slots=True)
class Story:
    """How far a play has come."""

    passed: tuple[Passed, ...]
    now: Scene

    @property
    def is_over(self) -> bool:
        """Whether the play has come to an ending."""
        return self.now.is_ending

    @property
    def step(self) -> int:
        """The number of the step that comes now, from 1."""
        return len(self.passed) + 1


def follow(text: ScenarioText, taken: Sequence[Taken]) -> Story | None:
    """The story of these choices; None when the scenario has changed so that it breaks off."""
    at = text.scene(START)
    passed: list[Passed] = []
    for step in taken:
        choice = at.choice(step.letter) if at is not None and at.name == step.scene else None
        if at is None or choice is None:
            return None
        passed.append(Passed(at, choice))
        at = text.scene(choice.to)
    return None if at is None or len(passed) >= MOST_STEPS else Story(tuple(passed), at)
