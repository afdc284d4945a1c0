"""Server-Timing: where the time of a page went, for developers and administrators."""

from __future__ import annotations

import time
from typing import Any

from flask import Flask, Response, before_render_template, g, has_request_context, template_rendered
from sqlalchemy import event

from lms.config import Settings
from lms.web import context


def install(app: Flask, settings: Settings) -> None:
    """Count statements and measure; only administrators and developers are told."""
    engine = context.state(app).database.engine

    @event.listens_for(engine, "before_cursor_execute")
    def before(conn: Any, *_args: Any) -> None:
        conn.info["lms_started"] = time.perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def after(conn: Any, *_args: Any) -> None:
        if has_request_context():
            g.statements = g.get("statements", 0) + 1
            g.database_seconds = g.get("database_seconds", 0.0) + (
                time.perf_counter() - conn.info["lms_started"]
            )

    def rendering(_app: Flask, **_values: Any) -> None:
        g.render_started = time.perf_counter()

    def rendered(_app: Flask, **_values: Any) -> None:
        g.render_seconds = time.perf_counter() - g.render_started

    before_render_template.connect(rendering, app, weak=False)
    template_rendered.connect(rendered, app, weak=False)

    @app.after_request
    def tell(response: Response) -> Response:
        viewer = g.get("viewer")
        if settings.server_timing or (viewer is not None and viewer.is_administrator):
            total = time.perf_counter() - g.get("started", time.perf_counter())
            response.headers["Server-Timing"] = (
                f"app;dur={total * 1000:.1f}, "
                f"db;dur={g.get('database_seconds', 0.0) * 1000:.1f};"
                f'desc="{g.get("statements", 0)} statements", '
                f"render;dur={g.get('render_seconds', 0.0) * 1000:.1f}"
            )
        return response
