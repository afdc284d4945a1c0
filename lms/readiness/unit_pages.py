"""Units from above: a line for every team, and the people behind each of its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.courses.shown import ShownCourse, shown
from lms.leaders import queries as leaders
from lms.people.queries import count_without_team
from lms.readiness import (
    behind,
    charts,
    curves,
    rules,
    services,
    spells,
    tallies,
    units,
)
from lms.readiness.behind import Dated, PersonLine, TeamOf, Wanted
from lms.readiness.day_asked import counted_here, shown_here
from lms.readiness.days import Shown
from lms.readiness.rules import Columns
from lms.readiness.spells import ORGANISATION, WHOLE, Basis, Kind
from lms.readiness.tallies import PAGE, Asked, Sort
from lms.readiness.units import Unit
from lms.standing import Standing, State, state
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("units", __name__)


@dataclass(frozen=True, slots=True)
class OwnPath:
    """The manager's own learning: how many courses of the path are in force, of how many."""

    valid: int
    courses: int


EVERYBODY = Unit(ORGANISATION, "", "", ())

DERIVED_AT_MOST = 25_000
"""People whose past day is worked out while somebody waits. Numbers of today are counted ahead;
those of a past day come from its facts, and beyond this the teams right below are offered."""

OPEN = (State.OVERDUE, State.EXPIRED, State.GRACE, State.EXPIRING)
"""What a line of a person tells about, in this order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: the unit, as a manager or as an administrator, on which day."""

    unit: Unit
    is_admin: bool
    shown: Shown

    @property
    def name(self) -> str:
        """The unit's name; the organisation's own when it is the whole."""
        return self.unit.name or context.settings().organisation

    def may_open(self, team_id: int) -> bool:
        """Whether the pages of a team are for the reader: on a past day others stood below."""
        return self.is_admin or team_id in context.actor(with_teams=True).team_ids

    def teams(self, slug: str | None = None, **said: Any) -> str:
        """The address of the list of teams below a unit."""
        slug, said = self.unit.slug if slug is None else slug, {"on": self.shown.on} | said
        if not self.is_admin:
            return url_for("units.teams", team=slug, **said)
        if not slug:
            return url_for("units.organisation", **said)
        return url_for("units.unit", team=slug, **said)

    def ahead(self, slug: str | None = None, **said: Any) -> str:
        """The address of a unit's weeks and months."""
        slug, said = self.unit.slug if slug is None else slug, {"on": self.shown.on} | said
        if not self.is_admin:
            return url_for("units.ahead", team=slug, **said)
        if not slug:
            return url_for("units.organisation_ahead", **said)
        return url_for("units.unit_ahead", team=slug, **said)

    def people(self, slug: str | None = None, **said: Any) -> str:
        """The address of the list of people in a unit."""
        slug, said = self.unit.slug if slug is None else slug, {"on": self.shown.on} | said
        if not self.is_admin:
            return url_for("units.people", team=slug, **said)
        if not slug:
            return url_for("units.everyone", **said)
        return url_for("units.unit_people", team=slug, **said)

    @property
    def own_page(self) -> str | None:
        """The address of the page with the unit's own members, where it is for the reader."""
        if self.unit.team_id not in context.actor(with_teams=True).team_ids:
            return None
        return url_for("readiness.team", team=self.unit.slug, on=self.shown.on)

    def export(self) -> str:
        """The address of the export of a unit."""
        slug, on = self.unit.slug, self.shown.on
        if not self.is_admin:
            return url_for("unit_files.of_unit", team=slug, on=on)
        if not slug:
            return url_for("unit_files.of_everybody", on=on)
        return url_for("unit_files.of_unit_for_administrators", team=slug, on=on)

    def steps(self) -> list[tuple[str, str]]:
        """The units above, as far as the reader may open them."""
        way = self.unit.way
        if self.is_admin:
            top = [(_("People"), url_for("people.people")), (_("Readiness"), self.teams(""))]
            return top + [(step.name, self.teams(step.slug)) for step in way]
        seen = [(step.name, self.teams(step.slug)) for step in way if self.may_open(step.team_id)]
        return [(_("Your teams"), url_for("readiness.teams")), *seen]


