"""Quizzes with every type of question and awkward words, as authors might write them."""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_lowercase

from hypothesis import strategies as st

from lms.content.model import Option, Question
from lms.content.questions import Reader
from lms.content.source import Findings, Line, lines_of, name_of, split
from lms.exchange.drafts import Place
from lms.exchange.exporting import Bank
from lms.exchange.shapes import shape
from lms.quizzes.grading import folded

COURSE = "knots"
PATH = f"{COURSE}/quiz.en.md"
PAGES = tuple(
    found
    for found in map(
        name_of,
        (
            "knots/10-bowline.en.md", "knots/10-bowline.fi.md", "knots/20-reef.en.md",
            "knots/course.en.md", "knots/quiz.en.md", "ropes/10-hemp.en.md", "glossary.en.md",
            "knots/media/knot.svg", "ropes/media/rope.png",
        ),
    )
    if found is not None
)  # fmt: skip
OBJECTIVES = {"C1": "Tie a knot", "C2": "Untie it again"}


def a_place(objective: str = "", taken: dict[str, str] | None = None) -> Place:
    """Where imported questions go in these tests."""
    return Place(COURSE, "en", objective, OBJECTIVES, PAGES, taken or {})


def read_quiz(markdown: str, lang: str = "en") -> tuple[tuple[Question, ...], Findings]:
    """The questions of a quiz, and what the linter says of them."""
    findings = Findings(f"{COURSE}/quiz.{lang}.md")
    reader = Reader(findings.path, lang, findings)
    questions: tuple[Question, ...] = ()
    _, chapters = split(lines_of(markdown), 2)
    for chapter in chapters:
        _, parts = split(chapter.lines, 3)
        questions += reader.read(parts, chapter.heading.text.split()[0]).questions
    return questions, findings


def a_bank(markdown: str) -> Bank:
    """A quiz as exports take it; it has no errors."""
    questions, findings = read_quiz(markdown)
    assert [str(one) for one in findings.items if one.code[0] == "E"] == []
    lines: tuple[Line, ...] = lines_of(markdown)
    media = {"knots/media/knot.svg": b"<svg/>", "ropes/media/rope.png": b"PNG"}
    return Bank(COURSE, PATH, questions, lines, media)


def meaning(questions: tuple[Question, ...]) -> list[Question]:
    """Questions without the place they stand at; texts by what a reader sees of them."""
    return [
        replace(
            question, path="", line=0, words="",
            prompt=_seen(question.prompt), why=_seen(question.why),
            headers=tuple(map(_seen, question.headers)),
            options=tuple(map(_seen_option, question.options)),
            rights=tuple(map(_seen_option, question.rights)),
        )
        for question in questions
    ]  # fmt: skip


def is_clear(questions: tuple[Question, ...], findings: Findings) -> bool:
    """Whether the linter finds no error, and no two options look the same to a learner."""
    return not any(one.code[0] == "E" for one in findings.items) and all(
        len({shape(option.html) for option in question.options}) == len(question.options)
        and (
            question.type != "text"
            or len({" ".join(folded(option.text).split()) for option in question.options})
            == len(question.options)
        )
        for question in questions
    )


def _seen(html: str) -> str:
    return repr(shape(html))


def _seen_option(option: Option) -> Option:
    text = " ".join(option.text.split())
    return replace(option, html=_seen(option.html), feedback=_seen(option.feedback), text=text)


_AWKWARD = st.text(
    "ab cdÄöå1 2.,:;!?'\"*_`~^#=%$@&<>|/\\-+()[]{}→…–💪\u00a0ßñ漢", min_size=1, max_size=24
)
_PIECES = st.sampled_from(
    [
        "knot", "a rope", "*soft*", "**hard**", "***both***", "`code`", "`` a`b ``", "&lt;b&gt;",
        "&amp;amp;", "[the bowline](10-bowline.en.md#tie-it)", "[hemp](../ropes/10-hemp.en.md)",
        "[term](../glossary.en.md#knot)", "[law](https://example.org/a_b?x=1&y=2)", "{T}", "{#3}",
        "= -> ~", "\\=", "\\n", "// no comment", "$CATEGORY: x", "::title::", "[html]", "%50%half",
        "]]>", "?>", "<!-- x -->", "ANSWER: A", "####", "&#8203;", "\\*", "a\\|b", "snake_case",
        "2 * 3 * 4", "_em_ and **strong _both_**", "{{", "}}", "C:\\ropes\\n", "*a*b", "[^", "^]",
    ]
)  # fmt: skip
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_LINE = st.lists(st.one_of(_PIECES, _AWKWARD), min_size=1, max_size=4).map(
    lambda parts: " ".join(" ".join(parts).split()).strip("\u00a0 ")
)


def lines() -> st.SearchStrategy[str]:
    """One line of Markdown with anything in it."""
    return _LINE.filter(lambda text: bool(_NOTE.sub("", text).strip(" .")))


@st.composite
def prompts(draw: st.DrawFn) -> str:
    """Paragraphs, lists, quotes and code before the answers."""
    blocks = [f"Look: {draw(lines())}"]
    for _ in range(draw(st.integers(0, 2))):
        said, other = draw(lines()), draw(lines())
        blocks.append(
            draw(
                st.sampled_from(
                    [
                        f"So {said}\nand {other}", f"- one {said}\n- two {other}",
                        f"> quoted {said}\n>\n> and {other}", f"```\n{said}\n\n{other}\n```",
                        f"> [!TIP]\n> Mind {said}", f"> [!NOTE]\n> **Own.** Mind {said}",
                        f"soft  \nbreak {said}", "![A knot that holds](media/knot.svg \"A knot\")",
                        "- outer\n    - inner\n- last",
                    ]
                )
            )
        )  # fmt: skip
    return "\n\n".join(blocks)


