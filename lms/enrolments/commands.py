"""The commands `lms assign` and `lms unassign`."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.enrolments import assignment_services as services
from lms.enrolments.audiences import MOST_DAYS, WHOLE_PATH, Audience, Due, Holder, Wanted
from lms.errors import Invalid, NotFound
from lms.running import running, settings_or_exit

SAYS = {
    "asked_already": "This is already asked of them. End that first: lms unassign",
    "days_missing": f"Write a number of days from 0 to {MOST_DAYS}.",
    "due_missing": "Say by when: --by DATE, or --after-joining DAYS.",
    "due_passed": "The date has passed. Choose today or later.",
    "day_far": "The date is too far away.",
    "why_missing": "Write the reason: people see it beside the date.",
}


@click.command()
@click.argument("names", nargs=-1)
@click.option("--everyone", is_flag=True, help="Ask everybody, in the place of TEAM.")
@click.option(
    "--role", type=click.Choice([one.value for one in Holder]), help="Ask a role instead of TEAM."
)
@click.option("--path", "whole", is_flag=True, help="All courses of the path, instead of COURSE.")
@click.option("--by", "due", type=click.DateTime(["%Y-%m-%d"]), help="The date.")
@click.option("--after-joining", "days", type=int, help="So many days after each person joined.")
@click.option("--why", required=True, help="The reason, as people read it.")
def assign(
    names: tuple[str, ...],
    due: datetime | None,
    days: int | None,
    why: str,
    role: str | None,
    *,
    everyone: bool,
    whole: bool,
) -> None:
    """Ask COURSE of TEAM (its name or short name) by a date, with a reason: [TEAM] [COURSE]."""
    if due is not None and days is not None:
        raise click.UsageError("Say either --by or --after-joining.")
    with running(settings_or_exit()) as (held, now, today):
        content = held.content.get()
        with held.database.begin() as db:
            team, course = _read(names, content, has_team=not (everyone or role), whole=whole)
            wanted = Wanted(
                _audience(role, everyone=everyone),
                course,
                team_id=_team(db, team) if team else None,
                holder=Holder(role) if role else None,
                due=Due.FIXED if days is None else Due.JOINING,
                due_on=due.date() if due else None,
                due_days=days,
                why=why.strip()[:300],
            )
            try:
                services.check(db, wanted, content=content, today=today)
                services.keep(
                    db, wanted, path=content.path.courses, actor_id=None, now=now, today=today
                )
            except Invalid as error:
                raise click.ClickException(SAYS.get(error.code, error.code)) from error
    when = f"by {due.date().isoformat()}" if due else f"{days} days after joining"
    click.echo(f"{_course_words(course)} is asked of {_words(team, role)} {when}.")


@click.command()
@click.argument("names", nargs=-1)
@click.option("--everyone", is_flag=True, help="What is asked of everybody.")
@click.option(
    "--role", type=click.Choice([one.value for one in Holder]), help="What is asked of a role."
)
@click.option("--path", "whole", is_flag=True, help="The path, instead of COURSE.")
def unassign(names: tuple[str, ...], role: str | None, *, everyone: bool, whole: bool) -> None:
    """Stop asking COURSE of TEAM: [TEAM] [COURSE]."""
    with running(settings_or_exit()) as (held, now, _today), held.database.begin() as db:
        team, course = _read(names, None, has_team=not (everyone or role), whole=whole)
        found = services.find_open(
            db,
            Wanted(
                _audience(role, everyone=everyone),
                course,
                team_id=_team(db, team) if team else None,
                holder=Holder(role) if role else None,
            ),
        )
        if found is None:
            raise click.ClickException(
                f"{_course_words(course)} is not asked of {_words(team, role)}."
            )
        services.end(db, found, actor_id=None, now=now)
    click.echo(f"{_course_words(course)} is no longer asked of {_words(team, role)}.")


def _read(
    names: tuple[str, ...], content: ContentSet | None, *, has_team: bool, whole: bool
) -> tuple[str | None, str]:
    """The team and the course among the arguments."""
    if len(names) != has_team + (not whole):
        wanted = " ".join(["TEAM"] * has_team + ["COURSE"] * (not whole)) or "no names"
        raise click.UsageError(f"Write {wanted}.")
    team = names[0] if has_team else None
    course = WHOLE_PATH if whole else names[-1]
    if content is not None and not whole and content.course(course) is None:
        known = ", ".join(sorted(content.courses))
        raise click.ClickException(f"There is no course {course}. Courses: {known}")
    return team, course


def _team(db: Session, name: str) -> int:
    try:
        return services.find_team(db, name)
    except NotFound as error:
        raise click.ClickException(f"There is no team {name}.") from error


def _audience(role: str | None, *, everyone: bool) -> Audience:
    if role:
        return Audience.ROLE
    return Audience.EVERYONE if everyone else Audience.TEAM


def _words(team: str | None, role: str | None) -> str:
    return team or (f"the role {role}" if role else "everyone")


def _course_words(course: str) -> str:
    return "the path" if course == WHOLE_PATH else course
