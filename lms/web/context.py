"""What a request stands on: settings, database session, clock, content, and who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from flask import Flask, abort, current_app, g, request
from flask_babel import get_locale
from flask_login import UserMixin, current_user
from sqlalchemy.orm import Session

from lms.authz import Actor
from lms.clock import Clock
from lms.config import Settings
from lms.content.current import Current
from lms.content.model import ContentSet, Course
from lms.database import Database

if TYPE_CHECKING:
    from lms.content.previews import Previews

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Viewer(UserMixin):
    """The signed-in person, as much as every page needs; loaded in one statement."""

    token: str
    session_id: int
    person_id: int
    name: str
    initials: str
    language: str | None
    theme: str
    is_author: bool
    is_administrator: bool
    is_manager: bool
    is_shared_device: bool = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the session's token, never the person."""
        return self.token

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Viewer) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


@dataclass(slots=True)
class State:
    """What one process holds for all requests."""

    settings: Settings
    database: Database
    clock: Clock
    content: Current
    previews: Callable[[], Previews]
    load_viewer: Callable[[Session, str, datetime], Viewer | None]
    load_teams: Callable[[Session, int, date], frozenset[int]]


def state(app: Flask | None = None) -> State:
    """The process's state."""
    return cast("State", (app or current_app).extensions["lms"])


def settings() -> Settings:
    """The settings."""
    return state().settings


def db() -> Session:
    """This request's session: reading for GET, writing for POST; opened when first asked for."""
    if "db" not in g:
        g.db = state().database.session(readonly=request.method in SAFE_METHODS)
    return cast("Session", g.db)


def now() -> datetime:
    """The moment of this request, the same throughout."""
    if "now" not in g:
        g.now = state().clock.now()
    return cast("datetime", g.now)


def today() -> date:
    """The organisation's day at this request."""
    return state().clock.day_of(now())


def content() -> ContentSet:
    """The content of this request; a swap in the middle changes nothing for it."""
    if "content" not in g:
        g.content = state().content.get()
    return cast("ContentSet", g.content)


def course_or_404(slug: str) -> Course:
    """The ready course of that name."""
    found = content().course(slug)
    if found is None:
        abort(404)
    return found


def viewer() -> Viewer:
    """The signed-in person; only for pages that are not public."""
    return cast("Viewer", current_user._get_current_object())  # noqa: SLF001 - Flask-Login's proxy


def viewer_or_none() -> Viewer | None:
    """The signed-in person, or nobody."""
    return viewer() if current_user.is_authenticated else None


def actor(*, with_teams: bool = False) -> Actor:
    """The signed-in person as the policy sees them."""
    person = viewer()
    teams: frozenset[int] = frozenset()
    if with_teams:
        if "team_ids" not in g:
            g.team_ids = state().load_teams(db(), person.person_id, today())
        teams = cast("frozenset[int]", g.team_ids)
    return Actor(
        person_id=person.person_id,
        is_author=person.is_author,
        is_administrator=person.is_administrator,
        is_manager=person.is_manager,
        team_ids=teams,
    )


def language() -> str:
    """The language of this response."""
    locale = get_locale()
    return str(locale.language) if locale else settings().languages[0]
