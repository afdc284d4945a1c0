"""The application: the one place that knows every package."""

from __future__ import annotations

import importlib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, g, redirect, request, session
from flask_babel import Babel
from flask_login import LoginManager
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from lms import i18n
from lms.clock import Clock, clock_from_file, real_clock
from lms.config import Settings, data_folder
from lms.content.current import Current, NoContentError
from lms.database import Database, make_engine
from lms.people import queries as people
from lms.web import (
    addresses,
    assets,
    context,
    csrf,
    errors,
    guard,
    headers,
    logs,
    prepared,
    templating,
    timing,
    transaction,
)
from lms.web.context import State, Viewer

if TYPE_CHECKING:
    from lms.content.previews import Previews

BLUEPRINTS = (
    "lms.people.views",
    "lms.people.team_pages",
    "lms.people.undo_pages",
    "lms.enrolments.assignment_pages",
    "lms.enrolments.time_pages",
    "lms.readiness.arrangement_pages",
    "lms.courses.views",
    "lms.enrolments.views",
    "lms.certificates.views",
    "lms.quizzes.accommodation_pages",
    "lms.quizzes.earlier_pages",
    "lms.quizzes.views",
    "lms.inbox.views",
    "lms.leaders.views",
    "lms.practice.views",
    "lms.publishing.views",
    "lms.readiness.unit_pages",
    "lms.readiness.unit_files",
    "lms.readiness.views",
    "lms.readiness.own_pages",
    "lms.notes.views",
    "lms.reactions.views",
    "lms.recall.views",
    "lms.reminders.views",
    "lms.evidence.views",
    "lms.scenarios.views",
    "lms.search.views",
    "lms.welcome.views",
    "lms.authoring.questions",
    "lms.authoring.regrades",
    "lms.authoring.review",
    "lms.authoring.translations",
    "lms.authoring.views",
    "lms.operations.message_pages",
    "lms.operations.record_pages",
    "lms.operations.withdrawal_pages",
    "lms.operations.views",
)


def make_clock(settings: Settings) -> Clock:
    """The clock the settings ask for: the machine's, or a file in the test mode."""
    if settings.clock_file:
        return clock_from_file(settings.time_zone, settings.clock_file)
    return real_clock(settings.time_zone)


def open_content(settings: Settings, clock: Clock) -> Current:
    """Read the content folder; with faults in it, the last good set that was saved is served.

    Raises NoContentError when there is neither.
    """
    content = Current(settings.instance / "content.saved", today=clock.today)
    findings = content.begin(settings.content_folders)
    try:
        content.get()
    except NoContentError:
        raise NoContentError(findings) from None
    return content


def _make_previews(settings: Settings, content: Current, clock: Clock) -> Previews:
    """The previews of authors, made when one asks: learners do not need the readers."""
    from lms.content.previews import Previews

    return Previews(
        content, settings.content_folders, settings.instance / "previews", today=clock.today
    )


def create_app(
    settings: Settings, *, database: Database | None = None, content: Current | None = None
) -> Flask:
    """Build the application from settings; tests pass their own database and content."""
    app = Flask(
        "lms",
        template_folder=str(data_folder("templates")),
        static_folder=None,
    )
    app.jinja_environment = templating.Environment
    clock = make_clock(settings)
    current = content or open_content(settings, clock)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-lms" if settings.secure else "lms",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=6 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=200,
        WTF_CSRF_TIME_LIMIT=None,
        TEMPLATES_AUTO_RELOAD=settings.reload,
        BABEL_TRANSLATION_DIRECTORIES=str(i18n.compiled_catalogues()),
    )
    app.extensions["lms"] = State(
        settings=settings,
        database=database or Database(make_engine(settings.database_url)),
        clock=clock,
        content=current,
        previews=cache(lambda: _make_previews(settings, current, clock)),
        load_viewer=_load_viewer,
        load_teams=people.managed_team_ids,
    )
    addresses.install(app)
    logs.install(app)
    timing.install(app, settings)
    headers.install(app, settings)
    transaction.install(app)
    Babel(app, locale_selector=_language)
    _install_login(app)
    csrf.install(app)
    errors.install(app)
    templating.install(app)
    prepared.install(app)
    assets.install(app, data_folder("static"))
    for name in BLUEPRINTS:
        app.register_blueprint(importlib.import_module(name).bp)
    from lms.people.views import sign_in_needed

    guard.install(app, sign_in_needed)
    _install_front_door(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _install_front_door(app: Flask) -> None:
    @app.get("/")
    @guard.public
    def front_door() -> Response:
        """To one's own learning."""
        return redirect("/learn")  # type: ignore[return-value]


def _language() -> str:
    person = context.viewer_or_none()
    wish = person.language if person and person.language else session.get("lang")
    return i18n.chosen_language(
        wish=wish,
        accepted=list(request.accept_languages.values()),
        known=context.settings().languages,
    )


def _install_login(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # sessions are rows of ours, revocable one by one

    @manager.user_loader
    def load(token: str) -> Viewer | None:
        if "viewer" not in g:
            g.viewer = _load_viewer(context.db(), token, context.now())
        viewer: Viewer | None = g.viewer
        return viewer


def _load_viewer(db: Session, token: str, now: datetime) -> Viewer | None:
    row = people.viewer_by_token(db, token, now)
    if row is None:
        return None
    return Viewer(
        token=token,
        session_id=row.session_id,
        person_id=row.person_id,
        name=row.name,
        initials=row.initials,
        language=row.language,
        theme=row.theme,
        is_author=row.is_author,
        is_administrator=row.is_administrator,
        is_manager=row.is_manager,
        is_shared_device=row.is_shared,
    )


def project_root() -> Path:
    """The folder of the checkout, or of the installed package."""
    return Path(__file__).resolve().parent.parent
