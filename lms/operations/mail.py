"""Sending the messages that wait: to a folder in the test mode, by SMTP in production."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from email_validator import validate_email
from sqlalchemy import ColumnElement, func, or_, select, true, update
from sqlalchemy.orm import Session

from lms.config import LOOPBACK, Settings
from lms.database import Database
from lms.people import audit
from lms.people.dated import works_here
from lms.people.models import Outgoing, Person
from lms.people.queries import MOST_TRIES

SECONDS = 30
ACCOUNT = "account"
"""The kind of messages that somebody waits for, such as links; all others are judged first."""

Deliver = Callable[[EmailMessage, int], None]
UNSUBSCRIBE = "List-Unsubscribe"


class MailPolicy(EmailPolicy):
    """The library's policy, but the address that stops messages stays as it is, however long.

    The library would encode a long one as if it were words, and no mail program could use it.
    """

    def fold(self, name: str, value: str) -> str:
        """A header as text."""
        if name == UNSUBSCRIBE:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as bytes."""
        if name == UNSUBSCRIBE:
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


POLICY = MailPolicy(linesep="\r\n")


class MailError(Exception):
    """Messages wait and cannot be sent; the sentence says why and what to do."""


class SomeRefused(MailError):
    """Single messages were refused and are tried again; the others went."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message and whom it is for; `is_in_doubt` when an earlier try ended nobody knows how."""

    id: int
    kind: str
    day: date | None
    person_id: int
    subject: str
    body: str
    html: str | None
    stop_address: str | None
    created_at: datetime
    address: str
    name: str
    tries: int
    is_in_doubt: bool


class Judge(Protocol):
    """Decides over messages that were planned, just before they go."""

    def __call__(self, message: Waiting, moment: datetime) -> bool:
        """Whether the message may go; one that may not is taken back by the judge."""


