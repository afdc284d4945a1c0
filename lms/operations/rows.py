"""Rows of every table as lines of JSON, the same from either kind of database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO, Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    bindparam,
    func,
    insert,
    select,
    text,
    update,
)

import lms.migrations.tables  # noqa: F401 - registers every table
from lms.database import Base
from lms.readiness.models import COUNTERS

BATCH = 500
LEFT_OUT = (
    frozenset({"sign_in_session", "private_pass", "password_link", "throttle"})
    | {
        "practice_draft",
        "practice_ask",
        "practice_comment",
    }
    | {table.name for table in COUNTERS}
)
"""Sessions and links that were ended must not come back with an old backup, nor deleted drafts;
counters are counted anew from what does."""


def tables() -> list[Table]:
    """The tables worth keeping, parents first."""
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the data of one moment, however long the reading takes."""
    reading = engine.execution_options(readonly=True)
    if engine.dialect.name == "postgresql":
        reading = reading.execution_options(isolation_level="REPEATABLE READ")
    with reading.connect() as connection:
        yield connection


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Each row as one line."""
    columns = list(table.columns)
    statement = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=BATCH).execute(statement):
        values = {
            column.name: _plain(column, value) for column, value in zip(columns, row, strict=True)
        }
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def reflected(connection: Connection) -> dict[str, Table]:
    """The tables as the database has them, parents first: a backup may fit an older schema."""
    found = MetaData()
    found.reflect(connection)
    result = {table.name: table for table in found.sorted_tables if table.name != "alembic_version"}
    for table in result.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=bool(column.nullable))
    return result


def load(connection: Connection, table: Table, part: IO[bytes]) -> int:
    """Insert the lines of a part; rows that point to rows of their own table are joined after."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    links: list[dict[str, Any]] = []
    count = 0
    for batch in _batches(part):
        values = [{name: _value(value) for name, value in row.items()} for row in batch]
        for row in values:
            for name in own:
                if row.get(name) is not None:
                    links.append({"own_id": row["id"], "to": row[name], "name": name})
                    row[name] = None
        connection.execute(insert(table), values)
        count += len(values)
    for name in own:
        found = [
            {"own_id": link["own_id"], "to": link["to"]} for link in links if link["name"] == name
        ]
        if found:
            statement = update(table).where(table.c.id == bindparam("own_id"))
            connection.execute(statement.values({name: bindparam("to")}), found)
    return count


def reset_sequences(connection: Connection, found: Iterable[Table]) -> None:
    """Let a server count on from the highest number; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in found:
        if "id" in table.columns:
            highest = connection.scalar(select(func.max(table.c.id)))
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :next, :used)"),
                {"table": table.name, "next": highest or 1, "used": highest is not None},
            )


def _batches(part: IO[bytes]) -> Iterator[Sequence[dict[str, Any]]]:
    waiting: list[dict[str, Any]] = []
    for line in part:
        waiting.append(json.loads(line))
        if len(waiting) == BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _plain(column: Column[Any], value: Any) -> Any:
    """A value as JSON; what JSON lacks becomes a pair of kind and text."""
    if isinstance(column.type, JSON) and (value is not None or not column.nullable):
        return ["json", value]
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, bytes):
        return ["bytes", base64.b64encode(value).decode("ascii")]
    return value


def _value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    kind, value = plain
    match kind:
        case "json":
            return value
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case "bytes":
            return base64.b64decode(value)
    raise ValueError(f"unknown kind {kind}")
