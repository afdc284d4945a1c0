"""The manager's pages: own learning first, then where the team stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import (
    Blueprint,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission, allows
from lms.clock import Past
from lms.courses.shown import ShownCourse
from lms.notes import queries as notes
from lms.paging import page_count
from lms.readiness import (
    charts,
    choices,
    queries,
    rules,
    services,
    spells,
    tallies,
    words,
)
from lms.readiness import seen as seeing
from lms.readiness.answering import answer
from lms.readiness.day_asked import counted_here, shown_here
from lms.readiness.days import Shown
from lms.readiness.export import Shape
from lms.readiness.forms import ExportForm
from lms.readiness.lines import Line, parts_in
from lms.readiness.queries import ManagedTeam, Narrowed, PersonInTeam
from lms.readiness.rules import (
    TABLE_AT_MOST,
    Cell,
    Columns,
    Filter,
    PersonFacts,
    TeamReadiness,
)
from lms.standing import State
from lms.web import context
from lms.web.guard import requires
from lms.welcome import cards as welcome

bp = Blueprint("readiness", __name__)

WAITING = 25
"""People on one page of those who ask for more time."""

CHOICE = frozenset({"state", "course", "standing", "ends", "counted"})
"""The words of an address that choose who is in the list."""


@dataclass(frozen=True, slots=True)
class Own:
    """The manager's own learning, which leads every page."""

    valid: int
    courses: int
    step: Cell | None


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One course in where the team stands."""

    course: ShownCourse
    asked: int
    valid: int
    overdue: int
    expired: int
    expiring: int
    grace: int
    not_asked: int
    due_on: date | None
    counts: tuple[tuple[State, int], ...]
    line: tuple[int, ...]
    pieces: tuple[charts.Piece, ...]
    spark: charts.Spark | None


def _team(db: Session, team: str) -> ManagedTeam | None:
    shown = shown_here()
    return queries.managed_team(
        db, slug=team, path=context.content().path.courses, today=shown.day, past=shown.past
    )


def _team_of_file(db: Session, team: str) -> ManagedTeam | None:
    """The team with what a file's columns need: of the path it has all, whoever is asked."""
    shown, content = shown_here(), context.content()
    return queries.managed_team(
        db,
        slug=team,
        path=content.path.courses,
        today=shown.day,
        past=shown.past,
        only=[course for course in content.courses if course not in content.path.courses],
    )


def _person(db: Session, team: str, person: int) -> PersonInTeam | None:
    shown = shown_here()
    return queries.person_in_team(
        db,
        slug=team,
        person=person,
        path=context.content().path.courses,
        today=shown.day,
        past=shown.past,
    )


def _columns(team: ManagedTeam) -> Columns:
    return Columns.of(context.content(), team.asked)


def _titles(columns: Columns) -> dict[str, ShownCourse]:
    return seeing.titles(context.content(), columns, context.language())


def _own(facts: PersonFacts, columns: Columns, today: date) -> Own:
    cells = rules.person_readiness(columns, facts, today).cells[: columns.path_size]
    return Own(
        valid=sum(cell.state.is_valid for cell in cells),
        courses=columns.path_size,
        step=rules.own_step(columns, cells),
    )


def _standing_rows(
    readiness: TeamReadiness, courses: Mapping[str, ShownCourse], asked: Mapping[str, date | None]
) -> list[StandingRow]:
    total = readiness.total
    return [
        StandingRow(
            course=courses[row.course],
            asked=row.asked,
            valid=row.valid,
            overdue=row.counts[State.OVERDUE],
            expired=row.counts[State.EXPIRED],
            expiring=row.counts[State.EXPIRING],
            grace=row.counts[State.GRACE],
            not_asked=row.counts[State.NOT_ASKED],
            due_on=asked.get(row.course),
            counts=tuple(
                (state, row.counts[state]) for state in charts.MARK_ORDER if row.counts[state]
            ),
            line=row.line,
            pieces=charts.pieces(row.counts, total) if total > charts.MARKS_UP_TO else (),
            spark=charts.spark(row.line, total),
        )
        for row in readiness.courses
    ]


def _narrowed(columns: Columns, shown: Shown) -> Narrowed:
    """What the address asks for; whatever it does not know it leaves out."""
    state, page = request.args.get("state", ""), request.args.get("page", "")
    course, word = request.args.get("course", ""), request.args.get("standing", "")
    is_known = course in columns.courses
    is_state = is_known and bool(choices.states_named(word))
    counted = counted_here(shown) if is_known and not is_state else None
    is_course = is_state or counted is not None
    month = None if is_course or state else choices.month_named(request.args.get("ends", ""))
    return Narrowed(
        kind=Filter(state) if state in set(Filter) and not is_course else Filter.EVERYONE,
        course=course if is_course or (is_known and month is not None) else "",
        word=word if is_state else "",
        month=month,
        counted=counted,
        find=" ".join(request.args.get("find", "").replace("\x00", "").split())[:80],
        page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        show_all=request.args.get("show") == "all",
    )


