"""Backups: one file with every row and the course files, fit for either kind of database."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from lms import migrations
from lms.config import Settings
from lms.database import make_engine
from lms.operations import rows
from lms.people.models import Person
from lms.running import serving_process

FORMAT = "lms-backup-1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 16 * 1024 * 1024
PIECE = 1024 * 1024
SECONDS = 300
"""How long one statement may take: a backup may wait longer than a page."""


class BackupError(Exception):
    """The backup cannot be written or put back; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the schema its rows fit, rows per table, a digest for each part."""

    revision: str
    tables: dict[str, int]
    parts: dict[str, str]

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(self.tables.values())


def write(settings: Settings, target: Path) -> str:
    """Write a backup while the site runs; its rows are those of one moment."""
    if target.exists():
        raise BackupError(f"{target} exists already. Choose another name.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}. Make it first.")
    try:
        with _appearing(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            manifest = _write_parts(settings, made)
    except FileExistsError as error:
        raise BackupError(f"{target} exists already. Choose another name.") from error
    except SQLAlchemyError as error:
        raise BackupError(f"The database cannot be read ({type(error).__name__}).") from error
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {error.strerror}.") from error
    files = sum(name.startswith(("content/", "overlay/")) for name in manifest.parts)
    return f"{target} holds {manifest.rows} rows and {files} course files."


def read(settings: Settings, source: Path, *, replace: bool) -> str:
    """Put a backup back, into either kind of database; the site must not run meanwhile."""
    _refuse_while_running(settings.instance)
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _verified(archive)
            settings.instance.mkdir(parents=True, exist_ok=True)
            if settings.is_sqlite:
                _into_new_file(settings, archive, manifest, replace=replace)
            else:
                _into_server(settings, archive, manifest, replace=replace)
            where = _put_back_files(settings, archive, manifest)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BackupError(f"{source} is no backup, or it is damaged.") from error
    except SQLAlchemyError as error:
        raise BackupError(
            f"The rows cannot be put back ({type(error).__name__}). The data is as before."
        ) from error
    except OSError as error:
        raise BackupError(f"{source} cannot be put back: {error.strerror}.") from error
    return f"{manifest.rows} rows are back. {where}"


# Writing


@contextmanager
def _appearing(target: Path) -> Iterator[Any]:
    """A file that gets its name when it is complete, and never takes another's place."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(waiting, target)
    finally:
        waiting.unlink(missing_ok=True)
    _sync(target.parent)


def _write_parts(settings: Settings, archive: zipfile.ZipFile) -> Manifest:
    parts: dict[str, str] = {}
    engine = make_engine(settings.database_url, seconds=SECONDS)
    try:
        revision = migrations.revision_of(engine)
        if revision != migrations.HEAD:
            raise BackupError("The database is not at the newest schema. Run lms database upgrade.")
        tables = {}
        with rows.one_moment(engine) as connection:
            for table in rows.tables():
                name = f"rows/{table.name}.jsonl"
                with _hashed(archive, name, parts) as add:
                    tables[table.name] = 0
                    for line in rows.lines(connection, table):
                        add(line)
                        tables[table.name] += 1
    finally:
        engine.dispose()
    for name, path in _files(settings):
        with _hashed(archive, name, parts) as add, path.open("rb") as file:
            while piece := file.read(PIECE):
                add(piece)
    manifest = Manifest(revision, tables, parts)
    told = {
        "format": FORMAT,
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": manifest.revision,
        "tables": manifest.tables,
        "parts": manifest.parts,
    }
    archive.writestr(MANIFEST, json.dumps(told, indent=1, sort_keys=True))
    return manifest


@contextmanager
def _hashed(
    archive: zipfile.ZipFile, name: str, parts: dict[str, str]
) -> Iterator[Callable[[bytes], None]]:
    """Write one part and note its digest."""
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as part:

        def add(piece: bytes) -> None:
            digest.update(piece)
            part.write(piece)

        yield add
    parts[name] = digest.hexdigest()


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """The course files, without links and hidden ones, and the good content kept for bad days."""
    for part, root in _folders(settings).items():
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder) / name
                if not name.startswith(".") and path.is_file() and not path.is_symlink():
                    yield f"{part}/{path.relative_to(root).as_posix()}", path
    saved = settings.instance / "content.saved"
    if saved.is_file():
        yield "saved/content.saved", saved


def _folders(settings: Settings) -> dict[str, Path]:
    """The folders of course files, by the name of their part of a backup."""
    own = {} if settings.overlay is None else {"overlay": settings.overlay}
    return {"content": settings.content, **own}


# Putting back


