"""A partly wrong file: the good lines come in, the others go back with what to mend."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.people import importing, reading
from lms.people.importing import Existing, KnownPerson, KnownTeam, Place, Plan, Row, plan, possible
from lms.readiness import export
from tests.people.test_importing import ADA, BOSS, GOOD_ROWS, MAX, ROWS, after, codes, numbered

THERE = after(Existing(), plan([BOSS, MAX, ADA], Existing()))


def left_out(made: Plan) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in made.left_out]


def test_a_file_without_problems_is_taken_whole() -> None:
    assert possible([BOSS, MAX, ADA], Existing()) == plan([BOSS, MAX, ADA], Existing())


def test_good_lines_are_taken_and_the_others_told() -> None:
    wrong = Row(9, email="cia@x.example", first_name="=Cia", last_name="Cook", team="Kitchen")

    made = possible([BOSS, MAX, ADA, wrong], Existing())

    assert [new.sign_in_name for new in made.new] == [
        "boss@x.example", "max@x.example", "ada@x.example",
    ]  # fmt: skip
    assert left_out(made) == [(9, "formula")]
    assert made.new_teams == ("Lead", "Sales")  # none that only a wrong line names


def test_whoever_stands_on_a_wrong_line_or_is_missing_does_not_leave() -> None:
    made = possible([BOSS, replace(MAX, first_name="")], THERE)

    assert left_out(made) == [(3, "name_missing")]
    assert made.leaving == ()
    assert made.is_part


def test_who_names_a_manager_whose_line_is_wrong_waits_unless_the_manager_is_here() -> None:
    rows = [BOSS, replace(MAX, last_name=""), ADA, replace(ADA, line=5, email="bo@x.example",
            manager="ada@x.example")]  # fmt: skip

    assert left_out(possible(rows, Existing())) == [
        (3, "name_missing"), (4, "manager_waits"), (5, "manager_waits"),
    ]  # fmt: skip
    assert left_out(possible(rows, THERE)) == [(3, "name_missing")]


def test_of_two_lines_for_one_person_neither_is_taken() -> None:
    twice = replace(BOSS, line=7, first_name="Bill")
    assert left_out(possible([BOSS, ADA.__class__(4, email="c@x.example", first_name="C",
                             last_name="D"), twice], Existing())) == [
        (2, "email_twice"), (7, "email_twice"),
    ]  # fmt: skip

    wrong = replace(BOSS, line=8, last_name="")
    other = Row(4, email="c@x.example", first_name="C", last_name="D")
    assert left_out(possible([BOSS, other, wrong], Existing())) == [
        (2, "email_twice"), (8, "name_missing"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["email", "staff_number"])
def test_two_lines_for_one_person_who_is_here_are_told_once_each(name: str) -> None:
    known = KnownPerson(1, "ada", "ada", "Ada", "Aho")
    one = Row(2, **{name: "ada"}, first_name="Ada", last_name="Aho")
    other = Row(4, email="c@x.example", first_name="C", last_name="D")
    if name == "email":
        known = replace(known, sign_in_name="ada@x.example", email="ada@x.example")
        one = replace(one, email="ada@x.example")

    made = possible([one, replace(one, line=3), other], Existing((known,)))

    assert [(each.line, each.code) for each in made.left_out] == [
        (2, f"{name}_twice"),
        (3, f"{name}_twice"),
    ]


def test_one_person_by_two_names_is_told_on_both_lines() -> None:
    known = KnownPerson(1, "a17", "ada@x.example", "Ada", "Aho")
    made = possible(
        [
            Row(2, email="ada@x.example", first_name="Ada", last_name="Aho"),
            Row(3, staff_number="a17", first_name="Ada", last_name="Aho"),
            Row(4, email="c@x.example", first_name="C", last_name="D"),
        ],
        Existing((known,)),
    )

    assert [(one.line, one.code, one.value) for one in made.left_out] == [
        (2, "same_person", "3"),
        (3, "same_person", "2"),
    ]


def test_a_ring_of_managers_is_left_out_whole() -> None:
    other = Row(9, email="c@x.example", first_name="C", last_name="D", team="Kitchen")
    made = possible([replace(BOSS, manager="ada@x.example"), MAX, ADA, other], Existing())

    assert {line for line, _code in left_out(made)} == {2, 3, 4}
    assert [new.line for new in made.new] == [9]


def test_a_part_takes_no_manager_their_team_and_moves_no_team() -> None:
    there = Existing(
        THERE.people, (*THERE.teams, KnownTeam("Office"))
    )  # Max manages Sales, which stands below Lead
    rows = [replace(BOSS, team="Office"), replace(ADA, manager="boss@x.example")]

    whole = plan([*rows, MAX], there)
    part = plan(rows, there, is_part=True)

    assert Place("max@x.example", "Sales", "manager") in whole.ends
    assert ("Sales", "Office") in whole.parents
    assert Place("boss@x.example", "Sales", "manager") not in part.ends
    assert all(place.role == "member" for place in part.ends)
    assert part.parents == ()
    assert part.leaving == ()


def test_without_a_good_line_there_is_nothing_to_take() -> None:
    wrong = replace(BOSS, last_name="")

    assert possible([wrong], Existing()) == plan([wrong], Existing())
    assert codes(possible([], Existing())) == [(1, "no_people")]


@settings(max_examples=150, deadline=None)
@given(first=GOOD_ROWS, rows=st.lists(ROWS, max_size=9))
def test_every_line_is_either_taken_or_told_of(first: list[Row], rows: list[Row]) -> None:
    there = Existing()
    begun = plan(numbered(first), there)
    if not begun.problems:
        there = after(there, begun)
    lines = numbered(rows)
    strict, made = plan(lines, there), possible(lines, there)

    if not strict.problems:
        assert made == strict
        return
    if made.problems:
        assert made == strict
        return
    waiting = {problem.line for problem in made.left_out}
    assert waiting >= {problem.line for problem in strict.problems}
    assert waiting <= {row.line for row in lines}
    assert made.leaving == ()
    good = [row for row in lines if row.line not in waiting]
    assert good
    then = after(there, made)
    again = plan(good, then, is_part=True)
    assert not again.problems
    assert again.is_empty
    now = {known.person_id: known for known in then.people}
    for known in there.people:  # nobody loses what a missing line may have said of them
        assert not now[known.person_id].has_left or known.has_left
        assert now[known.person_id].manages >= known.manages


FILE = (
    "sep=;\r\n"
    "Notes;email;first_name;last_name;team;\r\n"
    "=SUM(A1);ada@x.example;Ada;Aho;Sales;\r\n"
    '-5;bo@x.example;=Bo;"O\'Neil; the ""second""\r\nof two";Sales;x\r\n'
    "'=quoted;cia@x.example;Cia;;Sales\r\n"
    ";dan@x.example;Dan;Dunn;Sales;;too many\r\n"
).encode("utf-16")


def rest_of(data: bytes, language: str = "en") -> str:
    read = reading.read(data)
    made = possible(read.rows, Existing(), problems=read.problems, is_part=read.is_part)
    told = {problem.line: f"{problem.code}." for problem in made.left_out}
    return reading.rest(data, told, language=language)


KEPT = "problem (keep this column);line (keep this column)"


def test_the_rest_holds_the_columns_and_words_of_the_file_with_what_to_mend() -> None:
    found = rest_of(FILE)

    assert found.startswith(f"\ufeff{KEPT};Notes;email;first_name;last_name;team;\r\n")
    assert "ada@x.example" not in found
    assert 'formula.;4;\'-5;bo@x.example;\'=Bo;"O\'Neil; the ""second""\r\nof two"' in found
    assert "name_missing.;6;''=quoted;cia@x.example" in found
    assert "cells.;7;;dan@x.example;Dan;Dunn;Sales;;too many\r\n" in found
    assert rest_of(FILE, "fi").startswith("\ufeffongelma (säilytä sarake);rivi (säilytä")


def test_the_rest_is_read_again_as_the_lines_were() -> None:
    before, again = reading.read(FILE), reading.read(rest_of(FILE).encode())
    kept = [row for row in before.rows if row.line != 3]

    assert again.is_part
    assert not before.is_part
    assert again.ignored == before.ignored
    assert [problem.code for problem in again.problems] == ["cells"]
    assert [replace(row, line=0) for row in again.rows] == [replace(row, line=0) for row in kept]


def test_the_rest_of_the_rest_keeps_the_lines_of_the_first_file() -> None:
    second = rest_of(FILE).replace("'=Bo", "Bo").encode()

    third = rest_of(second)

    assert [line.split(";")[:3] for line in third.split("\r\n")[:2]] == [
        [*f"\ufeff{KEPT}".split(";"), "Notes"],
        ["name_missing.", "6", "''=quoted"],
    ]
    assert "Bo" not in third


@pytest.mark.parametrize("language", list(reading.PART))
def test_a_part_is_known_by_its_headings_in_both_languages(language: str) -> None:
    heading = ",".join(reading.PART[language])
    data = f"{heading},email,first_name,last_name\nwhy,2,ada@x.example,Ada,Aho\n".encode()

    read = reading.read(data)

    assert read.is_part
    assert read.ignored == ()
    assert reading.read(re.sub(r" \([^)]*\)", "", data.decode()).encode()).is_part  # shortened
    assert not reading.read(data.replace(b"email,", b"").replace(b"why,2,", b"")).rows


CELLS = st.text(alphabet="ab'=+-@\t;,\" äö\r\n", max_size=6)


@given(cell=CELLS)
@example(cell="'=x")
def test_a_cell_made_safe_runs_nowhere_and_comes_back(cell: str) -> None:
    safe = reading.safe(cell)

    assert reading.bare(safe) == cell
    assert not safe.startswith(export.DANGEROUS)
    assert reading.safe(cell) == export.safe(cell) or cell.startswith("'")


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5),
    separator=st.sampled_from([";", ",", "\t"]),
)
def test_any_line_goes_back_and_forth_unchanged(lines: list[list[str]], separator: str) -> None:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["email", "first_name", "last_name", "notes"])
    writer.writerows(lines)
    data = out.getvalue().encode()
    before = reading._lines(data, 10_000, 100)
    if isinstance(before, importing.Problem):
        return
    numbers = [number for number, _cells in before.lines[1:]]

    again = reading._lines(
        reading.rest(data, dict.fromkeys(numbers, "why"), language="fi").encode(), 10_000, 100
    )

    assert not isinstance(again, importing.Problem)
    assert again.separator == before.separator
    assert [cells[2:] for _line, cells in again.lines] == [cells for _line, cells in before.lines]
    assert [cells[1] for _line, cells in again.lines[1:]] == [str(one) for one in numbers]
