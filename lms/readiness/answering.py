"""A file about people as an answer that is sent while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain

from flask import Response, stream_with_context
from sqlalchemy.orm import Session

from lms.readiness import export as files
from lms.readiness import seen, words, workbook
from lms.readiness.export import Shape
from lms.readiness.lines import Line
from lms.readiness.rules import Columns
from lms.web import context

ENDINGS = {Shape.SHEET: ".csv", Shape.DATA: "-data.csv", Shape.WORKBOOK: ".xlsx"}


def answer(
    read: Callable[[Session], Iterator[list[Line]]],
    *,
    shape: Shape,
    columns: Columns,
    today: date,
    team: str,
    slug: str,
    file_name: str,
    has_teams: bool = False,
) -> Response:
    """The file about a team or unit, named by its name and its name in addresses.

    `read` gives the people part by part; `file_name` comes without the day and its ending.
    """
    database, content = context.state().database, context.content()
    courses = seen.titles(content, columns, context.language())
    said = files.Words(
        headings=words.headings(courses, has_teams=has_teams),
        states=words.states(),
        language=context.language(),
    )
    dictionary = words.dictionary(courses, team=team, slug=slug, today=today, has_teams=has_teams)

    def parts() -> Iterator[list[Line]]:
        with database.reading() as db:
            yield from read(db)

    def written() -> Iterator[bytes]:
        people = chain.from_iterable(parts())
        if shape is Shape.WORKBOOK:
            yield from files.workbook_pieces(
                people,
                columns=columns,
                words=said,
                dictionary=dictionary,
                today=today,
                has_teams=has_teams,
            )
            return
        lines = (
            files.data_lines(people, team=slug, columns=columns, today=today, has_teams=has_teams)
            if shape is Shape.DATA
            else files.csv_lines(
                people, columns=columns, words=said, today=today, has_teams=has_teams
            )
        )
        yield from map(str.encode, files.pieces(lines))

    response = Response(
        stream_with_context(written()),
        mimetype=workbook.TYPE if shape is Shape.WORKBOOK else "text/csv",
    )
    name = f"{file_name}-{today.isoformat()}{ENDINGS[shape]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
