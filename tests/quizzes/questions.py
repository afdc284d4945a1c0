"""Questions for tests: one of each type, short enough to see the key at a glance."""

from __future__ import annotations

from dataclasses import replace

from lms.content.model import Option, Question, QuestionType, Review


def a_question(
    kind: QuestionType = "single",
    name: str = "question",
    *,
    objective: str = "C1",
    right: str = "b",
    letters: str = "abcd",
    critical: bool = False,
    retired: bool = False,
    keep_order: bool = False,
) -> Question:
    """A question; `right` holds the letters of the right options."""
    options = tuple(
        Option(
            letter=letter,
            html=f"Option {letter}",
            right=letter in right,
            feedback=f"Reason {letter}",
            text=f"Option {letter}",
        )
        for letter in letters
    )
    return Question(
        name=name,
        type=kind,
        lang="en",
        objective=objective,
        prompt=f"<p>A situation for {name}.\nWhat now?</p>",
        options=options,
        why="Because.",
        review=Review("three-tests", "the-tests", "The tests"),
        critical=critical,
        retired=retired,
        keep_order=keep_order or kind == "truefalse",
    )


def a_multiple(right: str = "abd", letters: str = "abcde", *, critical: bool = False) -> Question:
    """Several answers."""
    return a_question("multiple", right=right, letters=letters, critical=critical)


def a_truefalse(name: str = "question") -> Question:
    """True or not; true is right."""
    return a_question("truefalse", name, right="t", letters="tf")


def a_match() -> Question:
    """Three pairs a-p, b-q, c-r, and one right side too many."""
    plain = a_question("match", right="abc", letters="abc")
    return replace(
        plain,
        options=tuple(
            replace(option, pair=pair, feedback="")
            for option, pair in zip(plain.options, "pqr", strict=True)
        ),
        rights=tuple(Option(letter, f"Side {letter}", text=f"Side {letter}") for letter in "pqrs"),
        headers=("Left", "Right"),
    )


def an_order(letters: str = "abcd") -> Question:
    """Steps whose right order is the order of the letters."""
    return a_question("order", right=letters, letters=letters)


def a_text() -> Question:
    """A word to write: "Steps" or "the steps"; "leaps" is an expected wrong answer."""
    plain = a_question("text", right="ab", letters="abc")
    words = ("Steps", "the steps", "leaps")
    return replace(
        plain,
        options=tuple(
            replace(option, text=word, html=word)
            for option, word in zip(plain.options, words, strict=True)
        ),
    )


def a_mark(*, critical: bool = False) -> Question:
    """A post of five parts; b should not go out because of q, d because of p."""
    plain = a_question("mark", right="bd", letters="abcde", critical=critical)
    pairs = {"b": "q", "d": "p"}
    return replace(
        plain,
        prompt="<p>A situation.</p>\n<blockquote>\n<p>"
        + " ".join(f'<mark class="post-part">Option {letter}</mark>' for letter in "abcde")
        + "</p>\n</blockquote>\n<p>What should not go out?</p>",
        options=tuple(replace(part, pair=pairs.get(part.letter, "")) for part in plain.options),
        rights=tuple(Option(letter, f"Cause {letter}", text=f"Cause {letter}") for letter in "pqr"),
    )


def one_of_each() -> list[Question]:
    """All seven types."""
    return [a_question(), a_multiple(), a_truefalse(), a_match(), an_order(), a_text(), a_mark()]
