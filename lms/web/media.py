"""Files of courses as answers: pictures, films and captions, which can never run anything."""

from __future__ import annotations

import hashlib

from flask import Response, request

TYPES = frozenset(
    {"image/svg+xml", "image/png", "image/jpeg", "image/webp", "video/mp4", "text/vtt"}
)
"""What is served; anything else is not found."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture is only ever a picture: scripts in an SVG opened by itself must not run."""


def answer(data: bytes, kind: str) -> Response:
    """A file for one reader's browser, which may keep it for an hour."""
    response = Response(data, mimetype=kind)
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Security-Policy"] = POLICY
    response.set_etag(hashlib.sha256(data).hexdigest()[:16])
    response.make_conditional(request)
    return response
