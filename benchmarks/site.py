"""A filled site in a folder of its own: people with sign-ins, attempts, teams of known size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lms import migrations
from lms.app import create_app, make_clock
from lms.certificates.models import Certificate
from lms.config import Settings, read_settings
from lms.content.current import Current
from lms.content.model import ContentSet, Question
from lms.content.serial import question_from_json
from lms.database import Database, make_engine
from lms.enrolments.models import Assignment, Enrolment, ModuleRead
from lms.people.models import Membership, Person, Role, SignInSession, Team
from lms.quizzes import given, services
from lms.quizzes.grading import Given
from lms.quizzes.models import AttemptQuestion, QuestionVersion

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()
COURSE = "confidentiality"
TEAM_SIZE = 25
LEARNERS = 120
"""People whose pages are asked for; the rest of the company only fills the tables."""

FIRST_LEARNER, MANAGER = 1, LEARNERS + 1
RAW_CSRF = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True, slots=True)
class Site:
    """An application on a filled database."""

    app: Flask
    settings: Settings
    database: Database
    content: ContentSet

    def cookie(self, person_id: int) -> str:
        """The cookie header of somebody signed in."""
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        values = {"_user_id": token(person_id), "_fresh": True, "csrf_token": RAW_CSRF}
        return f"{self.app.config['SESSION_COOKIE_NAME']}={serializer.dumps(values)}"

    def csrf(self) -> str:
        """The token a form carries."""
        signer = URLSafeTimedSerializer(str(self.app.config["SECRET_KEY"]), salt="wtf-csrf-token")
        return str(signer.dumps(RAW_CSRF))


def token(person_id: int) -> str:
    """The token of a person's session."""
    return f"session-of-{person_id}"


def settings_for(folder: Path, **more: str) -> Settings:
    """The settings of the test mode with the logs of production."""
    return read_settings(
        {"LMS_MODE": "test", "LMS_INSTANCE": str(folder), "LMS_LOG": "json"} | more
    )


def open_site(folder: Path) -> Site:
    """The application on a prepared folder, with the content as it was saved there."""
    settings = settings_for(folder)
    content = Current(folder / "content.saved", today=make_clock(settings).today)
    database = Database(make_engine(settings.database_url))
    app = create_app(settings, database=database, content=content)
    return Site(app=app, settings=settings, database=database, content=content.get())


def prepare(folder: Path, *, company: int) -> None:
    """Migrate, read the courses and fill a company of so many people, one team of 25 in it."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = settings_for(folder)
    migrations.upgrade(settings.database_url)
    content = Current(folder / "content.saved", today=lambda: TODAY)
    content.try_swap(settings.content)
    database = Database(make_engine(settings.database_url))
    with database.begin() as db:
        _fill(db, content.get(), company)
    database.engine.dispose()


def _fill(db: Session, content: ContentSet, company: int) -> None:
    ids = range(1, company + 1)
    db.execute(
        insert(Person),
        [
            {
                "id": number,
                "sign_in_name": f"person{number}@example.test",
                "email": f"person{number}@example.test",
                "first_name": f"First{number % 89}",
                "last_name": f"Last{number}",
                "language": "en",
                "created_at": NOW,
            }
            for number in ids
        ],
    )
    db.execute(
        insert(SignInSession),
        [
            {
                "digest": hashlib.sha256(token(number).encode()).digest(),
                "person_id": number,
                "created_at": NOW,
                "expires_at": NOW + timedelta(days=14),
            }
            for number in ids
        ],
    )
    teams = company // TEAM_SIZE + 1
    db.execute(insert(Team), [{"id": 1, "slug": "company", "name": "Company"}])
    db.execute(
        insert(Team),
        [
            {"id": number, "slug": f"team-{number}", "name": f"Team {number}", "parent_id": 1}
            for number in range(2, teams + 2)
        ],
    )
    since = date(2025, 1, 1)
    places = [
        {
            "person_id": number,
            "team_id": 2 + (number - 1) // TEAM_SIZE,
            "role": Role.MEMBER.value,
            "since": since,
        }
        for number in ids
    ]
    managing = {"person_id": MANAGER, "team_id": 2, "role": Role.MANAGER.value, "since": since}
    db.execute(insert(Membership), [*places, managing])
    db.execute(
        insert(Assignment),
        [
            {
                "team_id": 1,
                "course": COURSE,
                "due_on": TODAY + timedelta(days=30),
                "why": "We open our doors to visitors in the spring.",
                "created_at": NOW,
            }
        ],
    )
    _add_learning(db, content, company)
    course = content.courses[COURSE]
    for person_id in range(FIRST_LEARNER, LEARNERS + 1):
        services.start(
            db,
            person_id=person_id,
            course=course,
            language="en",
            now=NOW,
            today=TODAY,
            seed=person_id,
        )


def _add_learning(db: Session, content: ContentSet, company: int) -> None:
    """Two modules read by everybody; every second person holds certificates of two courses."""
    ids = range(1, company + 1)
    first, second = (module.slug for module in content.courses["guidelines"].modules[:2])
    db.execute(
        insert(ModuleRead),
        [
            {
                "person_id": number,
                "course": "guidelines",
                "module": module,
                "edition": 1,
                "language": "en",
                "read_at": NOW,
            }
            for number in ids
            for module in (first, second)
        ],
    )
    done = [(number, slug) for number in ids[::2] for slug in ("guidelines", "channel-basics")]
    db.execute(
        insert(Enrolment),
        [
            {"id": key, "person_id": number, "course": slug, "cycle": 1, "started_at": NOW}
            for key, (number, slug) in enumerate(done, start=1)
        ],
    )
    db.execute(
        insert(Certificate),
        [
            {
                "code": f"B{key:07d}",
                "enrolment_id": key,
                "person_id": number,
                "course": slug,
                "edition": 1,
                "language": "en",
                "content_version": "1",
                "holder": f"First{number % 89} Last{number}",
                "holder_last_name": f"Last{number}",
                "title": slug,
                "can_do": "Knows the way.",
                "modules": 2,
                "mark": "lock",
                "organisation": "Esimerkki Oy",
                "issued_at": NOW,
                "issued_on": TODAY,
                "expires_on": TODAY + timedelta(days=365),
                "full_until": TODAY + timedelta(days=365),
            }
            for key, (number, slug) in enumerate(done, start=1)
        ],
    )


def questions_of(database: Database, attempt: int) -> dict[int, Question]:
    """What an attempt asks, by position."""
    with database.reading() as db:
        rows = db.execute(
            select(AttemptQuestion.position, QuestionVersion.body)
            .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
            .where(AttemptQuestion.attempt_id == attempt)
            .order_by(AttemptQuestion.position)
        )
        return {row.position: question_from_json(row.body) for row in rows}


def right_form(question: Question) -> Iterator[tuple[str, str]]:
    """The fields of the answer that earns the point."""
    right = [option for option in question.options if option.right]
    answer: Given
    match question.type:
        case "single" | "truefalse":
            answer = right[0].letter
        case "multiple":
            answer = [option.letter for option in right]
        case "match":
            answer = {option.letter: option.pair for option in question.options}
        case "mark":
            answer = {option.letter: option.pair for option in right}
        case "order":
            answer = [option.letter for option in question.options]
        case "text":
            answer = right[0].text
    for name, values in given.as_fields(question, answer).items():
        for value in values:
            yield name, value