def _table_asked(columns: Columns) -> tuple[str, ...]:
    """The courses that the address puts into the table of people; of a few all are shown."""
    if len(columns.courses) <= TABLE_AT_MOST:
        return ()
    asked = request.args.getlist("table")
    return tuple(course for course in columns.courses if course in asked)


@bp.get("/team")
@requires(Permission.TEAMS_LIST)
def teams() -> Any:
    """The own teams, each with one row; one team alone opens by itself."""
    db, today, viewer = context.db(), context.today(), context.viewer()
    managed = queries.managed_directly(db, person_id=viewer.person_id, today=today)
    if len(managed) == 1:
        return redirect(url_for("readiness.team", team=managed[0].slug), code=302)
    columns = Columns.of(context.content(), ())
    facts = queries.facts_of(db, person_id=viewer.person_id, columns=columns, today=today)
    return render_template(
        "readiness/teams.html",
        own=_own(facts, columns, today),
        courses=_titles(columns),
        rows=_rows(db, managed, columns, today),
    )


def _rows(
    db: Session,
    teams: Sequence[queries.TeamLink],
    columns: Columns,
    today: date,
    past: Past | None = None,
) -> tuple[queries.TeamRow, ...]:
    """Each team with everybody below it: today from the counters, past days from the facts."""
    if past is not None:
        return queries.team_rows(db, teams=teams, columns=columns, today=today, past=past)
    basis, units = spells.basis(context.content()), [link.team_id for link in teams]
    counts = tallies.totals(db, units=units, basis=basis, today=today) if units else {}
    return tuple(
        queries.TeamRow(link, counts[link.team_id].people, counts[link.team_id].ready)
        for link in teams
    )


@bp.get("/team/<team>")
@requires(Permission.TEAM_READ, load=_team)
def team(team: ManagedTeam) -> Any:
    """Where the team stands, and its people in alphabetical order."""
    db, viewer_id = context.db(), context.viewer().person_id
    shown, columns = shown_here(), _columns(team)
    today, past, narrowed = shown.day, shown.past, _narrowed(columns, shown)
    table_asked = _table_asked(columns)
    in_table = table_asked or columns.in_table
    found = queries.team_page(
        db,
        team_id=team.team_id,
        viewer_id=viewer_id,
        columns=columns,
        narrowed=narrowed,
        today=today,
        past=past,
    )
    if narrowed.page > found.pages:
        return redirect(_address(team, narrowed, shown.on, table_asked, page=found.pages), code=302)
    readiness = rules.team_readiness(found.snapshot, today)
    courses = _titles(columns)
    rows = _standing_rows(readiness, courses, team.asked)
    below: tuple[queries.TeamRow, ...] = ()
    if team.below:
        whole = queries.TeamLink(team.team_id, team.slug, team.name)
        below = _rows(db, (whole, *team.below), columns, today, past)
    own = found.own  # one's own learning is always that of today
    if past is not None:
        own = queries.facts_of(db, person_id=viewer_id, columns=columns, today=context.today())
    _note_team(team, day=today)
    return render_template(
        "readiness/team.html",
        team=team,
        shown=shown,
        own=_own(own, columns, context.today()),
        leading=next((one for one in team.managers if one.person_id == viewer_id), None),
        waiting=_waiting(team, columns),
        courses=courses,
        readiness=readiness,
        reasons={
            facts.person_id: choices.reasons(narrowed, columns, facts, today)
            for facts in found.snapshot.people
        },
        rows=rows,
        week_ends=rules.week_ends(today),
        months=charts.months(
            found.snapshot.months, found.snapshot.ending, rules.month_starts(today)
        ),
        has_marks=any(not row.pieces for row in rows),
        has_lines=any(row.spark for row in rows),
        found=found,
        narrowed=narrowed,
        first=(narrowed.page - 1) * narrowed.size + 1,
        in_table={course: courses[course] for course in in_table},
        table_asked=table_asked,
        table_at_most=TABLE_AT_MOST,
        address=lambda **changes: _address(
            team, narrowed, shown.on, **({"table": table_asked} | changes)
        ),
        on_day=lambda day: url_for("readiness.team", team=team.slug, on=day),
        everyone=below[0] if below else None,
        below=below[1:],
        team_ids=context.actor(with_teams=True).team_ids,
        filters=Filter,
        would_help=welcome.bars_of_team(team.team_id),
    )


def _waiting(team: ManagedTeam, columns: Columns) -> list[int]:
    """Who in the team asks for more time, as far as the viewer may answer."""
    actor = context.actor(with_teams=True)
    if not allows(actor, Permission.TIME_GIVE, team.resource):
        return []
    return list(team.waiting_for(actor.person_id, columns.courses))


