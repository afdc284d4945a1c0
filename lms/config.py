"""The settings: read once from the environment, complete, or the start is refused."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Mode = Literal["demo", "production", "test"]

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class SettingsError(Exception):
    """The settings cannot be used; each line of `problems` names a variable and the mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations; documented in docs/operating.md."""

    mode: Mode
    instance: Path
    content: Path
    overlay: Path | None
    database_url: str
    secret_key: str
    host: str
    port: int
    public_url: str
    organisation: str
    languages: tuple[str, ...]
    time_zone: str
    days_off: frozenset[tuple[int, int, int]]
    workers: int
    threads: int
    trusted_proxies: int
    database_seconds: int
    log_format: Literal["console", "json"]
    reload: bool
    mail_folder: Path | None
    smtp_url: str
    mail_from: str
    clock_file: Path | None
    answers_kept_days: int
    reactions_kept_days: int
    server_timing: bool

    @property
    def secure(self) -> bool:
        """Whether cookies and links insist on https: always, except in demo or test on loopback."""
        return not (self.mode in {"demo", "test"} and self.host in LOOPBACK)

    @property
    def content_folders(self) -> tuple[Path, ...]:
        """The folder of the courses and, above it, the organisation's own."""
        return (self.content,) if self.overlay is None else (self.content, self.overlay)

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is in use."""
        return self.database_url.startswith("sqlite")


def data_folder(name: str) -> Path:
    """Where `templates`, `static` or `course_content` lie: in the wheel or in the checkout."""
    packaged = Path(str(files("lms"))) / "_data" / name
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / name


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and judge the environment; raise SettingsError with every problem at once."""
    env = os.environ if environ is None else environ
    reader = _Reader(env)
    mode = cast("Mode", reader.choice("LMS_MODE", "demo", ("demo", "production", "test")))
    production = mode == "production"
    instance = Path(env.get("LMS_INSTANCE") or "instance").resolve()
    settings = Settings(
        mode=mode,
        instance=instance,
        content=Path(env.get("LMS_CONTENT") or data_folder("course_content")).resolve(),
        overlay=_path(env.get("LMS_OVERLAY")),
        database_url=_database_url(env.get("DATABASE_URL") or f"sqlite:///{instance / 'lms.db'}"),
        secret_key=env.get("LMS_SECRET_KEY") or ("" if production else _kept_secret(instance)),
        host=env.get("LMS_HOST") or "127.0.0.1",
        port=reader.number("PORT", 8000, 0, 65535),
        public_url=(env.get("LMS_PUBLIC_URL") or "").rstrip("/"),
        organisation=env.get("LMS_ORGANISATION") or "Esimerkki Oy",
        languages=("en", "fi"),
        time_zone=env.get("LMS_TIME_ZONE") or "Europe/Helsinki",
        days_off=reader.days("LMS_DAYS_OFF"),
        workers=reader.number("LMS_WORKERS", 2, 1, 64),
        threads=reader.number("LMS_THREADS", 4, 1, 256),
        trusted_proxies=reader.number("LMS_TRUSTED_PROXIES", 0, 0, 5),
        database_seconds=reader.number("LMS_DATABASE_SECONDS", 10, 1, 300),
        log_format=cast(
            'Literal["console", "json"]',
            reader.choice("LMS_LOG", "json" if production else "console", ("console", "json")),
        ),
        reload=reader.flag("LMS_RELOAD"),
        mail_folder=_path(env.get("LMS_MAIL_FOLDER")),
        smtp_url=env.get("LMS_SMTP_URL") or "",
        mail_from=env.get("LMS_MAIL_FROM") or "",
        clock_file=_path(env.get("LMS_CLOCK_FILE")),
        answers_kept_days=reader.number("LMS_ANSWERS_KEPT_DAYS", 90, 1, 3650),
        reactions_kept_days=reader.number("LMS_REACTIONS_KEPT_DAYS", 365, 30, 3650),
        server_timing=reader.flag("LMS_SERVER_TIMING"),
    )
    problems = reader.problems + _contradictions(settings, env)
    if problems:
        raise SettingsError(problems)
    return settings


def _contradictions(settings: Settings, env: Mapping[str, str]) -> list[str]:
    problems: list[str] = []
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        problems.append("LMS_TIME_ZONE is not a known zone; use a name such as Europe/Helsinki")
    if settings.overlay is not None and not settings.overlay.is_dir():
        problems.append(f"LMS_OVERLAY={settings.overlay} is no folder; make it or unset it")
    if settings.mode == "production":
        if len(settings.secret_key) < 32:
            problems.append("LMS_SECRET_KEY is missing or short; set at least 32 random characters")
        if urlsplit(settings.public_url).scheme != "https":
            problems.append("LMS_PUBLIC_URL is missing; set the https address people use")
        if not env.get("LMS_ORGANISATION"):
            problems.append("LMS_ORGANISATION is missing; set the name shown on pages")
        problems.extend(
            f"{name} belongs to the test mode; unset it or set LMS_MODE=test"
            for name in ("LMS_CLOCK_FILE", "LMS_MAIL_FOLDER")
            if env.get(name)
        )
    else:
        if settings.host not in LOOPBACK:
            problems.append(
                f"LMS_HOST={settings.host} opens the {settings.mode} mode to others; "
                "use 127.0.0.1 or set LMS_MODE=production"
            )
        problems.extend(
            f"{name} belongs to production; set LMS_MODE=production or unset it"
            for name in ("LMS_PUBLIC_URL", "LMS_SECRET_KEY", "LMS_SMTP_URL", "LMS_TRUSTED_PROXIES")
            if env.get(name)
        )
        if settings.mode == "demo" and settings.clock_file:
            problems.append("LMS_CLOCK_FILE belongs to the test mode; set LMS_MODE=test")
    return problems


class _Reader:
    """Reads single variables and collects what is wrong with them."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.problems: list[str] = []

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.env.get(name, "")
        if not text:
            return default
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        self.problems.append(f"{name}={text} is not usable; set a number from {least} to {most}")
        return default

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        text = self.env.get(name, "") or default
        if text not in allowed:
            self.problems.append(f"{name}={text} is not known; use one of {', '.join(allowed)}")
        return text

    def days(self, name: str) -> frozenset[tuple[int, int, int]]:
        """Days such as 12-24, of every year, and 2027-03-26: year (or 0), month and day."""
        found = set()
        for text in self.env.get(name, "").split():
            year = "2000" if len(text) == 5 else ""  # a leap year, so that 02-29 is a day
            try:
                day = date.fromisoformat(f"{year}-{text}" if year else text)
            except ValueError:
                self.problems.append(f"{name}: {text} is no day; write 12-24 or 2027-03-26")
            else:
                found.add((0 if year else day.year, day.month, day.day))
        return frozenset(found)

    def flag(self, name: str) -> bool:
        return self.choice(name, "0", ("0", "1")) == "1"


def _database_url(url: str) -> str:
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def _path(text: str | None) -> Path | None:
    return Path(text).resolve() if text else None


def _kept_secret(instance: Path) -> str:
    """The demo's own key, made once and kept beside its data."""
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
