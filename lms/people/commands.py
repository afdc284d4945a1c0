"""The commands `lms people`: import, add, link, deactivate, erase."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from lms.config import Settings
from lms.errors import Conflict, Invalid
from lms.operations import services as operation_services
from lms.people import (
    importing,
    queries,
    reading,
    rules,
    services,
    team_services,
    undo_queries,
    undo_services,
    undoing,
    words,
)
from lms.people.importing import Plan
from lms.running import running, settings_or_exit

SHOWN = 50


@dataclass(frozen=True, slots=True)
class _Run:
    """What one command works with."""

    settings: Settings
    db: Session
    now: datetime
    today: date


@contextmanager
def _running(*, writes: bool) -> Iterator[_Run]:
    """One transaction for one command; rolled back whole on any error."""
    settings = settings_or_exit()
    with running(settings) as (held, now, today):
        opened = held.database.begin() if writes else held.database.reading()
        with opened as db:
            yield _Run(settings, db, now, today)


@click.group()
def people() -> None:
    """People, teams and one-time links."""


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--apply", "apply_it", is_flag=True, help="Write; without it nothing is written.")
@click.option(
    "--leaving", is_flag=True, help="Also deactivate those who are no longer in the file."
)
@click.option(
    "--rest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take in the lines without problems; the others, with what to mend, go to this file.",
)
def import_people(file: Path, *, apply_it: bool, leaving: bool, rest: Path | None) -> None:
    """Show what FILE would change, and write it with --apply; exit 1 on problems."""
    if file.stat().st_size > reading.LARGEST_BY_COMMAND:
        raise click.ClickException("The file is larger than 50 MB. Split it.")
    if rest is not None and rest.exists() and rest.samefile(file):
        raise click.ClickException("The lines to mend go to another file than the one read.")
    data = file.read_bytes()
    read = reading.read(
        data,
        largest=reading.LARGEST_BY_COMMAND,
        most_rows=reading.MOST_ROWS_BY_COMMAND,
    )
    make = importing.plan if rest is None else importing.possible
    with _running(writes=apply_it) as run:
        existing = queries.existing(run.db, today=run.today)
        plan = make(read.rows, existing, problems=read.problems, is_part=read.is_part)
        _print_plan(plan, file, with_leaving=leaving, ignored=read.ignored)
        if plan.problems:
            click.echo("Nothing was written.")
            sys.exit(1)
        if apply_it:
            try:
                services.apply_plan(
                    run.db,
                    plan,
                    with_leaving=leaving,
                    actor_id=None,
                    now=run.now,
                    today=run.today,
                )
            except Conflict as error:
                raise click.ClickException(
                    "People were changed meanwhile. Nothing was written."
                ) from error
        if rest is not None and plan.left_out:  # before the commit: without it nothing is written
            told = words.told_by_line(plan.left_out)
            _write_privately(rest, reading.rest(data, told, language="en"))
            click.echo(f"Lines to mend: {plan.lines_left_out}, in {rest}")
    click.echo("Written." if apply_it else "Nothing was written. Add --apply to write it.")
    if plan.left_out:
        sys.exit(1)


@people.command("undo")
@click.option("--apply", "apply_it", is_flag=True, help="Write; without it nothing is written.")
def undo(*, apply_it: bool) -> None:
    """Show what undoing the latest import would give back, and write it with --apply."""
    with _running(writes=apply_it) as run:
        recent = [
            one for one in undo_queries.recent(run.db, now=run.now) if one.can_be_undone(run.now)
        ]
        if not recent:
            raise click.ClickException("There is no import of the last 24 hours to undo.")
        latest = recent[0]
        try:
            if apply_it:
                plan = undo_services.undo_import(
                    run.db,
                    import_id=latest.import_id,
                    fingerprint=None,
                    actor_id=None,
                    now=run.now,
                    today=run.today,
                )
            else:
                what = undo_queries.done(run.db, import_id=latest.import_id)
                plan = undoing.undo(
                    what,
                    undo_queries.now_of(run.db, what, import_id=latest.import_id, today=run.today),
                )
        except Conflict as error:
            raise click.ClickException(
                "It cannot be undone as it stands: what would be given back contradicts what is "
                "there now. Nothing was written."
                if error.code == "undo_refused"
                else "People were changed meanwhile. Nothing was written."
            ) from error
        click.echo(f"Import of {latest.at:%Y-%m-%d %H:%M} UTC by {latest.who or 'a command'}")
        _print_list("Taken out again", [mend.name for mend in plan.removed])
        _print_list("Earlier details", [mend.name for mend in plan.people])
        _print_list("Places in teams", [mend.name for mend in plan.memberships])
        _print_list("Teams", [mend.name for mend in (*plan.moved, *plan.closed)])
        _print_list(
            "Changed since, left alone",
            [f"{one.name}: {words.LEFT_ALONE[one.why]}" for one in plan.left_alone],
        )
    click.echo("Undone." if apply_it else "Nothing was written. Add --apply to write it.")


def _write_privately(path: Path, text: str) -> None:
    """Write a file about people that others on the machine cannot read."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)


