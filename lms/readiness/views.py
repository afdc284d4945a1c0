"""The manager's pages: own learning first, then where the team stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import (
    Blueprint,
    Response,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.courses.shown import ShownCourse, shown
from lms.enrolments.rules import State
from lms.readiness import export as files
from lms.readiness import queries, rules, services
from lms.readiness.forms import ExportForm
from lms.readiness.queries import ManagedTeam, Narrowed, PersonInTeam
from lms.readiness.rules import Cell, Columns, Filter, PersonFacts
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("readiness", __name__)


@dataclass(frozen=True, slots=True)
class Own:
    """The manager's own learning, which leads every page."""

    valid: int
    courses: int
    step: Cell | None


def _team(db: Session, team: str) -> ManagedTeam | None:
    return queries.managed_team(db, slug=team)


def _person(db: Session, team: str, person: int) -> PersonInTeam | None:
    return queries.person_in_team(db, slug=team, person=person, today=context.today())


def _columns(team: ManagedTeam) -> Columns:
    return queries.columns(context.content(), team.asked)


def _titles(columns: Columns) -> dict[str, ShownCourse]:
    courses, lang = context.content().courses, context.language()
    return {slug: shown(courses[slug], lang) for slug in columns.courses}


def _own(facts: PersonFacts, columns: Columns, today: date) -> Own:
    cells = rules.person_readiness(columns, facts, today).cells[: columns.path_size]
    return Own(
        valid=sum(cell.state.is_valid for cell in cells),
        courses=columns.path_size,
        step=rules.own_step(columns, cells),
    )


def _narrowed() -> Narrowed:
    """What the address asks for; whatever it does not know it leaves out."""
    state, page = request.args.get("state", ""), request.args.get("page", "")
    return Narrowed(
        kind=Filter(state) if state in set(Filter) else Filter.EVERYONE,
        find=" ".join(request.args.get("find", "").replace("\x00", "").split())[:80],
        page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        show_all=request.args.get("show") == "all",
    )


@bp.get("/team")
@requires(Permission.TEAMS_LIST)
def teams() -> Any:
    """The own teams, each with one row; one team alone opens by itself."""
    db, today, viewer = context.db(), context.today(), context.viewer()
    managed = queries.managed_directly(db, person_id=viewer.person_id, today=today)
    if len(managed) == 1:
        return redirect(url_for("readiness.team", team=managed[0].slug), code=302)
    columns = queries.columns(context.content(), ())
    facts = queries.facts_of(db, person_id=viewer.person_id, columns=columns, today=today)
    return render_template(
        "readiness/teams.html",
        own=_own(facts, columns, today),
        courses=_titles(columns),
        rows=queries.team_rows(db, teams=managed, columns=columns, today=today),
    )


@bp.get("/team/<team>")
@requires(Permission.TEAM_READ, load=_team)
def team(team: ManagedTeam) -> Any:
    """Where the team stands, and its people in alphabetical order."""
    today, columns, narrowed = context.today(), _columns(team), _narrowed()
    found = queries.team_page(
        context.db(),
        team_id=team.team_id,
        viewer_id=context.viewer().person_id,
        columns=columns,
        narrowed=narrowed,
        today=today,
    )
    if narrowed.page > found.pages:
        return redirect(_address(team, narrowed, page=found.pages), code=302)
    below: tuple[queries.TeamRow, ...] = ()
    if team.below:
        whole = queries.TeamLink(team.team_id, team.slug, team.name)
        below = queries.team_rows(
            context.db(), teams=(whole, *team.below), columns=columns, today=today
        )
    return render_template(
        "readiness/team.html",
        team=team,
        own=_own(found.own, columns, today),
        courses=_titles(columns),
        columns=columns,
        readiness=rules.team_readiness(found.snapshot, today),
        found=found,
        narrowed=narrowed,
        first=(narrowed.page - 1) * narrowed.size + 1,
        address=lambda **changes: _address(team, narrowed, **changes),
        everyone=below[0] if below else None,
        below=below[1:],
        states=State,
        filters=Filter,
    )


