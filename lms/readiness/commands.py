"""The commands about the counters of units."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import Team
from lms.readiness import drift, folding, spells
from lms.readiness.drift import About, Drift, PersonDrift
from lms.readiness.spells import ORGANISATION, Basis
from lms.running import Held, running, settings_or_exit

SHOWN = 50


@click.group()
def readiness() -> None:
    """The counters behind the numbers of teams."""


@readiness.command("check")
@click.option("--repair", is_flag=True, help="Count everything anew when something differs.")
def check(*, repair: bool) -> None:
    """Compare counters and pages with the facts, while the site runs; exit 1 when they differ."""
    with running(settings_or_exit()) as (held, _now, today):
        basis = spells.basis(held.content.get())
        with held.database.reading() as db:
            _in_one_moment(db)
            found = drift.drift(db, basis, today=today)
            names = _names(db, found)
        for line in found[:SHOWN]:
            click.echo(_told(line, names))
        if len(found) > SHOWN:
            click.echo(f"And {len(found) - SHOWN} more.")
        if not found:
            click.echo("The counters and what pages say equal the facts.")
            return
        if repair:
            click.echo(f"Counted anew: {_rebuild(held, basis)} people.")
    sys.exit(1)


@readiness.command("rebuild")
def rebuild() -> None:
    """Throw the counters away and count everybody anew; pages stay right meanwhile."""
    with running(settings_or_exit()) as (held, _now, _today):
        click.echo(f"Counted: {_rebuild(held, spells.basis(held.content.get()))} people.")


def _in_one_moment(db: Session) -> None:
    """All that is read is of one moment, however long it takes; on SQLite it always is."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _rebuild(held: Held, basis: Basis) -> int:
    with held.database.begin() as db:
        folding.forget(db)
    return folding.fold_all(held.database, basis, today=held.clock.today())


def _names(db: Session, found: Sequence[Drift | PersonDrift]) -> dict[int, str]:
    teams = {one.team_id for one in found if isinstance(one, Drift)}
    rows = db.execute(select(Team.id, Team.name).where(Team.id.in_(teams)))
    return {ORGANISATION: "the whole organisation"} | {row.id: row.name for row in rows}


SAYING = {
    About.ASKED: "pages ask it",
    About.PROVED: "pages count it",
    About.COUNTED: "counted as",
    About.TEAMS: "counted in teams",
}


def _told(one: Drift | PersonDrift, names: dict[int, str]) -> str:
    """A difference in a line; people by their number, for what is printed is often kept."""
    course = one.course or "all courses"
    if isinstance(one, PersonDrift):
        return (
            f"person {one.person_id}, {course}: {SAYING[one.about]} {one.said} "
            f"instead of {one.right}"
        )
    differences = ", ".join(
        f"{word} {getattr(one.counted, word)} instead of {getattr(one.derived, word)}"
        for word in ("people", "ready", "expiring", "past")
        if getattr(one.counted, word) != getattr(one.derived, word)
    )
    where = names.get(one.team_id, f"team {one.team_id}, which is not there")
    return f"{where}, {course}: {differences}"
