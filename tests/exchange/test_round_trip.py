"""Exported and imported again, questions are the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from lms.content.source import lines_of
from lms.exchange.exporting import Bank, export
from lms.exchange.features import Target
from lms.exchange.importing import import_file
from tests.exchange.banks import COURSE, PATH, a_place, meaning, quizzes, read_quiz


@pytest.mark.parametrize("target", ["gift", "qti3", "qti21"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(markdown=quizzes())
def test_a_generated_quiz_comes_back_as_it_left(target: Target, markdown: str) -> None:
    questions, findings = read_quiz(markdown)
    assume(not any(one.code[0] == "E" for one in findings.items))
    bank = Bank(COURSE, PATH, questions, lines_of(markdown), {"knots/media/knot.svg": b"<svg/>"})
    made = export(bank, target)

    back = import_file(made.data, f"knots.{target}", a_place())

    assert [str(one) for one in back.written.findings if one.code[0] == "E"] == []
    assert meaning(back.written.questions) == meaning(questions)
