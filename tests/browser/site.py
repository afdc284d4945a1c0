"""The running product, and people with a history made for one test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.clock import real_clock
from lms.database import make_engine
from lms.demo.organisation import PASSWORD
from lms.migrations import tables  # noqa: F401 - a foreign key must know its table
from lms.people.models import Person, SignInSession, Team
from tests.factories import a_certificate, a_person
from tests.server.process import Server

TEAM = "service-north"


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who can sign in."""

    id: int
    name: str
    last_name: str
    address: str
    password: str = PASSWORD


class Site:
    """A server with its database, which it shares as two workers do."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.engine = make_engine(f"sqlite:///{server.instance / 'lms.db'}")

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.server.url

    def close(self) -> None:
        """Give the database back."""
        self.engine.dispose()

    def learner(self, first_name: str, last_name: str, *, certified: tuple[str, ...]) -> Learner:
        """A new member of the demo team, with valid certificates of some courses."""
        today = real_clock("Europe/Helsinki").today()
        with Session(self.engine) as db:
            team = db.scalars(select(Team).where(Team.slug == TEAM)).one()
            secret = db.scalars(select(Person.password_hash).where(Person.is_demo).limit(1)).one()
            person = a_person(db, first_name, last_name, team=team, password_hash=secret)
            for course in certified:
                a_certificate(
                    db,
                    person,
                    course,
                    issued_on=today - timedelta(days=30),
                    expires_on=today + timedelta(days=700),
                )
            found = Learner(person.id, person.name, last_name, person.sign_in_name)
            db.commit()
        return found

    def end_sessions(self, learner: Learner) -> None:
        """End every session of a person, as time or an administrator would."""
        with Session(self.engine) as db:
            db.execute(delete(SignInSession).where(SignInSession.person_id == learner.id))
            db.commit()
