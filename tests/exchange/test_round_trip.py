"""Exported and imported again, questions are the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from lms.content.source import lines_of
from lms.exchange.drafts import Place
from lms.exchange.exporting import Bank, export
from lms.exchange.features import Target
from lms.exchange.importing import import_file
from tests.exchange.banks import COURSE, PATH, a_place, is_clear, meaning, quizzes, read_quiz
from tests.exchange.shipped import shipped


@pytest.mark.parametrize("target", ["gift", "qti3", "qti21"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(markdown=quizzes())
def test_a_generated_quiz_comes_back_as_it_left(target: Target, markdown: str) -> None:
    questions, findings = read_quiz(markdown)
    assume(is_clear(questions, findings))
    bank = Bank(COURSE, PATH, questions, lines_of(markdown), {"knots/media/knot.svg": b"<svg/>"})
    made = export(bank, target)

    back = import_file(made.data, f"knots.{target}", a_place())

    # Emphasis tangled beyond what Markdown can say anew is told, and nothing else.
    tangled = {loss.what for loss in back.losses}
    assert tangled <= {"emphasis, spaces or lists come out differently"}
    assert [str(one) for one in back.written.findings if one.code[0] == "E"] == []
    if not tangled:
        assert meaning(back.written.questions) == meaning(questions)


@pytest.mark.parametrize("target", ["gift", "qti3", "qti21"])
@pytest.mark.parametrize("lang", ["en", "fi"])
def test_every_shipped_question_comes_back_as_it_left(target: Target, lang: str) -> None:
    folder, parts = shipped()
    for course in parts.courses:
        page = parts.pages[f"{course}/quiz.{lang}.md"]
        objectives = {held.name: held.text for held in page.document.objectives}
        place = Place(course, lang, "", objectives, tuple(folder.names.values()))
        sent = page.document.questions
        bank = Bank(course, page.path, sent, lines_of(folder.texts[page.path]), folder.media)

        back = import_file(export(bank, target).data, f"{course}.{target}", place)

        assert back.losses == ()
        assert back.written.findings == ()
        assert meaning(back.written.questions) == meaning(sent)