@st.composite
def questions(draw: st.DrawFn, name: str) -> str:
    """A question of any type as Markdown."""
    kind = draw(st.sampled_from([*_BODIES, "mark"]))
    flags = draw(st.lists(st.sampled_from(["critical", "keep-order", "retired"]), unique=True))
    if kind == "truefalse" and "keep-order" in flags:
        flags.remove("keep-order")
    heading = " ".join([f"### {kind} `{name}`", *flags])
    post, body = draw(_posts()) if kind == "mark" else ("", draw(_BODIES[kind]))
    why = draw(lines())
    review = draw(
        st.sampled_from(
            ["[Tie it](10-bowline.en.md#tie-it)", "[A \\[loop\\] & more](20-reef.en.md)",
             "[Hemp](../ropes/10-hemp.en.md#öljy)"]
        )
    )  # fmt: skip
    prompt = post or draw(prompts())
    return f"{heading}\n\n{prompt}\n\n{body}\n\n**Why:** {why}\n\n**Review:** {review}"


def _said(draw: st.DrawFn, letter: str, taken: set[str]) -> str:
    """Words that no other option has."""
    said = draw(lines())
    folded = said.casefold()
    if folded in taken:
        said = f"{said} {letter}{len(taken)}"
    taken.add(said.casefold())
    return said


@st.composite
def _options(draw: st.DrawFn, kind: str) -> str:
    count = 2 if kind == "truefalse" else draw(st.integers(3, 6))
    letters = draw(st.permutations(ascii_lowercase))[:count]
    if kind == "truefalse":
        letters = draw(st.permutations("tf"))
    right = {letters[0]}
    if kind != "truefalse" and kind != "single":
        right = set(letters[: draw(st.integers(2 if kind == "multiple" else 1, count - 1))])
    shown = draw(st.permutations(letters)) if kind != "truefalse" else letters
    taken: set[str] = set()
    rows: list[str] = []
    for letter in shown:
        said = _said(draw, letter, taken)
        rows.append(f"- [{'x' if letter in right else ' '}] ({letter}) {said}")
        if kind != "text" or letter not in right or draw(st.booleans()):
            rows.append(f"  > {_said(draw, letter, taken)}")
    return "\n".join(rows)


@st.composite
def _steps(draw: st.DrawFn) -> str:
    letters = draw(st.permutations(ascii_lowercase))[: draw(st.integers(3, 6))]
    taken: set[str] = set()
    return "\n".join(
        f"{number}. ({letter}) {_said(draw, letter, taken)}"
        for number, letter in enumerate(letters, start=1)
    )


@st.composite
def _rows(draw: st.DrawFn) -> str:
    count = draw(st.integers(2, 5))
    lefts = [*draw(st.permutations(ascii_lowercase))[:count]]
    rights = draw(st.permutations(ascii_lowercase))[: count + draw(st.integers(0, 2))]
    taken: set[str] = set()
    rows = ["| Left *side* | Right |", "| --- | --- |"]
    for place, right in enumerate(rights):
        left = ""
        if place < count:
            left = f"({lefts[place]}) {_said(draw, lefts[place], taken).replace('|', '/')}"
        said = _said(draw, right, taken).replace("|", "/")
        rows.append(f"| {left} | ({right}) {said} |")
    return "\n".join(rows)


@st.composite
def _posts(draw: st.DrawFn) -> tuple[str, str]:
    """A draft post with marked parts, and the list of parts and reasons."""
    count = draw(st.integers(2, 5))
    letters = draw(st.permutations(ascii_lowercase))[:count]
    reasons = draw(st.permutations(ascii_lowercase))[: draw(st.integers(2, 4))]
    held = set(letters[: draw(st.integers(1, count - 1))])
    taken: set[str] = set()
    post = [f"Look: {draw(lines())}", ""]
    rows: list[str] = []
    for letter in draw(st.permutations(letters)):
        said = re.sub(r"[*_`\\[\]{}]", "", _said(draw, letter, taken)).strip(" !")
        post.append(f"> So **x{letter}{said}x** ({letter}) it was.")
        reason = f" ({draw(st.sampled_from(reasons))})" if letter in held else ""
        rows.append(f"- [{'x' if reason else ' '}] ({letter}){reason}")
        rows.append(f"  > {_said(draw, letter, taken)}")
    rows += [f"- ({letter}) {_said(draw, letter, taken)}" for letter in reasons]
    return "\n".join([*post, "", "Which parts stay in?"]), "\n".join(rows)


_BODIES = {
    "single": _options("single"),
    "multiple": _options("multiple"),
    "truefalse": _options("truefalse"),
    "text": _options("text"),
    "order": _steps(),
    "match": _rows(),
}


@st.composite
def quizzes(draw: st.DrawFn) -> str:
    """A quiz with a few questions under two objectives."""
    first = draw(questions("first-knot"))
    second = draw(questions("2-half-hitches"))
    return f"# Knots: quiz\n\n## C1 Tie a knot\n\n{first}\n\n## C2 Untie it again\n\n{second}\n"
