"""What other pages show of the welcome: one's own card on My learning, and a team's summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lms.web import context
from lms.welcome import advice, policy, queries, words
from lms.welcome.said import NOTHING
from lms.welcome.summary import Step


@dataclass(frozen=True, slots=True)
class Own:
    """What My learning shows of one's own answers, and whether the freedoms are written."""

    is_offered: bool
    has_answers: bool
    reasons: tuple[advice.Reason, ...]
    is_setup: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason in a summary: how many say so in four steps, and what the organisation owes."""

    words: str
    step: int
    step_words: str
    duty: str


def house(lang: str | None = None) -> policy.House:
    """The organisation's freedoms and promise, in the reader's language or another one."""
    return policy.house(
        context.content(),
        lang or context.language(),
        with_example=context.settings().mode == "demo",
    )


def own() -> Own:
    """One's own card; a device without the key shows neither answers nor the offer."""
    viewer = context.viewer()
    box = queries.opened(
        context.db(),
        person_id=viewer.person_id,
        session_id=viewer.session_id,
        token=viewer.token,
    )
    said = NOTHING if box is None else box.said
    return Own(
        is_offered=box is not None and not said.has_answers and not said.is_passed,
        has_answers=said.has_answers,
        reasons=advice.reasons_of(said, context.content(), context.language()),
        is_setup=house().is_written,
    )


def bars_of_team(team_id: int) -> tuple[Bar, ...]:
    """The summary of a team; empty when nothing may be shown."""
    return bars(queries.steps(context.db(), team_id=team_id))


def bars(steps: Mapping[str, Step]) -> tuple[Bar, ...]:
    """The rows of a summary, those most often said first."""
    named, owed, said = words.reasons(), words.duties(), words.steps()
    rows = [
        Bar(named[name], int(steps[name]), said[steps[name]], owed[name])
        for name in named
        if name in steps
    ]
    return tuple(sorted(rows, key=lambda row: -row.step))
