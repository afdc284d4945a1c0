"""The day that the address of a page asks for."""

from __future__ import annotations

from flask import request

from lms.readiness.days import Shown, shown
from lms.web import context


def shown_here() -> Shown:
    """The day of this page: who may open it today may see its past days too."""
    return shown(request.args.get("on", ""), today=context.today(), clock=context.state().clock)
