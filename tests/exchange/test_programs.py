"""What is exported is read, shown and scored by programs that others wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from playwright.sync_api import Browser, Page

from lms.content.markdown import text_of
from lms.content.model import Question
from lms.exchange import gift, qti
from lms.quizzes.grading import Given, grade
from tests.exchange.banks import COURSE, is_clear, quizzes, read_quiz
from tests.exchange.programs import installed, run_node
from tests.exchange.shipped import shipped_questions
from tests.quizzes.questions import (
    a_mark,
    a_match,
    a_multiple,
    a_question,
    a_text,
    a_truefalse,
    an_order,
)

KINDS = {
    "single": "MC",
    "multiple": "MC",
    "truefalse": "TF",
    "match": "Matching",
    "order": "Matching",
    "text": "Short",
    "mark": "Matching",
}


def as_gift_pegjs_reads(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """The questions as gift-pegjs understands the exported file."""
    read = json.loads(run_node("read_gift.js", gift.write(questions, course=COURSE)))
    return [one for one in read if one["type"] != "Category"]


def without_breaks(text: str) -> str:
    return " ".join(text.split())


def decoded(right: str) -> str:
    """A right side as it was written: gift-pegjs leaves its own marks for escapes in there."""
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), right)


def assert_gift_pegjs_agrees(questions: tuple[Question, ...]) -> None:
    found = as_gift_pegjs_reads(questions)
    assert [one["title"] for one in found] == [question.name for question in questions]
    for question, read in zip(questions, found, strict=True):
        assert read["type"] == KINDS[question.type]
        assert read["id"] == question.name
        assert question.objective in read["tags"]
        assert read["stem"]["format"] == "html"
        assert without_breaks(read["stem"]["text"]) == without_breaks(question.prompt)
        assert without_breaks(read["globalFeedback"]["text"]) == without_breaks(question.why)
        assert_answers_agree(question, read)


def assert_answers_agree(question: Question, read: dict[str, Any]) -> None:
    match question.type:
        case "single" | "multiple" | "text":
            choices = read["choices"]
            said = [one["text"]["text"] for one in choices]
            typed = [one.text.replace("*", "\\*").replace("->", "→") for one in question.options]
            shown = typed if question.type == "text" else [one.html for one in question.options]
            assert [without_breaks(one) for one in said] == [without_breaks(one) for one in shown]
            fed = [(one["feedback"] or {"text": ""})["text"] for one in choices]
            assert fed == [one.feedback for one in question.options]
            if question.type == "single":
                right = [one["isCorrect"] for one in choices]
                assert right == [one.right for one in question.options]
            elif question.type == "multiple":
                earned = [one["weight"] > 0 for one in choices]
                assert earned == [one.right for one in question.options]
                assert abs(sum(one["weight"] for one in choices if one["weight"] > 0) - 100) < 0.01
        case "truefalse":
            right_one = next(one for one in question.options if one.right)
            assert read["isTrue"] == (right_one.letter == "t")
        case "match":
            lefts = {one.pair: one.html for one in question.options}
            pairs = [(one["subquestion"]["text"], one["subanswer"]) for one in read["matchPairs"]]
            assert [left for left, _right in pairs] == [
                lefts.get(right.letter, "") for right in question.rights
            ]
            assert [without_breaks(decoded(right)) for _left, right in pairs] == [
                without_breaks(right.text) for right in question.rights
            ]
        case "mark":
            pairs = [(one["subquestion"]["text"], one["subanswer"]) for one in read["matchPairs"]]
            reasons = {right.letter: right.text for right in question.rights}
            for part, (left, right) in zip(question.options, pairs, strict=False):
                assert left == part.html
                assert decoded(right) == reasons.get(part.pair, gift.FREE)
        case "order":
            numbers = [one["subanswer"] for one in read["matchPairs"]]
            assert numbers == [str(place) for place in range(1, len(question.options) + 1)]


@pytest.mark.parametrize("lang", ["en", "fi"])
def test_gift_pegjs_reads_every_shipped_question(lang: str) -> None:
    questions = tuple(one for one in shipped_questions(lang) if one.type in KINDS)
    assert len(questions) >= 50
    assert_gift_pegjs_agrees(questions)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(markdown=quizzes())
def test_gift_pegjs_reads_awkward_words_as_they_are(markdown: str) -> None:
    questions, findings = read_quiz(markdown)
    assume(is_clear(questions, findings))
    assert_gift_pegjs_agrees(questions)


class Player:
    """A QTI 3 player with one item in it."""

    ITEM = (
        "document.querySelector('item-container').shadowRoot.querySelector('qti-assessment-item')"
    )

    def __init__(self, page: Page) -> None:
        self.page = page

    def show(self, question: Question) -> None:
        """Give the player a question and wait until it stands there."""
        self.page.evaluate(
            """xml => {
                const item = document.createElement("qti-item");
                const held = document.createElement("item-container");
                held.itemXML = xml;
                item.append(held);
                document.body.replaceChildren(item);
            }""",
            qti.item(question, places={}),
        )
        self.page.locator("qti-assessment-item").wait_for()
        last = {
            "text": "qti-text-entry-interaction input",
            "order": "drop-list",
            "match": "qti-simple-associable-choice",
            "mark": "qti-simple-associable-choice",
        }.get(question.type, "qti-simple-choice")
        self.page.locator(last).last.wait_for()

    def choose(self, *letters: str) -> None:
        """Tick options."""
        for letter in letters:
            self.page.locator(f"qti-simple-choice[identifier={letter}]").click()

    def pair(self, **pairs: str) -> None:
        """Drag left sides onto right sides."""
        for left, right in pairs.items():
            self.page.locator(f"[identifier=left-{left}]").first.drag_to(
                self.page.locator(f"[identifier=right-{right}]").first
            )

    def put(self, *letters: str) -> None:
        """Drag steps into an order."""
        for place, letter in enumerate(letters):
            self.page.locator(f"qti-simple-choice[identifier={letter}]").first.drag_to(
                self.page.locator(f"drop-list[identifier=droplist{place}]")
            )

    def type(self, words: str) -> None:
        """Write an answer."""
        self.page.locator("input").press_sequentially(words)

    def score(self) -> dict[str, Any]:
        """Hand in, and give all variables of the item."""
        self.page.evaluate(f"{self.ITEM}.processResponse()")
        found = self.page.evaluate(f"{self.ITEM}.variables.map(one => [one.identifier, one.value])")
        return dict(found)

    def shown_feedback(self) -> list[str]:
        """The feedback a learner sees."""
        inline = self.page.locator("qti-feedback-inline").all()
        dialogs = self.page.locator("qti-modal-feedback").all()
        return [one.inner_text().strip() for one in inline if one.is_visible()] + [
            (one.text_content() or "").strip()
            for one in dialogs
            if one.evaluate("one => one.shadowRoot.querySelector('dialog').open")
        ]


@pytest.fixture
def player(browser: Browser, player_script: str) -> Iterator[Player]:
    """The player, which must not complain."""
    page = browser.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.set_content("<!doctype html><html lang='en'><title>Player</title><body></body></html>")
    page.add_script_tag(path=player_script, type="module")
    page.wait_for_function("customElements.get('item-container') !== undefined")
    yield Player(page)
    page.close()
    assert complaints == []


Act = Callable[[Player], None]

ANSWERS: list[tuple[str, Question, Act, Given]] = [
    ("right", a_question(), lambda it: it.choose("b"), "b"),
    ("wrong", a_question(), lambda it: it.choose("c"), "c"),
    ("nothing", a_question(), lambda it: None, ""),
    ("true", a_truefalse(), lambda it: it.choose("t"), "t"),
    ("false", a_truefalse(), lambda it: it.choose("f"), "f"),
    ("all", a_multiple(), lambda it: it.choose("a", "b", "d"), ["a", "b", "d"]),
    ("two of three", a_multiple(), lambda it: it.choose("a", "b"), ["a", "b"]),
    ("one wrong", a_multiple(), lambda it: it.choose("a", "b", "c"), ["a", "b", "c"]),
    ("only wrong", a_multiple(), lambda it: it.choose("c", "e"), ["c", "e"]),
    ("none", a_multiple(), lambda it: None, []),
    (
        "critical, two of three",
        a_multiple(critical=True),
        lambda it: it.choose("a", "b"),
        ["a", "b"],
    ),
    (
        "critical, all",
        a_multiple(critical=True),
        lambda it: it.choose("a", "b", "d"),
        ["a", "b", "d"],
    ),
    ("pairs", a_match(), lambda it: it.pair(a="p", b="q", c="r"), {"a": "p", "b": "q", "c": "r"}),
    ("one pair", a_match(), lambda it: it.pair(a="p"), {"a": "p"}),
    ("wrong pair", a_match(), lambda it: it.pair(a="s", b="q"), {"a": "s", "b": "q"}),
    ("both parts", a_mark(), lambda it: it.pair(b="q", d="p"), {"b": "q", "d": "p"}),
    ("one for another reason", a_mark(), lambda it: it.pair(b="r", d="p"), {"b": "r", "d": "p"}),
    (
        "one too many",
        a_mark(),
        lambda it: it.pair(b="q", d="p", a="p"),
        {"a": "p", "b": "q", "d": "p"},
    ),
    ("only a free part", a_mark(), lambda it: it.pair(c="q"), {"c": "q"}),
    ("critical", a_mark(critical=True), lambda it: it.pair(b="q", d="r"), {"b": "q", "d": "r"}),
    ("in order", an_order(), lambda it: it.put("a", "b", "c", "d"), ["a", "b", "c", "d"]),
    ("backwards", an_order(), lambda it: it.put("d", "c", "b", "a"), ["d", "c", "b", "a"]),
    ("accepted", a_text(), lambda it: it.type("steps"), "steps"),
    ("another case", a_text(), lambda it: it.type("THE STEPS"), "THE STEPS"),
    ("expected mistake", a_text(), lambda it: it.type("leaps"), "leaps"),
    ("no words", a_text(), lambda it: None, ""),
]


@pytest.mark.parametrize(
    ("question", "act", "given_answer"),
    [
        pytest.param(question, act, said, id=f"{question.type}-{name}")
        for name, question, act, said in ANSWERS
    ],
)
def test_a_qti_player_scores_as_this_product_does(
    player: Player, question: Question, act: Act, given_answer: Given
) -> None:
    player.show(question)
    act(player)
    scored = float(player.score()["SCORE"])
    # The player rounds to three decimals.
    assert abs(Fraction(scored) - grade(question, given_answer)) < Fraction(1, 1000)


def test_a_qti_player_shows_a_question_with_its_options_and_feedback(player: Player) -> None:
    question = replace(
        a_question(),
        prompt="<p>A <strong>situation</strong> &amp; a &lt;question&gt;.</p>",
        why="Because <em>so</em>.",
    )
    player.show(question)
    shown = player.page.locator("qti-assessment-item").inner_text()
    assert "A situation & a <question>." in shown
    assert all(option.text in shown for option in question.options)
    assert "Reason" not in shown
    player.choose("c")
    player.score()
    assert player.shown_feedback() == ["Reason c", "Because so."]


def test_a_qti_player_shows_feedback_for_an_expected_mistake(player: Player) -> None:
    question = a_text()
    player.show(question)
    player.type("leaps")
    player.score()
    assert text_of(question.options[2].feedback) in player.shown_feedback()


def test_a_qti_player_renders_every_type_of_the_shipped_courses(player: Player) -> None:
    seen: set[str] = set()
    for question in shipped_questions("en"):
        if question.type in seen or question.type not in KINDS:
            continue
        seen.add(question.type)
        player.show(question)
        words = without_breaks(player.page.locator("qti-assessment-item").inner_text())
        assert without_breaks(text_of(question.prompt)) in words
    assert seen == set(KINDS)


def test_without_npm_the_line_that_mends_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="sudo apt-get install nodejs npm"):
        installed()
