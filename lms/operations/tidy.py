"""Forgetting in time what need not be kept: answers, reactions, plays, sessions, messages."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.inbox.services import forget_old as forget_messages
from lms.inbox.services import hand_over
from lms.notes.services import forget as forget_notes
from lms.people.models import Outgoing, PasswordLink, SignInSession
from lms.people.throttle import forget_old_tries
from lms.people.undo_services import forget_imports
from lms.practice.queries import KEPT as DRAFTS_KEPT
from lms.practice.services import forget_drafts
from lms.quizzes.services import forget_answers
from lms.reactions.services import forget as forget_reactions
from lms.reminders.services import forget as forget_reminders
from lms.scenarios.services import forget_plays

PLAYS_KEPT = timedelta(days=90)
"""How long the choices in scenarios stay."""

NOTES_KEPT = timedelta(days=90)
"""How long offers of help and words about dates stay; thanks stay until their receiver
deletes them, and then as long for their writer."""

KEPT = timedelta(days=30)
"""How long messages stay, and ended links, whose page says that they are used up."""


def forget(
    db: Session,
    *,
    answers_kept_days: int,
    now: datetime,
    reactions_kept_days: int = 365,
    today: date | None = None,
) -> str:
    """Delete what is over; says how many answers and reactions went.

    Open messages of readers who have left find another one, for where `lms work` does not run.
    """
    answers = forget_answers(db, finished_before=now - timedelta(days=answers_kept_days))
    reactions = forget_reactions(db, sent_before=now - timedelta(days=reactions_kept_days))
    forget_reminders(db, before=(now - KEPT).date())
    forget_notes(db, before=(now - NOTES_KEPT).date())
    forget_plays(db, begun_before=now - PLAYS_KEPT)
    forget_messages(db, now=now)
    hand_over(db, now=now, today=today or now.date())
    forget_drafts(db, changed_before=now - DRAFTS_KEPT)
    forget_imports(db, now=now)
    db.execute(delete(SignInSession).where(SignInSession.expires_at < now))
    db.execute(delete(PasswordLink).where(PasswordLink.expires_at < now - KEPT))
    db.execute(delete(Outgoing).where(Outgoing.created_at < now - KEPT))
    forget_old_tries(db, now=now)
    return f"Answers forgotten: {answers}. Reactions forgotten: {reactions}."
