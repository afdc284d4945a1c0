"""Several real `lms work` processes send each message once, also when one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from lms.database import Database, make_engine
from lms.people.models import Outgoing
from tests.factories import NOW, a_person
from tests.smtp import HOST, certificate_for, mail_server

pytestmark = pytest.mark.server

MESSAGES = 60
PROGRAM = Path(sys.executable).with_name("lms")


def test_three_processes_of_which_one_is_killed_send_nothing_twice_and_lose_nothing(
    database_url: str, tmp_path: Path
) -> None:
    database = Database(make_engine(database_url))
    with database.begin() as db:
        for number in range(MESSAGES):
            person = a_person(db, email=f"w{number}@example.test")
            db.add(Outgoing(person_id=person.id, subject="A link", body="Hello.\n", created_at=NOW))
    tls, certificate = certificate_for(tmp_path / "certificate")
    with mail_server(tls, seconds=0.05) as server:
        environment = {
            "PATH": os.environ["PATH"],
            "LMS_MODE": "production",
            "LMS_INSTANCE": str(tmp_path / "instance"),
            "LMS_SECRET_KEY": "x" * 40,
            "LMS_PUBLIC_URL": "https://learning.example.test",
            "LMS_ORGANISATION": "Esimerkki Oy",
            "DATABASE_URL": database_url,
            "LMS_SMTP_URL": f"smtp://{HOST}:{server.port}",
            "LMS_MAIL_FROM": "learning@example.test",
            "SSL_CERT_FILE": str(certificate),
        }
        processes = [
            subprocess.Popen([str(PROGRAM), "work"], env=environment, stdout=subprocess.DEVNULL)
            for _ in range(3)
        ]
        try:
            _wait(lambda: len(server.taken) >= MESSAGES // 6, 60)
            processes[0].kill()
            _wait(lambda: len(server.taken) >= MESSAGES - 1 and not _due(database), 60)
            for process in processes[1:]:
                process.send_signal(signal.SIGTERM)
            codes = [process.wait(30) for process in processes]
        finally:
            for process in processes:
                process.kill()
                process.wait(10)

    with database.reading() as db:
        rows = list(db.scalars(select(Outgoing).order_by(Outgoing.id)))
    database.engine.dispose()
    # What the killed process had in its hands is claimed and rests; its try comes in ten minutes.
    resting = {f"w{index}@example.test" for index, row in enumerate(rows) if row.sent_at is None}
    everybody = {f"w{number}@example.test" for number in range(MESSAGES)}
    assert codes == [-signal.SIGKILL, 0, 0]
    assert len(server.recipients) == len(set(server.recipients))
    assert len(resting) <= 1
    assert set(server.recipients) | resting == everybody
    assert all(row.tries == 1 and row.given_up_at is None for row in rows)


def _due(database: Database) -> bool:
    with database.reading() as db:
        return db.scalars(select(Outgoing.id).where(Outgoing.tries == 0)).first() is not None


def _wait(is_so: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
