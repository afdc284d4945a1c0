"""Is it well: database, migrations, content, settings; used by /readyz and `lms check`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

import lms.migrations.tables  # noqa: F401 - registers every table
from lms import migrations
from lms.content.current import Current
from lms.database import Base


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, whether it is well, and what to do if not."""

    name: str
    ok: bool
    detail: str = ""


def database_answers(engine: Engine) -> Check:
    """Whether a statement comes back."""
    try:
        with engine.execution_options(readonly=True).connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return Check("database", ok=False, detail=f"does not answer ({type(error).__name__})")
    return Check("database", ok=True)


def migrated(engine: Engine) -> Check:
    """Whether the schema is the newest."""
    try:
        revision = migrations.revision_of(engine)
    except SQLAlchemyError as error:
        return Check("migrations", ok=False, detail=type(error).__name__)
    if revision != migrations.HEAD:
        return Check(
            "migrations",
            ok=False,
            detail=f"at {revision}, needs {migrations.HEAD}; run lms database upgrade",
        )
    return Check("migrations", ok=True)


def content_served(content: Current) -> Check:
    """Whether there is content to serve, and whether the newest files were taken up."""
    served = content.get()
    if not served.courses:
        return Check("content", ok=False, detail="no course is ready; run lms content check")
    errors = sum(finding.severity == "E" for finding in content.findings)
    if errors:
        return Check(
            "content",
            ok=True,
            detail=f"the last good set is served; the files have {errors} errors",
        )
    return Check("content", ok=True)


def integrity(engine: Engine) -> list[Check]:
    """What only an administrator waits for: integrity, and drift of tables from the code."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    checks = []
    with engine.execution_options(readonly=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            told = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            checks.append(Check("integrity", ok=told == ["ok"], detail="; ".join(told[:3])))
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            checks.append(
                Check("references", ok=not broken, detail=f"{len(broken)} rows without parent")
            )
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        drift = compare_metadata(context, Base.metadata)
        checks.append(
            Check("drift", ok=not drift, detail=f"{len(drift)} differences from the tables in code")
        )
    return checks
