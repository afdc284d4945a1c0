"""The file for spreadsheets."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.readiness import export
from lms.readiness.rules import Columns, PersonFacts
from lms.standing import Proof, Standing, State

TODAY = date(2026, 11, 22)
COLUMNS = Columns(courses=("secrets",), path_size=1)
WORDS = export.Words(
    headings=("Nimi", "Työ", "Luottamuksellisuus: tila", "voimassa", "pyydetty"),
    states={state: state.value for state in State} | {State.READY: "Valmis"},
    language="fi",
)


def test_the_file_opens_right_in_a_finnish_spreadsheet() -> None:
    person = PersonFacts(
        1,
        "Äiti Öhman",
        "Neuvoja",
        (Standing(modules=2, proof=Proof(date(2026, 9, 1), date(2028, 9, 1))),),
    )

    lines = list(export.csv_lines([person], columns=COLUMNS, words=WORDS, today=TODAY))

    assert "".join(lines).encode("utf-8").startswith(b"\xef\xbb\xbfNimi;Ty\xc3\xb6;")
    assert lines[1] == "Äiti Öhman;Neuvoja;Valmis;1.9.2028;\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_in_a_name_is_shown_and_not_calculated(sign: str) -> None:
    person = PersonFacts(1, f"{sign}HYPERLINK(1)", "", (Standing(modules=2),))

    lines = list(export.csv_lines([person], columns=COLUMNS, words=WORDS, today=TODAY))

    assert lines[1].lstrip('"').startswith(f"'{sign}HYPERLINK(1)")


def test_a_semicolon_in_a_name_stays_in_its_field() -> None:
    assert export.line(["Malli; Aada", "Neuvoja"]) == '"Malli; Aada";Neuvoja\r\n'


def test_the_file_for_programs_has_fixed_names_and_plain_dates() -> None:
    ready = Standing(
        modules=2, proof=Proof(date(2026, 9, 1), date(2028, 9, 1)), due_on=date(2026, 11, 6)
    )

    lines = list(
        export.data_lines(
            [PersonFacts(1, "Äiti Öhman", "Neuvoja, vanhempi", (ready,))],
            team="north",
            columns=COLUMNS,
            today=TODAY,
        )
    )

    assert lines == [
        "team,as_of,name,job_title,secrets.state,secrets.valid_until,secrets.asked_by\r\n",
        'north,2026-11-22,Äiti Öhman,"Neuvoja, vanhempi",ready,2028-09-01,2026-11-06\r\n',
    ]


def test_the_names_of_states_for_programs_stay() -> None:
    assert {state.value for state in State} == {
        "not_started",
        "in_progress",
        "ready",
        "expiring",
        "grace",
        "overdue",
        "expired",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_not_calculated_from_the_file_for_programs_either(sign: str) -> None:
    person = PersonFacts(1, f"{sign}HYPERLINK(1)", "", (Standing(modules=2),))

    made = list(export.data_lines([person], team="north", columns=COLUMNS, today=TODAY))

    rows = list(csv.reader(io.StringIO(made[1], newline="")))
    assert rows[0][2] == f"'{sign}HYPERLINK(1)"


@given(st.lists(st.text(min_size=1)), st.integers(1, 40))
def test_pieces_hold_every_line_in_order_and_the_first_goes_out_alone(
    lines: list[str], size: int
) -> None:
    pieces = list(export.pieces(lines, size))

    assert "".join(pieces) == "".join(lines)
    assert pieces[:1] == lines[:1]
    assert all(len(piece) >= size for piece in pieces[1:-1])
