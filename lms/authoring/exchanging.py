"""The commands with which questions leave for other programs and come from them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, get_args

import click

from lms.content import loader
from lms.content.folder import Folder
from lms.content.folder import read as read_folder
from lms.content.model import Severity
from lms.content.parts import Parts
from lms.content.source import Kind, headings, lines_of
from lms.content.worker import Worker
from lms.exchange import losses
from lms.exchange.archives import MAX_FILE
from lms.exchange.drafts import Place, Written
from lms.exchange.exporting import Bank, export
from lms.exchange.features import TARGETS, Target
from lms.exchange.importing import import_file
from lms.exchange.losses import Format, Loss, Refused
from lms.running import settings_or_exit

_FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), help="The content folder, if not the set one."
)
_REPORT = click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report of losses here too, as JSON.",
)  # fmt: skip
_LANGUAGE = click.option("--language", default="en", help="The language of the questions.")


@click.group()
def questions() -> None:
    """Questions for other programs and from them, with a report of what is lost."""


@questions.command("export")
@click.argument("course")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "target", required=True, type=click.Choice(TARGETS), help="The format.")
@_LANGUAGE
@_REPORT
@_FOLDER
def export_questions(
    course: str, file: Path | None, target: str, language: str, report: Path | None,
    folder: Path | None,
) -> None:  # fmt: skip
    """Write the quiz of COURSE to FILE, or to standard output.

    QTI is a ZIP archive with an item for each question.
    """
    read, parts = _gathered(folder)
    bank = _bank(read, parts, course, language)
    made = export(bank, cast("Target", target))
    if file is None:
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    else:
        _write(file, made.data)
    _report(made.losses, len(made.questions), cast("Format", target), "export", report)


@questions.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--course", required=True, help="The course the questions are for.")
@click.option(
    "--objective", default="",
    help="The objective of all of them. Left out, each keeps the one its file names.",
)  # fmt: skip
@click.option(
    "--from", "source", type=click.Choice(get_args(Format)), help="Guessed when left out."
)
@_LANGUAGE
@click.option("--write", is_flag=True, help="Write a new draft file beside the quiz.")
@_REPORT
@_FOLDER
def import_questions(
    file: Path, course: str, objective: str, source: str | None, language: str,
    report: Path | None, folder: Path | None, *, write: bool,
) -> None:  # fmt: skip
    """Turn the questions of FILE into Markdown for the quiz of a course.

    It goes to standard output, or with --write into a new file that the site passes over until
    you have moved its questions into the quiz.
    """
    read, parts = _gathered(folder)
    place = _place(read, parts, course, language, objective)
    if file.stat().st_size > MAX_FILE:
        raise click.ClickException(f"{file.name} is larger than {MAX_FILE // 1_000_000} MB.")
    try:
        made = import_file(file.read_bytes(), file.name, place, cast("Format | None", source))
    except Refused as error:
        raise click.ClickException(f"Refused: {error}") from error
    if write and made.written.questions:
        target = _draft_file(_root(folder) / course, language, made.written, parts, course)
        click.echo(f"Wrote {target}")
    else:
        click.echo(made.written.markdown, nl=False)
    _report(made.losses, len(made.written.questions), made.form, "import", report)
    for finding in made.written.findings:
        if finding.severity is Severity.ERROR:
            click.echo(f"to mend: {finding.code} {finding.what}; {finding.fix}", err=True)


def _gathered(folder: Path | None) -> tuple[Folder, Parts]:
    """The texts of the content folders and everything they say."""
    roots = settings_or_exit().content_folders if folder is None else (folder,)
    read = read_folder(roots)
    with Worker(10) as worker:
        today = datetime.now(UTC).date()
        return read, loader.gather(read, today=today, read_all=worker.read_all)


def _root(folder: Path | None) -> Path:
    return folder if folder is not None else settings_or_exit().content_folders[-1]


def _known(parts: Parts, course: str) -> None:
    if course not in parts.courses:
        known = ", ".join(sorted(parts.courses)) or "none"
        raise click.ClickException(f"There is no course {course}. Courses: {known}")


def _bank(read: Folder, parts: Parts, course: str, language: str) -> Bank:
    """The quiz of a course; one with errors is mended first."""
    _known(parts, course)
    path = f"{course}/quiz.{language}.md"
    page = parts.pages.get(path)
    if page is None:
        raise click.ClickException(f"There is no {path}.")
    found = page.document.findings
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        for finding in errors:
            click.echo(str(finding), err=True)
        raise click.ClickException("Mend this first: nothing was exported.")
    left_out = {
        name.path: "a scenario is a story with branches, which the format does not know"
        for name in read.names.values()
        if (name.kind, name.course, name.lang) == (Kind.SCENARIO, course, language)
    }
    return Bank(
        course, path, page.document.questions, lines_of(read.texts[path]), read.media, left_out
    )


def _place(read: Folder, parts: Parts, course: str, language: str, objective: str) -> Place:
    _known(parts, course)
    if language not in parts.languages:
        raise click.ClickException(f"The languages are {', '.join(parts.languages)}.")
    objectives = _objectives(parts, course, language)
    if objective and objective not in objectives:
        known = ", ".join(objectives) or "none"
        raise click.ClickException(f"{course} has no objective {objective}. Objectives: {known}")
    taken: dict[str, str] = {}
    for name in read.names.values():
        if name.course == course and name.lang == language:
            for heading in headings(lines_of(read.texts.get(name.path, ""))):
                pieces = heading.text.split("`")
                if heading.level == 3 and len(pieces) == 3:
                    taken.setdefault(pieces[1], f"{name.path}:{heading.number}")
    return Place(
        course, language, objective, objectives, tuple(read.names.values()), taken
    )  # fmt: skip


def _objectives(parts: Parts, course: str, language: str) -> Mapping[str, str]:
    """The objectives of a course with their titles in a language."""
    settings = parts.courses[course].settings
    titles: dict[str, str] = {}
    for kind in (Kind.COURSE, Kind.QUIZ):
        for page in parts.of(kind, course):
            if page.name.lang == language:
                titles |= {held.name: held.text for held in page.document.objectives}
    return {name: titles.get(name, "") for name in (settings.objectives if settings else ())}


def _draft_file(folder: Path, language: str, made: Written, parts: Parts, course: str) -> Path:
    """A new file, under a name that nobody has; two underscores hide it from the site."""
    titles = [
        page.document.title for page in parts.of(Kind.COURSE, course) if page.name.lang == language
    ]
    text = made.page(titles[0] if titles else course)
    for number in range(1, 1000):
        name = f"__imported{'' if number == 1 else f'-{number}'}.{language}.md"
        try:
            with (folder / name).open("x", encoding="utf-8", newline="") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            raise click.ClickException(f"{name} cannot be written: {error.strerror}") from error
        return folder / name
    raise click.ClickException("There are a thousand imported files already. Remove some.")


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error


def _report(found: Sequence[Loss], count: int, form: Format, way: str, file: Path | None) -> None:
    click.echo(losses.as_text(found, questions=count), nl=False, err=True)
    if file is not None:
        _write(file, losses.as_json(found, questions=count, form=form, way=way).encode())
