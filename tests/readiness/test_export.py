"""The files: words and dates for a spreadsheet, typed cells in a workbook, names for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.i18n import day
from lms.readiness import export, workbook
from lms.readiness.lines import NOTHING_BEGUN, Facts, Line, standing
from lms.readiness.rules import Columns
from lms.standing import State, last_day, state
from tests.workbooks import sheets

TODAY = date(2026, 11, 22)
COLUMNS = Columns(courses=("secrets",), path_size=1)
WORDS = export.Words(
    headings=("Nimi", "Työ", "Luottamuksellisuus: tila", "voimassa", "pyydetty"),
    states={state: state.value for state in State} | {State.READY: "Valmis"},
    language="fi",
)
DICTIONARY = export.Dictionary(
    people="Valmius",
    meanings="Sarakkeet",
    headings=("Sarake", "Nimi ohjelmille", "Merkitys"),
    items=(("Päivä", "as_of", TODAY), ("=Nimi", "name", "Kuten tiimin sivulla.")),
)
READY: Facts = (date(2028, 9, 1), date(2028, 7, 3), date(2028, 9, 1), date(2026, 11, 6), 1, 1)


def someone(name: str, title: str = "", *facts: Facts | None) -> Line:
    """A line of the file."""
    return Line(1, name, title, list(facts) or [NOTHING_BEGUN])


def as_workbook(people: Iterable[Line], columns: Columns = COLUMNS) -> list[list[object]]:
    """The first sheet."""
    made = export.workbook_pieces(
        people, columns=columns, words=WORDS, dictionary=DICTIONARY, today=TODAY
    )
    return sheets(b"".join(made))["Valmius"]


def test_the_file_opens_right_in_a_finnish_spreadsheet() -> None:
    person = someone("Äiti Öhman", "Neuvoja", (*READY[:3], None, 1, 0))

    lines = list(export.csv_lines([person], columns=COLUMNS, words=WORDS, today=TODAY))

    assert "".join(lines).encode("utf-8").startswith(b"\xef\xbb\xbfNimi;Ty\xc3\xb6;")
    assert lines[1] == "Äiti Öhman;Neuvoja;Valmis;31.8.2028;\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_in_a_name_is_shown_and_not_calculated(sign: str) -> None:
    person = someone(f"{sign}HYPERLINK(1)")

    lines = list(export.csv_lines([person], columns=COLUMNS, words=WORDS, today=TODAY))

    assert lines[1].lstrip('"').startswith(f"'{sign}HYPERLINK(1)")
    assert as_workbook([person])[1][0] == f"{sign}HYPERLINK(1)"  # a text, whatever it begins with


def test_a_semicolon_in_a_name_stays_in_its_field() -> None:
    assert export.line(["Malli; Aada", "Neuvoja"]) == '"Malli; Aada";Neuvoja\r\n'


def test_the_file_for_programs_has_fixed_names_and_plain_dates() -> None:
    lines = list(
        export.data_lines(
            [someone("Äiti Öhman", "Neuvoja, vanhempi", READY)],
            team="north",
            columns=COLUMNS,
            today=TODAY,
        )
    )

    assert lines == [
        "team,as_of,name,job_title,secrets.state,secrets.valid_until,secrets.asked_by\r\n",
        'north,2026-11-22,Äiti Öhman,"Neuvoja, vanhempi",ready,2028-08-31,2026-11-06\r\n',
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
        "not_asked",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_not_calculated_from_the_file_for_programs_either(sign: str) -> None:
    person = someone(f"{sign}HYPERLINK(1)")

    made = list(export.data_lines([person], team="north", columns=COLUMNS, today=TODAY))

    rows = list(csv.reader(io.StringIO(made[1], newline="")))
    assert rows[0][2] == f"'{sign}HYPERLINK(1)"


def test_a_workbook_has_days_that_are_days_and_says_what_its_columns_mean() -> None:
    made = export.workbook_pieces(
        [someone("Äiti Öhman", "Neuvoja", READY), someone("Bo"), someone("Cia", "", None)],
        columns=COLUMNS,
        words=WORDS,
        dictionary=DICTIONARY,
        today=TODAY,
    )

    assert sheets(b"".join(made)) == {
        "Valmius": [
            list(WORDS.headings),
            ["Äiti Öhman", "Neuvoja", "Valmis", date(2028, 8, 31), date(2026, 11, 6)],
            ["Bo", None, "not_started", None, None],
            ["Cia", None, "not_asked", None, None],
        ],
        "Sarakkeet": [
            list(DICTIONARY.headings),
            ["Päivä", "as_of", TODAY],
            ["=Nimi", "name", "Kuten tiimin sivulla."],
        ],
    }


def test_a_workbook_begins_before_anybody_is_read() -> None:
    def people() -> Iterable[Line]:
        raise AssertionError("read too early")
        yield

    made = export.workbook_pieces(
        people(), columns=COLUMNS, words=WORDS, dictionary=DICTIONARY, today=TODAY
    )

    assert next(iter(made)).startswith(b"PK")


def test_a_large_workbook_comes_in_pieces() -> None:
    people = [someone(f"Person {number}", "", READY) for number in range(20_000)]

    made = list(
        export.workbook_pieces(
            people, columns=COLUMNS, words=WORDS, dictionary=DICTIONARY, today=TODAY
        )
    )

    assert len(made) > 10
    assert max(map(len, made)) < 200_000


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Valmius: a/b", "Valmius a b"), ("'x'", "x"), ("", "1"), ("[?]", "1"), ("å" * 40, "å" * 31)],
)
def test_a_sheet_gets_a_name_that_sheets_may_have(name: str, kept: str) -> None:
    assert workbook.sheet_name(name) == kept


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1)) | st.just(TODAY)
FACTS = st.none() | st.tuples(DAYS, DAYS, DAYS, DAYS, st.integers(0, 1), st.integers(0, 1))
PEOPLE = st.lists(st.tuples(TEXTS, TEXTS, FACTS, FACTS), max_size=6)
TWO = Columns(courses=("secrets", "rules"), path_size=1)


@given(PEOPLE)
def test_every_kind_of_file_says_the_same_as_the_page(
    people: list[tuple[str, str, Facts | None, Facts | None]],
) -> None:
    lines = [someone(*one) for one in people]
    states, dates = [], []
    for person in lines:
        for facts in person.facts:
            states.append(state(standing(facts, 3), TODAY))
            until = last_day(facts[0]) if facts and facts[0] else None
            dates.append((until, facts[3] if facts else None))

    sheet = list(export.csv_lines(lines, columns=TWO, words=WORDS, today=TODAY))
    read = list(csv.reader(io.StringIO("".join(sheet[1:]), newline=""), delimiter=";"))
    data = list(export.data_lines(lines, team="x", columns=TWO, today=TODAY))
    programs = list(csv.reader(io.StringIO("".join(data[1:]), newline="")))
    book = as_workbook(lines, TWO)[1:]

    def triples(row: list[object], first: int) -> list[list[object]]:
        return [row[at : at + 3] for at in (first, first + 3)]

    assert [one for row in read for one in triples(list(row), 2)] == [
        [WORDS.states[found], *("" if on is None else day(on, "fi") for on in both)]
        for found, both in zip(states, dates, strict=True)
    ]
    assert [one for row in programs for one in triples(list(row), 4)] == [
        [found.value, *("" if on is None else on.isoformat() for on in both)]
        for found, both in zip(states, dates, strict=True)
    ]
    assert [one for row in book for one in triples(row, 2)] == [
        [WORDS.states[found], *both] for found, both in zip(states, dates, strict=True)
    ]
    assert [[row[0] or "", row[1] or ""] for row in book] == [list(one[:2]) for one in people]


def test_facts_without_end_do_not_fill_the_memory() -> None:
    made: list[Facts | None] = []

    def make(facts: Facts | None) -> str:
        made.append(facts)
        return ""

    known = export.Known(make)
    known.MOST = 3
    for number in range(10):
        known[(None, None, None, None, 0, number)]

    assert len(known) <= 3
    assert len(made) == 10


@given(st.lists(st.text(min_size=1)), st.integers(1, 40))
def test_pieces_hold_every_line_in_order_and_the_first_goes_out_alone(
    lines: list[str], size: int
) -> None:
    pieces = list(export.pieces(lines, size))

    assert "".join(pieces) == "".join(lines)
    assert pieces[:1] == lines[:1]
    assert all(len(piece) >= size for piece in pieces[1:-1])
