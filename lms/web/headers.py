"""Security headers on every response."""

from __future__ import annotations

from flask import Flask, Response, request

from lms.config import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}

FRAMING = {"Content-Security-Policy": f"{POLICY}; frame-src 'self'"}
"""For the authors' page that shows a preview in a frame; nobody may frame that page itself."""

FRAMED = {
    "Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    "X-Frame-Options": "SAMEORIGIN",
}
"""For the preview inside that frame, and for nothing else."""


def install(app: Flask, settings: Settings) -> None:
    """Set the headers; pages about a person are never kept by caches."""

    always = list(HEADERS.items())
    if settings.secure:
        always.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))

    @app.after_request
    def add(response: Response) -> Response:
        own = {name for name, _ in response.headers}  # looked through once, not for each header
        response.headers.extend(item for item in always if item[0] not in own)
        if request.endpoint != "static":
            if "Cache-Control" not in own:
                response.headers.add("Cache-Control", "no-store")
            response.vary.update(["Cookie", "Accept-Language"])
        return response
