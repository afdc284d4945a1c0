"""Both databases for tests: SQLite in a file, and a PostgreSQL cluster of our own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from lms.database import Database

MEND = "sudo apt-get install --yes postgresql"


def postgresql_programs() -> Path:
    """The folder of initdb and pg_ctl; the newest version wins."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    if program is None:
        raise RuntimeError(f"PostgreSQL is needed by the tests. Run: {MEND}")
    return Path(program).parent


@contextmanager
def postgresql_cluster(*, durable: bool = False) -> Iterator[Callable[[str], str]]:
    """Start a cluster on a socket of its own; yields `url(name)`, which makes a database."""
    programs = postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="lms-postgresql-"))
    user: dict[str, object] = {}
    if os.getuid() == 0:  # the server refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def run(*command: str) -> None:
        done = subprocess.run(  # type: ignore[call-overload]
            command, cwd=folder, capture_output=True, text=True, check=False, **user
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")

    data = folder / "data"
    run(
        str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres",
        "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    fast = "" if durable else "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    run(
        str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o",
        f"-c listen_addresses='' -k {folder} -c max_connections=200 {fast}", "start",
    )  # fmt: skip
    admin = f"postgresql://postgres@/postgres?host={folder}"

    def url(name: str) -> str:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"postgresql+psycopg://postgres@/{name}?host={folder}"

    try:
        yield url
    finally:
        run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


class SharedConnection(Database):
    """A database whose every session stands on one connection inside one outer transaction.

    A test sees what a request committed, and nothing survives the test.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.engine)
        self.connection = connection

    def session(self, *, readonly: bool = False) -> Session:
        """A session in a savepoint of the outer transaction."""
        return Session(
            self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        )


def fresh_name() -> str:
    """A database name nobody else has."""
    return f"t{uuid.uuid4().hex[:12]}"
