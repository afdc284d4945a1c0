"""The command `lms`: serve, author, content, people, assign, demo, database, backup, mail, docs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lms.running import Held, running, settings_or_exit

if TYPE_CHECKING:
    from flask import Flask

    from lms.content.report import Format


@click.group()
@click.version_option(package_name="lms")
def main() -> None:
    """Run and look after the learning platform."""


@main.command()
def serve() -> None:
    """Prepare the database and the content, then serve."""
    from lms.start import serve as start
    from lms.start import serve_and_reload

    settings = settings_or_exit()
    sys.exit(serve_and_reload(settings) if settings.reload else start(settings))


@main.command()
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--port", type=click.IntRange(1, 65535), default=8001, help="8001 when left out.")
def author(folder: Path | None, port: int) -> None:
    """Show the courses in FOLDER as you write them: for one author, on this machine only."""
    from lms.authoring.alone import settings_for
    from lms.config import SettingsError
    from lms.start import serve_author

    try:
        settings = settings_for(os.environ, folder=folder, port=port)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"settings: {problem}", err=True)
        sys.exit(2)
    sys.exit(serve_author(settings))


@main.group()
def content() -> None:
    """Courses and quizzes: files in the content folder."""


@content.command("check")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="Lines for people, JSON for tools, or SARIF for code review.",
)
@click.option("--page", help="The address of docs/linter.md, for links in SARIF.")
@click.option(
    "--overlay", type=click.Path(path_type=Path), help="A second folder laid over the first."
)
@click.option("--fix", is_flag=True, help="Tidy marks and spaces first; never words or ticks.")
def content_check(
    folder: Path | None, form: Format, page: str | None, overlay: Path | None, *, fix: bool
) -> None:
    """Print every problem as file:line:col: CODE what; what to do. Exit 1 on errors."""
    from lms.content.codes.page import PAGE
    from lms.content.command import check, tidy

    if folder is None and overlay is None:
        roots = settings_or_exit().content_folders
    else:
        base = folder or settings_or_exit().content
        roots = (base,) if overlay is None else (base, overlay)
    if fix:
        tidy(roots, sys.stderr)
    today = datetime.now(UTC).date()
    sys.exit(check(roots, today, sys.stdout, form=form, page=page or PAGE))


@content.command("reload")
def content_reload() -> None:
    """Tell running processes to take up changed content; a faulty set is not taken."""
    from lms.content.command import check
    from lms.server import ask_for_reload

    settings = settings_or_exit()
    today = datetime.now(UTC).date()
    status = check(settings.content_folders, today, sys.stdout, with_versions=False)
    if status == 0:
        ask_for_reload(settings.instance)
        click.echo("The running processes take it up within two seconds.")
    sys.exit(status)


@content.command("lock")
def content_lock() -> None:
    """Write content.lock: names and fingerprints of what is ready, to be committed with it."""
    from lms.content.loader import load_safely
    from lms.publishing.commands import NotReadyError, write_lock

    settings = settings_or_exit()
    folder = settings.content_folders[-1]
    found = load_safely(settings.content_folders, today=datetime.now(UTC).date())
    try:
        written = write_lock(folder, found)
    except NotReadyError as error:
        _print_findings(error.findings)
        raise click.ClickException("Nothing was written.") from error
    click.echo("content.lock is written." if written else "content.lock is up to date.")


@content.command("publish")
@click.option("--preview", is_flag=True, help="Only tell what would change, and for how many.")
def content_publish(*, preview: bool) -> None:
    """Publish the folder: what changed, of which kind, and what is asked of whom, in one step."""
    from lms.errors import Conflict
    from lms.publishing import commands
    from lms.server import ask_for_reload

    settings = settings_or_exit()
    with running(settings) as (held, now, today):
        from lms.content.loader import load_safely

        found = load_safely(settings.content_folders, today=today)
        if preview:
            for line in commands.preview(held.database, found, today=today):
                click.echo(line)
            _print_findings(commands.errors_of(found, locked=True))
            return
        try:
            made = commands.publish(
                held.database,
                found,
                now=now,
                today=today,
                announce=lambda number: ask_for_reload(settings.instance, number),
            )
        except commands.NotReadyError as error:
            _print_findings(error.findings)
            raise click.ClickException("Nothing was published.") from error
        except Conflict as error:
            raise click.ClickException(
                "Somebody else published meanwhile. Look again: lms content publish --preview"
            ) from error
        for line in commands.told(made.impacts if made else ()):
            click.echo(line)
        if made:
            click.echo(f"Published, number {made.number}.")


@main.group()
def questions() -> None:
    """Questions and what was answered to them."""


@questions.command("regrade")
@click.argument("course")
@click.argument("name")
@click.option("--why", required=True, help="The reason, kept in the audit log.")
@click.option("--preview", is_flag=True, help="Only tell what would change.")
@click.option("--may-lower", is_flag=True, help="Points and passes may go down as well.")
def questions_regrade(course: str, name: str, why: str, *, preview: bool, may_lower: bool) -> None:
    """Judge earlier answers to the question NAME of COURSE by today's key."""
    from lms.errors import NotFound
    from lms.quizzes import regrading

    settings = settings_or_exit()
    with running(settings) as (held, now, today):
        found = held.content.get().course(course)
        if found is None:
            known = ", ".join(sorted(held.content.get().courses))
            raise click.ClickException(f"There is no course {course}. Courses: {known}")
        if not why.strip():
            raise click.ClickException("Write the reason: it stays in the audit log.")
        try:
            if preview:
                with held.database.session(readonly=True) as db:
                    counts = regrading.preview(db, course=found, name=name, may_lower=may_lower)
            else:
                with held.database.begin() as db:
                    counts = regrading.regrade(
                        db,
                        course=found,
                        name=name,
                        why=why.strip()[:300],
                        by_id=None,
                        now=now,
                        today=today,
                        organisation=settings.organisation,
                        may_lower=may_lower,
                    )
        except NotFound as error:
            raise click.ClickException(f"{course} has no question {name}.") from error
    click.echo(
        f"{counts.answers} answers in {counts.attempts} attempts "
        f"{'would change' if preview else 'changed'}; {counts.now_pass} now pass; "
        f"{counts.would_fail} would fail if points could go down."
        if preview or not may_lower
        else f"{counts.answers} answers in {counts.attempts} attempts changed; "
        f"{counts.now_pass} now pass; {counts.would_fail} do not any more."
    )
    if counts.gone:
        click.echo(f"{counts.gone} answers are no longer kept and stay as they are.")
    for reason, number in counts.refused.items():
        click.echo(f"{number} answers cannot be judged anew: another {reason.value}.")


