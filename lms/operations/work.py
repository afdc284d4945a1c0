"""The work nobody waits for: reminders, mail and counters of units, once or without end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from lms.clock import Clock
from lms.config import Settings
from lms.content.model import ContentSet
from lms.database import Database
from lms.inbox import letters
from lms.inbox import services as inbox
from lms.notes import mailing as notes
from lms.operations.mail import MailError, SomeRefused, Waiting, send_waiting
from lms.people import sealing
from lms.people.models import Outgoing
from lms.people.undo_services import forget_imports
from lms.practice.queries import KEPT as DRAFTS_KEPT
from lms.practice.services import forget_drafts
from lms.readiness import folding, spells
from lms.reminders import queries, services
from lms.reminders.rules import Office
from lms.reminders.services import Compose

PLAN_EVERY = timedelta(minutes=15)
PAUSE = 20.0
LONGEST_PAUSE = 300.0
AT_ONCE = 100
"""People in one transaction: a crash costs so many plans, which the next run makes again."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the work stands on; `composing` opens what writes messages."""

    database: Database
    settings: Settings
    clock: Clock
    content: Callable[[], ContentSet]
    composing: Callable[[], AbstractContextManager[Compose]]

    @property
    def office(self) -> Office:
        """The organisation's hours."""
        return Office(ZoneInfo(self.settings.time_zone), self.settings.days_off)


def once(work: Work, *, is_stopping: Callable[[], bool] = lambda: False) -> str:
    """Plan what is to be said now, send what waits and count; says what was done.

    Mail that cannot go is told last, as a MailError: nothing else waits for it.
    """
    seal(work)
    forget(work)
    hand_over(work)
    written = plan(work)
    trouble, sent = None, ""
    try:
        sent = send(work, is_stopping=is_stopping)
    except MailError as error:
        trouble = error
    count(work, is_stopping=is_stopping)
    if trouble is not None:
        raise trouble
    return f"Reminders written: {written}. {sent}"


def plan(work: Work) -> int:
    """Write the reminders of this moment; none where nothing could send them."""
    moment, office, written = work.clock.now(), work.office, 0
    if not (work.settings.mail_folder or work.settings.smtp_url):
        return 0
    today, content = work.clock.day_of(moment), work.content()
    with work.database.reading() as db:
        ids = queries.candidates(
            db,
            path=content.path.courses,
            today=today,
            only_elsewhere=not office.is_open(moment),
        )
    with work.composing() as compose:
        for start in range(0, len(ids), AT_ONCE):
            with work.database.begin() as db:
                people = list(
                    queries.addressees(
                        db,
                        ids[start : start + AT_ONCE],
                        content=content,
                        moment=moment,
                        office=office,
                    )
                )
                written += services.plan(db, people, compose=compose, moment=moment, office=office)
    return written


def send(work: Work, *, is_stopping: Callable[[], bool] = lambda: False) -> str:
    """Send what waits, each reminder judged once more just before it goes."""

    def judge(message: Waiting, moment: datetime) -> bool:
        return _judge(work, message, moment)

    return send_waiting(
        work.database,
        work.settings,
        clock=work.clock.now,
        judge=judge,
        is_stopping=is_stopping,
    )


def count(work: Work, *, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Count anew whose facts have changed; says how many people that were."""
    basis = spells.basis(work.content())
    return folding.fold_all(work.database, basis, today=work.clock.today(), is_stopping=is_stopping)


def hand_over(work: Work) -> int:
    """Give open messages whose reader has left to another one; says how many."""
    now = work.clock.now()
    with work.composing(), work.database.begin() as db:
        return inbox.hand_over(db, now=now, today=work.clock.day_of(now), letter=letters.waits)


def forget(work: Work) -> int:
    """Delete drafts and messages whose time is over, and forget old imports; says how many."""
    now = work.clock.now()
    with work.database.begin() as db:
        drafts = forget_drafts(db, changed_before=now - DRAFTS_KEPT)
        forget_imports(db, now=now)
        return drafts + inbox.forget_old(db, now=now)


def forever(work: Work, *, stop: Event, say: Callable[[str], None], pause: float = PAUSE) -> None:
    """Work until told to stop; after trouble with longer and longer pauses."""
    rest, planned_at, last = pause, None, ""
    while not stop.is_set():
        told, is_mail_well = "", True
        try:
            now = work.clock.now()
            if planned_at is None or now - planned_at >= PLAN_EVERY:
                seal(work)
                forget(work)
                hand_over(work)
                written, planned_at = plan(work), now
                if written:
                    say(f"Reminders written: {written}.")
            try:
                told = send(work, is_stopping=stop.is_set)
            except MailError as error:
                # The server takes mail when it refuses single messages: no need to wait longer.
                told, is_mail_well = str(error), isinstance(error, SomeRefused)
            count(work, is_stopping=stop.is_set)
            rest = pause if is_mail_well else min(rest * 2, LONGEST_PAUSE)
        except SQLAlchemyError as error:
            told = f"The database cannot be used ({type(error).__name__})."
            rest = min(rest * 2, LONGEST_PAUSE)
        if told != last:
            say(told)
            last = told
        stop.wait(rest)


def seal(work: Work) -> None:
    """Put the entries of the audit log that wait under seals, a seal in each transaction."""
    with work.database.reading() as db:
        waiting = sealing.waiting(db)
    while waiting > 0:
        with work.database.begin() as db:
            done = sealing.seal(db, now=work.clock.now(), most=sealing.IN_ONE)
        waiting = waiting - done if done else 0


def _judge(work: Work, message: Waiting, moment: datetime) -> bool:
    """Whether a reminder still holds; one that does not is taken back and may be planned anew.

    One whose earlier try ended nobody knows how is not planned anew: it may have arrived.
    """
    if message.kind == notes.MAIL:
        return _judge_note(work, message, moment)
    with work.database.begin() as db:
        if services.is_still_true(
            db,
            outgoing_id=message.id,
            person_id=message.person_id,
            content=work.content(),
            moment=moment,
            office=work.office,
        ):
            return True
        if message.is_in_doubt:
            db.execute(update(Outgoing).where(Outgoing.id == message.id).values(given_up_at=moment))
        else:
            services.withdraw(db, outgoing_id=message.id)
    return False


def _judge_note(work: Work, message: Waiting, moment: datetime) -> bool:
    """Whether the message of a note may go now; else it waits for a better hour or is dropped."""
    try:
        with work.database.begin() as db:
            return notes.judge(
                db,
                outgoing_id=message.id,
                is_in_doubt=message.is_in_doubt,
                content=work.content(),
                moment=moment,
                office=work.office,
            )
    except IntegrityError:  # another copy has just given the day to another message
        with work.database.begin() as db:
            notes.put_off(db, outgoing_id=message.id, until=moment + PLAN_EVERY)
        return False
