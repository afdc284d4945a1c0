"""The database: base class, engines for both kinds, one session per request, the commit rule."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, cast

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.types.json import Json
from sqlalchemy import (
    JSON,
    DateTime,
    Engine,
    Insert,
    MetaData,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, so that no zone is ever guessed."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives naive values back; they are UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DeadlineConnection(psycopg.Connection[Any]):
    """A PostgreSQL connection that gives up on a server that answers nothing.

    `statement_timeout` is kept by the server; a server that hangs keeps nothing. This deadline is
    kept by the client, so a worker thread is always given back.
    """

    seconds: float = 15.0

    def wait(
        self,
        gen: Generator[Any, Any, T],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> T:
        """Run a libpq operation; when it outlasts `seconds`, close the connection and raise."""
        try:
            return super().wait(gen, interval, self.seconds if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # nobody knows what became of the statement
            raise


def make_engine(url: str, *, seconds: int = 10, pool_size: int = 10) -> Engine:
    """An engine with the settings each kind of database needs to be safe under several workers."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": seconds}, pool_size=pool_size)
        _prepare_sqlite(engine, seconds)
        return engine

    # A class per engine, because the deadline is a setting and psycopg passes no arguments through.
    class Connection(DeadlineConnection):
        pass

    Connection.seconds = seconds + 1.0

    def connect() -> psycopg.Connection[Any]:
        plain = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection: psycopg.Connection[Any] = Connection.connect(
            plain,
            connect_timeout=seconds,
            options=(
                f"-c statement_timeout={seconds * 1000} -c lock_timeout={seconds * 1000} "
                f"-c idle_in_transaction_session_timeout={seconds * 6000} "
                "-c synchronous_commit=on -c timezone=UTC -c jit=off"
            ),
            keepalives_idle=30,
            tcp_user_timeout=seconds * 1000,
        )
        return connection

    engine = create_engine(
        url,
        creator=connect,
        pool_size=pool_size,
        max_overflow=4,
        pool_timeout=seconds,
        pool_pre_ping=True,
    )
    return engine


def _prepare_sqlite(engine: Engine, seconds: int) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin for us
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged write survives a power cut
            "foreign_keys=ON",
            f"busy_timeout={seconds * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        # A read that turns into a write would deadlock at once; so writers say so when they begin.
        if connection.get_execution_options().get("readonly"):
            connection.connection.driver_connection.execute("BEGIN")  # takes no lock, cannot fail
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")


class Database:
    """The engine and the two kinds of session: one that writes, one that only reads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = engine.execution_options(readonly=True)

    def session(self, *, readonly: bool = False) -> Session:
        """A new session; who opens it closes it."""
        return Session(self._reading if readonly else self.engine, expire_on_commit=False)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session whose work is committed at the end, or rolled back whole."""
        with self.session() as db, db.begin():
            yield db

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that never commits."""
        with self.session(readonly=True) as db:
            yield db


def insert_for(dialect: str) -> Callable[..., Any]:
    """The dialect's own `insert`, which knows what to do when the row is there already."""
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


@cache
def _insert_once(table: type[Base], dialect: str) -> Insert:
    made: Insert = insert_for(dialect)(cast("Table", table.__table__)).on_conflict_do_nothing()
    return made


def insert_once(db: Session, table: type[Base]) -> Insert:
    """An insert that does nothing when the row is there; the values are given when it is sent."""
    return _insert_once(table, db.get_bind().dialect.name)


@cache
def _insert_new(table: type[Base], dialect: str) -> ReturningInsert[Any]:
    made: ReturningInsert[Any] = (
        insert_for(dialect)(table).on_conflict_do_nothing().returning(table)
    )
    return made


def insert_new(db: Session, table: type[T], values: Mapping[str, Any]) -> T | None:
    """Insert a row and give it back; None when one that excludes it is there."""
    statement = _insert_new(cast("type[Base]", table), db.get_bind().dialect.name)
    new: T | None = db.scalar(statement, values)
    return new


FEW = 100
AT_ONCE = 10_000
"""Rows in one statement of many: few enough for the deadline of a statement on a slow machine."""


def take_numbers(db: Session, table: type[Base], count: int) -> Sequence[int]:
    """Numbers for so many new rows, which nobody else gets."""
    stored = cast("Table", table.__table__)
    if db.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(stored.name, "id")
        numbers = func.generate_series(1, count).table_valued("number")
        return db.scalars(select(func.nextval(sequence)).select_from(numbers)).all()
    # SQLite's writers wait for each other, so nobody else can take the next numbers meanwhile.
    first = (db.scalar(select(func.max(stored.c.id))) or 0) + 1
    return range(first, first + count)


def insert_many(db: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, many times faster than one by one."""
    if not rows:
        return
    db.flush()
    if db.get_bind().dialect.name == "postgresql" and len(rows) > FEW:
        for start in range(0, len(rows), AT_ONCE):
            _copy(db, cast("Table", table.__table__), rows[start : start + AT_ONCE])
    else:
        db.execute(insert(cast("Table", table.__table__)), list(rows))


def _copy(db: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    constants = {
        column.name: column.default.arg  # type: ignore[attr-defined]
        for column in table.columns
        if column.name not in rows[0] and column.default is not None and column.default.is_scalar
    }
    names = [*rows[0], *constants]
    packed = {name for name in names if isinstance(table.c[name].type, JSON)}
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver: Any = db.connection().connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                values = {**row, **constants}
                copy.write_row(
                    [Json(values[name]) if name in packed else values[name] for name in names]
                )
    except psycopg.IntegrityError as error:
        raise IntegrityError("COPY", None, error) from error