def _print_findings(findings: Iterable[object]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)


@main.group()
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
def database_upgrade() -> None:
    """Bring the database to the newest schema."""
    from lms import migrations

    settings = settings_or_exit()
    settings.instance.mkdir(parents=True, exist_ok=True)
    migrations.upgrade(settings.database_url)
    click.echo(f"The database is at {migrations.HEAD}.")


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """Write everything worth keeping into one file, while the site runs."""
    from lms.operations.backup import BackupError, write

    try:
        click.echo(write(settings_or_exit(), target))
    except BackupError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace the data that is there.")
def restore(source: Path, *, replace: bool) -> None:
    """Put a backup back; stop the site first."""
    from lms.operations.backup import BackupError, read

    try:
        click.echo(read(settings_or_exit(), source, replace=replace))
    except BackupError as error:
        raise click.ClickException(str(error)) from error


@main.command("check")
def check_all() -> None:
    """Look at database, migrations, integrity, content and settings; exit 1 if one is not well."""
    from lms.operations import health

    settings = settings_or_exit()
    with running(settings) as (held, _now, _today):
        engine = held.database.engine
        results = [health.Check("settings", ok=True), health.database_answers(engine)]
        if results[-1].ok:
            results += [health.migrated(engine), *health.integrity(engine)]
        results.append(health.content_served(held.content))
    for result in results:
        word = "ok" if result.ok else "NOT OK"
        click.echo(f"{result.name}: {word}" + (f" ({result.detail})" if result.detail else ""))
    sys.exit(0 if all(result.ok for result in results) else 1)


@main.group()
def demo() -> None:
    """Demo people, only in the demo and test modes."""


@demo.command("load")
@click.option("--learners", default=0, help="Further learners with sign-ins, for load tests.")
def demo_load(learners: int) -> None:
    """Fill the demo organisation if there is nobody, and add so many learners."""
    from lms.demo import organisation

    settings = settings_or_exit()
    if settings.mode == "production":
        raise click.ClickException("Demo people do not go into production.")
    with running(settings) as (held, now, today), held.database.begin() as db:
        if organisation.is_empty(db):
            organisation.fill(db, content=held.content.get(), now=now, today=today)
        if learners:
            organisation.add_learners(db, learners, now=now)
    click.echo(organisation.sign_ins())
    if learners:
        click.echo(
            f"learner1@load.test to learner{learners}@load.test, password {organisation.PASSWORD}"
        )


