"""The commands with which authors begin something new, and schemas for their editors."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

import click

from lms.content import new as starting
from lms.content import schemas as editor_schemas
from lms.content.unfinished import MARK
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
    root = folder or settings_or_exit().content
    wish = starting.Wish(
        cast("starting.NewKind", kind), slug, course, starting.titles_of(titles),
        "" if path == "none" else path,
    )  # fmt: skip
    try:
        made = starting.plan(root, wish)
        starting.write(root, made)
    except starting.NotPossible as error:
        raise click.ClickException(str(error)) from error
    for name in made.files:
        click.echo(f"Wrote {root / name}")
    for name in made.changed:
        click.echo(f"Changed {root / name}")
    for hint in made.hints:
        click.echo(hint)
    click.echo(
        f"Replace every text that begins with {MARK} and run: lms content check\n"
        "Learners see nothing of it until you write status: ready."
    )


FOR_CONTENT = (schemas, new)
"""What `lms content` takes in."""
