"""Structured logs: one line a request with its id, no personal data beyond ids."""

from __future__ import annotations

import logging
import secrets
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from lms.config import Settings

QUIET = frozenset({"static", "pages.health", "authoring.state"})
"""What is asked so often that a line for each would hide the others."""


def configure(settings: Settings) -> None:
    """Set structlog up once for the process."""
    last: Any = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=False,
    )


def install(app: Flask) -> None:
    """Give each request an id and log its end."""
    log = structlog.get_logger()

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(6)
        g.started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.endpoint not in QUIET:
            log.info(
                "request",
                method=request.method,
                endpoint=request.endpoint,
                status=response.status_code,
                ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
            )
        return response
