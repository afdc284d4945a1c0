"""The commands `lms audit` and `lms evidence`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from sqlalchemy.orm import Session

from lms.certificates.document import DocumentError
from lms.evidence import services
from lms.evidence.pack import Heading
from lms.evidence.queries import About
from lms.people import queries as people
from lms.people import sealing
from lms.people.models import Person
from lms.running import Held, running, settings_or_exit

OpenApp = Callable[[Held], Flask]


@click.group()
def audit() -> None:
    """The audit log and the seals that hold it together."""


@audit.command("seal")
def audit_seal() -> None:
    """Put what waits under seals; `lms work` and `lms tidy` do it as well."""
    with running(settings_or_exit()) as (held, now, _today), held.database.begin() as db:
        done = sealing.seal(db, now=now)
        head = sealing.head(db)
    click.echo(f"Entries sealed: {done}.")
    if head is not None:
        click.echo(f"Newest seal: {head.number}:{head.digest}")


@audit.command("check")
@click.option("--seal", "noted", help="NUMBER:DIGEST of a seal that was noted elsewhere.")
def audit_check(noted: str | None) -> None:
    """Compute every seal anew and compare; exit 1 when an entry was changed, added or lost."""
    with running(settings_or_exit()) as (held, _now, _today), held.database.reading() as db:
        looked = sealing.look(db, noted=_noted(noted) if noted else None)
        head = sealing.head(db)
    for problem in looked.problems:
        click.echo(problem)
    click.echo(
        f"Seals: {looked.seals}. Entries under them: {looked.entries}, waiting: {looked.waiting}. "
        f"Taken out with erased people: {looked.taken_out}."
    )
    if looked.problems:
        raise click.ClickException("The log is not as it was sealed.")
    if head is not None:
        click.echo(f"Newest seal, worth noting elsewhere: {head.number}:{head.digest}")


def _noted(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    if not number.isascii() or not number.isdigit() or len(digest) != 64:
        raise click.ClickException("Write the seal as NUMBER:DIGEST, as lms audit check shows it.")
    return int(number), digest.lower()


def evidence_group(open_app: OpenApp) -> click.Group:
    """The commands that make packs; `open_app` gives the application, whose words they use."""

    @click.group()
    def evidence() -> None:
        """Evidence packs for an auditor."""

    by = click.option("--by", required=True, help="The administrator who answers for it.")
    why = click.option("--why", required=True, help="What it is for; those in it can read it.")
    keys = click.option(
        "--with-keys", is_flag=True, help="With what was right in each question. Keep it safe."
    )
    target = click.argument("target", type=click.Path(path_type=Path, dir_okay=False))

    @evidence.command("person")
    @click.argument("name")
    @target
    @by
    @why
    @keys
    def person(name: str, target: Path, by: str, why: str, *, with_keys: bool) -> None:
        """Write a pack about the person who signs in as NAME to TARGET, a ZIP file."""

        def about(db: Session) -> tuple[About, str]:
            found = people.person_id_by_name(db, name=name)
            if found is None:
                raise click.ClickException(f"Nobody signs in as {name}.")
            return About(person_id=found), db.get_one(Person, found).name

        _write(open_app, target, about, by=by, why=why, with_keys=with_keys)

    @evidence.command("course")
    @click.argument("course")
    @target
    @by
    @why
    @keys
    def of_course(course: str, target: Path, by: str, why: str, *, with_keys: bool) -> None:
        """Write a pack about everybody who takes COURSE to TARGET, a ZIP file."""
        _write(
            open_app, target, lambda _db: (About(course=course), course), by=by, why=why,
            with_keys=with_keys,
        )  # fmt: skip

    return evidence


def _write(
    open_app: OpenApp,
    target: Path,
    find: Callable[[Session], tuple[About, str]],
    *,
    by: str,
    why: str,
    with_keys: bool,
) -> None:
    """Make a pack; the file appears when it is complete and written down."""
    from lms.evidence.document import pdf

    if not 3 <= len(why.strip()) <= 300:
        raise click.ClickException("Say what it is for, in 3 to 300 characters.")
    if target.exists():
        raise click.ClickException(f"{target} exists already. Choose another name.")
    settings = settings_or_exit()
    with running(settings) as (held, now, _today):
        app = open_app(held)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        waiting = Path(name)
        try:
            with (
                os.fdopen(handle, "w+b") as file,
                app.test_request_context(),
                held.database.begin() as db,
            ):
                about, title = find(db)
                actor = people.person_id_by_name(db, name=by)
                if actor is None or not db.get_one(Person, actor).is_administrator:
                    raise click.ClickException(f"{by} is no administrator.")
                heading = Heading(
                    about=about,
                    title=title,
                    organisation=settings.organisation,
                    made_at=now,
                    made_by=db.get_one(Person, actor).name,
                    purpose=why.strip(),
                )
                told = services.make(
                    db, file, heading, actor_id=actor, now=now, document=pdf,
                    with_keys=with_keys, most_to_seal=None,
                )  # fmt: skip
                if not told.counts["person"]:
                    raise click.ClickException("Nobody takes this course.")
            os.link(waiting, target)
        except DocumentError as error:
            raise click.ClickException(f"The PDF could not be made: {error}") from error
        except OSError as error:
            raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from error
        finally:
            waiting.unlink(missing_ok=True)
    click.echo(f"{target} holds {sum(told.counts.values())} records.")
    click.echo("Check it with: python3 scripts/check_evidence.py FILE")
