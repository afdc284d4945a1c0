"""Forgetting what is kept for a time only."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.people.models import Outgoing, PasswordLink, SignInSession
from lms.people.throttle import forget_old_tries
from lms.quizzes.services import forget_answers

SENT_KEPT_DAYS = 30
"""How long a message that was sent is kept."""


def tidy(db: Session, *, now: datetime, answers_kept_days: int) -> str:
    """Delete old single answers, ended sessions and links, sent messages; results stay."""
    answers = forget_answers(db, finished_before=now - timedelta(days=answers_kept_days))
    sessions = db.scalars(
        delete(SignInSession).where(SignInSession.expires_at < now).returning(SignInSession.id)
    ).all()
    links = db.scalars(
        delete(PasswordLink).where(PasswordLink.expires_at < now).returning(PasswordLink.id)
    ).all()
    messages = db.scalars(
        delete(Outgoing)
        .where(Outgoing.sent_at < now - timedelta(days=SENT_KEPT_DAYS))
        .returning(Outgoing.id)
    ).all()
    forget_old_tries(db, now=now)
    return (
        f"Forgotten: {answers} answers, {len(sessions)} sessions, {len(links)} links, "
        f"{len(messages)} messages."
    )
