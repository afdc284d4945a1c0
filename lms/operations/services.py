"""What reaches into every part at once: erasing a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.certificates import services as certificates
from lms.enrolments import arrangements, sharing
from lms.enrolments import services as enrolments
from lms.inbox import services as inbox
from lms.leaders import services as leaders
from lms.notes import services as notes
from lms.people import services as people
from lms.practice import services as practice
from lms.quizzes import services as quizzes
from lms.reactions import services as reactions
from lms.recall import services as recall
from lms.reminders import services as reminders
from lms.scenarios import services as scenarios
from lms.welcome import services as welcome


def erase_person(
    db: Session, *, person_id: int, actor_id: int | None, now: datetime, today: date
) -> None:
    """Erase what tells about a leaver, in every part that keeps something about people.

    Raises Conflict("still_active") for somebody who has not left.
    """
    people.erase(db, person_id=person_id, actor_id=actor_id, now=now, today=today)
    certificates.forget_holder(db, person_id=person_id)
    quizzes.erase_answers(db, person_id=person_id)
    scenarios.erase_plays(db, person_id=person_id)
    practice.erase(db, person_id=person_id)
    reactions.forget_sender(db, person_id=person_id)
    recall.turn_off(db, person_id=person_id)
    inbox.erase(db, person_id=person_id)
    inbox.hand_over(db, now=now, today=today)
    reminders.erase(db, person_id=person_id)
    notes.erase(db, person_id=person_id)
    enrolments.end_feed(db, person_id=person_id)
    arrangements.erase(db, person_id=person_id)
    sharing.take_back(db, person_id=person_id)
    leaders.forget(db, person_id=person_id)
    welcome.end_box(db, person_id=person_id)
