"""What commands stand on: the same database, content and clock as the pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import click

from lms.clock import Clock, clock_from_file, real_clock
from lms.config import Settings, SettingsError, read_settings
from lms.content.current import Current
from lms.database import Database, make_engine


@dataclass(frozen=True)
class Held:
    """Database and clock at once, content when first asked for."""

    settings: Settings
    database: Database
    clock: Clock

    @cached_property
    def content(self) -> Current:
        """The content, read on first use."""
        current = Current(self.settings.instance / "content.saved", today=self.clock.today)
        current.try_swap(self.settings.content_folders)
        return current


def settings_or_exit() -> Settings:
    """The settings, or every problem on its own line and exit status 2."""
    try:
        return read_settings()
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"settings: {problem}", err=True)
        sys.exit(2)


@contextmanager
def running(settings: Settings) -> Iterator[tuple[Held, datetime, date]]:
    """Open what a command needs and close it after; gives it with the moment and the day."""
    clock = (
        clock_from_file(settings.time_zone, settings.clock_file)
        if settings.clock_file
        else real_clock(settings.time_zone)
    )
    database = Database(make_engine(settings.database_url, seconds=settings.database_seconds))
    try:
        yield Held(settings, database, clock), clock.now(), clock.today()
    finally:
        database.engine.dispose()


def pid_file(instance: Path) -> Path:
    """Where the running server writes its process number."""
    return instance / "lms.pid"


def serving_process(instance: Path) -> int | None:
    """The process that serves this data now; a number left by a kill may be anybody's since."""
    try:
        number = int(pid_file(instance).read_text(encoding="ascii"))
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return number if b"serve" in command.split(b"\0") else None
