"""A small folder of courses to write in, and the application that previews it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from tests.conftest import TODAY
from tests.content.sample import a_folder
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The clean sample, to be edited."""
    return a_folder(tmp_path / "courses")


@pytest.fixture(scope="session")
def served() -> Iterator[Current]:
    """What learners get meanwhile, and the reading child of the whole run."""
    current = Current(None, today=lambda: TODAY)
    yield current
    current.rest()


@pytest.fixture
def authors_app(
    settings: Settings, database: SharedConnection, served: Current, folder: Path
) -> Flask:
    """The application with that folder."""
    served.try_swap(folder)
    app = create_app(replace(settings, content=folder), database=database, content=served)
    app.testing = True
    return app


@pytest.fixture
def author(authors_app: Flask, database: SharedConnection, db: Session) -> Page:
    """Somebody who writes, signed in."""
    person = a_person(db, "Kirsi", is_author=True)
    db.commit()
    return Page(authors_app, database).sign_in(person)