@main.group()
def mail() -> None:
    """Messages waiting to be sent."""


@mail.command("send")
def mail_send() -> None:
    """Send what waits; run it from a timer every few minutes."""
    from lms.operations.mail import MailError, send_waiting

    with running(settings_or_exit()) as (held, _now, _today):
        try:
            click.echo(send_waiting(held.database, held.settings, clock=held.clock.now))
        except MailError as error:
            raise click.ClickException(str(error)) from error


@main.command()
@click.option("--once", is_flag=True, help="Do what waits and end, for a timer.")
def work(*, once: bool) -> None:
    """Plan reminders and send messages, until stopped; several copies may run on PostgreSQL."""
    import signal
    from threading import Event

    from lms.app import create_app, open_content
    from lms.operations import work as working
    from lms.operations.mail import MailError
    from lms.reminders.letters import composing
    from lms.server import watch

    with running(settings_or_exit()) as (held, _now, _today):
        settings, content = held.settings, open_content(held.settings, held.clock)
        app = create_app(settings, database=held.database, content=content)
        job = working.Work(held.database, settings, held.clock, content.get, lambda: composing(app))
        if once:
            try:
                click.echo(working.once(job))
            except MailError as error:
                raise click.ClickException(str(error)) from error
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        watch(content, settings, held.database)
        working.forever(job, stop=stop, say=click.echo)


@main.command()
def tidy() -> None:
    """End attempts whose time is over, and forget what is old; run it from a timer daily."""
    from lms.operations.tidy import forget
    from lms.people.sealing import seal
    from lms.quizzes.services import end_all_over

    settings = settings_or_exit()
    with running(settings) as (held, now, today), held.database.begin() as db:
        ended = end_all_over(
            db,
            lambda slug: held.content.get().course(slug),
            now=now,
            today=today,
            organisation=settings.organisation,
        )
        click.echo(f"Attempts ended: {ended}.")
        told = forget(
            db,
            answers_kept_days=settings.answers_kept_days,
            reactions_kept_days=settings.reactions_kept_days,
            now=now,
            today=today,
        )
        click.echo(told)
        click.echo(f"Entries of the log sealed: {seal(db, now=now)}.")
    from lms.welcome.services import refresh_month

    with running(settings) as (held, _now, today):
        refreshed = refresh_month(held.database.begin, today=today)
        click.echo(f"Summaries refreshed: {refreshed}.")


@main.group()
def docs() -> None:
    """Pages of documentation made from the code."""


@docs.command("routes")
def docs_routes() -> None:
    """Every address with method, who may, and what it does."""
    from lms.app import create_app, make_clock
    from lms.content.current import Current
    from lms.database import Database, make_engine
    from lms.operations.routes import table

    settings = settings_or_exit()
    app = create_app(
        settings,
        database=Database(make_engine("sqlite://")),
        content=Current(None, today=make_clock(settings).today),
    )
    click.echo(table(app), nl=False)


@docs.command("exchange")
def docs_exchange() -> None:
    """What each format of other programs can hold of a question, as a table."""
    from lms.exchange.features import table

    click.echo(table(), nl=False)


@docs.command("linter")
def docs_linter() -> None:
    """Every code of the content linter, with a wrong and a right example."""
    from lms.content.codes.page import page

    click.echo(page(), nl=False)


def _app(held: Held) -> Flask:
    """The application on what a command holds."""
    from lms.app import create_app

    return create_app(held.settings, database=held.database, content=held.content)


def _add_groups() -> None:
    from lms.authoring.commands import FOR_CONTENT
    from lms.authoring.exchanging import questions
    from lms.certificates.commands import certificates
    from lms.enrolments.commands import assign, unassign
    from lms.evidence.commands import audit, evidence_group
    from lms.people.commands import people
    from lms.readiness.commands import readiness

    main.add_command(assign)
    main.add_command(unassign)
    main.add_command(people)
    main.add_command(certificates)
    main.add_command(audit)
    main.add_command(evidence_group(_app))
    main.add_command(questions)
    main.add_command(readiness)
    for command in FOR_CONTENT:
        content.add_command(command)


_add_groups()

__all__ = ["main"]
