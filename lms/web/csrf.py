"""Unsafe requests must come from our own pages and carry the form's token."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, abort, request
from flask_wtf.csrf import CSRFProtect

from lms.web import guard
from lms.web.context import SAFE_METHODS


def install(app: Flask) -> None:
    """Check the origin first, where the browser tells it, then the token."""

    @app.before_request
    def same_origin() -> None:
        if request.method in SAFE_METHODS:
            return
        site = request.headers.get("Sec-Fetch-Site")
        if site not in {None, "same-origin", "none"}:
            abort(403)
        origin = request.headers.get("Origin")
        if (
            site is None
            and origin not in {None, "null"}
            and urlsplit(origin).netloc != request.host
        ):
            abort(403)

    @app.before_request
    def not_too_large() -> None:
        # Werkzeug bounds the parts of multipart forms; a plain form is read at once, so bound it.
        most = app.config["MAX_FORM_MEMORY_SIZE"]
        if request.mimetype != "multipart/form-data" and (request.content_length or 0) > most:
            abort(413)

    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protection = CSRFProtect(app)

    @app.before_request
    def token() -> None:
        if request.endpoint is None or request.method in SAFE_METHODS:
            return
        if guard.is_by_address(app, request.endpoint):
            _ = request.form  # read here as well, so that one that cannot be is refused in time
        else:
            protection.protect()
