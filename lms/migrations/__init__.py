"""The schema's history, run by `lms database upgrade` and at every start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

if TYPE_CHECKING:  # Alembic is loaded when it has something to do, for the sake of a quick start
    from alembic.config import Config

HEAD = "0028"
"""The newest revision, pinned so that two branches cannot both add one unseen."""


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    from alembic.config import Config

    result = Config()
    result.set_main_option("script_location", str(Path(__file__).parent))
    result.attributes["url"] = url
    return result


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database forward."""
    from alembic import command

    command.upgrade(config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database back; "base" means empty."""
    from alembic import command

    command.downgrade(config(url), revision)


def revision_of(engine: Engine) -> str | None:
    """The revision a database is at."""
    with engine.execution_options(readonly=True).connect() as connection:
        try:
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        except (OperationalError, ProgrammingError):
            if not _answers(engine):
                raise
            return None  # a database without our tables
    return str(found) if found is not None else None


def _answers(engine: Engine) -> bool:
    with engine.execution_options(readonly=True).connect() as connection:
        return bool(connection.scalar(text("SELECT 1")))


def heads() -> list[str]:
    """The newest revisions among the scripts; there must be exactly one."""
    from alembic.script import ScriptDirectory

    return list(ScriptDirectory.from_config(config("")).get_heads())
