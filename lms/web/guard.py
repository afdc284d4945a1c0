"""Every page declares who may see it; what is undeclared is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, request
from flask_login import current_user

from lms.authz import Permission, allows
from lms.web import context

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
NEEDS_TEAMS = frozenset(
    {
        Permission.INVITATION_WRITE,
        Permission.PERSON_READ,
        Permission.PERSON_WRITE,
        Permission.TEAMS_LIST,
        Permission.TEAM_READ,
        Permission.TIME_GIVE,
    }
)


def public(view: View) -> View:
    """A page for everybody, signed in or not."""
    view.__dict__["lms_permission"] = PUBLIC
    return view


def by_address(view: View) -> View:
    """A public page whose signed address alone permits: mail programs post to it by themselves."""
    view.__dict__["lms_by_address"] = True
    return public(view)


def is_by_address(app: Flask, endpoint: str | None) -> bool:
    """Whether an endpoint asks for no form's token, because its address is signed."""
    view = app.view_functions.get(endpoint or "")
    return view is not None and view.__dict__.get("lms_by_address") is True


def requires(
    permission: Permission, *, load: Callable[..., Any] | None = None
) -> Callable[[View], View]:
    """A page for those whom the policy allows.

    `load(db, **url_values)` fetches the thing named in the address, or None; the view then gets
    the loaded and permitted thing as its only argument instead of the address's values. Its
    attribute `resource` (or itself, without one) is what the policy judges. What does not exist
    and what is not allowed both answer 404, so that nobody can find out what there is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            actor = context.actor(with_teams=permission in NEEDS_TEAMS)
            if load is None:
                if not allows(actor, permission):
                    abort(403)
                return view(**values)
            loaded = load(context.db(), **values)
            if loaded is None or not allows(actor, permission, getattr(loaded, "resource", loaded)):
                abort(404)
            return view(loaded)

        guarded.__dict__["lms_permission"] = permission
        guarded.__dict__["lms_loads"] = load is not None
        return cast("View", guarded)

    return decorate


def declared(app: Flask, endpoint: str) -> str | None:
    """The permission an endpoint declares, `public`, or None."""
    view = app.view_functions.get(endpoint)
    return None if view is None else view.__dict__.get("lms_permission")


def install(app: Flask, sign_in: Callable[[], Any]) -> None:
    """Refuse undeclared endpoints; `sign_in()` answers those who are not signed in."""

    @app.before_request
    def check() -> Any:
        endpoint = request.endpoint
        if endpoint is None:
            return None  # no such address: 404 or 405 follow by themselves
        permission = declared(current_app, endpoint)
        if permission is None:
            raise RuntimeError(f"{endpoint} declares no permission")
        if permission == PUBLIC:
            return None
        if not current_user.is_authenticated:
            return sign_in()
        return None
