"""What somebody keeps to themselves, said in words for their own record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from flask_babel import gettext as _

from lms.content.model import DiagnosticText
from lms.welcome import words
from lms.welcome.asking import QUESTIONS, chosen
from lms.welcome.said import Said


def in_words(
    said: Said,
    *,
    text: DiagnosticText | None,
    scale: Sequence[str],
    place: str,
    day: Callable[[date], str],
) -> tuple[tuple[str, str], ...]:
    """Everything in a box as pairs of what was asked and what was said; nothing is left out.

    `place` is the team with which the reasons are counted, "" for small teams together.
    """
    found = [*_answers(said), *_statements(said, text, scale)]
    if said.willing:
        found.append((_("Whether you want to share"), _labels(words.willing(), [said.willing])))
    if said.pledge is not None:
        found.append((_("You promised"), day(said.pledge.on)))
    if said.counted is not None:
        found.append((_("Counted in the summary of"), place or _("all small teams together")))
        named = words.reasons()
        reasons = "; ".join(named[reason] for reason in said.counted.reasons if reason in named)
        found.append((_("Reasons that are counted"), reasons or _("none")))
    if said.is_passed and not said.has_answers:
        found.append((_("The welcome questions"), _("not offered again")))
    return tuple(found) or ((_("What is in it"), _("nothing so far")),)


def _answers(said: Said) -> Iterator[tuple[str, str]]:
    for number, asked in enumerate(words.questions()[:QUESTIONS], start=1):
        given = chosen(said, number)
        if given:
            yield asked.title, _labels([*asked.choices, *filter(None, [asked.alone])], given)


def _statements(
    said: Said, text: DiagnosticText | None, scale: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Statements of today by their words; one that is gone since by its name."""
    named = {} if text is None else {item.name: item.text for item in text.statements}
    for name, step in said.statements.items():
        yield named.get(name, name), scale[step] if step < len(scale) else str(step)


def _labels(choices: Sequence[words.Choice], given: Collection[str]) -> str:
    return "; ".join(choice.label for choice in choices if choice.value in given)