@dataclass(frozen=True, slots=True)
class Note:
    """One course of a person with the date that belongs to its state."""

    course: str
    state: State
    on: date


@dataclass(frozen=True, slots=True)
class Row:
    """A person in a list: how much of the path is valid, and what is open."""

    person: PersonLine
    opened: TeamOf | None
    """The team in which the reader may open the person's page."""
    valid: int
    notes: tuple[Note, ...]


def unit_of(db: Session, team: str) -> Unit | None:
    """The unit of an address, on the day of the address."""
    return units.unit_named(db, slug=team, past=shown_here().past)


def of_manager(unit: Unit) -> Place:
    """The place of a manager who reads about a unit."""
    return Place(unit, is_admin=False, shown=shown_here())


def of_administrator(unit: Unit) -> Place:
    """The place of an administrator who reads about a unit."""
    return Place(unit, is_admin=True, shown=shown_here())


@bp.get("/team/<team>/teams")
@requires(Permission.TEAM_READ, load=unit_of)
def teams(unit: Unit) -> Any:
    """A line for every team below a unit, with everybody in it and below."""
    return _teams(of_manager(unit))


@bp.get("/team/<team>/everyone")
@requires(Permission.TEAM_READ, load=unit_of)
def people(unit: Unit) -> Any:
    """The people of a team and of all teams below, or those behind a number."""
    return _people(of_manager(unit))


@bp.get("/admin/readiness")
@requires(Permission.ORGANISATION_READ)
def organisation() -> Any:
    """A line for every team of the organisation."""
    return _teams(of_administrator(EVERYBODY))


@bp.get("/admin/readiness/everyone")
@requires(Permission.ORGANISATION_READ)
def everyone() -> Any:
    """The people of the organisation, or those behind a number: states and dates only."""
    return _people(of_administrator(EVERYBODY))


@bp.get("/admin/readiness/teams/<team>")
@requires(Permission.ORGANISATION_READ, load=unit_of)
def unit(unit: Unit) -> Any:
    """A line for every team below a unit."""
    return _teams(of_administrator(unit))


@bp.get("/admin/readiness/teams/<team>/everyone")
@requires(Permission.ORGANISATION_READ, load=unit_of)
def unit_people(unit: Unit) -> Any:
    """The people of a unit, or those behind a number: states and dates only."""
    return _people(of_administrator(unit))


@bp.get("/team/<team>/ahead")
@requires(Permission.TEAM_READ, load=unit_of)
def ahead(unit: Unit) -> Any:
    """The last weeks of a unit, and what ends in each of the coming months."""
    return _ahead(of_manager(unit))


@bp.get("/admin/readiness/ahead")
@requires(Permission.ORGANISATION_READ)
def organisation_ahead() -> Any:
    """The last weeks of the organisation, and what ends in each of the coming months."""
    return _ahead(of_administrator(EVERYBODY))


@bp.get("/admin/readiness/teams/<team>/ahead")
@requires(Permission.ORGANISATION_READ, load=unit_of)
def unit_ahead(unit: Unit) -> Any:
    """The last weeks of a unit, and what ends in each of the coming months."""
    return _ahead(of_administrator(unit))


def _own(place: Place) -> OwnPath | None:
    """The manager's own learning, always that of today; administrators read for others."""
    path = [slug for slug in context.content().path.courses if slug in context.content().courses]
    if place.is_admin or not path:
        return None
    viewer = context.viewer().person_id
    found = leaders.finished_courses(context.db(), [viewer], path=path, today=context.today())
    return OwnPath(valid=len(found), courses=len(path))


@dataclass(frozen=True, slots=True)
class Curve:
    """One course of the path over the last weeks."""

    course: ShownCourse
    line: tuple[int, ...]
    spark: charts.Spark | None


