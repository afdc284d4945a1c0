"""What holds on a day, said once for every statement: a membership, and that somebody is here."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, or_

from lms.people.models import Membership, Person

Day = date | BindParameter[date]


def holds(day: Day, of: Any = Membership) -> ColumnElement[bool]:
    """Whether a membership, or an alias of it, is in force on a day."""
    return and_(of.since <= day, or_(of.until.is_(None), of.until > day))


def works_here(day: Day, of: Any = Person) -> ColumnElement[bool]:
    """Whether a person, or an alias of them, has not left by a day."""
    return or_(of.left_on.is_(None), of.left_on > day)
