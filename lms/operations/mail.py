"""Sending the messages that wait: to a folder in the test mode, by SMTP in production."""

from __future__ import annotations

import fcntl
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from sqlalchemy import select, text, update

from lms.config import LOOPBACK, Settings
from lms.database import Database
from lms.people.models import Outgoing, Person

MOST_TRIES = 10
SECONDS = 30
LOCK = 770102
"""The number of the lock that keeps two senders apart on a PostgreSQL server."""

Deliver = Callable[[EmailMessage, int], None]


class MailError(Exception):
    """Messages wait and cannot be sent; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message and whom it is for."""

    id: int
    subject: str
    body: str
    address: str
    name: str


def send_waiting(database: Database, settings: Settings, *, now: datetime) -> str:
    """Send each waiting message and note it as sent.

    One sender works at a time. A message is noted after it was handed over, so a crash between
    the two sends it once more and never loses it; its Message-ID stays the same.
    """
    waiting = _waiting(database)
    if not waiting:
        return "No message waits."
    with _alone(database, settings) as is_alone:
        if not is_alone:
            return "Another sender is at work."
        with _way_out(settings) as deliver:
            sent = _send(database, settings, _waiting(database), deliver, now=now)
    refused = len(_waiting(database))
    if refused:
        raise MailError(
            f"Sent: {sent}. Refused: {refused}; each is tried {MOST_TRIES} times at most."
        )
    return f"Sent: {sent}."


def _waiting(database: Database) -> list[Waiting]:
    statement = (
        select(Outgoing, Person)
        .join(Person, Person.id == Outgoing.person_id)
        .where(
            Outgoing.sent_at.is_(None),
            Outgoing.tries < MOST_TRIES,
            Person.email.is_not(None),
            Person.left_on.is_(None),
        )
        .order_by(Outgoing.id)
    )
    with database.reading() as db:
        return [
            Waiting(message.id, message.subject, message.body, person.email or "", person.name)
            for message, person in db.execute(statement)
        ]


def _send(
    database: Database,
    settings: Settings,
    waiting: list[Waiting],
    deliver: Deliver,
    *,
    now: datetime,
) -> int:
    sent = 0
    for item in waiting:
        values: dict[str, object] = {"tries": Outgoing.tries + 1}
        try:
            deliver(_message(item, settings, now), item.id)
        except (smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused, ValueError) as error:
            # This message alone is refused; the next one may go.
            if not _is_final(error):
                continue
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(
                f"Sent: {sent}. The mail server broke off ({type(error).__name__}); "
                "the others wait for the next run."
            ) from error
        else:
            values["sent_at"] = now
            sent += 1
        with database.begin() as db:
            db.execute(update(Outgoing).where(Outgoing.id == item.id).values(values))
    return sent


def _is_final(error: Exception) -> bool:
    """Whether the answer counts as a try: codes from 400 to 499 only ask to come back later."""
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code >= 500 for code, _words in error.recipients.values())
    return True


def _message(item: Waiting, settings: Settings, now: datetime) -> EmailMessage:
    name, sender = parseaddr(settings.mail_from or "learning@localhost")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name or settings.organisation, addr_spec=sender)
    message["To"] = Address(" ".join(item.name.split()), addr_spec=item.address)
    message["Subject"] = " ".join(item.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<message-{item.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(item.body, cte="quoted-printable")
    return message


@contextmanager
def _alone(database: Database, settings: Settings) -> Iterator[bool]:
    """Whether no other sender works on this machine or, with PostgreSQL, on any."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    with (settings.instance / "mail.lock").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if settings.is_sqlite:
            yield True
            return
        engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            key = {"key": LOCK}
            got = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
            try:
                yield got
            finally:
                if got:
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


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
        if host not in LOOPBACK:
            server.starttls(context=trusted)
    else:
        raise MailError("LMS_SMTP_URL begins with smtp:// or smtps://.")
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    server.send_message(message)


def _write(folder: Path, message: EmailMessage, number: int) -> None:
    """A whole file or none: readers look for the ending."""
    waiting = folder / f".{number:06d}.part"
    waiting.write_bytes(message.as_bytes())
    waiting.replace(folder / f"{number:06d}.eml")