def _ahead(place: Place) -> Any:
    db, shown, unit = context.db(), place.shown, place.unit.team_id
    if _is_too_large(place):
        return _parts_of(place, "ahead")
    columns = Columns.of(context.content(), ())  # of the path: what is asked of everybody
    found = curves.curves(
        db,
        people=units.people_in(unit, shown.day, shown.past),
        columns=columns,
        today=shown.day,
        past=shown.past,
    )
    basis = spells.basis(context.content())
    totals = tallies.totals(
        db, units=[unit], course=WHOLE, basis=basis, today=shown.day, past=shown.past
    )
    total = totals[unit].people
    courses, drawn = _titles(columns.courses), rules.weeks_drawn(found.lines)
    return render_template(
        "readiness/ahead.html",
        place=place,
        own=_own(place),
        shown=shown,
        total=total,
        courses=courses,
        curves=[
            Curve(course, line, charts.spark(line, total))
            for slug, course in courses.items()
            if (line := found.lines[slug][-drawn:] if drawn else ())
        ],
        week_ends=rules.week_ends(shown.day),
        months=charts.months(found.months, found.together, rules.month_starts(shown.day)),
        people=place.people,
    )


def _outside(place: Place) -> int:
    """How many people no number of the organisation holds today, since they are in no team."""
    if place.unit.team_id != ORGANISATION or place.shown.past is not None:
        return 0
    return count_without_team(context.db(), today=context.today())


def _is_too_large(place: Place) -> bool:
    """Whether a past day of the unit has more people than can be worked out in time."""
    past = place.shown.past
    if past is None:
        return False
    people = units.size(context.db(), unit=place.unit.team_id, day=past.day, past=past)
    return people > DERIVED_AT_MOST


def _parts_of(place: Place, what: str) -> Any:
    """The unit's own members, the teams right below and the file, in place of one too large."""
    page, unit, past = _page(), place.unit.team_id, place.shown.past
    found = units.right_below(context.db(), unit=unit, page=page, of=PAGE, past=past)
    address = {"teams": place.teams, "people": place.people, "ahead": place.ahead}[what]
    if found.page != page:
        return redirect(address(page=found.page), code=302)
    return render_template(
        "readiness/parts.html",
        place=place,
        own=_own(place),
        shown=place.shown,
        found=found,
        address=address,
    )


def _teams(place: Place) -> Any:
    db, shown, unit = context.db(), place.shown, place.unit
    if _is_too_large(place):
        return _parts_of(place, "teams")
    basis = spells.basis(context.content())
    courses = units.courses(db, unit=unit.team_id, way=unit.way, basis=basis, past=shown.past)
    asked = _asked(courses)
    found = tallies.lines(
        db, unit=unit.team_id, asked=asked, basis=basis, today=shown.day, past=shown.past
    )
    if asked.page > 1 and not found.lines:
        return redirect(_teams_address(place, asked)(page=1), code=302)
    totals = tallies.totals(
        db,
        units=[unit.team_id],
        course=asked.course,
        basis=basis,
        today=shown.day,
        past=shown.past,
    )
    address = _teams_address(place, asked)
    return render_template(
        "readiness/units.html",
        place=place,
        own=_own(place),
        outside=_outside(place),
        shown=shown,
        asked=asked,
        found=found,
        total=totals[unit.team_id],
        courses=_titles(courses),
        address=address,
        sorts=Sort,
        kinds=Kind,
        first=(asked.page - 1) * PAGE + 1,
    )


def _people(place: Place) -> Any:
    db, shown, unit = context.db(), place.shown, place.unit
    if _is_too_large(place):
        return _parts_of(place, "people")
    basis = spells.basis(context.content())
    courses = units.courses(db, unit=unit.team_id, way=unit.way, basis=basis, past=shown.past)
    wanted = _wanted(courses, shown)
    found = behind.people(
        db, unit=unit.team_id, wanted=wanted, basis=basis, today=shown.day, past=shown.past
    )
    address = _people_address(place, wanted)
    if wanted.page > 1 and not found.people:
        return redirect(address(page=1), code=302)
    rows, own = [_row(place, line, basis) for line in found.people], _own(place)
    _note(place, shown.day)
    return render_template(
        "readiness/everyone.html",
        place=place,
        own=own,
        shown=shown,
        wanted=wanted,
        found=found,
        rows=rows,
        path_size=len(basis.path),
        courses=_titles(courses),
        titles=_titles(basis.courses),
        address=address,
        kinds=Kind,
        first=(wanted.page - 1) * PAGE + 1,
    )


