"""The export of a unit: everybody in a team and below, or in the organisation, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.authz import Permission
from lms.readiness import seen, services, spells, units, words
from lms.readiness.answering import answer
from lms.readiness.export import Shape
from lms.readiness.forms import ExportForm
from lms.readiness.lines import Line, parts_of
from lms.readiness.rules import Columns
from lms.readiness.unit_pages import EVERYBODY, Place, of_administrator, of_manager, unit_of
from lms.readiness.units import Unit
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("unit_files", __name__)


@bp.get("/team/<team>/everyone/export")
@requires(Permission.TEAM_READ, load=unit_of)
def of_unit(unit: Unit) -> str:
    """What the file about a unit will hold, and the question why."""
    return _page(of_manager(unit), ExportForm())


@bp.post("/team/<team>/everyone/export")
@requires(Permission.TEAM_READ, load=unit_of)
def download(unit: Unit) -> Any:
    """The file; who fetched it and why is written down first."""
    return _file(of_manager(unit))


@bp.get("/admin/readiness/everyone/export")
@requires(Permission.ORGANISATION_READ)
def of_everybody() -> str:
    """What the file about the organisation will hold, and the question why."""
    return _page(of_administrator(EVERYBODY), ExportForm())


@bp.post("/admin/readiness/everyone/export")
@requires(Permission.ORGANISATION_READ)
def download_everybody() -> Any:
    """The file of everybody; who fetched it and why is written down first."""
    return _file(of_administrator(EVERYBODY))


@bp.get("/admin/readiness/teams/<team>/everyone/export")
@requires(Permission.ORGANISATION_READ, load=unit_of)
def of_unit_for_administrators(unit: Unit) -> str:
    """What the file about a unit will hold, and the question why."""
    return _page(of_administrator(unit), ExportForm())


@bp.post("/admin/readiness/teams/<team>/everyone/export")
@requires(Permission.ORGANISATION_READ, load=unit_of)
def download_for_administrators(unit: Unit) -> Any:
    """The file; who fetched it and why is written down first."""
    return _file(of_administrator(unit))


def _columns(place: Place) -> Columns:
    content = context.content()
    return Columns.of(
        content,
        units.courses(
            context.db(),
            unit=place.unit.team_id,
            way=place.unit.way,
            basis=spells.basis(content),
            past=place.shown.past,
        ),
    )


def _page(place: Place, form: ExportForm) -> str:
    columns = _columns(place)
    return render_template(
        "readiness/export.html",
        section="admin" if place.is_admin else "team",
        title=_("Export, %(unit)s and below", unit=place.name),
        heading=_("Export everybody in %(unit)s", unit=place.name),
        crumbs=[*place.steps(), (_("Everyone"), place.people()), (_("Export"), None)],
        action=place.export(),
        back=(_("Back to everyone"), place.people()),
        has_teams=True,
        form=form,
        shown=place.shown,
        courses=seen.titles(context.content(), columns, context.language()),
        states=words.states(),
        meanings=words.meanings(),
        columns_mean=words.columns_mean(),
        teams_mean=words.teams_mean(),
    )


def _file(place: Place) -> Any:
    form, unit, today = ExportForm(), place.unit, place.shown.day
    if not form.validate():
        return _page(place, form), 422
    services.record_export(
        context.db(),
        viewer_id=context.viewer().person_id,
        team_id=unit.team_id or None,
        team=unit.slug,
        why=str(form.why.data),
        now=context.now(),
        day=today,
        is_below=True,
    )
    columns = _columns(place)

    def read(db: Session) -> Iterator[list[Line]]:
        return parts_of(
            db,
            units.people_in(unit.team_id, today, place.shown.past),
            columns=columns,
            today=today,
            past=place.shown.past,
            unit=unit.team_id,
        )

    return answer(
        read,
        shape=Shape(form.shape.data),
        columns=columns,
        today=today,
        team=place.name,
        slug=unit.slug,
        file_name=f"readiness-{unit.slug or 'organisation'}-and-below",
        has_teams=True,
    )
