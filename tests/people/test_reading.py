"""People files come as spreadsheets write them."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from lms.content.current import Current
from lms.courses.shown import shown
from lms.people.importing import Problem
from lms.people.reading import LARGEST, Reading, read
from lms.readiness import words
from lms.readiness.export import Shape, Words, csv_lines, data_lines
from lms.readiness.lines import Line
from lms.readiness.rules import Columns
from lms.standing import State

FINNISH = "sähköposti;etunimi;sukunimi;tiimi\nmäki@esimerkki.example;Päivi;Mäki;Länsi\n"
ENGLISH = "email,first_name,last_name,team\nada@organisation.example,Ada,Aho,West\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_letters_are_right_in_every_encoding(encoding: str) -> None:
    found = read(FINNISH.encode(encoding))

    assert not found.problems
    assert (found.rows[0].first_name, found.rows[0].team) == ("Päivi", "Länsi")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    found = read(ENGLISH.replace(",", separator).encode())

    assert found.rows[0].email == "ada@organisation.example"


def test_a_line_naming_the_separator_is_skipped_and_lines_keep_their_numbers() -> None:
    found = read(("sep=;\r\n" + ENGLISH.replace(",", ";").replace("\n", "\r\n")).encode())

    assert [row.line for row in found.rows] == [3]


def test_quoted_cells_hold_separators_and_lines() -> None:
    heading = "email,first_name,last_name,title\n"
    found = read(f'{heading}a@b.example,Ada,Aho,"Head,\nnorth"\n\nb@b.example,Bo,Bo,x\n'.encode())

    assert found.rows[0].title == "Head,\nnorth"
    assert [row.line for row in found.rows] == [2, 5]


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("shape", list(Shape))
def test_an_edited_export_of_readiness_is_known_and_refused(
    app: Flask, content: Current, language: str, shape: Shape
) -> None:
    course = shown(content.get().courses["guidelines"], language)
    columns = Columns(courses=("secrets",), path_size=1)
    with app.test_request_context(headers={"Accept-Language": language}):
        headings = words.headings({"secrets": course})
    person = Line(1, "Ada Aho", "Adviser", [None])
    if shape is Shape.DATA:
        made = list(data_lines([person], team="north", columns=columns, today=date(2026, 11, 22)))
    else:  # a workbook comes back as the CSV that a spreadsheet saved of it
        said = Words(headings, dict.fromkeys(State, "Ready"), language)
        made = list(csv_lines([person], columns=columns, words=said, today=date(2026, 11, 22)))

    found = read("".join(made).replace("Adviser", "Director").encode())

    assert found == Reading(problems=(Problem(1, "", "file_of_readiness"),))


def test_headings_are_known_however_they_are_spelt() -> None:
    found = read(b"E-Mail,First Name,LAST-NAME,Shoe size\na@b.example,Ada,Aho,38\n")

    assert found.rows[0].last_name == "Aho"
    assert found.ignored == ("Shoe size",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", Problem(1, "", "file_empty"), id="nothing"),
        pytest.param(b"\n\n", Problem(1, "", "file_empty"), id="empty lines"),
        pytest.param(b"a" * (LARGEST + 1), Problem(1, "", "file_large"), id="too large"),
        pytest.param(b"PK\x03\x04\x00\x00", Problem(1, "", "file_unreadable"), id="a workbook"),
        pytest.param(
            b"email,first_name\na,b\n", Problem(1, "last_name", "column_missing"), id="no column"
        ),
        pytest.param(
            b"first_name,last_name\na,b\n", Problem(1, "email", "column_missing"), id="no address"
        ),
        pytest.param(
            b"email,mail,first_name,last_name\n", Problem(1, "email", "column_twice"), id="twice"
        ),
        pytest.param(
            b"email,first_name,last_name\na@b.example,A,B,C\n",
            Problem(2, "", "cells"),
            id="too many cells",
        ),
        pytest.param(
            b'email,first_name,last_name\na@b.example,"A,B\n',
            Problem(2, "", "line_unreadable"),
            id="an open quotation mark",
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(data: bytes, problem: Problem) -> None:
    found = read(data)

    assert found.problems == (problem,)
    assert found == Reading(problems=(problem,), ignored=found.ignored)