def _address(team: ManagedTeam, narrowed: Narrowed, **changes: Any) -> str:
    """The page's own address with some of its words changed."""
    values = {
        "state": narrowed.kind.value,
        "find": narrowed.find,
        "page": 1,
        "show": "all" if narrowed.show_all else "",
    } | changes
    if values["state"] == Filter.EVERYONE.value:
        values["state"] = ""
    if values["page"] == 1:
        values["page"] = ""
    said = {name: str(value) for name, value in values.items() if value != ""}
    return url_for("readiness.team", team=team.slug, **said)  # type: ignore[arg-type]


@bp.get("/team/<team>/people/<int:person>")
@requires(Permission.PERSON_READ, load=_person)
def person(person: PersonInTeam) -> str:
    """One person's courses and dates. Opening the page is written down for the person to see."""
    db, today, columns = context.db(), context.today(), _columns(person.team)
    facts = queries.facts_of(db, person_id=person.person_id, columns=columns, today=today)
    finishes = queries.finishes(db, person_id=person.person_id, columns=columns)
    db.rollback()  # reading is over; the access log has a short transaction of its own
    with context.state().database.begin() as log:
        services.record_look(
            log,
            viewer_id=context.viewer().person_id,
            person_id=person.person_id,
            now=context.now(),
        )
    return render_template(
        "readiness/person.html",
        person=person,
        readiness=rules.person_readiness(columns, facts, today),
        standings=dict(zip(columns.courses, facts.standings, strict=True)),
        finishes=finishes,
        courses=_titles(columns),
        path_size=columns.path_size,
    )


@bp.get("/team/<team>/export")
@requires(Permission.TEAM_READ, load=_team)
def export(team: ManagedTeam) -> str:
    """What the file will hold, and the question why."""
    return _export_page(team, ExportForm())


@bp.post("/team/<team>/export")
@requires(Permission.TEAM_READ, load=_team)
def download(team: ManagedTeam) -> Any:
    """The file; who fetched it and why is written down first."""
    form = ExportForm()
    if not form.validate():
        return _export_page(team, form), 422
    services.record_export(
        context.db(),
        viewer_id=context.viewer().person_id,
        team_id=team.team_id,
        team=team.slug,
        why=str(form.why.data),
        now=context.now(),
    )
    columns, today, database = _columns(team), context.today(), context.state().database
    words = files.Words(
        headings=_headings(columns),
        states=_state_words(),
        language=context.language(),
    )

    def lines() -> Iterator[str]:
        with database.reading() as db:
            people = queries.everyone_in(db, team_id=team.team_id, columns=columns, today=today)
            yield from files.csv_lines(people, columns=columns, words=words, today=today)

    response = Response(stream_with_context(lines()), mimetype="text/csv")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="readiness-{team.slug}-{today.isoformat()}.csv"'
    )
    return response


def _export_page(team: ManagedTeam, form: ExportForm) -> str:
    columns = _columns(team)
    return render_template(
        "readiness/export.html", team=team, form=form, headings=_headings(columns)
    )


def _headings(columns: Columns) -> tuple[str, ...]:
    """The columns of the file."""
    headings = [_("Name"), _("Work")]
    for course in _titles(columns).values():
        headings += [
            _("%(course)s: state", course=course.title),
            _("%(course)s: valid to", course=course.title),
            _("%(course)s: asked by", course=course.title),
        ]
    return tuple(headings)


def _state_words() -> dict[State, str]:
    return {
        State.NOT_STARTED: _("Not started"),
        State.IN_PROGRESS: _("In progress"),
        State.READY: _("Ready"),
        State.EXPIRING: _("Expiring soon"),
        State.OVERDUE: _("Overdue"),
        State.EXPIRED: _("Expired"),
    }
