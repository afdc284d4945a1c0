"""Forgetting in time what need not be kept: answers, ended sessions and links, sent messages."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.people.models import Outgoing, PasswordLink, SignInSession
from lms.people.throttle import forget_old_tries
from lms.quizzes.services import forget_answers

KEPT = timedelta(days=30)
"""How long messages stay, and ended links, whose page says that they are used up."""


def forget(db: Session, *, answers_kept_days: int, now: datetime) -> str:
    """Delete what is over; says how many answers went."""
    answers = forget_answers(db, finished_before=now - timedelta(days=answers_kept_days))
    db.execute(delete(SignInSession).where(SignInSession.expires_at < now))
    db.execute(delete(PasswordLink).where(PasswordLink.expires_at < now - KEPT))
    db.execute(delete(Outgoing).where(Outgoing.created_at < now - KEPT))
    forget_old_tries(db, now=now)
    return f"Answers forgotten: {answers}."
