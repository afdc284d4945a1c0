"""One request, one session, at most one commit, decided by method and answer."""

from __future__ import annotations

from flask import Flask, Response, g, request, session
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from lms.web.context import SAFE_METHODS


def install(app: Flask) -> None:
    """Commit after a POST that succeeded, before its answer leaves; roll back everything else."""

    @app.after_request
    def finish(response: Response) -> Response:
        db = g.get("db")
        if db is not None:
            if request.method not in SAFE_METHODS and response.status_code < 400:
                try:
                    db.commit()
                except SQLAlchemyError as error:
                    return _not_done(app, db, error)
            else:
                _let_go(db)
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        db = g.pop("db", None)
        if db is not None:
            _let_go(db)  # what is raised here would take the place of a finished answer


def _not_done(app: Flask, db: Session, error: SQLAlchemyError) -> Response:
    """The error page in place of an answer whose commit did not come back; no cookie is set."""
    _let_go(db)
    session.pop("_flashes", None)  # they tell of something that did not happen
    response: Response = app.make_response(app.handle_user_exception(error))
    session.modified = False
    return response


def _let_go(db: Session) -> None:
    """Roll back and give the connection back; one that cannot even do that is thrown away."""
    try:
        db.close()
    except SQLAlchemyError:
        db.invalidate()
