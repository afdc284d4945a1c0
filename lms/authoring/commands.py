"""The commands with which authors begin something new, and schemas for their editors."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast, get_args

import click

from lms.content import loader, translating
from lms.content import new as starting
from lms.content import schemas as editor_schemas
from lms.content.folder import Folder
from lms.content.folder import read as read_folder
from lms.content.parts import Parts
from lms.content.unfinished import MARK
from lms.content.worker import Worker
from lms.content.writing import Changed
from lms.running import settings_or_exit

_FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), help="The content folder, if not the set one."
)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--mark",
    "content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A content folder whose YAML files are to tell where their schemas lie.",
)
def schemas(folder: Path | None, content: Path | None) -> None:
    """Write JSON Schemas for editors into FOLDER (docs/schemas when left out)."""
    place = folder or editor_schemas.FOLDER
    try:
        changed = [place / name for name in editor_schemas.write(place)]
        if content is not None:
            changed += [content / name for name in editor_schemas.mark(content, place)]
    except (Changed, OSError) as error:
        raise click.ClickException(f"Not everything could be written: {error}") from error
    for path in changed:
        click.echo(f"Wrote {path}")
    if not changed:
        click.echo("Everything is up to date.")


@click.command()
@click.argument("kind", type=click.Choice(get_args(starting.NewKind)))
@click.argument("slug")
@click.option("--course", default="", help="The course a module, quiz or scenario belongs to.")
@click.option("--title", "titles", multiple=True, help='"Title" or fi="Otsikko"; may be repeated.')
@click.option("--path", help="The path a course joins, or none. Usually the first one.")
@_FOLDER
def new(
    kind: str, slug: str, course: str, titles: tuple[str, ...], path: str | None,
    folder: Path | None,
) -> None:  # fmt: skip
    """Begin a course, module, quiz or scenario called SLUG, as drafts in every language.

    For a quiz SLUG is the course, since a course has one quiz.
    """
    roots = settings_or_exit().content_folders if folder is None else (folder,)
    wish = starting.Wish(
        cast("starting.NewKind", kind), slug, course, starting.titles_of(titles),
        "" if path == "none" else path,
    )  # fmt: skip
    try:
        made = starting.plan(roots, wish)
        starting.write(roots[-1], made)
    except starting.NotPossible as error:
        raise click.ClickException(str(error)) from error
    for name in made.files:
        click.echo(f"Wrote {roots[-1] / name}")
    for name in made.changed:
        click.echo(f"Changed {roots[-1] / name}")
    for hint in made.hints:
        click.echo(hint)
    click.echo(
        f"Replace every text that begins with {MARK} and run: lms content check\n"
        "Learners see nothing of it until you write status: ready."
    )


@click.group()
def translate() -> None:
    """Translations: what is missing or stale, files to fill, and noting that one is done."""


@translate.command("status")
@click.option("--course", default="", help="Only the files of one course.")
@click.option("--todo", is_flag=True, help="Only what is left to do.")
@_FOLDER
def translate_status(course: str, folder: Path | None, *, todo: bool) -> None:
    """Print every file with its language, its state and what has changed since."""
    _roots, _read, parts = _gathered(folder)
    found = [
        row
        for row in translating.rows(parts)
        if course in {"", row.course} and not (todo and row.is_done)
    ]
    click.echo(translating.table(found), nl=False)
    left = sum(not row.is_done for row in found)
    click.echo(f"{left} of {len(found)} files wait for somebody.")


@translate.command("new")
@click.argument("language")
@click.option("--course", default="", help="Only one course and what it links to.")
@_FOLDER
def translate_new(language: str, course: str, folder: Path | None) -> None:
    """Prepare the files that lack LANGUAGE, with the texts of the original to replace."""
    roots, read, parts = _gathered(folder)
    try:
        files = translating.prepare(read, parts, language, today=_today(), course=course)
        starting.write(roots[0], starting.Plan(files))
    except (translating.NotPossible, starting.NotPossible) as error:
        raise click.ClickException(str(error)) from error
    for name in files:
        click.echo(f"Wrote {roots[0] / name}")
    if not files:
        click.echo("Nothing is missing.")
    else:
        click.echo(
            f"Replace every text that begins with {MARK}, then run: lms content translate done FILE"
        )


@translate.command("done")
@click.argument("files", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every one that is up to date by its day.")
@_FOLDER
def translate_done(files: tuple[str, ...], folder: Path | None, *, everything: bool) -> None:
    """Note that FILES say what their originals say now; write after reading both."""
    roots, _read, parts = _gathered(folder)
    if everything:
        files = tuple(
            row.path
            for row in translating.rows(parts)
            if row.progress is translating.Progress.CURRENT
        )
    if not files:
        raise click.ClickException("Name the files, or say --all.")
    refused = False
    for file in files:
        try:
            path = _in_folder(roots, file)
            changed = translating.write_done(roots[0], parts, path, today=_today())
            click.echo(f"Noted in {path}" if changed else f"{path} says so already")
        except (translating.NotPossible, Changed, OSError) as error:
            click.echo(str(error), err=True)
            refused = True
    sys.exit(1 if refused else 0)


def _gathered(folder: Path | None) -> tuple[tuple[Path, ...], Folder, Parts]:
    """The content folders, their texts, and everything they say, each file under its deadline."""
    roots = settings_or_exit().content_folders if folder is None else (folder,)
    read = read_folder(roots)
    with Worker(10) as worker:
        return roots, read, loader.gather(read, today=_today(), read_all=worker.read_all)


def _in_folder(roots: tuple[Path, ...], file: str) -> str:
    """The place in the content folder of a file named from there or from here."""
    for place in (*(root / file for root in roots), Path(file)):
        if place.is_file():
            for root in roots:
                if place.resolve().is_relative_to(root.resolve()):
                    return place.resolve().relative_to(root.resolve()).as_posix()
    return file


def _today() -> date:
    return datetime.now(UTC).date()


FOR_CONTENT = (schemas, new, translate)
"""What `lms content` takes in."""
