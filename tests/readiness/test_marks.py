"""Whose facts have changed is written down by the database itself, whoever changes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from lms.enrolments.models import Arrangement
from lms.people.models import Person
from lms.readiness.models import StalePerson
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_module_read,
    a_person,
    a_team,
    an_assignment,
    an_enrolment,
)

FACTS = {"certificate", "membership", "person", "assignment", "team", "arrangement"}
"""The tables that decide in which units somebody counts, and as what."""

QUERY = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def test_every_table_of_facts_has_its_triggers_after_all_migrations(db: Session) -> None:
    names = set(db.scalars(text(QUERY[db.get_bind().dialect.name])))

    wanted = {
        f"{table}_stale_{event}" for table in FACTS for event in ("inserted", "deleted", "updated")
    }
    assert {name for name in names if "_stale_" in name} == wanted


def marks(db: Session) -> list[tuple[int | None, int | None]]:
    """The people and teams that are marked; they are forgotten with the question."""
    db.flush()
    found = [(row.person_id, row.team_id) for row in db.scalars(select(StalePerson))]
    db.execute(delete(StalePerson))
    return found


CHANGES: dict[str, Callable[[Session, Person], object]] = {
    "a certificate": a_certificate,
    "leaving": lambda _db, person: setattr(person, "left_on", TODAY),
    "another job title": lambda _db, person: setattr(person, "job_title", "Guide"),
    "an arrangement": lambda db, person: db.add(
        Arrangement(
            person_id=person.id,
            course="confidentiality",
            kind="waiver",
            reason="Long leave.",
            until=date(2027, 6, 1),
            since=TODAY,
            given_at=NOW,
        )
    ),
}


@pytest.mark.parametrize("what", sorted(CHANGES))
def test_what_changes_about_a_person_marks_the_person(db: Session, what: str) -> None:
    ada, _other = a_person(db), a_person(db)
    marks(db)

    CHANGES[what](db, ada)

    assert set(marks(db)) == {(ada.id, None)}


def test_what_is_asked_of_a_team_marks_the_team_and_of_everybody_the_organisation(
    db: Session,
) -> None:
    team = a_team(db)
    marks(db)

    asked = an_assignment(db, team)
    assert marks(db) == [(None, team.id)]
    asked.ended_at = NOW
    assert marks(db) == [(None, team.id)]
    team.name = "Another name"
    assert marks(db) == []
    team.parent_id = a_team(db).id
    assert (None, team.id) in marks(db)


def test_learning_itself_marks_nobody(db: Session) -> None:
    ada = a_person(db)
    marks(db)

    an_enrolment(db, ada)
    a_module_read(db, ada, "three-tests")
    ada.language = ada.language
    ada.theme = "dark"

    assert marks(db) == []
