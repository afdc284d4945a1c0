"""The schema's history, run by `lms database upgrade` and at every start."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

HEAD = "0001"
"""The newest revision, pinned so that two branches cannot both add one unseen."""


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    result = Config()
    result.set_main_option("script_location", str(Path(__file__).parent))
    result.attributes["url"] = url
    return result


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database forward."""
    command.upgrade(config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database back; "base" means empty."""
    command.downgrade(config(url), revision)


def revision_of(engine: Engine) -> str | None:
    """The revision a database is at."""
    with engine.execution_options(readonly=True).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def heads() -> list[str]:
    """The newest revisions among the scripts; there must be exactly one."""
    return list(ScriptDirectory.from_config(config("")).get_heads())