def _row(place: Place, line: PersonLine, basis: Basis) -> Row:
    """What a line says: never more than states and dates."""
    today = place.shown.day
    opened = None if place.is_admin else _first_open(place, line)
    states = {dated.course: state(_standing(dated), today) for dated in line.courses}
    notes = [
        Note(dated.course, states[dated.course], on)
        for dated in line.courses
        if states[dated.course] in OPEN and (on := _on(dated)) is not None
    ]
    return Row(
        person=line,
        opened=opened,
        valid=sum(states[course].is_valid for course in basis.path if course in states),
        notes=tuple(sorted(notes, key=lambda note: (OPEN.index(note.state), note.on))),
    )


def _first_open(place: Place, line: PersonLine) -> TeamOf | None:
    """The first of a person's teams whose pages are for the reader."""
    return next((team for team in line.teams if place.may_open(team.team_id)), None)


def _standing(dated: Dated) -> Standing:
    return Standing(modules=1, proof=dated.proof, due_on=dated.due_on)


def _on(dated: Dated) -> date | None:
    return dated.due_on if dated.proof is None else dated.proof.last_valid_day


def _note(place: Place, today: date) -> None:
    """Write down that people were listed, for them to see; reading is over by then."""
    db = context.db()
    db.rollback()
    with context.state().database.begin() as log:
        services.record_team_look(
            log,
            viewer_id=context.viewer().person_id,
            team_id=place.unit.team_id or None,
            now=context.now(),
            day=today,
            is_below=True,
        )


def _titles(courses: Sequence[str]) -> Mapping[str, ShownCourse]:
    content, language = context.content(), context.language()
    return {slug: shown(content.courses[slug], language) for slug in courses}


def _asked(courses: Sequence[str]) -> Asked:
    """What the address asks for; whatever it does not know it leaves out."""
    sort = request.args.get("sort", "")
    return Asked(
        course=_course(courses),
        sort=Sort(sort) if sort in set(Sort) else Sort.NAME,
        find=_find(),
        only_past=request.args.get("only") == "past",
        page=_page(),
    )


def _wanted(courses: Sequence[str], shown: Shown) -> Wanted:
    kind, course = request.args.get("state", ""), _course(courses)
    return Wanted(
        kind=Kind(kind) if kind in set(Kind) else None,
        course=course,
        find=_find(),
        page=_page(),
        ends=_month(),
        counted=counted_here(shown) if course else None,
    )


def _month() -> date | None:
    """The first day of the month that the address names."""
    said = request.args.get("ends", "")
    if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", said, re.ASCII) is None:
        return None
    return date.fromisoformat(f"{said}-01")


def _course(courses: Sequence[str]) -> str:
    course = request.args.get("course", "")
    return course if course in courses else WHOLE


def _find() -> str:
    return " ".join(request.args.get("find", "").replace("\x00", "").split())[:80]


def _page() -> int:
    page = request.args.get("page", "")
    return (
        int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 6 and int(page) else 1
    )


def _teams_address(place: Place, asked: Asked) -> Callable[..., str]:
    """The page's own address with some of its words changed; then it begins at the first page."""

    def address(**changes: Any) -> str:
        day = {"on": changes.pop("on")} if "on" in changes else {}
        other = replace(asked, **({"page": 1} | changes))
        return place.teams(
            course=other.course or None,
            sort=None if other.sort is Sort.NAME else other.sort.value,
            find=other.find or None,
            only="past" if other.only_past else None,
            page=other.page if other.page > 1 else None,
            **day,
        )

    return address


def _people_address(place: Place, wanted: Wanted) -> Callable[..., str]:
    def address(**changes: Any) -> str:
        day = {"on": changes.pop("on")} if "on" in changes else {}
        other = replace(wanted, **({"page": 1} | changes))
        return place.people(
            course=other.course or None,
            state=other.kind.value if other.kind else None,
            ends=other.ends.strftime("%Y-%m") if other.ends else None,
            counted=other.counted.isoformat() if other.counted else None,
            find=other.find or None,
            page=other.page if other.page > 1 else None,
            **day,
        )

    return address
