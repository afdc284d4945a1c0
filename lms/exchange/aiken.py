"""Aiken: one question, lettered options, a line that names the right one; only read."""

from __future__ import annotations

import html
import re

from lms.exchange.drafts import Draft, Part
from lms.exchange.losses import Fate, Losses, Where

ANSWER = re.compile(r"^ANSWER:[ \t]*([A-Za-z])[ \t]*$")
_OPTION = re.compile(r"^([A-Z])[.)][ \t]+(\S.*)$")


def read(text: str, file: str, losses: Losses) -> list[Draft]:
    """The questions of an Aiken file."""
    drafts: list[Draft] = []
    prompt: list[str] = []
    options: list[tuple[str, Part]] = []
    first = 0

    def close(number: int, answer: str) -> None:
        where = Where(file, first or number, f"line {number}")
        letters = [letter for letter, _part in options]
        if not prompt:
            losses.add(Fate.DROPPED, where, "", "an answer without a question")
        elif answer not in letters:
            said = f"ANSWER: {answer} names no option" if answer else "the question has no ANSWER"
            losses.add(Fate.DROPPED, where, "", said)
        elif len(set(letters)) != len(letters):
            losses.add(Fate.DROPPED, where, "", "a letter stands before two options")
        else:
            for letter, part in options:
                part.right = letter == answer
                part.letter = letter.lower()
            said = "\n".join(html.escape(line, quote=False) for line in prompt)
            parts = [part for _letter, part in options]
            drafts.append(Draft(Where(file, first), "single", "", f"<p>{said}</p>", parts))

    for number, line in enumerate(text.split("\n"), start=1):
        held = line.strip()
        if found := ANSWER.match(held):
            close(number, found[1].upper())
            prompt, options, first = [], [], 0
        elif (option := _OPTION.match(held)) and prompt:
            said = html.escape(option[2], quote=False)
            options.append((option[1], Part(said, line=number)))
        elif held and options:
            close(number, "")
            prompt, options, first = [held], [], number
        elif held:
            first = first or number
            prompt.append(held)
    if prompt or options:
        close(len(text.split("\n")), "")
    return drafts
