"""A source is shown whole, line by line, with a mark wherever a message points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.source_lines import Piece, source_lines
from lms.content.model import Finding

TEXT = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=300)


def a_finding(line: int, column: int = 1, code: str = "E501") -> Finding:
    """A message at a place."""
    return Finding("knots/10-one-loop.en.md", line, column, code, "what", "fix")


def test_the_word_at_the_column_is_marked_with_the_number_of_its_message() -> None:
    (line,) = source_lines("A [picture](x.svg) here", [a_finding(1, 3)])

    assert line.pieces == (Piece("A "), Piece("[picture](x.svg)", 1), Piece(" here"))
    assert line.messages == (1,)


def test_the_gravest_message_colours_the_line() -> None:
    lines = source_lines(
        "one\ntwo\nthree", [a_finding(1, 1, "W105"), a_finding(1, 1), a_finding(2, 1, "W105")]
    )

    assert [line.severity for line in lines] == ["E", "W", ""]


def test_a_message_behind_the_last_line_stands_at_the_last_line() -> None:
    lines = source_lines("one\ntwo\n", [a_finding(40, 7)])

    assert [line.messages for line in lines] == [(), (1,)]


@given(
    TEXT,
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 80)), max_size=8),
)
def test_no_letter_is_lost_and_no_message_is_without_a_line(
    text: str, places: list[tuple[int, int]]
) -> None:
    findings = [a_finding(line, column) for line, column in places]

    lines = source_lines(text, findings)

    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == (
        text.removesuffix("\n")
    )
    if lines:
        told = [number for line in lines for number in line.messages]
        assert sorted(told) == list(range(1, len(findings) + 1))
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
