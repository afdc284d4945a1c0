"""People who have answered, for tests: with boxes that only their own page opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from lms.people import locks
from lms.people.models import Person, SignInSession, Team
from lms.welcome import services
from lms.welcome.models import PrivateBox
from lms.welcome.queries import Opened, about, opened
from lms.welcome.said import NOTHING, Said, unpacked
from lms.welcome.services import open_box
from tests.databases import SharedConnection
from tests.factories import NOW, TODAY, a_person, digest

KEY = b"the key that every tester's pass"
SALT = b"the salt of test"


def a_box(db: Session, person: Person, *, token: str = "") -> Opened:
    """A box opened in a session of the person."""
    token = token or f"token of {person.id}"
    session = SignInSession(
        digest=digest(token),
        person_id=person.id,
        created_at=NOW,
        expires_at=NOW + timedelta(days=30),
    )
    db.add(session)
    db.flush()
    open_box(
        db,
        person_id=person.id,
        session_id=session.id,
        token=token,
        salt=SALT,
        password_key=KEY,
    )
    box = opened(db, person_id=person.id, session_id=session.id, token=token)
    assert box is not None
    return box


def says(db: Session, box: Opened, *reasons: str, said: Said = NOTHING) -> Opened:
    """The person says what holds them back, in place of what they said before."""
    kept = _kept(db, box)
    services.keep_reasons(
        db,
        box,
        Said(holds=tuple(reasons), counted=kept.counted, willing=said.willing),
        held_back_by=tuple(reasons),
        today=TODAY,
    )
    return box


def takes_back(db: Session, box: Opened) -> None:
    """The person deletes their answers."""
    services.keep_reasons(db, box, _kept(db, box).without_answers(), held_back_by=None, today=TODAY)


def _kept(db: Session, box: Opened) -> Said:
    row = db.get_one(PrivateBox, box.person_id, populate_existing=True)
    content = locks.unseal(box.key, bytes(row.content), about=about(box.person_id))
    assert content is not None
    return unpacked(locks.content_of(content))


def a_team_that_says(
    db: Session, team: Team, answers: Sequence[Sequence[str]], *, others: int = 0
) -> list[Opened]:
    """Members of a team who answer, and others who do not."""
    people = [a_person(db, team=team) for _ in range(len(answers) + others)]
    return [
        says(db, a_box(db, person), *reasons)
        for person, reasons in zip(people, answers, strict=False)
    ]


def turn_month(database: SharedConnection, month: int = 1) -> int:
    """The first day of a month comes: summaries are brought up to date."""
    today = TODAY.replace(year=2026 + (TODAY.month + month - 1) // 12,
                          month=(TODAY.month + month - 1) % 12 + 1, day=1)  # fmt: skip
    return services.refresh_month(database.begin, today=today)