@bp.get("/team/<team>/time")
@requires(Permission.TIME_GIVE, load=_team)
def waiting(team: ManagedTeam) -> str:
    """Who in a team asks for more time; each name leads to the answer."""
    columns = _columns(team)
    wishes = team.waiting_for(context.viewer().person_id, columns.courses)
    names = queries.names_of(context.db(), people=wishes)
    pages = page_count(len(names), WAITING)
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    first = (page - 1) * WAITING
    return render_template(
        "readiness/waiting.html",
        team=team,
        people=list(names.items())[first : first + WAITING],
        wishes=wishes,
        courses=_titles(columns),
        total=len(names),
        first=first + 1,
        page=page,
        pages=pages,
    )


def _note_team(team: ManagedTeam, *, day: date, is_below: bool = False) -> None:
    """Write down that the lines of a team were shown; reading is over by then."""
    context.db().rollback()
    with context.state().database.begin() as log:
        services.record_team_look(
            log,
            viewer_id=context.viewer().person_id,
            team_id=team.team_id,
            now=context.now(),
            day=day,
            is_below=is_below,
        )


def _address(
    team: ManagedTeam,
    narrowed: Narrowed,
    on: str | None,
    table: Sequence[str] = (),
    **changes: Any,
) -> str:
    """The page's own address with some of its words changed; another choice takes the old away."""
    values = {
        "on": on or "",
        "state": narrowed.kind.value,
        "course": narrowed.course,
        "standing": narrowed.word,
        "ends": narrowed.month.strftime("%Y-%m") if narrowed.month else "",
        "counted": narrowed.counted.isoformat() if narrowed.counted else "",
        "find": narrowed.find,
        "page": 1,
        "show": "all" if narrowed.show_all else "",
    }
    if CHOICE & changes.keys():
        values |= dict.fromkeys(CHOICE, "")
    values |= changes
    if values["state"] == Filter.EVERYONE.value:
        values["state"] = ""
    if values["page"] == 1:
        values["page"] = ""
    said: dict[str, Any] = {name: str(value) for name, value in values.items() if value != ""}
    said["table"] = table or None
    return url_for("readiness.team", team=team.slug, **said)


@bp.get("/team/<team>/people/<int:person>")
@requires(Permission.PERSON_READ, load=_person)
def person(person: PersonInTeam) -> str:
    """One person's courses and dates. Opening the page is written down for the person to see."""
    db, shown = context.db(), shown_here()
    found = seeing.seen(
        db,
        team=person.team,
        person_id=person.person_id,
        content=context.content(),
        language=context.language(),
        today=shown.day,
        past=shown.past,
    )
    viewer = context.viewer()
    found = seeing.seen_by(
        found,
        sender=seeing.Sender(viewer.person_id, viewer.name),
        sent=notes.sent(
            db, receiver_id=person.person_id, senders=[viewer.person_id], today=shown.day
        ),
    )
    db.rollback()  # reading is over; the access log has a short transaction of its own
    with context.state().database.begin() as log:
        services.record_look(
            log,
            viewer_id=context.viewer().person_id,
            person_id=person.person_id,
            now=context.now(),
            day=shown.day,
        )
    return render_template("readiness/person.html", person=person, seen=found, shown=shown)


@bp.get("/team/<team>/export")
@requires(Permission.TEAM_READ, load=_team_of_file)
def export(team: ManagedTeam) -> str:
    """What the file will hold, and the question why."""
    return _export_page(team, ExportForm())


@bp.post("/team/<team>/export")
@requires(Permission.TEAM_READ, load=_team_of_file)
def download(team: ManagedTeam) -> Any:
    """The file; who fetched it and why is written down first."""
    form, shown = ExportForm(), shown_here()
    if not form.validate():
        return _export_page(team, form), 422
    services.record_export(
        context.db(),
        viewer_id=context.viewer().person_id,
        team_id=team.team_id,
        team=team.slug,
        why=str(form.why.data),
        now=context.now(),
        day=shown.day,
    )
    columns = _columns(team)

    def read(db: Session) -> Iterator[list[Line]]:
        return parts_in(db, team_id=team.team_id, columns=columns, today=shown.day, past=shown.past)

    return answer(
        read,
        shape=Shape(form.shape.data),
        columns=columns,
        today=shown.day,
        team=team.name,
        slug=team.slug,
        file_name=f"readiness-{team.slug}",
    )


def _export_page(team: ManagedTeam, form: ExportForm) -> str:
    shown = shown_here()
    return render_template(
        "readiness/export.html",
        title=_("Export, %(team)s", team=team.name),
        heading=_("Export the team’s readiness"),
        crumbs=[
            (_("Team readiness"), url_for("readiness.teams")),
            (team.name, url_for("readiness.team", team=team.slug, on=shown.on)),
            (_("Export"), None),
        ],
        action=url_for("readiness.download", team=team.slug, on=shown.on),
        back=(
            _("Back to the team"),
            url_for("readiness.team", team=team.slug, on=shown.on),
        ),
        has_teams=False,
        form=form,
        shown=shown,
        courses=_titles(_columns(team)),
        states=words.states(),
        meanings=words.meanings(),
        columns_mean=words.columns_mean(),
    )
