"""Health addresses and the standing pages: help, accessibility, privacy."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from lms.operations import health as checks
from lms.web import context
from lms.web.guard import public

bp = Blueprint("pages", __name__)


@bp.get("/healthz")
@public
def health() -> Any:
    """The process is alive; touches nothing else."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def readiness() -> Any:
    """The database answers, is migrated, and content is there."""
    state = context.state()
    engine = state.database.engine
    results = [checks.database_answers(engine)]
    if results[0].ok:
        results.append(checks.migrated(engine))
    results.append(checks.content_served(state.content))
    well = all(check.ok for check in results)
    body = {check.name: "ok" if check.ok else "not ok" for check in results}
    return body, 200 if well else 503


@bp.get("/help", endpoint="help")
@public
def help_page() -> str:
    """Whom to ask and how things work."""
    return render_template("pages/help_page.html")


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """How the pages are made to work for everybody, and what does not work yet."""
    return render_template("pages/accessibility.html")


@bp.get("/privacy")
@public
def privacy() -> str:
    """What is stored, who sees it, how long."""
    settings = context.settings()
    return render_template(
        "pages/privacy.html",
        kept_days=settings.answers_kept_days,
        reactions_kept_days=settings.reactions_kept_days,
    )
