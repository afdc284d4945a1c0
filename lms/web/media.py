"""Pictures, films, captions and transcripts of courses as answers that can never run anything."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from flask import Response, request

_BY_ENDING: Mapping[str, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
    "txt": "text/plain",
    "pdf": "application/pdf",
}
"""What is served; anything else is not found."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture is only ever a picture: scripts in an SVG opened by itself must not run."""


def kind_of(name: str) -> str | None:
    """The kind of a file by its ending, the same on every machine; None for what is not served."""
    return _BY_ENDING.get(name.rpartition(".")[2])


def answer(data: bytes, kind: str) -> Response:
    """A file for one reader's browser, which may keep it for an hour and ask for parts of it."""
    response = Response(data, mimetype=kind)
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Security-Policy"] = POLICY
    response.set_etag(hashlib.sha256(data).hexdigest()[:16])
    if kind == "application/pdf":
        response.headers["Content-Disposition"] = "attachment"
    response.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return response