def send_waiting(
    database: Database,
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    judge: Judge | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> str:
    """Send each message whose time has come, and note it as sent.

    Several senders may work at once: each claims one message, tries it, and notes the end. The
    claim is a commit of its own and holds for ten minutes at least, longer than any try takes. A
    crash between the server's yes and the note sends the message once more after that, with the
    same Message-ID; none is lost. Without a judge, messages that were planned stay where they are.
    """
    sent = 0
    if _count(database, settings, clock(), judge, _is_due(clock())):
        with _way_out(settings) as deliver:
            sent = _send(database, settings, deliver, clock, judge, is_stopping)
    waiting = _count(database, settings, clock(), judge, Outgoing.tries > 0)
    if waiting:
        raise SomeRefused(
            f"Sent: {sent}. Refused or put off: {waiting}; they are tried again, later each time."
        )
    return f"Sent: {sent}." if sent else "No message waits."


def _send(
    database: Database,
    settings: Settings,
    deliver: Deliver,
    clock: Callable[[], datetime],
    judge: Judge | None,
    is_stopping: Callable[[], bool],
) -> int:
    sent = 0
    while not is_stopping() and (item := _claim(database, settings, clock(), judge)) is not None:
        if judge is not None and item.kind != ACCOUNT and not judge(item, clock()):
            continue
        try:
            deliver(_message(item, settings, clock()), item.id)
        except (smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused, ValueError) as error:
            # This message alone is refused; the next one may go.
            values: dict[str, object] = {"tried_at": None}
            if _is_final(error) and item.tries >= MOST_TRIES:
                values["given_up_at"] = clock()
            _note(database, item, values)
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(
                f"Sent: {sent}. The mail server broke off ({type(error).__name__}); "
                "the others wait for the next run."
            ) from error
        else:
            _note(database, item, {"sent_at": clock(), "tried_at": None})
            sent += 1
    return sent


def _note(database: Database, item: Waiting, values: dict[str, object]) -> None:
    with database.begin() as db:
        db.execute(update(Outgoing).where(Outgoing.id == item.id).values(values))


def send_again(db: Session, *, person_id: int, actor_id: int, now: datetime) -> int:
    """Let what was tried in vain for a person go once more; says how many messages.

    Only what a server refused: a message of whose last try nobody knows the end may have arrived.
    Pressing twice finds nothing more to do.
    """
    refused = (
        update(Outgoing)
        .where(
            Outgoing.person_id == person_id,
            Outgoing.sent_at.is_(None),
            Outgoing.tried_at.is_(None),
            Outgoing.tries >= MOST_TRIES,
        )
        .values(tries=0, next_at=None, given_up_at=None)
        .returning(Outgoing.id)
    )
    found = len(db.scalars(refused).all())
    if found:
        about = audit.Record(
            "messages_again", f"person:{person_id}", after={"messages": str(found)}
        )
        audit.record(db, [about], actor_id=actor_id, now=now)
    return found


def pause_after(tries: int) -> timedelta:
    """How long a message rests after so many tries: ten minutes, doubled up to a day."""
    return min(timedelta(minutes=10 * 2 ** min(tries - 1, 10)), timedelta(days=1))


def _claim(
    database: Database, settings: Settings, now: datetime, judge: Judge | None
) -> Waiting | None:
    """The next message, put off for everybody else before it is tried.

    PostgreSQL passes over rows that another sender is claiming; SQLite has one writer at a time.
    """
    statement = (
        select(Outgoing, Person)
        .join(Person, Person.id == Outgoing.person_id)
        .where(*_waits(settings, now, judge), _is_due(now))
        .order_by(Outgoing.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Outgoing)
    )
    with database.begin() as db:
        row = db.execute(statement).one_or_none()
        if row is None:
            return None
        message, person = row
        was_tried = message.tried_at is not None
        message.tries += 1
        message.tried_at = now
        message.next_at = now + pause_after(message.tries)
        return Waiting(
            id=message.id,
            kind=message.kind,
            day=message.day,
            person_id=person.id,
            subject=message.subject,
            body=message.body,
            html=message.html,
            stop_address=message.stop_address,
            created_at=message.created_at,
            address=person.email or "",
            name=person.name,
            tries=message.tries,
            is_in_doubt=was_tried,
        )


def _waits(
    settings: Settings, now: datetime, judge: Judge | None
) -> tuple[ColumnElement[bool], ...]:
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    return (
        Outgoing.sent_at.is_(None),
        Outgoing.given_up_at.is_(None),
        Person.email.is_not(None),
        works_here(today),
        true() if judge is not None else Outgoing.kind == ACCOUNT,
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(Outgoing.next_at.is_(None), Outgoing.next_at <= now)


def _count(
    database: Database,
    settings: Settings,
    now: datetime,
    judge: Judge | None,
    which: ColumnElement[bool],
) -> int:
    statement = (
        select(func.count(Outgoing.id))
        .join(Person, Person.id == Outgoing.person_id)
        .where(*_waits(settings, now, judge), which)
    )
    with database.reading() as db:
        return db.scalar(statement) or 0


def _is_final(error: Exception) -> bool:
    """Whether trying again is of little use: codes from 400 to 499 only ask to come back later."""
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code >= 500 for code, _words in error.recipients.values())
    return True


def _message(item: Waiting, settings: Settings, now: datetime) -> EmailMessage:
    name, sender = parseaddr(settings.mail_from or "learning@localhost")
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(name or settings.organisation, addr_spec=sender)
    message["To"] = Address(" ".join(item.name.split()), addr_spec=_in_ascii(item.address))
    message["Subject"] = " ".join(item.subject.split())
    message["Date"] = format_datetime(now)
    # SQLite may give a deleted row's number again; the moment of writing tells the two apart.
    written = f"{item.created_at:%Y%m%d%H%M%S}"
    message["Message-ID"] = f"<message-{item.id}-{written}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if item.stop_address:
        message[UNSUBSCRIBE] = f"<{item.stop_address}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(item.body, cte="quoted-printable")
    if item.html:
        message.add_alternative(item.html, subtype="html", cte="quoted-printable")
    return message


def _in_ascii(address: str) -> str:
    """An address with its domain as mail servers know it; one with ä before the @ stays."""
    if address.isascii():
        return address
    known = validate_email(address, check_deliverability=False, test_environment=True)
    return known.ascii_email or address


@contextmanager
def _way_out(settings: Settings) -> Iterator[Deliver]:
    if settings.mail_folder:
        folder = settings.mail_folder
        folder.mkdir(parents=True, exist_ok=True)
        yield lambda message, number: _write(folder, message, number)
    elif not settings.smtp_url:
        raise MailError("Messages wait and nothing sends them. Set LMS_SMTP_URL.")
    elif "@" not in settings.mail_from:
        raise MailError("Messages wait and have no sender. Set LMS_MAIL_FROM.")
    else:
        try:
            server = _connect(urlsplit(settings.smtp_url))
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(
                f"The mail server cannot be used ({type(error).__name__}); "
                "the messages wait for the next run."
            ) from error
        with server:
            yield lambda message, _number: _hand_over(server, message)


def _connect(url: SplitResult) -> smtplib.SMTP:
    """Encrypted always, except to a mail server on this machine."""
    host = url.hostname or ""
    trusted = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, url.port or 465, timeout=SECONDS, context=trusted
        )
    elif url.scheme == "smtp":
        server = smtplib.SMTP(host, url.port or 587, timeout=SECONDS)
    else:
        raise MailError("LMS_SMTP_URL begins with smtp:// or smtps://.")
    try:
        if url.scheme == "smtp" and host not in LOOPBACK:
            server.starttls(context=trusted)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    server.send_message(message)


def _write(folder: Path, message: EmailMessage, number: int) -> None:
    """A whole file or none: readers look for the ending."""
    waiting = folder / f".{number:06d}.part"
    waiting.write_bytes(message.as_bytes())
    waiting.replace(folder / f"{number:06d}.eml")