@people.command("add")
@click.argument("address")
@click.option("--first", required=True, help="First name.")
@click.option("--last", required=True, help="Last name.")
@click.option("--title", default="", help="Title.")
@click.option("--team", default=None, help="Name of the team; made when there is none.")
@click.option("--admin", is_flag=True, help="Manages people and teams.")
@click.option("--author", is_flag=True, help="Sees the state of courses.")
def add(
    address: str, *, first: str, last: str, title: str, team: str | None, admin: bool, author: bool
) -> None:
    """Add a person by ADDRESS (e-mail or staff number); prints a one-time link."""
    row = importing.Row(
        line=1,
        email=address if "@" in address else "",
        staff_number="" if "@" in address else address,
        first_name=first,
        last_name=last,
        title=title,
        team=team or "",
    )
    found = importing.plan([row], importing.Existing())
    if found.problems:
        problem = found.problems[0]
        raise click.ClickException(
            f"{problem.column}: {words.what_is_wrong(problem)} {words.how_to_mend(problem)}"
        )
    new = found.new[0]
    with _running(writes=True) as run:
        team_id = (
            team_services.team_named(
                run.db, name=importing.clean(team), now=run.now, today=run.today
            )
            if team
            else None
        )
        try:
            person_id = services.add_person(
                run.db,
                sign_in_name=new.sign_in_name,
                email=new.email,
                first_name=new.first_name,
                last_name=new.last_name,
                job_title=new.title,
                is_author=author,
                is_administrator=admin,
                team_id=team_id,
                now=run.now,
                today=run.today,
            )
        except Invalid as error:
            raise click.ClickException(f"Somebody signs in with {address} already.") from error
        address_of_link = _link(run, person_id)
    click.echo(address_of_link)


@people.command("link")
@click.argument("address")
def link(address: str) -> None:
    """Print a new one-time link for the person of ADDRESS; earlier links become void."""
    with _running(writes=True) as run:
        person_id = _known(run, address)
        detail = queries.person_detail(run.db, person_id=person_id, today=run.today)
        if detail is not None and detail.left_on is not None and detail.left_on <= run.today:
            raise click.ClickException("This person has left.")
        address_of_link = _link(run, person_id)
    click.echo(address_of_link)


@people.command("deactivate")
@click.argument("address")
def deactivate(address: str) -> None:
    """End the access of the person of ADDRESS; the records stay."""
    with _running(writes=True) as run:
        services.deactivate(
            run.db,
            person_id=_known(run, address),
            actor_id=None,
            now=run.now,
            today=run.today,
        )
    click.echo(f"{address} can no longer sign in.")


@people.command("erase")
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(address: str, *, yes: bool) -> None:
    """Erase the personal data of a deactivated person of ADDRESS, for good."""
    if not yes:
        click.confirm("Names, address and answers go and cannot come back. Erase?", abort=True)
    with _running(writes=True) as run:
        person_id = _known(run, address)
        try:
            operation_services.erase_person(
                run.db, person_id=person_id, actor_id=None, now=run.now, today=run.today
            )
        except Conflict as error:
            raise click.ClickException(
                f"Deactivate the person first: lms people deactivate {address}"
            ) from error
    click.echo("Erased.")


def _known(run: _Run, address: str) -> int:
    person_id = queries.person_id_by_name(run.db, name=rules.sign_in_name(address))
    if person_id is None:
        raise click.ClickException(f"Nobody signs in with {address}.")
    return person_id


def _link(run: _Run, person_id: int) -> str:
    token = services.issue_link(
        run.db, person_id=person_id, now=run.now, lasts=rules.LINK_BY_HAND, actor_id=None
    )
    site = run.settings.public_url or f"http://{run.settings.host}:{run.settings.port}"
    return f"{site}/set-password/{token}"


def _print_plan(plan: Plan, file: Path, *, with_leaving: bool, ignored: tuple[str, ...]) -> None:
    if ignored:
        click.echo(f"Columns left aside: {', '.join(ignored)}")
    for problem in plan.problems or plan.left_out:
        column = f" {problem.column}:" if problem.column else ""
        found = f" ({problem.value})" if problem.value and problem.code != "same_person" else ""
        click.echo(
            f"{file}:{problem.line}:{column} {words.what_is_wrong(problem)}{found}"
            f" {words.how_to_mend(problem)}"
        )
    if plan.problems:
        return
    _print_list("New", [f"{new.sign_in_name}  {new.name}" for new in plan.new])
    _print_list(
        "Changed",
        [
            f"{item.sign_in_name}  "
            + ", ".join(
                f"{change.field}: {change.old or '-'} -> {change.new or '-'}"
                if change.old or change.new
                else change.field
                for change in item.changes
            )
            for item in plan.changed
        ],
    )
    _print_list("New teams", list(plan.new_teams))
    _print_list("Teams below others", [f"{team} below {above}" for team, above in plan.parents])
    if plan.is_part:
        click.echo("Lines are missing, so nobody leaves or stops managing, and no team moves.")
    else:
        word = "Leaving" if with_leaving else "Leaving (only with --leaving)"
        _print_list(word, [f"{gone.sign_in_name}  {gone.name}" for gone in plan.leaving])
    click.echo(f"Unchanged: {plan.unchanged}")


def _print_list(title: str, lines: list[str]) -> None:
    click.echo(f"{title}: {len(lines)}")
    for line in lines[:SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > SHOWN:
        click.echo(f"  and {len(lines) - SHOWN} more")