def _verified(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, after every part was compared with it."""
    names = archive.namelist()
    if len(set(names)) != len(names) or MANIFEST not in names:
        raise ValueError("no manifest, or doubled names")
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("an oversized manifest")
    told = json.loads(archive.read(MANIFEST))
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError("another format")
    manifest = Manifest(str(told["revision"]), dict(told["tables"]), dict(told["parts"]))
    if set(manifest.parts) != set(names) - {MANIFEST}:
        raise ValueError("parts are missing or added")
    for name, expected in manifest.parts.items():
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name:
            raise ValueError("a part outside its folder")
        if _digest(archive, name) != expected:
            raise BackupError(f"The part {name} is damaged. Take another backup.")
    known = {
        script.revision
        for script in ScriptDirectory.from_config(migrations.config("")).walk_revisions()
    }
    if manifest.revision not in known:
        raise BackupError("The backup is from a newer version. Update the program first.")
    return manifest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _into_new_file(
    settings: Settings, archive: zipfile.ZipFile, manifest: Manifest, *, replace: bool
) -> None:
    """Build a database file beside the old one, and put it in its place when it is whole."""
    named = make_url(settings.database_url).database
    if not named or named == ":memory:":
        raise BackupError("A database in memory cannot be restored. Set DATABASE_URL to a file.")
    target = Path(named).resolve()
    if target.exists():
        _refuse_people(settings.database_url, replace=replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restore-") as folder:
        fresh = Path(folder) / "new.db"
        url = f"sqlite:///{fresh}"
        migrations.upgrade(url, manifest.revision)
        _load(url, archive, manifest)
        migrations.upgrade(url)
        engine = make_engine(url)
        with engine.connect() as connection:
            told = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if told != "ok" or broken is not None:
            raise BackupError("The rows of the backup do not fit together. The data is as before.")
        _settle(engine)
        if target.exists():
            _settle(make_engine(settings.database_url))
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        fresh.replace(target)
        _sync(target.parent)


def _settle(engine: Engine) -> None:
    """Move what waits in the write-ahead log into the file itself."""
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    finally:
        raw.close()
        engine.dispose()


def _into_server(
    settings: Settings, archive: zipfile.ZipFile, manifest: Manifest, *, replace: bool
) -> None:
    """Fill the tables of a server in one transaction."""
    engine = make_engine(settings.database_url, seconds=SECONDS)
    try:
        revision = migrations.revision_of(engine)
    finally:
        engine.dispose()
    if revision is not None:
        if revision == migrations.HEAD:
            _refuse_people(settings.database_url, replace=replace)
        if revision != manifest.revision:
            raise BackupError(
                "The backup's schema differs from the database's. Put it into an empty database."
            )
    migrations.upgrade(settings.database_url, manifest.revision)
    _load(settings.database_url, archive, manifest)
    migrations.upgrade(settings.database_url)


def _refuse_people(url: str, *, replace: bool) -> None:
    engine = make_engine(url, seconds=SECONDS)
    try:
        if migrations.revision_of(engine) is None or replace:
            return
        with engine.execution_options(readonly=True).connect() as connection:
            found = connection.execute(select(Person.id).limit(1)).first()
    finally:
        engine.dispose()
    if found is not None:
        raise BackupError("The database holds people already. Add --replace to replace them.")


def _load(url: str, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    engine = make_engine(url, seconds=SECONDS)
    try:
        with engine.begin() as connection:
            found = rows.reflected(connection)
            if not set(manifest.tables) <= set(found):
                raise BackupError("The backup holds tables that its schema does not have.")
            if connection.dialect.name == "postgresql":
                everything = ", ".join(f'"{name}"' for name in found)
                connection.execute(text(f"TRUNCATE {everything}"))
            for table in found.values():
                if table.name in manifest.tables:
                    with archive.open(f"rows/{table.name}.jsonl") as part:
                        count = rows.load(connection, table, part)
                    if count != manifest.tables[table.name]:
                        raise BackupError(f"Rows of {table.name} are missing in the backup.")
            rows.reset_sequences(connection, found.values())
    finally:
        engine.dispose()


def _put_back_files(settings: Settings, archive: zipfile.ZipFile, manifest: Manifest) -> str:
    """Course files go into the content folder if it is empty, else beside; none is overwritten."""
    saved = settings.instance / "content.saved"
    if "saved/content.saved" in manifest.parts and not saved.exists():
        _extract(archive, "saved/content.saved", saved)
    here = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _files(settings)}
    told = [
        _put_back_folder(settings, archive, manifest, here, "content", settings.content),
        _put_back_folder(settings, archive, manifest, here, "overlay", settings.overlay),
    ]
    return " ".join(said for said in told if said)


def _put_back_folder(
    settings: Settings,
    archive: zipfile.ZipFile,
    manifest: Manifest,
    here: Mapping[str, str],
    part: str,
    place: Path | None,
) -> str:
    """One folder of course files; says where they are."""
    what = {"content": "The course files", "overlay": "The files of the overlay"}[part]
    files = {name: held for name, held in manifest.parts.items() if name.startswith(f"{part}/")}
    own = {name: held for name, held in here.items() if name.startswith(f"{part}/")}
    if own == files:
        return f"{what} are the same as here." if files or part == "content" else ""
    if own or place is None:
        prefix = f"{part}-of-backup-"
        place = Path(tempfile.mkdtemp(dir=settings.instance, prefix=prefix))
    for name in files:
        _extract(archive, name, place / name.removeprefix(f"{part}/"))
    return f"{what} are in {place}."


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as part, target.open("xb") as file:
        shutil.copyfileobj(part, file)


def _refuse_while_running(instance: Path) -> None:
    """The server writes its process number; only a living server refuses a restore."""
    number = serving_process(instance)
    if number is not None:
        raise BackupError(f"The site is running (process {number}). Stop it first.")


def _sync(folder: Path) -> None:
    """Make a new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
