"""The days that the address of a page asks for."""

from __future__ import annotations

from datetime import date

from flask import request

from lms.readiness.days import Shown, counted, shown
from lms.web import context


def shown_here() -> Shown:
    """The day of this page: who may open it today may see its past days too."""
    return shown(request.args.get("on", ""), today=context.today(), clock=context.state().clock)


def counted_here(of: Shown) -> date | None:
    """The day on which certificates counted, where the address narrows a list to it."""
    return counted(request.args.get("counted", ""), of=of)
