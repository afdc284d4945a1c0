"""Starting: the order in which data, content and people are made ready, and what refuses it."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from lms import migrations
from lms.app import create_app, make_clock, open_content
from lms.authoring.alone import author_session, sign_everybody_in
from lms.config import LOOPBACK, Settings
from lms.content.current import Current, NoContentError
from lms.content.model import nothing
from lms.database import Database, make_engine
from lms.demo import organisation
from lms.people.models import Person
from lms.server import Server
from lms.web import logs

log = structlog.get_logger()


def serve(settings: Settings) -> int:
    """Make everything ready and serve until told to stop; the exit status when refused."""
    began = time.perf_counter()
    logs.configure(settings)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings.instance.mkdir(parents=True, exist_ok=True)
    database = Database(make_engine(settings.database_url, seconds=settings.database_seconds))
    try:
        if migrations.revision_of(database.engine) != migrations.HEAD:
            migrations.upgrade(settings.database_url)
        if not _may_start(settings, database):
            return 2
        content = open_content(settings, make_clock(settings))
        app = create_app(settings, database=database, content=content)
        if settings.mode == "demo":
            _fill_demo(settings, database, content)
    except SQLAlchemyError as error:
        print(f"The database cannot be used: {error}", file=sys.stderr)
        return 2
    except NoContentError as error:
        for finding in error.findings:
            if finding.severity == "E":
                print(finding, file=sys.stderr)
        print("There is no good content to serve. Mend the files above.", file=sys.stderr)
        return 2
    database.engine.dispose()
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    print(f"{settings.organisation} Learning: {address}", flush=True)
    if settings.mode == "demo":
        print(organisation.sign_ins(), flush=True)
    log.info("ready", seconds=round(time.perf_counter() - began, 2))
    Server(app, settings).run()
    return 0


def serve_and_reload(settings: Settings) -> int:
    """Serve, and begin anew in a fresh process whenever code or a catalogue changes."""
    from watchfiles import PythonFilter, run_process

    run_process(
        Path(__file__).parent,
        target=serve,
        args=(settings,),
        watch_filter=PythonFilter(extra_extensions=(".po",)),
        debounce=400,
    )
    return 0


def serve_author(settings: Settings) -> int:
    """Serve previews of a folder to one author at this machine; faulty courses are no hindrance.

    The settings must be those of the demo mode, which only loopback may reach.
    """
    if settings.mode != "demo" or settings.host not in LOOPBACK:
        print("The preview asks for no password, so it is for this machine only.", file=sys.stderr)
        return 2
    logs.configure(settings)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings.instance.mkdir(parents=True, exist_ok=True)
    database = Database(make_engine(settings.database_url, seconds=settings.database_seconds))
    if migrations.revision_of(database.engine) != migrations.HEAD:
        migrations.upgrade(settings.database_url)
    clock = make_clock(settings)
    try:
        content = open_content(settings, clock)
    except NoContentError as error:
        content = Current(settings.instance / "content.saved", today=clock.today)
        content.put(nothing(settings.languages, error.findings))
    app = create_app(settings, database=database, content=content)
    with database.begin() as db:
        token = author_session(db, now=clock.now())
    sign_everybody_in(app, token)
    database.engine.dispose()
    print(f"Preview of {settings.content}: http://{settings.host}:{settings.port}/author")
    print("It follows the files, asks for no password and answers this machine only.", flush=True)
    Server(app, settings).run()
    return 0


def _may_start(settings: Settings, database: Database) -> bool:
    """Refuse to serve demo people, whose passwords are public, in production."""
    if settings.mode != "production":
        return True
    with database.reading() as db:
        found = db.scalar(select(Person.id).where(Person.is_demo).limit(1))
    if found is not None:
        print(
            "The database holds demo people, whose passwords are public. "
            "Use a database of its own for production (DATABASE_URL or LMS_INSTANCE).",
            file=sys.stderr,
        )
    return found is None


def _fill_demo(settings: Settings, database: Database, content: Current) -> None:
    with database.reading() as db:
        if db.scalar(select(Person.id).limit(1)) is not None:
            return
    clock = make_clock(settings)
    with database.begin() as db:
        organisation.fill(db, content=content.get(), now=clock.now(), today=clock.today())
