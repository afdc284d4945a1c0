"""Fixtures that nearly every test needs: databases, application, clock, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as examples
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings, read_settings
from lms.content.current import Current
from lms.database import make_engine
from lms.migrations import upgrade
from tests.databases import SharedConnection, fresh_name, postgresql_cluster
from tests.pages import Page

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)

# A busy machine is no defect: time is measured in benchmarks/, not in tests.
examples.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL cluster of our own for the whole run; gives the URL of a new database."""
    with postgresql_cluster() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """An engine on a migrated, empty database: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/test.db"
    else:
        url = request.getfixturevalue("postgresql")(fresh_name())
    upgrade(url)
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated database of the test's own, for threads and real processes."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/own.db"
    else:
        url = request.getfixturevalue("postgresql")(fresh_name())
    upgrade(url)
    return url


@pytest.fixture
def database(engine: Engine) -> Iterator[SharedConnection]:
    """The database inside a transaction that is rolled back after the test."""
    with engine.connect() as connection:
        transaction = connection.begin()
        yield SharedConnection(connection)
        transaction.rollback()


@pytest.fixture
def db(database: SharedConnection) -> Iterator[Session]:
    """The test's own session; commit to show rows to the application."""
    with database.session() as session:
        yield session


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Current:
    """The shipped courses, read once for the run."""
    settings = read_settings({"LMS_MODE": "test"})
    current = Current(tmp_path_factory.mktemp("content") / "saved", today=lambda: TODAY)
    findings = current.try_swap(settings.content)
    assert not current.is_behind, "\n".join(str(finding) for finding in findings)
    return current


class TestClock:
    """A clock that stands still; tests move its file."""

    __test__ = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set(NOW)

    def set(self, moment: datetime) -> None:
        """Set the time."""
        self.path.write_text(moment.isoformat(), encoding="utf-8")


@pytest.fixture
def clock(tmp_path: Path) -> TestClock:
    """The application's clock, standing at NOW until moved."""
    return TestClock(tmp_path / "clock")


@pytest.fixture
def settings(tmp_path: Path, clock: TestClock) -> Settings:
    """Settings of the test mode."""
    return replace(
        read_settings(
            {
                "LMS_MODE": "test",
                "LMS_INSTANCE": str(tmp_path / "instance"),
                "LMS_CLOCK_FILE": str(clock.path),
                "LMS_MAIL_FOLDER": str(tmp_path / "mail"),
            }
        )
    )


@pytest.fixture
def app(settings: Settings, database: SharedConnection, content: Current) -> Flask:
    """The application on the test's database."""
    app = create_app(settings, database=database, content=content)
    app.testing = True
    return app


@pytest.fixture
def page(app: Flask, database: SharedConnection) -> Page:
    """A client that looks closely at every page it gets."""
    return Page(app, database)
