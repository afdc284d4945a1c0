"""One request, one session, at most one commit, decided by method and answer."""

from __future__ import annotations

from flask import Flask, Response, g, request

from lms.web.context import SAFE_METHODS


def install(app: Flask) -> None:
    """Commit after a POST that succeeded, before its answer leaves; roll back everything else."""

    @app.after_request
    def finish(response: Response) -> Response:
        db = g.get("db")
        if db is not None:
            if request.method not in SAFE_METHODS and response.status_code < 400:
                db.commit()
            else:
                db.rollback()
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        db = g.pop("db", None)
        if db is not None:
            db.close()
