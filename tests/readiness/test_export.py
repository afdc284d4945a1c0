"""The file for spreadsheets."""

from __future__ import annotations

from datetime import date

import pytest

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
