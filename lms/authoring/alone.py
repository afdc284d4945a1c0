"""One author at this machine: signed in without a password, and from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.config import LOOPBACK, Settings, SettingsError, read_settings
from lms.people.models import Person
from lms.people.services import start_session
from lms.web import context

NAME = "author"
COOKIE = "lms-author"
"""Its own, since browsers keep one cookie for all ports of a machine."""

_LEFT_OUT = frozenset({"DATABASE_URL", "LMS_CLOCK_FILE", "LMS_MAIL_FOLDER", "LMS_SECRET_KEY"})


def settings_for(environ: Mapping[str, str], *, folder: Path | None, port: int) -> Settings:
    """The settings of a preview server: the demo mode's, with data of its own.

    Raises SettingsError in production, and where others could reach the server.
    """
    if environ.get("LMS_MODE") == "production":
        raise SettingsError(
            ["lms author asks for no password, so it never runs with LMS_MODE=production; unset it"]
        )
    own = {name: value for name, value in environ.items() if name not in _LEFT_OUT}
    own |= {
        "LMS_MODE": "demo",
        "LMS_INSTANCE": str(Path(environ.get("LMS_INSTANCE") or "instance") / "author"),
        "LMS_RELOAD": "1",
        "PORT": str(port),
    }
    if folder is not None:
        own["LMS_CONTENT"] = str(folder)
    return read_settings(own)


def is_here(remote: str | None, host: str) -> bool:
    """Whether a request comes from this machine, and by a name that only means this machine.

    A page elsewhere may point a name of its own at 127.0.0.1; its requests carry that name.
    """
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return remote in LOOPBACK and name in LOOPBACK


def author_session(db: Session, *, now: datetime) -> str:
    """A session of the one author, who is made when first needed; gives its token."""
    person = db.scalar(select(Person).where(Person.sign_in_name == NAME))
    if person is None:
        person = Person(
            sign_in_name=NAME,
            first_name="Course",
            last_name="Author",
            is_author=True,
            is_demo=True,
            created_at=now,
        )
        db.add(person)
        db.flush()
    return start_session(db, person_id=person.id, now=now, is_shared=False, device="lms author")


def sign_everybody_in(app: Flask, token: str) -> None:
    """Whoever is at this machine is the author."""
    app.config["SESSION_COOKIE_NAME"] = COOKIE

    def load(request: Request) -> context.Viewer | None:
        if not is_here(request.remote_addr, request.host):
            return None
        return context.state().load_viewer(context.db(), token, context.now())

    cast("Any", app).login_manager.request_loader(load)
